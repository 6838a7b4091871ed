"""The answers of people about a round: applied, not for us, later.

That somebody has applied stands in one place: in their application for the round, else in an answer of theirs.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from bot.domain.applications.applications import Access, Application, ApplicationOutcome, ApplicationStatus
from bot.domain.following.answers import Answered, RoundAnswer, RoundReply
from storage.applications import applications
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import application_members
from storage.core.tables import applications as application_table
from storage.core.tables import grant_answers as table
from storage.grants import readers

# The season of an answer about the whole programme.
EVERY = ""


# The answer of an application, by its status. Who was refused, or gave up, hears nothing more of the round.
OF_STATUS = {
    ApplicationStatus.WON: RoundAnswer.WON,
    ApplicationStatus.HANDED_IN: RoundAnswer.APPLIED,
    ApplicationStatus.PREPARING: RoundAnswer.PREPARING,
    ApplicationStatus.REFUSED: RoundAnswer.NO,
    ApplicationStatus.DROPPED: RoundAnswer.NO,
}
BY_WEIGHT = tuple(OF_STATUS)

Replies = dict[tuple[int, int], dict[str, RoundReply]]


def said(tx: Connection, person_ids: Sequence[int]) -> Replies:
    """The answers of these people by (person, programme) and season, with those of their applications.

    An own "not for us" counts before an application, "later" before one that is still prepared.
    """
    found: Replies = defaultdict(dict)
    weights: dict[tuple[int, int, str], int] = {}
    for row in tx.execute(_of_applications().where(application_members.c.person_id.in_(person_ids))):
        status = ApplicationStatus(row.status)
        if status is ApplicationStatus.PREPARING and row.quiet_at is not None:
            continue
        weight, key = BY_WEIGHT.index(status), (row.person_id, row.programme_id, row.season)
        if weight <= weights.get(key, weight):
            weights[key] = weight
            found[row.person_id, row.programme_id][row.season] = RoundReply(OF_STATUS[status])
    for row in tx.execute(select(table).where(table.c.person_id.in_(person_ids))):
        own = RoundReply(RoundAnswer(row.answer), row.until)
        held = found[row.person_id, row.programme_id].get(row.season)
        later = own.answer is RoundAnswer.LATER and held == RoundReply(RoundAnswer.PREPARING)
        if held is None or own.answer is RoundAnswer.NO or later:
            found[row.person_id, row.programme_id][row.season] = own
    return found


def _of_applications() -> Select[Any]:
    columns = (application_members.c.person_id, application_members.c.quiet_at)
    about = (application_table.c[name] for name in ("id", "programme_id", "season", "status"))
    return select(*columns, *about).join(
        application_table, application_table.c.id == application_members.c.application_id
    )


def not_concerned(tx: Connection, programme_id: int, season: str) -> set[int]:
    """The people to whom a date of a season is no news: they have applied, or it is not for them."""
    mine = (table.c.programme_id == programme_id, table.c.season == season)
    by_answer = tx.scalars(select(table.c.person_id).where(*mine, table.c.answer != RoundAnswer.LATER))
    here = (application_table.c.programme_id == programme_id, application_table.c.season == season)
    rows = _of_applications().where(*here, application_table.c.status != ApplicationStatus.PREPARING)
    return {*by_answer, *(row.person_id for row in tx.execute(rows))}


def answer(
    tx: Connection, person_id: int, programme_id: int, season: str, reply: RoundReply | None, now: datetime
) -> Answered:
    """Note a person's answer about a season, None takes it back; what waits to be sent to them is made anew.

    "Applied" and its taking back are noted in the person's application, where there is one.
    """
    row_locks.person(tx, person_id)
    if readers.get(tx, person_id) is None:
        return Answered.UNHEARD
    own = _application_of(tx, person_id, programme_id, season)
    if own and (reply is None or reply.answer is RoundAnswer.APPLIED):
        done = _say_in(tx, own, person_id, reply, now)
        if done is not Answered.DONE or reply is not None:
            return done
    _put(tx, person_id, programme_id, season, reply, now)
    readers.silence(tx, person_id)
    return Answered.DONE


def _application_of(tx: Connection, person_id: int, programme_id: int, season: str) -> list[Application]:
    here = (application_table.c.programme_id == programme_id, application_table.c.season == season)
    ids = [row.id for row in tx.execute(_of_applications().where(application_members.c.person_id == person_id, *here))]
    return [found for each in ids if (found := applications.get(tx, each))]


def _say_in(
    tx: Connection, own: Sequence[Application], person_id: int, reply: RoundReply | None, now: datetime
) -> Answered:
    """Note in the only application that it was handed in, or was not; IN_APPLICATION where a person has to choose."""
    wanted = ApplicationStatus.PREPARING if reply is None else ApplicationStatus.HANDED_IN
    since = ApplicationStatus.HANDED_IN if reply is None else ApplicationStatus.PREPARING
    _put(tx, person_id, own[0].programme.id, own[0].season, None, now)
    waiting = [each for each in own if each.status is since]
    if not waiting:
        return Answered.DONE
    if len(own) > 1 or not waiting[0].may(person_id, Access.HELPER):
        return Answered.IN_APPLICATION
    done = applications.say(tx, waiting[0].id, person_id, wanted, now)
    return Answered.DONE if done is ApplicationOutcome.DONE else Answered.IN_APPLICATION


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
