"""HTML to document: the main text by trafilatura, then the same pass that scraped text gets.

A page that marks its article itself (schema.org's articleBody) is believed. The text is built
here, one paragraph after another with a blank line between, the title first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.read.blocks import Block, find_blocks
from dragoman.read.document import make_document
from dragoman.read.flow import Piece, clean, drop_asides, drop_hidden, flow
from dragoman.read.given import Given
from dragoman.read.metadata import find_metadata
from dragoman.records import Document, PartKind
from dragoman.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 1500
_MOST_ELEMENTS = 50_000
_TAG = re.compile(r"<(/?)(\w[\w:-]*)[^>]*?(/?)>")
# elements that need no end tag, so that they do not count as nested
_OPEN_ENDED = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td tr th dt dd option".split()
)
# below this share of the marked article's words, trafilatura has taken text for furniture
_LEAST_SHARE = 0.75


def read_html(
    html: str | bytes,
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
    """A document of a web page. Raises `SourceError` where no article stands in it."""
    given = Given(id, title, date, source, url, tuple(authors), language)
    return make_page(html, given, settings or Settings())


def make_page(html: str | bytes, given: Given, settings: Settings, name: str | None = None) -> Document:
    """A document of a web page and what is known of it."""
    name = name or given.id or given.url or "page"
    tree = _parse(html, name)
    metadata = find_metadata(tree, given.url)
    pieces = list(_main_text(tree, given.url))
    if not pieces:
        raise SourceError(name, "no_text", "no article stands in this page; name the page of one article")
    return _set(pieces, given, metadata, settings)


def make_fragment(html: str, given: Given, metadata: Given, settings: Settings, name: str) -> Document:
    """A document of a piece of HTML that is an article from end to end, such as a feed's entry."""
    from lxml.html import fromstring

    pieces: list[Piece] = []
    if html.strip():
        _refuse_monsters(html, name)
        tree = fromstring(f"<div>{html.replace(chr(0), '')}</div>")
        drop_asides(tree)
        pieces = list(flow(tree))
    if not pieces and not (given.title or metadata.title):
        raise SourceError(name, "no_text", "the entry has neither title nor text")
    return _set(pieces, given, metadata, settings)


def _parse(html: str | bytes, name: str) -> "HtmlElement":
    from trafilatura import load_html

    page = html if isinstance(html, str) else html.decode("utf-8", "replace")
    # half a surrogate pair becomes a question mark: a page may hold one in a place that nobody reads
    page = page.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    _refuse_monsters(page, name)
    tree = load_html(page)
    if tree is None and page.strip():
        # a piece of a page is wrapped, for trafilatura takes whole pages only
        tree = load_html(f"<html><body>{page}</body></html>")
    if tree is None:
        raise SourceError(name, "no_text", "it is no HTML page")
    return tree


def _refuse_monsters(html: str, name: str) -> None:
    """Refuse pages that no browser would show: tens of thousands of elements, or elements nested a thousand deep."""
    depth = deepest = count = 0
    for closing, tag, alone in _TAG.findall(html):
        count += not closing
        if alone or tag.lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST or count > _MOST_ELEMENTS:
        detail = f"{count:,} elements, nested up to {deepest:,} deep: no page of an article"
        raise SourceError(name, "broken_file", detail)


def _main_text(tree: "HtmlElement", url: str | None) -> Iterator[Piece]:
    """The article's paragraphs, with the kind where the markup tells."""
    drop_hidden(tree)
    marked = _marked_article(tree)
    if marked is None:
        found = list(_extract(tree, url))
        drop_asides(tree)
        yield from _with_lost_sections(tree, found) if found else flow(tree)
        return
    drop_asides(marked)
    found, whole = list(_extract(marked, url)), list(flow(marked))
    yield from found if _size(found) >= _LEAST_SHARE * _size(whole) else whole


