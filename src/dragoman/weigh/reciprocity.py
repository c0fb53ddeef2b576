"""How do two sides answer each other: whether, how fast, how much, and how sure is that?

Cooperation and conflict are estimated apart, and the net of both as the literature does it, each as
a vector autoregression of the two directions (Goldstein and Freeman 1990). Series that are too
short, too thin or wander even in their changes are refused, with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dragoman.records import Quad
from dragoman.weigh import var
from dragoman.weigh.numbers import many
from dragoman.weigh.series import Direction, Series
from dragoman.weigh.stationarity import Floats, Stationarity, examine, ties

Channel = Literal["net", "cooperation", "conflict"]
CHANNELS: tuple[Channel, ...] = ("net", "cooperation", "conflict")
MEASURES = ("score", "counts")
"""What a series to be estimated can be made of: sums of scores, or numbers of acts."""

LEAST_PERIODS = 50
"""Fewer periods give bands that hold nothing and tests that find nothing."""
LEAST_ACTS = 30
"""Fewer acts in a direction are anecdotes."""
LEAST_SHARE = 0.15
"""Where fewer periods than these hold an act, the series is silence with a few marks in it."""
MOST_LAG = {"day": 14, "week": 13, "month": 12, "quarter": 8, "year": 3}
HORIZON = {"day": 14, "week": 8, "month": 6, "quarter": 4, "year": 2}
_OBSERVATIONS_A_WEIGHT = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One direction: what `responder` does after `stimulus` did one unit more than expected."""

    responder: str
    stimulus: str
    granger: var.Granger
    by_period: tuple[tuple[float, float, float], ...]
    """Response, low and high, 0 to HORIZON periods later; at 0 nobody can tell who moved first."""
    total: tuple[float, float, float]
    """Summed over periods 1 to HORIZON."""
    half_after: int | None
    """Periods until half of the whole answer has come; None where the answer changes its sign."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the autoregression of one channel says."""

    channel: Channel
    held: int
    """2: the levels are steady. 1: they wander, but together. 0: they wander, so their changes were estimated."""
    stationarity: tuple[Stationarity, ...]
    fit: var.Fit
    answers: tuple[Answer, Answer]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a channel was not estimated."""

    channel: Channel
    reason: str


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Everything about one pair of sides. `left_out` says which periods could not be used."""

    sides: Direction
    every: str
    measure: str
    first: str | None
    last: str | None
    periods: int
    left_out: int
    channels: tuple[Estimate | Refusal, ...]


def is_refused(found: Reciprocity) -> bool:
    """Whether no channel could be estimated."""
    return all(isinstance(channel, Refusal) for channel in found.channels)


def estimate_reciprocity(
    series: Mapping[Direction, Series], sides: Direction, measure: str = "score", *, seed: int = var.SEED
) -> Reciprocity:
    """Estimate how `sides` answer each other, from the series of both directions over the same periods."""
    one, other = sides
    both = [series[one, other], series[other, one]]
    every = both[0].every
    names, cut = unbroken(both)
    told: list[Estimate | Refusal] = []
    for channel in CHANNELS:
        reason = too_thin(cut, sides, channel, measure)
        told.append(
            Refusal(channel, reason)
            if reason
            else estimate(np.column_stack([values(s, channel, measure) for s in cut]), sides, every, channel, seed=seed)
        )
    return Reciprocity(
        sides=sides,
        every=every,
        measure=measure,
        first=names[0] if names else None,
        last=names[-1] if names else None,
        periods=len(names),
        left_out=len(both[0].periods) - len(names),
        channels=tuple(told),
    )


def estimate(
    y: Floats, sides: Direction, every: str, channel: Channel = "net", *, seed: int = var.SEED
) -> Estimate | Refusal:
    """The autoregression of two columns: what the first side directs at the second, and the way back."""
    if reason := too_short(len(y)) or constant(y):
        return Refusal(channel, reason)
    names = (f"{sides[0]} to {sides[1]}", f"{sides[1]} to {sides[0]}")
    tested = tuple(examine(name, column) for name, column in zip(names, y.T, strict=True))
    most = most_lag(len(y), 2, every)
    held = 2 if all(t.steady for t in tested) else ties(y, var.choose_lag(y, most)[0])
    if not held:
        y = np.diff(y, axis=0)
        tested = tuple(examine(name, column) for name, column in zip(names, y.T, strict=True))
        if not all(t.steady for t in tested):
            return Refusal(channel, "the series wander, and so do their changes: no steady answer can be estimated")
    fitted, result = var.fit(y, most)
    found = var.responses(y, result, HORIZON[every], wild=fitted.clustered, seed=seed)
    tested_by = var.for_tests(y, fitted, result, most)
    return Estimate(
        channel=channel,
        held=held,
        stationarity=tested,
        fit=fitted,
        answers=(
            _answer(sides[1], sides[0], found, var.granger(y, tested_by, 0, 1), 1, 0),
            _answer(sides[0], sides[1], found, var.granger(y, tested_by, 1, 0), 0, 1),
        ),
    )


