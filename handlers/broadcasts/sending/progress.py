"""How far a broadcast and its changes are: messages in their author's chat that count up, also after a restart.

What has to be done next stands in the store: `go_on` may be run at any time, by any process, and again.
"""

import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import BroadcastEdit
from bot.domain.broadcasts.results.reports import Report
from bot.domain.people import Person
from bot.i18n import Texts, Translator
from handlers.broadcasts.results.edit_views import change_screen
from handlers.broadcasts.results.report import counting_screen
from handlers.shared.screens import CANNOT_EDIT
from storage.broadcasts.audience import newcomers
from storage.broadcasts.results import edit_reports, edits, reports
from storage.broadcasts.sending import launches, pauses
from storage.core.db import Store
from storage.people import people

log = logging.getLogger(__name__)

# Telegram has better things to do than to show every single one.
EVERY = timedelta(seconds=3)


async def go_on(bot: Bot, store: Store, texts: Texts, now: datetime, admin_ids: Collection[int] = frozenset()) -> bool:
    """Launch what is due; move every broadcast and change that is not finished: plan, finish, count up.

    Returns whether there is any. A broadcast that only waits for newcomers is left to `take_in`.
    """
    for broadcast_id in await store.read(launches.due, now):
        await store.write(launches.launch, broadcast_id, admin_ids, now)
    running = await store.read(launches.running)
    unfinished = [each for each in running if not await store.read(newcomers.is_resting, each, now)]
    for broadcast in unfinished:
        await store.write(pauses.stop_when_late, broadcast.id, now)
        while await store.write(launches.plan_next, broadcast.id):
            continue  # Each chunk is a transaction of its own.
        rests = broadcast.newcomers_until is not None and await store.write(newcomers.rest, broadcast.id, now)
        await _go_on_with(bot, store, texts, broadcast, now, said_all=rests)
    changing = await store.read(edits.running)
    for change in changing:
        while await store.write(edits.plan_next, change.id, now):
            continue
        await _go_on_changing(bot, store, texts, change, now)
    return bool(unfinished or changing)


async def _go_on_with(
    bot: Bot, store: Store, texts: Texts, broadcast: Broadcast, now: datetime, *, said_all: bool
) -> None:
    """Show how far it is when all has just been said, or when it was shown long enough ago."""
    has_ended = await store.write(launches.finish, broadcast.id, now) or said_all
    if not has_ended and broadcast.told_at is not None and broadcast.told_at > now - EVERY:
        return  # Counting a million rows takes its time.
    report = await store.read(reports.report, broadcast.id, now)
    if report is None:
        return
    if await store.write(reports.note_told, report, now, None if has_ended else now - EVERY):
        author = await store.read(people.get, broadcast.author_id or 0)
        await _show(bot, store, texts.choose(author.locale if author else None), report, author)


async def advance(bot: Bot, store: Store, tr: Translator, broadcast_id: int, now: datetime) -> None:
    """Finish a broadcast of which nothing is left, and show at once how far it is."""
    await store.write(launches.finish, broadcast_id, now)
    report = await store.read(reports.report, broadcast_id, now)
    if report is not None:
        await store.write(reports.note_told, report, now)
        await _show(bot, store, tr, report, await store.read(people.get, report.broadcast.author_id or 0))


async def _show(bot: Bot, store: Store, tr: Translator, report: Report, author: Person | None) -> None:
    broadcast = report.broadcast
    screen = counting_screen(tr, report, author.zone if author else "UTC")
    place = broadcast.from_chat_id, broadcast.progress_message_id

    async def moved(message_id: int) -> None:
        await store.write(reports.set_progress_message, broadcast.id, message_id)

    await _count_up(bot, *place, *screen, moved)


async def _go_on_changing(bot: Bot, store: Store, texts: Texts, change: BroadcastEdit, now: datetime) -> None:
    has_ended = await store.write(edits.finish, change.id, now)
    if has_ended or await store.write(edit_reports.note_told, change.id, now, now - EVERY):
        author = await store.read(people.get, change.author_id or 0)
        await advance_change(bot, store, texts.choose(author.locale if author else None), change.id, now)


async def advance_change(bot: Bot, store: Store, tr: Translator, change_id: int, now: datetime) -> None:
    """Finish a change of which nothing is left, and show at once how far it is."""
    await store.write(edits.finish, change_id, now)
    await store.write(edit_reports.note_told, change_id, now, now)
    report = await store.read(edit_reports.report, change_id)
    if report is None:
        return

    async def moved(message_id: int) -> None:
        await store.write(edit_reports.set_progress_message, change_id, message_id)

    await _count_up(bot, report.chat_id, report.change.progress_message_id, *change_screen(tr, report), moved)


async def _count_up(
    bot: Bot,
    chat_id: int | None,
    message_id: int | None,
    text: Markup,
    buttons: InlineKeyboardMarkup,
    moved: Callable[[int], Awaitable[None]],
) -> None:
    """Change the message that counts, or send one where none can be changed; what is refused waits for its time.

    A proxy's page instead of an answer is no error of the API.
    """
    if chat_id is None:
        return
    try:
        if message_id and await _edited(bot, chat_id, message_id, text, buttons):
            return
        sent = await bot.send_message(chat_id, text, reply_markup=buttons)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.info("the counting is not shown: %s", type(error).__name__)
        return
    await moved(sent.message_id)


async def _edited(bot: Bot, chat_id: int, message_id: int, text: Markup, buttons: InlineKeyboardMarkup) -> bool:
    try:
        await bot.edit_message_text(text, chat_id=chat_id, message_id=message_id, reply_markup=buttons)
    except TelegramBadRequest as error:
        if any(words in error.message for words in CANNOT_EDIT):
            return False
        raise
    return True
