"""When did the act take place, by the words around it?

The date of the act, never that of the article: a weekday or "last month" is counted from the
article's day and stays unknown without one. What says nothing gives nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Precision

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_RE = "|".join(f"{m}|{m[:3]}\\.?|{'sept' if m == 'september' else m[:4]}\\.?" for m in _MONTHS)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH_RE})(?:,? (\d{{4}}))?\b", re.I)
_MONTH_FIRST = re.compile(rf"\b({_MONTH_RE}) (\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (\d{{4}}))?\b", re.I)
_MONTH_YEAR = re.compile(rf"\b(?:in|since|of|last|back in|during|by) ({_MONTH_RE})(?:,? (\d{{4}}))?\b", re.I)
_YEAR = re.compile(r"\b(?:in|since|during|of|from) (1[89]\d\d|20\d\d)\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WEEKDAY = re.compile(rf"\b(last |next |this |on )?({'|'.join(_DAYS)})\b", re.I)
_RELATIVE = re.compile(r"\b(today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b", re.I)
_SPAN = re.compile(r"\b(last|this|next|earlier this|later this) (week|month|year)\b", re.I)
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_AGO = re.compile(rf"\b(\d+|a|an|{'|'.join(_NUMBERS)}) (day|week|month|year|decade)s? (ago|earlier|later)\b", re.I)
_PAST_WORDS = re.compile(
    r"\b(years ago|decades ago|long ago|in the past|previously|formerly|at the time|a year earlier|back then)\b",
    re.I,
)
# outside of these, counting days would leave the calendar
_EARLIEST, _LATEST = date(1000, 1, 1), date(9000, 1, 1)
_HISTORICAL_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class When:
    """A day read from words. `start` and `end` count in the words that were given."""

    day: str | None
    basis: str
    precision: Precision
    start: int = 0
    end: int = 0


UNKNOWN = When(None, "none", "none")


def find_dates(words: str, published: date | None, *, future: bool = False) -> list[When]:
    """Every date in a stretch of text, the exact ones first. `future`: a bare weekday lies ahead."""
    if published is not None and not _EARLIEST < published < _LATEST:
        published = None
    found: list[When] = []
    found += _absolute(words, published, future)
    taken = [(w.start, w.end) for w in found]
    for when in _relative(words, published, future):
        if not any(a < when.end and when.start < b for a, b in taken):
            found.append(when)
    return found


def find_narrated(words: str) -> int | None:
    """How many days after the act told before: "the same day" 0, "the next day" 1, "a day earlier" -1."""
    found = _NARRATED.search(words)
    return next((days for name, days in _DAYS_ON.items() if found[name]), None) if found is not None else None


_DAYS_ON = {"same": 0, "next": 1, "before": -1}
_NARRATED = re.compile(
    r"\b(?:(?P<same>(?:the|that) same day|(?:later|earlier|on) that day)"
    r"|(?P<next>the (?:next|following) day|(?:a|one) day later)"
    r"|(?P<before>the (?:day before|previous day)|(?:a|one) day (?:before|earlier)))\b",
    re.IGNORECASE,
)


def is_historical(words: str, when: When, published: date | None) -> bool:
    """Whether the act lies well before the article: half a year, or said to be long ago."""
    if _PAST_WORDS.search(words):
        return True
    if when.day is None or published is None:
        return False
    return published - date.fromisoformat(when.day) > _HISTORICAL_AFTER


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(word: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(word.lower().rstrip(".")[:3]))


def _absolute(words: str, published: date | None, future: bool) -> list[When]:
    found: list[When] = []

    def add(m: re.Match[str], day: date | None, basis: str, precision: Precision) -> None:
        if day is not None and not any(w.start < m.end() and m.start() < w.end for w in found):
            found.append(When(day.isoformat(), basis, precision, m.start(), m.end()))

    for m in _ISO.finditer(words):
        add(m, _day(int(m[1]), int(m[2]), int(m[3])), "absolute", "day")
    for pattern, day_group, month_group in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for m in pattern.finditer(words):
            month, number = _month_number(m[month_group]), int(m[day_group])
            if m[3]:
                add(m, _day(int(m[3]), month, number), "absolute", "day")
            elif published is not None:
                add(m, _nearest(month, number, published, future), "relative", "day")
    for m in _MONTH_YEAR.finditer(words):
        if m[1].islower() and m[1] in ("may", "march"):
            continue
        if m[2]:
            add(m, _day(int(m[2]), _month_number(m[1]), 1), "absolute", "month")
        elif published is not None:
            near = _nearest(_month_number(m[1]), 1, published, future)
            add(m, near, "relative", "month")
    for m in _YEAR.finditer(words):
        add(m, _day(int(m[1]), 1, 1), "absolute", "year")
    return found


def _nearest(month: int, number: int, published: date, future: bool) -> date | None:
    """The latest such day up to the article's, or the next one after it."""
    for year in (published.year, published.year + 1) if future else (published.year, published.year - 1):
        day = _day(year, month, number)
        if day is not None and (day >= published if future else day <= published + timedelta(days=1)):
            return day
    return None


def _relative(words: str, published: date | None, future: bool) -> list[When]:
    if published is None:
        return []
    found: list[When] = []
    for m in _WEEKDAY.finditer(words):
        found.append(When(_weekday(m, published, future).isoformat(), "weekday", "day", m.start(), m.end()))
    for m in _RELATIVE.finditer(words):
        shift = {"yesterday": -1, "tomorrow": 1}.get(m[1].lower(), 0)
        found.append(When((published + timedelta(days=shift)).isoformat(), "relative", "day", m.start(), m.end()))
    for m in _AGO.finditer(words):
        if m[3].lower() == "ago":
            found.append(_ago(m, published))
    for m in _SPAN.finditer(words):
        found.append(_span(m, published))
    return found


def _weekday(m: re.Match[str], published: date, future: bool) -> date:
    number = _DAYS.index(m[2].lower())
    back = (published.weekday() - number) % 7
    word = (m[1] or "").strip().lower()
    if future or word == "next":
        return published + timedelta(days=(-back) % 7 or 7)
    if word == "last" and back == 0:
        back = 7
    return published - timedelta(days=back)


def _ago(m: re.Match[str], published: date) -> When:
    n = _NUMBERS.get(m[1].lower(), 1 if m[1].lower() in ("a", "an") else 0) or (int(m[1]) if m[1].isdigit() else 1)
    unit = m[2].lower()
    days = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3653}[unit] * n
    precision: Precision = {"day": "day", "week": "week", "month": "month"}.get(unit, "year")  # type: ignore[assignment]
    try:
        day = published - timedelta(days=days)
    except OverflowError:
        return UNKNOWN
    if precision == "month":
        day = day.replace(day=1)
    elif precision == "year":
        day = date(published.year - n * (10 if unit == "decade" else 1), 1, 1) if published.year > n * 10 else day
    return When(day.isoformat(), "relative", precision, m.start(), m.end())


def _span(m: re.Match[str], published: date) -> When:
    which, unit = m[1].lower(), m[2].lower()
    shift = {"last": -1, "next": 1}.get(which, 0)
    if unit == "week":
        day = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    elif unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        day = date(months // 12, months % 12 + 1, 1)
    else:
        day = date(published.year + shift, 1, 1)
    return When(day.isoformat(), "relative", unit, m.start(), m.end())  # type: ignore[arg-type]
