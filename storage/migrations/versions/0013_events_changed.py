"""The last change of a published event, for the edition of its calendar file."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("events", sa.Column("changed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("events") as table:
        table.drop_column("changed_at")
