"""A report → [correct] → the new words → preview and number → [correct for 135 people] → counting up → report;
[recall] → number → [recall] → counting up → report.
"""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.results.edits import (
    MOST,
    BroadcastChange,
    ChangeKind,
    ChangeOutcome,
    Place,
    caption_at,
    reworded,
)
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Texts, Translator
from bot.outbox import Worker
from handlers.broadcasts import render
from handlers.broadcasts.audience.selection import author
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.compose.variables import personal, spellings
from handlers.broadcasts.render import buttons_under, trouble
from handlers.broadcasts.results.edit_views import PREVIEWED, REFUSED, press
from handlers.broadcasts.sending.progress import advance_change
from handlers.broadcasts.views import BroadcastButton, ChangeButton, do, to_home
from handlers.shared.open_question import asked_anew, leave_question
from handlers.shared.screens import Pressed, Said, answer_once, keyboard, show
from storage.broadcasts.results import copies, edits
from storage.core.db import Store


class Changing(StatesGroup):
    words = State()


router = Router(name="broadcasts.results.edit")
router.message.filter(Said(states=Changing))
router.callback_query.filter(Pressed(BroadcastButton, ChangeButton))


async def refuse(event: Message | CallbackQuery, tr: Translator, outcome: ChangeOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(tr(REFUSED[outcome]), reply_markup=keyboard([to_home(tr)]))
    else:
        await event.answer(tr.plain(REFUSED[outcome]), show_alert=True)


@router.callback_query(BroadcastButton.filter(F.do == "correct"))
async def ask_words(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(query, tr, settings, person, roles):
        return
    wish = (callback_data.broadcast_id, author(person), roles, ChangeKind.CORRECT, now)
    outcome, broadcast, _ = await store.read(edits.check, *wish)
    if outcome is not ChangeOutcome.DONE or broadcast is None:
        await refuse(query, tr, outcome)
        return
    back = [do(tr, "change-to-report", "report", broadcast.id)]
    await leave_question()
    place, is_here = await look(bot, broadcast, visitor.chat_id, tr)
    if place is None:
        recall = [do(tr, "change-recall", "recall", broadcast.id)]
        text, buttons = tr("change-no-words"), keyboard(recall, back)
    else:
        asked_anew()
        await state.set_data({"broadcast_id": broadcast.id, "place": place.value})
        await state.set_state(Changing.words)
        text, buttons = tr("change-ask" if is_here else "change-ask-blind", most=MOST[place]), keyboard(back)
    await bot.send_message(visitor.chat_id, text, reply_markup=buttons)
    await query.answer()


async def look(bot: Bot, broadcast: Broadcast, chat_id: int, tr: Translator) -> tuple[Place | None, bool]:
    """Where the words of a broadcast stand, None when it has none; and whether its message can still be shown.

    Only an edit tells the bot what a message holds: it is copied back to its author, who sees how it looks now.
    """
    if broadcast.form is Form.TEXT:
        return Place.TEXT, True
    if broadcast.form is Form.ALBUM:
        files = broadcast.content.files if broadcast.content else ()
        return (Place.CAPTION if caption_at(files) is not None else None), True
    try:
        copy = await bot.copy_message(chat_id, broadcast.from_chat_id or 0, broadcast.message_id or 0)
    except TelegramBadRequest:
        return Place.TEXT, False
    seen = await bot.edit_message_reply_markup(
        chat_id=chat_id, message_id=copy.message_id, reply_markup=under(broadcast, tr)
    )
    if not isinstance(seen, Message) or seen.text:
        return Place.TEXT, True
    return (Place.CAPTION if seen.caption else None), True


def under(broadcast: Broadcast, tr: Translator) -> InlineKeyboardMarkup:
    """What stands under the author's own copy: the way out as people have it, or the way back."""
    back = do(tr, "change-to-report", "report", broadcast.id)
    return buttons_under(broadcast, tr, "try") or keyboard([back])


@router.message(StateFilter(Changing.words))
async def take_words(
    message: Message,
    bot: Bot,
    state: FSMContext,
    store: Store,
    texts: Texts,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(message, tr, settings, person, roles) or person is None:
        return
    data = await state.get_data()
    broadcast_id, place = data.get("broadcast_id", 0), Place(data.get("place", Place.TEXT))
    if not message.text:
        await answer_once(message, state, tr("change-only-words"))
        return
    wish = (broadcast_id, person.id, roles, ChangeKind.CORRECT, now)
    outcome, broadcast, count = await store.read(edits.check, *wish)
    if outcome is not ChangeOutcome.DONE or broadcast is None:
        await state.clear()
        await refuse(message, tr, outcome)
        return
    if flaw := await unfit(message, broadcast, place, store, texts, tr):
        await message.answer(flaw)
        return
    content = words_of(message, broadcast, texts)
    source = await preview(bot, store, broadcast, place, message, content, person, tr)
    if source is None:
        await message.answer(tr("change-not-taken"))
        return
    await state.clear()
    kept = (ChangeKind.CORRECT, now, content, place, source or None)
    change = await store.write(edits.draft, broadcast_id, person.id, *kept)
    text, buttons = review(tr, change, broadcast, count)
    await message.answer(text, reply_markup=buttons)


def words_of(message: Message, broadcast: Broadcast, texts: Texts) -> Content:
    """The new words; of a text that is made for each reader with the variables in them."""
    own = personal(message, texts) if broadcast.form is Form.TEXT else None
    return own or Content(message.html_text)


async def unfit(
    message: Message, broadcast: Broadcast, place: Place, store: Store, texts: Texts, tr: Translator
) -> Markup:
    """Why the words cannot stand in every copy; nothing when they can."""
    words = message.text or ""
    if broadcast.form is Form.TEXT:
        return await trouble(store, Form.TEXT, words_of(message, broadcast, texts), tr, spellings(texts))
    if wording.has_variables(words):
        return tr("change-no-variables")
    if (length := wording.units(words)) > MOST[place]:
        return tr("change-long", length=length, most=MOST[place])
    return Markup()


async def preview(
    bot: Bot,
    store: Store,
    broadcast: Broadcast,
    place: Place,
    message: Message,
    content: Content,
    person: Person,
    tr: Translator,
) -> int | None:
    """Show the corrected copy. Returns the message that the rest is copied from, 0 for none; None if it cannot be said.

    That is the preview itself: its author can change what they wrote, but not what the bot has shown them.
    """
    chat_id, words = message.chat.id, message.html_text
    if broadcast.form is not Form.COPY:
        trouble = await render.preview(bot, store, reworded(broadcast, content.text), person, chat_id, tr)
        return None if trouble else 0
    # No button of ours under what the rest is copied from.
    below = buttons_under(broadcast, tr, "try")
    try:
        if place is Place.CAPTION:
            source = broadcast.from_chat_id or 0, broadcast.message_id or 0
            copy = await bot.copy_message(chat_id, *source, caption=words, reply_markup=below)
            return copy.message_id
        said = await bot.send_message(chat_id, words, reply_markup=below, link_preview_options=PREVIEWED)
    except TelegramBadRequest:
        return None
    return said.message_id


def review(
    tr: Translator, change: BroadcastChange, broadcast: Broadcast, count: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """How many copies change, and whether those who have not got it yet get the new words."""
    is_going_on = broadcast.finished_at is None
    text = tr("change-review-going-on" if is_going_on else "change-review", count=count)
    start = press(tr, "change-start", "start", change.id, count=count)
    other = do(tr, "change-other-words", "correct", broadcast.id)
    return text, keyboard([start], [other], [do(tr, "change-to-report", "report", broadcast.id)])


@router.callback_query(BroadcastButton.filter(F.do == "recall"))
async def ask_before_recalling(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not await admitted(query, tr, settings, person, roles):
        return
    broadcast_id = callback_data.broadcast_id
    wish = (broadcast_id, author(person), roles, ChangeKind.RECALL, now)
    outcome, broadcast, count = await store.read(edits.check, *wish)
    if outcome is not ChangeOutcome.DONE or broadcast is None:
        await refuse(query, tr, outcome)
        return
    too_old = await store.read(copies.too_old, broadcast_id, now)
    change = await store.write(edits.draft, broadcast_id, author(person), ChangeKind.RECALL, now)
    key = "change-recall-sure" if broadcast.finished_at else "change-recall-sure-going-on"
    sure = press(tr, "change-recall-start", "start", change.id, count=count)
    back = do(tr, "button-no", "report", broadcast_id)
    await show(query, tr(key, count=count, old=too_old), keyboard([sure], [back]))


@router.callback_query(ChangeButton.filter(F.do == "start"))
async def start(
    query: CallbackQuery,
    callback_data: ChangeButton,
    bot: Bot,
    store: Store,
    worker: Worker,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The first chunk goes at once, the rest behind it."""
    if not await admitted(query, tr, settings, person, roles):
        return
    change_id = callback_data.change_id
    counting = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    outcome = await store.write(edits.start, change_id, author(person), roles, counting, now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await store.write(edits.plan_next, change_id, now)
    worker.wake()
    await leave_question()
    await advance_change(bot, store, tr, change_id, now)
    await query.answer()


@router.callback_query(ChangeButton.filter(F.do == "stop"))
async def stop(
    query: CallbackQuery,
    callback_data: ChangeButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    outcome = await store.write(edits.stop, callback_data.change_id, author(person), now)
    if outcome is not ChangeOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await advance_change(bot, store, tr, callback_data.change_id, now)
    await query.answer(tr.plain("change-stop-done"))
