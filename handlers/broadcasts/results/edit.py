"""Edits of delivered copies: [correct] → new words → preview and number → [correct for 135 people] → progress → report;
[recall] → number → [recall] → progress → report.
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
from bot.logs import get_logger
from bot.outbox import Worker
from handlers.broadcasts import render
from handlers.broadcasts.access import author_id, refuse, require_author
from handlers.broadcasts.compose.variables import personal, spellings
from handlers.broadcasts.render import buttons_under, trouble
from handlers.broadcasts.results.edit_views import PREVIEWED, REFUSED, press
from handlers.broadcasts.sending.progress import advance_edit
from handlers.broadcasts.views import ChangeButton, do
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, keyboard
from storage.broadcasts.results import copies, edits


class Changing(StatesGroup):
    words = State()


log = get_logger(__name__)

router = Router(name="broadcasts.results.edit")
router.message.filter(Said(states=Changing))
router.callback_query.filter(Pressed(BroadcastButton, ChangeButton))


@router.callback_query(BroadcastButton.filter(F.do == "correct"))
async def ask_words(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if not await require_author(query, ctx):
        return
    wish = (callback_data.broadcast_id, author_id(ctx), ctx.roles, EditKind.CORRECT, ctx.now)
    outcome, broadcast, _ = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await refuse(query, ctx, REFUSED[outcome])
        return
    back = [do(ctx.tr, "change-to-report", "report", broadcast.id)]
    await ctx.state.leave()
    place, is_here = await find_words(ctx, broadcast)
    if place is None:
        recall = [do(ctx.tr, "change-recall", "recall", broadcast.id)]
        text, buttons = ctx.tr("change-no-words"), keyboard(recall, back)
    else:
        await ctx.state.ask(Changing.words, broadcast_id=broadcast.id, place=place.value)
        text, buttons = ctx.tr("change-ask" if is_here else "change-ask-blind", most=MOST[place]), keyboard(back)
    await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=buttons)
    await query.answer()


async def find_words(ctx: Context, broadcast: Broadcast) -> tuple[Place | None, bool]:
    """The place of a broadcast's words, None when it has none; and whether its message can still be shown.

    Telegram returns the content of a message only when it is edited. So the message is copied to its author, who sees
    the present state, and the copy's buttons are edited.
    """
    if broadcast.form is Form.TEXT:
        return Place.TEXT, True
    if broadcast.form is Form.ALBUM:
        files = broadcast.content.files if broadcast.content else ()
        return (Place.CAPTION if caption_at(files) is not None else None), True
    chat_id = ctx.visitor.chat_id
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
    """Buttons under the author's copy: those that readers have, or else the way back."""
    back = do(tr, "change-to-report", "report", broadcast.id)
    return buttons_under(broadcast, tr, "try") or keyboard([back])


@router.message(StateFilter(Changing.words))
async def take_words(message: Message, ctx: Context) -> None:
    author = await require_author(message, ctx)
    if author is None:
        return
    data = await ctx.state.get_data()
    broadcast_id, place = data.get("broadcast_id", 0), Place(data.get("place", Place.TEXT))
    if not message.text:
        await ctx.answer_once(message, ctx.tr("change-only-words"))
        return
    wish = (broadcast_id, author.id, ctx.roles, EditKind.CORRECT, ctx.now)
    outcome, broadcast, count = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await ctx.state.clear()
        await refuse(message, ctx, REFUSED[outcome])
        return
    if flaw := await unfit(message, ctx, broadcast, place):
        await message.answer(flaw)
        return
    content = words_of(message, broadcast, ctx.texts)
    source = await preview(ctx, broadcast, place, content.text, author)
    if source is None:
        await message.answer(ctx.tr("change-not-taken"))
        return
    await ctx.state.clear()
    kept = (EditKind.CORRECT, ctx.now, content, place, source or None)
    change = await ctx.store.write(edits.draft, broadcast_id, author.id, *kept)
    note_draft(ctx, change, count)
    text, buttons = review(ctx.tr, change, broadcast, count)
    await message.answer(text, reply_markup=buttons)


def note_draft(ctx: Context, edit: BroadcastEdit, count: int) -> None:
    ids = {"edit_id": edit.id, "broadcast_id": edit.broadcast_id, "person_id": ctx.person_id}
    log.info("broadcast edit draft", **ids, kind=edit.kind, copies=count)


def words_of(message: Message, broadcast: Broadcast, texts: Texts) -> Content:
    """The new words, with variables if the text is made for each reader."""
    own = personal(message, texts) if broadcast.form is Form.TEXT else None
    return own or Content(message.html_text)


