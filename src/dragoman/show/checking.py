"""`doctor` and `schema`: is everything here, and what do records look like?"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from dragoman import __version__
from dragoman.errors import DragomanError
from dragoman.settings import Settings

Check = Callable[[Settings, str], str]
LIBRARIES = ("spacy", "onnxruntime", "trafilatura", "pydantic", "SQLAlchemy", "pyarrow", "fastapi")
OPTIONAL = (
    ("postgres", "psycopg", "a case in PostgreSQL", "pip install 'dragoman[postgres]'"),
    (
        "pdf",
        "weasyprint",
        "briefs as PDF",
        "pip install 'dragoman[pdf]'; on Debian also: apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    ),
    ("cluster", "ray", "dragoman batch", "pip install 'dragoman[cluster]'"),
)
"""Parts that not everybody needs: the extra, what it imports, what it is for, how to get it."""


def examine(settings: Settings, where: str) -> int:
    """Look at each part of the installation; say what is missing and what to do. Exit status."""
    ill = 0
    for name, check in CHECKS:
        try:
            sys.stdout.write(f"ok      {name}: {check(settings, where)}\n")
        except (DragomanError, ImportError, OSError, ValueError, sqlite3.Error) as error:
            ill += 1
            sys.stdout.write(f"broken  {name}: {error}\n")
    for extra, module, purpose, advice in OPTIONAL:
        sys.stdout.write(_optional(extra, module, purpose, advice))
    return 1 if ill else 0


def _optional(extra: str, module: str, purpose: str, advice: str) -> str:
    """An extra that is here, or what to do to have it. Nobody is ill without it."""
    try:
        import_module(module)
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        return f"absent  {extra} ({purpose}): {reason}; to have it: {advice}\n"
    return f"ok      {extra} ({purpose}): {module} {_version_of(module)}\n"


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "of unknown version"


def _python(_settings: Settings, _where: str) -> str:
    return f"{sys.version.split(maxsplit=1)[0]}, dragoman {__version__}"


def _libraries(_settings: Settings, _where: str) -> str:
    return ", ".join(f"{name} {version(name)}" for name in LIBRARIES)


def _models(_settings: Settings, _where: str) -> str:
    """Every model that ships names the hashes of its files; they must be these files'."""
    told = []
    for folder in sorted(files("dragoman.find").joinpath("data").iterdir(), key=lambda f: f.name):
        about = folder.joinpath("model.json")
        if not about.is_file():
            continue
        for name, digest in json.loads(about.read_text(encoding="utf-8")).get("sha256", {}).items():
            found = hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest()
            if found != digest:
                raise ValueError(
                    f"{folder.name}/{name} has the hash {found[:12]}… and not {digest[:12]}…; "
                    "pip install --force-reinstall dragoman"
                )
            told.append(f"{folder.name}/{name} {digest[:12]}")
    return ", ".join(told)


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
        return f"{case.name} holds {case.count('document'):,} documents, its schema is current"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("Python", _python),
    ("libraries", _libraries),
    ("models", _models),
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
