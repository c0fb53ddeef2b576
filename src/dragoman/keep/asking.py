"""Who is this in the case, who deals with whom, and what waits for an analyst? Answered by the store itself.

Nothing is parsed here: the columns beside each record are enough, so that a case of ten thousand
documents answers while a reader waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, case, exists, func, or_, select

from dragoman.keep.heirs import CARRIED
from dragoman.keep.schema import CLAIMS, documents, events, rulings, sides

# an entry's id is the ledger's own: the store knows nothing of it
_OF_ENTRIES = ("outcome", "answer", "standing", "basis")
_DONE = ("occurred", "ongoing")


@dataclass(frozen=True, slots=True)
class Office:
    """How the articles name somebody: as what, in office or not, how often, from when to when."""

    name: str
    role: str | None
    in_office: bool | None
    mentions: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides that deal with each other: how many reports of acts from one to the other, and how they weigh."""

    actor: str
    recipient: str
    reports: int
    score: float
    last: str | None


class Between(NamedTuple):
    """A report of an act from one side to another, and the days between which the act took place."""

    actor: str
    recipient: str
    score: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record of which the coder is not sure, and on which nobody has ruled."""

    id: str
    kind: str
    document: str
    title: str | None
    published: str | None
    confidence: float
    record: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose documents they are, how many repeat another's story, and from when to when."""

    name: str | None
    documents: int
    copies: int
    first: str | None
    last: str | None


def _current(table: Table) -> ColumnElement[bool]:
    """Claims of documents that no later version has replaced: asked once for all, not document by document."""
    return table.c.document_number.in_(select(documents.c.number).where(documents.c.superseded == 0))


def offices_of(connection: Connection, who: str, limit: int) -> list[Office]:
    """As what the articles name this person, body or everybody of this country; most often first."""
    named = or_(sides.c.country == who.upper(), func.lower(sides.c.name) == func.lower(who), sides.c.actor_id == who)
    count = func.count().label("mentions")
    query = (
        select(
            sides.c.name,
            sides.c.role,
            sides.c.in_office,
            count,
            func.min(documents.c.published).label("first"),
            func.max(documents.c.published).label("last"),
        )
        .select_from(sides.join(documents, sides.c.document_number == documents.c.number))
        .where(named, documents.c.superseded == 0)
        .group_by(sides.c.name, sides.c.role, sides.c.in_office)
        .order_by(count.desc(), sides.c.name, sides.c.role)
        .limit(limit)
    )
    return [
        Office(r.name, r.role, None if r.in_office is None else bool(r.in_office), r.mentions, r.first, r.last)
        for r in connection.execute(query)
    ]


def reports_between(connection: Connection) -> list[Between]:
    """Every report of an act that took place, once for each two countries or bodies that stand on its two sides."""
    one, other = sides.alias(), sides.alias()

    def side(table: Any, name: str) -> ColumnElement[bool]:
        return and_(
            table.c.document_number == events.c.document_number,
            table.c.position == events.c.position,
            table.c.kind == "event",
            table.c.side == name,
            table.c.country.is_not(None),
        )

    # several people of one country in one act are one side of it
    query = (
        select(
            events.c.document_number,
            events.c.position,
            one.c.country.label("actor"),
            other.c.country.label("recipient"),
            events.c.score,
            events.c.first_day,
            events.c.last_day,
        )
        .select_from(events.join(one, side(one, "actor")).join(other, side(other, "recipient")))
        .where(one.c.country != other.c.country, events.c.status.in_(_DONE), events.c.rejected == 0, _current(events))
        .distinct()
    )
    return [Between(*row[2:]) for row in connection.execute(query)]


def dyads_among(reports: Iterable[Between], since: str | None, until: str | None, limit: int) -> list[Dyad]:
    """Which countries and bodies do most to which others between two days, both included."""
    found: dict[tuple[str, str], list[Between]] = {}
    for report in reports:
        if since is not None and (report.last is None or report.last < since):
            continue
        if until is not None and (report.first is None or report.first > until):
            continue
        found.setdefault((report.actor, report.recipient), []).append(report)
    most = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:limit]
    return [
        Dyad(
            *pair,
            len(told),
            sum(r.score for r in told) / len(told),
            max((r.last for r in told if r.last), default=None),
        )
        for pair, told in most
    ]


def doubts_of(connection: Connection, below: float, limit: int, offset: int) -> tuple[int, list[Doubt]]:
    """Records below this confidence on which nobody has ruled, the least sure first; and how many there are."""
    found: list[Doubt] = []
    total = 0
    for kind, table in CLAIMS.items():
        joined = table.join(documents, table.c.document_number == documents.c.number)
        open_ones = and_(
            table.c.confidence < below,
            table.c.rejected == 0,
            table.c.id.not_in(select(rulings.c.target)),
        )
        total += connection.scalar(select(func.count()).select_from(table).where(open_ones, _current(table))) or 0
        query = (
            select(
                table.c.id, documents.c.id, documents.c.title, documents.c.published, table.c.confidence, table.c.record
            )
            .select_from(joined)
            .where(open_ones, documents.c.superseded == 0)
            .order_by(table.c.confidence, table.c.id)
            .limit(limit + offset)
        )
        found += [Doubt(i, kind, d, t, p, c, r) for i, d, t, p, c, r in connection.execute(query)]
    found.sort(key=lambda doubt: (doubt.confidence, doubt.id))
    return total, found[offset : offset + limit]


def lost_rulings(connection: Connection) -> list[str]:
    """Ids of rulings on a record that nobody makes any more, nor one in its place: text or coder have changed since."""
    heirs = rulings.alias()
    known = [select(table.c.id) for table in CLAIMS.values()]
    query = select(rulings.c.id).where(
        rulings.c.field.not_in(_OF_ENTRIES),
        *(rulings.c.target.not_in(ids) for ids in known),
        rulings.c.target.not_in(select(documents.c.id)),
        ~exists().where(heirs.c.id.startswith(rulings.c.id + CARRIED)),
    )
    return list(connection.scalars(query))


def publishers_of(connection: Connection, limit: int) -> list[Publisher]:
    """Whose documents the case holds, those with most first."""
    count = func.count().label("documents")
    copies = func.sum(case((documents.c.copy_of.is_not(None), 1), else_=0))
    days = (func.min(documents.c.published), func.max(documents.c.published))
    query = select(documents.c.publisher, count, copies, *days).where(documents.c.superseded == 0)
    query = query.group_by(documents.c.publisher).order_by(count.desc(), documents.c.publisher).limit(limit)
    return [Publisher(name, n, int(c or 0), first, last) for name, n, c, first, last in connection.execute(query)]
