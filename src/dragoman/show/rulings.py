"""On what can an analyst rule, and what may she say of it?"""

from collections.abc import Iterable
from typing import get_args

from dragoman.errors import UsageError
from dragoman.keep import Case
from dragoman.know import TYPES
from dragoman.records import Answer, Basis, Entry, Force, Outcome, Ruling, Standing, Status, hashed

FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "entry": {
        "outcome": get_args(Outcome),
        "answer": get_args(Answer),
        "standing": get_args(Standing),
        "basis": get_args(Basis),
    },
    "event": {"review": ("accepted", "rejected"), "status": get_args(Status), "type": tuple(sorted(TYPES))},
    "demand": {"review": ("accepted", "rejected"), "force": get_args(Force)},
    "statement": {"review": ("accepted", "rejected")},
    "document": {"reliability": tuple("ABCDEF"), "credibility": tuple("123456")},
}
"""What can be ruled about each kind of thing, and the values that it can have."""


def make_ruling(target: str, field: str, value: str, because: str, by: str, on: str) -> Ruling:
    """A ruling whose id stands for all that it says."""
    said = (target, field, value, because, by, on)
    return Ruling(id=hashed("ruling", *said), target=target, field=field, value=value, because=because, by=by, on=on)


def keep_ruling(case: Case, entries: Iterable[Entry], ruling: Ruling) -> None:
    """Keep a ruling that can be carried out; a `UsageError` says why another cannot."""
    kind = _kind_of(case, entries, ruling.target)
    if kind is None:
        raise UsageError(
            f"nothing in this case has the id {ruling.target}.\n"
            "Take one from `dragoman ledger --jsonl`, `events --jsonl` or `documents --jsonl`."
        )
    fields = FIELDS[kind]
    if ruling.field not in fields:
        raise UsageError(f"{ruling.field!r} cannot be ruled about an {kind}; choose one of {', '.join(fields)}.")
    if ruling.value not in fields[ruling.field]:
        allowed = ", ".join(fields[ruling.field])
        raise UsageError(f"{ruling.field} cannot be {ruling.value!r}; choose one of {allowed}.")
    case.rule(ruling)


def _kind_of(case: Case, entries: Iterable[Entry], target: str) -> str | None:
    claim = case.claim(target)
    if claim is not None:
        return claim.record
    if any(entry.id == target for entry in entries):
        return "entry"
    return "document" if case.document(target) is not None else None
