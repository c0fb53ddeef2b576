"""What does `watch` do? Feeds and sitemaps are polled into the case, politely, until somebody stops it.

Each item is read once, and again when the feed says something else of it. One that could not be reached is tried again
in the next rounds. A feed that is dead is asked ever more seldom and never stops the others.
"""

import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.errors import SourceError, Unreachable, UsageError
from dragoman.keep import Case, Feed, SeenItem
from dragoman.read import Item, Visitor, list_items, read_item
from dragoman.records import CODER, Document, Reject
from dragoman.settings import Settings
from dragoman.show.coding import code_all
from dragoman.show.lines import say, say_rejects
from dragoman.show.progress import Progress, tally

_ONCE_A_DAY_S = 86_400
_MOST_TRIES = 5


@dataclass
class _Watched:
    """A feed in a run."""

    url: str
    due_at: float = 0.0
    failures: int = 0
    said: str = ""
    """The last trouble, so that it is said once and not every quarter of an hour."""


@dataclass
class Watcher:
    """A run of `watch`: one case, one visitor, one feed after another."""

    case: Case
    settings: Settings
    every_s: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._visitor = Visitor(self.settings, self.clock, self.sleep)

    def run(self, urls: list[str], *, once: bool) -> None:
        """Ask every feed when it is due, for ever unless `once`."""
        watched = [_Watched(url) for url in dict.fromkeys(urls)]
        while True:
            self._visitor.begin_round()
            before = self.done.copy()
            for feed in watched:
                if feed.due_at <= self.clock():
                    self._ask(feed)
            news = self.done - before
            if once:
                return
            if news - Counter({"known already": news["known already"]}):
                say(f"{datetime.now():%Y-%m-%d %H:%M}  {tally(news)}")
            self.sleep(max(0.0, min(feed.due_at for feed in watched) - self.clock()))

    def _ask(self, feed: _Watched) -> None:
        """One feed: what is new in it. Its trouble is its own."""
        wait_s: float | None = None
        try:
            self._read(feed.url)
            feed.failures, feed.said = 0, ""
        except SourceError as error:
            feed.failures += 1
            wait_s = error.wait_s if isinstance(error, Unreachable) else None
            self._reject(Reject(id=feed.url, reason=error.reason, detail=error.detail, coder=CODER), feed)
        # a feed that fails is asked half as often each time, down to once a day
        pause_s = (
            min(self.every_s * 2**feed.failures, max(self.every_s, _ONCE_A_DAY_S)) if feed.failures else self.every_s
        )
        feed.due_at = self.clock() + max(pause_s, wait_s or 0.0)

    def _read(self, url: str) -> None:
        known = self.case.feed(url)
        fetched = self._visitor.fetch_named(url, known.etag, known.modified)
        if fetched.unchanged:
            return
        seen = self.case.feed_items(url)
        offered: list[str] = []
        again = False
        with Progress("items", tally=self.done) as progress:
            for item in list_items(fetched.data, fetched.url, self._visitor, self.settings):
                if isinstance(item, Reject):
                    self._reject(item)
                    continue
                offered.append(item.id)
                again |= self._take(url, item, seen.get(item.id))
                progress.step()
        # while an item waits to be tried again, the server must not answer that nothing is new
        etag, modified = (None, None) if again else (fetched.etag, fetched.modified)
        self.case.keep_feed(Feed(url, etag, modified), offered)

    def _take(self, url: str, item: Item, seen: SeenItem | None) -> bool:
        """Read, code and keep one item, unless that was done. Whether it is to be tried again."""
        tries = seen.tries if seen and seen.mark == item.mark else 0
        if seen and seen.mark == item.mark and (tries == 0 or tries >= _MOST_TRIES):
            self.done["known already"] += 1
            return False
        try:
            self._keep(read_item(item, self._visitor, self.settings))
            tries = 0
        except SourceError as error:
            self._reject(Reject(id=item.id, reason=error.reason, detail=error.detail, coder=CODER))
            # what cannot be read today cannot be read tomorrow, unless the server only did not answer
            tries = tries + 1 if isinstance(error, Unreachable) and not _is_gone(error) else _MOST_TRIES
        self.case.keep_feed_item(url, item.id, SeenItem(item.mark, tries))
        return 0 < tries < _MOST_TRIES

    def _keep(self, read: list[Document | Reject]) -> None:
        if any(isinstance(found, Document) and self.case.holds(found) for found in read):
            self.done["known already"] += 1
            return
        for found in code_all(read, self.settings, workers=1):
            if isinstance(found, Reject):
                self._reject(found)
                continue
            self.done[self.case.add(found).what] += 1
            for reject in found.rejects:
                self._reject(reject)

    def _reject(self, reject: Reject, feed: _Watched | None = None) -> None:
        self.case.reject(reject)
        if feed is not None and feed.said == reject.reason:
            return
        if feed is not None:
            feed.said = reject.reason
        self.done["rejected"] += say_rejects([reject])


def _is_gone(error: Unreachable) -> bool:
    """Whether the server knows that there is nothing, or nothing for us."""
    return error.status is not None and 400 <= error.status < 500 and error.status not in (408, 425, 429)


def watch_feeds(where: str, feeds: list[str], every_s: float, settings: Settings, *, once: bool) -> int:
    """Watch until stopped. Exit status."""
    for url in feeds:
        if not re.match(r"https?://", url, re.IGNORECASE):
            raise UsageError(f"{url!r} is no web address; to read a feed from a file: dragoman add {url}")
    with Case.open(where) as case:
        watcher = Watcher(case, settings, every_s)
        with _stopped_by_signals():
            if not once:
                say(f"watching {len(feeds)} feed{'s' if len(feeds) > 1 else ''} into {case.name} (stop with Ctrl-C)")
            try:
                watcher.run(feeds, once=once)
            except KeyboardInterrupt:
                # every article is kept whole or not at all, so nothing needs to be finished
                say("stopped.")
        say(f"{case.name}: {tally(watcher.done)}.")
    return 1 if watcher.done["rejected"] else 0


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """A service manager's SIGTERM stops like Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
