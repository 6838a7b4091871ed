"""The troubles that administrators were told of."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "told_troubles",
        sa.Column("trouble", sa.String(length=32), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("trouble", name=op.f("pk_told_troubles")),
    )


def downgrade() -> None:
    op.drop_table("told_troubles")
