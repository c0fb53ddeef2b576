"""The stores that every test of the case runs on: SQLite always, PostgreSQL where one is offered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import POSTGRES, empty_postgres

from dragoman.keep import Case


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a fresh case."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.db")
    if not POSTGRES:
        pytest.skip("DRAGOMAN_TEST_POSTGRES names no database")
    empty_postgres()
    return POSTGRES


@pytest.fixture
def case(where: str) -> Iterator[Case]:
    with Case.open(where) as opened:
        yield opened
