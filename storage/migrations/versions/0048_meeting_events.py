"""The event of a case's meeting, and as whom its guests count for the quorum."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # In place: a copy of a table would lose its AUTOINCREMENT.
    for table in ("sign_ups", "walk_ins"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN counts_as VARCHAR(16)")
    op.create_table(
        "case_events",
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_case_events_event_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_events")
    for table in ("walk_ins", "sign_ups"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN counts_as")
