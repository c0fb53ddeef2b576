"""Which day does this line name? Only whole days count: a day without its year stays unknown."""

import re
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b{_YEAR}/(?P<month>\d\d)/(?P<day>\d\d)(?!\d)",
        rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b",
        rf"\b(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}\b",
    )
]
_LABEL = re.compile(
    r"^\W*(?:(?P<first>first published|originally published|published|posted|publication date|date|issued|released|"
    r"filed|created)"
    r"|(?P<later>last updated|last modified|updated|modified|last changed|changed))\b(?:\s+(?:on|at))?\s*:?\s*",
    re.IGNORECASE,
)
# what may stand beside the day in a line that is nothing but a date
_REST = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|[ap]\.?m\b\.?|"
    r"\b(?:gmt|utc|bst|e[sd]t|c[sd]t|m[sd]t|p[sd]t|e\.[sd]\.t|ce?s?t|msk|et|ist|z|at|on|and|last|first|updated|"
    r"published|posted|"
    r"modified|date|time|issue|min(?:ute)?s? read)\b|\d+ min\b|[+-]\d\d:?\d\d",
    re.IGNORECASE,
)


def find_day(words: str) -> tuple[date, int, int] | None:
    """The first whole day that is written out here, and where."""
    found = [match for form in _FORMS if (match := form.search(words)) is not None]
    for match in sorted(found, key=lambda m: m.start()):
        day = _day_of(match.groupdict())
        if day is not None:
            return day, match.start(), match.end()
    return None


def _day_of(said: dict[str, str | None]) -> date | None:
    month = said.get("month") or ""
    number = (
        int(month) if month.isdigit() else next((i for i, m in enumerate(_MONTHS, 1) if m[:3] == month.lower()[:3]), 0)
    )
    day = int(said.get("day") or 0)
    if said.get("first"):
        first, second = int(said["first"] or 0), int(said["second"] or 0)
        # 5/3/2012 is March in London and May in Washington: it stays unknown
        if first <= 12 and second <= 12 and first != second:
            return None
        number, day = (first, second) if second > 12 or first == second else (second, first)
    try:
        return date(int(said["year"] or 0), number, day)
    except ValueError:
        return None


def find_date_line(line: str) -> tuple[date | None, bool] | None:
    """A line that is nothing but a date: its day, and whether that is the day of a change. None for other lines.

    The day is None where the line is a date all right, but does not say the year, or can be read in two ways.
    """
    if len(line) > 120 or "\n" in line:
        return None
    label = _LABEL.match(line)
    found = find_day(line)
    if found is None:
        undated = _REST.sub(" ", line[label.end() :] if label else line)
        is_date = label is not None and bool(re.search(r"\d", line)) and len(re.findall(r"[^\W\d_]+", undated)) <= 3
        return (None, bool(label and label["later"])) if is_date else None
    day, start, end = found
    rest = (
        (line[:start] + " " + line[end:])
        if label is None
        else line[label.end() : max(start, label.end())] + " " + line[end:]
    )
    second = find_day(rest)
    if second is not None:
        rest = rest[: second[1]] + " " + rest[second[2] :]
    left = re.findall(r"[^\W\d_]{2,}", _REST.sub(" ", rest))
    if len(left) > (3 if label else 0):
        return None
    return day, bool(label and label["later"])
