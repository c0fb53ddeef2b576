"""What does a web page say of itself: title, day, authors, site? Only what it states in so many words."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman.errors import SourceError
from dragoman.read.credits import find_byline, is_person
from dragoman.read.days import find_day
from dragoman.read.given import Given, read_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
_DAYS = tuple(
    "article:published_time article:published datepublished og:published_time og:article:published_time "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date dc.date.issued dcterms.issued "
    "dcterms.created dc.date dcterms.date article.published cxenseparse:recs:publishtime date displaydate "
    "originalpublicationdate publication_date".split()
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
)
_SITES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)
_ARTICLE = re.compile(
    r"(?:News|Blog|Reportage|Opinion|Analysis|Background|Scholarly|Liveblog)?(?:Article|Posting|Report)$|NewsArticle|"
    r"Article"
)
_MOST_JSON = 400_000


def find_metadata(tree: "HtmlElement", url: str | None) -> Given:
    """Title, day, authors, site and address of a page."""
    meta = _meta(tree)
    linked = next(_articles(tree), {})
    site = _first(meta, _SITES) or _name(linked.get("publisher"))
    title = (
        _words(linked.get("headline")) or _first(meta, _TITLES) or _heading(tree) or _words(tree.findtext(".//title"))
    )
    return Given(
        title=_without_site(title, site),
        date=_day(_words(linked.get("datePublished")))
        or next((d for k in _DAYS if (d := _day(meta.get(k)))), None)
        or _time(tree),
        source=site,
        url=url or _address(tree, meta),
        authors=_authors(tree, meta, linked),
    )


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """All <meta> by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        value = " ".join((element.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _articles(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Articles that the page describes in JSON-LD."""
    for element in tree.iter("script"):
        if (
            (element.get("type") or "").lower() != "application/ld+json"
            or not element.text
            or len(element.text) > _MOST_JSON
        ):
            continue
        try:
            said = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [said]
        for thing in waiting[:200]:
            if isinstance(thing, list):
                waiting += thing[:50]
            elif isinstance(thing, dict):
                kind = thing.get("@type")
                if any(isinstance(k, str) and _ARTICLE.search(k) for k in (kind if isinstance(kind, list) else [kind])):
                    yield thing
                waiting += [thing[k] for k in ("@graph", "mainEntity") if k in thing]


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _heading(tree: "HtmlElement") -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    return next((h for h in headings if h), None) if len([h for h in headings if h]) == 1 else None


def _without_site(title: str | None, site: str | None) -> str | None:
    """ "Talks resume | The Daily" is "Talks resume"."""
    if not title:
        return None
    parts = re.split(r"\s+[|–—·»-]\s+", title)
    if len(parts) > 1 and site and parts[-1].casefold().startswith(site.casefold()[:12]):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»-")
    return title


def _day(words: str | None) -> str | None:
    if not words:
        return None
    try:
        return read_day(words, "page")
    except SourceError:
        found = find_day(words)
        return found[0].isoformat() if found else None


def _time(tree: "HtmlElement") -> str | None:
    """The day of a <time> that says it is the day of publication, or of the only one."""
    times = list(tree.iter("time"))
    for element in times:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        says_so = element.get("pubdate") is not None or re.search(r"publi|pubdate|entry-date|posted|created", marks)
        if says_so and (day := _day(element.get("datetime") or element.text_content())):
            return day
    days = {d for t in times if (d := _day(t.get("datetime") or t.text_content()))}
    return days.pop() if len(days) == 1 else None


def _address(tree: "HtmlElement", meta: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return meta.get("og:url")


def _authors(tree: "HtmlElement", meta: dict[str, str], linked: dict[str, Any]) -> tuple[str, ...]:
    said = linked.get("author")
    names = [_name(one) for one in (said if isinstance(said, list) else [said])]
    names += [] if any(names) else [_first(meta, _AUTHORS)]
    people: list[str] = []
    for name in names:
        if not name or "://" in name:
            continue
        byline = find_byline(name if name.lower().startswith("by ") else f"By {name}")
        people += byline.authors if byline and byline.authors else [name] if is_person(name) else []
    if not people:
        marked = tree.xpath("//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]")
        texts = [" ".join(m.text_content().split()) for m in marked[:5]]
        for text in texts:
            byline = find_byline(text if text.lower().startswith("by ") else f"By {text}")
            if byline and byline.authors:
                people += byline.authors
                break
    return tuple(dict.fromkeys(people))
