"""Where do an export's files go? Into a folder, each whole or not at all, or one of them to standard output."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from dragoman.errors import SourceError
from dragoman.show.lines import HungUp


class Out(Protocol):
    """Files to write to, by name. `written` and `left_out` count what a person is told at the end."""

    written: dict[str, int]
    left_out: Counter[str]

    def open(self, name: str) -> BinaryIO: ...


def told_of(out: Out) -> list[str]:
    """What a person is told at the end: how much stands in which file, and what was left out."""
    told = [f"{name}: {count:,}" for name, count in out.written.items()]
    return told + [f"left out: {count:,} {what}" for what, count in out.left_out.items()]


class Folder:
    """A folder. A file gets its name when all are written, so that nobody reads half a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written: dict[str, int] = {}
        self.left_out: Counter[str] = Counter()
        self._open: dict[str, BinaryIO] = {}

    def open(self, name: str) -> BinaryIO:
        self._open[name] = (self.path / f".{name}.part").open("wb")
        return self._open[name]

    def close(self, whole: bool) -> None:
        for file in self._open.values():
            file.close()
        for name in self._open:
            part = self.path / f".{name}.part"
            if whole:
                part.replace(self.path / name)
            else:
                part.unlink(missing_ok=True)
        self.written = {str(self.path / name): count for name, count in self.written.items()}


class Stdout:
    """Standard output for one file; others of the same form are not written."""

    def __init__(self, main: str) -> None:
        self._main = main
        self.written: dict[str, int] = {}
        self.left_out: Counter[str] = Counter()
        self._nowhere = Path(os.devnull).open("wb")  # noqa: SIM115  (closed with the export)

    def open(self, name: str) -> BinaryIO:
        return sys.stdout.buffer if name == self._main else self._nowhere

    def close(self) -> None:
        self._nowhere.close()
        sys.stdout.buffer.flush()
        self.written = {}


@contextmanager
def to_folder(path: str) -> Iterator[Folder]:
    """A folder, made where it is missing."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
        folder = Folder(Path(path))
        try:
            yield folder
        except BaseException:
            folder.close(whole=False)
            raise
        folder.close(whole=True)
    except OSError as error:
        raise SourceError(path, "unwritable", f"{error.strerror or error}; name another folder with --out") from None


@contextmanager
def to_stdout(main: str) -> Iterator[Stdout]:
    """Standard output; whoever stops listening ends the export quietly."""
    out = Stdout(main)
    try:
        yield out
        out.close()
    except BrokenPipeError:
        raise HungUp from None
