"""Roles: invitations to them, tries of invitations that do not exist, the words by which a person is found."""

import re
import unicodedata
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_index("ix_people_name", "people", ["name", "id"])
    op.create_table(
        "name_words",
        sa.Column("word", WORD, nullable=False),
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_name_words_person_id")),
        sa.PrimaryKeyConstraint("word", "person_id", name=op.f("pk_name_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_name_words_person_id"), "name_words", ["person_id"])
    op.create_table(
        "role_invitations",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_role_invitations_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_invitations")),
        sa.UniqueConstraint("digest", name=op.f("uq_role_invitations_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_role_invitations_author_id"), "role_invitations", ["author_id"])
    op.create_index(op.f("ix_role_invitations_expires_at"), "role_invitations", ["expires_at"])
    op.create_table(
        "invitation_guesses",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_guesses")),
    )
    op.create_index(op.f("ix_invitation_guesses_key"), "invitation_guesses", ["key"])
    op.create_index(op.f("ix_invitation_guesses_at"), "invitation_guesses", ["at"])
    _index_everybody(op.get_bind())


def _index_everybody(tx: sa.Connection) -> None:
    """Write the words of all who are known already, as `storage.people.names` does for everybody after them."""
    known = "SELECT people.id, name, username FROM people LEFT JOIN accounts ON person_id = people.id"
    rows = tx.execute(sa.text(known))
    found = {(word, row.id) for row in rows for word in _words(filter(None, (row.name, row.username)))}
    if found:
        row = sa.text("INSERT INTO name_words (word, person_id) VALUES (:word, :person_id)")
        tx.execute(row, [{"word": word, "person_id": person_id} for word, person_id in sorted(found)])


def _words(names: Iterable[str]) -> set[str]:
    letters = unicodedata.normalize("NFD", " ".join(names).casefold()).replace("\u0308", "")
    folded = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", letters))
    return {word[:64] for word in folded.split()}


def downgrade() -> None:
    for table in ("invitation_guesses", "role_invitations", "name_words"):
        op.drop_table(table)
    op.drop_index("ix_people_name", table_name="people")
