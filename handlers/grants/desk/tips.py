"""Tips on the desk: the oldest that waits, with the dates as they are → [entered] | [known] | [not confirmed]."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome
from bot.domain.catalogue.tips import TipAnswer
from bot.domain.seasons import seasons
from bot.logs import get_logger
from handlers.grants.desk.access import kept, refuse, to_programme
from handlers.grants.desk.browse import put_programme
from handlers.grants.desk.buttons import KeepButton, TipDeskButton
from handlers.grants.views import season
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage.grants import tips

ANSWERS = {TipAnswer.ENTERED: "tip-entered", TipAnswer.KNOWN: "tip-known", TipAnswer.WRONG: "tip-wrong"}

router = Router(name="grants.desk.tips")
router.callback_query.filter(Pressed(TipDeskButton))
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
    told = ctx.tr("tip-card", title=programme.short_title, text=found.tip.text or ctx.tr.plain("tip-photo-only"))
    parts = [told, *(season(ctx, each) for each in seasons(programme, ctx.now))]
    photo = button(ctx.tr.plain("tip-photo"), TipDeskButton(do="photo", tip_id=found.tip.id))
    date = button(ctx.tr.plain("tip-enter"), KeepButton(do="card", programme_id=programme.id))
    rows = [[button(ctx.tr.plain(key), TipDeskButton(do=each, tip_id=found.tip.id))] for each, key in ANSWERS.items()]
    buttons = keyboard([photo] if found.tip.photo else [], [date], *rows, [to_programme(ctx.tr, programme.id)])
    await ctx.show(query, Markup("\n\n").join(parts), buttons)


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
    """Say what came of a tip; the finder hears it."""
    tip = await ctx.store.write(tips.answer, callback_data.tip_id, ctx.roles, TipAnswer(callback_data.do), ctx.now)
    if tip is None:
        await refuse(query, ctx, DeskOutcome.GONE)
        return
    log.info("tip answered", tip_id=tip.id, person_id=ctx.person_id, answer=callback_data.do)
    await put_programme(query, ctx, tip.programme_id, ctx.tr.plain("tip-finder-hears"))
