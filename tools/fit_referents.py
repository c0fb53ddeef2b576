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
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from fit_homes import fit_logit
from relation_data import is_drawn

from dragoman.find import cast as casting
from dragoman.find.figures import Figure
from dragoman.find.language import Language
from dragoman.find.phrases import Phrase
from dragoman.find.referents import likeliest, signs_of, signs_of_nobody
from dragoman.find.speech import find_statements
from dragoman.find.weights import Signs
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.settings import Settings

HERE = Path(__file__).parent / "data"
OUT = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "referents.json"
_FOLDS = 5


@dataclass(frozen=True)
class Case:
    """One pronoun: the figures that fit it with their signs, those of "nobody", and which are right."""

    document: str
    person: bool
    keys: tuple[str, ...]
    figures: list[Signs]
    nobody: Signs
    right: frozenset[str]
    meant: bool


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


def read_cases() -> list[Case]:
    """All pronouns of the reports that a reader judged and the cast asks about."""
    judged = defaultdict(list)
    for line in (HERE / "pronouns.jsonl").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            row = json.loads(line)
            judged[row["document"]].append(row)
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()
    found = []
    for line in (HERE / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        if report["id"] not in judged:
            continue
        document = read_text(report["text"], id=report["id"], date=report["date"])
        text = language.parse(document)
        cast = casting.find_cast(text, gazetteer)
        statements = find_statements(text, cast)
        watch = Watch()
        with (
            mock.patch.object(casting, "likeliest", watch.likeliest),
            mock.patch.object(casting._Linker, "link", lambda self, phrase, w=watch: w.link(self, phrase)),
        ):
            cast.with_voices(statements)
        for row in judged[report["id"]]:
            if row["start"] not in watch.asked:
                continue
            person, keys, figures, nobody = watch.asked[row["start"]]
            right = _figures_called(row["who"], row["start"], document.text, watch) if row["who"] else frozenset()
            if right or not row["who"]:
                found.append(Case(report["id"], person, keys, figures, nobody, right, bool(row["who"])))
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


def fit(cases: list[Case], *, person: bool) -> dict[str, dict[str, float]]:
    """The likeliest weights; those of "nobody" stay out where a person is meant."""
    chosen = []
    for case in cases:
        right = next((i for i, key in enumerate(case.keys) if key in case.right), -1)
        if right >= 0 or not person:
            chosen.append((case.figures, None if person else case.nobody, right))
    return fit_logit(chosen)


def answer(weights: dict[str, dict[str, float]], case: Case, *, person: bool) -> str | None:
    """The key of the figure that these weights take."""
    odds = [sum(weights["option"].get(s, 0.0) * v for s, v in signs.items()) for signs in case.figures]
    nobody = sum(weights["nobody"].get(s, 0.0) * v for s, v in case.nobody.items())
    if not odds or (not person and max(odds) < nobody):
        return None
    return case.keys[int(np.argmax(odds))]


def main() -> None:
    cases = read_cases()
    shipped = {}
    for name, person in (("person", True), ("thing", False)):
        mine = [c for c in cases if c.person == person]
        hits = []
        for fold in range(_FOLDS):
            low, high = 100 * fold // _FOLDS, 100 * (fold + 1) // _FOLDS
            inside = [is_drawn(c.document, high) and not is_drawn(c.document, low) for c in mine]
            weights = fit([c for c, i in zip(mine, inside, strict=True) if not i], person=person)
            for case in (c for c, i in zip(mine, inside, strict=True) if i):
                taken = answer(weights, case, person=person)
                hits.append(taken in case.right if case.meant else taken is None)
        print(f"{name}: {len(mine)} pronouns, {np.mean(hits):.3f} right on reports not fitted on")
        weights = fit(mine, person=person)
        shipped[name] = {"figure": weights["option"], "nobody": weights["nobody"]}
    OUT.write_text(json.dumps({"fitted_on": len(cases), "weights": shipped}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
