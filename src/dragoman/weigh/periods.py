"""Which period does a day fall into, and what is the period called? Days, weeks, months, quarters, years."""

from collections.abc import Callable
from datetime import date, timedelta

EVERY = ("day", "week", "month", "quarter", "year")
FINENESS = {"day": 0, "week": 1, "month": 2, "year": 4, "none": 9}
"""How coarse a known date may be for a period: a month is good enough for a quarter."""
_LENGTH_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


_FIRST: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: day.replace(day=1),
    "quarter": _quarter,
    "year": lambda day: day.replace(month=1, day=1),
}


def first_day(words: str) -> date:
    """The first day of a date that may be only a month or a year."""
    return date.fromisoformat((words + "-01-01")[:10])


def start_of(day: date, every: str) -> date:
    """The first day of the period that a day lies in."""
    return _FIRST[every](day)


def end_of(start: date, every: str) -> date:
    """The last day of the period that begins then."""
    return _FIRST[every](start + timedelta(days=_LENGTH_DAYS[every])) - timedelta(days=1)


def next_start(start: date, every: str) -> date:
    """The first day of the period after the one that begins then."""
    return end_of(start, every) + timedelta(days=1)


def starts_between(first: date, last: date, every: str) -> list[date]:
    """The first day of every period from the one with `first` to the one with `last`."""
    starts = [_FIRST[every](first)]
    while starts[-1] < _FIRST[every](last):
        starts.append(_FIRST[every](starts[-1] + timedelta(days=_LENGTH_DAYS[every])))
    return starts


def name_of(start: date, every: str) -> str:
    """How a period is written: 2008-W34, 2008-08, 2008-Q3, 2008."""
    names = {
        "week": f"{start:%G}-W{start:%V}",
        "month": f"{start:%Y-%m}",
        "quarter": f"{start:%Y}-Q{(start.month + 2) // 3}",
        "year": f"{start:%Y}",
    }
    return names.get(every, start.isoformat())
