"""Which articles does a feed or a sitemap offer, and what does it say of them?

Both are read as they are named in the wild: RSS and Atom by feedparser, sitemaps by lxml with nothing of a DTD
believed. A feed that holds its articles whole is taken at its word; otherwise the article stands at its address.
"""

import hashlib
import io
import re
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import SourceError
from dragoman.read.given import Given, read_day

_MOST_ENTRIES = 5_000
_MOST_ADDRESSES = 50_000  # what the protocol allows one sitemap
_MOST_ADDRESS_CHARS = 2_048
# below, it is a teaser; and so is what ends by asking to read on
_WHOLE_WORDS = 150
_READ_ON = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more|read the full|read on|full story)[^.!?]{0,80})\W*$",
    re.IGNORECASE,
)
_DEEPEST = 200
_ELEMENT = re.compile(rb"<(/?)[a-zA-Z][^<>]*?(/?)>")
_QUOTED = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One article that a feed or a sitemap offers."""

    id: str
    url: str | None
    said: Given
    """What the feed says of it: title, day, site, authors."""
    html: str = ""
    """As much of its text as the feed holds."""
    whole: bool = False
    """Whether that is the article from end to end."""
    mark: str = ""
    """Another one whenever the feed says something else of it."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file of a sitemap lists."""

    pages: tuple[Item, ...]
    further: tuple[str, ...]
    """Addresses of further sitemaps."""
    foreign: int
    """Addresses on other sites than its own: such a listing proves nothing."""


def is_feed(head: bytes) -> bool:
    """Whether a file that begins so is RSS or Atom."""
    return bool(_FEED.search(head))


def is_sitemap(head: bytes) -> bool:
    return bool(_SITEMAP.search(head))


def read_items(data: bytes, name: str) -> tuple[Item, ...]:
    """What an RSS or Atom feed offers, in its order."""
    import feedparser

    entries = len(re.findall(rb"<(?:[\w.-]{1,20}:)?(?:item|entry)[\s>]", data))
    if entries > _MOST_ENTRIES:
        raise SourceError(name, "too_big", f"a feed of {entries:,} entries, and {_MOST_ENTRIES:,} are read; split it")
    if _deepest(data) > _DEEPEST:
        raise SourceError(name, "broken_file", f"elements nested more than {_DEEPEST} deep: no feed")
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser forgives much, and meets the rest with whatever its code runs into
        raise SourceError(name, "broken_file", f"no feed: {type(error).__name__}: {error}"[:200]) from None
    if not feed.entries and feed.bozo:
        raise SourceError(name, "broken_file", f"no feed: {feed.get('bozo_exception')}"[:200])
    if not feed.entries:
        raise SourceError(name, "no_text", "the feed has no entries")
    site = _words(feed.feed.get("title"))
    return tuple(_item(entry, site, f"{name}:{number}") for number, entry in enumerate(feed.entries, 1))


def _deepest(data: bytes) -> int:
    """How deep the feed's own elements are nested; what it quotes from pages does not count."""
    depth = deepest = 0
    for closing, alone in _ELEMENT.findall(_QUOTED.sub(b"", data)):
        if not alone:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _item(entry: Any, site: str | None, where: str) -> Item:
    contents = [_words(c.get("value")) or "" for c in entry.get("content", [])]
    html = max([*contents, _words(entry.get("summary")) or ""], key=len)
    link = _words(entry.get("link"))
    said = Given(
        id=_id_of(_words(entry.get("id")), link),
        title=_words(entry.get("title")),
        date=_day_of(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
        source=site,
        url=link,
        authors=tuple(name for a in entry.get("authors", []) if (name := _words(a.get("name")))),
    )
    words = " ".join(_TAG.sub(" ", max(contents, key=len, default="")).split())
    whole = len(words.split()) >= _WHOLE_WORDS and not _READ_ON.search(words)
    mark = _mark(said.title, said.date, str(dict.get(entry, "updated")), html)
    return Item(said.id or where, link, said, html, whole or not link, mark)


def _words(said: Any) -> str | None:
    """What a feed says in one place, if anything: text that can be written down."""
    if not isinstance(said, str) or not said.strip():
        return None
    return said.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _id_of(guid: str | None, link: str | None) -> str | None:
    """An entry's own id where it is one the world over: "17" in two feeds is not one article."""
    if guid and (not link or re.match(r"[a-z][a-z0-9+.-]*:", guid, re.IGNORECASE)):
        return guid
    return link or guid


def _day_of(moment: Any) -> str | None:
    if not moment or moment.tm_year < 1000:
        return None
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


def _mark(*said: str | None) -> str:
    return hashlib.sha256("\x1f".join(s or "" for s in said).encode("utf-8", "replace")).hexdigest()[:16]


def read_sitemap(data: bytes, name: str) -> Sitemap:
    """What a sitemap or an index of sitemaps lists. `name` is its address or path."""
    from lxml import etree

    site = _site_of(name)
    pages: list[Item] = []
    further: list[str] = []
    foreign = 0
    # nothing of a DTD is believed, and no tree grows beyond what one entry needs
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if kind not in ("url", "sitemap"):
                continue
            said = {
                etree.QName(child).localname: (child.text or "").strip()
                for child in element.iter()
                if isinstance(child.tag, str)
            }
            url = said.get("loc", "")
            if not url or len(url) > _MOST_ADDRESS_CHARS or (site and _site_of(url) != site):
                foreign += 1
            elif kind == "sitemap":
                further.append(url)
            else:
                pages.append(_listed(url, said, name))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if len(pages) + len(further) > _MOST_ADDRESSES:
                raise SourceError(name, "too_big", f"it lists more than {_MOST_ADDRESSES:,} addresses; split it")
    except (etree.XMLSyntaxError, zlib.error, ValueError) as error:
        if not pages and not further:
            raise SourceError(name, "broken_file", f"no sitemap: {error}"[:200]) from None
    if not pages and not further:
        raise SourceError(name, "no_text", "the sitemap lists no page of its own site")
    return Sitemap(tuple(pages), tuple(dict.fromkeys(further)), foreign)


def _listed(url: str, said: dict[str, str], name: str) -> Item:
    """A page of a sitemap; sitemaps for news say its title, day and paper too."""
    try:
        day = read_day(said.get("publication_date"), name)
    except SourceError:
        day = None
    given = Given(id=url, title=said.get("title") or None, date=day, source=said.get("name") or None, url=url)
    return Item(url, url, given, mark=_mark(given.title, day, said.get("lastmod")))


def _site_of(address: str) -> str:
    """The host without "www"; nothing for a file."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") if "://" in address else ""
    except ValueError:
        return "?"
