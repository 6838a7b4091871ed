"""Announcements that people saw: the edit that came of one, and what was seen: an announcement or a dead link."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("programme_tips") as table:
        table.add_column(sa.Column("kind", sa.String(length=16), nullable=False, server_default="announcement"))
        table.add_column(sa.Column("edit_id", ID))
        table.create_foreign_key(
            op.f("fk_programme_tips_edit_id_programme_edits"), "programme_edits", ["edit_id"], ["id"]
        )
        table.create_index(op.f("ix_programme_tips_edit_id"), ["edit_id"])


def downgrade() -> None:
    with op.batch_alter_table("programme_tips") as table:
        table.drop_index(op.f("ix_programme_tips_edit_id"))
        table.drop_constraint(op.f("fk_programme_tips_edit_id_programme_edits"), type_="foreignkey")
        table.drop_column("edit_id")
        table.drop_column("kind")
