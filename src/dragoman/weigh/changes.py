"""What has changed between two days, and why: the question behind "why now?".

Two ledgers of the same records are compared, one as of the earlier day and one as of the later:
what is new, and which field of which entry has moved from what to what, by which step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dragoman.records import Demand, Document, Entry, Event, Frozen, Ruling, Statement, Step
from dragoman.weigh.ledger import build_ledger

Field = Literal["answer", "outcome", "standing", "basis"]
_FIELDS: Final[tuple[Field, ...]] = ("answer", "outcome", "standing", "basis")


class Change(Frozen):
    """One field of one entry that stood otherwise on the earlier day. `before` is None for a new entry."""

    record: Literal["change"] = "change"
    entry: str
    by: str
    of: str
    act: str
    field: Field
    before: str | None
    after: str
    steps: tuple[Step, ...]
    """The moves in between, the last one making the value what it is."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new and what has moved between two days."""

    since: str
    as_of: str
    new: tuple[Entry, ...]
    moved: tuple[Change, ...]


def find_changes(
    documents: Iterable[Document],
    events: Iterable[Event],
    statements: Iterable[Statement],
    demands: Iterable[Demand],
    rulings: Iterable[Ruling] = (),
    *,
    since: str,
    as_of: str,
    by: str | None = None,
    of: str | None = None,
) -> Changes:
    """What became known after the end of the day `since` and by the end of the day `as_of`."""
    records = tuple(documents), tuple(events), tuple(statements), tuple(demands), tuple(rulings)
    before = build_ledger(*records, as_of=since, by=by, of=of)
    after = build_ledger(*records, as_of=as_of, by=by, of=of)
    known = {e.id: e for e in before if e.first_demanded is not None}
    dated = [e for e in after if e.first_demanded is not None]
    return Changes(
        since=since,
        as_of=as_of,
        new=tuple(e for e in dated if e.id not in known),
        moved=tuple(c for e in dated for c in _moves(known.get(e.id), e, since)),
    )


def _moves(before: Entry | None, after: Entry, since: str) -> Iterable[Change]:
    for field in _FIELDS:
        old = getattr(before, field) if before is not None else None
        new = getattr(after, field)
        steps = tuple(s for s in after.history if s.field == field and s.date > since)
        if old != new and (before is not None or steps[1:]):
            yield Change(
                entry=after.id,
                by=after.by,
                of=after.of,
                act=after.act,
                field=field,
                before=old,
                after=new,
                steps=steps,
            )
