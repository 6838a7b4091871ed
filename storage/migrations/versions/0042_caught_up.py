"""The identity of the store: the last moment at which nothing waited at Telegram for the bot."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.add_column("store_identity", sa.Column("caught_up_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("store_identity") as batch:
        batch.drop_column("caught_up_at")
