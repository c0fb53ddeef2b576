"""Whose are those whom an article names without a country? Fits the weights of `find/homes.py`.

    python tools/fit_homes.py

`data/homes.jsonl` gives, for mentions in the reports of `data/reports.jsonl`, the country that a reader
wrote down, or none where the report makes none plain. Only mentions count to which today's coder
gives no country itself. A conditional logit over the countries that the report names and "none",
fitted on four fifths of the reports and tried on the others, five times; then on all. Prints how often
a country that is filled in is right, by how sure it had to be.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from relation_data import is_drawn

from dragoman.find.cast import find_cast
from dragoman.find.homes import Homes, signs_of_nobody
from dragoman.find.language import Language
from dragoman.find.speech import find_statements
from dragoman.find.weights import Signs
from dragoman.know import Gazetteer
from dragoman.read import read_text
from dragoman.settings import Settings

HERE = Path(__file__).parent / "data"
OUT = Path(__file__).parents[1] / "src" / "dragoman" / "find" / "data" / "homes.json"
_PULL, _STEPS, _RATE, _FOLDS = 1.0, 400, 0.05, 5

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Case:
    """One mention: its options with their signs, the signs of "none", and the right answer."""

    document: str
    options: dict[str, Signs]
    nobody: Signs
    right: str | None


def read_cases() -> list[Case]:
    """All mentions that a reader judged and the coder leaves open."""
    asked: dict[str, dict[int, str | None]] = defaultdict(dict)
    for line in (HERE / "homes.jsonl").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            row = json.loads(line)
            asked[row["document"]][row["start"]] = row["country"]
    language, gazetteer = Language(Settings().pipeline), Gazetteer.load()
    found = []
    for line in (HERE / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        if report["id"] not in asked:
            continue
        text = language.parse(read_text(report["text"], id=report["id"], date=report["date"]))
        cast = find_cast(text, gazetteer)
        cast = cast.with_voices(find_statements(text, cast))
        homes = Homes(text, cast)
        for mention in cast.mentions:
            actor = mention.actors[0]
            if (
                actor.start is None
                or actor.start not in asked[report["id"]]
                or actor.country is not None
                or actor.sector is None
            ):
                continue
            if mention.kind not in ("name", "description"):
                continue
            options = dict(homes.options(actor, mention, text.sentences[mention.sentence]))
            right = asked[report["id"]].pop(actor.start)
            found.append(Case(report["id"], options, signs_of_nobody(actor, mention, len(options)), right))
    return found


def fit(cases: list[Case]) -> Weights:
    """The likeliest weights for countries and for "none"."""
    chosen = [(list(c.options.values()), c.nobody, _place(list(c.options), c.right)) for c in cases]
    weights = fit_logit(chosen)
    return {"country": weights["option"], "nobody": weights["nobody"]}


def _place(options: list[str], right: str | None) -> int:
    return options.index(right) if right in options else -1


def fit_logit(cases: Sequence[tuple[Sequence[Signs], Signs | None, int]]) -> Weights:
    """A conditional logit, pulled to zero, by Adam's steps.

    A case has the signs of every option, those of "none of them" or None where one of them must be right, and the
    number of the right one, -1 for none. Gives the weights of `option` and of `nobody`.
    """
    names = {
        "option": sorted({s for options, _, _ in cases for signs in options for s in signs}),
        "nobody": sorted({s for _, nobody, _ in cases for s in nobody or ()}),
    }
    rows = [(_rows(options, nobody, names), right) for options, nobody, right in cases]
    weights = np.zeros(len(names["option"]) + len(names["nobody"]))
    slow, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        gradient = -_PULL * weights
        for x, right in rows:
            chances = _chances(x @ weights)
            gradient += x[right] - chances @ x
        slow, square = 0.9 * slow + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights + _RATE * (slow / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    split = len(names["option"])
    parts = {"option": weights[:split], "nobody": weights[split:]}
    return {k: {n: round(float(w), 4) for n, w in zip(names[k], parts[k], strict=True)} for k in parts}


def _rows(options: Sequence[Signs], nobody: Signs | None, names: dict[str, list[str]]) -> np.ndarray:
    """A row for every option, and last one for none of them where that may be."""
    x = [[signs.get(n, 0.0) for n in names["option"]] + [0.0] * len(names["nobody"]) for signs in options]
    if nobody is not None:
        x.append([0.0] * len(names["option"]) + [nobody[n] for n in names["nobody"]])
    return np.array(x)


def _chances(odds: np.ndarray) -> np.ndarray:
    raised = np.exp(odds - odds.max())
    return np.asarray(raised / raised.sum())


def answer(weights: Weights, case: Case) -> tuple[str | None, float]:
    """The likeliest country and its chance."""
    if not case.options:
        return None, 0.0
    odds = [sum(weights["country"].get(s, 0.0) * v for s, v in signs.items()) for signs in case.options.values()]
    nobody = sum(weights["nobody"].get(s, 0.0) * v for s, v in case.nobody.items())
    chances = _chances(np.array([*odds, nobody]))[:-1]
    return list(case.options)[int(chances.argmax())], float(chances.max())


def main() -> None:
    cases = read_cases()
    said: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        low, high = 100 * fold // _FOLDS, 100 * (fold + 1) // _FOLDS
        inside = [is_drawn(c.document, high) and not is_drawn(c.document, low) for c in cases]
        weights = fit([c for c, i in zip(cases, inside, strict=True) if not i])
        for case in (c for c, i in zip(cases, inside, strict=True) if i):
            country, chance = answer(weights, case)
            said.append((chance, country == case.right))
    print(
        f"{len(cases)} mentions without a country; a reader gives {sum(c.right is not None for c in cases)} of them one"
    )
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [right for chance, right in said if chance >= least]
        print(f"from {least}: {len(kept)} filled in, {np.mean(kept):.3f} right")
    OUT.write_text(json.dumps({"fitted_on": len(cases), "weights": fit(cases)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
