"""Everything dragoman raises on purpose, as one tree.

A message says what happened, to which thing, and what to do about it. Only `show/` turns
errors into exit codes.
"""


class DragomanError(Exception):
    """Anything dragoman raises on purpose."""


class SourceError(DragomanError):
    """The outside world sent something that we will not read. The run goes on without it.

    `name` is the id or path of the thing, `reason` one of the short words that `rejects` lists,
    `detail` a sentence for a person.
    """

    def __init__(self, name: str, reason: str, detail: str) -> None:
        super().__init__(f"{name}: {reason}: {detail}")
        self.name, self.reason, self.detail = name, reason, detail


class Unreachable(SourceError):
    """A server could not be reached or would not answer: it may another time.

    `status` is what it answered, None where it did not; `wait_s` for how long it asks to be left alone.
    """

    def __init__(self, name: str, detail: str, status: int | None = None, wait_s: float | None = None) -> None:
        super().__init__(name, "unreachable", detail)
        self.status, self.wait_s = status, wait_s


class BadSpan(DragomanError):
    """A span does not fit the words that it claims to quote: a fault of ours, never of the text."""


class UsageError(DragomanError):
    """The command line or a question cannot be carried out as it stands (exit status 2)."""


class CaseError(DragomanError):
    """The case cannot be used: not a case, newer than this program, or out of reach (exit status 3)."""
