"""Whom → everybody · a municipality · participants of an event · subscribers of a grant → preview → review."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.broadcasts import Audience, AudienceKind, Broadcast, BroadcastOutcome
from bot.domain.people import Person, Role, Visitor, may_coordinate, own_scope
from bot.i18n import Translator
from handlers.broadcasts.screens import (
    NAME_ON_BUTTON,
    PICKS,
    AudienceButton,
    BroadcastButton,
    PickButton,
    do,
    pick_screen,
    refuse,
    review_screen,
    to_home,
)
from handlers.broadcasts.unasked import copied
from handlers.common import Pressed, button, keyboard, show
from storage import audiences, broadcasts, municipalities
from storage.db import Store

router = Router(name="broadcasts.addressing")
router.callback_query.filter(Pressed(BroadcastButton, PickButton, AudienceButton))


def author(person: Person | None) -> int:
    """Whose drafts are asked for; 0, whose there are none, for a stranger."""
    return person.id if person else 0


@router.callback_query(BroadcastButton.filter(F.do == "who"))
async def ask_whom(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    draft = await store.read(broadcasts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    await put_whom(query, draft.id, store, tr, person, roles)


async def put_whom(
    event: Message | CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    """Only what these roles reach is offered."""
    everybody = AudienceButton(broadcast_id=broadcast_id, kind=AudienceKind.EVERYBODY, key="")
    rows = [
        [button(tr.plain("broadcast-everybody"), everybody)] if may_coordinate(roles) else [],
        await home_button(broadcast_id, store, tr, person, roles),
        [pick(tr, "broadcast-municipalities", broadcast_id, AudienceKind.MUNICIPALITY)] if not own_scope(roles) else [],
        [pick(tr, "broadcast-events", broadcast_id, AudienceKind.EVENT)],
        [pick(tr, "broadcast-grants", broadcast_id, AudienceKind.GRANT)] if may_coordinate(roles) else [],
        [do(tr, "broadcast-discard", "discard", broadcast_id)],
        [to_home(tr)],
    ]
    await show(event, tr("broadcast-whom"), keyboard(*rows))


async def home_button(
    broadcast_id: int, store: Store, tr: Translator, person: Person | None, roles: frozenset[Role]
) -> list[InlineKeyboardButton]:
    """The municipality that a coordinator answers for, or else lives in; nothing when it is none of theirs."""
    slug = own_scope(roles) or (person.municipality if person else None)
    home = await store.read(municipalities.get, slug) if slug and may_coordinate(roles, slug) else None
    if home is None:
        return []
    to = AudienceButton(broadcast_id=broadcast_id, kind=AudienceKind.MUNICIPALITY, key=home.slug)
    return [button(tr.plain("broadcast-home-municipality", name=home.name)[:NAME_ON_BUTTON], to)]


def pick(tr: Translator, key: str, broadcast_id: int, kind: AudienceKind) -> InlineKeyboardButton:
    return button(tr.plain(key), PickButton(broadcast_id=broadcast_id, kind=kind, page=0))


@router.callback_query(PickButton.filter())
async def list_choices(
    query: CallbackQuery,
    callback_data: PickButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    draft = await store.read(broadcasts.own, callback_data.broadcast_id, author(person))
    if draft is None or callback_data.kind not in PICKS:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    found = await store.read(audiences.choices, callback_data.kind, roles, now)
    await show(query, *pick_screen(tr, draft.id, callback_data.kind, found, callback_data.page))


@router.callback_query(AudienceButton.filter())
async def choose(
    query: CallbackQuery,
    callback_data: AudienceButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    broadcast_id, audience = callback_data.broadcast_id, Audience(callback_data.kind, callback_data.key)
    outcome = await store.write(broadcasts.address, broadcast_id, author(person), roles, audience, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await put_review(query, broadcast_id, bot, store, tr, visitor, person, roles, now)


@router.callback_query(BroadcastButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    await put_review(query, callback_data.broadcast_id, bot, store, tr, visitor, person, roles, now)


async def put_review(
    event: Message | CallbackQuery,
    broadcast_id: int,
    bot: Bot,
    store: Store,
    tr: Translator,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
    alert: str = "",
) -> None:
    """The very message as people will get it, and below it whom it goes to; the question for whom when that is open."""
    found = await store.read(broadcasts.review, broadcast_id, author(person), now)
    if found is None:
        await refuse(event, tr, BroadcastOutcome.GONE)
        return
    if found.broadcast.audience is None:
        await put_whom(event, broadcast_id, store, tr, person, roles)
        return
    await show(event, tr("broadcast-preview"), alert=alert)
    if await previewed(bot, found.broadcast, visitor.chat_id, tr):
        text, buttons = review_screen(tr, found)
    else:
        edits = [do(tr, "broadcast-replace", "replace", broadcast_id)], [to_home(tr)]
        text, buttons = tr("broadcast-no-preview"), keyboard(*edits)
    await bot.send_message(visitor.chat_id, text, reply_markup=buttons)


async def previewed(bot: Bot, draft: Broadcast, chat_id: int, tr: Translator) -> bool:
    """Copy the message back to its author. False when Telegram cannot: it is gone, or of a kind that is not copied."""
    message = copied(draft, chat_id, tr, "try")
    if message is None:
        return False
    try:
        await bot(message)
    except TelegramBadRequest:
        return False
    return True
