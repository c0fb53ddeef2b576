"""Parquet files of articles: one row, one document. Columns are named like the fields of JSON Lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.read.given import Given
from dragoman.read.lines import FIELDS, read_rows
from dragoman.records import Document, Reject
from dragoman.settings import Settings

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_AT_ONCE = 200


def rows_in(path: str) -> int:
    """How many rows a Parquet file has; 0 where it is none, which whoever reads it will say."""
    try:
        with _open(path) as file:
            return int(file.metadata.num_rows)
    except SourceError:
        return 0


def read_parquet(
    path: str, given: Given, settings: Settings, start: int = 0, end: int | None = None
) -> Iterator[Document | Reject]:
    """One document for each row, or for the rows from `start` to before `end`."""
    with _open(path) as file:
        columns = [name for name in FIELDS if name in file.schema_arrow.names]
        if not {"text", "html"} & set(columns):
            found = ", ".join(file.schema_arrow.names)[:200]
            raise SourceError(path, "broken_file", f"no column is named text or html; its columns are {found}")
        last = file.metadata.num_rows if end is None else end
        if not file.metadata.num_rows:
            raise SourceError(path, "empty", "there is no row in it")
        yield from read_rows(_rows(file, columns, start, last), path, given, settings, start + 1)


def _rows(file: "ParquetFile", columns: list[str], start: int, end: int) -> Iterator[dict[str, Any]]:
    first = 0
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if first + rows > start and first < end:
            at = first
            for batch in file.iter_batches(_AT_ONCE, row_groups=[group], columns=columns):
                wanted = batch.slice(max(0, start - at), max(0, min(end, at + len(batch)) - max(start, at)))
                yield from wanted.to_pylist()
                at += len(batch)
        first += rows


def _open(path: str) -> "ParquetFile":
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(path)
    except pa.ArrowException as error:
        raise SourceError(path, "broken_file", f"no Parquet file: {error}"[:200]) from None
