"""The progress of broadcasts and edits: the job that moves them on, and the messages that count up for their authors.

All state is in the store: `go_on` may be run at any time, by any process, repeatedly and after a restart.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast
from bot.domain.broadcasts.results.edits import BroadcastEdit
from bot.domain.broadcasts.results.reports import Report
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from handlers.broadcasts.results.edit_views import change_screen
from handlers.broadcasts.results.report import counting_screen
from handlers.shared.screens import CANNOT_EDIT
from storage.broadcasts.audience import newcomers
from storage.broadcasts.results import edit_reports, edits, reports
from storage.broadcasts.sending import launches, pauses
from storage.core.db import Store
from storage.people import coordinators, people

log = get_logger(__name__)

# A progress message is edited at most this often.
EVERY = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """A progress message as it has to read now; `message_id` is None until it is sent."""

    chat_id: int | None
    message_id: int | None
    text: Markup
    buttons: InlineKeyboardMarkup


async def go_on(bot: Bot, store: Store, texts: Texts, now: datetime, admin_ids: Collection[int] = frozenset()) -> bool:
    """Start what is due; plan, finish and show the progress of every broadcast and edit that is not finished.

    Returns whether there is any. A broadcast that only waits for newcomers is left to `take_in`.
    """
    for broadcast_id in await store.read(launches.due, now):
        has_started = await store.write(launches.launch, broadcast_id, admin_ids, now)
        log.info("due broadcast", broadcast_id=broadcast_id, has_started=has_started)
    running = await store.read(launches.running)
    unfinished = [each for each in running if not await store.read(newcomers.is_resting, each, now)]
    for broadcast in unfinished:
        await _go_on_with(bot, store, texts, broadcast, now)
    editing = await store.read(edits.running)
    for edit in editing:
        await _go_on_editing(bot, store, texts, edit, now)
    return bool(unfinished or editing)


async def _go_on_with(bot: Bot, store: Store, texts: Texts, broadcast: Broadcast, now: datetime) -> None:
    """Plan the rest of a broadcast; show the progress when all has just been sent or the last time was long ago."""
    if await store.write(pauses.stop_when_late, broadcast.id, now):
        log.info("broadcast held as late", broadcast_id=broadcast.id)
    while await store.write(launches.plan_next, broadcast.id):
        continue  # Each chunk is a transaction of its own.
    rests = broadcast.newcomers_until is not None and await store.write(newcomers.rest, broadcast.id, now)
    has_ended = await _finish(store, broadcast.id, now) or rests
    if not has_ended and broadcast.told_at is not None and broadcast.told_at > now - EVERY:
        return  # Counting a million rows takes its time.
    report = await store.read(reports.report, broadcast.id, now)
    if report is None:
        return
    if await store.write(reports.note_told, report, now, None if has_ended else now - EVERY):
        await _show(bot, store, await translator_for(store, texts, broadcast.author_id), report)


async def advance(bot: Bot, store: Store, tr: Translator, broadcast_id: int, now: datetime) -> None:
    """Finish a broadcast with nothing left to send, and show its progress at once."""
    await _finish(store, broadcast_id, now)
    report = await store.read(reports.report, broadcast_id, now)
    if report is not None:
        await store.write(reports.note_told, report, now)
        await _show(bot, store, tr, report)


async def _finish(store: Store, broadcast_id: int, now: datetime) -> bool:
    has_ended = await store.write(launches.finish, broadcast_id, now)
    if has_ended:
        log.info("broadcast ended", broadcast_id=broadcast_id)
    return has_ended


async def translator_for(store: Store, texts: Texts, author_id: int | None) -> Translator:
    """The translator for an author; the default one for an erased author."""
    author = await store.read(people.get, author_id or 0)
    return texts.choose(author.locale if author else None)


async def _show(bot: Bot, store: Store, tr: Translator, report: Report) -> None:
    broadcast = report.broadcast
    author = await store.read(people.get, broadcast.author_id or 0)
    text, buttons = counting_screen(tr, report, author.zone if author else "UTC")
    chat_id = await store.read(coordinators.chat_of, broadcast.author_id)
    message_id = await _put(bot, ProgressMessage(chat_id, broadcast.progress_message_id, text, buttons))
    if message_id is not None:
        await store.write(reports.set_progress_message, broadcast.id, message_id)


async def _go_on_editing(bot: Bot, store: Store, texts: Texts, edit: BroadcastEdit, now: datetime) -> None:
    while await store.write(edits.plan_next, edit.id, now):
        continue
    has_ended = await _finish_edit(store, edit.id, now)
    if has_ended or await store.write(edit_reports.note_told, edit.id, now, now - EVERY):
        await advance_edit(bot, store, await translator_for(store, texts, edit.author_id), edit.id, now)


async def advance_edit(bot: Bot, store: Store, tr: Translator, edit_id: int, now: datetime) -> None:
    """Finish an edit with nothing left to send, and show its progress at once."""
    await _finish_edit(store, edit_id, now)
    await store.write(edit_reports.note_told, edit_id, now, now)
    report = await store.read(edit_reports.report, edit_id)
    if report is None:
        return
    chat_id = await store.read(coordinators.chat_of, report.change.author_id)
    shown = ProgressMessage(chat_id, report.change.progress_message_id, *change_screen(tr, report))
    message_id = await _put(bot, shown)
    if message_id is not None:
        await store.write(edit_reports.set_progress_message, edit_id, message_id)


async def _finish_edit(store: Store, edit_id: int, now: datetime) -> bool:
    has_ended = await store.write(edits.finish, edit_id, now)
    if has_ended:
        log.info("broadcast edit ended", edit_id=edit_id)
    return has_ended


async def _put(bot: Bot, shown: ProgressMessage) -> int | None:
    """Edit a progress message, or send a new one where none can be edited. Returns the id of a new one.

    An error of Telegram is logged, and the next run tries again.
    """
    if shown.chat_id is None:
        return None
    try:
        if shown.message_id and await _edited(bot, shown):
            return None
        sent = await bot.send_message(shown.chat_id, shown.text, reply_markup=shown.buttons)
    except TelegramAPIError as error:
        log.info("progress message not shown", error=type(error).__name__)
        return None
    return sent.message_id


async def _edited(bot: Bot, shown: ProgressMessage) -> bool:
    try:
        await bot.edit_message_text(
            shown.text, chat_id=shown.chat_id, message_id=shown.message_id, reply_markup=shown.buttons
        )
    except TelegramBadRequest as error:
        if any(words in error.message for words in CANNOT_EDIT):
            return False
        raise
    return True
