"""Where is the case, is it one, and can this program use it?

One file of SQLite by default (write-ahead log, so that readers never wait for the writer), or a
PostgreSQL database. A file that is something else, a case that a newer program made and a server
out of reach each end as a `CaseError` that says what to do. Alembic is imported only where a case
is made or brought up to date: on every other day opening costs a few milliseconds.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from dragoman.errors import CaseError
from dragoman.keep.schema import APPLICATION_ID, HEAD

_BUSY_MS = 60_000
_LOCK = 7_142_009  # PostgreSQL's advisory lock: one writer at a time links stories, as SQLite's own lock does

_WHAT_TO_DO = (
    ("file is not a database", "is not a case.", "Name another file with --case, or move this one away."),
    ("disk image is malformed", "is damaged.", "Restore a copy, or save what is left: sqlite3 FILE .recover"),
    ("disk is full", "could not be written: the disk is full.", "Make room and run the same command again."),
    ("disk i/o error", "could not be written or read: the disk failed.", "Nothing half-written is kept; try again."),
    ("readonly database", "may not be written.", "Check who owns the file and its folder."),
    ("unable to open", "cannot be opened.", "Check that the folder exists and that you may write to it."),
    ("locked", "is being written by another program.", "Try again when it has finished."),
)


def open_engine(where: str | Path, create: bool = True) -> Engine:
    """A usable engine for the case at this path or URL, made or brought up to date where that is needed."""
    url = _url(where)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        _check_path(url, create)
    engine = _engine(url, sqlite)
    try:
        with said_plainly(engine):
            _prepare(engine, sqlite, create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def said_plainly(engine: Engine) -> Iterator[None]:
    """Turn what the database says into a `CaseError` that names the case and what to do."""
    try:
        yield
    except DBAPIError as error:
        name, said = name_of(engine), str(error.orig).strip()
        for sign, what, advice in _WHAT_TO_DO:
            if sign in said.lower():
                raise CaseError(f"{name} {what}\n{advice}") from error
        if error.connection_invalidated or "connection" in said.lower():
            raise CaseError(
                f"{name} cannot be reached: {said}\nCheck the address, and that the server runs."
            ) from error
        raise CaseError(f"{name} cannot be used: {said}") from error
    except SQLAlchemyError as error:
        raise CaseError(f"{name_of(engine)} cannot be used: {error}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One moment of the case: everything read inside belongs together."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with said_plainly(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, patience_ms: int = _BUSY_MS) -> Iterator[Connection]:
    """One change of the case: all of it or nothing, and one writer at a time; who waits too long gets a `CaseError`."""
    options: dict[str, Any] = {"writes": True, "patience_ms": patience_ms}
    with said_plainly(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            if patience_ms != _BUSY_MS:
                connection.execute(text(f"SET LOCAL lock_timeout = {patience_ms}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection


def name_of(engine: Engine) -> str:
    """How a person knows this case; never with its password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return str(engine.url.set(drivername="postgresql").render_as_string(hide_password=True))


def _url(where: str | Path) -> URL:
    words = str(where)
    if "://" not in words:
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except (ArgumentError, ValueError) as error:
        raise CaseError("this is no address of a case; write postgresql://USER@HOST/DATABASE or a file") from error
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    raise CaseError(f"a case is a file or a postgresql:// address, and {url.drivername}:// is neither")


def _check_path(url: URL, create: bool) -> None:
    path = Path(str(url.database))
    if path.is_dir():
        raise CaseError(f"{path} is a folder.\nName a file in it: --case {path / 'dragoman.db'}")
    if path.exists():
        return
    if not create:
        raise CaseError(f"there is no case at {path}.\nMake one: dragoman --case {path} add ARTICLE…")
    if not path.parent.is_dir():
        raise CaseError(f"there is no folder {path.parent} to keep a case in.\nMake it first: mkdir -p {path.parent}")


def _engine(url: URL, sqlite: bool) -> Engine:
    # a page with many readers opens many connections: none may wait for another's
    options: dict[str, Any] = {"max_overflow": -1}
    if sqlite:
        options["connect_args"] = {"timeout": _BUSY_MS / 1000}
    else:
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}
    try:
        engine = create_engine(url, **options)
    except (ImportError, NoSuchModuleError) as error:
        raise CaseError("PostgreSQL needs its driver.\nInstall it: pip install 'dragoman[postgres]'") from error
    if sqlite:
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    # sqlite3 would begin transactions by its own lights and leave table definitions outside
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -16000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    # a transaction that reads first and writes later would be refused if another wrote in between
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {options.get('patience_ms', _BUSY_MS)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _prepare(engine: Engine, sqlite: bool, create: bool) -> None:
    with reading(engine) as connection:
        version = _version(connection, sqlite)
    if version == HEAD:
        return
    _refuse_newer(engine, version)
    if version is None and not create:
        raise CaseError(f"{name_of(engine)} holds no case.\nAdd an article to make it one: dragoman --case … add")
    if sqlite and version is None:
        _write_ahead(engine)
    with writing(engine) as connection:
        # somebody else may have made it since
        version = _version(connection, sqlite)
        _refuse_newer(engine, version)
        if version != HEAD:
            _migrate(connection)
            if version is not None:
                from dragoman.keep.adding import carry_out_all

                carry_out_all(connection)
            if sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _version(connection: Connection, sqlite: bool) -> str | None:
    """The migration that the case is at; None where there is nothing yet. Other people's data is refused."""
    tables = set(inspect(connection).get_table_names()) if not sqlite else _sqlite_tables(connection)
    if "dragoman_version" in tables:
        version = connection.exec_driver_sql("SELECT version_num FROM dragoman_version").scalar()
        return None if version is None else str(version)
    if sqlite:
        foreign = tables or connection.exec_driver_sql("PRAGMA application_id").scalar() not in (0, APPLICATION_ID)
    else:
        foreign = bool(tables & {"documents", "events", "statements", "demands", "sides", "rejects", "rulings"})
    if foreign:
        raise CaseError(
            f"{name_of(connection.engine)} is a database of another program and not a case.\n"
            "Name another one with --case."
        )
    return None


def _sqlite_tables(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def _refuse_newer(engine: Engine, version: str | None) -> None:
    if version is not None and (not version.isdigit() or int(version) > int(HEAD)):
        raise CaseError(
            f"{name_of(engine)} was made by a newer dragoman (schema {version}, this one knows {HEAD}).\n"
            "Install the newer one: pip install --upgrade dragoman"
        )


def _write_ahead(engine: Engine) -> None:
    # two programs that make the same case at once: this switch alone does not wait for the lock
    for patience_s in (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, None):
        try:
            with engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA journal_mode = WAL")
            return
        except Exception as error:
            if patience_s is None or "locked" not in str(error):
                raise DBAPIError("PRAGMA journal_mode", None, error) from error
            time.sleep(patience_s)


def _migrate(connection: Connection, version: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
