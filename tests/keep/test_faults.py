"""The disk is full, or breaks, while articles are kept: said in plain words, nothing half, and the run can be resumed.

`eval/soak.py faults` does the same at every write of twenty articles; here a few are chosen.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest
from made_articles import HARBOUR, article
from released_case import listed
from sqlalchemy import event
from stores import POSTGRES, empty_postgres

from dragoman.errors import CaseError
from dragoman.keep import Case
from tests.faulty_disk import FULL, IOERR_WRITE, faulty_disk, find_library

TALES = [article(f"a{n}", f"{n} ships. " + HARBOUR, claims=9) for n in range(4)]


def whole(path: Path | str) -> dict[str, list[str]]:
    """A case to which all was added, undisturbed."""
    with Case.open(path) as case:
        for tale in TALES:
            case.add(tale)
        return listed(case)


@pytest.mark.skipif(find_library() is None, reason="this Python brings its own SQLite")
@pytest.mark.parametrize("code", [FULL, IOERR_WRITE])
@pytest.mark.parametrize("lasting", [True, False])
def test_a_disk_that_fails_at_some_write(tmp_path: Path, code: int, lasting: bool):
    calm = whole(tmp_path / "calm.db")
    fresh = tmp_path / "fresh.db"
    Case.open(fresh).close()
    with faulty_disk() as disk:
        shutil.copy(fresh, tmp_path / "count.db")
        disk.arm(0)
        whole(tmp_path / "count.db")
        writes = disk.count
        assert writes > 50
        for fail_at in range(1, writes, max(1, writes // 12)):
            hurt = tmp_path / f"hurt-{fail_at}.db"
            shutil.copy(fresh, hurt)
            disk.arm(fail_at, code, lasting)
            try:
                whole(hurt)
            except CaseError as error:
                assert str(hurt) in str(error) and ("disk" in str(error))
            disk.disarm()
            with sqlite3.connect(hurt) as raw:
                assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            with Case.open(hurt) as case:
                assert case.count("event") == 3 * case.count("document")
            assert whole(hurt) == calm


def test_a_server_that_drops_the_connection_at_some_statement(tmp_path: Path):
    if not POSTGRES:
        pytest.skip("DRAGOMAN_TEST_POSTGRES names no database")
    calm = whole(tmp_path / "calm.db")
    for fail_at in range(1, 100, 8):
        empty_postgres()
        with Case.open(POSTGRES) as case:
            said = _drop_at(case, fail_at)
        with Case.open(POSTGRES) as case:
            assert case.count("event") == 3 * case.count("document")
        again = whole(POSTGRES)
        assert {k: sorted(v) for k, v in again.items()} == {k: sorted(v) for k, v in calm.items()}
        if said is None:
            return
    raise AssertionError("the articles take fewer statements than that")


def _drop_at(case: Case, fail_at: int) -> str | None:
    """Add all; the server ends the connection before the statement of this number. What was said, if anything."""
    count = 0

    @event.listens_for(case._engine, "before_cursor_execute")
    def drop(connection, _cursor, *_):
        nonlocal count
        count += 1
        if count == fail_at:
            pid = connection.connection.dbapi_connection.info.backend_pid
            import psycopg

            with psycopg.connect(POSTGRES, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))

    try:
        for tale in TALES:
            case.add(tale)
    except CaseError as error:
        return str(error)
    return None
