"""/broadcast → consent → one message → audience; drafts and sent broadcasts; [change the message] → another message.

The message is stored as a draft as soon as it comes. Of a message that is copied only its place is stored, no words.
"""

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Person, Purpose
from bot.logs import get_logger
from handlers.broadcasts.access import author_id, own_draft, refuse, require_author
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.compose.variables import caption_notes, personal, spellings
from handlers.broadcasts.render import trouble
from handlers.broadcasts.views import REFUSALS, home_screen, message_screen, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports

log = get_logger(__name__)

SHOWN = 5
# Types that Telegram can copy. The preview shows whether it copies this one: not every poll can be copied.
COPIED = {
    ContentType.TEXT,
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.CONTACT,
    ContentType.DICE,
    ContentType.DOCUMENT,
    ContentType.LIVE_PHOTO,
    ContentType.LOCATION,
    ContentType.PHOTO,
    ContentType.POLL,
    ContentType.STICKER,
    ContentType.VENUE,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}


class Writing(StatesGroup):
    message = State()


router = Router(name="broadcasts.compose.message")
router.message.filter(Said("broadcast", states=Writing))
router.callback_query.filter(Pressed(BroadcastButton, places=("broadcast",)))


@router.message(Command("broadcast"))
@router.callback_query(Open.filter())
async def begin(event: Message | CallbackQuery, ctx: Context) -> None:
    if person := await require_author(event, ctx):
        await ask_message(event, ctx, person)


@router.callback_query(BroadcastButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(query):
        await begin(query, await ctx.agreed(query, Purpose.WORK))


async def ask_message(event: Message | CallbackQuery, ctx: Context, person: Person) -> None:
    """Ask for the message; below stand the coordinator's drafts and sent broadcasts."""
    begun = await ctx.store.read(drafts.begun, person.id, SHOWN)
    sent = await ctx.store.read(reports.reports, person.id, ctx.now, SHOWN)
    await ctx.ask(event, Writing.message, *home_screen(ctx.tr, begun, sent, person.zone))


@router.callback_query(BroadcastButton.filter(F.do == "message"))
async def show_message(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    await ctx.ask(query, Writing.message, *message_screen(ctx.tr, draft), broadcast_id=draft.id)


@router.callback_query(BroadcastButton.filter(F.do == "replace"))
async def ask_another(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    buttons = keyboard([to_home(ctx.tr)])
    await ctx.ask(query, Writing.message, ctx.tr("broadcast-ask-another"), buttons, broadcast_id=draft.id)


@router.message(StateFilter(Writing.message))
async def take_message(message: Message, ctx: Context) -> None:
    """Store a text with variables, copy anything else. The module `album` takes albums."""
    if not await require_author(message, ctx):
        return
    content = personal(message, ctx.texts)
    form = Form.TEXT if content else Form.COPY
    if message.content_type not in COPIED:
        await message.answer(ctx.tr("broadcast-not-copied"))
        return
    if flaw := await trouble(ctx, form, content, spellings(ctx.texts)):
        await message.answer(flaw)
        return
    # Said now, because the caption of a copied message is not stored and a later review does not know it.
    for note in caption_notes(ctx.tr, message.html_text if message.caption else "", ctx.texts):
        await message.answer(note)
    outcome, broadcast_id = await keep(message, ctx, form, content)
    if outcome is BroadcastOutcome.DONE:
        await put_review(message, ctx, broadcast_id)
    else:
        await refuse(message, ctx, REFUSALS[outcome])


async def keep(message: Message, ctx: Context, form: Form, content: Content | None) -> tuple[BroadcastOutcome, int]:
    """Store the message as a new draft, or as the new message of the draft that the open question names."""
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await ctx.state.clear()
    place = (author_id(ctx), message.chat.id, message.message_id)
    outcome = BroadcastOutcome.DONE
    if broadcast_id:
        outcome = await ctx.store.write(drafts.replace_message, broadcast_id, *place, form, content)
    else:
        broadcast_id = await ctx.store.write(drafts.begin, *place, ctx.now, form, content)
    log.info("broadcast draft", broadcast_id=broadcast_id, person_id=ctx.person_id, form=form, outcome=outcome)
    return outcome, broadcast_id
