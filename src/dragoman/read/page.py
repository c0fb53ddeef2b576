"""HTML to document: the main text by trafilatura, then the same pass that scraped text gets.

A page that marks its article itself (schema.org's articleBody) is believed. The text is built
here, one paragraph after another with a blank line between, the title first.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.read.blocks import Block
from dragoman.read.document import make_document
from dragoman.read.given import Given
from dragoman.read.metadata import find_metadata
from dragoman.records import Document, PartKind
from dragoman.settings import Settings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDDEN = (
    "//*[@aria-hidden='true' or @hidden or @role='tooltip' or contains(@class,'tooltip') or contains(@style,'display:none') "
    "or contains(@style,'display: none')][not(self::body or self::html or self::main or self::article)]"
)
_ASIDES = (
    ".//*[self::aside or self::nav or self::form or self::script or self::style or self::noscript or self::button "
    "or @role='complementary' or @role='navigation' or "
    + " or ".join(
        f"contains(@class, '{mark}')"
        for mark in "share social related promo newsletter taglist bottommeta comment advert sponsor ignore sidebar recirc widget".split()
    )
    + "]"
)
_WHITE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_DEEPEST = 1500
_MOST_ELEMENTS = 50_000
_TAG = re.compile(r"<(/?)(\w[\w:-]*)[^>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li td tr th dt dd option".split())


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
    if not any(words for _, words in pieces):
        raise SourceError(name, "no_text", "no article stands in this page; name the page of one article")
    shown = given.title or metadata.title
    if shown and not any(_same(shown, words) for _, words in pieces[:3]):
        pieces.insert(0, ("title", _WHITE.sub(" ", shown).strip()))
    text, blocks = _set(pieces, settings)
    return make_document(text, given, settings, metadata, blocks)


def _parse(html: str | bytes, name: str) -> "HtmlElement":
    from trafilatura import load_html

    _refuse_monsters(html if isinstance(html, str) else html.decode("utf-8", "replace"), name)
    if isinstance(html, str):
        html = html.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    # a piece of a page is wrapped, for trafilatura takes whole pages only
    tree = load_html(html)
    if tree is None and html.strip():
        tree = load_html(
            f"<html><body>{html if isinstance(html, str) else html.decode('utf-8', 'replace')}</body></html>"
        )
    if tree is None:
        raise SourceError(name, "no_text", "it is no HTML page")
    return tree


def _refuse_monsters(html: str, name: str) -> None:
    """Refuse pages that no browser would show: a hundred thousand elements, or elements nested a thousand deep."""
    depth = deepest = count = 0
    for closing, tag, alone in _TAG.findall(html):
        count += not closing
        if tag.lower() in _VOID or alone:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST or count > _MOST_ELEMENTS:
        raise SourceError(
            name, "broken_file", f"{count:,} elements, nested up to {deepest:,} deep: no page of an article"
        )


def _main_text(tree: "HtmlElement", url: str | None) -> Iterator[tuple[PartKind | None, str]]:
    """The article's paragraphs, with the kind where the markup tells."""
    for element in tree.xpath(_HIDDEN):
        _drop(element)
    marked = _marked_article(tree)
    if marked is None:
        found = list(_extract(tree, url))
        if not found:
            for element in tree.xpath(_ASIDES):
                _drop(element)
            found = list(_flow(tree))
        yield from found
        return
    for element in marked.xpath(_ASIDES):
        _drop(element)
    found = list(_extract(marked, url))
    flow = list(_flow(marked))
    # trafilatura takes short lines and odd markup for furniture, which inside an article they seldom are
    yield from found if _size(found) >= 0.75 * _size(flow) else flow


def _size(pieces: Iterable[tuple[PartKind | None, str]]) -> int:
    return sum(len(words) for _, words in pieces)


def _extract(tree: "HtmlElement", url: str | None) -> Iterator[tuple[PartKind | None, str]]:
    """What trafilatura finds to be the main text."""
    from trafilatura import bare_extraction

    found = bare_extraction(tree, url=url, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    if found is not None and not isinstance(found, dict) and found.body is not None:
        yield from _pieces(found.body, None)


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


def _pieces(element: Any, kind: PartKind | None) -> Iterator[tuple[PartKind | None, str]]:
    """Walk trafilatura's tree: paragraphs, headings, list items, cells, quotes."""
    if element.tag in ("p", "head", "item", "cell", "code"):
        for words in _lines(element):
            yield kind, words
        return
    within: PartKind | None = "blockquote" if element.tag == "quote" else kind
    if element.text and element.text.strip():
        yield within, _clean(element.text)
    for child in element:
        yield from _pieces(child, within)
        if child.tail and child.tail.strip():
            yield within, _clean(child.tail)


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
    for line in lines:
        if words := _clean(line):
            yield words


def _clean(words: str) -> str:
    return _WHITE.sub(" ", words).strip()


def _drop(element: "HtmlElement") -> None:
    """Take an element out, and leave the words behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def _same(title: str, words: str) -> bool:
    return Block(0, 0, title).words == Block(0, 0, words).words


def _set(pieces: Iterable[tuple[PartKind | None, str]], settings: Settings) -> tuple[str, list[Block]]:
    """Set the paragraphs one below another."""
    from dragoman.read.blocks import find_blocks

    blocks: list[Block] = []
    text = ""
    rows: list[str] = []
    at = 0
    for kind, words in pieces:
        if not words:
            continue
        for block in find_blocks(words, settings.max_paragraph_chars):
            blocks.append(Block(at + block.start, at + block.end, block.text, True, kind))
        rows.append(words)
        at += len(words) + 2
    text = "\n\n".join(rows)
    return text, blocks


def make_fragment(html: str, given: Given, metadata: Given, settings: Settings, name: str) -> Document:
    """A document of a piece of HTML that is an article from end to end, such as a feed's entry."""
    from lxml.html import fromstring

    pieces: list[tuple[PartKind | None, str]] = []
    if html.strip():
        _refuse_monsters(html, name)
        tree = fromstring(f"<div>{html.replace(chr(0), '')}</div>")
        for element in tree.xpath(_ASIDES):
            _drop(element)
        pieces = list(_flow(tree))
    shown = given.title or metadata.title
    if shown and not any(_same(shown, words) for _, words in pieces[:2]):
        pieces.insert(0, ("title", _clean(shown)))
    if not pieces:
        raise SourceError(name, "no_text", "the entry has neither title nor text")
    text, blocks = _set(pieces, settings)
    return make_document(text, given, settings, metadata, blocks)


_FLOW = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote ul ol table tr td section article br figure figcaption pre dl dt dd hr".split()
)


def _flow(tree: "HtmlElement") -> Iterator[tuple[PartKind | None, str]]:
    """The text between block elements, each stretch one paragraph."""
    from lxml.etree import iterwalk

    words: list[str] = []
    kinds: list[PartKind | None] = [None]
    for action, element in iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            if action == "end":
                words.append(element.tail or "")
            continue
        if element.tag in _FLOW:
            if said := _clean("".join(words)):
                yield kinds[-1], said
            words = []
        if action == "start":
            if element.tag in ("blockquote", "figcaption"):
                kinds.append("blockquote" if element.tag == "blockquote" else "caption")
            words.append(element.text or "")
        else:
            if element.tag in ("blockquote", "figcaption"):
                kinds.pop()
            words.append(element.tail or "")
    if said := _clean("".join(words)):
        yield kinds[-1], said
