"""How does a record become rows of the case? Pure: no database here."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.keep.reviewed import ruled
from dragoman.keep.story import Signature, body_of
from dragoman.records import Actor, Claim, Coded, Demand, Document, Event, Ruling, Statement

Row = dict[str, Any]


def row_of_document(document: Document, signature: Signature) -> Row:
    """The document's row, without what depends on the rest of the case (number, version, story)."""
    return {
        "id": document.id,
        "content_hash": document.content_hash,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "coder": document.coder,
        "body": body_of(document),
        "body_hash": signature.body_hash,
        "signature": signature.packed(),
        "record": document.model_dump_json(),
    }


def rows_of_claims(coded: Coded, number: int, rulings: Mapping[str, Sequence[Ruling]]) -> dict[str, list[Row]]:
    """Rows for "event", "statement", "demand" and "sides" of an article kept under this number.

    `rulings` are those on its claims, by the claim's id.
    """
    rows: dict[str, list[Row]] = {"event": [], "statement": [], "demand": [], "sides": []}
    for position, claim in enumerate(coded.claims):
        place = {"document_number": number, "position": position}
        row, sides = rows_of_claim(claim, coded.document.published, rulings.get(claim.id, ()))
        rows[claim.record].append(place | row)
        rows["sides"] += [place | side for side in sides]
    return rows


def rows_of_claim(claim: Claim, published: str | None, rulings: Sequence[Ruling]) -> tuple[Row, list[Row]]:
    """The row of a claim and those of its sides, as they stand after the rulings on it; a rejected one has no sides."""
    now = ruled(claim, rulings) if rulings else claim
    row = _row_of_claim(now or claim, published)
    row |= {
        "record": claim.model_dump_json(),
        "ruled": now.model_dump_json() if now is not None and now is not claim else None,
        "rejected": int(now is None),
    }
    sides = [
        {
            "side": side,
            "place": n,
            "kind": claim.record,
            "country": actor.country,
            "sector": actor.sector,
            "name": actor.name,
            "actor_id": actor.id,
            "role": actor.role,
            "in_office": None if actor.in_office is None else int(actor.in_office),
        }
        for side, actors in (_sides_of(now) if now is not None else ())
        for n, actor in enumerate(actors)
    ]
    return row, sides


def days_of(day: str | None) -> tuple[str | None, str | None]:
    """The first and last day that "2008", "2008-03" or "2008-03-12" can mean."""
    if day is None:
        return None, None
    if re.fullmatch(r"\d{4}", day):
        return f"{day}-01-01", f"{day}-12-31"
    if re.fullmatch(r"\d{4}-\d\d", day):
        return f"{day}-01", f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]:02}"
    return day, day


def _row_of_claim(claim: Claim, published: str | None) -> Row:
    row: Row = {"id": claim.id, "confidence": claim.confidence}
    if isinstance(claim, Event):
        row |= {"type": claim.type, "mode": claim.mode, "quad": claim.quad, "score": claim.score}
        row |= {"status": claim.status}
        day = claim.date
        if day and claim.date_precision in ("month", "year"):
            # some readings give the first day of a month or year that is all they know
            day = day[: 7 if claim.date_precision == "month" else 4]
    elif isinstance(claim, Statement):
        row |= {"kind": claim.kind, "exact": claim.exact}
        day = published
    else:
        row |= {"what": claim.what.exact, "force": claim.force}
        day = claim.date or published
    row["first_day"], row["last_day"] = days_of(day)
    return row


def _sides_of(claim: Claim) -> Iterable[tuple[str, tuple[Actor, ...]]]:
    def one(actor: Actor | None) -> tuple[Actor, ...]:
        return () if actor is None else (actor,)

    if isinstance(claim, Event):
        return (("actor", claim.actors), ("recipient", claim.recipients))
    if isinstance(claim, Demand):
        return (("actor", one(claim.by)), ("voice", one(claim.voiced_by)), ("recipient", claim.of))
    return (("actor", one(claim.speaker)), ("recipient", one(claim.addressee)))
