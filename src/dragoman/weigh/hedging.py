"""Does a pivot turn to one patron when the other presses? One number from -1 to 1, and its chance.

Definition. For a pivot X and patrons A and B, let y(X,B) be X's net cooperation towards B in a period,
and m(A) the conflict that A directed at X, averaged over the K periods before it. The turn of X to B
under A's pressure is the partial correlation

    R(B|A) = corr( y(X,B), m(A)  given  y(X,B) and y(B,X) of the K periods before )

which is what A's pressure tells of X's conduct towards B beyond X's habit and beyond B's own conduct.
The index is H = (R(B|A) + R(A|B)) / 2: above zero the pivot turns to one when the other presses (it
hedges, it plays them off), below zero it turns from both (it bends, or quarrels with everybody), at
zero its conduct towards one has nothing to do with the other. The idea of a response that crosses
the triangle is Goldstein and Freeman's ("Three-Way Street", 1990; Goldstein and Pevehouse 1997);
the number is ours.

Its chance: the pressures are shifted against the rest round the calendar, both together, by every
possible distance. That keeps what each series remembers and breaks what binds them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WINDOW = {"day": 7, "week": 4, "month": 3, "quarter": 2, "year": 1}
"""K: over how many periods before a pressure may work."""
_MOST_SHIFTS = 999


@dataclass(frozen=True, slots=True)
class Hedging:
    """The index, its two parts (the turn to the second patron under the first one's pressure, and the other), its p."""

    index: float
    to_second: float
    to_first: float
    p: float
    shifts: int
    window: int


@dataclass(frozen=True, slots=True)
class Triangle:
    """Net cooperation in four directions and the two pressures, one value a period each."""

    to_first: Floats
    from_first: Floats
    to_second: Floats
    from_second: Floats
    press_first: Floats
    press_second: Floats


def hedging_index(t: Triangle, window: int) -> Hedging:
    """The index with its permutation test."""
    first = _before(t.press_first, window)
    second = _before(t.press_second, window)
    length = len(first)
    distances = np.arange(window + 1, length - window)
    if len(distances) > _MOST_SHIFTS:
        distances = distances[np.linspace(0, len(distances) - 1, _MOST_SHIFTS).astype(int)]
    # row 0 is what happened, the others are shifted
    places = (np.arange(length)[:, None] - np.concatenate([[0], distances])) % length
    to_second = _turn(t.to_second, t.from_second, first[places], window)
    to_first = _turn(t.to_first, t.from_first, second[places], window)
    index = (to_second + to_first) / 2
    as_large = int((np.abs(index[1:]) >= abs(index[0]) - 1e-12).sum())
    return Hedging(
        index=float(index[0]),
        to_second=float(to_second[0]),
        to_first=float(to_first[0]),
        p=(1 + as_large) / (1 + len(distances)),
        shifts=len(distances),
        window=window,
    )


def _before(pressure: Floats, window: int) -> Floats:
    """Mean pressure over the periods before each one, from the first that has them all."""
    sums = np.cumsum(np.concatenate([[0.0], pressure]))
    means: Floats = (sums[window:-1] - sums[: -window - 1]) / window
    return means


def _turn(conduct: Floats, other: Floats, pressures: Floats, window: int) -> Floats:
    """Partial correlation of the pivot's conduct with each column of pressures."""
    length = len(conduct) - window
    known = [np.ones(length)]
    known += [
        series[window - back : window - back + length] for series in (conduct, other) for back in range(1, window + 1)
    ]
    basis, _ = np.linalg.qr(np.column_stack(known))
    left = conduct[window:] - basis @ (basis.T @ conduct[window:])
    pressed = pressures - basis @ (basis.T @ pressures)
    sizes = np.linalg.norm(left) * np.linalg.norm(pressed, axis=0)
    turns: Floats = np.where(sizes > 1e-12, left @ pressed / np.maximum(sizes, 1e-12), 0.0)
    return turns
