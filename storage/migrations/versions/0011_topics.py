"""The topics of news that people chose."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "topic_subscriptions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_topic_subscriptions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_subscriptions")),
        sa.UniqueConstraint("person_id", "topic", name=op.f("uq_topic_subscriptions_person_id_topic")),
    )
    op.create_index("ix_topic_subscriptions_topic", "topic_subscriptions", ["topic", "person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("topic_subscriptions")
