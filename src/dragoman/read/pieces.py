"""Into which pieces can a source be cut, so that several machines read it at the same time?

JSON Lines are cut between lines, Parquet between rows, web archives between records; other files stay
whole and are put together by the dozen. The pieces together give what the whole gives, in the same order.
"""

import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from dragoman.errors import SourceError
from dragoman.read.archive import is_page, read_archive
from dragoman.read.given import Given
from dragoman.read.lines import read_lines
from dragoman.read.rejects import as_reject
from dragoman.read.sources import read_sources, refusal, with_languages
from dragoman.records import Document, Reject
from dragoman.settings import Settings


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one file, or some whole files.

    `start` and `end` are bytes, of a table rows; `before` counts the lines or pages before it.
    """

    kind: Literal["lines", "rows", "archive", "files"]
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0
    before: int = 0


def cut(path: str, articles: int) -> Iterator[Piece]:
    """The pieces of a file or folder, each of about so many articles, in the order in which they are read."""
    waiting: list[str] = []
    for file in _files(path):
        cutter = next((c for ending, c in _CUTTERS if file.casefold().endswith(ending)), None)
        if cutter is None:
            waiting.append(file)
        if waiting and (cutter is not None or len(waiting) >= articles):
            yield Piece("files", tuple(waiting))
            waiting = []
        if cutter is not None:
            yield from cutter(file, articles)
    if waiting:
        yield Piece("files", tuple(waiting))


def read_piece(piece: Piece, settings: Settings, given: Given | None = None) -> Iterator[Document | Reject]:
    """Every document of a piece, and a reject for whatever was not read."""
    if piece.kind == "files":
        yield from read_sources(piece.paths, settings, given)
        return
    reader = {"lines": _read_lines, "rows": _read_rows, "archive": _read_archive}[piece.kind]
    (path,) = piece.paths
    try:
        yield from with_languages(reader(path, piece, given or Given(), settings))
    except SourceError as error:
        yield as_reject(error)
    except OSError as error:
        yield as_reject(refusal(path, error))


def _files(path: str) -> Iterator[str]:
    """The files that lie there, in the order in which a folder is read."""
    if not Path(path).is_dir():
        if not Path(path).exists():
            raise SourceError(path, "missing", "there is no such file or folder; check the path")
        yield path
        return
    for entry in sorted(e for e in os.listdir(path) if not e.startswith(".")):  # noqa: PTH208  (as read_sources does)
        inner = os.path.join(path, entry)  # noqa: PTH118  (keeps the path as the user typed it)
        if not (Path(inner).is_symlink() and Path(inner).is_dir()):
            yield from _files(inner)


# ---- JSON Lines: bytes of whole lines


def _cut_lines(path: str, articles: int) -> Iterator[Piece]:
    start = end = before = 0
    written = False
    with Path(path).open("rb") as lines:
        head = lines.read(2)
        if head in (b"\xff\xfe", b"\xfe\xff"):
            # UTF-16 has line ends in the midst of letters: one piece, read as a whole
            yield Piece("files", (path,))
            return
        lines.seek(0)
        for number, line in enumerate(lines, 1):
            end += len(line)
            written = written or bool(line.strip())
            if written and number - before >= articles:
                yield Piece("lines", (path,), start, end, before)
                start, before = end, number
    if not written:
        # nothing but blank lines: read as a whole, it says so
        yield Piece("files", (path,))
    elif end > start:
        yield Piece("lines", (path,), start, end, before)


def _read_lines(path: str, piece: Piece, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    with Path(path).open("rb") as file:
        yield from read_lines(
            io.BufferedReader(_Stretch(file, piece.start, piece.end)), path, given, settings, piece.before + 1
        )


# ---- Parquet: rows


def _cut_rows(path: str, articles: int) -> Iterator[Piece]:
    from dragoman.read.table import rows_in

    rows = rows_in(path)
    for start in range(0, max(rows, 1), articles):
        yield Piece("rows", (path,), start, min(start + articles, rows), start)


def _read_rows(path: str, piece: Piece, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    from dragoman.read.table import read_parquet

    yield from read_parquet(path, given, settings, piece.start, piece.end)


# ---- web archives: bytes of whole records


def _cut_archive(path: str, articles: int) -> Iterator[Piece]:
    from fastwarc.warc import ArchiveIterator

    start = before = pages = 0
    with Path(path).open("rb") as stream:
        try:
            for record in ArchiveIterator(stream, parse_http=True):
                if pages - before >= articles:
                    yield Piece("archive", (path,), start, record.stream_pos, before)
                    start, before = record.stream_pos, pages
                pages += is_page(record)
        except (OSError, ValueError, RuntimeError, EOFError, zlib.error):
            # where it breaks off is said by whoever reads the last piece, which goes to the end
            pass
    yield Piece("archive", (path,), start, Path(path).stat().st_size, before)


def _read_archive(path: str, piece: Piece, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    with Path(path).open("rb") as file:
        stretch = io.BufferedReader(_Stretch(file, piece.start, piece.end))
        try:
            yield from read_archive(stretch, path, given, settings, piece.before)
        except SourceError as error:
            # pages stand in the pieces before, so the archive is not without any
            if not (error.reason == "no_text" and piece.before):
                raise


class _Stretch(io.RawIOBase):
    """A part of a file as if it were a file."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._start, self._length = file, start, end - start
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + {0: 0, 1: self._at, 2: self._length}[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


_CUTTERS = (
    (".jsonl", _cut_lines),
    (".ndjson", _cut_lines),
    (".parquet", _cut_rows),
    (".warc", _cut_archive),
    (".warc.gz", _cut_archive),
)
