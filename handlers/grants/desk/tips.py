"""Tips on the desk: the oldest that waits, with the dates as they are → [enter the date] → [entered: this one].

Otherwise [known] | [not confirmed]. Whoever saw it hears which.
"""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome, Edit
from bot.domain.catalogue.tips import TipAnswer, TipKind
from bot.domain.seasons import seasons
from bot.logs import get_logger
from handlers.grants.desk.access import kept, refuse, to_programme
from handlers.grants.desk.browse import put_programme
from handlers.grants.desk.buttons import FactButton, KeepButton, TipDeskButton, TipEditButton
from handlers.grants.desk.words import in_short
from handlers.grants.views import season
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage.grants import tips
from storage.grants.tips import TipSeen

ANSWERS = {TipAnswer.KNOWN: "tip-known", TipAnswer.WRONG: "tip-wrong"}

router = Router(name="grants.desk.tips")
router.callback_query.filter(Pressed(TipDeskButton, TipEditButton))
log = get_logger(__name__)


@router.callback_query(TipDeskButton.filter(F.do == "card"))
async def show_tip(query: CallbackQuery, ctx: Context, callback_data: TipDeskButton) -> None:
    """Show what somebody saw, and the dates as they are now beside it."""
    found = await ctx.store.read(tips.get, callback_data.tip_id)
    programme = await kept(query, ctx, found.programme.id) if found else None
    if found is None or programme is None:
        if found is None:
            await refuse(query, ctx, DeskOutcome.GONE)
        return
    if found.tip.answered_at is not None:
        await put_programme(query, ctx, programme.id, ctx.tr.plain("tip-is-answered"))
        return
    parts = [tip_text(ctx, found), *(season(ctx, each) for each in seasons(programme, ctx.now))]
    came_of = await ctx.store.read(tips.came_of, found.tip.id)
    await ctx.show(query, Markup("\n\n").join(parts), keyboard(*tip_rows(ctx, found, came_of)))


def tip_text(ctx: Context, found: TipSeen) -> Markup:
    """The words of a tip; of a dead link the address that does not open."""
    tip, programme = found.tip, found.programme
    if tip.kind is TipKind.LINK:
        url = programme.url or ctx.tr.plain("catalogue-unknown")
        return ctx.tr("tip-link-card", title=programme.short_title, url=url)
    return ctx.tr("tip-card", title=programme.short_title, text=tip.text or ctx.tr.plain("tip-photo-only"))


def tip_rows(ctx: Context, found: TipSeen, came_of: Sequence[Edit]) -> list[list[InlineKeyboardButton]]:
    """The ways on from a tip: to enter what it says, then to tell the finder what came of it, or that nothing did."""
    tr, tip, programme_id = ctx.tr, found.tip, found.programme.id
    to_card = button(tr.plain("tip-enter"), KeepButton(do="card", programme_id=programme_id))
    to_url = button(tr.plain("tip-enter-link"), FactButton(programme_id=programme_id, field="url"))
    enter = to_url if tip.kind is TipKind.LINK else to_card
    entered = [
        [button(tr.plain("tip-entered-this", what=in_short(tr, each)), TipEditButton(tip_id=tip.id, edit_id=each.id))]
        for each in came_of
    ]
    rest = [[button(tr.plain(key), TipDeskButton(do=do, tip_id=tip.id))] for do, key in ANSWERS.items()]
    photo = [button(tr.plain("tip-photo"), TipDeskButton(do="photo", tip_id=tip.id))] if tip.photo else []
    return [photo, *entered, [enter], *rest, [to_programme(tr, programme_id)]]


@router.callback_query(TipDeskButton.filter(F.do == "photo"))
async def show_photo(query: CallbackQuery, ctx: Context, callback_data: TipDeskButton) -> None:
    found = await ctx.store.read(tips.get, callback_data.tip_id)
    if found is None or found.tip.photo is None:
        await refuse(query, ctx, DeskOutcome.GONE)
    elif await kept(query, ctx, found.programme.id) and query.message:
        await query.answer()
        await query.message.answer_photo(found.tip.photo)


@router.callback_query(TipDeskButton.filter(F.do.in_({*TipAnswer})))
async def answer(query: CallbackQuery, ctx: Context, callback_data: TipDeskButton) -> None:
    await put_answer(query, ctx, callback_data.tip_id, TipAnswer(callback_data.do))


@router.callback_query(TipEditButton.filter())
async def answer_with_edit(query: CallbackQuery, ctx: Context, callback_data: TipEditButton) -> None:
    await put_answer(query, ctx, callback_data.tip_id, TipAnswer.ENTERED, callback_data.edit_id)


async def put_answer(
    query: CallbackQuery, ctx: Context, tip_id: int, outcome: TipAnswer, edit_id: int | None = None
) -> None:
    """Say what came of a tip; the finder hears it, with the date that was entered."""
    tip = await ctx.store.write(tips.answer, tip_id, ctx.roles, outcome, ctx.now, edit_id)
    if tip is DeskOutcome.INCOMPLETE:
        log.info("tip not answered", tip_id=tip_id, person_id=ctx.person_id, reason=tip)
        await ctx.refuse(query, "tip-enter-first")
    elif isinstance(tip, DeskOutcome):
        await refuse(query, ctx, tip)
    else:
        log.info("tip answered", tip_id=tip.id, person_id=ctx.person_id, answer=outcome)
        await put_programme(query, ctx, tip.programme_id, ctx.tr.plain("tip-finder-hears"))
