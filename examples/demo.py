"""What does dragoman do, from file to ledger to brief to page? Shown on the two examples that ship.

Every step is the public command line, run as a user would run it, with its own words printed above it.
`make demo` runs this. It leaves nothing behind.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

HERE = Path(__file__).resolve().parent
ARTICLES = sorted((HERE / "articles").glob("*.txt"))
REPORTS = HERE / "belarus" / "reports.jsonl"
DAYS = (
    ("2008-02-01", "one prisoner has been let go"),
    ("2008-08-25", "the last two are out"),
    ("2009-08-19", "new ones are in jail"),
)
QUESTION, ASKED_ON = "Why talk to Belarus now?", "2009-08-19"
SERVER_PATIENCE_S = 30

console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)
# the command of the environment that runs this, wherever that is
DRAGOMAN = [sys.executable, "-c", "from dragoman.show.cli import main; main()"]


def dragoman(*words: str, okay: tuple[int, ...] = (0,), say: bool = True) -> str:
    """Run the command as a user would, and return what it prints."""
    if say:
        shown = " ".join(shlex.quote(w.replace(str(HERE.parent) + os.sep, "")) for w in words)
        console.print(Text(f"$ dragoman {shown}", style="bold cyan"))
    began = time.monotonic()
    done = subprocess.run([*DRAGOMAN, *words], capture_output=True, encoding="utf-8", env=environment(), check=False)
    if done.returncode not in okay:
        console.print(Text(done.stdout + done.stderr, style="red"))
        sys.exit(f"dragoman {words}: exit {done.returncode}")
    if say:
        for line in done.stderr.strip().splitlines():
            console.print(Text(line, style="dim"))
        console.print(Text(f"{time.monotonic() - began:.1f} s", style="dim"), justify="right")
    return done.stdout


def environment() -> dict[str, str]:
    """As wide and as colourful as this terminal."""
    env = os.environ | {"COLUMNS": str(console.width), "PYTHONUTF8": "1"}
    return env | {"FORCE_COLOR": "1"} if console.is_terminal else env


def show(printed: str) -> None:
    """What the command printed, as it is."""
    for line in printed.strip("\n").splitlines():
        console.print(Text.from_ansi(line.rstrip()), soft_wrap=True)


def step(title: str, why: str) -> None:
    """Open a step with what it is for."""
    console.print()
    console.print(Rule(Text(title, style="bold"), align="left"))
    console.print(Text(why, style="italic"))
    console.print()


def show_article(path: Path) -> None:
    step(
        "1  Read one article",
        "A scraped page without markup or date: teaser cut off, lead repeated, related articles below. Who said what, "
        "what happened, what is wanted of whom, each in the article's own words.",
    )
    show(dragoman("code", str(path)))
    records = [json.loads(line) for line in dragoman("code", str(path), "--jsonl", say=False).splitlines()]
    counts = {kind: sum(r["record"] == kind for r in records) for kind in ("statement", "event", "demand")}
    told = ", ".join(f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items())
    console.print(Text(f"\nThe same as JSON Lines (--jsonl): {told}; each quotes the text at its place.", style="dim"))


def fill_case(case: str) -> None:
    step(
        "2  Keep a case",
        "Twenty-two short reports of 2006 to 2019, and the article, go into one SQLite file. "
        "Adding them again changes nothing.",
    )
    dragoman("--case", case, "add", str(REPORTS), *map(str, ARTICLES))
    dragoman("--case", case, "add", str(REPORTS))
    show("\n".join(dragoman("--case", case, "search", "political prisoners").splitlines()[:6]))


def show_ledger(case: str) -> None:
    step(
        "3  The ledger, on three days",
        "What does Washington want of Minsk, and what has become of it? The answer depends on the day: "
        "a ledger uses only what was published by then.",
    )
    for day, what in DAYS:
        console.print(Text(f"{day}: {what}", style="bold"))
        console.print(
            Text(dragoman("--case", case, "ledger", "--by", "USA", "--of", "BLR", "--as-of", day).strip("\n"))
        )
        console.print()


def show_brief(case: str) -> None:
    step(
        "4  Ask",
        "A brief from the case. Every sentence names its sources; facts, judgements and gaps stand apart.",
    )
    brief = dragoman("--case", case, "ask", QUESTION, "--as-of", ASKED_ON)
    console.print(Panel(Markdown(brief), padding=(1, 2)))


def show_page(case: str) -> None:
    step("5  The page", "The same case in a browser: ledger, timeline, and every record marked in its own words.")
    command = [
        sys.executable,
        "-c",
        "from dragoman.show.cli import main; main()",
        "--case",
        case,
        "serve",
        "--port",
        "0",
    ]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment())
        try:
            address = find_address(server, said)
            for path in ("/", "/timeline", "/documents", f"/ask?{urlencode({'q': QUESTION, 'as_of': ASKED_ON})}"):
                with urllib.request.urlopen(address + path, timeout=SERVER_PATIENCE_S) as page:
                    body = page.read()
                    console.print(Text(f"{page.status}  {len(body):>7,} bytes  {path}"))
        finally:
            server.terminate()
            server.wait(timeout=SERVER_PATIENCE_S)
    console.print()
    console.print(
        Text.assemble("Look at it yourself: ", ("make serve", "bold cyan"), ", then open the address it prints.")
    )


def find_address(server: "subprocess.Popen[bytes]", said: IO[str]) -> str:
    """The address that the server prints once it listens."""
    until = time.monotonic() + SERVER_PATIENCE_S
    while time.monotonic() < until and server.poll() is None:
        said.seek(0)
        found = re.search(r"http://[\d.:]+", said.read())
        if found:
            try:
                urllib.request.urlopen(found[0], timeout=2).close()
                return found[0]
            except OSError:
                pass
        time.sleep(0.2)
    said.seek(0)
    sys.exit(f"the page did not start:\n{said.read()}")


def main() -> None:
    began = time.monotonic()
    console.print(
        Panel(
            Text("dragoman reads the news and keeps the country desk's record", justify="center", style="bold"),
            padding=(1, 2),
        )
    )
    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as folder:
        os.chdir(folder)
        case = "belarus.db"
        for path in ARTICLES[:1]:
            show_article(path)
        fill_case(case)
        show_ledger(case)
        show_brief(case)
        show_page(case)
        os.chdir(HERE)
    console.print(Text(f"\nAll of it took {time.monotonic() - began:.0f} s.", style="dim"))


if __name__ == "__main__":
    main()
