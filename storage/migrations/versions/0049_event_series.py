"""Events: series."""

from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    # In place: a copy of the table would lose its AUTOINCREMENT.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE events ADD COLUMN series_id {kind}")
    op.create_index("ix_events_series_id", "events", ["series_id"])


def downgrade() -> None:
    op.drop_index("ix_events_series_id", "events")
    op.execute("ALTER TABLE events DROP COLUMN series_id")
