"""Coded events of others: one table for the sources, one for their acts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "coded_sources",
        sa.Column("name", WORDS, primary_key=True),
        sa.Column("form", WORDS, nullable=False),
        sa.Column("first_day", WORDS, nullable=False),
        sa.Column("last_day", WORDS, nullable=False),
    )
    op.create_table(
        "coded_events",
        sa.Column("source", WORDS, sa.ForeignKey("coded_sources.name", ondelete="CASCADE"), primary_key=True),
        sa.Column("act", WORDS, primary_key=True),
        sa.Column("actor", WORDS, primary_key=True),
        sa.Column("recipient", WORDS, primary_key=True),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("precision", WORDS, nullable=False),
        sa.Column("type", WORDS),
        sa.Column("mode", WORDS),
        sa.Column("quad", WORDS, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("count", NUMBER, nullable=False),
    )
    op.create_index("coded_events_by_sides", "coded_events", ["source", "actor", "recipient", "day"])