def _with_lost_sections(tree: "HtmlElement", found: list[Piece]) -> Iterator[Piece]:
    """What was found; or, where that is but one of several sections built alike, all of them.

    Some sites cut an article into boxes with advertising between them, and the largest box is then taken for the whole.
    """
    taken = {words for _, words in found}
    boxes: dict[str, list[HtmlElement]] = {}
    lost = kept = 0
    paragraphs = [(p, clean(p.text_content())) for p in tree.iter("p")]
    names = {_box_name(p) for p, words in paragraphs if words in taken and len(words) > 100} - {""}
    for p, words in paragraphs:
        if _box_name(p) in names and len(words) > 100:
            lost, kept = lost + (words not in taken), kept + (words in taken)
            box = p.getparent()
            if box not in boxes.setdefault(_box_name(p), []):
                boxes[_box_name(p)].append(box)
    if len(names) != 1 or lost < 3 or lost < 0.3 * kept:
        yield from found
        return
    for box in next(iter(boxes.values())):
        yield from flow(box)


def _box_name(paragraph: "HtmlElement") -> str:
    """How the element around a paragraph is called; nothing where it has no class."""
    box = paragraph.getparent()
    return f"{box.tag}.{box.get('class')}" if box is not None and box.get("class") else ""


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(words) for _, words in pieces)


def _marked_article(tree: "HtmlElement") -> "HtmlElement | None":
    """The element that says it is the article's body; several beside each other are put into one."""
    from lxml.html import Element

    marked = [
        e for e in tree.xpath("//*[contains(@itemprop, 'articleBody')]") if e.tag not in ("meta", "link", "script")
    ]
    inner = {id(e) for m in marked for e in m.iterdescendants()}
    marked = [m for m in marked if id(m) not in inner and m.text_content().strip()]
    if not marked:
        return None
    sizes = [len(m.text_content()) for m in marked]
    if max(sizes) > 0.6 * sum(sizes):
        return marked[sizes.index(max(sizes))]
    whole = Element("div")
    whole.extend(marked)
    return whole


def _extract(tree: "HtmlElement", url: str | None) -> Iterator[Piece]:
    """What trafilatura finds to be the main text."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, url=url, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    if found is not None and not isinstance(found, dict) and found.body is not None:
        yield from _pieces(found.body, None)


def _pieces(element: Any, kind: PartKind | None) -> Iterator[Piece]:
    """Walk trafilatura's tree: paragraphs, headings, list items, cells, quotes."""
    if element.tag in ("p", "head", "item", "cell", "code"):
        for words in _lines(element):
            yield kind, words
        return
    within: PartKind | None = "blockquote" if element.tag == "quote" else kind
    if words := clean(element.text or ""):
        yield within, words
    for child in element:
        yield from _pieces(child, within)
        if words := clean(child.tail or ""):
            yield within, words


def _lines(element: Any) -> Iterator[str]:
    """The element's text; a line break in it parts two paragraphs."""
    lines = [""]
    for node in element.iter():
        if node.tag == "lb":
            lines.append("")
        elif node.text:
            lines[-1] += node.text
        if node is not element and node.tail:
            lines[-1] += node.tail
    yield from filter(None, map(clean, lines))


def _set(pieces: list[Piece], given: Given, metadata: Given, settings: Settings) -> Document:
    """Set the paragraphs one below another, the title first."""
    title = clean(given.title or metadata.title or "")
    wanted = Block(0, 0, title).words
    if title and not any(Block(0, 0, words).words == wanted for _, words in pieces[:3]):
        pieces.insert(0, ("title", title))
    blocks: list[Block] = []
    at = 0
    for kind, words in pieces:
        for block in find_blocks(words, settings.max_paragraph_chars):
            blocks.append(Block(at + block.start, at + block.end, block.text, kind=kind))
        at += len(words) + 2
    return make_document("\n\n".join(words for _, words in pieces), given, settings, metadata, blocks)
