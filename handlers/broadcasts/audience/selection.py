"""Whom → one kind of people → preview → review; [change whom] → who is chosen so far → [next] → preview → review.

How parts are joined stands in `joining`.
"""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.broadcasts.audience.audience import Audience, Join
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, BroadcastStatus
from bot.domain.municipalities import Municipality
from bot.domain.people import Person, Role, Visitor, may_coordinate, own_scope
from bot.i18n import Translator
from handlers.broadcasts.audience.views import PICKS, audience_screen, kinds_screen, parts_screen
from handlers.broadcasts.render import preview
from handlers.broadcasts.views import AudienceButton, BroadcastButton, PickButton, do, refuse, review_screen, to_home
from handlers.shared.screens import Pressed, keyboard, show
from storage.broadcasts.audience import parts
from storage.broadcasts.compose import drafts
from storage.core.db import Store
from storage.law import municipalities

router = Router(name="broadcasts.audience.selection")
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
    now: datetime,
) -> None:
    await put_audience(query, callback_data.broadcast_id, store, tr, person, roles, now)


async def put_whom(
    event: Message | CallbackQuery,
    draft: Broadcast,
    join: Join,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    """The kinds of people that these roles reach."""
    home = await home_of(store, person, roles)
    await show(event, *kinds_screen(tr, draft, join, roles, home))


async def home_of(store: Store, person: Person | None, roles: frozenset[Role]) -> Municipality | None:
    """The municipality that a coordinator answers for, or else lives in; None when it is none of theirs."""
    slug = own_scope(roles) or (person.municipality if person else None)
    return await store.read(municipalities.get, slug) if slug and may_coordinate(roles, slug) else None


async def put_audience(
    event: Message | CallbackQuery,
    broadcast_id: int,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """Whom a draft is for so far; the question for whom when nobody is chosen."""
    found = await store.read(drafts.review, broadcast_id, author(person), now)
    if found is None or person is None:
        await refuse(event, tr, BroadcastOutcome.GONE)
    elif found.broadcast.audience is None:
        await put_whom(event, found.broadcast, Join.OR, store, tr, person, roles)
    else:
        await show(event, *audience_screen(tr, found, person.zone))


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
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None or callback_data.kind not in PICKS:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    found = await store.read(parts.choices, callback_data.kind, roles, now)
    await show(query, *parts_screen(tr, draft, Join.OR, callback_data.kind, found, callback_data.page))


@router.callback_query(AudienceButton.filter())
async def choose(
    query: CallbackQuery,
    callback_data: AudienceButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    broadcast_id, audience = callback_data.broadcast_id, Audience.of(callback_data.kind, callback_data.key)
    outcome = await store.write(drafts.address, broadcast_id, author(person), roles, audience, now)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.callback_query(BroadcastButton.filter(F.do == "review"))
async def review(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    broadcast_id = callback_data.broadcast_id
    await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


async def put_review(
    event: Message | CallbackQuery,
    broadcast_id: int,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
    alert: str = "",
) -> None:
    """The very message as people will get it, and below it whom it goes to; the question for whom when that is open."""
    draft = await store.read(drafts.own, broadcast_id, author(person))
    if draft is None or draft.status is not BroadcastStatus.DRAFT or person is None:
        await refuse(event, tr, BroadcastOutcome.GONE)
        return
    if draft.audience is None:
        await put_whom(event, draft, Join.OR, store, tr, person, roles)
        return
    await show(event, tr("broadcast-preview"), alert=alert)
    trouble = await preview(bot, store, draft, person, visitor.chat_id, tr)
    found = await store.read(drafts.review, broadcast_id, author(person), now)
    if trouble:
        text, buttons = trouble, keyboard([do(tr, "broadcast-replace", "replace", broadcast_id)], [to_home(tr)])
    elif found is None:
        text, buttons = tr("broadcast-already"), keyboard([to_home(tr)])
    else:
        text, buttons = review_screen(tr, found, person.zone, settings)
    await bot.send_message(visitor.chat_id, text, reply_markup=buttons)
