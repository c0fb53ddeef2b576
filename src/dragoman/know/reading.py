"""What the tables can say of some words: a reading, and a known name found in a text."""

from dataclasses import dataclass
from typing import Literal

from dragoman.records import Actor, hashed

Kind = Literal[
    "state", "demonym", "capital", "region", "city", "body", "office", "person", "group", "igo", "company", "people"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Who some words mean, as far as the words themselves and the tables tell.

    `name` is the fullest form known. What is not known is None, never the likeliest.
    """

    name: str
    country: str | None
    sector: str | None = None
    role: str | None = None
    in_office: bool | None = None
    kind: Kind = "body"
    confidence: float = 0.5

    def actor(self, words: str, start: int | None = 0) -> Actor:
        """The same as a record, for the words that were read, which stand at `start`."""
        return Actor(
            name=self.name,
            text=words or None,
            start=start if words else None,
            end=start + len(words) if words and start is not None else None,
            country=self.country,
            sector=self.sector,
            role=self.role,
            in_office=self.in_office,
            id=hashed("actor", self.name, self.country),
        )


@dataclass(frozen=True, slots=True)
class Name:
    """A known name in a text, at code points `start` to `end` (end-exclusive), and all that it can mean."""

    start: int
    end: int
    readings: tuple[Reading, ...]
