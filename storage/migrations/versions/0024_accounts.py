"""Several accounts of one person: the one they named to be told on, and the one they used last."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"

COLUMNS = ("named_at", "used_at")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("accounts", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("accounts", name)
