"""What has changed between two days, and why: the question behind "why now?".

Two ledgers of the same records are compared, one as of the earlier day and one as of the later:
what is new, and which field of which entry has moved from what to what, by which step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.records import Change, ChangedField, Demand, Document, Entry, Event, Ruling, Statement
from dragoman.weigh.ledger import build_ledger

_FIELDS: Final[tuple[ChangedField, ...]] = ("answer", "outcome", "standing", "basis")


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new and what has moved between two days, and how much stands as it stood."""

    since: str
    as_of: str
    new: tuple[Entry, ...]
    moved: tuple[Change, ...]
    entries: tuple[Entry, ...]
    """Every entry that is new, was demanded again or has moved, with its changes, in the ledger's order."""
    unmoved: tuple[Entry, ...]
    """Those that stand as they stood."""


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
    return changes_between(before, after, since=since, as_of=as_of)


def changes_between(before: Iterable[Entry], after: Iterable[Entry], *, since: str, as_of: str) -> Changes:
    """The same, from the ledgers of the two days."""
    known = {e.id: e for e in before if e.first_demanded is not None}
    told = [
        (e, known.get(e.id), tuple(_moves(known.get(e.id), e, since))) for e in after if e.first_demanded is not None
    ]
    changed = {e.id for e, old, moves in told if old is None or moves or (e.last_demanded or "") > since}
    return Changes(
        since=since,
        as_of=as_of,
        new=tuple(e for e, old, _ in told if old is None),
        moved=tuple(move for _, _, moves in told for move in moves),
        entries=tuple(e.model_copy(update={"changes": moves}) for e, _, moves in told if e.id in changed),
        unmoved=tuple(e for e, _, _ in told if e.id not in changed),
    )


def _moves(before: Entry | None, after: Entry, since: str) -> Iterator[Change]:
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
