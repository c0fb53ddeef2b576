"""What readers chose among options, and the weights that choose like them.

`find/homes.py` and `find/referents.py` each choose by a conditional logit; this fits it, tries it on reports that it
was not fitted on, and reads the reports of `data/reports.jsonl` as the coder does.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from relation_data import FOLDS, fold_of, read_rows

from dragoman.find.cast import Cast, find_cast
from dragoman.find.language import Language, Text
from dragoman.find.speech import find_statements
from dragoman.find.weights import Signs, choose
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.records import Statement
from dragoman.settings import Settings

DATA = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data"
_PULL, _STEPS, _RATE = 1.0, 400, 0.05
_OFTEN = 8

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Case:
    """The options of one choice with their signs, those of "none of them" (None: one must be right), and the numbers
    of those that are right. `meant`: the reader named somebody, whether he is an option or not."""

    document: str
    options: Sequence[Signs]
    nobody: Signs | None
    right: frozenset[int]
    meant: bool


def read_reports(wanted: Container[str]) -> Iterator[tuple[str, Text, Cast, tuple[Statement, ...]]]:
    """Id, parsed text, cast without voices, and statements of the reports that are wanted."""
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()
    for report in read_rows(DATA / "reports.jsonl"):
        if report["id"] in wanted:
            text = language.parse(read_text(report["text"], id=report["id"], date=report["date"]))
            cast = find_cast(text, gazetteer)
            yield report["id"], text, cast, find_statements(text, cast)


def tried(cases: Sequence[Case]) -> Iterator[tuple[Case, int, float]]:
    """Each case with the option that weights fitted on other reports take, -1 for none, and its chance."""
    for fold in range(FOLDS):
        weights = fit([c for c in cases if fold_of(c.document) != fold])
        for case in cases:
            if fold_of(case.document) == fold:
                yield case, *choose(weights, case.options, case.nobody)


def fit(cases: Sequence[Case]) -> Weights:
    """A conditional logit, pulled to zero, by Adam's steps. A case that has nothing right teaches nothing.

    Signs that seldom stand are left out.
    """
    told = [c for c in cases if c.options and (c.right or c.nobody is not None)]
    options, nobody = (_often(told, kind) for kind in ("option", "nobody"))
    x = _table([signs for c in told for signs in c.options], options)
    none = _table([c.nobody or {} for c in told], nobody)
    may_be_none = np.array([c.nobody is not None for c in told])
    sizes = np.array([len(c.options) for c in told])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(x))
    none_right = np.array([not c.right for c in told])
    right[[at + min(c.right) for at, c in zip(first, told, strict=True) if c.right]] = 1
    weights = np.zeros(len(options) + len(nobody))
    slow, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        odds, odds_of_none = x @ weights[: len(options)], none @ weights[len(options) :]
        top = np.maximum(np.maximum.reduceat(odds, first), odds_of_none)
        raised, raised_none = np.exp(odds - np.repeat(top, sizes)), np.exp(odds_of_none - top) * may_be_none
        total = np.add.reduceat(raised, first) + raised_none
        wrong = right - raised / np.repeat(total, sizes)
        wrong_none = none_right - raised_none / total
        gradient = np.concatenate([wrong @ x, wrong_none @ none]) - _PULL * weights
        slow, square = 0.9 * slow + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights + _RATE * (slow / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    found = [round(float(w), 4) for w in weights]
    split = len(options)
    return {
        "option": dict(zip(options, found[:split], strict=True)),
        "nobody": dict(zip(nobody, found[split:], strict=True)),
    }


def _often(cases: Sequence[Case], kind: str) -> list[str]:
    """The signs that stand in enough cases to be weighed."""
    count = Counter(s for c in cases for s in {s for signs in _signs(c, kind) for s, value in signs.items() if value})
    return sorted(s for s, cases in count.items() if cases >= _OFTEN)


def _signs(case: Case, kind: str) -> Sequence[Signs]:
    return case.options if kind == "option" else [case.nobody or {}]


def _table(rows: Sequence[Signs], names: Sequence[str]) -> np.ndarray:
    columns = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, signs in enumerate(rows):
        for name, value in signs.items():
            if name in columns:
                x[number, columns[name]] = value
    return x
