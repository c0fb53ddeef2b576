"""Which demand of a case stands where on a day? Told from what the case keeps, and kept in turn.

A document is read once; what it tells stays in the case until the document or the reader changes.
A ledger that was told stays until anything in the case changes. Both can always be made again, and
`build_ledger` tells the same from nothing but the records.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from dragoman.keep import Case
from dragoman.records import Coded, Demand, Entry, Event, Ruling, Statement
from dragoman.weigh.rulings import RULED_FIELDS, as_ruled, by_target, known_by
from dragoman.weigh.versions import reader_version, teller_version

if TYPE_CHECKING:
    from dragoman.weigh.tellings import Telling

_AT_ONCE = 200


def ledger_lines(case: Case, as_of: str) -> tuple[str, ...]:
    """Every entry as of a day, as JSON."""
    # nothing comes to be known on a day without a report or a ruling: its ledger is that of the last day with one
    rulings = known_by(case.rulings(), as_of)
    days = (case.last_day(as_of), rulings[-1].on if rulings else None)
    day = max((d for d in days if d is not None), default=as_of)
    stamp, teller = case.stamp(), teller_version()
    kept = case.told(day, stamp, teller)
    if kept is None:
        kept = "\n".join(entry.model_dump_json() for entry in ledger_of_case(case, day))
        case.keep_told(day, stamp, teller, kept)
    if not kept:
        return ()
    # the act's own words cannot hold this: their quotation marks are escaped
    return tuple(kept.replace(f'"as_of":"{day}"', f'"as_of":"{as_of}"').split("\n"))


def ledger_of_case(case: Case, as_of: str, by: str | None = None, of: str | None = None) -> tuple[Entry, ...]:
    """Every demand of `by` on `of` (anybody's where None) as of a day, weighed now."""
    from dragoman.weigh.ledger import tell_ledger

    rulings = known_by(case.rulings(), as_of)
    return tell_ledger(case_tellings(case, as_of, rulings), rulings, as_of=as_of, by=by, of=of)


def read_what_is_new(case: Case) -> None:
    """Read every document that today's reader has not read, and keep what it tells."""
    for _ in case_tellings(case):
        pass


def case_tellings(case: Case, as_of: str | None = None, rulings: Iterable[Ruling] = ()) -> "Iterator[Telling]":
    """What each document tells; those that today's reader has not read are read now, and that is kept."""
    from dragoman.weigh.tellings import pack, unpack

    reader = reader_version()
    made: dict[int, str] = {}
    said = by_target(rulings)
    ruled = case.documents_of(target for target, fields in said.items() if not RULED_FIELDS.isdisjoint(fields))
    for kept in case.tellings(reader, as_of):
        telling = kept.telling
        if telling is None and (coded := case.coded(kept.document)) is not None:
            made[kept.number] = telling = pack(_read(coded, {}))
            if len(made) == _AT_ONCE:
                case.keep_tellings(reader, made)
                made = {}
        if kept.document in ruled and (coded := case.coded(kept.document)) is not None:
            yield _read(coded, said)
        elif telling is not None:
            yield unpack(kept.document, kept.published, telling)
    if made:
        case.keep_tellings(reader, made)


def _read(coded: Coded, rulings: Mapping[str, Mapping[str, Ruling]]) -> "Telling":
    """What a document tells, its records being what an analyst has ruled them to be."""
    from dragoman.weigh.read_telling import read_telling

    claims = [claim for c in coded.claims if (claim := as_ruled(c, rulings.get(c.id, {}))) is not None]
    return read_telling(
        coded.document,
        [c for c in claims if isinstance(c, Event)],
        [c for c in claims if isinstance(c, Statement)],
        [c for c in claims if isinstance(c, Demand)],
    )
