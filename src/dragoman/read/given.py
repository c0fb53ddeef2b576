"""What is known of a document before it is read: what the caller says of it.

An absent field, null and blank words are the same. A date that is none is refused, never guessed at.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.errors import SourceError

# a day, or a moment of which the day is taken as it stands: no time zone moves it
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.*)?")
# "0001-01-01" and "9999-12-31" are what programs write where they know no date
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of all documents of one run, or of one of them. What a document itself says goes first."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    """ISO day."""
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: which column holds which field, such as {"text": "Body", "date": "Day"}."""

    def or_else(self, other: "Given") -> "Given":
        """These words, and the other's where there are none."""
        return Given(
            id=self.id or other.id,
            title=self.title or other.title,
            date=self.date or other.date,
            source=self.source or other.source,
            url=self.url or other.url,
            authors=self.authors or other.authors,
            language=self.language or other.language,
            columns=self.columns or other.columns,
        )


def read_day(words: str | None, name: str) -> str | None:
    """The ISO day that these words give; None where there are none. Refuses "2008-13-45"."""
    if words is None or not words.strip():
        return None
    match = _DAY.fullmatch(words.strip())
    try:
        if match is None:
            raise ValueError
        day = datetime.date.fromisoformat(match.group(1))
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError
        return day.isoformat()
    except ValueError:
        raise SourceError(name, "bad_date", f"{words.strip()[:40]!r} is no day; write it as YYYY-MM-DD") from None
