"""[to check] → the entries that a coordinator keeps → one → [right as it is], [a fact to correct], [show], [hide]."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.domain.corrections import CorrectionOutcome
from bot.domain.people import Purpose
from bot.domain.time import local_date
from bot.logs import get_logger
from handlers.helpers.views import KeptHelpers, card, keep_buttons, kept_screen
from handlers.shared.buttons import HelperButton
from handlers.shared.context import Context
from handlers.shared.helpers import read_helpers
from handlers.shared.screens import Open, Pressed
from storage import helpers
from storage.law import municipalities

REFUSALS = {
    CorrectionOutcome.FORBIDDEN: "not-allowed",
    CorrectionOutcome.GONE: "helper-gone",
    CorrectionOutcome.INCOMPLETE: "helper-incomplete",
}

router = Router(name="helpers.keep")
router.callback_query.filter(Pressed(KeptHelpers, HelperButton))
log = get_logger(__name__)


@router.callback_query(KeptHelpers.filter(F.do == "agree"))
async def agree(query: CallbackQuery, ctx: Context) -> None:
    if ctx.coordinates():
        ctx = await ctx.agreed(query, Purpose.WORK)
    await show_kept(query, ctx, KeptHelpers(do="list", page=0))


@router.callback_query(KeptHelpers.filter(F.do == "list"))
async def show_kept(query: CallbackQuery, ctx: Context, callback_data: KeptHelpers) -> None:
    if not await require_keeper(query, ctx):
        return
    known = (await read_helpers(ctx)).values()
    mine = [each for each in known if helpers.may_edit(ctx.roles, each.slug)]
    today = local_date(ctx.now, ctx.settings.timezone)
    await ctx.show(query, *kept_screen(ctx.tr, mine, callback_data.page, today))


async def require_keeper(query: CallbackQuery, ctx: Context) -> bool:
    """True for a coordinator who agreed to the work, since corrections keep the name of their author."""
    if not await ctx.require_coordinator(query):
        return False
    return await ctx.require(query, Purpose.WORK, KeptHelpers(do="agree", page=0), Open(place="helpers")) is not None


@router.callback_query(HelperButton.filter(F.do == "edit"))
async def show_entry(query: CallbackQuery, ctx: Context, callback_data: HelperButton) -> None:
    if await require_keeper(query, ctx):
        await put_entry(query, ctx, callback_data.helper)


async def put_entry(query: CallbackQuery, ctx: Context, slug: str, toast: str = "") -> None:
    """Show an entry to those who keep it, with the numbers of those whom it helped."""
    found = await ctx.store.read(helpers.get, slug)
    if found is None or not helpers.may_edit(ctx.roles, slug):
        await ctx.deny(query, "helper-gone" if found is None else "not-allowed")
        return
    names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
    helped, not_helped = await ctx.store.read(helpers.votes, slug)
    kept = ctx.tr("helper-kept", day=ctx.tr.day(found.check_by), helped=helped, not_helped=not_helped)
    hidden = ctx.tr("helper-hidden") if found.is_hidden else ""
    text = card(ctx.tr, found, names, local_date(ctx.now, ctx.settings.timezone))
    parts = [each for each in (hidden, text, kept) if each]
    await ctx.show(query, Markup("\n\n").join(parts), keep_buttons(ctx.tr, found), toast=toast)


@router.callback_query(HelperButton.filter(F.do.in_({"show", "hide"})))
async def show_or_hide(query: CallbackQuery, ctx: Context, callback_data: HelperButton) -> None:
    if not await require_keeper(query, ctx):
        return
    slug, is_hidden = callback_data.helper, callback_data.do == "hide"
    outcome = await ctx.store.write(helpers.show, slug, ctx.roles, is_hidden=is_hidden, now=ctx.now)
    if outcome is not CorrectionOutcome.DONE:
        await ctx.deny(query, REFUSALS[outcome])
        return
    log.info("helper shown or hidden", slug=slug, is_hidden=is_hidden, person_id=ctx.person_id)
    await put_entry(query, ctx, slug, ctx.tr.plain("helper-now-hidden" if is_hidden else "helper-now-shown"))
