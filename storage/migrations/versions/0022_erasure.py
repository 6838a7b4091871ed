"""The member whom an answer of a case is about; erasures whose bytes are still in the files."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Answers that are somebody's name, phone or address (`bot.domain.papers.personal`): until now they are their author's.
PERSONAL = (
    *(
        "group_chair",
        "group_secretary",
        "authorised",
        "authorised_gen",
        "authorised_acc",
        "address",
        "phone",
        "contact",
    ),
    *("meeting_chair", "meeting_secretary", "tos_chair"),
)


def upgrade() -> None:
    op.create_table(
        "pending_scrubs",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pending_scrubs")),
    )
    with op.batch_alter_table("case_answers") as batch:
        batch.add_column(sa.Column("about_id", ID, nullable=True))
        batch.create_foreign_key(op.f("fk_case_answers_about_id"), "people", ["about_id"], ["id"])
        batch.create_index(op.f("ix_case_answers_about_id"), ["about_id"])
    answers = sa.table("case_answers", sa.column("question"), sa.column("person_id"), sa.column("about_id"))
    theirs = answers.c.question.in_(PERSONAL)
    op.execute(answers.update().where(theirs).values(about_id=answers.c.person_id))


def downgrade() -> None:
    with op.batch_alter_table("case_answers") as batch:
        batch.drop_index(op.f("ix_case_answers_about_id"))
        batch.drop_constraint(op.f("fk_case_answers_about_id"), type_="foreignkey")
        batch.drop_column("about_id")
    op.drop_table("pending_scrubs")
