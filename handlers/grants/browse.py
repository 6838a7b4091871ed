"""/grants → list → [who applies?] → list for them → card → [remind me] → consent → done; /start grant_7 opens a card.

Nothing is remembered: who applies and the page travel in the buttons.
"""

from collections.abc import Sequence
from functools import partial

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.grants import Applicant, Eligibility, Programme, StageKind, may_apply
from bot.domain.people import Person, Purpose
from bot.domain.seasons import by_nearest, coming, ladder
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.views import (
    APPLICANTS,
    GrantButton,
    GrantsMine,
    GrantsPage,
    GrantsWho,
    card,
    card_buttons,
    list_screen,
    who_screen,
)
from handlers.shared.context import Context
from handlers.shared.screens import Linked, Open, Pressed, Said, button, keyboard, to_menu
from storage import grants

router = Router(name="grants.browse")
router.message.filter(Said("grants", link="grant_"))
router.callback_query.filter(Pressed(GrantsPage, GrantsMine, GrantsWho, GrantButton, places=("grants",)))


def zone_of(ctx: Context) -> str:
    """Whose clocks a reader goes by."""
    return ctx.zone


@router.message(Command("grants"))
@router.callback_query(Open.filter())
@router.callback_query(GrantsPage.filter())
async def show_list(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | GrantsPage | None = None
) -> None:
    page = callback_data if isinstance(callback_data, GrantsPage) else GrantsPage(who=None, page=0)
    known, mine = await browse(ctx)
    found = by_nearest(open_to(known, page.who), ctx.now)
    if page.who:
        head = ctx.tr("grants-list-for", count=len(found), who=ctx.tr.plain(APPLICANTS[page.who]))
    else:
        head = ctx.tr("grants-list", count=len(found))
    turn = partial(GrantsPage, who=page.who)
    await ctx.show(event, *list_screen(ctx, head, found, page, turn, list_buttons(ctx.tr, mine), zone_of(ctx)))


async def browse(ctx: Context) -> tuple[Sequence[Programme], frozenset[int]]:
    """The catalogue, and the ids of what one hears of."""
    version, mine = await ctx.store.glance(grants.version_and_subscriptions, ctx.person_id)
    return await ctx.store.remember(grants.catalogue, version), mine


def open_to(programmes: Sequence[Programme], who: Applicant | None) -> Sequence[Programme]:
    """Those one may apply to, by whatever way."""
    if who is None:
        return programmes
    return [programme for programme in programmes if may_apply(programme, who) is not Eligibility.NO]


def list_buttons(tr: Translator, mine: frozenset[int]) -> list[InlineKeyboardButton]:
    own = [button(tr.plain("grants-mine", count=len(mine)), GrantsMine(page=0))] if mine else []
    return [button(tr.plain("grants-who"), GrantsWho()), *own]


@router.callback_query(GrantsWho.filter())
async def ask_who(query: CallbackQuery, ctx: Context) -> None:
    await ctx.show(query, *who_screen(ctx.tr))


@router.callback_query(GrantsMine.filter())
async def show_mine(query: CallbackQuery, ctx: Context, callback_data: GrantsMine) -> None:
    known, mine = await browse(ctx)
    found = by_nearest([programme for programme in known if programme.id in mine], ctx.now)
    everything = GrantsPage(who=None, page=0)
    page = GrantsPage(who=None, page=callback_data.page)
    own = [button(ctx.tr.plain("grants-to-list"), everything)]
    head = ctx.tr("grants-mine-list", count=len(found))
    await ctx.show(query, *list_screen(ctx, head, found, page, GrantsMine, own, zone_of(ctx)))


@router.message(Linked("grant", lambda number: GrantButton(do="card", programme_id=number, who=None, page=0)))
@router.callback_query(GrantButton.filter(F.do == "card"))
async def show_card(event: Message | CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    await put_card(event, ctx, callback_data, zone_of(ctx))


async def put_card(
    event: Message | CallbackQuery, ctx: Context, pressed: GrantButton, zone: str, alert: str = ""
) -> None:
    """The card as it is now; `alert` says what has just happened."""
    seen = await ctx.store.read(grants.look, pressed.programme_id, ctx.person_id)
    back = GrantsPage(who=pressed.who, page=pressed.page)
    if seen is None:
        to_list = button(ctx.tr.plain("grants-to-list"), back)
        await ctx.show(event, ctx.tr("grant-gone"), keyboard([to_list, to_menu(ctx.tr)]))
        return
    await ctx.show(event, card(ctx, seen, pressed.who, zone), card_buttons(ctx.tr, seen, back), alert)


@router.callback_query(GrantButton.filter(F.do == "on"))
async def subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    agree, refuse = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    if person := await ctx.require(query, Purpose.SUBSCRIPTIONS, agree, refuse):
        await follow(query, ctx, callback_data, person)


@router.callback_query(GrantButton.filter(F.do == "agree"))
async def agree_and_subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    """The consent, then the very thing that was asked for; to no programme nobody need agree."""
    if await ctx.store.read(grants.get, callback_data.programme_id) is None:
        await put_card(query, ctx, callback_data, ctx.settings.timezone)
        return
    await subscribe(query, await ctx.agreed(query, Purpose.SUBSCRIPTIONS), callback_data)


async def follow(query: CallbackQuery, ctx: Context, pressed: GrantButton, person: Person) -> None:
    programme = await ctx.store.write(grants.subscribe, pressed.programme_id, person.id, ctx.now)
    alert = promise(ctx, programme, person.zone) if programme else ""
    await put_card(query, ctx, pressed, person.zone, alert)


def promise(ctx: Context, programme: Programme, zone: str) -> str:
    """When a new subscriber will hear of a programme for the first time."""
    reminders = ladder(programme, zone, ctx.now)
    if reminders:
        first = reminders[0]
        key = "grant-subscribed-forecast" if first.stage.forecast else "grant-subscribed"
        return ctx.tr.plain(key, when=dates.clock(ctx.tr, first.due_at, zone))
    deadline = coming(programme, ctx.now, StageKind.DEADLINE)
    return ctx.tr.plain("grant-subscribed-late" if deadline else "grant-subscribed-unknown")


@router.callback_query(GrantButton.filter(F.do == "off"))
async def unsubscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    heard = ctx.person is not None and await ctx.store.write(
        grants.unsubscribe, callback_data.programme_id, ctx.person.id
    )
    alert = ctx.tr.plain("grant-unsubscribed" if heard else "grant-was-not-subscribed")
    await put_card(query, ctx, callback_data, zone_of(ctx), alert)
