"""The PostgreSQL database that a test may empty: one for each of the processes that run tests at the same time."""

import os

from sqlalchemy import create_engine, make_url, text

_OFFERED = os.environ.get("DRAGOMAN_TEST_POSTGRES", "")
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def _own() -> str:
    """The database that is offered; beside other processes, one named after it and this process."""
    if not _OFFERED or not _WORKER:
        return _OFFERED
    offered = make_url(_OFFERED)
    name = f"{offered.database}_{_WORKER}"
    engine = create_engine(offered.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}):
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return offered.set(database=name).render_as_string(hide_password=False)


POSTGRES = _own()


def empty_postgres() -> None:
    engine = create_engine(POSTGRES.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
