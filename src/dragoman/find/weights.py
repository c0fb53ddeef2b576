"""Weights that were fitted on what readers judged: read once from `data/`, and added up over the signs of a case."""

import json
from collections.abc import Mapping
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
