"""The profile: a person's place, TOS and kinds of applicant, what they want to hear of and when, few buttons a screen.

Also the codes that link another account, and the buttons of a screen that did not fit.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account_links",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_account_links_person_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_account_links")),
        sa.UniqueConstraint("person_id", name=op.f("uq_account_links_person_id")),
    )
    op.create_index(op.f("ix_account_links_expires_at"), "account_links", ["expires_at"])
    for column in _columns():
        op.add_column("people", column)
    op.add_column("conversations", sa.Column("buttons", sa.JSON(), nullable=True))


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("settlement", sa.String(length=120), nullable=True),
        sa.Column("tos", sa.String(length=120), nullable=True),
        sa.Column("applicants", sa.JSON(), nullable=True),
        sa.Column("muted", sa.JSON(), nullable=True),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("few_buttons", sa.Boolean(), nullable=True),
    ]


def downgrade() -> None:
    op.drop_column("conversations", "buttons")
    for column in reversed(_columns()):
        op.drop_column("people", column.name)
    op.drop_table("account_links")
