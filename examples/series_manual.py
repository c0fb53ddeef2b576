"""Make every chart and every sentence of the examples in docs/series.md: `python -m examples.series_manual`.

Two sources: the Belarus case that ships, read anew, and a table of events made here, in which Iceland
answers what Norway does and turns to Denmark when Norway presses. With `--check` nothing is written;
the exit status says whether the manual still says what the commands say.
"""

import argparse
import contextlib
import csv
import io
import re
import shlex
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from typer.testing import CliRunner

HERE = Path(__file__).resolve().parent
MANUAL = HERE.parent / "docs/series.md"
PICTURES = HERE.parent / "docs/images"
WEEKS, SEED = 200, 6
TABLE = "--by week --from made.csv --columns id=id,actor=who,recipient=whom,date=day,type=what"
EXAMPLES = {
    "series": "--case belarus.db series --dyad USA,BLR --by year --chart series-belarus.svg",
    "refused": "--case belarus.db reciprocity --dyad USA,BLR --by month",
    "reciprocity": f"reciprocity --dyad NOR,ISL {TABLE} --chart series-answers.svg",
    "triangle": f"triangle --pivot ISL --patrons NOR,DNK {TABLE} --chart series-triangle.svg",
}
_BLOCK = r"(<!-- made: {name} -->\n).*?(<!-- end -->)"


def made_events(to: Path) -> None:
    """Four years of acts between three states; from the third year on Denmark and Iceland do more together."""
    rng = np.random.default_rng(SEED)
    rows = []

    def acts(week: int, who: str, whom: str, what: str, often: float) -> int:
        number = int(rng.poisson(often))
        for n in range(number):
            day = date(2001, 1, 1) + timedelta(days=7 * week + int(rng.integers(0, 7)))
            rows.append((f"{week}-{who}-{whom}-{what}-{n}", who, whom, day.isoformat(), what))
        return number

    pressed: list[int] = [0, 0, 0]
    praised = 0
    for week in range(WEEKS):
        closer = 3.0 if week >= WEEKS // 2 else 1.0
        press = acts(week, "NOR", "ISL", "ACCUSE", 1.5)
        praise = acts(week, "NOR", "ISL", "SUPPORT", 1.5)
        acts(week, "ISL", "NOR", "ACCUSE", 0.5 + 0.5 * pressed[-1])
        acts(week, "ISL", "NOR", "SUPPORT", 0.5 + 0.4 * praised)
        acts(week, "ISL", "DNK", "CONSULT", closer + 0.4 * sum(pressed[-3:]))
        acts(week, "ISL", "DNK", "REJECT", 0.5)
        acts(week, "DNK", "ISL", "CONSULT", closer)
        acts(week, "DNK", "ISL", "REJECT", 0.7)
        acts(week, "NOR", "DNK", "CONSULT", 1.0)
        acts(week, "DNK", "NOR", "CONSULT", 1.0)
        pressed.append(press)
        praised = praise
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "who", "whom", "day", "what"), *rows])


def dragoman(words: str) -> str:
    """What a command tells a person, its notes included."""
    from dragoman.show.cli import app

    done = CliRunner().invoke(app, shlex.split(words), env={"COLUMNS": "110"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def shown() -> dict[str, str]:
    """The blocks of the manual; pictures are left in the working folder."""
    with contextlib.redirect_stdout(io.StringIO()):
        dragoman(f"--case belarus.db add {shlex.quote(str(HERE / 'belarus/reports.jsonl'))}")
    made_events(Path("made.csv"))
    blocks = {}
    for name, words in EXAMPLES.items():
        told = dragoman(words)
        block = f"```\n$ dragoman {words}\n{told.rstrip()}\n```\n"
        picture = re.search(r"--chart (\S+)", words)
        if picture:
            block += f"\n![What {name} draws](images/{picture[1]})\n"
        blocks[name] = re.sub(r"[ \t]+\n", "\n", block)
    return blocks


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    was = MANUAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        text = was
        for name, block in shown().items():
            pattern = re.compile(_BLOCK.format(name=name), re.DOTALL)
            place = pattern.search(text)
            if place is None:
                sys.exit(f"{MANUAL} has no place for {name}: <!-- made: {name} --> … <!-- end -->")
            text = text[: place.start()] + place[1] + block + place[2] + text[place.end() :]
        if check:
            return 0 if text == was else 1
        PICTURES.mkdir(exist_ok=True)
        for picture in Path().glob("*.svg"):
            (PICTURES / picture.name).write_bytes(picture.read_bytes())
    MANUAL.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
