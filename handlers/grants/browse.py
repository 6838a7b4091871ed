"""/grants → list → [who applies?] → list for them → card → [remind me] → consent → done; /start grant_7 opens a card.

No state is kept: the applicant and the page travel in the buttons.
"""

from collections.abc import Sequence
from functools import partial

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.grants import Applicant, Eligibility, Programme, StageKind, may_apply
from bot.domain.people import Purpose
from bot.domain.seasons import by_nearest, coming, ladder
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.views import (
    GrantButton,
    GrantsMine,
    GrantsPage,
    GrantsWho,
    GrantsYours,
    Listing,
    card,
    card_buttons,
    list_screen,
    who_screen,
)
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.screens import Linked, Open, Pressed, Said, button, keyboard, to_menu
from storage import grants
from storage.people import profile

log = get_logger(__name__)
router = Router(name="grants.browse")
router.message.filter(Said("grants", link="grant_"))
router.callback_query.filter(Pressed(GrantsPage, GrantsMine, GrantsYours, GrantsWho, GrantButton, places=("grants",)))


@router.message(Command("grants"))
@router.callback_query(Open.filter())
@router.callback_query(GrantsPage.filter())
async def show_list(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | GrantsPage | None = None
) -> None:
    if not isinstance(callback_data, GrantsPage) and (kinds := await own_kinds(ctx)):
        await put_yours(event, ctx, kinds, 0)
        return
    page = callback_data if isinstance(callback_data, GrantsPage) else GrantsPage(who=None, page=0)
    known, mine = await browse(ctx)
    found = by_nearest(open_to(known, page.who), ctx.now)
    if page.who:
        head = ctx.tr("grants-list-for", count=len(found), who=ctx.tr.plain(APPLICANTS[page.who]))
    else:
        head = ctx.tr("grants-list", count=len(found))
    listing = Listing(head, found, list_buttons(ctx.tr, mine), turn=partial(GrantsPage, who=page.who))
    await ctx.show(event, *list_screen(ctx, listing, page))


async def own_kinds(ctx: Context) -> frozenset[Applicant]:
    """The kinds of applicant that the person said they are, in the profile."""
    if ctx.person is None or not ctx.person.agreed(Purpose.PROFILE):
        return frozenset()
    return (await ctx.store.read(profile.get, ctx.person.id)).applicants


@router.callback_query(GrantsYours.filter())
async def show_yours(query: CallbackQuery, ctx: Context, callback_data: GrantsYours) -> None:
    await put_yours(query, ctx, await own_kinds(ctx), callback_data.page)


async def put_yours(event: Message | CallbackQuery, ctx: Context, kinds: frozenset[Applicant], page: int) -> None:
    """Show the programmes to which one of these kinds may apply, and the way to all others."""
    known, mine = await browse(ctx)
    fitting = [each for each in known if any(may_apply(each, kind) is not Eligibility.NO for kind in kinds)]
    who = ", ".join(ctx.tr.plain(key) for kind, key in APPLICANTS.items() if kind in kinds)
    everybody = button(ctx.tr.plain("grants-everybody"), GrantsPage(who=None, page=0))
    head = ctx.tr("grants-list-for", count=len(fitting), who=who)
    own = [everybody, *list_buttons(ctx.tr, mine)[1:]]
    listing = Listing(head, by_nearest(fitting, ctx.now), own, turn=GrantsYours)
    await ctx.show(event, *list_screen(ctx, listing, GrantsPage(who=None, page=page)))


async def browse(ctx: Context) -> tuple[Sequence[Programme], frozenset[int]]:
    """The catalogue, and the ids of the programmes that the person subscribed to."""
    version, mine = await ctx.store.glance(grants.version_and_subscriptions, ctx.person_id)
    return await ctx.store.remember(grants.catalogue, version), mine


def open_to(programmes: Sequence[Programme], who: Applicant | None) -> Sequence[Programme]:
    """The programmes that `who` may apply to, directly or through somebody else."""
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
    head = ctx.tr("grants-mine-list", count=len(found))
    to_all = button(ctx.tr.plain("grants-to-list"), GrantsPage(who=None, page=0))
    listing = Listing(head, found, [to_all], turn=GrantsMine)
    await ctx.show(query, *list_screen(ctx, listing, GrantsPage(who=None, page=callback_data.page)))


@router.message(Linked("grant", lambda number: GrantButton(do="card", programme_id=number, who=None, page=0)))
@router.callback_query(GrantButton.filter(F.do == "card"))
async def show_card(event: Message | CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    await put_card(event, ctx, callback_data)


async def put_card(event: Message | CallbackQuery, ctx: Context, pressed: GrantButton, alert: str = "") -> None:
    """Show the card as it is now; `alert` has the result of the last step."""
    seen = await ctx.store.read(grants.look, pressed.programme_id, ctx.person_id)
    back = GrantsPage(who=pressed.who, page=pressed.page)
    if seen is None:
        to_list = button(ctx.tr.plain("grants-to-list"), back)
        await ctx.show(event, ctx.tr("grant-gone"), keyboard([to_list, to_menu(ctx.tr)]))
        return
    await ctx.show(event, card(ctx, seen, pressed.who), card_buttons(ctx.tr, seen, back), alert)


@router.callback_query(GrantButton.filter(F.do == "on"))
async def subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    agree, refuse = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    person = await ctx.require(query, Purpose.SUBSCRIPTIONS, agree, refuse)
    if person is None:
        return
    programme_id = callback_data.programme_id
    programme = await ctx.store.write(grants.subscribe, programme_id, person.id, ctx.now)
    alert = ""
    if programme:
        log.info("grant subscription on", programme_id=programme_id, person_id=person.id)
        alert = promise(ctx, programme)
    await put_card(query, ctx, callback_data, alert)


@router.callback_query(GrantButton.filter(F.do == "agree"))
async def agree_and_subscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    """Record the consent and subscribe; for a programme that is gone, ask for no consent."""
    if await ctx.store.read(grants.get, callback_data.programme_id) is None:
        await put_card(query, ctx, callback_data)
        return
    await subscribe(query, await ctx.agreed(query, Purpose.SUBSCRIPTIONS), callback_data)


def promise(ctx: Context, programme: Programme) -> str:
    """The alert that tells a new subscriber the day of the first reminder."""
    reminders = ladder(programme, ctx.zone, ctx.now)
    if reminders:
        first = reminders[0]
        key = "grant-subscribed-forecast" if first.stage.forecast else "grant-subscribed"
        return ctx.tr.plain(key, when=dates.clock(ctx.tr, first.due_at, ctx.zone))
    deadline = coming(programme, ctx.now, StageKind.DEADLINE)
    return ctx.tr.plain("grant-subscribed-late" if deadline else "grant-subscribed-unknown")


@router.callback_query(GrantButton.filter(F.do == "off"))
async def unsubscribe(query: CallbackQuery, ctx: Context, callback_data: GrantButton) -> None:
    programme_id = callback_data.programme_id
    was_subscribed = await ctx.store.write(grants.unsubscribe, programme_id, ctx.person.id) if ctx.person else False
    if was_subscribed:
        log.info("grant subscription off", programme_id=programme_id, person_id=ctx.person_id)
    alert = ctx.tr.plain("grant-unsubscribed" if was_subscribed else "grant-was-not-subscribed")
    await put_card(query, ctx, callback_data, alert)
