"""PostgreSQL finds documents by the words that SQLite reads in them, the commonest too."""

import sqlalchemy as sa
from alembic import op

from dragoman.keep.adding import index_words

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
    numbers = kept.execute(sa.text("SELECT number FROM documents WHERE superseded = 0")).scalars().all()
    one = sa.text("SELECT title, body FROM documents WHERE number = :number")
    for number in numbers:
        title, body = kept.execute(one, {"number": number}).one()
        index_words(kept, number, title, body)
