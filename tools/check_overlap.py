"""Does any training sentence come near to a sentence that we measure with?

    python tools/check_overlap.py FILE… [--sentences FILE…]

FILE is a set that is only measured with: TSV with a column `sentence`, or JSON Lines with `text`.
A training sentence is near where a run of seven words, most of them no names, stands in both, or
where half of its runs of three words do; the second is not asked of short sentences, which are
stock phrases. Names each one and exits with 1: a paraphrase must go, a phrase that any report
could hold ("said it would not") may stay. `--sentences` adds what `list_marks.py` and `list_pairs.py` list: of texts
that are not the project's own only the places stand here.
"""

import argparse
import csv
import json
import re
import sys
from pathlib import Path

from relation_data import HERE, LABELLED, read_labelled, read_several, read_written

_LONG, _SHORT, _SHARE = 7, 3, 0.5
_STOCK = 8


def _words(text: str) -> list[str]:
    """Words in small letters; names stand as one mark, so that another country's name does not hide a copy."""
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*|\d+", text)
    return ["*" if w[0].isupper() and i else w.lower() for i, w in enumerate(words)]


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    found = {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
    return {run for run in found if run.count("*") * 3 < length}


def _measured(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        if file.suffix == ".tsv":
            return [row["sentence"] for row in csv.DictReader(lines, delimiter="\t")]
        return [json.loads(line)["text"] for line in lines]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="+")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    measured = {s for file in args.measured for s in _measured(file)}
    long_runs = {run: s for s in measured for run in _runs(_words(s), _LONG)}
    short_runs: dict[tuple[str, ...], set[str]] = {}
    for sentence in measured:
        for run in _runs(_words(sentence), _SHORT):
            short_runs.setdefault(run, set()).add(sentence)
    trained = {e.text for e in read_written(sorted(HERE.glob("written_*.txt")))}
    trained |= {e.text for e in read_several(sorted(HERE.glob("several_*.txt")))}
    trained |= {r.text for r in read_labelled(LABELLED)}
    reports = (HERE.parent / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    trained |= {s for line in reports for s in re.split(r"(?<=[.!?])\s+|\n+", json.loads(line)["text"])}
    trained |= {sentence for file in args.sentences for sentence in _measured(file)}
    near = 0
    for sentence in sorted(trained):
        words = _words(sentence)
        other = next((long_runs[r] for r in _runs(words, _LONG) if r in long_runs), None)
        runs = _runs(words, _SHORT)
        shared: dict[str, int] = {}
        for run in runs:
            for each in short_runs.get(run, ()):
                shared[each] = shared.get(each, 0) + 1
        closest = max(shared, key=lambda s: shared[s], default=None)
        if other is None and closest is not None and len(runs) > _STOCK and shared[closest] >= _SHARE * len(runs):
            other = closest
        if other is not None:
            near += 1
            print(f"near: {sentence}\n  to: {other}")
    print(f"{len(trained)} training sentences, {near} near one of {len(measured)} measured ones")
    return 1 if near else 0


if __name__ == "__main__":
    sys.exit(main())
