"""A broadcast to a crowd, begun in a store before the bot's process starts: what is counted is who got how many."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Connection, select

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import KIND, Broadcast, BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import REGION, Purpose, Role, RoleKind, Visitor
from bot.sandbox.server import serve
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches, pauses
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.tables import accounts, deliveries
from storage.people import people
from tests.e2e.conftest import free_port, until, until_noon

TOKEN = "42:sandbox"
AUTHOR = 1000
FIRST = AUTHOR + 1
# What a draft says: its message in the author's chat, or what an album is made of.
Said = tuple[int | None, Form, Content | None]
ROLES = frozenset({Role(RoleKind.COORDINATOR, REGION)})


class Crowd:
    """`count` people who agreed to news, a sandbox that counts what reaches each, and a bot's settings between them.

    Each is to get one message or, of an album of `files`, these and one with a button.
    """

    def __init__(
        self, count: int, base: str, web: aiohttp.ClientSession, folder: Path, url: str, rate: int, files: int
    ) -> None:
        self.count, self.base, self.web, self.store = count, base, web, Store(url)
        self.files, self.each = files, files + 1
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
        said = await self._album() if self.files else await self._message()
        await migrate(self.store)
        for first in range(AUTHOR, FIRST + self.count, 500):
            await self.store.write(_agree, first, min(500, FIRST + self.count - first), self.now())
        self.broadcast_id = await self.store.write(_begin, said, self.now())

    async def _message(self) -> Said:
        announcement = await self._bot("sendMessage", chat_id=AUTHOR, text="Завтра субботник, приходите")
        return announcement["message_id"], Form.COPY, None

    async def _album(self) -> Said:
        files = [("document", await self._document(), "") for _ in range(self.files)]
        return None, Form.ALBUM, Content(files=tuple(files))

    async def _document(self) -> str:
        """The file id of a document in the author's chat."""
        form = aiohttp.FormData({"chat_id": str(AUTHOR)})
        form.add_field("document", b"a charter", filename="charter.txt")
        async with self.web.post(f"{self.base}/bot{TOKEN}/sendDocument", data=form) as response:
            file_id: str = (await response.json())["result"]["document"]["file_id"]
            return file_id

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.clock.read_text()))

    def move(self, seconds: float) -> None:
        """The bot's clock goes forward (or back)."""
        now = float(self.clock.read_text()) if self.clock.exists() else 0.0
        self.clock.write_text(str(now + seconds))

    async def got(self) -> Counter[int]:
        """The number of messages in each chat but the author's, who also gets the progress."""
        async with self.web.get(f"{self.base}/control/stats") as response:
            sent = (await response.json())["sent"]
        return Counter({int(chat): count for chat, count in sent.items() if int(chat) != AUTHOR})

    async def arrived(self) -> int:
        return sum((await self.got()).values())

    async def statuses(self) -> dict[str, int]:
        return await self.store.read(outbox.counts, KIND, self.broadcast_id)

    async def pause(self) -> None:
        await self._steer(pauses.pause, self.now())

    async def resume(self) -> None:
        await self._steer(pauses.resume, ROLES, self.now())

    async def stop(self) -> None:
        await self._steer(launches.stop)

    async def _steer(self, how: Callable[..., BroadcastOutcome], *more: Any) -> None:
        broadcast = await self.store.read(drafts.get, self.broadcast_id)
        assert broadcast
        assert await self.store.write(how, self.broadcast_id, broadcast.author_id, *more) is BroadcastOutcome.DONE

    async def faults(self, *rules: dict[str, Any]) -> None:
        await self._control("put", "faults", list(rules))

    async def ended(self) -> Broadcast:
        """Wait until the broadcast has ended by itself."""

        async def look() -> Broadcast | None:
            found = await self.store.read(drafts.get, self.broadcast_id)
            return found if found and found.finished_at else None

        return await until(look, lambda: f"broadcast {self.broadcast_id} goes on", patience=120)

    async def repeats(self) -> int:
        """The number of surplus messages; nobody may miss one of theirs."""
        got = await self.got()
        lost = [chat for chat in range(FIRST, FIRST + self.count) if got[chat] < self.each]
        assert not lost, f"{len(lost)} did not get everything, the first is {lost[0]}"
        return sum(got.values()) - self.count * self.each

    async def twice(self) -> int:
        """The number of people who got surplus messages."""
        return sum(count > self.each for count in (await self.got()).values())

    async def in_flight(self) -> int:
        """The number of messages that arrived and are not recorded: as many may be repeated after a crash now."""
        arrived = sum(min(count, self.each) for count in (await self.got()).values())
        return arrived - await self.store.read(_written_down)

    async def _control(self, how: str, what: str, body: Any) -> None:
        async with self.web.request(how, f"{self.base}/control/{what}", json=body) as response:
            assert response.status == 200, await response.text()

    async def _bot(self, method: str, **parameters: Any) -> Any:
        async with self.web.post(f"{self.base}/bot{TOKEN}/{method}", data=parameters) as response:
            result: Any = (await response.json())["result"]
            return result


@asynccontextmanager
async def crowd(
    count: int, web: aiohttp.ClientSession, folder: Path, *, url: str = "", rate: int = 200, files: int = 0
) -> AsyncIterator[Crowd]:
    """A broadcast to `count` people that waits for its bot, on a store of its own unless `url` names one.

    It is a message, or an album of `files`.
    """
    async with serve(token=TOKEN) as base:
        made = Crowd(count, base, web, folder, url or f"sqlite+aiosqlite:///{folder / 'tos.db'}", rate, files)
        try:
            await made.gather()
            yield made
        finally:
            await made.store.close()


def _agree(tx: Connection, first: int, count: int, now: datetime) -> None:
    for user_id in range(first, first + count):
        visitor = Visitor(user_id, user_id, f"Сосед {user_id}")
        people.agree(tx, visitor, Purpose.NOTIFICATIONS, "crowd", "ru", "Asia/Yakutsk", now)


def _begin(tx: Connection, said: Said, now: datetime) -> int:
    message_id, form, content = said
    author = people.arrive(tx, "", AUTHOR).person
    assert author
    broadcast_id = drafts.begin(tx, author.id, AUTHOR, message_id, now, form, content)
    drafts.address(tx, broadcast_id, author.id, ROLES, Audience.of(AudienceKind.EVERYBODY), now)
    found = drafts.get(tx, broadcast_id)
    assert found
    # The only coordinator of this store confirms the number.
    count = launches.count(tx, found, now)
    outcome = launches.start(tx, broadcast_id, author.id, ROLES, found.seal, None, now, confirmed=count)
    assert outcome is BroadcastOutcome.DONE, outcome
    return broadcast_id


def _written_down(tx: Connection) -> int:
    readers = deliveries.join(accounts, accounts.c.id == deliveries.c.account_id)
    rows = select(deliveries.c.message_ids).select_from(readers).where(accounts.c.chat_id != AUTHOR)
    return sum(len(message_ids or ()) for message_ids in tx.scalars(rows))
