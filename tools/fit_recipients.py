"""Upon whom are acts done? Fits the weights of `find/recipients.py`.

    python tools/fit_recipients.py --texts DIR --causal FILE --readers DIR DIR

Readers marked who takes part in every act of some documents (`data/marked_acts.jsonl`). Each act that the coder tells
is held to its mark: right is whoever has the countries and sectors of those marked, or stands where they stand. The
encoder must not have been taught the documents that it reads here: those that `judged.py` keeps apart are read with
the one that ships; the others, in two halves, with two that were taught without them (`list_marks.py --without-half`,
then `train_reader.py`, into each DIR). A conditional logit, tried on documents that it was not fitted on, five times;
then fitted on all but those kept apart. Prints how often the recipients are right as grammar proposes them, and as
they are chosen. DIR holds `kremlin_2000-2019.jsonl`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from choices import SHIPPED, Case, fit, tried
from judged import Member, are_same, documents_of, files_of, half_of, is_apart, mark_at, marks_by_document

from dragoman.find import Coder
from dragoman.find.reader import ActReader, Reading
from dragoman.find.recipients import Option, Recipients, Told, signs_of_nobody
from dragoman.find.sides import Actors, Sides
from dragoman.read import read_text
from dragoman.records import Actor
from dragoman.settings import Settings


@dataclass(frozen=True)
class Marked:
    """An act whose recipients a reader marked: the choice among those who may be meant."""

    case: Case
    codes: Sequence[bool]
    """For each option whether it has the countries and sectors of those marked."""
    nobody: bool
    """Nobody was marked."""
    proposed: int
    """The number of the option that grammar proposes, -1 where it proposes nobody."""


def read_marked(files: dict[str, list[Path]], readers: Sequence[Path]) -> Iterator[Marked]:
    """Every act that the coder tells and a reader marked."""
    marks = marks_by_document()
    coders = [Coder(Settings(min_confidence=0.0)) for _ in range(1 + len(readers))]
    for coder, folder in zip(coders[1:], readers, strict=True):
        coder._reader = ActReader(folder)
    for name, document, text, day in documents_of(files):
        row = marks.get((name, document))
        number = 0 if is_apart(document) else 1 + half_of(document)
        if row is None or number >= len(coders):
            continue
        seen: list[tuple[Told, Reading, list[Option]]] = []

        def note(
            self: Recipients, told: Told, reading: Reading, last: Told | None, seen: Any = seen
        ) -> tuple[Sides, None]:
            seen.append((told, reading, self.options(told, reading, last)))
            return told.sides, None

        with mock.patch.object(Recipients, "chosen", note):
            coders[number].code(read_text(text[: row["until"]], id=document, date=day))
        acts = {act[0]: act for act in row["acts"]}
        for told, reading, options in seen:
            mark = mark_at(acts, told.sentence, told.token)
            if mark is not None:
                yield _marked(document, told, reading, options, mark[5])


def _marked(document: str, told: Told, reading: Reading, options: list[Option], members: list[Any]) -> Marked:
    meant: list[Member] = [tuple(m[2:]) for m in members]
    codes = [are_same([(a.country, a.sector) for a in o.actors], meant) for o in options]
    right = [i for i, same in enumerate(codes) if same] or [
        i for i, o in enumerate(options) if _stand(o.actors, members)
    ]
    case = Case(
        document,
        [o.signs for o in options],
        signs_of_nobody(told, reading),
        frozenset(right if members else ()),
        bool(members),
    )
    return Marked(case, codes, not members, 0 if told.sides.recipients else -1)


def _stand(actors: Actors, members: list[Any]) -> bool:
    """Whether these are the words marked, all of them."""
    return all(any(_meet(a, m) for m in members) for a in actors) and all(
        any(_meet(a, m) for a in actors) for m in members
    )


def _meet(actor: Actor, member: list[Any]) -> bool:
    return actor.start is not None and actor.end is not None and actor.start < member[1] and member[0] < actor.end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--causal", type=Path, required=True)
    parser.add_argument("--readers", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    marked = list(read_marked(files_of(args.texts, args.causal), args.readers))
    # where somebody is meant who is no option, nothing is to be learnt
    told = [m for m in marked if m.case.right or m.nobody]
    by_case = {id(m.case): m for m in told}
    proposed = sum(m.codes[0] if m.proposed == 0 else m.nobody for m in marked)
    print(f"{len(marked)} acts, {len(told)} whose recipients may be chosen; as grammar proposes {proposed} are right")
    found = list(tried([m.case for m in told]))
    for sure in (0.0, 0.3, 0.5, 0.7, 0.9):
        right = changed = 0
        for case, number, chance in found:
            each = by_case[id(case)]
            taken = number if number >= 0 or chance >= sure else each.proposed
            changed += taken != each.proposed
            right += each.codes[taken] if taken >= 0 else each.nobody
        print(f"nobody from {sure}: {changed} chosen otherwise, {right} right")
    kept = [m.case for m in told if not is_apart(m.case.document)]
    shipped = {"fitted_on": len(kept), "weights": fit(kept)}
    (SHIPPED / "recipients.json").write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
