"""PostgreSQL finds documents by the words that SQLite reads in them, the commonest too."""

import sqlalchemy as sa
from alembic import op

from dragoman.keep.words import counts_of, read_words, vector_of

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

POSTGRES_SEARCH = (
    "ALTER TABLE documents DROP COLUMN words",
    """CREATE TABLE search (
        document_number bigint PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
        words tsvector NOT NULL, counts jsonb NOT NULL, length integer NOT NULL)""",
    "CREATE INDEX search_by_words ON search USING gin (words)",
)


def upgrade() -> None:
    kept = op.get_bind()
    if kept.dialect.name != "postgresql":
        return
    for statement in POSTGRES_SEARCH:
        op.execute(statement)
    one = sa.text("SELECT title, body FROM documents WHERE number = :number")
    add = sa.text("INSERT INTO search VALUES (:number, CAST(:words AS tsvector), CAST(:counts AS jsonb), :length)")
    for number in kept.execute(sa.text("SELECT number FROM documents WHERE superseded = 0")).scalars().all():
        words = read_words(*kept.execute(one, {"number": number}).one())
        row = {"words": vector_of(*words), "counts": counts_of(*words), "length": sum(map(len, words))}
        kept.execute(add, row | {"number": number})
