"""Rulings are carried out where records are kept: what a record says after them, and which are rejected; offices."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CLAIMS = {
    "events": ("actors", "recipients"),
    "statements": ("speaker", "addressee"),
    "demands": ("by", "voiced_by", "of"),
}
PLACES = {"actors": "actor", "speaker": "actor", "by": "actor", "voiced_by": "voice"}


def upgrade() -> None:
    for table in CLAIMS:
        op.add_column(table, sa.Column("ruled", WORDS))
        op.add_column(table, sa.Column("rejected", sa.Integer, nullable=False, server_default="0"))
        op.create_index(f"{table}_by_confidence", table, ["confidence"])
    op.add_column("sides", sa.Column("role", WORDS))
    op.add_column("sides", sa.Column("in_office", sa.Integer))
    for table, fields in CLAIMS.items():
        _fill_offices(table, fields)


def _fill_offices(table: str, fields: tuple[str, ...]) -> None:
    """The offices that the records name already."""
    kept = op.get_bind()
    rows = kept.execute(sa.text(f"SELECT document_number, position, record FROM {table}")).all()
    write = sa.text(
        "UPDATE sides SET role = :role, in_office = :in_office"
        " WHERE document_number = :number AND position = :position AND side = :side AND place = :place"
    )
    for number, position, line in rows:
        record = json.loads(line)
        for field in fields:
            actors = record[field] if isinstance(record[field], list) else [record[field]]
            for place, actor in enumerate(a for a in actors if a):
                if actor["role"] is None and actor["in_office"] is None:
                    continue
                office = None if actor["in_office"] is None else int(actor["in_office"])
                where = {"number": number, "position": position, "side": PLACES.get(field, "recipient"), "place": place}
                kept.execute(write, where | {"role": actor["role"], "in_office": office})
