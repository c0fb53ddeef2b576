"""Weights that were fitted on what readers judged: read once from `data/`, and added up over the signs of a case."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

Signs = dict[str, float]
"""What speaks for or against something, by name; a sign that is not there counts nothing."""


@cache
def read_weights(name: str) -> Any:
    """The weights of `data/NAME.json`, as its fitting tool wrote them."""
    file = resources.files("dragoman.find") / "data" / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))["weights"]


def log_odds(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The signs' values times their weights, added up."""
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def choose(
    weights: Mapping[str, Mapping[str, float]], options: Sequence[Signs], nobody: Signs | None
) -> tuple[int, float]:
    """The number of the likeliest option, -1 where none of them is likelier, and its chance, by a conditional logit.

    `nobody` has the signs of "none of them"; it is None where one of them must be meant.
    """
    odds = [log_odds(weights["option"], signs) for signs in options]
    return likeliest_of(odds, None if nobody is None else log_odds(weights["nobody"], nobody))


def likeliest_of(options: Sequence[float], nobody: float | None) -> tuple[int, float]:
    """The same for options that are weighed already."""
    odds = [*options] if nobody is None else [*options, nobody]
    best = max(range(len(odds)), key=odds.__getitem__, default=None)
    if best is None:
        return -1, 0.0
    chance = 1 / sum(math.exp(o - odds[best]) for o in odds)
    return (best if best < len(options) else -1), chance
