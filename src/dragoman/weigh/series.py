"""How many acts of which kind fell into each week, month, quarter or year?

An act counts once, however many reports tell of it, and only where it took place: what is planned,
denied or long past is no act of the period. An event whose day is not known well enough for the
period (a year, where months are asked for) is counted apart, in no period.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from dragoman.records import Event, Quad

QUADS: tuple[Quad, ...] = get_args(Quad)
EVERY = ("day", "week", "month", "quarter", "year")
_FACTUAL = frozenset({"occurred", "ongoing"})
# how coarse a known date may be for a period: a month is good enough for a quarter
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 4, "none": 9}


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of time: its name, first day, and the acts in it. `score` is the mean; None without acts."""

    name: str
    start: str
    counts: dict[Quad, int]
    score: float | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Series:
    """Every period from the first act to the last, those without acts too; and the acts that fit in none."""

    every: str
    periods: tuple[Period, ...]
    without_period: int


def count_series(events: Iterable[Event], every: str, since: str | None = None, until: str | None = None) -> Series:
    """Count acts by period. `since` and `until` widen the series to days without acts."""
    first_of = _PERIODS[every]
    found: dict[date, list[Event]] = defaultdict(list)
    without = 0
    for event in _once(events):
        if event.date is None or _FINENESS[event.date_precision] > EVERY.index(every):
            without += 1
        else:
            found[first_of(_day(event.date))].append(event)
    edges = [first_of(date.fromisoformat(d)) for d in (since, until) if d]
    starts = _from_to(min([*found, *edges]), max([*found, *edges]), first_of) if found or edges else []
    return Series(every, tuple(_period(start, found.get(start, []), every) for start in starts), without)


def _once(events: Iterable[Event]) -> Iterable[Event]:
    """One report of each act that took place; what it counts as is the first report's to say."""
    acts: dict[str, Event] = {}
    for event in events:
        if event.status in _FACTUAL and not event.historical:
            acts.setdefault(event.same_as or event.id, event)
    return acts.values()


def _period(start: date, events: list[Event], every: str) -> Period:
    counts: dict[Quad, int] = dict.fromkeys(QUADS, 0)
    for event in events:
        counts[event.quad] += 1
    score = round(sum(e.score for e in events) / len(events), 3) if events else None
    return Period(_name(start, every), start.isoformat(), counts, score)


def _name(start: date, every: str) -> str:
    names = {
        "week": f"{start:%G}-W{start:%V}",
        "month": f"{start:%Y-%m}",
        "quarter": f"{start:%Y}-Q{(start.month + 2) // 3}",
        "year": f"{start:%Y}",
    }
    return names.get(every, start.isoformat())


def _day(words: str) -> date:
    """The first day of a date that may be only a month or a year."""
    return date.fromisoformat((words + "-01-01")[:10])


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


_PERIODS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: day.replace(day=1),
    "quarter": _quarter,
    "year": lambda day: day.replace(month=1, day=1),
}
_LENGTH_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def _from_to(first: date, last: date, first_of: Callable[[date], date]) -> list[date]:
    every = next(name for name, function in _PERIODS.items() if function is first_of)
    starts = [first]
    while starts[-1] < last:
        starts.append(first_of(starts[-1] + timedelta(days=_LENGTH_DAYS[every])))
    return starts
