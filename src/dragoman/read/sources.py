"""Paths to documents: what lies there, of which kind it is, and why it was not read if it was not.

The kind is told by the file's name, and by its first bytes where the name says nothing.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import SourceError, Unreachable
from dragoman.read.archive import read_archive
from dragoman.read.blocks import find_blocks, read_marks
from dragoman.read.decode import decode
from dragoman.read.document import make_document, with_plain_ends
from dragoman.read.files import read_feed, read_pdf, read_saved_page, unpack
from dragoman.read.given import Given, read_day
from dragoman.read.items import Item, is_feed, is_sitemap
from dragoman.read.lines import read_json, read_lines, read_table
from dragoman.read.page import make_fragment, make_page
from dragoman.read.rejects import as_reject
from dragoman.records import CODER, Document, Reject
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.read.manners import Visitor

_MARKDOWN = (".md", ".markdown")
_ARCHIVES = (".warc", ".warc.gz")
_SAVED_WITH = ("_files", ".files", "_Files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_file")
_NO_ARTICLES = (".css", ".js", ".mjs", ".map", ".svg", ".woff", ".woff2", ".ico")

Reader = Callable[[bytes, str, Given, Settings], Iterator[Document | Reject]]


def read_sources(paths: Iterable[str], settings: Settings, given: Given | None = None) -> Iterator[Document | Reject]:
    """Every document that these paths hold, in order, and a reject for whatever was not read.

    A path is a file, a folder (read with all that is in it, sorted by name) or `-` for standard input. A document
    in a language that is not coded comes out and is followed by a reject that says so.
    """
    given = given or Given()
    for path in paths:
        yield from with_languages(_read_path(path, given, settings))


def with_languages(read: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
    """What was read, and a reject after each document in a language that is not coded."""
    for found in read:
        yield found
        if isinstance(found, Document) and found.language != "en":
            detail = f"written in {found.language!r}; only English is coded"
            yield Reject(id=found.id, reason="language", detail=detail, coder=CODER)


def read_item(
    item: Item, visitor: "Visitor", settings: Settings, given: Given | None = None
) -> list[Document | Reject]:
    """The article that a feed or sitemap offers: from the feed where it holds it whole, else from its address.

    What stands there under another id is known by the item's, and what the page does not say of itself the feed may.
    Raises `SourceError`, in the name of the item, where it could not be read.
    """
    given = given or Given()
    try:
        if item.whole or not item.url:
            found = make_fragment(item.html, given, item.said, settings, item.id)
        else:
            found = _read_page_of(item, visitor, settings, given)
    except Unreachable as error:
        raise Unreachable(item.id, f"{item.url}: {error.detail}", error.status, error.wait_s) from None
    except SourceError as error:
        raise SourceError(item.id, error.reason, f"{item.url}: {error.detail}") from None
    return list(with_languages([found]))


def _read_page_of(item: Item, visitor: "Visitor", settings: Settings, given: Given) -> Document:
    fetched = visitor.fetch_found(item.url or "")
    own = given.or_else(Given(id=item.id, url=fetched.url))
    reader = _reader_for(fetched.data, (urlsplit(fetched.url).path or item.id).casefold(), fetched.content_type)
    if reader not in (_read_markup, _read_plain, read_pdf):
        raise SourceError(item.id, "no_text", "no article stands there, but a feed, an archive or a table")
    for found in reader(fetched.data, item.id, own, settings):
        if isinstance(found, Reject):
            raise SourceError(item.id, found.reason, found.detail)
        return _filled(found, item.said)
    raise SourceError(item.id, "no_text", "no article stands there")


def _filled(document: Document, said: Given) -> Document:
    """A document with what the feed says of it, where the page itself says nothing."""
    more: dict[str, object] = {}
    if document.published is None and said.date:
        more |= {"published": said.date, "published_basis": "metadata"}
    if not document.title and said.title:
        more["title"] = " ".join(said.title.split()) or None
    if not document.publisher and said.source:
        more["publisher"] = said.source
    if not document.authors and said.authors:
        more["authors"] = said.authors
    return document.model_copy(update=more)


def _read_path(path: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    try:
        read_day(given.date, path)
        if path == "-":
            yield from _read_stream(sys.stdin.buffer, "-", given, settings)
        elif "://" in path:
            yield from _read_address(path, given, settings)
        elif Path(path).is_dir():
            yield from _read_folder(path, given, settings)
        else:
            yield from _read_file(path, given, settings)
    except SourceError as error:
        yield as_reject(error)
    except OSError as error:
        yield as_reject(refusal(path, error))


def _read_address(url: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    # a tenth of a second, which nobody without addresses need wait for
    from dragoman.read.door import fetch

    fetched = fetch(url, settings)
    name = urlsplit(fetched.url).path or url
    # an entry of a feed or a line of a file has an address of its own
    reader = _reader_for(fetched.data, name.casefold(), fetched.content_type)
    one = reader in (_read_markup, _read_plain, read_pdf)
    yield from reader(fetched.data, url, given.or_else(Given(url=fetched.url)) if one else given, settings)


def refusal(path: str, error: OSError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(path, "missing", "there is no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return SourceError(path, "unreadable", "it may not be read; check who owns it")
    return SourceError(path, "unreadable", f"{error.strerror or error}")


def _read_folder(path: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """Everything in a folder and the folders in it, sorted; hidden files are passed over."""
    entries = sorted(e for e in os.listdir(path) if not e.startswith("."))  # noqa: PTH208  (os.listdir says why it fails, iterdir too late)
    if not entries:
        raise SourceError(path, "empty", "there is no file in this folder; check the path")
    pages = {stem for stem, ending in map(os.path.splitext, entries) if ending.lower() in (".html", ".htm", ".xhtml")}
    for entry in entries:
        if any(entry == stem + furniture for stem in pages for furniture in _SAVED_WITH):
            # what a browser puts beside a page that it saves: its pictures, styles and frames
            continue
        inner = os.path.join(path, entry)  # noqa: PTH118  (keeps the path as the user typed it)
        if Path(inner).is_symlink() and Path(inner).is_dir():
            # a link back up would never end
            continue
        yield from _read_path(inner, given, settings)


def _read_file(path: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    name = path.casefold()
    if not Path(path).exists():
        raise FileNotFoundError(path)
    if not Path(path).is_file():
        # a pipe such as /dev/stdin is read like standard input
        with Path(path).open("rb") as stream:
            yield from _read_stream(stream, path, given, settings)
        return
    if name.endswith((".jsonl", ".ndjson")):
        with Path(path).open("rb") as stream:
            yield from _read_json_lines(stream, path, given, settings)
        return
    if name.endswith(_ARCHIVES):
        with Path(path).open("rb") as stream:
            yield from read_archive(stream, path, given, settings)
        return
    if name.endswith(".parquet"):
        from dragoman.read.table import read_parquet

        yield from read_parquet(path, given, settings)
        return
    data = _whole(path, settings)
    yield from read_bytes(data, path, settings, given)


def _whole(path: str, settings: Settings) -> bytes:
    size = Path(path).stat().st_size
    if size > settings.max_bytes:
        raise SourceError(path, "too_big", f"{size:,} bytes, and max_bytes is {settings.max_bytes:,}; split it")
    return Path(path).read_bytes()


def read_bytes(
    data: bytes, name: str, settings: Settings, given: Given, content_type: str = ""
) -> Iterator[Document | Reject]:
    """Every document that these bytes hold. `name` is the path or address they came from."""
    if not data.strip():
        raise SourceError(name, "empty", "there is nothing in it")
    if name.casefold().endswith(_NO_ARTICLES):
        raise SourceError(name, "no_text", "styles, scripts and drawings hold no article")
    reader = _reader_for(data, name.casefold(), content_type)
    yield from reader(data, name, given, settings)


def _reader_for(data: bytes, name: str, content_type: str) -> Reader:
    if name.endswith(_ARCHIVES) or data.startswith(b"WARC/"):
        return _read_archive_bytes
    if data.startswith(b"\x1f\x8b"):
        return _read_packed
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:1024].lstrip().startswith(b"%PDF-") or name.endswith(".pdf"):
        return read_pdf
    by_name = next((reader for ending, reader in _BY_NAME if name.endswith(ending)), None)
    if by_name is _read_markup or (by_name is None and _looks_like_markup(head, content_type)):
        return read_feed if is_feed(head) else _read_sitemap if is_sitemap(head) else _read_markup
    if by_name is None and head.startswith((b"{", b"[{")):
        return read_json
    return by_name or _read_plain


def _looks_like_markup(head: bytes, content_type: str) -> bool:
    return (
        "html" in content_type
        or "xml" in content_type
        or bool(re.match(rb"<(?:!doctype|html|\?xml|rss|feed|head|body|article|div|p|!--)[\s>]?", head))
    )


def _read_sitemap(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """Every page that a sitemap lists, each fetched from its address, politely."""
    from dragoman.read.manners import Visitor
    from dragoman.read.sitemap import list_pages

    visitor = Visitor(settings)
    for found in list_pages(data, name, visitor, settings):
        if isinstance(found, Reject):
            yield found
            continue
        try:
            # the language is looked at by whoever asked for this sitemap
            yield read_item(found, visitor, settings, given)[0]
        except SourceError as error:
            yield as_reject(error)


def _read_markup(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    yield make_page(_decode_page(data, name), given, settings, name)


def _decode_page(data: bytes, name: str) -> str:
    """A page may say its own encoding; it is believed where its bytes fit."""
    said = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", data[:4000])
    if said and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data[:4000]:
        try:
            encoding = said.group(1).decode("ascii").lower()
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _read_plain(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    text = with_plain_ends(decode(data, name).removeprefix("\ufeff"))
    try:
        blocks = find_blocks(text, settings.max_paragraph_chars)
        if name.casefold().endswith(_MARKDOWN):
            blocks = [*map(read_marks, blocks)]
        yield make_document(text, given, settings, blocks=blocks)
    except SourceError as error:
        raise SourceError(name, error.reason, error.detail) from None


def _read_archive_bytes(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    return read_archive(io.BytesIO(data), name, given, settings)


def _read_packed(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    inner = unpack(data, name, settings)
    inner_name = re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)
    if inner_name.casefold().endswith((".jsonl", ".ndjson")):
        return _read_json_lines(io.BytesIO(inner), name, given, settings)
    return read_bytes(inner, inner_name, settings, given)


def _read_json_lines(stream: BinaryIO, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    head = (
        stream.peek(4)[:4]
        if isinstance(stream, io.BufferedReader)
        else stream.getvalue()[:4]
        if isinstance(stream, io.BytesIO)
        else b""
    )
    lines: Iterable[bytes] = stream
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        lines = decode(stream.read(), name).encode("utf-8").splitlines()
    empty = True
    for found in read_lines(lines, name, given, settings):
        empty = False
        yield found
    if empty:
        raise SourceError(name, "empty", "there is no line in it")


def _read_stream(stream: BinaryIO, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """Standard input: JSON Lines, each line read as it comes, if the first one looks so; else one document."""
    first = b""
    for line in stream:
        first += line
        if line.strip():
            break
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        start = first.lstrip(b"\xef\xbb\xbf \t\r\n")
        before = [b""] * (first[: len(first) - len(start)].count(b"\n"))
        yield from read_lines(_chained(before, start, stream), name, given, settings)
        return
    data = first + stream.read(settings.max_bytes + 1 - len(first) if len(first) <= settings.max_bytes else 0)
    if len(data) > settings.max_bytes:
        raise SourceError(name, "too_big", f"more than max_bytes ({settings.max_bytes:,})")
    yield from read_bytes(data, name, settings, given)


def _chained(before: list[bytes], first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield from before
    yield first
    yield from rest


_BY_NAME: tuple[tuple[tuple[str, ...], Reader], ...] = (
    ((".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".rdf", ".shtml"), _read_markup),
    ((".mhtml", ".mht"), read_saved_page),
    ((".csv", ".tsv"), read_table),
    ((".json",), read_json),
    ((".txt", ".text", ".rst", *_MARKDOWN), _read_plain),
)
