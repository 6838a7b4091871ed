"""Events that are mended after their publication, a queue by turns, offers of seats, and companions."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0035"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TURNS = """
    UPDATE sign_ups SET turn = (
        SELECT count(*) FROM sign_ups AS other WHERE other.event_id = sign_ups.event_id AND other.status = 'waiting'
        AND (other.waiting_since < sign_ups.waiting_since
             OR (other.waiting_since = sign_ups.waiting_since AND other.id <= sign_ups.id))
    ) WHERE status = 'waiting'
"""


def upgrade() -> None:
    op.add_column("events", sa.Column("organiser", sa.String(120), nullable=False, server_default=sa.text("''")))
    op.add_column("events", sa.Column("link", sa.String(300), nullable=False, server_default=sa.text("''")))
    op.add_column("events", sa.Column("latitude", sa.Float(), nullable=True))
    op.add_column("events", sa.Column("longitude", sa.Float(), nullable=True))
    op.add_column("sign_ups", sa.Column("turn", sa.Integer(), nullable=True))
    op.add_column("sign_ups", sa.Column("held_until", MOMENT, nullable=True))
    op.add_column("sign_ups", sa.Column("confirmed_at", MOMENT, nullable=True))
    op.create_index("ix_sign_ups_held_until", "sign_ups", ["held_until"])
    op.create_index("ix_audit_subject", "audit", ["subject", "subject_id"])
    op.execute(TURNS)
    op.create_table(
        "event_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("field", sa.String(16), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_changes_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_event_changes_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event_changes"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "companions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_companions_event_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_companions_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_companions"),
        sqlite_autoincrement=True,
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


INDEXES = (
    ("event_changes", "event_id"),
    ("event_changes", "author_id"),
    ("event_changes", "changed_at"),
    ("companions", "event_id"),
    ("companions", "person_id"),
)


def downgrade() -> None:
    op.drop_table("companions")
    op.drop_table("event_changes")
    op.drop_index("ix_sign_ups_held_until", "sign_ups")
    op.drop_index("ix_audit_subject", "audit")
    for column in ("confirmed_at", "held_until", "turn"):
        op.drop_column("sign_ups", column)
    for column in ("longitude", "latitude", "link", "organiser"):
        op.drop_column("events", column)
