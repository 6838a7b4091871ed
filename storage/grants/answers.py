"""The answers that people give under a message about a grant: applied, not for us, later."""

from datetime import datetime

from sqlalchemy import Connection, delete

from bot.domain.following.answers import RoundAnswer, RoundReply
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import grant_answers as table
from storage.grants import readers

# The season of an answer about the whole programme.
EVERY = ""


def answer(
    tx: Connection, person_id: int, programme_id: int, season: str, reply: RoundReply | None, now: datetime
) -> bool:
    """Note a person's answer about a season, None takes it back; what waits to be sent to them is made anew.

    False, and nothing is kept, when the person follows nothing.
    """
    row_locks.person(tx, person_id)
    if readers.get(tx, person_id) is None:
        return False
    _put(tx, person_id, programme_id, season, reply, now)
    readers.silence(tx, person_id)
    return True


def _put(
    tx: Connection, person_id: int, programme_id: int, season: str, reply: RoundReply | None, now: datetime
) -> None:
    key = {"person_id": person_id, "programme_id": programme_id, "season": season}
    if reply is None:
        tx.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
        return
    fresh = {"answer": reply.answer.value, "until": reply.until, "answered_at": now}
    statement = insert(tx, table).values(**key, **fresh)
    tx.execute(statement.on_conflict_do_update(index_elements=[*key], set_=fresh))


def never(tx: Connection, person_id: int, programme_id: int, now: datetime) -> None:
    """Note that a person wants to hear nothing of a programme, whatever filter it fits."""
    _put(tx, person_id, programme_id, EVERY, RoundReply(RoundAnswer.NO), now)


def again(tx: Connection, person_id: int, programme_id: int) -> None:
    """Forget that a person wanted to hear nothing of a programme."""
    mine = (table.c.person_id == person_id, table.c.programme_id == programme_id, table.c.season == EVERY)
    tx.execute(delete(table).where(*mine))
