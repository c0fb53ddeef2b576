"""What does a record look like as a row of Parquet? Its own fields, actors and spans as nested values.

The schema is made from the records themselves, so that a field that is added there is never forgotten
here, and a row read back makes the same record.
"""

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from dragoman.records import Demand, Document, Entry, Event, Reject, Ruling, Statement

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Any]
"""Name of a column → the type of what stands in it."""

NO_COLUMNS: Columns = {}

KINDS: dict[str, type[BaseModel]] = {
    "documents": Document,
    "statements": Statement,
    "events": Event,
    "demands": Demand,
    "rejects": Reject,
    "rulings": Ruling,
    "ledger": Entry,
}
"""Name of a table → the record that is a row of it."""

_ROWS = 2_000
"""Rows of one group: what is held in memory, and what a reader can pass over."""


def schema_of(model: type[BaseModel], *, before: Columns = NO_COLUMNS, after: Columns = NO_COLUMNS) -> "pa.Schema":
    """The columns of a table of such records, with others before and after them."""
    import pyarrow as pa

    return pa.schema([*_columns(before), *_fields(model), *_columns(after)])


def schema(columns: Columns) -> "pa.Schema":
    """A table of these columns, any of which may be empty in a row."""
    import pyarrow as pa

    return pa.schema(_columns(columns))


def _columns(columns: Columns) -> "list[pa.Field]":
    import pyarrow as pa

    return [pa.field(name, _type(kind)) for name, kind in columns.items()]


def _fields(model: type[BaseModel]) -> "list[pa.Field]":
    import pyarrow as pa

    return [
        pa.field(name, _type(field.annotation), nullable=NoneType in get_args(field.annotation))
        for name, field in model.model_fields.items()
        # a table holds one kind of record, so each row need not say which
        if name != "record"
    ]


def _type(kind: Any) -> "pa.DataType":
    import pyarrow as pa

    plain = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    if kind in plain:
        return plain[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return pa.string()
    if origin in (Union, UnionType):
        (only,) = (one for one in inner if one is not NoneType)
        return _type(only)
    if origin is tuple and inner[1:] == (...,):
        return pa.list_(pa.field("item", _type(inner[0]), nullable=False))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return pa.struct(_fields(kind))
    raise TypeError(f"no column can hold {kind}")  # a new kind of field in records.py: say here what it becomes


class ParquetTable:
    """One Parquet file that grows by rows."""

    def __init__(self, file: BinaryIO, schema: "pa.Schema") -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = schema
        self._writer = ParquetWriter(file, schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self.count = 0

    def add(self, row: Mapping[str, Any]) -> None:
        self._rows.append(dict(row))
        self.count += 1
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def row_of(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(exclude={"record"})


def records_in(path: str, model: type[BaseModel]) -> "Iterable[tuple[BaseModel, dict[str, Any]]]":
    """The records of a Parquet file, each with the columns beside it; a few at a time."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        for batch in file.iter_batches(_ROWS):
            for row in batch.to_pylist():
                own = {name: row.pop(name) for name in model.model_fields if name in row}
                yield model.model_validate(own), row
