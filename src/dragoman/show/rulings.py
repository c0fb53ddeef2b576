"""On what can an analyst rule, and what may she say of it?"""

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from dragoman.errors import UsageError
from dragoman.keep import (
    CORRECTIONS,
    DAYS,
    NOBODY,
    PEOPLE,
    UNKNOWN,
    VALUES,
    Case,
    read_actors,
    read_date,
    write_actors,
)
from dragoman.records import Actor, Answer, Basis, Claim, Document, Entry, Event, Outcome, Ruling, Standing, hashed

REVIEW = ("accepted", "rejected")
READ = "Read, and found right."
"""The reason of an acceptance without words."""

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "entry": {
        "outcome": get_args(Outcome),
        "answer": get_args(Answer),
        "standing": get_args(Standing),
        "basis": get_args(Basis),
    },
    **{
        kind: {"review": REVIEW, **{field: VALUES.get((kind, field), ()) for field in fields}}
        for kind, fields in CORRECTIONS.items()
    },
    "document": {"reliability": tuple("ABCDEF"), "credibility": tuple("123456")},
}
"""What can be ruled about each kind of thing, and the values that it can have; none are listed for people and days."""


def make_ruling(target: str, field: str, value: str, because: str, by: str, on: str, made: str | None = None) -> Ruling:
    """A ruling whose id stands for all that it says, and for the moment it was made at."""
    said = (target, field, value, because, by, on, *([made] if made else []))
    return Ruling(
        id=hashed("ruling", *said), target=target, field=field, value=value, because=because, by=by, on=on, made=made
    )


def keep_ruling(case: Case, entries: Callable[[], Iterable[Entry]], ruling: Ruling) -> Ruling:
    """Keep a ruling that can be carried out, as it is kept; a `UsageError` says why another cannot.

    What the last ruling on that field says already, in the same words, is not said twice.
    """
    kind = _kind_of(case, entries, ruling.target)
    if kind is None:
        raise UsageError(
            f"nothing in this case has the id {ruling.target}.\n"
            "Take one from `dragoman ledger --jsonl`, `events --jsonl` or `documents --jsonl`."
        )
    if ruling.field not in FIELDS[kind]:
        raise UsageError(f"{ruling.field!r} cannot be ruled about an {kind}; choose one of {', '.join(FIELDS[kind])}.")
    value = read_value(kind, ruling.field, ruling.value)
    last = next((r for r in reversed(case.rulings_on([ruling.target])) if r.field == ruling.field), None)
    again = (value, ruling.because, ruling.by, ruling.on)
    if last is not None and (last.value, last.because, last.by, last.on) == again:
        return last
    said = make_ruling(ruling.target, ruling.field, value, *again[1:], ruling.made)
    case.rule(said)
    return said


def read_value(kind: str, field: str, typed: str) -> str:
    """What somebody typed as it is kept; a `UsageError` says how to write it."""
    if field in PEOPLE and kind in CORRECTIONS:
        return _people(field, typed)
    if field in DAYS and kind in CORRECTIONS:
        day = typed.strip() or UNKNOWN
        if read_date(day) is None:
            raise UsageError(f"{field} cannot be {typed!r}; write 2009-08-19, 2009-08, 2009 or {UNKNOWN}.")
        return day
    allowed = FIELDS[kind][field]
    if typed not in allowed:
        raise UsageError(f"{field} cannot be {typed!r}; choose one of {', '.join(allowed)}.")
    return typed


def _people(field: str, typed: str) -> str:
    actors = read_actors(typed.strip() or NOBODY)
    if actors is None:
        raise UsageError(
            f"{field} cannot be {typed!r}; write names with country and sector in brackets, a semicolon between"
            f" them, such as Alexander Lukashenko [BLR GOV]; or {NOBODY}."
        )
    return write_actors(_known(a) if a.country is None and a.sector is None and "[" not in typed else a for a in actors)


def _known(actor: Actor) -> Actor:
    """What the tables know of a name that stands without codes."""
    from dragoman.know import Gazetteer

    reading = Gazetteer.load().read(actor.name)
    if reading is None:
        return actor
    return actor.model_copy(update={"name": reading.name, "country": reading.country, "sector": reading.sector})


def values_of(claim: Claim) -> dict[str, str]:
    """What a record says now, field by field, written as a correction of it would be."""
    told: dict[str, str] = {}
    for field in CORRECTIONS[claim.record]:
        had = getattr(claim, field)
        if field in PEOPLE:
            told[field] = write_actors(had if isinstance(had, tuple) else (had,))
        elif isinstance(had, bool):
            told[field] = "yes" if had else "no"
        else:
            told[field] = had or (UNKNOWN if field in DAYS else "none")
        if isinstance(claim, Event) and field == "date" and had and claim.date_precision in ("month", "year"):
            told[field] = had[: 7 if claim.date_precision == "month" else 4]
    return told


def day_of_ruling(document: Document | None, rulings: Iterable[Ruling], today: str) -> str:
    """From when a correction of a reading holds: an article was misread on the day it came out, not today."""
    days = [document.published] if document is not None and document.published else []
    days += [ruling.on for ruling in rulings]
    return max(days, default=today)


def _kind_of(case: Case, entries: Callable[[], Iterable[Entry]], target: str) -> str | None:
    claim = case.made(target)
    if claim is not None:
        return claim.record
    if case.document(target) is not None:
        return "document"
    # a ledger may have to be weighed first: it is asked for last
    return "entry" if any(entry.id == target for entry in entries()) else None
