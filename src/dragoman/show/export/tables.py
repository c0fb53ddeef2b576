"""CSV for spreadsheets: one table a kind of record, one row a record.

Tables are flat: several actors of one event stand in one cell, parted by semicolons, and only the first
words that a record rests on are given. The words come from articles, so a cell that a spreadsheet
would take for a formula is marked as text. UTF-8 with a mark at the start, by which Excel knows it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO

from dragoman.records import Actor, Demand, Document, Entry, Event, Statement
from dragoman.show.export.material import Material
from dragoman.show.export.out import Out

Cell = str | int | float | None
Columns = Mapping[str, Callable[[Any], Cell]]
LACKS = (
    "why a record was made, the places of its sides, all but the first words that it rests on",
    "an article's text and its parts",
    "cells as they are where a spreadsheet would compute them: those begin with an apostrophe",
)

# as OWASP lists them, with the wide forms that East Asian spreadsheets take for the same
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(material: Material, out: Out) -> None:
    """documents, statements, events, demands and rulings; the ledger too where a day was named."""
    tables = {name: Table(out, name, columns) for name, columns in COLUMNS.items()}
    for coded in material.articles():
        document = coded.document
        tables["documents"].add((document, material.copies.get(document.id)))
        for claim in coded.claims:
            tables[f"{claim.record}s"].add(claim)
    for ruling in material.rulings:
        tables["rulings"].add(ruling)
    if material.as_of is not None:
        ledger = Table(out, "ledger", LEDGER)
        for entry in material.entries():
            ledger.add(entry)


class Table:
    """One CSV file."""

    def __init__(self, out: Out, name: str, columns: Columns) -> None:
        self._out, self._name, self._columns = out, f"{name}.csv", columns
        self._file: BinaryIO = out.open(self._name)
        out.written[self._name] = 0
        self._write(columns, b"\xef\xbb\xbf")

    def add(self, record: Any) -> None:
        self._write([as_text(cell(record)) for cell in self._columns.values()])
        self._out.written[self._name] += 1

    def _write(self, cells: Iterable[Cell], before: bytes = b"") -> None:
        row = io.StringIO(newline="")
        csv.writer(row).writerow(cells)
        self._file.write(before + row.getvalue().encode("utf-8"))


def as_text(cell: Cell) -> Cell:
    """Words that a spreadsheet would compute get an apostrophe before them, as spreadsheets themselves write text."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def names(actors: Iterable[Actor | None]) -> str:
    return "; ".join(a.name for a in actors if a)


def codes(actors: Iterable[Actor | None]) -> str:
    return "; ".join(" ".join(c for c in (a.country, a.sector) if c) for a in actors if a)


def _is(field: str) -> Callable[[Any], Cell]:
    """The column that repeats a field as it is."""
    return lambda record: getattr(record, field)


_DOCUMENT: dict[str, Callable[[tuple[Document, str | None]], Cell]] = {
    "id": lambda d: d[0].id,
    "published": lambda d: d[0].published,
    "published_basis": lambda d: d[0].published_basis,
    "title": lambda d: d[0].title,
    "publisher": lambda d: d[0].publisher,
    "authors": lambda d: "; ".join(d[0].authors),
    "language": lambda d: d[0].language,
    "url": lambda d: d[0].url,
    "copy_of": lambda d: d[1],
    "content_hash": lambda d: d[0].content_hash,
    "coder": lambda d: d[0].coder,
}

_STATEMENT: dict[str, Callable[[Statement], Cell]] = {
    "id": _is("id"),
    "document": _is("document"),
    "kind": _is("kind"),
    "speaker": lambda s: names([s.speaker]),
    "speaker_codes": lambda s: codes([s.speaker]),
    "addressee": lambda s: names([s.addressee]),
    "continues": _is("continues"),
    "confidence": _is("confidence"),
    "start": _is("start"),
    "end": _is("end"),
    "exact": _is("exact"),
}

_EVENT: dict[str, Callable[[Event], Cell]] = {
    "id": _is("id"),
    "document": _is("document"),
    "date": _is("date"),
    "date_basis": _is("date_basis"),
    "date_precision": _is("date_precision"),
    "type": _is("type"),
    "mode": _is("mode"),
    "quad": _is("quad"),
    "score": _is("score"),
    "status": _is("status"),
    "historical": lambda e: int(e.historical),
    "actors": lambda e: names(e.actors),
    "actor_codes": lambda e: codes(e.actors),
    "recipients": lambda e: names(e.recipients),
    "recipient_codes": lambda e: codes(e.recipients),
    "contexts": lambda e: "; ".join(e.contexts),
    "statement": _is("statement"),
    "same_as": _is("same_as"),
    "confidence": _is("confidence"),
    "start": lambda e: e.evidence[0].start if e.evidence else None,
    "end": lambda e: e.evidence[0].end if e.evidence else None,
    "evidence": lambda e: e.evidence[0].exact if e.evidence else None,
}

_DEMAND: dict[str, Callable[[Demand], Cell]] = {
    "id": _is("id"),
    "document": _is("document"),
    "date": _is("date"),
    "by": lambda d: names([d.by]),
    "by_codes": lambda d: codes([d.by]),
    "voiced_by": lambda d: names([d.voiced_by]),
    "of": lambda d: names(d.of),
    "of_codes": lambda d: codes(d.of),
    "force": _is("force"),
    "negative": lambda d: int(d.negative),
    "rank": _is("rank"),
    "deadline": _is("deadline"),
    "tie": lambda d: d.tie.kind if d.tie else None,
    "consequence": lambda d: d.tie.consequence.exact if d.tie and d.tie.consequence else None,
    "answers": _is("answers"),
    "statement": _is("statement"),
    "same_as": _is("same_as"),
    "confidence": _is("confidence"),
    "start": lambda d: d.what.start,
    "end": lambda d: d.what.end,
    "what": lambda d: d.what.exact,
}

LEDGER: dict[str, Callable[[Entry], Cell]] = {
    "id": _is("id"),
    "by": _is("by"),
    "of": _is("of"),
    "act": _is("act"),
    "first_demanded": _is("first_demanded"),
    "last_demanded": _is("last_demanded"),
    "as_of": _is("as_of"),
    "outcome": _is("outcome"),
    "answer": _is("answer"),
    "standing": _is("standing"),
    "basis": _is("basis"),
    "confidence": _is("confidence"),
    "demands": lambda e: "; ".join(e.demands),
    "because": lambda e: "; ".join(dict.fromkeys(record for step in e.history for record in step.because)),
}

COLUMNS: dict[str, Columns] = {
    "documents": _DOCUMENT,
    "statements": _STATEMENT,
    "events": _EVENT,
    "demands": _DEMAND,
    "rulings": {name: _is(name) for name in ("id", "target", "field", "value", "because", "by", "on")},
}
