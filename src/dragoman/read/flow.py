"""What stands in a stretch of HTML, paragraph by paragraph, once all that is no text of it is taken out?"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.records import PartKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Piece = tuple[PartKind | None, str]
"""A paragraph's kind, where the markup tells, and its words."""

_WHITE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_PAGE = frozenset(("html", "body", "main", "article"))
_HIDDEN = (
    ".//*[@aria-hidden='true' or @hidden or @role='tooltip' "
    "or contains(@class, 'tooltip') or contains(@class, 'popover') "
    "or contains(@class, 'hovercard') or contains(@class, 'hover-card') or contains(@class, 'people-block') "
    "or contains(@style, 'display:none') or contains(@style, 'display: none')]"
)
# "has-tooltip", "tooltip-trigger": what the tooltip belongs to, which is text
_OWNS_TOOLTIP = re.compile(
    r"(?:with|has|owns)[\w-]*tooltip|tooltip[\w-]*(?:trigger|target|wrap|link|toggle|anchor|parent)"
)
_BESIDE = "share social related promo newsletter taglist bottommeta comment advert sponsor ignore sidebar recirc widget"
_ASIDES = (
    ".//*[self::aside or self::nav or self::form or self::script or self::style or self::noscript or self::button "
    "or @role='complementary' or @role='navigation' or "
    + " or ".join(f"contains(@class, '{mark}')" for mark in _BESIDE.split())
    + "]"
)
_OWN_KINDS: dict[str, PartKind] = {"blockquote": "blockquote", "figcaption": "caption"}
_PARAGRAPHS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote ul ol table tr td section article br figure figcaption pre dl dt dd "
    "hr".split()
)


def clean(words: str) -> str:
    """One line, with single spaces."""
    return _WHITE.sub(" ", words).strip()


def drop_hidden(tree: "HtmlElement") -> None:
    """Take out what a reader of the page does not see, such as a tooltip inside a sentence."""
    for element in tree.xpath(_HIDDEN):
        marks = element.get("class") or ""
        only_by_class = (
            re.search(r"tooltip|popover|hover", marks)
            and element.get("role") != "tooltip"
            and element.get("aria-hidden") != "true"
        )
        if element.tag not in _PAGE and not (only_by_class and _OWNS_TOOLTIP.search(marks)):
            _drop(element)


def drop_asides(tree: "HtmlElement") -> None:
    """Take out menus, buttons, forms and boxes that say by their names that they stand beside the text."""
    for element in tree.xpath(_ASIDES):
        if element.tag not in _PAGE:
            _drop(element)


def _drop(element: "HtmlElement") -> None:
    """Take an element out, and leave the words behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def flow(tree: "HtmlElement") -> Iterator[Piece]:
    """The text between block elements, each stretch one paragraph."""
    from lxml.etree import iterwalk

    words: list[str] = []
    kinds: list[PartKind | None] = [None]
    for action, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        if action not in ("start", "end"):
            words.append(element.tail or "")
            continue
        if element.tag in _PARAGRAPHS:
            if said := clean("".join(words)):
                yield kinds[-1], said
            words = []
        own = _OWN_KINDS.get(element.tag)
        if action == "start":
            kinds += [own] if own else []
            words.append(element.text or "")
        else:
            del kinds[len(kinds) - bool(own) :]
            words.append(element.tail or "" if element is not tree else "")
    if said := clean("".join(words)):
        yield kinds[-1], said
