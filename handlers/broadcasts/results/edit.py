"""A report → [correct] → the new words → preview and number → [correct for 135 people] → counting up → report;
[recall] → number → [recall] → counting up → report.
"""

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.results.edits import (
    MOST,
    BroadcastEdit,
    EditKind,
    EditOutcome,
    Place,
    caption_at,
    reworded,
)
from bot.domain.people import Person
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
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, keyboard
from storage.broadcasts.results import copies, edits


class Changing(StatesGroup):
    words = State()


router = Router(name="broadcasts.results.edit")
router.message.filter(Said(states=Changing))
router.callback_query.filter(Pressed(BroadcastButton, ChangeButton))


async def refuse(event: Message | CallbackQuery, ctx: Context, outcome: EditOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(ctx.tr(REFUSED[outcome]), reply_markup=keyboard([to_home(ctx.tr)]))
    else:
        await event.answer(ctx.tr.plain(REFUSED[outcome]), show_alert=True)


@router.callback_query(BroadcastButton.filter(F.do == "correct"))
async def ask_words(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if not await admitted(query, ctx):
        return
    wish = (callback_data.broadcast_id, author(ctx.person), ctx.roles, EditKind.CORRECT, ctx.now)
    outcome, broadcast, _ = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await refuse(query, ctx, outcome)
        return
    back = [do(ctx.tr, "change-to-report", "report", broadcast.id)]
    await ctx.state.leave()
    place, is_here = await look(ctx, broadcast, ctx.visitor.chat_id)
    if place is None:
        recall = [do(ctx.tr, "change-recall", "recall", broadcast.id)]
        text, buttons = ctx.tr("change-no-words"), keyboard(recall, back)
    else:
        await ctx.state.ask(Changing.words, broadcast_id=broadcast.id, place=place.value)
        text, buttons = ctx.tr("change-ask" if is_here else "change-ask-blind", most=MOST[place]), keyboard(back)
    await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=buttons)
    await query.answer()


async def look(ctx: Context, broadcast: Broadcast, chat_id: int) -> tuple[Place | None, bool]:
    """Where the words of a broadcast stand, None when it has none; and whether its message can still be shown.

    Only an edit tells the bot what a message holds: it is copied back to its author, who sees how it looks now.
    """
    if broadcast.form is Form.TEXT:
        return Place.TEXT, True
    if broadcast.form is Form.ALBUM:
        files = broadcast.content.files if broadcast.content else ()
        return (Place.CAPTION if caption_at(files) is not None else None), True
    try:
        copy = await ctx.bot.copy_message(chat_id, broadcast.from_chat_id or 0, broadcast.message_id or 0)
    except TelegramBadRequest:
        return Place.TEXT, False
    seen = await ctx.bot.edit_message_reply_markup(
        chat_id=chat_id, message_id=copy.message_id, reply_markup=under(broadcast, ctx.tr)
    )
    if not isinstance(seen, Message) or seen.text:
        return Place.TEXT, True
    return (Place.CAPTION if seen.caption else None), True


def under(broadcast: Broadcast, tr: Translator) -> InlineKeyboardMarkup:
    """What stands under the author's own copy: the way out as people have it, or the way back."""
    back = do(tr, "change-to-report", "report", broadcast.id)
    return buttons_under(broadcast, tr, "try") or keyboard([back])


@router.message(StateFilter(Changing.words))
async def take_words(message: Message, ctx: Context) -> None:
    if not await admitted(message, ctx) or ctx.person is None:
        return
    data = await ctx.state.get_data()
    broadcast_id, place = data.get("broadcast_id", 0), Place(data.get("place", Place.TEXT))
    if not message.text:
        await ctx.answer_once(message, ctx.tr("change-only-words"))
        return
    wish = (broadcast_id, ctx.person.id, ctx.roles, EditKind.CORRECT, ctx.now)
    outcome, broadcast, count = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await ctx.state.clear()
        await refuse(message, ctx, outcome)
        return
    if flaw := await unfit(message, ctx, broadcast, place):
        await message.answer(flaw)
        return
    content = words_of(message, broadcast, ctx.texts)
    source = await preview(ctx, broadcast, place, message, content, ctx.person)
    if source is None:
        await message.answer(ctx.tr("change-not-taken"))
        return
    await ctx.state.clear()
    kept = (EditKind.CORRECT, ctx.now, content, place, source or None)
    change = await ctx.store.write(edits.draft, broadcast_id, ctx.person.id, *kept)
    text, buttons = review(ctx.tr, change, broadcast, count)
    await message.answer(text, reply_markup=buttons)


def words_of(message: Message, broadcast: Broadcast, texts: Texts) -> Content:
    """The new words; of a text that is made for each reader with the variables in them."""
    own = personal(message, texts) if broadcast.form is Form.TEXT else None
    return own or Content(message.html_text)


async def unfit(message: Message, ctx: Context, broadcast: Broadcast, place: Place) -> Markup:
    """Why the words cannot stand in every copy; nothing when they can."""
    words = message.text or ""
    if broadcast.form is Form.TEXT:
        return await trouble(
            ctx.store, Form.TEXT, words_of(message, broadcast, ctx.texts), ctx.tr, spellings(ctx.texts)
        )
    if wording.has_variables(words):
        return ctx.tr("change-no-variables")
    if (length := wording.units(words)) > MOST[place]:
        return ctx.tr("change-long", length=length, most=MOST[place])
    return Markup()


async def preview(
    ctx: Context, broadcast: Broadcast, place: Place, message: Message, content: Content, person: Person
) -> int | None:
    """Show the corrected copy. Returns the message that the rest is copied from, 0 for none; None if it cannot be said.

    That is the preview itself: its author can change what they wrote, but not what the bot has shown them.
    """
    chat_id, words = message.chat.id, message.html_text
    if broadcast.form is not Form.COPY:
        trouble = await render.preview(ctx, reworded(broadcast, content.text), person, chat_id)
        return None if trouble else 0
    # No button of ours under what the rest is copied from.
    below = buttons_under(broadcast, ctx.tr, "try")
    try:
        if place is Place.CAPTION:
            source = broadcast.from_chat_id or 0, broadcast.message_id or 0
            copy = await ctx.bot.copy_message(chat_id, *source, caption=words, reply_markup=below)
            return copy.message_id
        said = await ctx.bot.send_message(chat_id, words, reply_markup=below, link_preview_options=PREVIEWED)
    except TelegramBadRequest:
        return None
    return said.message_id


def review(
    tr: Translator, change: BroadcastEdit, broadcast: Broadcast, count: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """How many copies change, and whether those who have not got it yet get the new words."""
    is_going_on = broadcast.finished_at is None
    text = tr("change-review-going-on" if is_going_on else "change-review", count=count)
    start = press(tr, "change-start", "start", change.id, count=count)
    other = do(tr, "change-other-words", "correct", broadcast.id)
    return text, keyboard([start], [other], [do(tr, "change-to-report", "report", broadcast.id)])


@router.callback_query(BroadcastButton.filter(F.do == "recall"))
async def ask_before_recalling(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if not await admitted(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    wish = (broadcast_id, author(ctx.person), ctx.roles, EditKind.RECALL, ctx.now)
    outcome, broadcast, count = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await refuse(query, ctx, outcome)
        return
    too_old = await ctx.store.read(copies.too_old, broadcast_id, ctx.now)
    change = await ctx.store.write(edits.draft, broadcast_id, author(ctx.person), EditKind.RECALL, ctx.now)
    key = "change-recall-sure" if broadcast.finished_at else "change-recall-sure-going-on"
    sure = press(ctx.tr, "change-recall-start", "start", change.id, count=count)
    back = do(ctx.tr, "button-no", "report", broadcast_id)
    await ctx.show(query, ctx.tr(key, count=count, old=too_old), keyboard([sure], [back]))


@router.callback_query(ChangeButton.filter(F.do == "start"))
async def start(query: CallbackQuery, ctx: Context, callback_data: ChangeButton, worker: Worker) -> None:
    """The first chunk goes at once, the rest behind it."""
    if not await admitted(query, ctx):
        return
    change_id = callback_data.change_id
    counting = query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    outcome = await ctx.store.write(edits.start, change_id, author(ctx.person), ctx.roles, counting, ctx.now)
    if outcome is not EditOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await ctx.store.write(edits.plan_next, change_id, ctx.now)
    worker.wake()
    await ctx.state.leave()
    await advance_change(ctx.bot, ctx.store, ctx.tr, change_id, ctx.now)
    await query.answer()


@router.callback_query(ChangeButton.filter(F.do == "stop"))
async def stop(query: CallbackQuery, ctx: Context, callback_data: ChangeButton) -> None:
    outcome = await ctx.store.write(edits.stop, callback_data.change_id, author(ctx.person), ctx.now)
    if outcome is not EditOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await advance_change(ctx.bot, ctx.store, ctx.tr, callback_data.change_id, ctx.now)
    await query.answer(ctx.tr.plain("change-stop-done"))
