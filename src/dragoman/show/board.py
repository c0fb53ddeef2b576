"""What stands on the board, and where do days lie along a line? Pure: from entries to what a page draws."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from dragoman.records import Entry, Outcome, Step
from dragoman.weigh import Changes

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
FILLS = {
    "open": "empty",
    "in_progress": "dotted",
    "met_in_part": "half",
    "met": "full",
    "reversed": "turned",
    "not_met": "crossed",
    "disputed": "split",
}
"""How each outcome is drawn: by pattern, so that no reader depends on colour."""
SHOWN = 24
"""Most entries of one outcome that the whole board shows; its own page has them all."""
_TICK = 2.5
"""How wide a day is on the line: days that would cover each other are one."""
_DOUBTFUL = 0.6
_FIRST_VALUES = frozenset({"open", "none", "in_force", "demander_says"})


def is_first(step: Step, entry: Entry) -> bool:
    """Whether a step only says that the demand was made: its first values, resting on the demand."""
    return step.value in _FIRST_VALUES and set(step.because) <= set(entry.demands) and step.by_person is None


# ---- the board


@dataclass(frozen=True, slots=True)
class Column:
    """The entries of one outcome: those shown, and how many there are."""

    outcome: str
    shown: list[dict[str, object]]
    total: int


def board_of(entries: Iterable[Entry], most: int = SHOWN, offset: int = 0) -> list[Column]:
    """Entries by outcome, those that changed last first; of each outcome `most` from `offset` on."""
    columns: dict[str, list[Entry]] = {outcome: [] for outcome in OUTCOMES}
    for entry in entries:
        columns[entry.outcome].append(entry)
    return [
        Column(
            outcome, [{**dict(e), "changed": last_change(e)} for e in _latest_first(found, offset, most)], len(found)
        )
        for outcome, found in columns.items()
        if found
    ]


def _latest_first(entries: list[Entry], offset: int, most: int) -> list[Entry]:
    return sorted(entries, key=_latest, reverse=True)[offset : offset + most]


def last_change(entry: Entry) -> str | None:
    """The day on which the outcome became what it is, unless that is the day of the demand itself."""
    day = next((s.date for s in reversed(entry.history) if s.field == "outcome"), None)
    return day if day != entry.first_demanded else None


def _latest(entry: Entry) -> tuple[str, str]:
    return (last_change(entry) or entry.first_demanded or "", entry.id)


def summary_of(entries: tuple[Entry, ...], long_day: str) -> str:
    """The board in a sentence."""
    if not entries:
        return f"As of {long_day}, no demand is on record."
    counts = Counter(e.outcome for e in entries)
    told = [f"{counts[o]} {o.replace('_', ' ')}" for o in OUTCOMES if counts[o]]
    demands = "one demand is" if len(entries) == 1 else f"{len(entries)} demands are"
    return f"As of {long_day}, {demands} on record: {', '.join(told)}."


@dataclass(frozen=True, slots=True)
class Change:
    day: str
    value: str
    what: str
    entry: Entry


def changes_told(changes: Changes) -> tuple[Change, ...]:
    """What is new in the ledger, newest first."""
    found = [
        Change(s.date, s.value if s.field == "outcome" else "", f"{s.field} {s.value}".replace("_", " "), e)
        for e in changes.entries
        for s in e.history
        if s.date > changes.since and s.field != "basis" and not is_first(s, e)
    ]
    found += [Change(e.first_demanded or "", "", "first demanded", e) for e in changes.new]
    return tuple(sorted(found, key=lambda c: (c.day, c.entry.id, c.what), reverse=True))


def review_of(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Entries that a person should look at, and why."""
    found = [(e, "disputed") for e in entries if e.outcome == "disputed"]
    found += [(e, "doubtful") for e in entries if e.outcome != "disputed" and e.confidence < _DOUBTFUL]
    return found


# ---- days along a line


def days_of(entries: Iterable[Entry]) -> list[str]:
    """Every day on which the ledger changed."""
    days = {s.date for e in entries for s in e.history} | {e.first_demanded for e in entries}
    return sorted(d for d in days if d)


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def strip_of(days: list[str], as_of: str) -> dict[str, object]:
    """Where the days stand on a line from 0 to 1000, and which come before and after the chosen one."""
    if not days:
        return {"ticks": [], "days": [], "now": None, "before": None, "after": None}
    first, last = ordinal(days[0]), max(ordinal(days[-1]), ordinal(days[0]) + 1)
    ticks: dict[float, str] = {}
    for day in days:
        place = 10 + 980 * (ordinal(day) - first) / (last - first)
        ticks.setdefault(_TICK * round(place / _TICK), day)
    now = min(max(10 + 980 * (ordinal(as_of) - first) / (last - first), 3), 997)
    return {
        "ticks": list(ticks.items()),
        "days": days,
        "now": round(now, 1),
        "before": max((d for d in days if d < as_of), default=None),
        "after": min((d for d in days if d > as_of), default=None),
    }


def entry_strip(entry: Entry, as_of: str) -> dict[str, Any] | None:
    """An entry's outcomes as bands along the time from its first demand to the chosen day."""
    if not entry.first_demanded or entry.first_demanded > as_of:
        return None
    steps = [("open", entry.first_demanded), *((s.value, s.date) for s in entry.history if s.field == "outcome")]
    first, last = ordinal(entry.first_demanded), max(ordinal(as_of), ordinal(entry.first_demanded) + 1)

    def place(day: str) -> float:
        return round(2 + 996 * (min(max(ordinal(day), first), last) - first) / (last - first), 1)

    bands = list(_bands(steps, as_of, place))
    used = dict.fromkeys(band["outcome"] for band in bands)
    return {
        "bands": bands,
        "until": as_of,
        "asked": sorted({place(d) for d in (entry.first_demanded, entry.last_demanded) if d}),
        "key": [(FILLS[outcome], outcome.replace("_", " ")) for outcome in used],
        "words": "; ".join(band["words"] for band in bands),
    }


def _bands(steps: list[tuple[str, str]], as_of: str, place: Callable[[str], float]) -> Iterator[dict[str, Any]]:
    for (outcome, start), (_, end) in zip(steps, [*steps[1:], ("", as_of)], strict=True):
        x, to = place(start), place(end)
        if to > x:
            name = outcome.replace("_", " ")
            words = f"{name} from {start} to {end}"
            yield {"x": x, "width": round(to - x, 1), "fill": FILLS[outcome], "outcome": outcome, "words": words}


def days_before(day: str, count: int) -> str:
    """So many days earlier; the first day of the calendar where there is none."""
    return date.fromordinal(max(1, ordinal(day) - count)).isoformat()
