"""Days as people write them in a question and read them in a brief."""

import re
from calendar import month_name
from datetime import date

_MONTHS = {name[:3].lower(): number for number, name in enumerate(month_name) if name}
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(rf"^(?:the )?(?:{form})$")
    for form in (
        r"(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<number>\d\d?)(?:-(?P<day>\d\d?))?",
        rf"(?:early |mid-|late )?{_MONTH},? (?P<year>\d{{4}})",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)


def find_day(typed: str) -> str | None:
    """The first day that "2008", "March 2009", "1 March 2009" or "2009-03-01" can mean."""
    for form in _FORMS:
        found = form.match(typed.strip().lower())
        if not found:
            continue
        parts = found.groupdict()
        month = int(parts.get("number") or 0) or _MONTHS.get((parts.get("month") or "jan")[:3], 0)
        try:
            return date(int(parts["year"]), month, int(parts.get("day") or 1)).isoformat()
        except ValueError:
            return None
    return None


def in_words(day: str | None) -> str:
    """ "16 August 2008", "August 2008" or "2008", as much as is known."""
    if day is None:
        return "an unknown day"
    parts = day.split("-")
    if len(parts) == 1 or not all(p.isdigit() for p in parts):
        return day
    month = month_name[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def on_day(day: str | None) -> str:
    """ "on 16 August 2008", "in August 2008"."""
    return f"{'on' if day and day.count('-') == 2 else 'in'} {in_words(day)}"
