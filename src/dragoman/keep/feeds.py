"""Which feeds does the desk watch, and which of their items are dealt with?

What is kept here is a memory for being polite: losing it would cost requests, never an article.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.keep.schema import feed_items, feeds


@dataclass(frozen=True, slots=True)
class SeenItem:
    """What became of an item of a feed."""

    mark: str
    tries: int
    """How often it could not be read; 0 where it was."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was when it was last read whole."""

    url: str
    etag: str | None = None
    modified: str | None = None


def find_feed(connection: Connection, url: str) -> Feed:
    """What is known of a feed; a bare one where it is new."""
    row = connection.execute(select(feeds.c.etag, feeds.c.modified).where(feeds.c.url == url)).first()
    return Feed(url, row.etag, row.modified) if row else Feed(url)


def keep_feed(connection: Connection, feed: Feed, offered: Collection[str]) -> None:
    """Keep what a feed's server wants to be shown, and forget the items that it offers no longer."""
    _upsert_feed(connection, feed)
    held = connection.scalars(select(feed_items.c.item).where(feed_items.c.feed == feed.url))
    for item in set(held) - set(offered):
        connection.execute(delete(feed_items).where(feed_items.c.feed == feed.url, feed_items.c.item == item))


def _upsert_feed(connection: Connection, feed: Feed) -> None:
    values = {"etag": feed.etag, "modified": feed.modified}
    if connection.execute(update(feeds).where(feeds.c.url == feed.url).values(values)).rowcount == 0:
        connection.execute(insert(feeds), {"url": feed.url, **values})


def find_items(connection: Connection, url: str) -> dict[str, SeenItem]:
    """What became of each item of a feed."""
    rows = connection.execute(select(feed_items).where(feed_items.c.feed == url))
    return {row.item: SeenItem(row.mark, row.tries) for row in rows}


def keep_item(connection: Connection, url: str, item: str, seen: SeenItem) -> None:
    """Keep what became of an item."""
    if connection.scalar(select(feeds.c.url).where(feeds.c.url == url)) is None:
        connection.execute(insert(feeds), {"url": url})
    same = (feed_items.c.feed == url) & (feed_items.c.item == item)
    values = {"mark": seen.mark, "tries": seen.tries}
    if connection.execute(update(feed_items).where(same).values(values)).rowcount == 0:
        connection.execute(insert(feed_items), {"feed": url, "item": item, **values})
