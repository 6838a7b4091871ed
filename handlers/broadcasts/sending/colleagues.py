"""[what is under way] → whose it is → a colleague's report → [pause] or [stop] → why → done, and the author is told.

What has no author is taken by the first coordinator of its audience who presses [take].
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import BroadcastOutcome, BroadcastStatus
from bot.domain.broadcasts.results.reports import Report
from bot.domain.broadcasts.sending.approvals import REASON_MAX
from bot.domain.broadcasts.sending.halting import HALTED, Halting
from bot.domain.deliveries import Delivery
from bot.domain.words import visible
from bot.i18n import Translator
from bot.logs import get_logger
from bot.outbox import Notification
from handlers.broadcasts.access import author_id, refuse, require_author
from handlers.broadcasts.audience.texts import to_whom
from handlers.broadcasts.views import REFUSALS, UnderWayPage, do, report_button, report_line, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.broadcasts.sending import colleagues, ownership
from storage.broadcasts.sending.colleagues import Halted, UnderWay

ON_PAGE = 5
WHY = {Halting.PAUSE: "colleague-why-pause", Halting.STOP: "colleague-why-stop"}
DONE = {Halting.PAUSE: "colleague-paused", Halting.STOP: "colleague-stopped"}
TOLD = {
    Halting.PAUSE: "colleague-told-pause",
    Halting.STOP: "colleague-told-stop",
    Halting.RECALL: "colleague-told-recall",
}


class ColleagueButton(CallbackData, prefix="bcmate"):
    """An act on a broadcast of somebody else, or of nobody. `do`: pause, stop, take."""

    do: str
    broadcast_id: Number


class Explaining(StatesGroup):
    reason = State()


log = get_logger(__name__)

router = Router(name="broadcasts.sending.colleagues")
router.message.filter(Said(states=Explaining))
router.callback_query.filter(Pressed(UnderWayPage, ColleagueButton))


@router.callback_query(UnderWayPage.filter())
async def list_under_way(query: CallbackQuery, ctx: Context, callback_data: UnderWayPage) -> None:
    if not await require_author(query, ctx):
        return
    page = callback_data.page
    found, total = await ctx.store.read(colleagues.under_way, ctx.roles, ctx.now, page * ON_PAGE, ON_PAGE)
    lines = [line(ctx, each) for each in found]
    rows = [[entry(ctx, each)] for each in found]
    turn = pager(ctx.tr, page, max(1, -(-total // ON_PAGE)), UnderWayPage)
    text = Markup("\n\n").join([ctx.tr("under-way", count=total), *lines])
    await ctx.show(query, text, keyboard(*rows, turn, [to_home(ctx.tr)]))


def line(ctx: Context, each: UnderWay) -> Markup:
    """A broadcast under way in a list, and whose it is."""
    whose = ctx.tr("under-way-of", name=each.author) if each.author is not None else ctx.tr("under-way-of-nobody")
    if each.report.broadcast.author_id == ctx.person_id:
        whose = ctx.tr("under-way-own")
    if each.report.broadcast.started_at is None:
        to = to_whom(ctx.tr, each.report.broadcast.audience, each.report.names)
        return Markup("\n").join([ctx.tr("under-way-unsent", to=to), whose])
    return Markup("\n").join([report_line(ctx.tr, each.report, ctx.zone), whose])


def entry(ctx: Context, each: UnderWay) -> InlineKeyboardButton:
    """The button to a report; for what has not started and has no author, to take it."""
    broadcast = each.report.broadcast
    if broadcast.started_at is None:
        return button(ctx.tr.plain("colleague-take"), ColleagueButton(do="take", broadcast_id=broadcast.id))
    return report_button(ctx.tr, each.report, ctx.zone)


def ways(tr: Translator, report: Report) -> list[list[InlineKeyboardButton]]:
    """The buttons under a report for a coordinator who is not its author."""
    broadcast = report.broadcast
    if not broadcast.is_under_way:
        return []
    if broadcast.author_id is None:
        return [[button(tr.plain("colleague-take"), ColleagueButton(do="take", broadcast_id=broadcast.id))]]
    labels = {"pause": "colleague-pause", "stop": "colleague-stop"}
    if broadcast.status is not BroadcastStatus.SENDING:
        del labels["pause"]
    return [
        [button(tr.plain(key), ColleagueButton(do=what, broadcast_id=broadcast.id))] for what, key in labels.items()
    ]


@router.callback_query(ColleagueButton.filter(F.do.in_({*WHY})))
async def ask_reason(query: CallbackQuery, ctx: Context, callback_data: ColleagueButton) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id, halting = callback_data.broadcast_id, Halting(callback_data.do)
    may = await ctx.store.read(colleagues.may_halt, broadcast_id, author_id(ctx), ctx.settings.admin_ids)
    if may is not BroadcastOutcome.DONE:
        log.info("broadcast halt refused", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=may)
        await refuse(query, ctx, REFUSALS[may])
        return
    back = keyboard([do(ctx.tr, "button-no", "report", broadcast_id)])
    await ctx.ask(
        query, Explaining.reason, ctx.tr(WHY[halting]), back, broadcast_id=broadcast_id, halting=halting.value
    )


@router.message(StateFilter(Explaining.reason), Typed())
async def take_reason(message: Message, ctx: Context, typed: str) -> None:
    reason = visible(typed)
    if len(reason) > REASON_MAX:
        await message.answer(ctx.tr("too-long", most=REASON_MAX, typed=len(reason)))
        return
    data = await ctx.state.get_data()
    await ctx.state.clear()
    broadcast_id, halting = data.get("broadcast_id", 0), Halting(data.get("halting", Halting.PAUSE))
    wish = (broadcast_id, author_id(ctx), halting, reason, ctx.settings.admin_ids, ctx.now)
    outcome = await ctx.store.write(colleagues.halt, *wish)
    log.info(
        "broadcast halted",
        broadcast_id=broadcast_id,
        person_id=ctx.person_id,
        halting=halting,
        outcome=outcome,
    )
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, ctx, REFUSALS[outcome])
        return
    report = [do(ctx.tr, "change-to-report", "report", broadcast_id)]
    await ctx.show(message, ctx.tr(DONE[halting]), keyboard(report, [to_home(ctx.tr)]))


@router.message(StateFilter(Explaining))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(ColleagueButton.filter(F.do == "take"))
async def take(query: CallbackQuery, ctx: Context, callback_data: ColleagueButton) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(ownership.take, broadcast_id, author_id(ctx), ctx.settings.admin_ids, ctx.now)
    log.info("broadcast taken", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(query, ctx, REFUSALS[outcome])
        return
    await ctx.show(query, ctx.tr("colleague-taken"), keyboard([to_home(ctx.tr)]))


def tell_author(halted: Halted | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Tell the author who has halted their broadcast, and why; None when it is gone."""
    if halted is None:
        return None
    name = halted.name or tr.plain("approval-somebody")
    to = to_whom(tr, halted.report.broadcast.audience, halted.report.names)
    text = tr(TOLD[halted.halting], name=name, to=to, reason=halted.reason)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=_onward(tr, halted.report.broadcast.id))


def _onward(tr: Translator, broadcast_id: int) -> InlineKeyboardMarkup:
    report = button(tr.plain("change-to-report"), BroadcastButton(do="report", broadcast_id=broadcast_id))
    return keyboard([report], [to_home(tr)])


NOTIFICATIONS = {("answer", HALTED): Notification(load=colleagues.halted_by, render=tell_author)}
