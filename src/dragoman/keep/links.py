"""Which documents of the case tell the same story, and which of them is the original?

Linked documents form groups; the original is the one published first (undated ones last), by id
among equals. Groups depend on the documents alone, never on the order in which they came.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, insert, or_, select, update

from dragoman.keep.schema import documents, story_bands
from dragoman.keep.story import Signature, same_story

_KEPT = (
    documents.c.number,
    documents.c.id,
    documents.c.published,
    documents.c.body_hash,
    documents.c.signature,
    documents.c.story,
)


# made once: putting a statement together takes longer than carrying it out
_ADD_BANDS = insert(story_bands)
_OTHERS = select(*_KEPT).where(documents.c.superseded == 0, documents.c.number != bindparam("number"))
_SAME_BODY = _OTHERS.where(documents.c.body_hash == bindparam("body_hash"))
_IN_A_BAND = select(story_bands.c.document_number).where(story_bands.c.band.in_(bindparam("bands", expanding=True)))
_SAME_BODY_OR_BAND = _OTHERS.where(
    or_(documents.c.body_hash == bindparam("body_hash"), documents.c.number.in_(_IN_A_BAND))
)


def link(connection: Connection, number: int, signature: Signature) -> str | None:
    """Put a new document with those that tell the same story; the id of the original if it is a copy."""
    bands = signature.bands()
    alike = _alike(connection, number, signature, bands)
    if bands:
        connection.execute(_ADD_BANDS, [{"band": b, "document_number": number} for b in bands])
    if not alike:
        return None
    stories = {row["story"] for row in alike if row["story"] is not None}
    members = {number, *(row["number"] for row in alike)}
    belongs: ColumnElement[bool] = documents.c.number.in_(members)
    if stories:
        belongs = or_(belongs, documents.c.story.in_(stories))
    return _tell_together(connection, connection.execute(select(*_KEPT).where(belongs)).mappings().all()).get(number)


def unlink(connection: Connection, number: int) -> None:
    """Take a document out of its story; what is left may fall apart or have another original."""
    connection.execute(delete(story_bands).where(story_bands.c.document_number == number))
    story = connection.scalar(select(documents.c.story).where(documents.c.number == number))
    if story is None:
        return
    members = connection.execute(select(*_KEPT).where(documents.c.story == story)).mappings().all()
    connection.execute(update(documents).where(documents.c.story == story).values(story=None, copy_of=None))
    left = [row for row in members if row["number"] != number]
    while left:
        group, waiting = [left.pop()], 0
        while waiting < len(group):
            near = [row for row in left if same_story(_signature(group[waiting]), _signature(row))]
            group += near
            left = [row for row in left if row not in near]
            waiting += 1
        if len(group) > 1:
            _tell_together(connection, group)


def _alike(connection: Connection, number: int, signature: Signature, bands: list[int]) -> list[RowMapping]:
    if not signature.body_hash:
        return []
    asked = {"number": number, "body_hash": signature.body_hash}
    if bands:
        found = connection.execute(_SAME_BODY_OR_BAND, asked | {"bands": bands})
    else:
        found = connection.execute(_SAME_BODY, asked)
    return [row for row in found.mappings() if same_story(signature, _signature(row))]


def _signature(row: RowMapping) -> Signature:
    return Signature.unpacked(row["body_hash"], row["published"], row["signature"])


def _tell_together(connection: Connection, members: Sequence[RowMapping]) -> dict[int, str]:
    """Mark these as one story; whose copy each but the original is."""
    first = min(members, key=lambda row: (row["published"] is None, row["published"] or "", row["id"]))
    numbers = [row["number"] for row in members]
    told = update(documents).where(documents.c.number.in_(numbers))
    connection.execute(told.values(story=min(numbers), copy_of=first["id"]))
    connection.execute(update(documents).where(documents.c.number == first["number"]).values(copy_of=None))
    return {n: first["id"] for n in numbers if n != first["number"]}
