"""Questions: the grant from whose card a question was asked."""

from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    # In place: a copy of the table would lose its AUTOINCREMENT, and dropping the old one takes the messages along.
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    key = "CONSTRAINT fk_questions_programme_id_programmes REFERENCES programmes (id)"
    op.execute(f"ALTER TABLE questions ADD COLUMN programme_id {kind} {key}")
    op.create_index("ix_questions_programme_id", "questions", ["programme_id"])


def downgrade() -> None:
    op.drop_index("ix_questions_programme_id", "questions")
    op.execute("ALTER TABLE questions DROP COLUMN programme_id")
