"""Text to document: what it says of itself, what the caller says of it, and its parts."""

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.errors import SourceError
from dragoman.read.blocks import Block, find_blocks
from dragoman.read.given import Given, read_day
from dragoman.read.label import label
from dragoman.read.tongue import find_language
from dragoman.records import CODER, Document
from dragoman.settings import Settings

_MOST_PARAGRAPHS = 20_000
# an article packs to a third; what packs to a twelfth is a file gone wrong, and would keep the parser for minutes
_LONG_BYTES, _MOST_REPEATED = 20_000, 12


def hash_of(text: str) -> str:
    """The content hash: SHA-256 of the text in UTF-8, in full."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    date: str | None = None,
    source: str | None = None,
    url: str | None = None,
    authors: Iterable[str] = (),
    language: str | None = None,
    settings: Settings | None = None,
) -> Document:
    """A document of a text, which is kept as it came, `\\r\\n` made `\\n`. Raises `SourceError` for what is no text."""
    given = Given(id, title, date, source, url, tuple(authors), language)
    return make_document(text, given, settings or Settings())


def with_plain_ends(text: str) -> str:
    """Each line end as one character. Done twice it changes nothing more, so places that were counted stay right."""
    return re.sub(r"\r+\n", "\n", text)


def make_document(
    text: str,
    given: Given,
    settings: Settings,
    metadata: Given | None = None,
    blocks: Sequence[Block] | None = None,
) -> Document:
    """A document of a text and what is known of it. `blocks` are for a text whose paragraphs are known."""
    name = given.id or (metadata.id if metadata else None) or "text"
    text = with_plain_ends(text)
    check_text(text, name, settings)
    said = metadata or Given()
    published = read_day(given.date, name)
    title = _one_line(given.title or said.title)
    blocks = find_blocks(text, settings.max_paragraph_chars) if blocks is None else blocks
    if len(blocks) > _MOST_PARAGRAPHS:
        raise SourceError(name, "too_long", f"{len(blocks):,} paragraphs; split it into its articles")
    found = label(blocks, title)
    basis: Literal["given", "metadata", "text", "none"] = "given"
    if published is None:
        published, basis = said.date, "metadata"
    if published is None:
        published, basis = (found.published.isoformat(), "text") if found.published else (None, "none")
    content_hash = hash_of(text)
    return Document(
        id=given.id or said.id or content_hash,
        content_hash=content_hash,
        title=title or found.title,
        authors=given.authors or said.authors or found.authors,
        publisher=said.source or found.publisher or given.source,
        published=published,
        published_basis=basis,
        language=_primary(given.language) or find_language(text),
        url=given.url or said.url,
        source=given.source,
        text=text,
        parts=found.parts,
        coder=CODER,
    )


def check_text(text: str, name: str, settings: Settings) -> None:
    """Refuse what is no article's text: nothing, too much, NUL, half characters."""
    if len(text) > settings.max_text_chars:
        detail = (
            f"{len(text):,} characters, and max_text_chars is {settings.max_text_chars:,}; split it into its articles"
        )
        raise SourceError(name, "too_long", detail)
    if not text.strip().strip("\ufeff\u200b"):
        raise SourceError(name, "empty", "there is no text in it")
    if "\0" in text:
        raise SourceError(name, "binary", "it holds NUL characters, so it is no text; name a text file")
    try:
        written = text.encode("utf-8")
    except UnicodeEncodeError as error:
        detail = f"character {error.start} is half a surrogate pair; write the file anew as UTF-8"
        raise SourceError(name, "encoding", detail) from None
    if len(written) > _LONG_BYTES and len(zlib.compress(written, 1)) * _MOST_REPEATED < len(written):
        raise SourceError(name, "no_text", "it says the same over and over, as no article does")


def _one_line(title: str | None) -> str | None:
    return " ".join(title.split()) or None if title else None


def _primary(language: str | None) -> str | None:
    """ "en-GB", "EN_us", "English": the code before the region."""
    words = (language or "").strip().lower().replace("_", "-").split("-")[0]
    return {"english": "en", "eng": "en"}.get(words, words) or None
