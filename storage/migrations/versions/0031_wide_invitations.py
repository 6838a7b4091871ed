"""An invitation to a role in several municipalities."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("role_invitations", sa.Column("also", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("role_invitations", "also")
