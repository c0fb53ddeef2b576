"""How far has a long run come? Said on standard error, to a person at a terminal, and only after two seconds."""

import sys
import time
from collections.abc import Mapping
from shutil import get_terminal_size
from types import TracebackType
from typing import Self

_PATIENCE_S = 2.0
_EVERY_S = 0.2


_WORDS = {"new version": ("new version", "new versions"), "recoded": ("coded again", "coded again")}


def tally(done: Mapping[str, int]) -> str:
    """What became of each: "3 added, 12 known already, 1 rejected"."""
    told = (f"{n:,} {_WORDS.get(what, (what, what))[n > 1]}" for what, n in done.items() if n)
    return ", ".join(told) or "nothing new"


class Progress:
    """Counts what is done, and what became of it. The total is often not known: sources are read as they come."""

    def __init__(
        self,
        what: str,
        beside_output: bool = False,
        tally: Mapping[str, int] | None = None,
        total: int | None = None,
    ) -> None:
        self._what, self._tally = what if total is None else f"of {total:,} {what}", tally
        self._began = self._said = time.monotonic()
        self._done = 0
        self._shown = False
        # records that scroll by on the same terminal are progress enough
        self._terminal = sys.stderr.isatty() and not (beside_output and sys.stdout.isatty())

    def __enter__(self) -> Self:
        return self

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        now = time.monotonic()
        if self._terminal and now - self._began > _PATIENCE_S and now - self._said > _EVERY_S:
            rate = self._done / (now - self._began)
            became = f": {tally(self._tally)}" if self._tally is not None else ""
            sys.stderr.write(f"\r\x1b[2K{self._done:,} {self._what}, {rate:,.1f} a second{became}"[: _width() + 5])
            sys.stderr.flush()
            self._said, self._shown = now, True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _width() -> int:
    """How much fits on one line: a longer one would scroll."""
    return get_terminal_size().columns - 1
