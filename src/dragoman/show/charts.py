"""How do cooperation and conflict run over time? A small chart drawn on the server, readable without colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from dragoman.records import Event, Quad
from dragoman.weigh import Period, count_series

_WIDTH, _MIDDLE, _ROOM = 1000, 90, 84
_MOST_MONTHS = 72
_NAME_WIDTH = 64
# material acts lie next to the line, verbal ones beyond them
_SIDES: tuple[tuple[str, tuple[Quad, ...]], ...] = (
    ("coop", ("material cooperation", "verbal cooperation")),
    ("conf", ("material conflict", "verbal conflict")),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle: its place, its classes and what a reader is told of it."""

    css: str
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    bars: tuple[Bar, ...]
    names: tuple[tuple[int, str], ...]
    every: str
    words: str


def chart_of(events: Iterable[Event]) -> Chart | None:
    """Bars by month, or by year where there would be too many: cooperation upwards, conflict downwards."""
    events = tuple(events)
    series = count_series(events, "month")
    if len(series.periods) > _MOST_MONTHS or not series.periods:
        series = count_series(events, "year")
    periods = series.periods
    if not periods:
        return None
    highest = max(sum(p.counts[q] for q in quads) for p in periods for _, quads in _SIDES)
    slot = _WIDTH / max(len(periods), 24)
    every = max(1, ceil(_NAME_WIDTH / slot))
    return Chart(
        width=_WIDTH,
        bars=tuple(bar for n, p in enumerate(periods) for bar in _bars(p, n * slot, slot, _ROOM / highest)),
        names=tuple((round(n * slot + 2), p.name) for n, p in enumerate(periods) if n % every == 0),
        every=f"by {series.every}",
        words=f"{sum(p.total for p in periods)} acts from {periods[0].name} to {periods[-1].name}",
    )


def _bars(period: Period, x: float, slot: float, unit: float) -> Iterable[Bar]:
    for side, quads in _SIDES:
        used = 0
        for quad in quads:
            number = period.counts[quad]
            if not number:
                continue
            y = _MIDDLE + used * unit if side == "conf" else _MIDDLE - (used + number) * unit
            used += number
            yield Bar(
                css=f"{side} {quad.split(maxsplit=1)[0]}",
                x=round(x + slot * 0.12, 1),
                y=round(y, 1),
                width=round(slot * 0.76, 1),
                height=round(number * unit, 1),
                words=f"{period.name}: {number} of {quad}",
            )
