"""Questions with their messages, holders and promises; bans, templates, published answers; groups of the staff."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITS: dict[str, Any] = {
    "sqlite_where": sa.text("waiting_at IS NOT NULL"),
    "postgresql_where": sa.text("waiting_at IS NOT NULL"),
}
WORDS = ("topic", 16), ("screen", 16), ("step", 32)
MOMENTS = ("due_at", "waiting_at", "remind_at", "closed_at")


def upgrade() -> None:
    columns: list[sa.Column[Any]] = [
        *(sa.Column(name, sa.String(length=length), nullable=True) for name, length in WORDS),
        sa.Column("offered", sa.JSON(), nullable=True),
        *(sa.Column(name, MOMENT, nullable=True) for name in MOMENTS),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
    ]
    for column in columns:
        op.add_column("questions", column)
    op.execute("UPDATE questions SET waiting_at = asked_at WHERE answered_at IS NULL")
    op.execute("UPDATE questions SET closed_at = answered_at")
    op.create_index("ix_questions_remind_at", "questions", ["remind_at"])
    op.create_index("ix_questions_closed_at", "questions", ["closed_at"])
    op.create_index("ix_questions_waiting", "questions", ["waiting_at", "id"], **WAITS)
    op.create_index("ix_questions_waiting_in", "questions", ["municipality", "waiting_at", "id"], **WAITS)
    _create_messages()
    _create_holders_and_bans()
    _create_texts()
    _create_groups()


def _create_messages() -> None:
    op.create_table(
        "question_messages",
        *_id_and_person("question_messages"),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("album", sa.String(length=64), nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        _belongs_to("questions", "question_messages", "question_id", "CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_messages_person_id", "question_messages", ["person_id"])
    op.create_index("ix_question_messages_question_id", "question_messages", ["question_id"])
    op.create_index("ix_question_messages_source", "question_messages", ["chat_id", "message_id"])
    columns = "(question_id, person_id, side, kind, text, written_at, sent_at)"
    of_person = "SELECT id, person_id, 'person', 'text', text, created_at, asked_at FROM questions ORDER BY id"
    of_staff = "SELECT question_id, person_id, 'staff', 'text', text, written_at, sent_at FROM answers ORDER BY id"
    for found in (of_person, of_staff):
        op.execute(f"INSERT INTO question_messages {columns} {found}")
    op.drop_table("answers")


def _id_and_person(table: str, person: str = "person_id", *, nullable: bool = True) -> list[Any]:
    return [
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column(person, ID, nullable=nullable),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _belongs_to("people", table, person),
    ]


def _belongs_to(parent: str, table: str, column: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def _create_holders_and_bans() -> None:
    op.create_table(
        "question_holders",
        sa.Column("question_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_question_holders"),
        _belongs_to("questions", "question_holders", "question_id", "CASCADE"),
        _belongs_to("people", "question_holders", "person_id"),
    )
    op.create_index("ix_question_holders_person_id", "question_holders", ["person_id"])
    op.create_table(
        "question_bans",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("banned_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_question_bans"),
        _belongs_to("people", "question_bans", "person_id"),
    )


def _create_texts() -> None:
    op.create_table(
        "answer_templates",
        *_id_and_person("answer_templates", "author_id"),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_templates_author_id", "answer_templates", ["author_id"])
    op.create_index("ix_answer_templates_scope", "answer_templates", ["scope"])
    op.create_table(
        "faq_entries",
        *_id_and_person("faq_entries"),
        sa.Column("question_id", ID, nullable=True),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        _belongs_to("questions", "faq_entries", "question_id", "SET NULL"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_faq_entries_person_id", "faq_entries", ["person_id"])
    op.create_index("ix_faq_entries_question_id", "faq_entries", ["question_id"])


def _create_groups() -> None:
    op.create_table(
        "staff_groups",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_groups"),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("connected_at", MOMENT, nullable=False),
        sa.Column("lost_at", MOMENT, nullable=True),
        sa.Column("lost_why", sa.String(length=16), nullable=True),
        _belongs_to("accounts", "staff_groups", "account_id"),
        sa.UniqueConstraint("account_id", name="uq_staff_groups_account_id"),
        sa.UniqueConstraint("scope", name="uq_staff_groups_scope"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staff_topics",
        *_id_and_person("staff_topics", nullable=False),
        sa.Column("group_id", ID, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        _belongs_to("staff_groups", "staff_topics", "group_id", "CASCADE"),
        sa.UniqueConstraint("group_id", "person_id", name="uq_staff_topics_group_id_person_id"),
        sa.UniqueConstraint("group_id", "thread_id", name="uq_staff_topics_group_id_thread_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_staff_topics_person_id", "staff_topics", ["person_id"])


def downgrade() -> None:
    for table in ("staff_topics", "staff_groups", "faq_entries", "answer_templates", "question_bans"):
        op.drop_table(table)
    op.drop_table("question_holders")
    _restore_answers()
    op.drop_table("question_messages")
    for index in ("waiting", "waiting_in", "remind_at", "closed_at"):
        op.drop_index(f"ix_questions_{index}", "questions")
    for name in ("topic", "screen", "step", "offered", *MOMENTS, "reminded", "helped"):
        op.drop_column("questions", name)


def _restore_answers() -> None:
    """Of several answers of one coordinator the last one stays."""
    op.create_table(
        "answers",
        *_id_and_person("answers"),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        _belongs_to("questions", "answers", "question_id", "CASCADE"),
        sa.UniqueConstraint("question_id", "person_id", name="uq_answers_question_id_person_id"),
    )
    op.create_index("ix_answers_person_id", "answers", ["person_id"])
    last = "SELECT max(id) FROM question_messages WHERE side = 'staff' GROUP BY question_id, person_id"
    columns = "question_id, person_id, text, written_at, sent_at"
    op.execute(f"INSERT INTO answers ({columns}) SELECT {columns} FROM question_messages WHERE id IN ({last})")  # noqa: S608
