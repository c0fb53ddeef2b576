"""How do records leave: as JSON Lines for programs, as safe words for people?

Output is UTF-8 whatever the terminal says, the same for the same input, and one record a line
even for readers that break lines at U+2028. What is shown to a person holds no control
character: an article must not be able to move a cursor or to turn the reading direction.
"""

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from dragoman.records import Coded, Document, Reject

# JSON lets these stand raw inside a string, but many readers take them for the end of a line
_LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_LINE_END = re.compile("[\u0085\u2028\u2029]")
# bidi marks and overrides, and characters without width
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
# C0 and C1 controls, lone surrogates
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
QUOTES = ' “”"'
_SPACE = re.compile(r"\s+")


def as_line(record: "BaseModel | Mapping[str, Any]") -> bytes:
    """One record as one line of JSON, in UTF-8."""
    fields = record if isinstance(record, Mapping) else record.model_dump()
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    if _SURROGATE.search(text):
        # a lone surrogate has no UTF-8: write it as the escape that it came as
        text = json.dumps(fields, ensure_ascii=True, separators=(",", ":"))
    return _LINE_END.sub(lambda m: _LINE_ENDS[m[0]], text).encode() + b"\n"


class HungUp(Exception):
    """Nobody reads standard output any more."""


class Lines:
    """Standard output as JSON Lines. A reader that hangs up ends the run quietly."""

    def __init__(self) -> None:
        self._out = sys.stdout.buffer

    def write(self, records: "Iterable[BaseModel | Mapping[str, Any]]") -> None:
        """Write records and hand them over at once: the next program may be waiting for them."""
        self._write(b"".join(as_line(r) for r in records))

    def pass_on(self, lines: Iterable[str]) -> None:
        """Write records that are JSON already, as they are."""
        for line in lines:
            self._write(_LINE_END.sub(lambda m: _LINE_ENDS[m[0]], line).encode() + b"\n", flush=False)
        self._write(b"")

    def write_bytes(self, whole: bytes) -> None:
        """Write something that is made already."""
        self._write(whole)

    def _write(self, line: bytes, flush: bool = True) -> None:
        try:
            self._out.write(line)
            if flush:
                self._out.flush()
        except BrokenPipeError:
            raise HungUp from None


def in_order(coded: "Coded") -> "list[BaseModel]":
    """The records of one article as they are written: document, statements, events, demands."""
    rank = {"statement": 0, "event": 1, "demand": 2}
    return [coded.document, *sorted(coded.claims, key=lambda c: rank[c.record])]


def plain(text: str | None) -> str:
    """Words as a person may see them: one line, no control characters."""
    return _CONTROL.sub("\ufffd", _UNSEEN.sub("", _SPACE.sub(" ", text or ""))).strip()


def plain_text(text: str | None) -> str:
    """The same for a whole text, whose own line breaks are kept."""
    return "\n".join(
        _CONTROL.sub("\ufffd", _UNSEEN.sub("", line)) for line in (text or "").replace("\t", " ").split("\n")
    )


def short(text: str | None, most: int = 120) -> str:
    """`plain` words, cut at a word's end where there are more than `most` code points."""
    words = plain(text)
    if len(words) <= most:
        return words
    return (
        words[: words.rfind(" ", most // 2, most) if " " in words[most // 2 : most] else most - 1].rstrip(" ,;:") + "…"
    )


def title_of(document: "Document") -> str:
    """What a person may call an article: its title, or its first words."""
    if plain(document.title):
        return plain(document.title)
    first = next((p for p in document.parts if p.kind == "body"), None)
    return short(document.text[first.start : first.end] if first else document.text, 60) or plain(document.id)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: output is the same everywhere, and no letter can stop a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def console() -> "Console":
    """Standard output for a person; a file or pipe gets lines that are long enough for tables."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 120)


def say(message: str) -> None:
    """One message for a person, on standard error."""
    lines = [plain(line) for line in message.splitlines()]
    sys.stderr.write("\n".join(lines) + "\n")


def say_rejects(rejects: "Iterable[Reject]") -> int:
    """Say what was not read and why; how many there were."""
    count = 0
    for reject in rejects:
        say(f"not read: {reject.id}: {reject.reason}: {reject.detail}")
        count += 1
    return count


def hang_up() -> None:
    """Keep Python from complaining, on its way out, that nobody reads standard output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
