"""POLECAT: a table in the 40 columns of the Political Event Classification, Attributes, and Types data.

Parted by tabs, like the files of the Dataverse. A cell that holds several parts them by semicolons.
Where the act took place is not read, so the columns on places stay empty.
"""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Final

from dragoman.records import Actor, Document, Event
from dragoman.show.export.cow import COW
from dragoman.show.export.material import Material, acts_of
from dragoman.show.export.out import Out

FILE = "polecat.tsv"
LACKS = (
    "statements, demands, the ledger",
    "acts that were planned, attempted, hypothetical or denied: POLECAT has no status, and every row counts as done",
    "places, Wikipedia's numbers, and the story's people, organisations and locations: those columns stay empty",
)
_LANGUAGES = {"en": "English"}


def write(material: Material, out: Out) -> None:
    """Every act that took place, once for each article that tells of it."""
    file = out.open(FILE)
    file.write(_line(COLUMNS))
    out.written[FILE] = 0
    for coded in material.articles():
        for event in acts_of(coded, out.left_out):
            file.write(_line(cell(event, coded.document) for cell in COLUMNS.values()))
            out.written[FILE] += 1
        for claim in coded.claims:
            if not isinstance(claim, Event):
                out.left_out[f"{claim.record}s, which POLECAT has no place for"] += 1


def _line(cells: Iterable[str | None]) -> bytes:
    row = io.StringIO(newline="")
    plain = (" ".join(cell.split()) if cell else "" for cell in cells)
    csv.writer(row, delimiter="\t", lineterminator="\n").writerow(plain)
    return row.getvalue().encode("utf-8")


def _list(words: Iterable[str | None]) -> str:
    """Several in one cell, each in its place; a semicolon of their own would part them wrongly."""
    found = [(word or "").replace(";", ",") for word in words]
    return ";".join(found) if any(found) else ""


def _side(title: str, of: Callable[[Event], tuple[Actor, ...]]) -> "dict[str, Cell]":
    """The eight columns about actors or recipients."""

    def each(word: Callable[[Actor], str | None]) -> "Cell":
        return lambda e, _: _list(word(a) for a in of(e))

    return {
        f"{title} Name": each(lambda a: a.name),
        f"{title} Country": each(lambda a: a.country),
        f"{title} COW": each(lambda a: COW.get(a.country or "")),
        f"Primary {title} Sector": lambda e, _: next((a.sector for a in of(e) if a.sector), None),
        f"{title} Sectors": each(lambda a: a.sector),
        f"{title} Title": each(lambda a: a.role),
        f"{title} Name Raw": each(lambda a: a.text),
        f"Wikipedia {title} ID": _empty,
    }


def _empty(_event: Event, _document: Document) -> None:
    return None


Cell = Callable[[Event, Document], str | None]

COLUMNS: Final[dict[str, Cell]] = {
    "Event ID": lambda e, _: e.id,
    "Event Date": lambda e, _: e.date if e.date_precision == "day" else None,
    "Event Type": lambda e, _: e.type,
    "Event Mode": lambda e, _: e.mode,
    "Intensity": lambda e, _: f"{e.score:g}",
    "Quad Code": lambda e, _: e.quad.upper(),
    "Contexts": lambda e, _: _list(e.contexts),
    **_side("Actor", lambda e: e.actors),
    **_side("Recipient", lambda e: e.recipients),
    "Placename": _empty,
    "City": _empty,
    "District": _empty,
    "Province": _empty,
    "Country": _empty,
    "Latitude": _empty,
    "Longitude": _empty,
    "GeoNames ID": _empty,
    "Raw Placename": _empty,
    "Feature Type": _empty,
    "Source": lambda _, d: d.publisher,
    "Publication Date": lambda _, d: d.published,
    "Story People": _empty,
    "Story Organizations": _empty,
    "Story Locations": _empty,
    "Language": lambda _, d: _LANGUAGES.get(d.language, d.language),
    "Version": lambda e, _: e.coder,
}
