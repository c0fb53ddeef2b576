"""What has an analyst said of a record, and what is it then?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from dragoman.records import Claim, Demand, Event, Ruling, Statement

OneClaim = TypeVar("OneClaim", Event, Statement, Demand, Claim)

RULED_FIELDS: Final = frozenset({"status", "type", "mode", "force", "review"})
"""Fields of a record on which an analyst's word replaces the coder's; a `review` that rejects takes it out."""


def known_by(rulings: Iterable[Ruling], as_of: str | None) -> tuple[Ruling, ...]:
    """Rulings that hold on a day, a later one after an earlier one."""
    return tuple(sorted((r for r in rulings if as_of is None or r.on <= as_of), key=lambda r: (r.on, r.id)))


def by_target(rulings: Iterable[Ruling]) -> dict[str, dict[str, Ruling]]:
    """Target → field → the last ruling on it."""
    found: dict[str, dict[str, Ruling]] = defaultdict(dict)
    for ruling in rulings:
        found[ruling.target][ruling.field] = ruling
    return found


def as_ruled(claim: OneClaim, rulings: Mapping[str, Ruling]) -> OneClaim | None:
    """The claim as an analyst has ruled it to be; None where it was rejected."""
    if "review" in rulings and rulings["review"].value == "rejected":
        return None
    said = {field: r.value for field, r in rulings.items() if field in RULED_FIELDS and hasattr(claim, field)}
    return claim.model_copy(update=said) if said else claim
