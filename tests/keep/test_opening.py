"""A case that cannot be used says so, and what to do."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from made_articles import HARBOUR, article
from sqlalchemy import create_engine

import dragoman.keep
from dragoman.errors import CaseError
from dragoman.keep import Case
from dragoman.keep.schema import HEAD, metadata


@pytest.mark.parametrize(
    "holds", [b"Dear all, please find attached", b"SQLite format 3\0" + b"\xff" * 200, b"\0" * 4096]
)
def test_a_file_that_is_no_case(tmp_path: Path, holds: bytes):
    path = tmp_path / "letter.db"
    path.write_bytes(holds)

    with pytest.raises(CaseError, match=r"letter\.db") as caught:
        Case.open(path)

    assert "--case" in str(caught.value) or "Restore" in str(caught.value)
    assert path.read_bytes() == holds


def test_another_programs_database_is_left_alone(tmp_path: Path):
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as shop:
        shop.execute("CREATE TABLE documents (title TEXT)")

    with pytest.raises(CaseError, match="another program"):
        Case.open(path)

    with sqlite3.connect(path) as shop:
        assert shop.execute("SELECT name FROM sqlite_master").fetchall() == [("documents",)]


def test_a_case_from_a_newer_version(tmp_path: Path):
    path = tmp_path / "desk.db"
    Case.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE dragoman_version SET version_num = '9001'")

    with pytest.raises(CaseError, match="newer dragoman") as caught:
        Case.open(path)

    assert "--upgrade" in str(caught.value)


def test_places_where_no_case_can_be(tmp_path: Path):
    with pytest.raises(CaseError, match="is a folder"):
        Case.open(tmp_path)
    with pytest.raises(CaseError, match="mkdir -p"):
        Case.open(tmp_path / "none" / "desk.db")
    with pytest.raises(CaseError, match="there is no case"):
        Case.open(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(CaseError, match="neither"):
        Case.open("mysql://localhost/desk")


def test_a_server_out_of_reach_is_named_without_its_password():
    pytest.importorskip("psycopg")
    with pytest.raises(CaseError, match="cannot be reached") as caught:
        Case.open("postgresql://desk:secret@127.0.0.1:1/desk")
    assert "secret" not in str(caught.value)


def test_a_file_left_empty_by_a_kill_becomes_a_case(tmp_path: Path):
    path = tmp_path / "desk.db"
    path.touch()
    with Case.open(path) as case:
        assert case.documents() == ()


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_what_the_schema_says(tmp_path: Path):
    path = tmp_path / "desk.db"
    Case.open(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "dragoman_version"})
        changes = [c for c in compare_metadata(context, metadata) if "search" not in str(c)]
    engine.dispose()
    assert changes == []
    config = Config()
    config.set_main_option("script_location", str(Path(dragoman.keep.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_and_listing_load_nothing_that_only_changes_need(tmp_path: Path):
    path = tmp_path / "desk.db"
    with Case.open(path) as case:
        case.add(article("a", HARBOUR))
    program = (
        "import sys\nfrom dragoman.keep import Case\n"
        f"with Case.open({str(path)!r}) as case: print(len(case.events()))\n"
        "assert not {'alembic', 'numpy', 'spacy'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "1\n"


def test_two_programs_make_the_same_case_at_once(tmp_path: Path):
    program = (
        "from dragoman.keep import Case\n"
        f"with Case.open({str(tmp_path / 'desk.db')!r}) as case: print(len(case.documents()))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(3)]
    assert [run.communicate(timeout=60)[0] for run in runs] == [b"0\n"] * 3


def test_a_sqlite_case_reads_well_without_us(tmp_path: Path):
    """What Datasette shows: tables with the desk's names and text that can be searched."""
    path = tmp_path / "desk.db"
    with Case.open(path) as case:
        case.add(article("a", HARBOUR, title="A harbour"))
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT type, status FROM events").fetchall() == [("REQUEST", "occurred")]
        assert raw.execute("SELECT count(*) FROM search WHERE search MATCH 'capelin'").fetchone() == (1,)
