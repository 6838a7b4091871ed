"""Grants: how the filters changed that a programme fits, so that it is told to those whom it newly fits."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "grant_reaches",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("programme_id", ID, nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grant_reaches"),
    )
    op.create_index("ix_grant_reaches_programme_id", "grant_reaches", ["programme_id"])
    op.create_index("ix_grant_reaches_changed_at", "grant_reaches", ["changed_at"])


def downgrade() -> None:
    op.drop_table("grant_reaches")
