"""When did the level of a series break? Dates found by ruptures, each tested against chance.

The largest of all possible F statistics for a shift of the mean is compared with those of series
that have the same memory and no break (a bootstrap of a bias-corrected autoregression): without
that, every series that remembers would seem to break. Where a break is found, both sides are searched.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.weigh import var

Floats = NDArray[np.float64]

LEVEL = 0.05
REPLICATES = 399
_LEAST = 40
"""Shorter stretches are not searched."""
_EDGE = 0.15
"""No break is looked for in the first and last parts: too little would stand on one side."""

_MOST_MEMORY = 6


@dataclass(frozen=True, slots=True)
class Break:
    """From position `at` on, the mean is another one."""

    at: int
    before: float
    after: float
    p: float


def find_breaks(y: Floats, seed: int = var.SEED) -> tuple[Break, ...]:
    """Every break of the level that chance does not explain; the one of the whole series first."""
    return tuple(_search(y, 0, seed))


def weigh_break(y: Floats, seed: int = var.SEED, replicates: int = REPLICATES) -> Break | None:
    """The likeliest single break and its p; None where the series is too short or never changes."""
    if len(y) < _LEAST or y.std() < 1e-12:
        return None
    from ruptures import Binseg

    edge = max(2, int(len(y) * _EDGE))
    at = int(Binseg(model="l2", min_size=edge, jump=1).fit(y[:, None]).predict(n_bkps=1)[0])
    rng = np.random.default_rng(seed)

    # the memory is taken from the series without the shift, or a clean break would pass for a long memory;
    # that shortens the memory of series without a break, which is measured and put back with the other bias
    def levelled(many: Floats) -> Floats:
        return _without_shift(many[:, :, 0], edge)[:, :, None]

    lag = var.memory_of(levelled(y[None, :, None])[0, :, 0], max(1, min(_MOST_MEMORY, len(y) // 15)))
    weights, _, surprises = var.unbiased(y[:, None], lag, 199, rng, prepare=levelled)
    chance = _largest_f(
        var.made(levelled(y[None, :, None])[0], weights, surprises, lag, replicates, rng)[:, :, 0], edge
    )
    statistic = _largest_f(y[None], edge)[0]
    p = float((1 + (chance >= statistic).sum()) / (1 + replicates))
    return Break(at, float(y[:at].mean()), float(y[at:].mean()), p)


def _search(y: Floats, offset: int, seed: int) -> Iterator[Break]:
    found = weigh_break(y, seed)
    if found is None or found.p >= LEVEL:
        return
    yield Break(found.at + offset, found.before, found.after, found.p)
    yield from _search(y[: found.at], offset, seed)
    yield from _search(y[found.at :], offset + found.at, seed)


def _explained(y: Floats, edge: int) -> tuple[Floats, Floats]:
    """Squares that a shift of the mean explains at each place, and all squares, of many series y[replicate, t]."""
    length = y.shape[1]
    centred = y - y.mean(axis=1, keepdims=True)
    places = np.arange(edge, length - edge + 1)
    sums = np.cumsum(centred, axis=1)[:, places - 1]
    return sums**2 * length / (places * (length - places)), (centred**2).sum(axis=1, keepdims=True)


def _largest_f(y: Floats, edge: int) -> Floats:
    """The largest F of a shift of the mean, over all its possible places."""
    explained, squares = _explained(y, edge)
    left = np.maximum(squares - explained, 1e-300)
    largest: Floats = (explained / (left / (y.shape[1] - 2))).max(axis=1)
    return largest


def _without_shift(y: Floats, edge: int) -> Floats:
    """Each series less the means before and after its likeliest shift."""
    at = edge + _explained(y, edge)[0].argmax(axis=1)[:, None]
    before = np.arange(y.shape[1]) < at
    first = (y * before).sum(axis=1, keepdims=True) / at
    second = (y * ~before).sum(axis=1, keepdims=True) / (y.shape[1] - at)
    level: Floats = y - np.where(before, first, second)
    return level
