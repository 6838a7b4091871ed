"""Going through readers: what each is to be told now becomes one row of the outbox, and the next moment is noted.

A row is one message, of everything that is due at once. While it waits it may be made anew; once it is sent, `settle`
notes what the person knows. What a row that never left would have said is found again the next time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zlib import crc32

from sqlalchemy import Connection, select, update

from bot.domain.catalogue.wishes import Filter, FilterReach, fits, is_within
from bot.domain.deliveries import Delivery, DeliveryStatus, Plan, Record
from bot.domain.following.items import CHANGES, Item, Known, LastTold, Move, item_of
from bot.domain.following.memory import Following, Memory
from bot.domain.following.messages import covered, heard, is_true, stage_of
from bot.domain.following.situations import Message, Situations
from bot.domain.following.timing import Reader
from bot.domain.grants import Programme
from storage import outbox
from storage.core.db import insert
from storage.core.tables import (
    AnyRow,
    deliveries,
    grant_filters,
    grant_moves,
    grant_reaches,
    grant_readers,
    grant_told,
    subscriptions,
    versions,
)
from storage.grants import answers, programmes, readers

# So many people are gone through in one transaction: a hundredth of a second or two on the loop, few statements each.
AT_ONCE = 250
LASTS, IN_FLIGHT_FOR = timedelta(days=7), timedelta(minutes=1)


class Route(NamedTuple):
    """A way in which somebody follows a programme: the fields of `Following`."""

    since: datetime
    direct: bool
    moves_seen: int
    unseen: bool

    def beside(self, other: "Route") -> "Route":
        """Both ways as one. Whoever subscribed to a programme saw its card then, whatever filters it fits."""
        best = min(self, other, key=lambda each: (not each.direct, each.unseen, each.moves_seen))
        return best._replace(since=min(self.since, other.since))


@dataclass(frozen=True, slots=True)
class Board:
    """The catalogue as readers are told of it, with the moves of its dates; `version` is that of the catalogue."""

    version: int
    programmes: Mapping[int, Programme]
    moves: Mapping[int, Sequence[Move]]
    reaches: Mapping[int, Sequence[tuple[datetime, FilterReach]]]
    _fitting: dict[Filter, tuple[int, ...]] = field(default_factory=dict)
    _last: list[Situations] = field(default_factory=list)

    def fitting(self, wanted: Filter) -> tuple[int, ...]:
        """The programmes that fit a filter; found once for everybody who follows it."""
        if wanted not in self._fitting:
            self._fitting[wanted] = tuple(each.id for each in self.programmes.values() if fits(each, wanted))
        return self._fitting[wanted]

    def is_unseen(self, programme_id: int, wanted: Filter, since: datetime) -> bool:
        """Tell whether a programme fits a filter, followed since a moment, only by an edit after that."""
        changes = self.reaches.get(programme_id, ())
        return any(changed_at > since and not is_within(was, wanted) for changed_at, was in changes)

    def at(self, now: datetime) -> Situations:
        """The messages of a moment; those of the last one are kept, for the readers that are gone through next."""
        if not self._last or self._last[0].now != now:
            self._last[:] = [Situations(now, self.moves)]
        return self._last[0]


def board(tx: Connection) -> Board:
    moves: dict[int, list[Move]] = defaultdict(list)
    for row in tx.execute(select(grant_moves).order_by(grant_moves.c.id)):
        moves[row.stage_id].append(Move(row.id, Known(**row.was) if row.was else None))
    reaches: dict[int, list[tuple[datetime, FilterReach]]] = defaultdict(list)
    for row in tx.execute(select(grant_reaches).order_by(grant_reaches.c.id)):
        reaches[row.programme_id].append((row.changed_at, FilterReach(**row.was)))
    return Board(_version(tx), {each.id: each for each in programmes.everything(tx)}, moves, reaches)


def _version(tx: Connection) -> int:
    return tx.scalar(select(versions.c.number).where(versions.c.name == "grants")) or 0


def version(tx: Connection) -> int:
    """The version of the catalogue, for `Store.remember`."""
    return _version(tx)


def go_through(tx: Connection, known: Board, person_ids: Sequence[int], now: datetime) -> bool:
    """Plan what these people are to be told now, one message each, and note when to look at them next.

    False, and nothing is done, when the catalogue has changed since `known` was read.
    """
    if _version(tx) != known.version:
        return False
    found = readers.load(tx, person_ids)
    ids = sorted(found)
    follows, memories = _follows(tx, known, ids, now), _memories(tx, known, ids)
    busy = _in_flight(tx, ids)
    said = known.at(now)
    rows: dict[int, tuple[Message, list[int]]] = {}
    looks: dict[datetime | None, list[int]] = defaultdict(list)
    for person_id in ids:
        if person_id in busy:
            looks[now + IN_FLIGHT_FOR].append(person_id)
            continue
        theirs, rests = follows[person_id]
        message = said.message(theirs, found[person_id], memories[person_id])
        if message.items:
            rows.setdefault(id(message), (message, []))[1].append(person_id)
        ahead = [message.next_at, *rests, _expires_at(message, now)]
        looks[min(filter(None, ahead), default=None)].append(person_id)
    readers.take_back(tx, [each for each in ids if each not in busy])
    for message, people in rows.values():
        _plan(tx, message, people, now)
    for at, people in looks.items():
        theirs_at = grant_readers.c.person_id.in_(people)
        tx.execute(update(grant_readers).where(theirs_at).values(next_at=at))
    return True


def _expires_at(message: Message, now: datetime) -> datetime | None:
    """The moment at which the first of its items is out of date: the others are looked at again then."""
    ends = [each.until for each in message.items if each.until]
    return min([now + LASTS, *ends]) if message.items else None


def _plan(tx: Connection, message: Message, person_ids: Sequence[int], now: datetime) -> None:
    """Plan the one message of these people: a row for each."""
    data = [each.as_data() for each in message.items]
    changed = any(each.topic in CHANGES for each in message.items)
    plan = Plan(
        kind="notice" if changed else "grant",
        cause=readers.CAUSE,
        cause_id=message.items[0].programme_id,
        occasion=f"{now:%Y-%m-%dT%H:%M:%S.%fZ}#{crc32(repr(data).encode()):08x}",
        due_at=now,
        expires_at=_expires_at(message, now),
        priority=0 if changed else 5,
        payload={"items": data},
    )
    if len({each.programme_id for each in message.items}) == 1:
        outbox.plan(tx, person_ids, [plan])
    else:
        outbox.plan_each(tx, ((each, replace(plan, cause=readers.SEVERAL, cause_id=each)) for each in person_ids))


def _follows(
    tx: Connection, known: Board, ids: Sequence[int], now: datetime
) -> dict[int, tuple[list[Following], list[datetime]]]:
    """All that each person follows now, and the ends of their rests."""
    since: dict[int, dict[int, Route]] = defaultdict(dict)
    rests: dict[int, list[datetime]] = defaultdict(list)
    for row, reached, wanted in _routes(tx, known, ids):
        if row.paused_until is not None and row.paused_until > now:
            rests[row.person_id].append(row.paused_until)
            continue
        for each in reached:
            unseen = wanted is not None and known.is_unseen(each, wanted, row.created_at)
            fresh = Route(row.created_at, wanted is None, row.moves_seen or 0, unseen)
            held = since[row.person_id].get(each)
            since[row.person_id][each] = fresh.beside(held) if held else fresh
    followed = {each for of_one in since.values() for each in of_one if each in known.programmes}
    shown = {each: known.at(now).recent(known.programmes[each]) for each in followed}
    return {
        person_id: (
            [Following(shown[each], *how) for each, how in since[person_id].items() if each in shown],
            rests[person_id],
        )
        for person_id in ids
    }


def _routes(
    tx: Connection, known: Board, ids: Sequence[int]
) -> Iterable[tuple[AnyRow, tuple[int, ...], Filter | None]]:
    """The rows by which these people follow something, each with the programmes that it reaches, and its filter."""
    table = subscriptions
    for row in tx.execute(select(table).where(table.c.person_id.in_(ids))):
        yield row, (row.programme_id,), None
    table = grant_filters
    for row in tx.execute(select(table).where(table.c.person_id.in_(ids))):
        wanted = Filter(row.kind, row.municipality, row.theme, row.at_least)
        yield row, known.fitting(wanted), wanted


def _memories(tx: Connection, known: Board, ids: Sequence[int]) -> dict[int, dict[int, Memory]]:
    """All that each person was told and answered, by programme."""
    told: dict[tuple[int, int], dict[int, LastTold]] = defaultdict(dict)
    replies = answers.said(tx, ids)
    for row in tx.execute(select(grant_told).where(grant_told.c.person_id.in_(ids))):
        date = Known(row.local, row.zone, row.precision, row.forecast) if row.local else None
        told[row.person_id, row.programme_id][row.stage_id] = LastTold(date, row.step, row.told_at)
    found: dict[int, dict[int, Memory]] = {}
    nothing = Memory(moves=known.moves)
    for person_id in ids:
        found[person_id] = defaultdict(lambda: nothing)
    for person_id, programme_id in {*told, *replies}:
        key = person_id, programme_id
        found[person_id][programme_id] = Memory(told.get(key, {}), replies.get(key, {}), known.moves)
    return found


def _in_flight(tx: Connection, ids: Sequence[int]) -> set[int]:
    """The people to whom something of this is being sent at the moment."""
    flying = (deliveries.c.claimed_until.is_not(None), deliveries.c.status == DeliveryStatus.CLAIMED)
    chosen = select(deliveries.c.person_id).where(*flying, deliveries.c.cause.in_(readers.CAUSES))
    return set(tx.scalars(chosen.where(deliveries.c.person_id.in_(ids))))


def one(tx: Connection, programme_id: int) -> dict[int, Programme]:
    """The programme of a message of one programme."""
    found = programmes.get(tx, programme_id)
    return {programme_id: found} if found else {}


def several(tx: Connection, person_id: int) -> dict[int, Programme]:
    """The programmes of a person's message that is being sent."""
    mine = (deliveries.c.person_id == person_id, deliveries.c.cause == readers.SEVERAL)
    payloads = tx.scalars(select(deliveries.c.payload).where(*mine, deliveries.c.status == DeliveryStatus.CLAIMED))
    ids = {item["programme_id"] for payload in payloads for item in payload["items"]}
    return {each: found for each in ids if (found := programmes.get(tx, each))}