async def unfit(message: Message, ctx: Context, broadcast: Broadcast, place: Place) -> Markup:
    """The reason why the words do not fit into every copy; empty when they fit."""
    words = message.text or ""
    if broadcast.form is Form.TEXT:
        return await trouble(ctx, Form.TEXT, words_of(message, broadcast, ctx.texts), spellings(ctx.texts))
    if wording.has_variables(words):
        return ctx.tr("change-no-variables")
    if (length := wording.units(words)) > MOST[place]:
        return ctx.tr("change-long", length=length, most=MOST[place])
    return Markup()


async def preview(ctx: Context, broadcast: Broadcast, place: Place, words: str, author: Person) -> int | None:
    """Show the corrected copy to its author.

    Returns the id of the message from which the copies are made, 0 if there is none; None when Telegram refuses the
    words. That message is the bot's own preview: the author cannot change it after the review.
    """
    if broadcast.form is not Form.COPY:
        return None if await render.preview(ctx, reworded(broadcast, words), author) else 0
    chat_id = ctx.visitor.chat_id
    # A button of the bot's own would be copied with it.
    below = buttons_under(broadcast, ctx.tr, "try")
    try:
        if place is Place.CAPTION:
            source = broadcast.from_chat_id or 0, broadcast.message_id or 0
            copy = await ctx.bot.copy_message(chat_id, *source, caption=words, reply_markup=below)
            return copy.message_id
        shown = await ctx.bot.send_message(chat_id, words, reply_markup=below, link_preview_options=PREVIEWED)
    except TelegramBadRequest:
        return None
    return shown.message_id


def review(
    tr: Translator, change: BroadcastEdit, broadcast: Broadcast, count: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The number of copies that change; of a broadcast under way, also that later readers get the new words."""
    is_going_on = broadcast.finished_at is None
    text = tr("change-review-going-on" if is_going_on else "change-review", count=count)
    start = press(tr, "change-start", "start", change.id, count=count)
    other = do(tr, "change-other-words", "correct", broadcast.id)
    return text, keyboard([start], [other], [do(tr, "change-to-report", "report", broadcast.id)])


@router.callback_query(BroadcastButton.filter(F.do == "recall"))
async def ask_before_recalling(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    wish = (broadcast_id, author_id(ctx), ctx.roles, EditKind.RECALL, ctx.now)
    outcome, broadcast, count = await ctx.store.read(edits.check, *wish)
    if outcome is not EditOutcome.DONE or broadcast is None:
        await refuse(query, ctx, REFUSED[outcome])
        return
    too_old = await ctx.store.read(copies.too_old, broadcast_id, ctx.now)
    change = await ctx.store.write(edits.draft, broadcast_id, author_id(ctx), EditKind.RECALL, ctx.now)
    note_draft(ctx, change, count)
    key = "change-recall-sure" if broadcast.finished_at else "change-recall-sure-going-on"
    sure = press(ctx.tr, "change-recall-start", "start", change.id, count=count)
    back = do(ctx.tr, "button-no", "report", broadcast_id)
    await ctx.show(query, ctx.tr(key, count=count, old=too_old), keyboard([sure], [back]))


@router.callback_query(ChangeButton.filter(F.do == "start"))
async def start(query: CallbackQuery, ctx: Context, callback_data: ChangeButton, worker: Worker) -> None:
    """Start the edit and plan its first chunk at once; the job plans the rest."""
    if not await require_author(query, ctx):
        return
    edit_id = callback_data.change_id
    progress_message_id = (
        query.message.message_id if isinstance(query.message, Message) and query.message.text else None
    )
    wish = (edit_id, author_id(ctx), ctx.roles, progress_message_id)
    outcome = await ctx.store.write(edits.start, *wish, ctx.now, ctx.settings.admin_ids)
    log.info("broadcast edit start", edit_id=edit_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not EditOutcome.DONE:
        await refuse(query, ctx, REFUSED[outcome])
        return
    await ctx.store.write(edits.plan_next, edit_id, ctx.now)
    worker.wake()
    await ctx.state.leave()
    await advance_edit(ctx.bot, ctx.store, ctx.tr, edit_id, ctx.now)
    await query.answer()


@router.callback_query(ChangeButton.filter(F.do == "stop"))
async def stop(query: CallbackQuery, ctx: Context, callback_data: ChangeButton) -> None:
    edit_id = callback_data.change_id
    outcome = await ctx.store.write(edits.stop, edit_id, author_id(ctx), ctx.now)
    log.info("broadcast edit stop", edit_id=edit_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not EditOutcome.DONE:
        await refuse(query, ctx, REFUSED[outcome])
        return
    await advance_edit(ctx.bot, ctx.store, ctx.tr, edit_id, ctx.now)
    await query.answer(ctx.tr.plain("change-stop-done"))
