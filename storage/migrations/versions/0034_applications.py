"""Applications for grants: their members, invitations, checklists and budgets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "application_lines",
    "application_items",
    "application_invitations",
    "application_members",
    "applications",
)


def upgrade() -> None:
    op.create_table("applications", *_applications(), sqlite_autoincrement=True)
    for column in ("author_id", "counted_by", "programme_id", "status"):
        op.create_index(f"ix_applications_{column}", "applications", [column])
    op.create_table("application_members", *_members())
    op.create_index("ix_application_members_person_id", "application_members", ["person_id"])
    for table, columns, indexed in (
        ("application_invitations", _invitations(), ("application_id", "person_id", "expires_at")),
        ("application_items", _items(), ("application_id", "done_by", "person_id")),
        ("application_lines", _lines(), ("application_id", "person_id")),
    ):
        op.create_table(table, *columns, sqlite_autoincrement=True)
        for column in indexed:
            op.create_index(f"ix_{table}_{column}", table, [column])


def _applications() -> list[Any]:
    return [
        *_id("applications"),
        *_belongs_to("applications", "author_id", "people", nullable=True),
        *_belongs_to("applications", "programme_id", "programmes"),
        sa.Column("season", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("tos", sa.String(length=120), nullable=True),
        sa.Column("municipality", sa.String(length=64), nullable=True),
        sa.Column("applicant", sa.String(length=16), nullable=True),
        sa.Column("asked", sa.BigInteger(), nullable=True),
        sa.Column("won", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        *_belongs_to("applications", "counted_by", "people", nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
    ]


def _members() -> list[Any]:
    table = "application_members"
    return [
        *_id(table),
        *_belongs_to(table, "application_id", "applications"),
        *_belongs_to(table, "person_id", "people"),
        sa.Column("access", sa.String(length=8), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("quiet_at", MOMENT, nullable=True),
        sa.UniqueConstraint("application_id", "person_id", name=f"uq_{table}_application_id_person_id"),
    ]


def _invitations() -> list[Any]:
    table = "application_invitations"
    return [
        *_id(table),
        sa.Column("digest", sa.String(length=64), nullable=False),
        *_belongs_to(table, "application_id", "applications"),
        *_belongs_to(table, "person_id", "people"),
        sa.Column("access", sa.String(length=8), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.UniqueConstraint("digest", name=f"uq_{table}_digest"),
    ]


def _items() -> list[Any]:
    table = "application_items"
    return [
        *_id(table),
        *_belongs_to(table, "application_id", "applications"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.String(length=150), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        *_belongs_to(table, "done_by", "people", nullable=True),
        *_belongs_to(table, "person_id", "people", nullable=True),
    ]


def _lines() -> list[Any]:
    table = "application_lines"
    return [
        *_id(table),
        *_belongs_to(table, "application_id", "applications"),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("payer", sa.String(length=8), nullable=False),
        *_belongs_to(table, "person_id", "people", nullable=True),
    ]


def _id(table: str) -> list[Any]:
    return [sa.Column("id", ID, autoincrement=True, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def _belongs_to(table: str, column: str, to: str, *, nullable: bool = False) -> list[Any]:
    key = sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}")
    return [sa.Column(column, ID, nullable=nullable), key]


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
