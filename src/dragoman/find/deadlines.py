"""By when is it to be done? "by Friday", "within 72 hours", "before the end of the month".

Read against the article's day when it has one, else kept as the words say it.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from dragoman.find.dates import find_dates

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|march|april|may|june|july|aug(?:ust|\.)?|sept(?:ember|\.)?|"
    r"oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?"
_END = r"(?:the )?end of (?:the |this |next )?(?:week|month|year|\d{4}|" + _MONTH + ")"
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|thirty|sixty|ninety)"
_SPAN = rf"(?:the next )?{_NUMBER} (?:hour|day|week|month|year)s?"
_POINT = (
    rf"(?:{_END}|{_DATE}|(?:next |this )?(?:{_DAY}|week|month|year)(?: (?:night|morning|evening))?|tomorrow|tonight|"
    rf"midnight|noon|{_MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{4}})"
)
_PHRASE = re.compile(
    rf"\b(?:by|before|until|till|no later than|not later than|on or before) (?P<point>{_POINT})\b"
    rf"|\bwithin (?P<within>{_SPAN})\b"
    rf"|\b(?:a|an|the) (?P<named>{_DATE}|{_SPAN.replace(' (?:hour', '[ -](?:hour')}) (?:deadline|ultimatum)\b"
    rf"|\b(?P<given>{_SPAN}) (?=to\b)",
    re.I,
)
_COUNT = re.compile(r"(\w+)[ -](hour|day|week|month|year)", re.I)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}


_LONGEST_DAYS = 36525
"""Nobody sets a deadline a century away."""


def find_deadline(words: str, published: date | None, *, given: bool = False) -> str | None:
    """The deadline that these words set: an ISO day where one can be told, else the phrase.

    `given`: the words are those of "gave them 15 days to …", where a bare stretch of time is one too.
    """
    for m in _PHRASE.finditer(words):
        if m["given"] and not given:
            continue
        return _day(m, published) or m[0].strip()
    return None


def _day(m: re.Match[str], published: date | None) -> str | None:
    span = m["within"] or m["given"] or m["named"] or ""
    count = _COUNT.search(span)
    if count is not None and published is not None:
        word = count[1].lower()
        number = int(word) if word.isdecimal() else _NUMBERS.get(word)
        if number is None or number * _UNITS[count[2].lower()] > _LONGEST_DAYS or published.year > 9800:
            return None
        return (published + timedelta(days=-(-number * _UNITS[count[2].lower()] // 1))).isoformat()
    point = (m["point"] or m["named"] or "").lower()
    if "end of" in point:
        return _end_of(point, published)
    if point in ("midnight", "tonight", "noon") and published is not None:
        return published.isoformat()
    if point == "tomorrow" and published is not None:
        return (published + timedelta(days=1)).isoformat()
    dates = [w for w in find_dates(point, published, future=True) if w.precision == "day" and w.day is not None]
    return dates[0].day if dates else None


def _end_of(point: str, published: date | None) -> str | None:
    year = re.search(r"\d{4}", point)
    if year:
        return f"{year[0]}-12-31"
    if published is None:
        return None
    later = 1 if "next" in point else 0
    if "week" in point:
        return (published + timedelta(days=6 - published.weekday() + 7 * later)).isoformat()
    if "year" in point:
        return f"{published.year + later:04}-12-31"
    if "month" in point:
        months = published.year * 12 + published.month - 1 + later
        return date(months // 12, months % 12 + 1, monthrange(months // 12, months % 12 + 1)[1]).isoformat()
    return None
