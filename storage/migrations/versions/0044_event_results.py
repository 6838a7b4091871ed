"""After an event: ratings, certificates, and the numbers of guests whose sign-ups are gone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_event_and_person(table: str, *columns: sa.Column[Any], is_named: bool) -> None:
    """A table with one row for each event and person."""
    op.create_table(
        table,
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=not is_named),
        *columns,
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=f"fk_{table}_event_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{table}_person_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("event_id", "person_id", name=f"uq_{table}_event_id_person_id"),
        *([sa.UniqueConstraint("code", name=f"uq_{table}_code")] if is_named else []),
        sqlite_autoincrement=True,
    )
    op.create_index(f"ix_{table}_person_id", table, ["person_id"])


def upgrade() -> None:
    _of_event_and_person(
        "event_ratings",
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(500), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        is_named=False,
    )
    _of_event_and_person(
        "event_certificates",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        is_named=True,
    )
    op.create_table(
        "event_counts",
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("municipality", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("signed_up", "came", "newcomers")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_counts_event_id"),
        sa.PrimaryKeyConstraint("event_id", "municipality", name="pk_event_counts"),
    )


def downgrade() -> None:
    for table in ("event_counts", "event_certificates", "event_ratings"):
        op.drop_table(table)