def items_of(row: Delivery, known: Mapping[int, Programme]) -> list[Item]:
    """The items of a row that are still true."""
    found = [item_of(data, row.at) for data in row.payload.get("items", ())]
    return [each for each in found if is_true(each, known.get(each.programme_id), row.at)]


def settle(tx: Connection, known: Mapping[int, Programme], row: Delivery, record: Record) -> Record:
    """Note what the reader of a sent row knows now."""
    if record.status is not DeliveryStatus.SENT or row.person_id is None:
        return record
    reader = readers.get(tx, row.person_id)
    if reader is None:
        return record
    for each in items_of(row, known):
        _note(tx, row, each, known[each.programme_id], reader)
    mine = grant_readers.c.person_id == row.person_id
    tx.execute(update(grant_readers).where(mine).values(told_at=row.at))
    return record


def _note(tx: Connection, row: Delivery, item: Item, programme: Programme, reader: Reader) -> None:
    date = item.date._asdict() if item.date else dict.fromkeys(Known._fields)
    for stage_id in covered(item, programme):
        step = heard(item, stage_of(programme, stage_id), reader, row.at)
        key = {"person_id": row.person_id, "programme_id": item.programme_id, "stage_id": stage_id}
        fresh = {**date, "step": step, "told_at": row.at}
        statement = insert(tx, grant_told).values(**key, **fresh)
        tx.execute(
            statement.on_conflict_do_update(index_elements=["person_id", "stage_id", "programme_id"], set_=fresh)
        )
