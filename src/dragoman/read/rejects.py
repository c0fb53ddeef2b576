"""Why was an input not read? A short closed list, and the record that says so."""

from dragoman.errors import SourceError
from dragoman.records import CODER, Reject

REASONS: dict[str, str] = {
    "missing": "there is nothing at this path",
    "unreadable": "the file or folder may not be read, or reading it failed",
    "empty": "there is nothing in it, or nothing but white space",
    "binary": "it is not text: it holds NUL or other control characters",
    "encoding": "its bytes are no text in one encoding, or hold half a character",
    "too_big": "it is larger than max_bytes",
    "too_long": "the article is longer than max_text_chars",
    "broken_file": "it says what kind of file it is, and is not one: damaged, encrypted or cut off",
    "broken_line": "this line or row is not a JSON object, or a field of it is of the wrong kind",
    "refused": "the address is not http(s), or lies inside a network that nobody may be sent to",
    "unreachable": "the server could not be reached, took too long, or answered with an error",
    "disallowed": "a feed or sitemap led to it, and the site's robots.txt asks programs not to read it",
    "no_text": "it was read, and no article stands in it",
    "bad_date": "the date given is none; write YYYY-MM-DD",
    "language": "the article is in a language that is not coded",
    "unknown_code": "a table of coded events names a side or an act by a code that is not known",
    "no_side": "a coded event names nobody on one of its sides",
    "no_act": "a coded event does not say what was done",
    "bad_number": "a coded event has a score or a number of acts that is none",
    "doubled": "one id stands for different events",
    "no_event": "a table of coded events holds no row that could be read",
}
"""Every reason that `read/` gives, with what it means."""


def as_reject(error: SourceError) -> Reject:
    """The record of what a reader refused."""
    return Reject(id=_sayable(error.name), reason=error.reason, detail=_sayable(error.detail), coder=CODER)


def _sayable(words: str) -> str:
    """What was refused may be named by half characters or NUL, which nobody could write down."""
    return words.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")
