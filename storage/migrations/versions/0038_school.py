"""The school: marks of finished lessons, certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{table}_person_id")


def upgrade() -> None:
    op.create_table(
        "lesson_marks",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("lesson", sa.String(length=16), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "lesson", name="pk_lesson_marks"),
        _person("lesson_marks"),
    )
    op.create_table(
        "certificates",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("course", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        _person("certificates"),
        sa.UniqueConstraint("code", name="uq_certificates_code"),
        sa.UniqueConstraint("person_id", "course", name="uq_certificates_person_id_course"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("certificates")
    op.drop_table("lesson_marks")
