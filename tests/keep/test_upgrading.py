"""A case that an older version made is opened by this one, and nothing in it is lost."""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest
from made_articles import HARBOUR, article
from released_case import fill, listed
from sqlalchemy import MetaData, create_engine, insert, text
from stores import POSTGRES, empty_postgres

from dragoman.keep import Case
from dragoman.keep.schema import HEAD
from dragoman.keep.store import _migrate

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(path.name.removesuffix(".db.gz") for path in RELEASED.glob("*.db.gz"))


def _told(version: str) -> dict[str, list[str]]:
    return json.loads((RELEASED / f"{version}.json").read_text(encoding="utf-8"))


def _lasting(told: dict[str, list[str]]) -> dict[str, list[str]]:
    """What was told, without what came later.

    Rulings are carried out since 0006: a record names them among its reasons, and a ruling when it was made.
    """
    kept = {kind: [json.loads(line) for line in told[kind]] for kind in ("event", "rulings")}
    told = told | {"event": [json.dumps(e | {"why": []}) for e in kept["event"]]}
    return told | {"rulings": [json.dumps({k: v for k, v in r.items() if k != "made"}) for r in kept["rulings"]]}


def _goes_on(case: Case, told: dict[str, list[str]]) -> None:
    """The same articles again are no new ones, and a further copy finds its story."""
    fill(case)
    again = listed(case)
    for kind in ("document", "event", "statement", "demand"):
        assert [json.loads(line)["id"] for line in again[kind]] == [json.loads(line)["id"] for line in told[kind]]
    for kind in ("copies", "rulings", "found"):
        assert _lasting(again)[kind] == _lasting(told)[kind]
    assert case.add(article("third", HARBOUR + " So says the mayor.", "2021-03-08")).copy_of == "wire"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_case_opens_with_all_that_it_held(tmp_path: Path, version: str):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((RELEASED / f"{version}.db.gz").read_bytes()))

    with Case.open(path) as case:
        assert _lasting(listed(case)) == _lasting(_told(version))
        assert [d.id for d in case.documents()] == [json.loads(line)["id"] for line in _told(version)["document"]]
        assert [w.words for e in case.events() for w in e.why if "ruling" in w.rule] == ["it did"], "it is carried out"
        _goes_on(case, _told(version))

    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version_num FROM dragoman_version").fetchone() == (HEAD,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_case_on_a_server_opens_with_all_that_it_held(tmp_path: Path, version: str):
    """PostgreSQL's old case is made by the old migrations and the rows of the old file."""
    if not POSTGRES:
        pytest.skip("DRAGOMAN_TEST_POSTGRES names no database")
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((RELEASED / f"{version}.db.gz").read_bytes()))
    empty_postgres()
    engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as server, sqlite3.connect(path) as raw:
        _migrate(server, version)
        old = MetaData()
        old.reflect(server)
        raw.row_factory = sqlite3.Row
        for name in ("documents", "events", "statements", "demands", "sides", "story_bands", "rejects", "rulings"):
            rows = [dict(row) for row in raw.execute(f"SELECT * FROM {name}")]
            server.execute(insert(old.tables[name]), rows)
        for name in ("documents", "rulings"):
            server.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), 1000)"))
    engine.dispose()

    with Case.open(POSTGRES) as case:
        assert _lasting(listed(case)) == _lasting(_told(version))
        _goes_on(case, _told(version))


def test_todays_schema_is_among_the_kept_ones_or_not_released_yet():
    """Versions are kept for good: none of those that were released may be missing."""
    assert VERSIONS[0] == "0001"
    assert all(version <= HEAD for version in VERSIONS)
