"""What each document tells a ledger, and ledgers that were told: kept, so that they are not worked out anew.

Nothing here is on record: all of it can be made again from the documents and their records.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "tellings",
        sa.Column("document_number", NUMBER, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("reader", WORDS, nullable=False),
        sa.Column("telling", WORDS, nullable=False),
    )
    op.create_table(
        "told",
        sa.Column("as_of", WORDS, primary_key=True),
        sa.Column("stamp", WORDS, nullable=False),
        sa.Column("teller", WORDS, nullable=False),
        sa.Column("entries", WORDS, nullable=False),
    )
