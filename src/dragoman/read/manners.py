"""How does a reader ask many sites for many things without being a burden?

One request at a time, and never two to one host within a second or within what its robots.txt asks for. A page that
robots.txt keeps from programs is not asked for. A host that asks to be left alone is, for as long as it says; one that
fails three times in a row, until the next round.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.errors import SourceError, Unreachable
from dragoman.read.robots import Robots, read_robots
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.read.door import Fetched

_GAP_S = 1.0
_LONGEST_GAP_S = 60.0
_FAILURES = 3
# a server that is overloaded and does not say for how long
_BUSY_S = 300.0


class Visitor:
    """Fetches through the guarded door, politely. One for a run; not for several threads."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings, self._clock, self._sleep = settings, clock, sleep
        self._free_at: dict[str, float] = {}
        """Host → when the next request may go out."""
        self._leave_until: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._robots: dict[str, Robots] = {}

    def begin_round(self) -> None:
        """Give hosts that failed another chance, and ask anew what they allow."""
        self._failures.clear()
        self._robots.clear()

    def fetch_named(self, url: str, etag: str | None = None, modified: str | None = None) -> "Fetched":
        """What stands at an address that the user named, such as a feed: robots.txt is not about those."""
        return self._fetch(url, Robots(), etag, modified)

    def fetch_found(self, url: str) -> "Fetched":
        """What stands at an address that a feed or sitemap led to. `SourceError` where robots.txt forbids it."""
        robots = self._ask_robots(_site_of(url), url)
        if not robots.allows(url):
            raise SourceError(url, "disallowed", "the site's robots.txt asks programs not to read this page")
        return self._fetch(url, robots)

    def _fetch(self, url: str, robots: Robots, etag: str | None = None, modified: str | None = None) -> "Fetched":
        # a tenth of a second, which nobody without addresses need wait for
        from dragoman.read.door import fetch

        host = _site_of(url).partition("://")[2]
        self._wait_for(host, url)
        gap = min(max(_GAP_S, robots.delay_s or 0), _LONGEST_GAP_S)
        try:
            fetched = fetch(url, self._settings, etag, modified)
        except Unreachable as error:
            if error.status is None:
                self._failures[host] = self._failures.get(host, 0) + 1
            elif error.status in (429, 503):
                wait_s = error.wait_s if error.wait_s is not None else _BUSY_S
                self._leave_until[host] = self._clock() + wait_s
            raise
        finally:
            self._free_at[host] = self._clock() + gap
        self._failures.pop(host, None)
        return fetched

    def _wait_for(self, host: str, url: str) -> None:
        left_s = self._leave_until.get(host, 0.0) - self._clock()
        if left_s > 0:
            raise Unreachable(url, f"the server asked to be left alone for another {left_s:,.0f} s", wait_s=left_s)
        if self._failures.get(host, 0) >= _FAILURES:
            raise Unreachable(url, f"{host} failed {_FAILURES} times in a row and is left alone until the next round")
        pause_s = self._free_at.get(host, 0.0) - self._clock()
        if pause_s > 0:
            self._sleep(pause_s)

    def _ask_robots(self, site: str, url: str) -> Robots:
        if site not in self._robots:
            self._robots[site] = self._fetch_robots(site, url)
        return self._robots[site]

    def _fetch_robots(self, site: str, url: str) -> Robots:
        try:
            return read_robots(self._fetch(f"{site}/robots.txt", Robots()).data.decode("utf-8", "replace"))
        except Unreachable as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return Robots()
            # RFC 9309: a site that cannot say what it allows allows nothing for now
            raise Unreachable(
                url, f"its robots.txt could not be asked for: {error.detail}", wait_s=error.wait_s
            ) from None
        except SourceError as error:
            if error.reason == "refused":
                raise SourceError(url, error.reason, error.detail) from None
            return Robots()


def _site_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise SourceError(url, "refused", f"no web address: {error}"[:200]) from None
    return f"{parts.scheme}://{parts.netloc.lower()}"
