"""Numbers of residents from answers of administrations."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "resident_counts",
        sa.Column("id", ID, nullable=False),
        sa.Column("municipality", sa.String(length=64), nullable=False),
        sa.Column("settlement", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("residents_young", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resident_counts")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_resident_counts_municipality", "resident_counts", ["municipality"])


def downgrade() -> None:
    op.drop_table("resident_counts")
