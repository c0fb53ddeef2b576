"""On which day did a coded event of somebody else take place? Dates of a table, read as one convention or not at all.

A table that writes its dates in two ways, or in two calendars, is refused: whoever knows which is
which can say so, a program that guessed would move acts by months without anybody noticing.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.errors import UsageError

EARLIEST, LATEST = 1800, 2100
"""Years of the Gregorian calendar that a table of events can tell of; others are of another calendar, or slips."""
_FEW = 0.01
_SHAPES = (
    ("iso", re.compile(r"\d{4}(-\d\d(-\d\d([T ].*)?)?)?|\d{4}-W\d\d")),
    ("digits", re.compile(r"\d{6}|\d{8}|\d{14}")),
    ("parts", re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}( .*)?")),
)


@dataclass(frozen=True, slots=True)
class Day:
    """The first day that a date can mean, and how exactly it is known: day, week, month or year."""

    first: date
    precision: str


@dataclass(frozen=True, slots=True)
class Days:
    """What each way of writing a date means; those that mean none, with the reason."""

    read: Mapping[str, Day]
    refused: Mapping[str, str]
    note: str | None = None


def read_days(written: Mapping[str, int], form: str | None = None) -> Days:
    """Read the different dates of one table (each with how often it stands there), by `form` where one is given."""
    if form is not None:
        return _checked(written, {w: _by_form(w, form) for w in written}, why=f"not written as --dates {form} says")
    shapes: dict[str, list[str]] = {}
    for words in written:
        shapes.setdefault(next((n for n, p in _SHAPES if p.fullmatch(words)), "none"), []).append(words)
    known = [name for name in shapes if name != "none"]
    if len(known) > 1:
        told = ", ".join(f"{sum(written[w] for w in shapes[n])} like {shapes[n][0]}" for n in known)
        raise UsageError(
            f"The dates are written in more than one way: {told}.\n"
            "Make them one, or take the rows of each way as a file of its own."
        )
    if not known:
        return Days({}, dict.fromkeys(written, "no date that can be read; name its form with --dates, as in %d %b %Y"))
    shape, note = known[0], None
    if shape == "parts":
        order, note = _order_of(shapes["parts"])
        found = {w: _by_form(re.split(r"\s", w.replace(".", "/").replace("-", "/"))[0], order) for w in shapes["parts"]}
    else:
        found = {w: _plainly(w) for w in shapes[shape]}
    return _checked(written, found | dict.fromkeys(shapes.get("none", ()), None), note)


def _checked(
    written: Mapping[str, int],
    found: Mapping[str, Day | None],
    note: str | None = None,
    why: str = "no day of the calendar",
) -> Days:
    refused = {w: why for w, day in found.items() if day is None}
    strange = {w: d for w, d in found.items() if d and not EARLIEST <= d.first.year <= LATEST}
    rows = Counter({w: written[w] for w in strange})
    if rows and rows.total() > _FEW * sum(written.values()):
        word = rows.most_common(1)[0][0]
        raise UsageError(
            f"{rows.total()} of {sum(written.values())} rows have years such as {word}, which no news of the Gregorian "
            "calendar tells of:\nthe table is in another calendar, or in two. Bring it into one first."
        )
    refused |= dict.fromkeys(strange, f"a year outside {EARLIEST} to {LATEST}: another calendar, or a slip")
    return Days({w: d for w, d in found.items() if d and w not in strange}, refused, note)


def _order_of(written: Iterable[str]) -> tuple[str, str]:
    """Day first or month first: only where the table itself proves it."""
    pairs = [tuple(map(int, re.findall(r"\d+", w)[:2])) for w in written]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day_first and month_first:
        raise UsageError("Some dates have the day first and some the month: make them one, such as 2008-08-20.")
    if not day_first and not month_first:
        word = next(iter(written))
        raise UsageError(
            f"{word} can be read day first or month first, and no row of the table tells which.\n"
            "Say so: --dates %d/%m/%Y or --dates %m/%d/%Y"
        )
    return ("%d/%m/%Y", "Dates are read day first: some have a day above 12 there.") if day_first else (
        "%m/%d/%Y", "Dates are read month first: some have a day above 12 in the second place."
    )  # fmt: skip


def _by_form(words: str, form: str) -> Day | None:
    try:
        return Day(datetime.strptime(words.strip(), form).date(), "day")
    except ValueError:
        return None


def _plainly(words: str) -> Day | None:
    """ISO dates, whole or in part, and the same without hyphens."""
    try:
        if "W" in words:
            return Day(date.fromisocalendar(int(words[:4]), int(words[6:]), 1), "week")
        digits = words[:10].replace("-", "")[:8]
        full = digits + "0101"[len(digits) - 4 :] if len(digits) < 8 else digits
        precision = {4: "year", 6: "month"}.get(len(digits), "day")
        return Day(date(int(full[:4]), int(full[4:6]), int(full[6:])), precision)
    except ValueError:
        return None
