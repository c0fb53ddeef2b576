"""How far a run of `recode` has come: which documents it has dealt with, and what changed in them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "recoded",
        sa.Column("document", WORDS, primary_key=True),
        sa.Column("run", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=False),
    )
