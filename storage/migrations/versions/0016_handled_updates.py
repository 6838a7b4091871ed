"""The updates that were handled, so that none acts twice."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "handled_updates",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_handled_updates")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_handled_updates_at", "handled_updates", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("handled_updates")
