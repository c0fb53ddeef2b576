"""Is it the same coder as the last time? A mark that is another one whenever a rule, table, model or parser is."""

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import dragoman
from dragoman.records import CODER, hashed
from dragoman.settings import Settings


def mark_of_coder(settings: Settings) -> str:
    """Sixteen hex digits that stand for all that decides what is found in a text."""
    home = Path(dragoman.__file__).parent
    told = hashlib.sha256()
    for room in ("know", "find"):
        for path in sorted((home / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    try:
        parser = version(settings.pipeline)
    except PackageNotFoundError:
        parser = ""
    return hashed(CODER, settings.pipeline, parser, version("spacy"), told.hexdigest())
