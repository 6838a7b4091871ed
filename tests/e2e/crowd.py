"""A broadcast to a crowd, begun in a store before the bot's process starts: what is counted is who got how many."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Connection, func, select

from bot.domain.broadcasts.audiences import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import KIND, Broadcast, BroadcastOutcome
from bot.domain.deliveries import DeliveryStatus
from bot.domain.people import REGION, Purpose, Role, RoleKind, Visitor
from bot.sandbox.server import serve
from storage import deliveries, people
from storage.broadcasts import drafts, launches
from storage.db import Store
from storage.migrate import migrate
from storage.tables import accounts
from storage.tables import deliveries as ledger
from tests.e2e.conftest import free_port, until, until_noon

TOKEN = "42:sandbox"
AUTHOR = 1000
FIRST = AUTHOR + 1
ROLES = frozenset({Role(RoleKind.COORDINATOR, REGION)})


class Crowd:
    """`people` who agreed to news, a sandbox that counts what reaches each, and the settings of a bot between them."""

    def __init__(self, count: int, base: str, web: aiohttp.ClientSession, folder: Path, url: str, rate: int) -> None:
        self.count, self.base, self.web, self.store = count, base, web, Store(url)
        self.clock = folder / "clock"
        self.broadcast_id = 0
        self.settings = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": base,
            "DATABASE_URL": url,
            "DEMO_CLOCK": str(self.clock),
            "SEND_RATE": str(rate),
            "PAID_BROADCAST": "true",
            "WEB_PORT": str(free_port()),
        }

    async def gather(self) -> None:
        """Everybody starts the bot, agrees, and the broadcast is begun: the bot only has to go on with it."""
        self.move(until_noon())
        await self._control("post", "people", {"from": AUTHOR, "count": self.count + 1})
        announcement = await self._bot("sendMessage", chat_id=AUTHOR, text="Завтра субботник, приходите")
        await migrate(self.store)
        for first in range(AUTHOR, FIRST + self.count, 500):
            await self.store.write(_agree, first, min(500, FIRST + self.count - first), self.now())
        self.broadcast_id = await self.store.write(_begin, announcement["message_id"], self.now())

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.clock.read_text()))

    def move(self, seconds: float) -> None:
        """The bot's clock goes forward (or back)."""
        now = float(self.clock.read_text()) if self.clock.exists() else 0.0
        self.clock.write_text(str(now + seconds))

    async def got(self) -> Counter[int]:
        """How many messages reached each chat but the author's, who hears of the progress besides."""
        async with self.web.get(f"{self.base}/control/stats") as response:
            sent = (await response.json())["sent"]
        return Counter({int(chat): count for chat, count in sent.items() if int(chat) != AUTHOR})

    async def arrived(self) -> int:
        return sum((await self.got()).values())

    async def statuses(self) -> dict[str, int]:
        return await self.store.read(deliveries.counts, KIND, self.broadcast_id)

    async def faults(self, *rules: dict[str, Any]) -> None:
        await self._control("put", "faults", list(rules))

    async def ended(self) -> Broadcast:
        """Wait until the broadcast has ended by itself."""

        async def look() -> Broadcast | None:
            found = await self.store.read(drafts.get, self.broadcast_id)
            return found if found and found.finished_at else None

        return await until(look, lambda: f"broadcast {self.broadcast_id} goes on", patience=120)

    async def repeats(self) -> int:
        """How many more messages came than there are people to get one; nobody may be without."""
        got = await self.got()
        lost = [chat for chat in range(FIRST, FIRST + self.count) if not got[chat]]
        assert not lost, f"{len(lost)} got nothing, the first is {lost[0]}"
        return sum(got.values()) - self.count

    async def in_flight(self) -> int:
        """Whose message has arrived and is not written down as sent: so many may be repeated after a crash now."""
        statement = (
            select(func.count())
            .select_from(ledger.join(accounts, accounts.c.id == ledger.c.account_id))
            .where(ledger.c.status == DeliveryStatus.SENT, accounts.c.chat_id != AUTHOR)
        )
        return len(await self.got()) - await self.store.read(lambda tx: tx.execute(statement).scalar_one())

    async def _control(self, how: str, what: str, body: Any) -> None:
        async with self.web.request(how, f"{self.base}/control/{what}", json=body) as response:
            assert response.status == 200, await response.text()

    async def _bot(self, method: str, **parameters: Any) -> Any:
        async with self.web.post(f"{self.base}/bot{TOKEN}/{method}", data=parameters) as response:
            result: Any = (await response.json())["result"]
            return result


@asynccontextmanager
async def crowd(
    count: int, web: aiohttp.ClientSession, folder: Path, *, url: str = "", rate: int = 200
) -> AsyncIterator[Crowd]:
    """A broadcast to `count` people that waits for its bot, on a store of its own unless `url` names one."""
    async with serve(token=TOKEN) as base:
        made = Crowd(count, base, web, folder, url or f"sqlite+aiosqlite:///{folder / 'tos.db'}", rate)
        try:
            await made.gather()
            yield made
        finally:
            await made.store.close()


def _agree(tx: Connection, first: int, count: int, now: datetime) -> None:
    for user_id in range(first, first + count):
        visitor = Visitor(user_id, user_id, f"Сосед {user_id}")
        people.agree(tx, visitor, Purpose.NOTIFICATIONS, "crowd", "ru", "Asia/Yakutsk", now)


def _begin(tx: Connection, message_id: int, now: datetime) -> int:
    author = people.arrive(tx, "", AUTHOR).person
    assert author
    broadcast_id = drafts.begin(tx, author.id, AUTHOR, message_id, now)
    drafts.address(tx, broadcast_id, author.id, ROLES, Audience.of(AudienceKind.EVERYBODY), now)
    found = drafts.get(tx, broadcast_id)
    assert found
    # The only coordinator of this store confirms the number.
    count = launches.count(tx, found, now)
    outcome = launches.start(tx, broadcast_id, author.id, ROLES, found.seal, None, now, confirmed=count)
    assert outcome is BroadcastOutcome.DONE, outcome
    return broadcast_id
