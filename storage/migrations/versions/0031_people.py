"""An invitation to a role in several municipalities; the words that an approver refused."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.add_column("role_invitations", sa.Column("also", sa.JSON(), nullable=True))
    op.add_column("broadcast_approvals", sa.Column("content", sa.JSON(), nullable=True))
    op.add_column("broadcast_approvals", sa.Column("message_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("broadcast_approvals", "message_id")
    op.drop_column("broadcast_approvals", "content")
    op.drop_column("role_invitations", "also")
