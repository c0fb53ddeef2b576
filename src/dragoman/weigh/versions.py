"""By which words, tables and rules was this read and told? What others made is made again."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman import __version__
from dragoman.records import hashed

_READ_BY = ("asks", "deeds", "mood", "read_telling", "remarks", "reports", "tellings")
_TOLD_BY = (
    "case_ledger", "company", "course", "edges", "fulfilment", "ledger", "matching", "positions", "rulings", "shelf",
    "wanted",
)  # fmt: skip


@cache
def reader_version() -> str:
    """Another one whenever the code or the tables that a document is read by have changed."""
    room = files("dragoman")
    acts = sorted((f for f in room.joinpath("know", "acts").iterdir() if f.name.endswith(".py")), key=lambda f: f.name)
    tables = sorted(_tables(room.joinpath("know", "data")))
    return hashed(__version__, *_sources(room, _READ_BY), *(f.read_text(encoding="utf-8") for f in acts), *tables)


@cache
def teller_version() -> str:
    """Another one whenever the code that tells a ledger has changed."""
    return hashed(reader_version(), *_sources(files("dragoman"), _TOLD_BY))


def _sources(room: Traversable, names: Iterable[str]) -> Iterable[str]:
    return (room.joinpath("weigh", f"{name}.py").read_text(encoding="utf-8") for name in names)


def _tables(folder: Traversable) -> Iterable[str]:
    """Names and lengths of all tables: reading them whole would take longer than a ledger."""
    for item in folder.iterdir():
        if item.is_dir():
            yield from _tables(item)
        else:
            yield f"{item.name} {Path(str(item)).stat().st_size}"
