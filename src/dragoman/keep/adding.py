"""What changes in the case when an article comes in or goes out? All inside one transaction of the caller's."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, text, update

from dragoman.keep.heirs import carried_over
from dragoman.keep.links import link, unlink
from dragoman.keep.rows import row_of_document, rows_of_claim, rows_of_claims
from dragoman.keep.schema import CLAIMS, documents, rejects, rulings, sides
from dragoman.keep.story import Signature
from dragoman.keep.view import MODELS, Added
from dragoman.keep.words import counts_of, read_words, vector_of
from dragoman.records import Claim, Coded, Reject, Ruling

# made once: putting a statement together takes longer than carrying it out
_VERSIONS = (
    select(*(documents.c[n] for n in ("number", "version", "superseded", "content_hash", "copy_of", "record")))
    .where(documents.c.id == bindparam("id"))
    .order_by(documents.c.version)
)
_ADD_DOCUMENT = insert(documents).returning(documents.c.number)
_ADD_ROWS = {name: insert(table) for name, table in (*CLAIMS.items(), ("sides", sides))}
# SQLite keeps its own index by triggers
_INDEX = text(
    "INSERT INTO search (document_number, words, counts, length)"
    " VALUES (:number, CAST(:words AS tsvector), CAST(:counts AS jsonb), :length)"
)
_UNINDEX = text("DELETE FROM search WHERE document_number = :number")
_READ_NOW = delete(rejects).where(rejects.c.id == bindparam("id"))


def add_article(connection: Connection, coded: Coded, signature: Signature) -> Added:
    """Keep an article and its records, unless they are kept already."""
    document = coded.document
    row = row_of_document(document, signature)
    versions = connection.execute(_VERSIONS, {"id": document.id}).mappings().all()
    current = next((v for v in versions if not v["superseded"]), None)
    what: Literal["added", "new version", "recoded"] = "added"
    version = 1
    if current is not None:
        if any(v["superseded"] and v["content_hash"] == document.content_hash for v in versions):
            return Added(document.id, "known", current["copy_of"])
        if current["content_hash"] == document.content_hash:
            if _same(connection, current, coded, row["record"]):
                return Added(document.id, "known", current["copy_of"])
            what, version = "recoded", current["version"]
            _carry_over(connection, current["number"], coded)
            take_out(connection, current["number"])
        else:
            what, version = "new version", current["version"] + 1
            _supersede(connection, current["number"])
    number = _insert(connection, coded, row | {"version": version, "superseded": 0})
    return Added(document.id, what, link(connection, number, signature))


def take_out(connection: Connection, number: int) -> None:
    """Remove one version of a document; its records go with it."""
    unlink(connection, number)
    connection.execute(delete(documents).where(documents.c.number == number))


def keep_reject(connection: Connection, reject: Reject) -> None:
    """Keep a reject; a second one for the same thing and reason takes the first one's place."""
    same = (rejects.c.id == reject.id) & (rejects.c.reason == reject.reason)
    row = reject.model_dump(include={"id", "reason", "detail"}) | {"record": reject.model_dump_json()}
    if connection.execute(update(rejects).where(same).values(row)).rowcount == 0:
        connection.execute(insert(rejects), row)


def _same(connection: Connection, current: RowMapping, coded: Coded, record: str) -> bool:
    if current["record"] != record:
        return False
    kept: list[tuple[int, str]] = []
    for table in CLAIMS.values():
        query = select(table.c.position, table.c.record).where(table.c.document_number == current["number"])
        kept += [(r.position, r.record) for r in connection.execute(query)]
    if [line for _, line in sorted(kept)] != [claim.model_dump_json() for claim in coded.claims]:
        return False
    lines = select(rejects.c.record).where(rejects.c.id == coded.document.id)
    return set(connection.scalars(lines)) == {r.model_dump_json() for r in coded.rejects if r.id == coded.document.id}


