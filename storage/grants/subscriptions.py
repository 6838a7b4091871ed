"""All that people follow: programmes and filters, each with a rest of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from bot.domain.catalogue.wishes import FILTERS_MOST, Filter, fits
from bot.domain.grants import Programme
from storage import outbox
from storage.applications import reminders as applications
from storage.core import row_locks
from storage.core.db import insert
from storage.core.tables import (
    AnyRow,
    grant_answers,
    grant_filters,
    grant_moves,
    grant_readers,
    grant_told,
    rounds,
    subscriptions,
)
from storage.core.tables import programmes as programme_table
from storage.core.tables import stages as stage_table
from storage.grants import answers, programmes, readers, reminders


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that a person follows: a programme (`programme_id`, `title`), a filter, or everything for them (`own`).

    `id` is that of its row; that of everything for them is the first of its rows.
    """

    id: int
    programme_id: int | None = None
    title: str = ""
    filters: tuple[Filter, ...] = ()
    own: bool = False
    paused_until: datetime | None = None


def subscribe(tx: Connection, programme_id: int, person_id: int, now: datetime) -> Programme | None:
    """Subscribe a person to a programme. None when either does not exist.

    The programme is locked, so that nobody subscribes between a change of its dates and the note of it.
    """
    is_there = row_locks.person_shared(tx, person_id)
    programme_id = programmes.that_stays(tx, programme_id)
    row_locks.programmes_shared(tx, [programme_id])
    programme = programmes.get(tx, programme_id)
    if programme is None or not is_there:
        return None
    row = {"person_id": person_id, "programme_id": programme_id, "created_at": now, "moves_seen": _moves(tx)}
    tx.execute(insert(tx, subscriptions).values(**row).on_conflict_do_nothing())
    answers.again(tx, person_id, programme_id)
    readers.enrol(tx, person_id)
    return programme


def unsubscribe(tx: Connection, programme_id: int, person_id: int, now: datetime) -> bool:
    """Tell a person nothing more of a programme, even if it fits a filter of theirs. False: they did not follow it."""
    row_locks.person(tx, person_id)
    mine = (subscriptions.c.programme_id == programme_id, subscriptions.c.person_id == person_id)
    left = tx.execute(delete(subscriptions).where(*mine)).rowcount > 0
    programme = programmes.get(tx, programme_id)
    theirs = [each for one in followed(tx, person_id) for each in one.filters]
    through = programme is not None and any(fits(programme, each) for each in theirs)
    if through:
        answers.never(tx, person_id, programme_id, now)
    readers.silence(tx, person_id)
    return left or through


def follow(tx: Connection, person_id: int, wanted: Filter, now: datetime) -> bool:
    """Follow a filter. False when the person follows too many, or is gone."""
    if not row_locks.person_shared(tx, person_id):
        return False
    mine = (grant_filters.c.person_id == person_id, grant_filters.c.own.is_(False))
    held = set(tx.execute(select(*(grant_filters.c[name] for name in Filter._fields)).where(*mine)).all())
    if tuple(wanted) not in held and len(held) >= FILTERS_MOST:
        return False
    _put(tx, person_id, [wanted], now, own=False)
    return True


def follow_own(tx: Connection, person_id: int, now: datetime) -> bool:
    """Follow everything for this person, by their profile. False when the person is gone."""
    if not row_locks.person_shared(tx, person_id):
        return False
    _put(tx, person_id, readers.everything_for(tx, person_id), now, own=True)
    return True


def _put(tx: Connection, person_id: int, wanted: Sequence[Filter], now: datetime, *, own: bool) -> None:
    begun = {"person_id": person_id, "own": own, "created_at": now, "moves_seen": _moves(tx)}
    rows = [{**each._asdict(), **begun} for each in wanted]
    tx.execute(insert(tx, grant_filters).on_conflict_do_nothing(), rows)
    readers.enrol(tx, person_id)


def _moves(tx: Connection) -> int:
    """The number of the last change of a date."""
    return tx.scalar(select(func.max(grant_moves.c.id))) or 0


def followed(tx: Connection, person_id: int) -> list[Followed]:
    """Everything that a person follows: everything for them first, then filters, then programmes by title."""
    table = grant_filters
    own: list[AnyRow] = []
    found: list[Followed] = []
    for row in tx.execute(select(table).where(table.c.person_id == person_id).order_by(table.c.id)):
        if row.own:
            own.append(row)
        else:
            found.append(Followed(row.id, filters=(_filter(row),), paused_until=row.paused_until))
    if own:
        found.insert(
            0, Followed(own[0].id, filters=tuple(map(_filter, own)), own=True, paused_until=own[0].paused_until)
        )
    titles = select(subscriptions, programme_table.c.short_title).join(programme_table)
    rows = tx.execute(titles.where(subscriptions.c.person_id == person_id)).all()
    named = [Followed(row.id, row.programme_id, row.short_title, paused_until=row.paused_until) for row in rows]
    return [*found, *sorted(named, key=lambda each: each.title)]


