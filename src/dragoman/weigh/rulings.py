"""Which rulings are known on a day, and what have they made of a record?

What a ruling changes in a record is the case's to say: the ledger reads records as they stood on its day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from dragoman.keep import CORRECTIONS, ruled
from dragoman.records import Claim, Demand, Event, Ruling, Statement

OneClaim = TypeVar("OneClaim", Event, Statement, Demand, Claim)

RULED_FIELDS: Final = frozenset({"review", *(field for fields in CORRECTIONS.values() for field in fields)})
"""Fields of a record on which an analyst's word replaces the coder's; a `review` that rejects takes it out."""


def known_by(rulings: Iterable[Ruling], as_of: str | None) -> tuple[Ruling, ...]:
    """Rulings that hold on a day, a later one after an earlier one."""
    # those of one day stand as they were made
    return tuple(sorted((r for r in rulings if as_of is None or r.on <= as_of), key=lambda r: r.on))


def by_target(rulings: Iterable[Ruling]) -> dict[str, dict[str, Ruling]]:
    """Target → field → the last ruling on it."""
    found: dict[str, dict[str, Ruling]] = defaultdict(dict)
    for ruling in rulings:
        found[ruling.target][ruling.field] = ruling
    return found


def as_ruled(claim: OneClaim, rulings: Mapping[str, Ruling]) -> OneClaim | None:
    """The claim as an analyst has ruled it to be; None where it was rejected."""
    return ruled(claim, rulings.values()) if rulings else claim
