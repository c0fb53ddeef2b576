"""Where is a large table counted? In a DuckDB of its own, which leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@contextmanager
def own_duckdb(memory: str = "1400MB") -> "Iterator[duckdb.DuckDBPyConnection]":
    """A database in memory, on two threads. What memory cannot hold goes to a folder that is not the reader's."""
    import duckdb

    with (
        TemporaryDirectory() as spill,
        duckdb.connect(config={"threads": 2, "memory_limit": memory, "temp_directory": spill}) as db,
    ):
        yield db
