"""The door of an event: how many of a sign-up came and who let them in, walk-ins, stewards and their invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
INDEXES = (
    ("walk_ins", "event_id"),
    ("walk_ins", "noted_by"),
    ("event_stewards", "person_id"),
    ("steward_invitations", "event_id"),
    ("steward_invitations", "author_id"),
    ("steward_invitations", "expires_at"),
)


def upgrade() -> None:
    with op.batch_alter_table("sign_ups", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("came_seats", sa.Integer(), nullable=False, server_default=sa.text("0")))
        batch.add_column(sa.Column("came_by", ID, nullable=True))
        batch.create_foreign_key("fk_sign_ups_came_by", "people", ["came_by"], ["id"])
        batch.create_index("ix_sign_ups_came_by", ["came_by"])
    op.execute("UPDATE sign_ups SET came_seats = seats WHERE came_at IS NOT NULL")
    op.create_table(
        "walk_ins",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("noted_by", ID, nullable=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_walk_ins_event_id"),
        sa.ForeignKeyConstraint(["noted_by"], ["people.id"], name="fk_walk_ins_noted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_walk_ins"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event_stewards",
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_event_stewards_event_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_event_stewards_person_id"),
        sa.PrimaryKeyConstraint("event_id", "person_id", name="pk_event_stewards"),
    )
    op.create_table(
        "steward_invitations",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_steward_invitations_event_id"),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name="fk_steward_invitations_author_id"),
        sa.PrimaryKeyConstraint("id", name="pk_steward_invitations"),
        sa.UniqueConstraint("digest", name="uq_steward_invitations_digest"),
        sqlite_autoincrement=True,
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("steward_invitations", "event_stewards", "walk_ins"):
        op.drop_table(table)
    with op.batch_alter_table("sign_ups", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_index("ix_sign_ups_came_by")
        batch.drop_constraint("fk_sign_ups_came_by", type_="foreignkey")
        batch.drop_column("came_by")
        batch.drop_column("came_seats")
