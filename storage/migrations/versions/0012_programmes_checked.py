"""The day on which a programme's undated source was read, and the day to look again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("programmes") as table:
        table.alter_column("as_of", existing_type=sa.String(length=10), nullable=True)
        table.add_column(sa.Column("seen_on", sa.Date()))
        table.add_column(sa.Column("recheck_on", sa.Date()))


def downgrade() -> None:
    # An earlier release knows no source without a date: it gets the day on which the source was read.
    op.execute("UPDATE programmes SET as_of = CAST(seen_on AS VARCHAR(10)) WHERE as_of IS NULL")
    with op.batch_alter_table("programmes") as table:
        table.drop_column("recheck_on")
        table.drop_column("seen_on")
        table.alter_column("as_of", existing_type=sa.String(length=10), nullable=False)
