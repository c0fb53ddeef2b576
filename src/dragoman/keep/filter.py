"""Which records does somebody want to see?

A filter is turned into conditions of SQL here and nowhere else. Lists always come in one order,
whatever the order of arrival: by the document's day, undated ones last, then its id, then the
place in the article.
"""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Table, func, or_, select, tuple_

from dragoman.keep.schema import CLAIMS, documents, sides

Kind = Literal["document", "event", "statement", "demand"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list. Every field that is given must hold.

    Sides are named by code ("BLR"), by full name or by an actor's id. `since` and `until` are ISO
    days, both included; they look at an event's own day and at the day of a statement's or demand's
    document. A record without a day is not between any two.
    """

    actor: str | None = None
    """Who acts, speaks or demands (a demand's voice too)."""
    recipient: str | None = None
    """To whom it is done, said, or of whom it is demanded."""
    about: str | None = None
    """On any side."""
    type: str | None = None
    since: str | None = None
    until: str | None = None
    by: str | None = None
    """Who wants it, whoever voices it."""
    of: str | None = None
    document: str | None = None
    publisher: str | None = None
    limit: int | None = None
    offset: int = 0
    rejected: bool = False
    """Also the records that an analyst rejected, which no list holds otherwise."""
    newest_first: bool = False

    def within(self, kind: Kind) -> list[ColumnElement[bool]]:
        """The conditions on one kind of record, joined with its document."""
        conditions = [documents.c.superseded == 0]
        if self.document is not None:
            conditions.append(documents.c.id == self.document)
        if self.publisher is not None:
            conditions.append(func.lower(documents.c.publisher) == func.lower(self.publisher))
        if kind == "document":
            return [*conditions, *self._day(documents.c.published, documents.c.published), *self._of_documents()]
        table = CLAIMS[kind]
        if not self.rejected:
            conditions.append(table.c.rejected == 0)
        conditions += self._day(table.c.first_day, table.c.last_day)
        if self.type is not None:
            # only events have a type: a list of others by type is empty, not whole
            conditions.append(table.c.type == self.type if kind == "event" else documents.c.number.is_(None))
        for names, wanted in self._sides():
            conditions.append(_side(table, kind, names, wanted))
        return conditions

    def _day(self, first: ColumnElement[Any], last: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if self.since is not None:
            conditions.append(last >= self.since)
        if self.until is not None:
            conditions.append(first <= self.until)
        return conditions

    def _sides(self) -> list[tuple[tuple[str, ...], str]]:
        asked = [
            (("actor", "voice"), self.actor),
            (("recipient",), self.recipient),
            (("actor", "voice", "recipient"), self.about),
        ]
        if self.by is not None or self.of is not None:
            # "by" and "of" belong to demands; elsewhere they read as the two sides
            asked += [(("actor",), self.by), (("recipient",), self.of)]
        return [(names, wanted) for names, wanted in asked if wanted is not None]

    def _of_documents(self) -> list[ColumnElement[bool]]:
        """A document counts where one record in it has all that is asked for."""
        if not self.type and not self._sides():
            return []
        kinds: tuple[Kind, ...] = ("event",) if self.type else ("event", "statement", "demand")
        return [or_(*(self._holds(kind) for kind in kinds))]

    def _holds(self, kind: Kind) -> ColumnElement[bool]:
        table = CLAIMS[kind]
        inside = [table.c.rejected == 0, *(_side(table, kind, names, wanted) for names, wanted in self._sides())]
        if self.type:
            inside.append(table.c.type == self.type)
        return documents.c.number.in_(select(table.c.document_number).where(*inside))


def listing(kind: Kind, wanted: Filter, *columns: ColumnElement[Any]) -> Select[Any]:
    """The query for a list of records in the one order."""
    day: tuple[ColumnElement[Any], ...] = (documents.c.published.is_(None), documents.c.published, documents.c.id)
    if wanted.newest_first:
        day = (documents.c.published.is_(None), documents.c.published.desc(), documents.c.id)
    if kind == "document":
        query = select(*columns).select_from(documents).order_by(*day)
    else:
        table = CLAIMS[kind]
        joined = table.join(documents, table.c.document_number == documents.c.number)
        query = select(*columns).select_from(joined).order_by(*day, table.c.position)
    return query.where(*wanted.within(kind)).limit(wanted.limit).offset(wanted.offset or None)


def _side(table: Table, kind: Kind, names: tuple[str, ...], wanted: str) -> ColumnElement[bool]:
    # the few places where somebody stands are found first: asked of each record, the question takes ten times longer
    places = select(sides.c.document_number, sides.c.position).where(
        sides.c.kind == kind,
        sides.c.side.in_(names),
        or_(
            sides.c.country == wanted.upper(),
            func.lower(sides.c.name) == func.lower(wanted),
            sides.c.actor_id == wanted,
        ),
    )
    return tuple_(table.c.document_number, table.c.position).in_(places)
