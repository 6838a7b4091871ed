"""Events: their kinds."""

from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    # In place: a copy of the table would lose its AUTOINCREMENT.
    op.execute("ALTER TABLE events ADD COLUMN kind VARCHAR(16)")


def downgrade() -> None:
    op.execute("ALTER TABLE events DROP COLUMN kind")
