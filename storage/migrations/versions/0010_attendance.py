"""Attendance of events. Buttons contain ids of sign-ups now, so these ids are never reused."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

SEATS = sa.CheckConstraint("seats > 0", name="ck_sign_ups_seats")


def upgrade() -> None:
    op.add_column("sign_ups", sa.Column("came_at", sa.DateTime(timezone=True), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        # AUTOINCREMENT needs a new table, and the check has to be repeated for it.
        once = {"sqlite_autoincrement": True}
        with op.batch_alter_table("sign_ups", recreate="always", table_args=(SEATS,), table_kwargs=once):
            pass


def downgrade() -> None:
    op.drop_column("sign_ups", "came_at")
