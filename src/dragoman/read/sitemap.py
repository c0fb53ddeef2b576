"""Which pages does a whole sitemap list, with all the sitemaps that it leads to?

Bounded in depth, in files and in pages; what is left out is said.
"""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.read.files import unpack
from dragoman.read.items import Item, is_feed, is_sitemap, read_items, read_sitemap
from dragoman.read.rejects import as_reject
from dragoman.records import Reject
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.read.manners import Visitor

_MOST_FILES = 50
_DEEPEST = 3
_HEAD_BYTES = 4_000


def list_items(data: bytes, name: str, visitor: "Visitor", settings: Settings) -> Iterator[Item | Reject]:
    """What a feed or a sitemap offers, packed or not. Raises `SourceError` for what is neither."""
    data = _unpacked(data, name, settings)
    if is_sitemap(data[:_HEAD_BYTES]):
        return list_pages(data, name, visitor, settings)
    if not is_feed(data[:_HEAD_BYTES]):
        raise SourceError(
            name, "broken_file", "neither a feed nor a sitemap stands there; add a page with: dragoman add"
        )
    return iter(read_items(data, name))


def list_pages(data: bytes, name: str, visitor: "Visitor", settings: Settings) -> Iterator[Item | Reject]:
    """The pages of a sitemap and of those that it names, each once; a reject for each sitemap that was not read."""
    waiting: deque[tuple[str, bytes | None, int]] = deque([(name, data, 0)])
    files: set[str] = {name}
    pages: set[str] = set()
    left_out = 0
    while waiting:
        address, held, depth = waiting.popleft()
        try:
            listed = read_sitemap(held if held is not None else _fetch(address, visitor, settings), address)
        except SourceError as error:
            yield as_reject(error if error.name == address else SourceError(address, error.reason, error.detail))
            continue
        if listed.foreign:
            detail = f"{listed.foreign:,} of its entries lead to other sites or nowhere, and were passed over"
            yield as_reject(SourceError(address, "refused", detail))
        for url in listed.further:
            if url in files:
                continue
            if depth == _DEEPEST or len(files) > _MOST_FILES:
                detail = (
                    f"not asked for: a sitemap leads to {_MOST_FILES} others at most, {_DEEPEST} deep; name it itself"
                )
                yield as_reject(SourceError(url, "too_big", detail))
                continue
            files.add(url)
            waiting.append((url, None, depth + 1))
        for item in listed.pages:
            if item.id in pages:
                continue
            if len(pages) == settings.sitemap_pages:
                left_out += 1
                continue
            pages.add(item.id)
            yield item
    if left_out:
        detail = f"{left_out:,} further pages were left out; raise sitemap_pages ({settings.sitemap_pages:,})"
        yield as_reject(SourceError(name, "too_big", detail))


def _fetch(address: str, visitor: "Visitor", settings: Settings) -> bytes:
    return _unpacked(visitor.fetch_found(address).data, address, settings)


def _unpacked(data: bytes, address: str, settings: Settings) -> bytes:
    return unpack(data, address, settings) if data.startswith(b"\x1f\x8b") else data
