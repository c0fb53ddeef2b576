"""`doctor` and `schema`: is everything here, and what do records look like?"""

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.settings import Settings

Check = Callable[[Settings, str], str]


def examine(settings: Settings, where: str) -> int:
    """Look at each part of the installation; say what is missing and what to do. Exit status."""
    ill = 0
    for name, check in CHECKS:
        try:
            sys.stdout.write(f"ok      {name}: {check(settings, where)}\n")
        except (DragomanError, ImportError, OSError, ValueError, sqlite3.Error) as error:
            ill += 1
            sys.stdout.write(f"broken  {name}: {error}\n")
    return 1 if ill else 0


def _python(_settings: Settings, _where: str) -> str:
    return sys.version.split(maxsplit=1)[0]


def _language(settings: Settings, _where: str) -> str:
    try:
        from spacy.util import get_package_path

        return f"{settings.pipeline} in {get_package_path(settings.pipeline)}"
    except ImportError as error:
        raise ValueError(
            f"{settings.pipeline} is not installed ({error}); pip install --force-reinstall dragoman"
        ) from error


def _tables(_settings: Settings, _where: str) -> str:
    from dragoman.know import Gazetteer

    code = Gazetteer.load().country_code("Germany")
    if code != "DEU":
        raise ValueError("the table of countries does not know Germany; reinstall dragoman")
    return "countries, bodies and offices are here"


def _coder(settings: Settings, _where: str) -> str:
    from dragoman.find import Coder
    from dragoman.read import read_text

    coded = Coder(settings).code(read_text("France demanded on Monday that Germany release the two journalists."))
    return f"codes a sentence ({len(coded.claims)} records)"


def _search(_settings: Settings, _where: str) -> str:
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE VIRTUAL TABLE search USING fts5(words)")
    return f"SQLite {sqlite3.sqlite_version} with full-text search"


def _case(_settings: Settings, where: str) -> str:
    from dragoman.keep import Case

    if "://" not in where and not Path(where).exists():
        return f"no case at {where} yet"
    with Case.open(where, create=False) as case:
        return f"{case.name} holds {case.count('document'):,} documents"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("Python", _python),
    ("parser", _language),
    ("tables", _tables),
    ("coder", _coder),
    ("database", _search),
    ("case", _case),
)


def print_schema() -> int:
    """The JSON Schema of every record that a line of output can be."""
    from pydantic import TypeAdapter

    from dragoman.records import Record

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dragoman record"}
    schema |= TypeAdapter(Record).json_schema(mode="serialization")
    sys.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return 0
