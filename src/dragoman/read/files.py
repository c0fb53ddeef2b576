"""PDF, feeds, saved pages and packed files: files that hold documents in a wrapping of their own."""

import gzip
import io
import logging
import re
import zlib
from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.read.decode import decode
from dragoman.read.document import make_document
from dragoman.read.given import Given
from dragoman.read.items import read_items
from dragoman.read.page import make_fragment, make_page
from dragoman.read.rejects import as_reject
from dragoman.records import Document, Reject
from dragoman.settings import Settings

_MOST_PARTS = 2_000
_MOST_UNPACKED_BYTES = 25_000_000
"""Most that one stream of a PDF may unpack to: a page's text takes a few thousandths of that."""


def read_pdf(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """The text of a PDF file, page after page; words broken at a line's end are joined."""
    from pypdf import apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        # the library's own bound would let a bomb take 300 MB
        with apply_configuration(zlib_maximum_output_length=_MOST_UNPACKED_BYTES):
            pages, title = _read_pages(data, name, settings)
    except SourceError:
        raise
    except Exception as error:  # pypdf meets a damaged file with whatever its code runs into, assertions included
        detail = f"no PDF that can be read: {type(error).__name__}: {error}"[:200]
        raise SourceError(name, "broken_file", detail) from None
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(pages)).replace("\0", "").strip()
    if not text:
        raise SourceError(name, "no_text", "its pages hold pictures only; run them through character recognition first")
    text = text.encode("utf-8", "replace").decode("utf-8")
    # a PDF's own title is often its file name; it counts only where it stands in the text
    shown = (
        given
        if given.title or not title or title.casefold() not in text[:2000].casefold()
        else given.or_else(Given(title=title))
    )
    yield make_document(text, shown, settings)


def _read_pages(data: bytes, name: str, settings: Settings) -> tuple[list[str], str | None]:
    """The text of each page, as far as an article may be long, and the title that the file gives itself."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(name, "broken_file", "it is encrypted; save it without a password")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > settings.max_text_chars:
            break
    info = reader.metadata
    return pages, info.title if info and isinstance(info.title, str) else None


def read_feed(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """One document for each entry of an RSS or Atom feed: what the feed itself holds of it."""
    for item in read_items(data, name):
        try:
            yield make_fragment(item.html, given, item.said, settings, item.id)
        except SourceError as error:
            yield as_reject(error)


def read_saved_page(data: bytes, name: str, given: Given, settings: Settings) -> Iterator[Document | Reject]:
    """A page saved by a browser as one file (MHTML): its HTML part."""
    import email
    import email.errors
    import email.policy

    if data.count(b"\nContent-Type:") > _MOST_PARTS:
        raise SourceError(name, "broken_file", f"a page of more than {_MOST_PARTS:,} parts")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        payload = page.get_payload(decode=True) if page is not None else None
        address = None
        if page is not None:
            address = page.get("Content-Location") or message.get("Snapshot-Content-Location")
    except (LookupError, ValueError, AttributeError, TypeError, email.errors.MessageError) as error:
        # the standard library trips over some broken headers
        raise SourceError(name, "broken_file", f"its headers cannot be read: {error}") from None
    if page is None:
        raise SourceError(name, "no_text", "no page stands in this file")
    html = decode(payload, name) if isinstance(payload, bytes) else ""
    own = given if not address or not str(address).startswith("http") else given.or_else(Given(url=str(address)))
    yield make_page(html, own, settings, name)


def unpack(data: bytes, name: str, settings: Settings) -> bytes:
    """What a .gz file holds."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            unpacked = packed.read(settings.max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(name, "broken_file", f"no gzip file: {error}") from None
    if len(unpacked) > settings.max_bytes:
        raise SourceError(name, "too_big", f"unpacked more than max_bytes ({settings.max_bytes:,})")
    return unpacked