def granger_of(y: Floats, every: str) -> tuple[var.Granger, var.Granger]:
    """The tests of both directions alone, without bands: second on first, first on second."""
    most = most_lag(len(y), 2, every)
    result = var.for_tests(y, *var.fit(y, most), most)
    return var.granger(y, result, 0, 1), var.granger(y, result, 1, 0)


def _answer(responder: str, stimulus: str, found: var.Responses, test: var.Granger, of: int, to: int) -> Answer:
    point, total = found.point[:, of, to], found.total[:, of, to]
    whole = total[-1]
    steady = bool(np.all(np.sign(point[1:][np.abs(point[1:]) > 0.02 * np.abs(point).max()]) == np.sign(whole)))
    half = int(np.argmax(np.abs(total) >= abs(whole) / 2)) if steady and whole else None
    return Answer(
        responder=responder,
        stimulus=stimulus,
        granger=test,
        by_period=tuple(
            (float(p), float(low), float(high))
            for p, low, high in zip(point, found.low[:, of, to], found.high[:, of, to], strict=True)
        ),
        total=(float(whole), float(found.total_low[-1, of, to]), float(found.total_high[-1, of, to])),
        half_after=half,
    )


# ---- what a series must have


def values(series: Series, channel: Channel, measure: str) -> Floats:
    """One number a period: the sum of scores or the number of acts; conflict as a size, net as cooperation less it."""

    def of(period_values: Mapping[Quad, float]) -> float:
        coop = period_values["verbal cooperation"] + period_values["material cooperation"]
        conf = period_values["verbal conflict"] + period_values["material conflict"]
        size = -conf if measure == "score" else conf
        return float({"net": coop - size, "cooperation": coop, "conflict": size}[channel])

    return np.array([of(dict(p.scores) if measure == "score" else dict(p.counts)) for p in series.periods])


def unbroken(series: list[Series]) -> tuple[list[str], list[Series]]:
    """The names of the longest stretch of periods without a gap, and the series cut to it."""
    first, last = longest_stretch(series)
    cut = [Series(s.every, s.periods[first:last], 0, s.scored) for s in series]
    return [p.name for p in series[0].periods[first:last]], cut


def longest_stretch(both: list[Series]) -> tuple[int, int]:
    """The longest run of periods without a gap: an autoregression cannot step over silence of the sources."""
    best, start = (0, 0), 0
    periods = list(zip(*(s.periods for s in both), strict=True))
    for n in range(len(periods) + 1):
        if n == len(periods) or any(p.gap for p in periods[n]):
            best = max(best, (start, n), key=lambda run: run[1] - run[0])
            start = n + 1
    return best


def most_lag(length: int, series: int, every: str) -> int:
    """How far back may be looked, so that each weight still has ten observations to rest on."""
    return max(1, min(MOST_LAG[every], (length // _OBSERVATIONS_A_WEIGHT - 1) // series))


def too_short(length: int) -> str | None:
    if length >= LEAST_PERIODS:
        return None
    verb = "is" if length == 1 else "are"
    return f"{many(length, 'period')} without a gap {verb} too few: at least {LEAST_PERIODS} are needed"


def constant(y: Floats) -> str | None:
    return "a series never changes" if np.any(y.std(axis=0) < 1e-12) else None


def too_thin(both: list[Series], sides: Direction, channel: Channel, measure: str) -> str | None:
    """Why these series cannot carry an estimate of this channel; None where they can."""
    if measure == "score" and not all(s.scored for s in both):
        return "the source gives numbers of acts and no scores: ask for --measure counts"
    if reason := too_short(len(both[0].periods)):
        return reason
    kinds = ("cooperation", "conflict") if channel == "net" else (channel,)
    for one, (actor, recipient) in zip(both, (sides, sides[::-1]), strict=True):
        acts = [sum(n for quad, n in p.counts.items() if quad.endswith(kinds)) for p in one.periods]
        what = "" if channel == "net" else f" of {channel}"
        if sum(acts) < LEAST_ACTS:
            told = f"{many(sum(acts), 'act')}{what} of {actor} towards {recipient}"
            return f"{told} {'is' if sum(acts) == 1 else 'are'} too few: at least {LEAST_ACTS} are needed"
        share = sum(n > 0 for n in acts) / len(acts)
        if share < LEAST_SHARE:
            return (
                f"{actor} directs acts{what} at {recipient} in {share:.0%} of the periods only: "
                f"at least {LEAST_SHARE:.0%} are needed, so take longer periods"
            )
    return None
