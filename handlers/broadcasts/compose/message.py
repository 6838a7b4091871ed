"""/broadcast → consent → one message → whom; the list of drafts and of what was sent; [change the message] → how.

The draft is a row as soon as the message is there. Of one that can be copied only its place is kept, none of its words.
"""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.enums import ContentType
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.broadcasts.broadcast import BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Person, Purpose, Role, Visitor, coordinates_somewhere
from bot.i18n import Texts, Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.variables import caption_notes, personal, spellings
from handlers.broadcasts.render import trouble
from handlers.broadcasts.views import BroadcastButton, home_screen, message_screen, refuse, refuse_stranger, to_home
from handlers.shared.screens import Open, Pressed, Said, agreed_words, ask, ask_consent, keyboard, show
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import reports
from storage.core.db import Store
from storage.people import people

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


async def admitted(
    event: Message | CallbackQuery, tr: Translator, settings: Settings, person: Person | None, roles: frozenset[Role]
) -> bool:
    """Whether a coordinator with the consent to their work is there; if not, they are told or asked."""
    if not coordinates_somewhere(roles):
        await refuse_stranger(event, tr)
    elif person is None or not person.agreed(Purpose.WORK):
        agree = BroadcastButton(do="agree", broadcast_id=0)
        await ask_consent(event, tr, settings, Purpose.WORK, agree, Open(place="menu"))
    else:
        return True
    return False


@router.message(Command("broadcast"))
@router.callback_query(Open.filter())
async def begin(
    event: Message | CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if await admitted(event, tr, settings, person, roles) and person:
        await ask_message(event, state, store, tr, person, now)


@router.callback_query(BroadcastButton.filter(F.do == "agree"))
async def agree_and_begin(
    query: CallbackQuery,
    state: FSMContext,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    if not coordinates_somewhere(roles):
        await refuse_stranger(query, tr)
        return
    shown = agreed_words(query, tr, settings, Purpose.WORK)
    if shown is None:
        if await admitted(query, tr, settings, person, roles) and person:
            await ask_message(query, state, store, tr, person, now)
        return
    person = await store.write(people.agree, visitor, Purpose.WORK, shown, tr.locale, settings.timezone, now)
    await ask_message(query, state, store, tr, person, now)


async def ask_message(
    event: Message | CallbackQuery, state: FSMContext, store: Store, tr: Translator, person: Person, now: datetime
) -> None:
    """The question for a message, above what this coordinator has in hand and has sent."""
    begun = await store.read(drafts.begun, person.id, SHOWN)
    sent = await store.read(reports.reports, person.id, now, SHOWN)
    await ask(event, state, Writing.message, *home_screen(tr, begun, sent, person.zone))


@router.callback_query(BroadcastButton.filter(F.do == "message"))
async def show_message(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    await show(query, *message_screen(tr, draft))


@router.callback_query(BroadcastButton.filter(F.do == "replace"))
async def ask_another(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    buttons = keyboard([to_home(tr)])
    await ask(query, state, Writing.message, tr("broadcast-ask-another"), buttons, broadcast_id=draft.id)


@router.message(StateFilter(Writing.message))
async def take_message(
    message: Message,
    bot: Bot,
    state: FSMContext,
    store: Store,
    texts: Texts,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """A text with variables is kept, anything else is copied. Albums are taken by `albums`."""
    if not await admitted(message, tr, settings, person, roles):
        return
    content = personal(message, texts)
    form = Form.TEXT if content else Form.COPY
    if message.content_type not in COPIED:
        await message.answer(tr("broadcast-not-copied"))
        return
    if flaw := await trouble(store, form, content, tr, spellings(texts)):
        await message.answer(flaw)
        return
    # Said here: what is copied is not kept, so a review cannot know its caption.
    for note in caption_notes(tr, message.html_text if message.caption else "", texts):
        await message.answer(note)
    outcome, broadcast_id = await keep(message, state, store, person, now, form, content)
    if outcome is BroadcastOutcome.DONE:
        await put_review(message, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)
    else:
        await refuse(message, tr, outcome)


async def keep(
    message: Message,
    state: FSMContext,
    store: Store,
    person: Person | None,
    now: datetime,
    form: Form,
    content: Content | None,
) -> tuple[BroadcastOutcome, int]:
    """The message becomes a new draft, or the other message of the draft that was asked about."""
    broadcast_id = (await state.get_data()).get("broadcast_id", 0)
    await state.clear()
    place = (author(person), message.chat.id, message.message_id)
    if broadcast_id:
        return await store.write(drafts.replace_message, broadcast_id, *place, form, content), broadcast_id
    return BroadcastOutcome.DONE, await store.write(drafts.begin, *place, now, form, content)
