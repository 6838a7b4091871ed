"""/broadcast → consent → one message → whom; the list of drafts and of what was sent; [change the message] → how.

The draft is a row as soon as the message is there. Of one that can be copied only its place is kept, none of its words.
"""

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Person, Purpose
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.variables import caption_notes, personal, spellings
from handlers.broadcasts.render import trouble
from handlers.broadcasts.views import BroadcastButton, home_screen, message_screen, refuse, to_home
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, keyboard
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports

SHOWN = 5
# What Telegram can copy. Whether it can copy this very message shows in the preview: not every poll can be.
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


async def admitted(event: Message | CallbackQuery, ctx: Context) -> bool:
    """Whether a coordinator with the consent to their work is there; if not, they are told or asked."""
    agree = BroadcastButton(do="agree", broadcast_id=0)
    return bool(
        await ctx.require_coordinator(event) and await ctx.require(event, Purpose.WORK, agree, Open(place="menu"))
    )


@router.message(Command("broadcast"))
@router.callback_query(Open.filter())
async def begin(event: Message | CallbackQuery, ctx: Context) -> None:
    if await admitted(event, ctx) and ctx.person:
        await ask_message(event, ctx, ctx.person)


@router.callback_query(BroadcastButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context) -> None:
    if not await ctx.require_coordinator(query):
        return
    await begin(query, await ctx.agreed(query, Purpose.WORK))


async def ask_message(event: Message | CallbackQuery, ctx: Context, person: Person) -> None:
    """The question for a message, above what this coordinator has in hand and has sent."""
    begun = await ctx.store.read(drafts.begun, person.id, SHOWN)
    sent = await ctx.store.read(reports.reports, person.id, ctx.now, SHOWN)
    await ctx.ask(event, Writing.message, *home_screen(ctx.tr, begun, sent, person.zone))


@router.callback_query(BroadcastButton.filter(F.do == "message"))
async def show_message(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    await ctx.show(query, *message_screen(ctx.tr, draft))


@router.callback_query(BroadcastButton.filter(F.do == "replace"))
async def ask_another(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    buttons = keyboard([to_home(ctx.tr)])
    await ctx.ask(query, Writing.message, ctx.tr("broadcast-ask-another"), buttons, broadcast_id=draft.id)


@router.message(StateFilter(Writing.message))
async def take_message(message: Message, ctx: Context) -> None:
    """A text with variables is kept, anything else is copied. Albums are taken by `albums`."""
    if not await admitted(message, ctx):
        return
    content = personal(message, ctx.texts)
    form = Form.TEXT if content else Form.COPY
    if message.content_type not in COPIED:
        await message.answer(ctx.tr("broadcast-not-copied"))
        return
    if flaw := await trouble(ctx.store, form, content, ctx.tr, spellings(ctx.texts)):
        await message.answer(flaw)
        return
    # Said here: what is copied is not kept, so a review cannot know its caption.
    for note in caption_notes(ctx.tr, message.html_text if message.caption else "", ctx.texts):
        await message.answer(note)
    outcome, broadcast_id = await keep(message, ctx, form, content)
    if outcome is BroadcastOutcome.DONE:
        await put_review(message, ctx, broadcast_id)
    else:
        await refuse(message, ctx, outcome)


async def keep(message: Message, ctx: Context, form: Form, content: Content | None) -> tuple[BroadcastOutcome, int]:
    """The message becomes a new draft, or the other message of the draft that was asked about."""
    broadcast_id = (await ctx.state.get_data()).get("broadcast_id", 0)
    await ctx.state.clear()
    place = (author(ctx.person), message.chat.id, message.message_id)
    if broadcast_id:
        return await ctx.store.write(drafts.replace_message, broadcast_id, *place, form, content), broadcast_id
    return BroadcastOutcome.DONE, await ctx.store.write(drafts.begin, *place, ctx.now, form, content)
