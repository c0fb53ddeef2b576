"""What readers chose among options, and the weights that choose like them.

`find/homes.py` and `find/referents.py` each choose by a conditional logit; this fits it, tries it on reports that it
was not fitted on, and reads the reports of `data/reports.jsonl` as the coder does.
"""

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
    """A conditional logit, pulled to zero, by Adam's steps. A case that has nothing right teaches nothing."""
    told = [c for c in cases if c.right or c.nobody is not None]
    names = {
        "option": sorted({s for c in told for signs in c.options for s in signs}),
        "nobody": sorted({s for c in told for s in c.nobody or ()}),
    }
    rows = [(_rows(c, names), min(c.right, default=-1)) for c in told]
    weights = np.zeros(len(names["option"]) + len(names["nobody"]))
    slow, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = -_PULL * weights
        for x, right in rows:
            odds = x @ weights
            raised = np.exp(odds - odds.max())
            gradient += x[right] - (raised / raised.sum()) @ x
        slow, square = 0.9 * slow + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights + _RATE * (slow / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    split = len(names["option"])
    parts = {"option": weights[:split], "nobody": weights[split:]}
    return {k: {n: round(float(w), 4) for n, w in zip(names[k], parts[k], strict=True)} for k in parts}


def _rows(case: Case, names: dict[str, list[str]]) -> np.ndarray:
    """A row for every option, and last one for none of them where that may be."""
    x = [[signs.get(n, 0.0) for n in names["option"]] + [0.0] * len(names["nobody"]) for signs in case.options]
    if case.nobody is not None:
        x.append([0.0] * len(names["option"]) + [case.nobody[n] for n in names["nobody"]])
    return np.array(x, dtype=float)
