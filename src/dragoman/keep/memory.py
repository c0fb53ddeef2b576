"""What was worked out from the case before, and still holds?

Nothing here is on record: a telling is made again from its document, a ledger from the tellings.
So whoever finds the case busy or closed to writing does without, and nobody waits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, and_, delete, insert, select

from dragoman.errors import CaseError
from dragoman.keep.schema import CLAIMS, documents, tellings, told
from dragoman.keep.store import reading, writing

_LEDGERS_KEPT = 24
_PATIENCE_MS = 300


@dataclass(frozen=True, slots=True)
class KeptTelling:
    """What a document told this reader; None where it has not been read by it."""

    number: int
    document: str
    published: str | None
    telling: str | None


def kept_tellings(engine: Engine, reader: str, until: str | None) -> list[KeptTelling]:
    """One for every document published by a day, and for every undated one."""
    joined = documents.outerjoin(
        tellings, and_(tellings.c.document_number == documents.c.number, tellings.c.reader == reader)
    )
    query = select(documents.c.number, documents.c.id, documents.c.published, tellings.c.telling).select_from(joined)
    query = query.where(documents.c.superseded == 0)
    if until is not None:
        query = query.where(documents.c.published.is_(None) | (documents.c.published <= until))
    with reading(engine) as connection:
        return [KeptTelling(*row) for row in connection.execute(query)]


def keep_tellings(engine: Engine, reader: str, made: Mapping[int, str]) -> None:
    """Keep what was read, for documents that are still there."""
    for connection in _if_free(engine):
        numbers = select(documents.c.number).where(documents.c.number.in_(made))
        for number in list(connection.scalars(numbers)):
            connection.execute(delete(tellings).where(tellings.c.document_number == number))
            row = {"document_number": number, "reader": reader, "telling": made[number]}
            connection.execute(insert(tellings), row)


def documents_of(engine: Engine, claim_ids: frozenset[str]) -> frozenset[str]:
    """The documents in which these records stand."""
    found: set[str] = set()
    with reading(engine) as connection:
        for table in CLAIMS.values():
            joined = table.join(documents, table.c.document_number == documents.c.number)
            query = select(documents.c.id).select_from(joined).where(table.c.id.in_(claim_ids))
            found.update(connection.scalars(query))
    return frozenset(found)


def find_told(engine: Engine, as_of: str, stamp: str, teller: str) -> str | None:
    """The ledger of a day, if it was told of this very case before."""
    same = (told.c.as_of == as_of) & (told.c.stamp == stamp) & (told.c.teller == teller)
    with reading(engine) as connection:
        found: str | None = connection.scalar(select(told.c.entries).where(same))
        return found


def keep_told(engine: Engine, as_of: str, stamp: str, teller: str, entries: str) -> None:
    """Keep a ledger that was told. Those of an earlier state of the case go."""
    for connection in _if_free(engine):
        connection.execute(delete(told).where((told.c.stamp != stamp) | (told.c.teller != teller)))
        days = list(connection.scalars(select(told.c.as_of)))
        gone = {as_of, *days[: max(len(days) - _LEDGERS_KEPT + 1, 0)]}
        connection.execute(delete(told).where(told.c.as_of.in_(gone)))
        connection.execute(insert(told), {"as_of": as_of, "stamp": stamp, "teller": teller, "entries": entries})


def _if_free(engine: Engine) -> Iterator[Connection]:
    """A connection that may write, once; none where somebody else is writing or the case is closed to it."""
    try:
        with writing(engine, patience_ms=_PATIENCE_MS) as connection:
            yield connection
    except CaseError:
        return
