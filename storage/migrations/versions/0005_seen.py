"""The day each person was last seen. It is unknown for earlier days: the first sweep sets today."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("people", sa.Column("seen_on", sa.Date(), nullable=True))
    op.create_index("ix_people_seen_on", "people", ["seen_on"])


def downgrade() -> None:
    op.drop_index("ix_people_seen_on", table_name="people")
    op.drop_column("people", "seen_on")