def _index_words(connection: Connection, number: int, title: str | None, body: str) -> None:
    """Let PostgreSQL find a document by its words."""
    words = read_words(title, body)
    row = {"words": vector_of(*words), "counts": counts_of(*words), "length": sum(map(len, words))}
    connection.execute(_INDEX, row | {"number": number})


def _supersede(connection: Connection, number: int) -> None:
    unlink(connection, number)
    if connection.dialect.name == "postgresql":
        connection.execute(_UNINDEX, {"number": number})
    connection.execute(update(documents).where(documents.c.number == number).values(superseded=1))


def keep_ruling(connection: Connection, ruling: Ruling) -> bool:
    """Keep an analyst's word, without carrying it out; whether it is new."""
    if connection.scalar(select(rulings.c.number).where(rulings.c.id == ruling.id)) is not None:
        return False
    row = ruling.model_dump(exclude={"record", "made"}) | {"record": ruling.model_dump_json()}
    connection.execute(insert(rulings), row)
    return True


def _carry_over(connection: Connection, number: int, coded: Coded) -> None:
    """Keep the rulings on records that the newer coding makes otherwise."""
    before: list[Claim] = []
    for kind, table in CLAIMS.items():
        kept = connection.scalars(select(table.c.record).where(table.c.document_number == number))
        before += [MODELS[kind].model_validate_json(line) for line in kept]
    said = rulings_on(connection, [claim.id for claim in before])
    for ruling in carried_over(before, coded.claims, said):
        keep_ruling(connection, ruling)


def rulings_on(connection: Connection, targets: Sequence[str]) -> dict[str, list[Ruling]]:
    """What was ruled on each of these records, in the order of rulings."""
    if not targets or connection.scalar(select(rulings.c.number).limit(1)) is None:
        return {}
    found: dict[str, list[Ruling]] = defaultdict(list)
    for first in range(0, len(targets), 500):
        some = rulings.c.target.in_(targets[first : first + 500])
        query = select(rulings.c.target, rulings.c.record).where(some).order_by(rulings.c.on, rulings.c.number)
        for row in connection.execute(query):
            found[row.target].append(Ruling.model_validate_json(row.record))
    return found


def carry_out(connection: Connection, targets: Sequence[str]) -> None:
    """Write anew what records say after the rulings on them; ids of other things are passed over."""
    said = rulings_on(connection, targets)
    for kind, table in CLAIMS.items():
        joined = table.join(documents, table.c.document_number == documents.c.number)
        columns = (table.c.document_number, table.c.position, table.c.id, table.c.record, documents.c.published)
        query = select(*columns).select_from(joined).where(table.c.id.in_(list(said)))
        for kept in connection.execute(query).all() if said else ():
            claim = MODELS[kind].model_validate_json(kept.record)
            row, beside = rows_of_claim(claim, kept.published, said.get(kept.id, ()))
            place = {"document_number": kept.document_number, "position": kept.position}
            here = (table.c.document_number == kept.document_number) & (table.c.position == kept.position)
            connection.execute(update(table).where(here).values(row))
            there = (sides.c.document_number == kept.document_number) & (sides.c.position == kept.position)
            connection.execute(delete(sides).where(there))
            if beside:
                connection.execute(insert(sides), [place | side for side in beside])


def carry_out_all(connection: Connection) -> None:
    """Write anew what every record that was ruled on says: after a change of what rulings can change."""
    carry_out(connection, list(connection.scalars(select(rulings.c.target).distinct())))


def _insert(connection: Connection, coded: Coded, row: dict[str, Any]) -> int:
    (number,) = connection.execute(_ADD_DOCUMENT, row).one()
    if connection.dialect.name == "postgresql":
        _index_words(connection, number, row["title"], row["body"])
    rows = rows_of_claims(coded, number, rulings_on(connection, [claim.id for claim in coded.claims]))
    for name, statement in _ADD_ROWS.items():
        if rows[name]:
            connection.execute(statement, rows[name])
    # it was read this time: what an earlier attempt said of it no longer holds
    connection.execute(_READ_NOW, {"id": coded.document.id})
    for reject in coded.rejects:
        keep_reject(connection, reject)
    return int(number)
