"""Broadcasts, their authors and readers, written straight into the store."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import KIND, BroadcastOutcome
from bot.domain.deliveries import DeliveryStatus, Record
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from storage import outbox
from storage.broadcasts.audience import newcomers
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.core.db import Store
from storage.core.tables import deliveries
from storage.events import events
from storage.people import people
from tests.clock import START, ZONE

REGIONAL = frozenset({Role(RoleKind.COORDINATOR)})
EVERYBODY = Audience.of(AudienceKind.EVERYBODY)


def agree(tx: Connection, user_id: int, *purposes: Purpose, zone: str = ZONE) -> int:
    """Somebody who agrees to `purposes`, at least one. Return the person's id."""
    visitor = Visitor(user_id, user_id, f"Житель {user_id}")
    return [people.agree(tx, visitor, purpose, "hash", "ru", zone, START).id for purpose in purposes][-1]


async def readers(store: Store, *user_ids: int, zone: str = ZONE, municipality: str | None = None) -> list[int]:
    """People who agreed to get news. Return their ids."""

    def settle(tx: Connection) -> list[int]:
        found = [agree(tx, user_id, Purpose.NOTIFICATIONS, zone=zone) for user_id in user_ids]
        for person_id in found:
            people.change(tx, person_id, municipality=municipality)
        return found

    return await store.write(settle)


async def make_event(store: Store, municipality: str | None = None, at: datetime = START + timedelta(days=3)) -> int:
    """Publish an event. Return its id."""

    def make(tx: Connection) -> int:
        _, event_id = events.draft(tx, frozenset({Role(RoleKind.ADMIN)}), "Субботник", municipality, "UTC", None, START)
        starts = at.replace(tzinfo=None)
        for field, value in {"starts_local": starts, "place": "Двор", "seats": 1}.items():
            events.change(tx, event_id, frozenset({Role(RoleKind.ADMIN)}), field, value, START)
        events.publish(tx, event_id, frozenset({Role(RoleKind.ADMIN)}), START)
        return event_id

    return await store.write(make)


async def addressed(store: Store, author_id: int, audience: Audience = EVERYBODY, now: datetime = START) -> int:
    """Begin a draft for an audience. Return its id."""
    broadcast_id = await store.write(drafts.begin, author_id, 900, 7, now)
    outcome = await store.write(drafts.address, broadcast_id, author_id, REGIONAL, audience, now)
    assert outcome is BroadcastOutcome.DONE
    return broadcast_id


async def start(store: Store, broadcast_id: int, author_id: int, now: datetime = START) -> BroadcastOutcome:
    """Start a broadcast as its author last saw it."""
    found = await store.read(drafts.get, broadcast_id)
    assert found
    return await store.write(launches.start, broadcast_id, author_id, REGIONAL, found.seal, None, now)


async def started(store: Store, author_id: int, audience: Audience = EVERYBODY, now: datetime = START) -> int:
    """Start a broadcast and plan all its outbox rows. Return its id."""
    broadcast_id = await addressed(store, author_id, audience, now)
    assert await start(store, broadcast_id, author_id, now) is BroadcastOutcome.DONE
    while await store.write(launches.plan_next, broadcast_id):
        continue
    return broadcast_id


def planned(tx: Connection) -> list[int]:
    """The people who have outbox rows of any broadcast, once for each row."""
    return sorted(tx.scalars(select(deliveries.c.person_id).where(deliveries.c.cause == "broadcast")))


async def said(store: Store, *outcomes: DeliveryStatus, now: datetime = START) -> None:
    """Claim as many outbox rows as there are outcomes, and record these."""
    rows = await store.write(outbox.claim, now, len(outcomes))
    records = [Record(row.id, row.account_id, status) for row, status in zip(rows, outcomes, strict=True)]
    await store.write(outbox.record, records, now)


async def begun(
    store: Store, audience: Audience, *, until: datetime | None = None, at: datetime = START, author: int = 900
) -> int:
    """Start a broadcast that takes newcomers in `until` then, and plan its outbox rows. Return its id."""

    def begin(tx: Connection) -> int:
        anna = agree(tx, author, Purpose.WORK)
        broadcast_id = drafts.begin(tx, anna, author, 7, at)
        assert drafts.address(tx, broadcast_id, anna, REGIONAL, audience, at) is BroadcastOutcome.DONE
        assert newcomers.admit_until(tx, broadcast_id, anna, until, at) is BroadcastOutcome.DONE
        found = drafts.get(tx, broadcast_id)
        assert found
        outcome = launches.start(tx, broadcast_id, anna, REGIONAL, found.seal, None, at)
        assert outcome is BroadcastOutcome.DONE
        return broadcast_id

    broadcast_id = await store.write(begin)
    while await store.write(launches.plan_next, broadcast_id):
        continue
    return broadcast_id


def whom(tx: Connection, broadcast_id: int) -> list[int]:
    """The people who have an outbox row of the broadcast, by id."""
    chosen = select(deliveries.c.person_id).where(deliveries.c.cause == KIND, deliveries.c.cause_id == broadcast_id)
    return sorted(tx.scalars(chosen))
