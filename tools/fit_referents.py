"""Whom do pronouns mean? Fits the weights of `find/referents.py`.

    python tools/fit_referents.py

`data/pronouns.jsonl` gives, for pronouns in the reports of `data/reports.jsonl`, the words of the nearest mention
that names or describes whoever is meant, as a reader wrote them down, or none. A conditional logit over the
figures that fit each pronoun, for "it" also over "no figure"; fitted on four fifths of the reports and
tried on the others, five times; then on all. Prints how often the right figure is found.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from unittest import mock

import numpy as np
from choices import DATA, SHIPPED, Case, fit, read_reports, tried
from relation_data import read_rows

from dragoman.find import cast as casting
from dragoman.find.figures import Figure
from dragoman.find.phrases import Phrase
from dragoman.find.referents import likeliest, signs_of, signs_of_nobody
from dragoman.find.weights import Signs


class Watch:
    """Notes what the cast asks while it links one report."""

    def __init__(self) -> None:
        self.asked: dict[int, tuple[bool, tuple[str, ...], list[Signs], Signs]] = {}
        self.spans: list[tuple[int, int, tuple[str, ...]]] = []

    def likeliest(self, phrase: Phrase, figures: Sequence[Figure], *, person: bool, quoted: bool) -> Figure | None:
        told = (
            person, tuple(f.key for f in figures), signs_of(phrase, figures, quoted=quoted),
            signs_of_nobody(phrase, len(figures), quoted=quoted),
        )  # fmt: skip
        self.asked[phrase.sentence.start_of(phrase.head)] = told
        return _LIKELIEST(phrase, figures, person=person, quoted=quoted)

    def link(self, linker: Any, phrase: Phrase) -> tuple[Figure, ...]:
        figures = _LINK(linker, phrase)
        if phrase.kind in ("name", "description") and figures:
            place = phrase.sentence.start_of(phrase.first), phrase.sentence.end_of(phrase.head)
            self.spans.append((*place, tuple(f.key for f in figures)))
        return figures


_LIKELIEST, _LINK = likeliest, casting._Linker.link


def read_cases() -> dict[str, list[Case]]:
    """All pronouns of the reports that a reader judged and the cast asks about: of persons and of things."""
    judged = defaultdict(list)
    for row in read_rows(DATA / "pronouns.jsonl"):
        judged[row["document"]].append(row)
    found: dict[str, list[Case]] = {"person": [], "thing": []}
    for document, text, cast, statements in read_reports(judged):
        watch = Watch()
        with (
            mock.patch.object(casting, "likeliest", watch.likeliest),
            mock.patch.object(casting._Linker, "link", lambda self, phrase, w=watch: w.link(self, phrase)),
        ):
            cast.with_voices(statements)
        for row in judged[document]:
            if row["start"] not in watch.asked:
                continue
            person, keys, figures, nobody = watch.asked[row["start"]]
            whole = text.document.text
            called = _figures_called(row["who"], row["start"], whole, watch) if row["who"] else frozenset()
            if called or not row["who"]:
                right = frozenset(i for i, key in enumerate(keys) if key in called)
                case = Case(document, figures, None if person else nobody, right, bool(row["who"]))
                found["person" if person else "thing"].append(case)
    return found


def _figures_called(who: str, at: int, text: str, watch: Watch) -> frozenset[str]:
    """The figures to which the cast links these words, nearest before the pronoun."""
    found: set[str] = set()
    for words in who.split(" + "):
        last = words.rpartition(" ")[2]
        near = [
            (at - start if start < at else len(text) + start, keys)
            for start, end, keys in watch.spans
            if words in (told := text[start:end]) or told in words or last == told.rpartition(" ")[2]
        ]
        if near:
            found.update(min(near)[1])
    return frozenset(found)


def main() -> None:
    cases = read_cases()
    shipped = {}
    for kind, mine in cases.items():
        hits = [number in case.right if case.meant else number < 0 for case, number, _ in tried(mine)]
        print(f"{kind}: {len(mine)} pronouns, {np.mean(hits):.3f} right on reports not fitted on")
        shipped[kind] = fit(mine)
    told = {"fitted_on": sum(map(len, cases.values())), "weights": shipped}
    (SHIPPED / "referents.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