def _filter(row: AnyRow) -> Filter:
    return Filter(row.kind, row.municipality, row.theme, row.at_least)


def look_up(tx: Connection, person_id: int, programme_id: int | None, row_id: int) -> Followed | None:
    """One thing that a person follows, None for anything else."""
    same = (each for each in followed(tx, person_id) if each.programme_id == programme_id)
    return next((each for each in same if programme_id is not None or each.id == row_id), None)


def leave(tx: Connection, person_id: int, what: Followed) -> None:
    """Follow something no more."""
    row_locks.person(tx, person_id)
    table, chosen = _rows_of(person_id, what)
    tx.execute(delete(table).where(*chosen))
    readers.silence(tx, person_id)


def rest(tx: Connection, person_id: int, what: Followed, until: datetime | None) -> None:
    """Say nothing of it until a moment, or speak again: what has changed meanwhile is then told in one message."""
    row_locks.person(tx, person_id)
    table, chosen = _rows_of(person_id, what)
    tx.execute(update(table).where(*chosen).values(paused_until=until))
    readers.silence(tx, person_id)


def _rows_of(person_id: int, what: Followed) -> tuple[Table, list[ColumnElement[bool]]]:
    table = subscriptions if what.programme_id is not None else grant_filters
    mine = [table.c.person_id == person_id]
    return table, [*mine, grant_filters.c.own.is_(True)] if what.own else [*mine, table.c.id == what.id]


def unsubscribe_from_all(tx: Connection, person_id: int) -> None:
    """Forget everything that a person follows, was told and answered, before an erasure or when the consent ends.

    The caller locks the person.
    """
    for table in (subscriptions, grant_filters, grant_told, grant_answers, grant_readers):
        tx.execute(delete(table).where(table.c.person_id == person_id))
    for cause in readers.CAUSES:
        outbox.cancel_for(tx, person_id, cause)


def choose_step(tx: Connection, person_id: int, days: int, now: datetime) -> bool:
    """Add a step to a person's own, or take it away, for applications too. Returns whether it is one of theirs now."""
    row_locks.person(tx, person_id)
    is_chosen = readers.choose_step(tx, person_id, days)
    applications.replan_person(tx, person_id, now)
    return is_chosen


def change_zone(tx: Connection, person_id: int, now: datetime) -> None:
    """Follow a person's new clock, or what two people who became one follow together. The caller locks the person."""
    readers.follow_profile(tx, person_id)
    readers.silence(tx, person_id)


def move(tx: Connection, programme_id: int, to: int, now: datetime) -> None:
    """Move what follows a double to the programme that stays, with what was told of dates that both have.

    The caller locks the double, and replans it afterwards.
    """
    row_locks.programme(tx, to)
    for table, others in ((subscriptions, ()), (grant_answers, ("season",))):
        _hand_on(tx, table, others, programme_id, to)
    twins = _twins(tx, programme_id, to)
    for stage_id, twin in twins.items():
        theirs = select(grant_told.c.person_id).where(grant_told.c.stage_id == twin)
        moved = (grant_told.c.stage_id == stage_id, grant_told.c.person_id.not_in(theirs.scalar_subquery()))
        tx.execute(update(grant_told).where(*moved).values(stage_id=twin, programme_id=to))
    tx.execute(delete(grant_told).where(grant_told.c.programme_id == programme_id))
    reminders.ask_to_wake(tx, to, now)


def _hand_on(tx: Connection, table: Table, others: Sequence[str], programme_id: int, to: int) -> None:
    """Give rows of a programme to another one, except where their person has an equal one there."""
    twin = table.alias()
    same = (twin.c[name] == table.c[name] for name in ("person_id", *others))
    has = select(twin.c.id).where(twin.c.programme_id == to, *same).exists()
    tx.execute(update(table).where(table.c.programme_id == programme_id, ~has).values(programme_id=to))
    tx.execute(delete(table).where(table.c.programme_id == programme_id))


def _twins(tx: Connection, programme_id: int, to: int) -> dict[int, int]:
    """The stages of a programme that another one has in a season of the same name: from their ids to those there."""
    chosen = select(rounds.c.season, stage_table.c.kind, stage_table.c.id).join(rounds)
    ours, theirs = (
        {(row.season, row.kind): row.id for row in tx.execute(chosen.where(rounds.c.programme_id == each))}
        for each in (programme_id, to)
    )
    return {stage_id: theirs[key] for key, stage_id in ours.items() if key in theirs}
