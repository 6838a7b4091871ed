"""Audiences of broadcasts saved by name, and what each correction replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "broadcast_audiences",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_broadcast_audiences_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_audiences")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_broadcast_audiences_author_id"), "broadcast_audiences", ["author_id"])
    op.create_index(op.f("ix_broadcast_audiences_scope"), "broadcast_audiences", ["scope"])
    with op.batch_alter_table("broadcast_changes") as batch_op:
        batch_op.add_column(sa.Column("was", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("was_message_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("broadcast_changes") as batch_op:
        batch_op.drop_column("was_message_id")
        batch_op.drop_column("was")
    op.drop_table("broadcast_audiences")
