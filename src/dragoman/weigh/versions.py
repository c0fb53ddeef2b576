"""By which words, tables and rules was this read and told? What others made is made again."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman import __version__
from dragoman.records import hashed

_READ_BY = ("asks", "deeds", "mood", "names", "read_telling", "remarks", "reports", "tellings")
_TOLD_BY = (
    "case_ledger", "company", "course", "edges", "fulfilment", "ledger", "matching", "positions", "rulings", "shelf",
    "wanted",
)  # fmt: skip


@cache
def reader_version() -> str:
    """Another one whenever the code or the tables that a document is read by have changed."""
    room = files("dragoman")
    known = digest_of(room.joinpath("know"), ".py"), digest_of(room.joinpath("know", "data"), "")
    return hashed(__version__, *_sources(room, _READ_BY), *known)


@cache
def teller_version() -> str:
    """Another one whenever the code that tells a ledger has changed."""
    return hashed(reader_version(), *_sources(files("dragoman"), _TOLD_BY))


def _sources(room: Traversable, names: Iterable[str]) -> Iterable[str]:
    return (room.joinpath("weigh", f"{name}.py").read_text(encoding="utf-8") for name in names)


def digest_of(folder: Traversable, ending: str) -> str:
    """A hash of the names and contents of all files below a folder that end so: two megabytes of tables, a few ms."""
    digest = blake2b(digest_size=16)
    for name, item in sorted(_files(folder, ending, "")):
        digest.update(f"{name}\0".encode())
        digest.update(item.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def _files(folder: Traversable, ending: str, above: str) -> Iterable[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, ending, f"{above}{item.name}/")
        elif item.name.endswith(ending):
            yield f"{above}{item.name}", item
