"""Which ledger does a reader get while articles come in? The last whole one, until the next is weighed.

A ledger stands for one state of the case. Articles that have come in since make it old and not wrong: its
reader gets it at once, with a word on how far it is behind, while one thread weighs the next beside the readers. What
takes something back is carried out first: after a ruling or a removal everybody waits for the ledger that knows of it.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Condition, Lock, Thread

from dragoman.errors import CaseError
from dragoman.keep import CaseState
from dragoman.records import Entry

_DAYS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """A ledger as of a day, and the state of the case that it was weighed from."""

    entries: tuple[Entry, ...]
    state: CaseState
    behind: int = 0
    """Texts that have come into the case since; 0 where the ledger is that of the case as it is."""


_NONE: tuple[int, Weighed | None] = (0, None)


class Ledgers:
    """The ledgers that readers have asked for, each day's last whole one. Safe to use from several threads."""

    def __init__(
        self,
        state: Callable[[], CaseState],
        weigh: Callable[[str], tuple[Entry, ...]],
        patience_s: float,
    ) -> None:
        """`patience_s` is how long a reader waits for the next ledger before the last one is good enough."""
        self._state, self._weigh, self._patience_s = state, weigh, patience_s
        self._kept: OrderedDict[str, tuple[int, Weighed]] = OrderedDict()
        self._begun = 0
        self._wanted: dict[str, None] = {}
        self._worker: Thread | None = None
        self._changed = Condition()
        self._turn = Lock()

    def at(self, as_of: str) -> Weighed:
        """The ledger as of a day: of the case as it is, or the last whole one if that one takes longer."""
        with self._changed:
            asked = self._begun
        state = self._state()

        def is_good() -> bool:
            """Whether the one at hand is of the case as we found it, or was begun after we asked."""
            begun, last = self._kept.get(as_of, _NONE)
            return last is not None and (begun > asked or last.state == state)

        with self._changed:
            _, last = self._kept.get(as_of, _NONE)
            if last is not None and not is_good() and state.has_only_grown_since(last.state):
                self._weigh_beside(as_of)
                self._changed.wait_for(is_good, self._patience_s)
                _, last = self._kept.get(as_of, (0, last))
                return replace(last, behind=max(state.texts - last.state.texts, 0))
            if last is not None and is_good():
                self._kept.move_to_end(as_of)
                return last
        with self._turn:
            with self._changed:
                # somebody who waited before us has weighed it
                _, last = self._kept.get(as_of, _NONE)
                if last is not None and is_good():
                    return last
            return self._weigh_now(as_of)

    def settle(self) -> None:
        """Wait until nothing is being weighed."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def _weigh_now(self, as_of: str) -> Weighed:
        with self._changed:
            self._begun += 1
            begun = self._begun
        # what comes in while it is weighed may be in it or not: it counts as not
        state = self._state()
        weighed = Weighed(self._weigh(as_of), state)
        with self._changed:
            self._kept[as_of] = begun, weighed
            self._kept.move_to_end(as_of)
            while len(self._kept) > _DAYS_KEPT:
                self._kept.popitem(last=False)
            self._changed.notify_all()
        return weighed

    def _weigh_beside(self, as_of: str) -> None:
        self._wanted[as_of] = None
        if self._worker is None:
            self._worker = Thread(target=self._work, name="ledgers", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        try:
            while (as_of := self._next_wanted()) is not None:
                began = time.monotonic()
                with self._turn:
                    self._weigh_now(as_of)
                # readers and writers need the processor too: at least half of it
                time.sleep(time.monotonic() - began)
        except CaseError:
            # the case cannot be read now: whoever asks next will be told
            with self._changed:
                self._worker = None

    def _next_wanted(self) -> str | None:
        with self._changed:
            if not self._wanted:
                self._worker = None
                return None
            return self._wanted.popitem()[0]
