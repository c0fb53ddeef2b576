"""Which columns does a list show to a person, and what stands in them?"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from dragoman.records import Actor, Demand, Document, Event, Statement
from dragoman.show.options import name_country


def side(actors: Iterable[Actor | None]) -> str:
    """Who, briefly: a state by its name, anybody else by name and country."""
    return ", ".join(dict.fromkeys(_brief(a) for a in actors if a))


@lru_cache(4096)
def _brief(actor: Actor) -> str:
    if not actor.country or name_country(actor.country) == actor.name:
        return actor.name
    return f"{actor.name} ({actor.country})"


def _document(d: Document) -> tuple[str, ...]:
    return (d.published or "undated", d.id, d.title or "", d.publisher or "")


def _event(e: Event) -> tuple[str, ...]:
    what = f"{e.type} {e.mode}" if e.mode else e.type
    return (e.date or "no date", side(e.actors), what, side(e.recipients), e.status, e.evidence[0].exact, e.document)


def _statement(s: Statement) -> tuple[str, ...]:
    return (side([s.speaker]) or "not named", s.kind, s.exact, s.document)


def _demand(d: Demand) -> tuple[str, ...]:
    act = f"not to: {d.what.exact}" if d.negative else d.what.exact
    return (d.date or "no date", side([d.by]) or "not named", d.force, side(d.of) or "not named", act, d.document)


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]] = {
    "document": (("Published", "Id", "Title", "Publisher"), _document),
    "event": (("Day", "Who", "Did", "To whom", "Status", "In these words", "Document"), _event),
    "statement": (("Speaker", "Kind", "Words", "Document"), _statement),
    "demand": (("Day", "Who", "", "Of whom", "What", "Document"), _demand),
}
