"""What does a case look like inside: which tables, which columns, which indexes?

Every record is kept whole as JSON in `record`, byte for byte as it was made; the other columns
repeat what lists are filtered by, so that nothing has to be parsed to be left out and so that a
SQLite case reads well in Datasette. They hold what the record
says after the rulings on it. `migrations/` builds these tables; a test holds the two together.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

HEAD = "0007"
"""The newest migration. A case that names another one is older or newer than this program."""

APPLICATION_ID = 0x44726167
"""Stands in a SQLite file's header ("Drag"): this file is a case and no other program's data."""

# PostgreSQL sorts text by the language of the server unless told otherwise: both stores must list alike
WORDS = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False),
    Column("version", Integer, nullable=False, comment="1 for the first text under this id"),
    Column("superseded", Integer, nullable=False, comment="1 where a later version took its place"),
    Column("content_hash", WORDS, nullable=False),
    Column("title", WORDS),
    Column("publisher", WORDS),
    Column("published", WORDS),
    Column("language", WORDS, nullable=False),
    Column("url", WORDS),
    Column("coder", WORDS, nullable=False),
    Column("body", WORDS, nullable=False, comment="the coded parts: what search looks through"),
    Column("story", NUMBER, comment="documents of one number tell the same story in the same words"),
    Column("copy_of", WORDS, comment="id of the document that this one repeats"),
    Column("body_hash", WORDS, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("record", WORDS, nullable=False),
    Index(
        "documents_current_id",
        "id",
        unique=True,
        sqlite_where=text("superseded = 0"),
        postgresql_where=text("superseded = 0"),
    ),
    # the one order of every list: with it, a page of a long list needs no sorting
    Index("documents_in_order", text("(published IS NULL)"), "published", "id"),
    Index("documents_by_publisher", "publisher"),
    Index("documents_by_story", "story"),
    Index("documents_by_body", "body_hash"),
    UniqueConstraint("id", "version", name="documents_versions"),
)


def _of_document() -> Column[int]:
    return Column("document_number", NUMBER, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, comment="where it stands among the article's records")


def _ruled() -> tuple[Column[str], Column[int]]:
    return (
        Column("ruled", WORDS, comment="the record after rulings, where they changed it"),
        Column("rejected", Integer, nullable=False, server_default="0", comment="1 where an analyst rejected it"),
    )


events = Table(
    "events",
    metadata,
    _of_document(),
    _position(),
    Column("id", WORDS, nullable=False),
    Column("type", WORDS, nullable=False),
    Column("mode", WORDS),
    Column("quad", WORDS, nullable=False),
    Column("score", Float, nullable=False),
    Column("status", WORDS, nullable=False),
    Column("first_day", WORDS, comment="the act took place no earlier"),
    Column("last_day", WORDS, comment="the act took place no later"),
    Column("confidence", Float, nullable=False),
    Column("record", WORDS, nullable=False),
    *_ruled(),
    Index("events_by_confidence", "confidence"),
    Index("events_by_id", "id"),
    Index("events_by_type", "type"),
    Index("events_by_day", "first_day"),
)

statements = Table(
    "statements",
    metadata,
    _of_document(),
    _position(),
    Column("id", WORDS, nullable=False),
    Column("kind", WORDS, nullable=False),
    Column("exact", WORDS, nullable=False),
    Column("first_day", WORDS),
    Column("last_day", WORDS),
    Column("confidence", Float, nullable=False),
    Column("record", WORDS, nullable=False),
    *_ruled(),
    Index("statements_by_confidence", "confidence"),
    Index("statements_by_id", "id"),
)

demands = Table(
    "demands",
    metadata,
    _of_document(),
    _position(),
    Column("id", WORDS, nullable=False),
    Column("what", WORDS, nullable=False),
    Column("force", WORDS, nullable=False),
    Column("first_day", WORDS),
    Column("last_day", WORDS),
    Column("confidence", Float, nullable=False),
    Column("record", WORDS, nullable=False),
    *_ruled(),
    Index("demands_by_confidence", "confidence"),
    Index("demands_by_id", "id"),
)

sides = Table(
    "sides",
    metadata,
    _of_document(),
    _position(),
    Column("side", WORDS, primary_key=True, comment="actor (speaker, demander), recipient (addressee), voice"),
    Column("place", Integer, primary_key=True),
    Column("kind", WORDS, nullable=False, comment="event, statement, demand"),
    Column("country", WORDS),
    Column("sector", WORDS),
    Column("name", WORDS, nullable=False),
    Column("actor_id", WORDS, nullable=False),
    Column("role", WORDS),
    Column("in_office", Integer),
    Index("sides_by_country", "country", "kind", "side"),
    Index("sides_by_name", text("lower(name)")),
    Index("sides_by_actor", "actor_id"),
)

story_bands = Table(
    "story_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document_number", NUMBER, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Index("story_bands_by_document", "document_number"),
    sqlite_with_rowid=False,
)

rejects = Table(
    "rejects",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("reason", WORDS, primary_key=True),
    Column("detail", WORDS, nullable=False),
    Column("record", WORDS, nullable=False),
)

rulings = Table(
    "rulings",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("id", WORDS, nullable=False, unique=True),
    Column("target", WORDS, nullable=False),
    Column("field", WORDS, nullable=False),
    Column("value", WORDS, nullable=False),
    Column("because", WORDS, nullable=False),
    Column("by", WORDS, nullable=False),
    Column("on", WORDS, nullable=False),
    Column("record", WORDS, nullable=False),
    Index("rulings_by_target", "target"),
)

coded_sources = Table(
    "coded_sources",
    metadata,
    Column("name", WORDS, primary_key=True),
    Column("form", WORDS, nullable=False, comment="ICEWS, POLECAT, GDELT 1, GDELT 2, PLOVER JSON, a table"),
    Column("first_day", WORDS, nullable=False),
    Column("last_day", WORDS, nullable=False, comment="the source tells of the days from the first to this one"),
)

coded_events = Table(
    "coded_events",
    metadata,
    Column("source", WORDS, ForeignKey("coded_sources.name", ondelete="CASCADE"), primary_key=True),
    Column("act", WORDS, primary_key=True, comment="rows of one act count once"),
    Column("actor", WORDS, primary_key=True),
    Column("recipient", WORDS, primary_key=True),
    Column("day", WORDS, nullable=False, comment="the first day that the date can mean"),
    Column("precision", WORDS, nullable=False),
    Column("type", WORDS),
    Column("mode", WORDS),
    Column("quad", WORDS, nullable=False),
    Column("score", Float),
    Column("count", NUMBER, nullable=False),
    Index("coded_events_by_sides", "source", "actor", "recipient", "day"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", WORDS, primary_key=True),
    Column("etag", WORDS, comment="what its server wants to be shown the next time"),
    Column("modified", WORDS),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", WORDS, ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True),
    Column("item", WORDS, primary_key=True, comment="the id of its document"),
    Column("mark", WORDS, nullable=False, comment="another one whenever the feed says something else of it"),
    Column("tries", Integer, nullable=False, comment="how often it could not be read; 0 where it was"),
)

tellings = Table(
    "tellings",
    metadata,
    Column("document_number", NUMBER, ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
    Column("reader", WORDS, nullable=False, comment="what it was read by: one made by another reader is made again"),
    Column("telling", WORDS, nullable=False, comment="what the document tells a ledger"),
)

told = Table(
    "told",
    metadata,
    Column("as_of", WORDS, primary_key=True),
    Column("stamp", WORDS, nullable=False, comment="the case as it was then: see Case.stamp"),
    Column("teller", WORDS, nullable=False, comment="what it was told by"),
    Column("entries", WORDS, nullable=False, comment="a ledger as it was told, as JSON Lines"),
)

recoded = Table(
    "recoded",
    metadata,
    Column("document", WORDS, primary_key=True),
    Column("run", WORDS, nullable=False, comment="stands for the coder of a run that has not ended yet"),
    Column("note", WORDS, nullable=False, comment="what changed in this document"),
)

CLAIMS = {"event": events, "statement": statements, "demand": demands}
"""Which table keeps which kind of claim."""


def said(table: Table) -> ColumnElement[str]:
    """A claim as JSON, as it stands after the rulings on it; a document as it is."""
    return func.coalesce(table.c.ruled, table.c.record).label("record") if "ruled" in table.c else table.c.record
