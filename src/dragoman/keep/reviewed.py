"""What does a record say once analysts have ruled on it?

The machine's record stays as it was made; what is listed, counted, weighed and exported is what this
module makes of it. A rejected record is none. Corrected values stand in the place of the machine's,
with the analyst's reason among the record's own. This is the only place where rulings change records.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, get_args

from dragoman.keep.view import CaseView
from dragoman.know import TYPES, quad_of, score_of
from dragoman.records import Actor, Claim, Demand, Event, Force, Precision, Ruling, Statement, Status, Why, hashed

Change = dict[str, Any]
AnyClaim = TypeVar("AnyClaim", Event, Statement, Demand, Claim)

# "Alexander Lukashenko [BLR GOV]"; without brackets nothing is known of country and sector
_ACTOR = re.compile(r"^\s*([^\[\];]+?)\s*(?:\[\s*([A-Z]{3})?\s*([A-Z]{3})?\s*\])?\s*$")
# sectors that are no code of a country or body; one code alone in brackets is a country's unless it stands here
_SECTORS = frozenset("GOV MIL JUD LEG COP SPY PTY OPP REB UAF PRM CVL CRM MED BUS LAB AGR EDU REL REF HRI ELI".split())
NOBODY = "nobody"
UNKNOWN = "unknown"


def ruled(claim: AnyClaim, rulings: Iterable[Ruling]) -> AnyClaim | None:
    """The record after the rulings on it, in their order: a later one beats an earlier one. A rejected one is none."""
    last = {ruling.field: ruling for ruling in rulings}
    review = last.pop("review", None)
    if review is not None and review.value == "rejected":
        return None
    changes: Change = {}
    told: list[Why] = []
    for field, ruling in sorted(last.items()):
        change = CORRECTIONS[claim.record].get(field)
        if change is None:
            continue
        changes |= change(claim, ruling.value)
        told.append(Why(rule=f"ruling of {ruling.by}: {field} is {ruling.value}", words=ruling.because))
    if not changes:
        return claim
    if "type" in changes or "mode" in changes:
        changes |= _weight(changes.get("type", getattr(claim, "type", "")), changes, claim)
    if not isinstance(claim, Statement):
        changes["why"] = (*claim.why, *told)
    return claim.model_copy(update=changes)


def after_rulings(view: CaseView, as_of: str | None = None) -> CaseView:
    """The same moment of a case with the rulings on its records carried out: those that hold by a day, or all."""
    on: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in view.rulings:
        if as_of is None or ruling.on <= as_of:
            on[ruling.target].append(ruling)
    if not on:
        return view

    def carried_out(claims: tuple[AnyClaim, ...]) -> tuple[AnyClaim, ...]:
        done = (ruled(c, on[c.id]) if c.id in on else c for c in claims)
        return tuple(c for c in done if c is not None)

    return replace(
        view,
        events=carried_out(view.events),
        statements=carried_out(view.statements),
        demands=carried_out(view.demands),
    )


# ---- how people write values


def read_actors(value: str, had: Iterable[Actor] = ()) -> tuple[Actor, ...] | None:
    """Who "Alexander Lukashenko [BLR GOV]; police [BLR COP]" are; None where it is not written so.

    Somebody whom the article names already keeps the place and the office it gives.
    """
    if value.strip().casefold() == NOBODY:
        return ()
    known = {actor.name.casefold(): actor for actor in had}
    found: list[Actor] = []
    for words in value.split(";"):
        parts = _ACTOR.match(words)
        if parts is None:
            return None
        name, country, sector = parts.groups()
        if sector is None and country in _SECTORS:
            country, sector = None, country
        actor = known.get(name.casefold()) or Actor(
            name=name, text=None, start=None, end=None, country=None, sector=None, role=None, in_office=None, id=""
        )
        codes = {"country": country, "sector": sector, "id": hashed("actor", actor.name, country)}
        found.append(actor.model_copy(update=codes))
    return tuple(found)


def write_actors(actors: Iterable[Actor | None]) -> str:
    """The same the other way round."""
    told = []
    for actor in actors:
        if actor is not None:
            codes = " ".join(code for code in (actor.country, actor.sector) if code)
            # a name that could not be read back is written without what makes it so
            name = re.sub(r"[\[\];]+", " ", actor.name).strip()
            told.append(f"{name} [{codes}]" if codes else name)
    return "; ".join(told) or NOBODY


def read_date(value: str) -> tuple[str | None, Precision] | None:
    """A day, month or year with its precision; "unknown" is none; None where it is neither."""
    if value.strip().casefold() == UNKNOWN:
        return None, "none"
    for pattern, filled, precision in (
        (r"\d{4}-\d\d-\d\d", "", "day"),
        (r"\d{4}-\d\d", "-01", "month"),
        (r"\d{4}", "-01-01", "year"),
    ):
        if re.fullmatch(pattern, value):
            try:
                date.fromisoformat(value + filled)
            except ValueError:
                return None
            return value, precision  # type: ignore[return-value]
    return None


# ---- what a value changes


def _set(field: str) -> Callable[[Claim, str], Change]:
    return lambda _claim, value: {field: value}


def _truth(field: str) -> Callable[[Claim, str], Change]:
    return lambda _claim, value: {field: value == "yes"}


def _many(field: str) -> Callable[[Claim, str], Change]:
    return lambda claim, value: {field: read_actors(value, getattr(claim, field)) or ()}


def _one(field: str) -> Callable[[Claim, str], Change]:
    def change(claim: Claim, value: str) -> Change:
        had = getattr(claim, field)
        return {field: next(iter(read_actors(value, (had,) if had else ()) or ()), None)}

    return change


def _event_date(_claim: Claim, value: str) -> Change:
    day, precision = read_date(value) or (None, "none")
    return {"date": day, "date_precision": precision, "date_basis": "analyst" if day else "none"}


def _day(field: str) -> Callable[[Claim, str], Change]:
    return lambda _claim, value: {field: (read_date(value) or (None, "none"))[0]}


def _weight(type_name: str, changes: Change, claim: Claim) -> Change:
    """Mode, quad class and score that go with a type: a mode of another type falls away."""
    mode = changes.get("mode", getattr(claim, "mode", None))
    mode = mode if mode in TYPES[type_name].modes else None
    return {"mode": mode, "quad": quad_of(type_name), "score": score_of(type_name, mode)}


CORRECTIONS: Mapping[str, Mapping[str, Callable[[Claim, str], Change]]] = {
    "event": {
        "type": _set("type"),
        "mode": _set("mode"),
        "status": _set("status"),
        "date": _event_date,
        "historical": _truth("historical"),
        "actors": _many("actors"),
        "recipients": _many("recipients"),
    },
    "statement": {
        "kind": _set("kind"),
        "speaker": _one("speaker"),
        "addressee": _one("addressee"),
    },
    "demand": {
        "force": _set("force"),
        "negative": _truth("negative"),
        "date": _day("date"),
        "deadline": _day("deadline"),
        "by": _one("by"),
        "voiced_by": _one("voiced_by"),
        "of": _many("of"),
    },
}
"""Which fields of a record can be corrected, and what a value changes in it."""

_MODES = tuple(sorted({mode for kind in TYPES.values() for mode in kind.modes}))
VALUES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("event", "type"): tuple(sorted(TYPES)),
    ("event", "mode"): ("none", *_MODES),
    ("event", "status"): get_args(Status),
    ("event", "historical"): ("yes", "no"),
    ("statement", "kind"): ("direct", "indirect", "block"),
    ("demand", "force"): get_args(Force),
    ("demand", "negative"): ("yes", "no"),
}
"""The values that a field can have, where they can be counted; other fields hold people or days."""
PEOPLE = frozenset({"actors", "recipients", "speaker", "addressee", "by", "voiced_by", "of"})
DAYS = frozenset({"date", "deadline"})
