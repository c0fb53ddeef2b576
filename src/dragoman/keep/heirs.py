"""Which record of a newer coding is the one that an analyst ruled on, though it is made otherwise?

A record has the id of its words and type. Where a newer coder takes a word more or less, or now says what
the analyst had said, its record has another id and is still the same claim: the ruling is carried over
to it, as a ruling of its own that says so. In any doubt it is not: then it is listed as lost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.keep.differences import sort_of
from dragoman.keep.reviewed import ruled
from dragoman.records import Claim, Event, Ruling, Statement

CARRIED = "~"
"""Stands in the id of a ruling that was carried over, after the id of the one it comes from."""

_NOTE = "carried over: a newer coder makes this record of nearly the same words"


def carried_over(
    before: Iterable[Claim], after: Iterable[Claim], said: Mapping[str, Sequence[Ruling]]
) -> Iterator[Ruling]:
    """The rulings on records that are made no more, made anew on those that took their places."""
    old, new = ({claim.id: claim for claim in claims} for claims in (before, after))
    fresh = [claim for claim in new.values() if claim.id not in old]
    for claim in old.values():
        rulings = said.get(claim.id, ())
        heir = _heir_of(claim, rulings, fresh) if rulings and claim.id not in new else None
        if heir is not None:
            for ruling in rulings:
                because = ruling.because if ruling.because.endswith(f"({_NOTE})") else f"{ruling.because} ({_NOTE})"
                yield ruling.model_copy(
                    update={"id": f"{ruling.id}{CARRIED}{heir.id}", "target": heir.id, "because": because}
                )


def came_from(ruling: Ruling) -> str | None:
    """The id of the ruling that this one was carried over from."""
    return ruling.id.rpartition(CARRIED)[0] or None


def _heir_of(claim: Claim, rulings: Sequence[Ruling], fresh: Iterable[Claim]) -> Claim | None:
    """The only new record of the same kind and type in the same place; its type may be what the analyst made of it."""
    now = ruled(claim, rulings)
    sorts = {sort_of(claim), sort_of(now or claim)}
    found = [c for c in fresh if c.record == claim.record and sort_of(c) in sorts and _is_within(claim, c)]
    return found[0] if len(found) == 1 else None


def _is_within(one: Claim, other: Claim) -> bool:
    """Whether the words of one hold those of the other."""
    (a, b), (c, d) = _words(one), _words(other)
    return (a <= c and d <= b) or (c <= a and b <= d)


def _words(claim: Claim) -> tuple[int, int]:
    match claim:
        case Event():
            return claim.evidence[0].start, claim.evidence[0].end
        case Statement():
            return claim.start, claim.end
        case _:
            return claim.what.start, claim.what.end
