"""How far has a long run come? Said on standard error, to a person at a terminal, and only after two seconds."""

import sys
import time
from types import TracebackType
from typing import Self

_PATIENCE_S = 2.0
_EVERY_S = 0.2


class Progress:
    """Counts what is done. The total is not known: sources are read as they come."""

    def __init__(self, what: str, beside_output: bool = False) -> None:
        self._what = what
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
            sys.stderr.write(f"\r\x1b[2K{self._done:,} {self._what}, {rate:,.1f} a second")
            sys.stderr.flush()
            self._said, self._shown = now, True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
