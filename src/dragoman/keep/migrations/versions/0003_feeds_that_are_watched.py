"""Feeds that are watched: what their servers want to be shown, and which of their items are dealt with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", WORDS, primary_key=True),
        sa.Column("etag", WORDS),
        sa.Column("modified", WORDS),
    )
    op.create_table(
        "feed_items",
        sa.Column("feed", WORDS, sa.ForeignKey("feeds.url", ondelete="CASCADE"), primary_key=True),
        sa.Column("item", WORDS, primary_key=True),
        sa.Column("mark", WORDS, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
