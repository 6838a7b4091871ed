"""Who is chosen so far → [add] [narrow] [leave out] → a kind of people → one of them → who is chosen so far.

The first choice leads straight to the review: most broadcasts are for one kind of people.
"""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.config import Settings
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_audience, put_review, put_whom
from handlers.broadcasts.audience.views import (
    PICKS,
    JoinButton,
    PartButton,
    PartsButton,
    parts_screen,
    samples_screen,
    unticked_screen,
)
from handlers.broadcasts.views import SAMPLES, BroadcastButton, refuse
from handlers.shared.screens import Pressed, show
from storage.broadcasts.audience import parts, selection
from storage.broadcasts.compose import drafts
from storage.core.db import Store

router = Router(name="broadcasts.audience.combine")
router.callback_query.filter(Pressed(BroadcastButton, JoinButton, PartsButton, PartButton))


@router.callback_query(JoinButton.filter())
async def ask_kind(
    query: CallbackQuery,
    callback_data: JoinButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    await put_whom(query, draft, callback_data.join, store, tr, person, roles)


@router.callback_query(PartsButton.filter())
async def list_parts(
    query: CallbackQuery,
    callback_data: PartsButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    kind, join = callback_data.kind, callback_data.join
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None or kind not in PICKS:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    found = await store.read(parts.choices, kind, roles, now)
    await show(query, *parts_screen(tr, draft, join, kind, found, callback_data.page))


@router.callback_query(PartButton.filter())
async def join_part(
    query: CallbackQuery,
    callback_data: PartButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    broadcast_id, part = callback_data.broadcast_id, callback_data.part
    if part is None:
        await refuse(query, tr, BroadcastOutcome.NOWHERE)
        return
    before = await store.read(drafts.own, broadcast_id, author(person))
    outcome = await store.write(selection.join, broadcast_id, author(person), roles, part, now)
    if outcome is BroadcastOutcome.UNTICKED:
        await show(query, *unticked_screen(tr, broadcast_id, part))
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
    elif before and before.audience:
        await put_audience(query, broadcast_id, store, tr, person, roles, now)
    else:
        await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.callback_query(BroadcastButton.filter(F.do == "drop"))
async def drop_last(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    outcome = await store.write(selection.drop, callback_data.broadcast_id, author(person))
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, tr, outcome)
        return
    await put_audience(query, callback_data.broadcast_id, store, tr, person, roles, now)


@router.callback_query(BroadcastButton.filter(F.do == "samples"))
async def show_samples(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    store: Store,
    tr: Translator,
    person: Person | None,
    now: datetime,
) -> None:
    """Names as people gave them, so that a coordinator sees at a glance whether these are the people they mean."""
    found = await store.read(drafts.review, callback_data.broadcast_id, author(person), now)
    if found is None or found.broadcast.audience is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    names = await store.read(selection.samples, found.broadcast, now, SAMPLES)
    if names:
        await show(query, *samples_screen(tr, found.broadcast.id, names, found.recipients))
    else:
        await query.answer(tr.plain("samples-none"), show_alert=True)
