"""What is different between two codings of one article?

A record keeps its id as long as it is about the same words, so one that has the same id and says something
else is altered; one whose id is new is added, one whose id is no more is gone. Which version of
the coder made a record is no difference.
"""

from dataclasses import dataclass
from typing import Any, Literal

from dragoman.records import Claim, Coded, Demand, Event, Statement

What = Literal["added", "gone", "altered"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that is not as it was. `sort` is an event's type, a demand's force, a statement's kind."""

    what: What
    document: str
    kind: str
    sort: str
    id: str
    fields: tuple[str, ...]
    """Which fields of an altered record say something else."""
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def find_differences(before: Coded, after: Coded) -> tuple[Difference, ...]:
    """In the order of the older coding, then what is new in the order of the newer one."""
    old, new = ({claim.id: claim for claim in coded.claims} for coded in (before, after))
    found = [_between(claim, new.get(claim_id)) for claim_id, claim in old.items()]
    found += [_between(None, claim) for claim_id, claim in new.items() if claim_id not in old]
    return tuple(d for d in found if d is not None)


def sort_of(claim: Claim) -> str:
    match claim:
        case Event():
            return claim.type
        case Demand():
            return claim.force
        case Statement():
            return claim.kind


def _between(old: Claim | None, new: Claim | None) -> Difference | None:
    claim = new or old
    assert claim is not None
    before, after = (c.model_dump(mode="json") if c else None for c in (old, new))
    fields: tuple[str, ...] = ()
    if before and after:
        fields = tuple(name for name in after if name != "coder" and after[name] != before.get(name))
        if not fields:
            return None
    what: What = "altered" if before and after else "added" if after else "gone"
    return Difference(what, claim.document, claim.record, sort_of(claim), claim.id, fields, before, after)
