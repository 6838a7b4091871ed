"""Numbers of residents: the list of addresses that came in the same answer."""

from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    # In place: a copy of the table would lose its AUTOINCREMENT.
    op.execute("ALTER TABLE resident_counts ADD COLUMN houses TEXT")


def downgrade() -> None:
    op.execute("ALTER TABLE resident_counts DROP COLUMN houses")
