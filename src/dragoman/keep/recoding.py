"""How far has coding the case again come? Kept in the case, so that a run that was broken off can go on.

A run is known by a mark that stands for the coder: what another coder has done does not count.
"""

from sqlalchemy import Connection, delete, insert, select

from dragoman.keep.schema import documents, recoded


def recoded_by(connection: Connection, run: str) -> dict[str, str]:
    """Id of a document that this run has dealt with → what was noted of it."""
    query = select(recoded.c.document, recoded.c.note).where(recoded.c.run == run)
    return {row.document: row.note for row in connection.execute(query)}


def note_recoded(connection: Connection, run: str, document: str, note: str) -> None:
    """Note that this run has dealt with a document."""
    connection.execute(delete(recoded).where(recoded.c.document == document))
    connection.execute(insert(recoded), {"document": document, "run": run, "note": note})


def forget_others(connection: Connection, run: str | None) -> None:
    """Forget all runs but this one; all of them where none is named."""
    connection.execute(delete(recoded) if run is None else delete(recoded).where(recoded.c.run != run))


def stands(connection: Connection, document: str, content_hash: str) -> bool:
    """Whether this text is still the document's: it may have been taken out or given a new version meanwhile."""
    found = select(documents.c.number).where(
        documents.c.id == document, documents.c.content_hash == content_hash, documents.c.superseded == 0
    )
    return connection.scalar(found) is not None
