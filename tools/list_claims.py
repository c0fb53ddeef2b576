"""Lists claims about sentences, right and wrong ones, for `train_claims.py` to teach the encoder with.

    python tools/list_claims.py --texts DIR --causal FILE --out claims.jsonl

Four kinds: what the coder told of open texts and of the project's reports, with a strict reader's
verdict (`data/judged_events.jsonl`); acts that
a reader found in the reports and the coder had missed or told wrongly (`data/told_acts.jsonl`), and
the labelled and written sentences of `data/relation`, as claims of an act alone. Of what is right, wrong
variants are made: another kind or status, sides turned round, a side that is another name of the
sentence. Seeded. A quarter of the documents is kept apart, for `calibrate_confidence.py`.
"""

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from relation_candidates import read_texts
from relation_data import (
    DEV_PERCENT,
    HERE,
    KINDS,
    is_drawn,
    is_kept_apart,
    read_labelled,
    read_rows,
    read_several,
    read_written,
)

from dragoman.find import Claim, Coder
from dragoman.find.confidence import Trust, claim_of
from dragoman.find.homes import Homes
from dragoman.find.judge import in_words
from dragoman.find.language import Sentence
from dragoman.read import read_text
from dragoman.records import Document, Event
from dragoman.settings import Settings

DATA = Path(__file__).parent / "data"
APART_PERCENT = 25
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "denied")
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_NAME = re.compile(r"(?<![.] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_SIDES = "actors recipients".split()


@dataclass(frozen=True)
class Lesson:
    """A claim, whether it is right, and how much it counts."""

    claim: Claim
    right: bool
    weight: float


def is_apart(document: str) -> bool:
    """Whether nothing of this document is shown to the encoder."""
    return is_drawn(f"claims {document}", APART_PERCENT)


def read_verdicts() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The judged events of each text and document."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in read_rows(DATA / "judged_events.jsonl"):
        found.setdefault((row["text"], row["document"]), []).append(row)
    return found


def files_of(texts: Path, causal: Path) -> dict[str, list[Path]]:
    """Where the judged texts stand, by the name that the verdicts give them."""
    return {
        "kremlin": [texts / "kremlin_2000-2019.jsonl"],
        "wikinews": sorted((texts / "wikinews_gum").glob("*.conllu")),
        "causal": [causal],
        "reports": [DATA / "reports.jsonl"],
    }


@dataclass(frozen=True)
class Told:
    """An event as it was judged, with countries left open, and as it is told today."""

    judged: Event
    today: Event
    sentence: Sentence


def coded_both_ways(coder: Coder, document: Document) -> list[Told]:
    """All events of a document. Their confidence is the grammar's strength."""
    found: list[Event] = []
    seen: list[Told] = []
    settle = Homes.settled

    def open_and_settled(homes: Homes, event: Event) -> Event:
        found.append(event)
        return settle(homes, event)

    def note(_: Trust, event: Event, sentence: Sentence) -> Event:
        seen.append(Told(found[-1], event, sentence))
        return event

    with mock.patch.object(Trust, "trusted", note), mock.patch.object(Homes, "settled", open_and_settled):
        coder.code(document)
    return seen


def judged(files: dict[str, list[Path]], coder: Coder, apart: bool) -> Iterator[tuple[str, str, Event, Sentence, bool]]:
    """Text, document, event, sentence and verdict of every judged event that the coder still tells as it was judged.

    Where a country that was left open is filled in since, the event is the one of today, if it was wrong: then it is
    right where that was all that was wrong with it. What was right with an open country is taken as it was.
    """
    verdicts = read_verdicts()
    for name, paths in files.items():
        for document, text, day in (each for path in paths for each in read_texts(path)):
            rows = verdicts.get((name, document), [])
            if not rows or is_apart(document) != apart:
                continue
            told = coded_both_ways(coder, read_text(text, id=document, date=day))
            for row in rows:
                at = (t for t in told if t.judged.evidence[0].start == row["at"] and is_same(t.judged, row))
                same = next(at, None)
                if same is not None and row["right"]:
                    yield name, document, same.judged, same.sentence, True
                elif same is not None:
                    everybody = (*same.today.actors, *same.today.recipients)
                    whole = bool(row.get("but_country")) and all(a.country for a in everybody if a.sector)
                    yield name, document, same.today, same.sentence, whole


def is_same(event: Event, row: dict[str, Any]) -> bool:
    """Whether an event is coded as it was when it was judged."""
    sides = [[[a.country, a.sector] for a in getattr(event, side)] for side in _SIDES]
    return (event.type, event.status, *sides) == (row["type"], row["status"], row["actors"], row["recipients"])


def lessons(files: dict[str, list[Path]], coder: Coder, rng: random.Random) -> Iterator[Lesson]:
    """Everything there is, documents kept apart left out."""
    for name, _, event, sentence, right in judged(files, coder, apart=False):
        claim = claim_of(event, sentence)
        counts = 1.5 if name == "reports" else 1.0
        yield Lesson(claim, right, counts)
        if right:
            yield from wrong_ones(claim, counts / 2, rng)
    for row in read_rows(DATA / "told_acts.jsonl"):
        if is_apart(row["document"]):
            continue
        places = [tuple(row[side]) if row[side] else None for side in ("source", "target", "trigger")]
        claim = Claim(row["text"], places[0], places[1], row["type"], places[2], row["status"])
        yield Lesson(claim, right=True, weight=0.5)
        for _ in range(2):
            yield from wrong_ones(claim, 0.5, rng)
    yield from of_relations(rng, sentences_apart(files))


def of_relations(rng: random.Random, apart: frozenset[str]) -> Iterator[Lesson]:
    """The sentences that teach types, as claims of an act alone."""
    for row in read_labelled(sorted(HERE.glob("labelled_*.jsonl"))):
        if row.coded is not None and row.coded.get("type") and not is_kept_apart(row) and plain(row.text) not in apart:
            status = row.coded.get("status")
            claim = Claim(row.text, row.source, row.target, row.coded["type"], row.trigger, status)
            yield Lesson(claim, row.type == claim.type and row.status in (None, status), 0.7)
    written = [*read_written(sorted(HERE.glob("written_*.txt"))), *read_several(sorted(HERE.glob("several_*.txt")))]
    for example in written:
        if is_drawn(example.text, DEV_PERCENT):
            continue
        stated = example.type in KINDS
        claim = Claim(example.text, example.source, example.target, example.type)
        if stated and rng.random() < 0.5:
            yield Lesson(claim, right=True, weight=0.4)
        if not stated or rng.random() < 0.3:
            yield Lesson(replace(claim, type=_other(KINDS, example.type, rng)), right=False, weight=0.4)


def wrong_ones(claim: Claim, weight: float, rng: random.Random) -> Iterator[Lesson]:
    """A wrong variant of a claim that is right; none where no side can be exchanged."""
    chance = rng.random()
    wrong = None
    if chance < 0.27:
        wrong = replace(claim, type=_other(KINDS, claim.type, rng))
    elif chance < 0.47:
        wrong = replace(claim, status=_other(STATUSES, claim.status, rng))
    elif chance < 0.72 and claim.source and claim.target and claim.type not in _TOGETHER:
        turned = (claim.sides[1], claim.sides[0]) if claim.sides is not None else None
        wrong = replace(claim, source=claim.target, target=claim.source, sides=turned)
    else:
        taken = [place for place in (claim.source, claim.target, claim.trigger) if place is not None]
        names = [m.span() for m in _NAME.finditer(claim.sentence)]
        free = [n for n in names if all(n[1] <= t[0] or t[1] <= n[0] for t in taken)]
        if free:
            other = rng.choice(free)
            wrong = replace(claim, source=other) if rng.random() < 0.5 else replace(claim, target=other)
    if wrong is not None:
        yield Lesson(wrong, right=False, weight=weight)


def _other(words: Iterable[str], but: str | None, rng: random.Random) -> str:
    return rng.choice([w for w in words if w != but])


def plain(sentence: str) -> str:
    """A sentence however its white space is set."""
    return " ".join(sentence.split())


def sentences_apart(files: dict[str, list[Path]]) -> frozenset[str]:
    """What stands in documents that are kept apart and were judged, to know the labelled sentences of them."""
    verdicts = read_verdicts()
    kept = (
        plain(text)
        for name, paths in files.items()
        for path in paths
        for document, text, _ in read_texts(path)
        if (name, document) in verdicts and is_apart(document)
    )
    whole = "\n".join(kept)
    labelled = (plain(r.text) for r in read_labelled(sorted(HERE.glob("labelled_*.jsonl"))))
    return frozenset(sentence for sentence in labelled if sentence in whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    coder = Coder(Settings(min_confidence=0.0))
    count = 0
    with args.out.open("w", encoding="utf-8") as out:
        files = files_of(args.texts, args.causal)
        for lesson in lessons(files, coder, random.Random(1)):
            claim = lesson.claim
            row = {
                "text": claim.sentence, "source": claim.source, "target": claim.target, "trigger": claim.trigger,
                "claim": in_words(claim, KINDS), "right": lesson.right, "weight": lesson.weight,
            }  # fmt: skip
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count} claims")


if __name__ == "__main__":
    main()
