"""Broadcasts with forms, audiences of parts, schedules, approvals, edits and templates."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OLD = sa.Table(
    "broadcasts",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger),
    sa.Column("audience", sa.JSON),
    sa.Column("audience_kind", sa.String),
    sa.Column("audience_key", sa.String),
)


def upgrade() -> None:
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("form", sa.String(length=8), nullable=False, server_default="copy"))
        batch_op.add_column(sa.Column("content", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("audience", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("newcomers_until", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("newcomers", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("rested_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("send_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("anchor", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("window_first", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("window_last", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("late_after", sa.Integer(), nullable=False, server_default="1440"))
        batch_op.add_column(sa.Column("asked_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("paused_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("told_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("told_sent", sa.Integer(), nullable=True))
    _join_audiences()
    _index_what_waits()
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.alter_column("form", existing_type=sa.String(length=8), server_default=None)
        batch_op.alter_column("late_after", existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column("newcomers", existing_type=sa.Integer(), server_default=None)
        batch_op.drop_column("audience_kind")
        batch_op.drop_column("audience_key")
        batch_op.create_index("ix_broadcasts_status", ["status", "send_at"], unique=False)
    _create_approvals()
    _create_changes()
    _create_templates()


WAITING: dict[str, Any] = {
    "sqlite_where": sa.text("status = 'planned' AND held IS 0"),
    "postgresql_where": sa.text("status = 'planned' AND held IS false"),
}
HELD: dict[str, Any] = {
    "sqlite_where": sa.text("status = 'planned' AND held IS 1"),
    "postgresql_where": sa.text("status = 'planned' AND held IS true"),
}
PLANNED: dict[str, Any] = {
    "sqlite_where": sa.text("status = 'planned'"),
    "postgresql_where": sa.text("status = 'planned'"),
}


def _index_what_waits() -> None:
    """Move held rows from the index of due rows to an index of their own."""
    op.drop_index("ix_deliveries_due", "deliveries")
    op.create_index("ix_deliveries_due", "deliveries", ["priority", "due_at"], unique=False, **WAITING)
    op.create_index("ix_deliveries_held", "deliveries", ["cause", "cause_id", "due_at"], unique=False, **HELD)


def _join_audiences() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(OLD).where(OLD.c.audience_kind.is_not(None))).all():
        part = {"kind": row.audience_kind, "key": row.audience_key or "", "join": "or"}
        connection.execute(sa.update(OLD).where(OLD.c.id == row.id).values(audience=[part]))


def _create_approvals() -> None:
    op.create_table(
        "broadcast_approvals",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("broadcast_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("seal", sa.String(length=8), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_approvals_broadcast_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_broadcast_approvals_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_approvals")),
        sa.UniqueConstraint("broadcast_id", "person_id", name=op.f("uq_broadcast_approvals_broadcast_id_person_id")),
    )
    op.create_index(op.f("ix_broadcast_approvals_person_id"), "broadcast_approvals", ["person_id"], unique=False)


def _create_changes() -> None:
    op.create_table(
        "broadcast_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("broadcast_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("place", sa.String(length=8), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("planned_up_to", ID, nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("progress_message_id", sa.BigInteger(), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("stopped_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_broadcast_changes_author_id")),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_broadcast_changes_broadcast_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_broadcast_changes_author_id"), "broadcast_changes", ["author_id"], unique=False)
    op.create_index(op.f("ix_broadcast_changes_broadcast_id"), "broadcast_changes", ["broadcast_id"], unique=False)


def _create_templates() -> None:
    op.create_table(
        "broadcast_templates",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_broadcast_templates_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast_templates")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_broadcast_templates_author_id"), "broadcast_templates", ["author_id"], unique=False)
    op.create_index(op.f("ix_broadcast_templates_scope"), "broadcast_templates", ["scope"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_deliveries_held", "deliveries")
    op.drop_index("ix_deliveries_due", "deliveries")
    op.create_index("ix_deliveries_due", "deliveries", ["priority", "due_at"], unique=False, **PLANNED)
    op.drop_table("broadcast_templates")
    op.drop_table("broadcast_changes")
    op.drop_table("broadcast_approvals")
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audience_kind", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("audience_key", sa.String(length=64), nullable=True))
    _part_audiences()
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcasts_status")
        for name in ("form", "content", "audience", "newcomers_until", "send_at", "anchor", "window_first"):
            batch_op.drop_column(name)
        for name in ("window_last", "late_after", "asked_at", "paused_at", "newcomers", "rested_at"):
            batch_op.drop_column(name)
        for name in ("told_at", "told_sent"):
            batch_op.drop_column(name)


def _part_audiences() -> None:
    """Keep the first part of each audience, which is all that the older schema can hold."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(OLD).where(OLD.c.audience.is_not(None))).all():
        first = {"audience_kind": row.audience[0]["kind"], "audience_key": row.audience[0]["key"]}
        connection.execute(sa.update(OLD).where(OLD.c.id == row.id).values(first))
