"""The cost of one update: ours against a bare aiogram echo bot on the same sandbox; one among a hundred handlers."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message, Update

from bot.app import assemble
from bot.config import Settings
from handlers.shared.screens import Pressed, keyboard
from storage.core.db import Store
from storage.core.migrate import migrate
from storage.core.seed import load_all
from tests.bench.pretend import TOKEN, sandbox
from tests.bench.table import Table

PLACES = ("menu", "help", "tos", "events", "grants", "privacy", "language")
Feed = Callable[[Update], Awaitable[Any]]

_ids = count(1)  # an update that comes again is not handled again


def written(number: int, text: str, who: int = 0) -> Update:
    """A message of `who`, or of one of fifty in turn."""
    chat = {"id": who or 1000 + number % 50, "type": "private", "first_name": "Сосед"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": number + 1, "date": int(time.time()), "chat": chat, "text": text, "entities": entities}
    return Update.model_validate({"update_id": next(_ids), "message": message | {"from": chat | {"is_bot": False}}})


async def pressed(bot: Bot, base: str, count: int, data: str) -> list[Update]:
    """Presses of a button under messages of the bot's own, as the sandbox really sends them."""
    buttons = keyboard([InlineKeyboardButton(text="button", callback_data=data)])
    async with aiohttp.ClientSession(base) as web:
        for number in range(count):
            sent = await bot.send_message(1000 + number % 50, f"screen {number}", reply_markup=buttons)
            press = {"user_id": sent.chat.id, "message_id": sent.message_id, "data": data}
            async with web.post("/api/press", json=press) as response:
                response.raise_for_status()
    updates: list[Update] = []
    while len(updates) < count:
        offset = updates[-1].update_id + 1 if updates else None
        updates += await bot.get_updates(offset=offset, timeout=1)
    await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return updates


async def cpu(updates: list[Update], feed: Feed) -> float:
    """Seconds of this process's CPU per update."""
    begun = time.process_time()
    for update in updates:
        await feed(update)
    return (time.process_time() - begun) / len(updates)


async def measure(table: Table, folder: Path, *, quick: bool) -> None:
    count = 100 if quick else 500
    async with sandbox(50) as base:
        store = Store(f"sqlite+aiosqlite:///{folder / 'updates.db'}")
        await migrate(store)
        await load_all(store, datetime.now(UTC))
        settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_url=base)
        sessions = [AiohttpSession(api=TelegramAPIServer.from_base(base)) for _ in range(3)]
        echo_bot, echo = echoing(sessions[0])
        app = assemble(settings, store, lambda: datetime.now(UTC), sessions[1], sessions[2])
        calls = counting()

        async def ours(update: Update) -> None:
            await app.dispatcher.feed_update(app.bot, update)

        async def theirs(update: Update) -> None:
            await echo.feed_update(echo_bot, update)

        unthrottle(app.dispatcher)
        await messages(table, count, ours, theirs)
        await presses(table, count, ours, theirs, echo_bot, base, calls)
        await hundred(table, count, echo_bot, base)
        for session in sessions:
            await session.close()
        await store.close()


async def messages(table: Table, count: int, ours: Feed, theirs: Feed) -> None:
    for feed in (ours, theirs):
        await cpu([written(number, "/start") for number in range(20)], feed)
    batch = [written(number, "/start") for number in range(count)]
    echo, start = await cpu(batch, theirs), await cpu(batch, ours)
    table.add("bare echo: a message", f"{echo * 1e6:.0f} us CPU")
    table.ratio("/start / bare echo", start, echo, 4)


async def presses(table: Table, count: int, ours: Feed, theirs: Feed, bot: Bot, base: str, calls: list[str]) -> None:
    echo = await cpu(await pressed(bot, base, count, "echo"), theirs)
    table.add("bare echo: a press (edit and answer)", f"{echo * 1e6:.0f} us CPU")
    for place in PLACES:
        batch = await pressed(bot, base, count, f"open:{place}")
        calls.clear()
        took = await cpu(batch, ours)
        table.ratio(f"press of the menu's {place} / bare echo, {len(calls) / count:.1f} store calls", took, echo, 4)


def echoing(session: AiohttpSession) -> tuple[Bot, Dispatcher]:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    @dispatcher.callback_query()
    async def change(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text(f"{query.data}")
        await query.answer()

    return Bot(TOKEN, session=session), dispatcher


def counting() -> list[str]:
    """The names of the storage functions that any store runs from now on."""
    calls: list[str] = []
    for name in ("read", "glance", "write"):
        plain = getattr(Store, name)

        async def counted(store: Store, fn: Any, *args: Any, plain: Any = plain, **kwargs: Any) -> Any:
            calls.append(fn.__name__)
            return await plain(store, fn, *args, **kwargs)

        setattr(Store, name, counted)
    return calls


def unthrottle(dispatcher: Dispatcher) -> None:
    """The bench is a flood; the throttle would answer it with silence."""
    for middleware in list(dispatcher.update.outer_middleware):
        if type(middleware).__name__ == "Throttle":
            dispatcher.update.outer_middleware.unregister(middleware)


def tree(routers: int, each: int) -> Dispatcher:
    """A dispatcher of handlers told apart as ours are: a root filter a router, then a button's rule."""
    dispatcher = Dispatcher(disable_fsm=True)
    for number in range(routers):

        class Numbered(CallbackData, prefix=f"n{number}"):
            do: int

        router = Router()
        router.callback_query.filter(Pressed(Numbered))
        for do in range(each):
            router.callback_query.register(_change, Numbered.filter(_is(do)))
        dispatcher.include_router(router)
    return dispatcher


def _is(do: int) -> Any:
    from aiogram import F

    return F.do == do


async def _change(query: CallbackQuery) -> None:
    """The answer of the bare echo bot to a press."""
    if isinstance(query.message, Message):
        await query.message.edit_text(f"{query.data}")
    await query.answer()


async def hundred(table: Table, count: int, bot: Bot, base: str) -> None:
    """A whole update: told apart, edited, answered."""
    one, many = tree(1, 1), tree(10, 10)
    single = await cpu(await pressed(bot, base, count, "n0:0"), lambda update: one.feed_update(bot, update))
    last = await cpu(await pressed(bot, base, count, "n9:9"), lambda update: many.feed_update(bot, update))
    table.add("a whole update at a single handler", f"{single * 1e6:.0f} us CPU")
    table.ratio("a whole update at the last of 100 handlers / at a single one", last, single, 1.5)
