"""The first case: documents with their versions and stories, three kinds of claims, rejects, rulings, search.

Written out and not taken from `keep/schema.py`: a released migration never changes, the schema does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")

# the search table holds no text of its own; triggers keep it to the versions that count
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, body, content='documents', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER search_added AFTER INSERT ON documents WHEN new.superseded = 0 BEGIN
        INSERT INTO search(rowid, title, body) VALUES (new.number, new.title, new.body); END""",
    """CREATE TRIGGER search_removed AFTER DELETE ON documents WHEN old.superseded = 0 BEGIN
        INSERT INTO search(search, rowid, title, body) VALUES ('delete', old.number, old.title, old.body); END""",
    """CREATE TRIGGER search_superseded AFTER UPDATE OF superseded ON documents
        WHEN old.superseded = 0 AND new.superseded = 1 BEGIN
        INSERT INTO search(search, rowid, title, body) VALUES ('delete', old.number, old.title, old.body); END""",
)
POSTGRES_SEARCH = (
    """ALTER TABLE documents ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', coalesce(title, '')), 'A') || to_tsvector('english', body)) STORED""",
    "CREATE INDEX documents_by_words ON documents USING gin (words)",
)


def upgrade() -> None:
    _documents()
    _claims()
    _sides_and_stories()
    _rejects_and_rulings()
    for statement in POSTGRES_SEARCH if op.get_bind().dialect.name == "postgresql" else SQLITE_SEARCH:
        op.execute(statement)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("superseded", sa.Integer, nullable=False),
        sa.Column("content_hash", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("publisher", WORDS),
        sa.Column("published", WORDS),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("url", WORDS),
        sa.Column("coder", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("story", NUMBER),
        sa.Column("copy_of", WORDS),
        sa.Column("body_hash", WORDS, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.UniqueConstraint("id", "version", name="documents_versions"),
    )
    current = sa.text("superseded = 0")
    op.create_index(
        "documents_current_id", "documents", ["id"], unique=True, sqlite_where=current, postgresql_where=current
    )
    op.create_index("documents_in_order", "documents", [sa.text("(published IS NULL)"), "published", "id"])
    op.create_index("documents_by_publisher", "documents", ["publisher"])
    op.create_index("documents_by_story", "documents", ["story"])
    op.create_index("documents_by_body", "documents", ["body_hash"])


def _of_document() -> list[sa.Column[int]]:
    return [
        sa.Column("document_number", NUMBER, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    ]


def _claims() -> None:
    op.create_table(
        "events",
        *_of_document(),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("mode", WORDS),
        sa.Column("quad", WORDS, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("first_day", WORDS),
        sa.Column("last_day", WORDS),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_table(
        "statements",
        *_of_document(),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("exact", WORDS, nullable=False),
        sa.Column("first_day", WORDS),
        sa.Column("last_day", WORDS),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_table(
        "demands",
        *_of_document(),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("force", WORDS, nullable=False),
        sa.Column("first_day", WORDS),
        sa.Column("last_day", WORDS),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_index("events_by_type", "events", ["type"])
    op.create_index("events_by_day", "events", ["first_day"])
    for table in ("events", "statements", "demands"):
        op.create_index(f"{table}_by_id", table, ["id"])


def _sides_and_stories() -> None:
    op.create_table(
        "sides",
        *_of_document(),
        sa.Column("side", WORDS, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("country", WORDS),
        sa.Column("sector", WORDS),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("actor_id", WORDS, nullable=False),
    )
    op.create_index("sides_by_country", "sides", ["country", "kind", "side"])
    op.create_index("sides_by_name", "sides", [sa.text("lower(name)")])
    op.create_index("sides_by_actor", "sides", ["actor_id"])
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("document_number", NUMBER, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("story_bands_by_document", "story_bands", ["document_number"])


def _rejects_and_rulings() -> None:
    op.create_table(
        "rejects",
        sa.Column("id", WORDS, primary_key=True),
        sa.Column("reason", WORDS, primary_key=True),
        sa.Column("detail", WORDS, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("id", WORDS, nullable=False, unique=True),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=False),
        sa.Column("value", WORDS, nullable=False),
        sa.Column("because", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("on", WORDS, nullable=False),
        sa.Column("record", WORDS, nullable=False),
    )
    op.create_index("rulings_by_target", "rulings", ["target"])
