"""What has the desk taken in of other people's coded events? Each source by its name, apart from the desk's own.

These acts quote no words: they are their makers' claims. They never mix with what was read here, so
that an act which both tell of is not counted twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from dragoman.errors import UsageError
from dragoman.keep.schema import coded_events, coded_sources

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.read import CodedEvents

_ROWS = 20_000
_COLUMNS = ("act", "day", "precision", "actor", "recipient", "type", "mode", "quad", "score", "count")


@dataclass(frozen=True, slots=True)
class CodedSource:
    """One source of coded events: what form it came in, which days it tells of, how many rows are kept."""

    name: str
    form: str
    first_day: str
    last_day: str
    rows: int


def add_coded(connection: Connection, name: str, events: "CodedEvents") -> int:
    """Keep the acts that are not kept yet; how many are new. A source grows, it never changes what it told."""
    kept = connection.execute(select(coded_sources).where(coded_sources.c.name == name)).mappings().first()
    if kept is not None and kept["form"] != events.form:
        raise UsageError(
            f"{name} was taken in as {kept['form']} and this is {events.form}: give it another name with --source."
        )
    first, last = events.first_day.isoformat(), events.last_day.isoformat()
    if kept is None:
        told = {"name": name, "form": events.form, "first_day": first, "last_day": last}
        connection.execute(coded_sources.insert(), told)
    else:
        days = {"first_day": min(kept["first_day"], first), "last_day": max(kept["last_day"], last)}
        connection.execute(coded_sources.update().where(coded_sources.c.name == name).values(**days))
    before = _count(connection, name)
    insert = _insert_for(connection)(coded_events).on_conflict_do_nothing()
    for batch in events.acts.to_batches(max_chunksize=_ROWS):
        connection.execute(insert, [_row(name, act) for act in batch.to_pylist()])
    return _count(connection, name) - before


def sources(connection: Connection) -> tuple[CodedSource, ...]:
    """Every source that was taken in, by name."""
    rows = connection.execute(select(coded_sources).order_by(coded_sources.c.name)).mappings().all()
    return tuple(CodedSource(**row, rows=_count(connection, row["name"])) for row in rows)


def acts_of(connection: Connection, name: str, sides: tuple[str, ...] = ()) -> "pa.Table":
    """The acts of a source as it was read; with `sides`, only those between these sides."""
    import pyarrow as pa

    query = select(*(coded_events.c[column] for column in _COLUMNS)).where(coded_events.c.source == name)
    if sides:
        query = query.where(coded_events.c.actor.in_(sides), coded_events.c.recipient.in_(sides))
    rows = list(connection.execute(query.order_by(coded_events.c.day, coded_events.c.act)))
    kinds = {"day": pa.date32(), "score": pa.float64(), "count": pa.int64()}
    columns: dict[str, Any] = {}
    for n, column in enumerate(_COLUMNS):
        values: Iterator[Any] = (row[n] for row in rows)
        values = map(date.fromisoformat, values) if column == "day" else values
        columns[column] = pa.array(list(values), kinds.get(column, pa.string()))
    return pa.table(columns)


def _row(name: str, act: dict[str, Any]) -> dict[str, Any]:
    return {**act, "source": name, "day": act["day"].isoformat()}


def _count(connection: Connection, name: str) -> int:
    query = select(func.count()).select_from(coded_events).where(coded_events.c.source == name)
    return connection.scalar(query) or 0


def _insert_for(connection: Connection) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
