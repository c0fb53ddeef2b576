"""What does a folder hold that batch has filled? The articles with their records, as if they had just been coded."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from dragoman.records import Claim, Coded, Document, Reject
from dragoman.show.batch.plan import Plan
from dragoman.show.batch.work import PLACE, part_file
from dragoman.show.export.arrow import KINDS, records_in

_CLAIMS = ("statements", "events", "demands")

Placed = tuple[int, Any]


def coded_in(plan: Plan) -> Iterator[Coded | Reject]:
    """Everything in the parts that are done, in the order of the source."""
    for note in plan.done():
        yield from _part(plan.out, note.number)


def _part(out: str, number: int) -> Iterator[Coded | Reject]:
    claims: dict[int, list[Claim]] = {}
    for table in _CLAIMS:
        for place, claim in _rows(out, table, number):
            claims.setdefault(place, []).append(claim)
    documents: dict[int, Document] = dict(_rows(out, "documents", number))
    rejects = {
        place: [r for _, r in rows] for place, rows in groupby(_rows(out, "rejects", number), lambda row: row[0])
    }
    for place in sorted({*documents, *rejects}):
        said: list[Reject] = rejects.get(place, [])
        if place in documents:
            yield Coded(document=documents[place], claims=tuple(claims.get(place, ())), rejects=tuple(said))
        else:
            yield from said


def _rows(out: str, table: str, number: int) -> Iterator[Placed]:
    (place,) = PLACE
    for record, beside in records_in(str(part_file(out, table, number)), KINDS[table]):
        yield beside[place], record
