"""Ten questions to the examples: run each, and print what was answered, sentence by sentence, with its citations.

    python -m examples.questions            # everything, for reading aloud
    python -m examples.questions --check    # only whether each is answered, and every quotation stands in its source

The sentences were judged by hand (docs/accuracy.md, "Ten questions"); no script can do that. `--check` says whether
the answers are still those that were judged, by a hash of each.
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from pathlib import Path

from dragoman.find import Coder
from dragoman.keep import Case
from dragoman.read import read_text
from dragoman.settings import Settings
from dragoman.show.briefing import make_brief
from dragoman.weigh import Brief

HERE = Path(__file__).resolve().parent
CASES = {
    "belarus": HERE / "belarus" / "reports.jsonl",
    "lending": HERE / "cases" / "lending" / "reports.jsonl",
    "nuclear": HERE / "cases" / "nuclear" / "reports.jsonl",
    "articles": HERE / "articles" / "what-can-burma-still-be-asked-for.txt",
}
QUESTIONS = (
    ("belarus", "Why talk to Belarus now?", "2009-08-19"),
    ("belarus", "What does Brussels want from Minsk?", "2009-08-19"),
    ("belarus", "Has Minsk met US demands since 2008?", "2009-08-19"),
    ("belarus", "Who has called for the release of political prisoners in Belarus?", "2012-01-01"),
    ("belarus", "When did Belarus release Kozulin?", "2020-01-01"),
    ("lending", "What does the IMF want from Ukraine?", "2020-12-31"),
    ("lending", "Is the IMF still demanding that Ukraine lift its ban on the sale of farmland?", "2019-01-01"),
    ("nuclear", "Has North Korea shut down its reactor?", "2015-12-31"),
    ("nuclear", "Which demands on North Korea are unmet?", "2015-12-31"),
    ("articles", "Who argues what about Burma?", "2013-01-01"),
)


def fill(name: str, coder: Coder, folder: Path) -> Case:
    """One example as a case."""
    case = Case.open(folder / f"{name}.db")
    text = CASES[name].read_text(encoding="utf-8")
    reports = [json.loads(line) for line in text.splitlines()] if CASES[name].suffix == ".jsonl" else [{"text": text}]
    for report in reports:
        words = report.pop("text")
        case.add(coder.code(read_text(words, **report)))
    return case


def answers() -> list[tuple[str, Brief, dict[str, str]]]:
    """Each question's example and brief, and the texts it was read from."""
    coder = Coder(Settings())
    told = []
    with tempfile.TemporaryDirectory() as folder:
        cases = {name: fill(name, coder, Path(folder)) for name in CASES}
        for name, question, day in QUESTIONS:
            texts = {d.id: d.text for d in cases[name].documents()}
            told.append((name, make_brief(cases[name], question, day), texts))
        for case in cases.values():
            case.close()
    return told


def hash_of(brief: Brief) -> str:
    """Stands for every sentence of a brief."""
    sentences = [s.text for section in brief.sections for s in section.sentences]
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:8]


def faults(brief: Brief, texts: dict[str, str]) -> list[str]:
    """What a machine can see: a question not answered, a citation whose words are not in its document."""
    found = []
    answer = brief.section("answer")
    if answer is None or all(s.kind == "gap" for s in answer.sentences):
        found.append("not answered")
    for section in brief.sections:
        for sentence in section.sentences:
            for cite in sentence.cites:
                flat = re.sub(r"\s+", " ", texts[cite.document])
                pieces = re.sub(r"\s+", " ", cite.words or "").split(" …")
                if not all(piece.strip() in flat for piece in pieces):
                    found.append(f"{cite.document} does not say: {cite.words}")
    return found


def show(brief: Brief) -> None:
    for section in brief.sections:
        print(f"\n  {section.heading}")
        for sentence in section.sentences:
            print(f"  - [{sentence.kind}] {sentence.text}")
            for cite in sentence.cites:
                print(f"      {cite.document}: {cite.words or '(the document as such)'}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true")
    only_check = asked.parse_args().check
    bad = 0
    for name, brief, texts in answers():
        wrong = faults(brief, texts)
        bad += bool(wrong)
        count = sum(len(section.sentences) for section in brief.sections)
        print(f"{name}: {brief.question} ({brief.as_of}): {count} sentences, {hash_of(brief)}", *wrong, sep="\n  ")
        if not only_check:
            show(brief)
            print()
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
