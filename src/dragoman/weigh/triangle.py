"""What does a third side do to two that deal with each other: a pivot between two patrons, or rivals?

Six series, the net cooperation of each side towards each other; whether the pivot's conduct towards
one patron follows the other's pressure; how its conduct towards both moves together over time; when
the level of each series broke; and the hedging index.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dragoman.weigh import var
from dragoman.weigh.breaks import Break, find_breaks
from dragoman.weigh.hedging import WINDOW, Hedging, Triangle, hedging_index
from dragoman.weigh.reciprocity import HORIZON, most_lag, too_short, too_thin, unbroken, values
from dragoman.weigh.series import Direction, Series
from dragoman.weigh.stationarity import Floats, examine, ties
from dragoman.weigh.turns import Turn, find_turns

ROLLING = {"day": 60, "week": 26, "month": 12, "quarter": 8, "year": 5}
"""Periods of one rolling correlation."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """What the pivot does towards `towards` after `presser` pressed it by one unit more than expected."""

    towards: str
    presser: str
    granger: var.Granger | None
    by_period: tuple[tuple[float, float, float], ...]
    total: tuple[float, float, float] | None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A break of one series, in words of the calendar."""

    direction: Direction
    period: str
    start: str
    before: float
    after: float
    p: float


@dataclass(frozen=True, slots=True)
class TriangleResult:
    """Everything about one triangle. What could not be estimated says why in `refused`."""

    pivot: str
    patrons: Direction
    every: str
    measure: str
    first: str | None
    last: str | None
    periods: int
    left_out: int
    turns: tuple[Turn, ...]
    rolling: tuple[tuple[str, float | None], ...]
    """Correlation of the pivot's conduct towards both, over the window that ends with each period."""
    breaks: tuple[Dated, ...]
    crossings: tuple[Crossing, ...]
    hedging: Hedging | None
    refused: str | None


def directions_of(pivot: str, patrons: Direction) -> tuple[Direction, ...]:
    """The six directions of a triangle, those of the pivot first."""
    one, two = patrons
    return ((pivot, one), (one, pivot), (pivot, two), (two, pivot), (one, two), (two, one))


def weigh_triangle(
    series: Mapping[Direction, Series], pivot: str, patrons: Direction, measure: str = "score", *, seed: int = var.SEED
) -> TriangleResult:
    """Weigh the triangle of six series that lie over the same periods."""
    ways = directions_of(pivot, patrons)
    six = [series[way] for way in ways]
    every = six[0].every
    names, stretches = unbroken(six)
    cut = dict(zip(ways, stretches, strict=True))
    turns = tuple(turn for way in ways for turn in find_turns(way, series[way]))
    refused = _refusal(cut, ways, measure)
    net = {way: values(cut[way], "net", measure) for way in ways}
    return TriangleResult(
        pivot=pivot,
        patrons=patrons,
        every=every,
        measure=measure,
        first=names[0] if names else None,
        last=names[-1] if names else None,
        periods=len(names),
        left_out=len(six[0].periods) - len(names),
        turns=turns,
        rolling=() if refused else tuple(zip(names, _rolling(net[ways[0]], net[ways[2]], ROLLING[every]), strict=True)),
        breaks=() if refused else tuple(_dated(cut, net, seed)),
        crossings=()
        if refused
        else tuple(
            _crossing(cut, pivot, presser, towards, measure, seed) for presser, towards in (patrons, patrons[::-1])
        ),
        hedging=None if refused else hedging_index(_numbers(cut, pivot, patrons, measure), WINDOW[every]),
        refused=refused,
    )


def _refusal(cut: Mapping[Direction, Series], ways: tuple[Direction, ...], measure: str) -> str | None:
    """Why the triangle cannot be estimated: its two legs at the pivot must both carry a series."""
    for there, back in ((ways[0], ways[1]), (ways[2], ways[3])):
        if reason := too_thin([cut[there], cut[back]], there, "net", measure):
            return reason
    return None


def _numbers(cut: Mapping[Direction, Series], pivot: str, patrons: Direction, measure: str) -> Triangle:
    one, two = patrons
    return Triangle(
        to_first=values(cut[pivot, one], "net", measure),
        from_first=values(cut[one, pivot], "net", measure),
        to_second=values(cut[pivot, two], "net", measure),
        from_second=values(cut[two, pivot], "net", measure),
        press_first=values(cut[one, pivot], "conflict", measure),
        press_second=values(cut[two, pivot], "conflict", measure),
    )


def _rolling(one: Floats, two: Floats, window: int) -> list[float | None]:
    """None where there are not enough periods yet, or where one of the two did not move."""
    found: list[float | None] = [None] * min(window - 1, len(one))
    for end in range(window, len(one) + 1):
        a, b = one[end - window : end], two[end - window : end]
        steady = a.std() < 1e-9 or b.std() < 1e-9
        found.append(None if steady else round(float(np.corrcoef(a, b)[0, 1]), 4))
    return found


def _dated(cut: Mapping[Direction, Series], net: Mapping[Direction, Floats], seed: int) -> list[Dated]:
    """Breaks of all six series that hold when six are searched (Holm)."""
    found: dict[Direction, tuple[Break, ...]] = {way: find_breaks(numbers, seed) for way, numbers in net.items()}
    firsts = sorted((breaks[0].p, way) for way, breaks in found.items() if breaks)
    dated: list[Dated] = []
    for rank, (p, way) in enumerate(firsts):
        if p * (len(net) - rank) >= 0.05:
            break
        for b in found[way]:
            period = cut[way].periods[b.at]
            dated.append(Dated(way, period.name, period.start, round(b.before, 3), round(b.after, 3), b.p))
    return sorted(dated, key=lambda d: (d.start, d.direction))


def _crossing(
    cut: Mapping[Direction, Series], pivot: str, presser: str, towards: str, measure: str, seed: int
) -> Crossing:
    """The pivot's conduct, the other patron's, and the pressure, in one autoregression."""
    y = np.column_stack(
        [
            values(cut[pivot, towards], "net", measure),
            values(cut[towards, pivot], "net", measure),
            values(cut[presser, pivot], "conflict", measure),
        ]
    )
    every = cut[pivot, towards].every
    refused = too_short(len(y)) or ("a series never changes" if np.any(y.std(axis=0) < 1e-12) else None)
    most = most_lag(len(y), 3, every)
    if not refused and not all(examine("", column).steady for column in y.T):
        held = ties(y, var.choose_lag(y, most)[0])
        refused = None if held == 3 else "the series wander: an answer across the triangle could be chance"
    if refused:
        return Crossing(towards, presser, None, (), None, refused)
    fitted, result = var.fit(y, most)
    found = var.responses(y, result, HORIZON[every], wild=fitted.clustered, seed=seed)
    return Crossing(
        towards=towards,
        presser=presser,
        granger=var.granger(y, var.for_tests(y, fitted, result, most), 2, 0),
        by_period=tuple(
            (float(p), float(low), float(high))
            for p, low, high in zip(found.point[:, 0, 2], found.low[:, 0, 2], found.high[:, 0, 2], strict=True)
        ),
        total=(float(found.total[-1, 0, 2]), float(found.total_low[-1, 0, 2]), float(found.total_high[-1, 0, 2])),
    )
