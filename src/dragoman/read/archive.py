"""Which web pages stand in a WARC file? It is read as a stream: such files hold gigabytes.

A file that was cut off anywhere, be it within a page, a header or a packed block, says so with a
reject; what stands before the cut is read.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.read.decode import decode
from dragoman.read.document import make_document
from dragoman.read.given import Given
from dragoman.read.page import make_page
from dragoman.read.rejects import as_reject
from dragoman.records import Document, Reject
from dragoman.settings import Settings

_CHUNK_BYTES = 1 << 20
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)


def read_archive(
    stream: BinaryIO, name: str, given: Given, settings: Settings, before: int = 0
) -> Iterator[Document | Reject]:
    """One document for each web page in a WARC file; what is no page is passed over.

    Of a file that is read in pieces, `before` is the number of pages in the pieces before this one.
    """
    from fastwarc.warc import ArchiveIterator

    last: int | None = None
    pages = before
    try:
        for record in ArchiveIterator(stream, parse_http=True):
            last = record.stream_pos
            if not is_page(record):
                continue
            kind = record.http_content_type or ""
            pages += 1
            try:
                yield _page(record, kind, f"{name}:{pages}", given, settings)
            except SourceError as error:
                yield as_reject(error)
    except (OSError, ValueError, RuntimeError, zlib.error, EOFError) as error:
        raise SourceError(name, "broken_file", f"no web archive from here on: {error}"[:200]) from None
    if last is None:
        raise SourceError(name, "broken_file", "no record of a web archive stands in it")
    if _is_cut_off(stream, last):
        raise SourceError(name, "broken_file", f"it breaks off in or after the record at byte {last:,}; copy it again")
    if not pages:
        raise SourceError(name, "no_text", "no web page stands in this archive")


def is_page(record: Any) -> bool:
    """Whether this record of an archive holds a web page or a plain text that a server gave."""
    from fastwarc.warc import WarcRecordType

    kind = (record.http_content_type or "") if record.is_http else ""
    return record.record_type == WarcRecordType.response and ("html" in kind or kind.startswith("text/plain"))


def _page(record: Any, kind: str, where: str, given: Given, settings: Settings) -> Document:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or where
    status = record.http_headers.status_code if record.http_headers else None
    if status is not None and status != 200:
        raise SourceError(address, "no_text", f"the server answered {status}")
    length = record.content_length
    body = record.reader.read(settings.max_bytes + 1)
    if len(body) > settings.max_bytes:
        raise SourceError(address, "too_big", f"more than max_bytes ({settings.max_bytes:,})")
    if len(body) < length:
        raise SourceError(address, "broken_file", f"the record breaks off after {len(body):,} of {length:,} bytes")
    own = given.or_else(Given(id=address, url=address))
    text = _decode(body, record.http_charset, address)
    return make_page(text, own, settings, address) if "html" in kind else make_document(text, own, settings)


def _decode(body: bytes, charset: str | None, address: str) -> str:
    try:
        return body.decode(charset) if charset else decode(body, address)
    except (LookupError, UnicodeDecodeError):
        return decode(body, address)


def _is_cut_off(stream: BinaryIO, last: int) -> bool:
    """Whether anything but a whole record begins at `last`, the place of the last record that was read."""
    if not stream.seekable():
        return False
    stream.seek(last)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(last)
    return _ends_in_packed_block(stream) if packed else _ends_in_record(stream, last)


def _ends_in_packed_block(stream: BinaryIO) -> bool:
    """Whether the last packed block has no end, or another one begins after it."""
    unpacker = zlib.decompressobj(31)
    while not unpacker.eof and (chunk := stream.read(_CHUNK_BYTES)):
        while chunk and not unpacker.eof:
            # small pieces, for a block may unpack to a thousand times its size
            unpacker.decompress(chunk, _CHUNK_BYTES)
            chunk = unpacker.unconsumed_tail
    return not unpacker.eof or bool((unpacker.unused_data + stream.read(_CHUNK_BYTES)).strip(b"\0\r\n"))


def _ends_in_record(stream: BinaryIO, last: int) -> bool:
    """Whether the last record is shorter than it says, or something stands after it."""
    header, found, _ = stream.read(_CHUNK_BYTES).partition(b"\r\n\r\n")
    length = _LENGTH.search(header)
    if not found or length is None:
        return True
    end = last + len(header) + 4 + int(length.group(1))
    if stream.seek(0, 2) < end:
        return True
    stream.seek(end)
    return bool(stream.read(_CHUNK_BYTES).strip(b"\0\r\n"))
