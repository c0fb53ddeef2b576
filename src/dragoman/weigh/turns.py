"""In which periods did conflict or cooperation between two sides jump or fall sharply?

A turn is a change of the number of acts from one period to the next that counting by chance does
not explain: its size against the root of both numbers, and, where the series is long enough to show
how it usually swings, against that too. It names what to look at; it says nothing about why.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Literal

from dragoman.weigh.series import Direction, Series

LEAST = 4.0
"""Turns are at least so many times what chance makes of counts."""
MOST = 4
"""Most turns that are named for one direction and kind, the sharpest first."""
_LONG = 30
_CHI2_MEDIAN = 0.455


@dataclass(frozen=True, slots=True)
class Turn:
    """From `before` acts of a kind to `after` in this period."""

    direction: Direction
    kind: Literal["cooperation", "conflict"]
    period: str
    start: str
    before: int
    after: int
    sharpness: float


def find_turns(direction: Direction, series: Series) -> tuple[Turn, ...]:
    """The sharpest turns of one direction, in the order of time."""
    found: list[Turn] = []
    for kind in ("cooperation", "conflict"):
        here = _turns(direction, series, kind)
        found += sorted(here, key=lambda t: -abs(t.sharpness))[:MOST]
    return tuple(sorted(found, key=lambda t: (t.start, t.kind)))


def _turns(direction: Direction, series: Series, kind: Literal["cooperation", "conflict"]) -> list[Turn]:
    steps = []
    for before, after in zip(series.periods, series.periods[1:], strict=False):
        if before.gap or after.gap:
            continue
        was, now = (sum(n for quad, n in p.counts.items() if quad.endswith(kind)) for p in (before, after))
        if was + now:
            steps.append((after, was, now, (now - was) / sqrt(was + now)))
    swing = 1.0
    if len(steps) >= _LONG:
        swing = max(1.0, sqrt(median(z * z for *_, z in steps) / _CHI2_MEDIAN))
    return [
        Turn(direction, kind, p.name, p.start, was, now, round(z / swing, 2))
        for p, was, now, z in steps
        if abs(z) / swing >= LEAST
    ]
