"""The gazetteer, the places that nobody knew, and the settlement of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "settlements",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("municipality", sa.String(length=64), nullable=False),
        sa.Column("official", sa.String(length=120), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("confidence", sa.String(length=8), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlements")),
        sa.UniqueConstraint("key", name=op.f("uq_settlements_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "place_misses",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_misses")),
        sa.UniqueConstraint("folded", name=op.f("uq_place_misses_folded")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_misses_seen_at"), "place_misses", ["seen_at"], unique=False)
    op.add_column("cases", sa.Column("settlement", sa.String(length=120), nullable=True))


def downgrade() -> None:
    op.drop_column("cases", "settlement")
    op.drop_table("place_misses")
    op.drop_table("settlements")
