"""A store with many people and a broadcast to all of them, made quickly."""

import asyncio
import sys
from datetime import UTC, datetime

from sqlalchemy import Connection, literal, select

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.people import CONSENT_VERSION, REGION, Purpose, Role, RoleKind
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.tables import Moment, accounts, consents, people

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)  # nobody's quiet hours
FIRST = 1000
ROLES = frozenset({Role(RoleKind.COORDINATOR, REGION)})


async def settled(url: str, count: int) -> Store:
    """A new store where so many people agreed to news, from FIRST on: one number is person, account and chat."""
    store = Store(url)
    await migrate(store)
    await store.write(_settle, count)
    return store


def _settle(tx: Connection, count: int) -> None:
    first = select(literal(FIRST).label("n")).cte("numbers", recursive=True)
    numbers = first.union_all(select(first.c.n + 1).where(first.c.n < FIRST + count - 1))
    number, now = numbers.c.n, literal(NOON, Moment)
    person = {"id": number, "name": literal("Сосед"), "locale": literal("ru"), "zone": literal("Asia/Yakutsk")}
    account = {"id": number, "person_id": number, "user_id": number, "chat_id": number}
    account |= {"platform": literal("telegram"), "kind": literal("private")}
    consent = {"person_id": number, "purpose": literal(Purpose.NOTIFICATIONS.value), "text_hash": literal("bench")}
    consent |= {"version": literal(CONSENT_VERSION), "given_at": now}
    for table, row in ((people, person | {"created_at": now}), (accounts, account | {"created_at": now})):
        tx.execute(table.insert().from_select(list(row), select(*row.values())))
    tx.execute(consents.insert().from_select(list(consent), select(*consent.values())))


def begin(tx: Connection, message_id: int) -> int:
    """A broadcast to everybody by the first of them, begun and not planned. Returns its id."""
    broadcast_id = drafts.begin(tx, FIRST, FIRST, message_id, NOON)
    drafts.address(tx, broadcast_id, FIRST, ROLES, Audience.of(AudienceKind.EVERYBODY), NOON)
    found = drafts.get(tx, broadcast_id)
    assert found
    # The only coordinator of this store confirms the number.
    count = launches.count(tx, found, NOON)
    outcome = launches.start(tx, broadcast_id, FIRST, ROLES, found.seal, None, NOON, confirmed=count)
    assert outcome is BroadcastOutcome.DONE, outcome
    return broadcast_id


async def prepare(url: str, count: int) -> None:
    store = await settled(url, count)
    await store.close()


if __name__ == "__main__":
    asyncio.run(prepare(sys.argv[1], int(sys.argv[2])))
