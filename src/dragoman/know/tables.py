"""What do the data files hold, and how are they read?

One line a fact, tab-separated, in files that a person can read and mend. Names are indexed when
the tables are loaded, a line is split only when its name turns up.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple, cast

from dragoman.know.reading import Kind

DATA: Traversable = files("dragoman.know") / "data"


class Entry(NamedTuple):
    """One line of a table of names: what the name means, and from when to when.

    `start` and `end` are ISO dates, maybe only a year or month; empty means open. An entry of kind
    person is one spell in one office.
    """

    kind: Kind
    country: str | None
    sector: str | None
    name: str
    role: str | None
    start: str
    end: str

    def holds_on(self, day: str) -> bool | None:
        """Was it so on that day? A spell given by month or year holds for the whole of its first and last one.

        None where the table stops knowing: an end such as "2014?" says when it was last seen to be so.
        """
        if not self.began_by(day):
            return False
        if not self.end or day <= self.end.rstrip("?") + "~":
            return True
        return None if self.end.endswith("?") else False

    def began_by(self, day: str) -> bool:
        return not self.start or self.start <= day


def iso(on: date | str | None) -> str | None:
    """A day as the tables write it; None where there is none."""
    if on is None or on == "":
        return None
    return on if isinstance(on, str) else on.isoformat()


def read_lines(*path: str) -> Iterator[str]:
    """The lines of a data file without comments and empty ones."""
    for line in DATA.joinpath(*path).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


@lru_cache(maxsize=4096)
def entry_of(line: str) -> Entry:
    """kind, country, sector, name, aliases, role, start, end."""
    kind, country, sector, name, _, role, start, end = [*line.split("\t"), "", "", "", ""][:8]
    return Entry(cast(Kind, kind), country or None, sector or None, name.rstrip("="), role or None, start, end)


def names_of(line: str) -> list[str]:
    """The name of a line and its other forms. A name that ends in "=" says that all forms mean the same."""
    parts = line.split("\t", 5)
    name = parts[3].rstrip("=")
    return [name, *parts[4].split("|")] if len(parts) > 4 and parts[4] else [name]
