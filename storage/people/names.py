"""The words by which people are found: those of their names and nicks, folded, each with an index of its beginning."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, FromClause, and_, delete, exists, select

from bot.domain.municipalities import fold
from storage.core.tables import accounts, name_words, people

WORD_MAX = 64
# So many words of one person may begin alike.
NAMES_OF_ONE = 3
# Above every letter.
_LAST = "\U0010ffff"


def words(*names: str | None) -> set[str]:
    return {word[:WORD_MAX] for name in names if name for word in fold(name).split()}


def index(tx: Connection, person_id: int) -> None:
    """Write the words of a person anew; call it when a name or an account of theirs has changed."""
    name = tx.scalar(select(people.c.name).where(people.c.id == person_id))
    nicks = tx.scalars(select(accounts.c.username).where(accounts.c.person_id == person_id)).all()
    tx.execute(delete(name_words).where(name_words.c.person_id == person_id))
    if found := words(name, *nicks):
        tx.execute(name_words.insert(), [{"word": word, "person_id": person_id} for word in sorted(found)])


def find(tx: Connection, typed: str, limit: int, among: Sequence[ColumnElement[bool]] = ()) -> list[int]:
    """The ids of at most `limit` people who have a word for each typed one that begins with it.

    `among` are conditions on the person's id, `name_words.c.person_id`. The longest word leads: it narrows most.
    """
    lead, *rest = sorted(words(typed), key=len, reverse=True) or [""]
    if not lead:
        return []
    chosen = select(name_words.c.person_id).where(_begins(name_words, lead), *map(_also, rest), *among)
    found = tx.scalars(chosen.order_by(name_words.c.word, name_words.c.person_id).limit(limit * NAMES_OF_ONE))
    return list(dict.fromkeys(found))[:limit]


def _also(word: str) -> ColumnElement[bool]:
    other = name_words.alias()
    return exists().where(other.c.person_id == name_words.c.person_id, _begins(other, word))


def _begins(table: FromClause, word: str) -> ColumnElement[bool]:
    return and_(table.c.word >= word, table.c.word < word + _LAST)
