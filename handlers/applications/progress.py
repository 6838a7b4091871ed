"""[how far] → handed in (its day, the sum) · not applying · won (the sum) · refused (why) → may it be counted?

Results are asked for once they can be out. What a member lets be counted goes into the statistics as numbers alone.
"""

from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import (
    WHY_MAX,
    Access,
    Application,
    ApplicationOutcome,
    ApplicationStatus,
)
from bot.domain.applications.budget import Payer, totals
from bot.domain.applications.sums import read_roubles
from bot.domain.people import Purpose
from bot.domain.time import local_date
from bot.domain.time_reader import Expected, Leaning
from bot.domain.words import says_something, visible
from bot.files.application_words import money, title_of
from bot.logs import get_logger
from handlers.applications.access import refuse, require, to_application
from handlers.applications.begin import put_card
from handlers.applications.budget_views import sum_words
from handlers.applications.buttons import ApplicationButton
from handlers.applications.views import STATUSES, card_buttons, card_text, may_change
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, example, expect, from_minutes, read_day
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard
from storage.applications import applications


class Ending(StatesGroup):
    handed = State()
    asked = State()
    won = State()
    why = State()


router = Router(name="applications.progress")
router.message.filter(Said(states=Ending))
router.callback_query.filter(Pressed(ApplicationButton, TimeButton))
log = get_logger(__name__)

# The ways on from each state, with the labels of their buttons.
WAYS = {
    ApplicationStatus.PREPARING: {"handed": "apply-handed", "dropped": "apply-drop"},
    ApplicationStatus.HANDED_IN: {"won": "apply-we-won", "refused": "apply-we-lost", "prepare": "apply-not-handed"},
    ApplicationStatus.WON: {"won": "apply-other-sum", "handed-undo": "apply-undo-result"},
    ApplicationStatus.REFUSED: {"refused": "apply-other-why", "handed-undo": "apply-undo-result"},
    ApplicationStatus.DROPPED: {"prepare": "apply-prepare-again"},
}
SWITCHES = {
    "dropped": (ApplicationStatus.DROPPED, "apply-is-dropped"),
    "prepare": (ApplicationStatus.PREPARING, "apply-is-prepared"),
    "handed-undo": (ApplicationStatus.HANDED_IN, "apply-is-undone"),
}
COUNTED = (ApplicationStatus.HANDED_IN, ApplicationStatus.WON, ApplicationStatus.REFUSED)


@router.callback_query(ApplicationButton.filter(F.do == "progress"))
async def show_progress(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_progress(query, ctx, callback_data.application_id)


async def put_progress(event: Message | CallbackQuery, ctx: Context, application_id: int, alert: str = "") -> None:
    if found := await require(event, ctx, application_id):
        head = ctx.tr("apply-progress-head", title=title_of(ctx.tr, found))
        parts = [head, ctx.tr(STATUSES[found.status]), *counted_lines(ctx, found)]
        await ctx.show(event, Markup("\n\n").join(parts), progress_buttons(ctx, found), alert)


def counted_lines(ctx: Context, application: Application) -> list[Markup]:
    if application.status not in COUNTED:
        return []
    return [ctx.tr("apply-is-counted" if application.counted else "apply-is-not-counted")]


def progress_buttons(ctx: Context, application: Application) -> InlineKeyboardMarkup:
    ways = dict(WAYS[application.status])
    if application.status in COUNTED:
        ways |= {"uncount": "apply-uncount"} if application.counted else {"count": "apply-count"}
    rows = [
        [button(ctx.tr.plain(key), ApplicationButton(do=do, application_id=application.id))] for do, key in ways.items()
    ]
    return keyboard(*(rows if may_change(ctx, application) else []), [to_application(ctx.tr, application.id)])


@router.callback_query(ApplicationButton.filter(F.do.in_(SWITCHES)))
async def switch(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    status, said = SWITCHES[callback_data.do]
    if await note(query, ctx, callback_data.application_id, status):
        await put_progress(query, ctx, callback_data.application_id, ctx.tr.plain(said))


async def note(
    event: Message | CallbackQuery, ctx: Context, application_id: int, status: ApplicationStatus, **values: object
) -> bool:
    """Save how far an application is; False when that was refused, with the reason given."""
    outcome = await ctx.store.write(applications.say, application_id, ctx.person_id or 0, status, ctx.now, **values)
    log.info(
        "application noted", application_id=application_id, person_id=ctx.person_id, status=status, outcome=outcome
    )
    if outcome is not ApplicationOutcome.DONE:
        await refuse(event, ctx, outcome)
        return False
    return True


@router.callback_query(ApplicationButton.filter(F.do == "handed"))
async def ask_handed(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_handed(query, ctx, callback_data.application_id)


async def put_handed(
    event: Message | CallbackQuery, ctx: Context, application_id: int, problem: NotRead | None = None
) -> None:
    found = await require(event, ctx, application_id, Access.HELPER)
    if found is None:
        return
    text = ctx.tr("apply-ask-handed", example=example(ctx.tr, expect_past(ctx)))
    today = button(ctx.tr.plain("apply-today"), ApplicationButton(do="handed-today", application_id=found.id))
    cancel = button(ctx.tr.plain("button-cancel"), ApplicationButton(do="progress", application_id=found.id))
    await ctx.ask(event, Ending.handed, *above(problem, text, keyboard([today], [cancel])), application_id=found.id)


def expect_past(ctx: Context) -> Expected:
    return expect(ctx.tr, ctx.now, ctx.zone, Leaning.PAST, needs_hour=False)


@router.callback_query(ApplicationButton.filter(F.do == "handed-today"))
async def take_today(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await keep_handed(query, ctx, callback_data.application_id, local_date(ctx.now, ctx.zone))


@router.message(StateFilter(Ending.handed), Typed())
async def take_handed(message: Message, ctx: Context, typed: str) -> None:
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    found = read_day(typed, ctx.tr, expect_past(ctx))
    if isinstance(found, NotRead):
        await put_handed(message, ctx, application_id, found)
        return
    await keep_handed(message, ctx, application_id, found)


@router.callback_query(TimeButton.filter(), StateFilter(Ending.handed))
async def take_pressed_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    await keep_handed(query, ctx, application_id, from_minutes(callback_data.at).date())


async def keep_handed(event: Message | CallbackQuery, ctx: Context, application_id: int, on: date) -> None:
    """Save the day, and ask for the sum; the budget's is offered."""
    await ctx.state.clear()
    if not await note(event, ctx, application_id, ApplicationStatus.HANDED_IN, handed_in_on=on):
        return
    await put_sum_question(event, ctx, application_id, "asked")


SUMS = {"asked": (Ending.asked, "apply-ask-asked"), "won": (Ending.won, "apply-ask-won")}


async def put_sum_question(event: Message | CallbackQuery, ctx: Context, application_id: int, what: str) -> None:
    found = await require(event, ctx, application_id, Access.HELPER)
    if found is None:
        return
    state, key = SUMS[what]
    known = found.asked if what == "won" and found.asked else totals(found.lines).of(Payer.GRANT)
    as_known = button(
        ctx.tr.plain("apply-sum-yes", sum=money(ctx.tr, known)),
        ApplicationButton(do=f"{what}-as-known", application_id=found.id),
    )
    later = button(ctx.tr.plain("apply-later"), ApplicationButton(do="progress", application_id=found.id))
    rows = [[as_known] if known else [], [later]]
    await ctx.ask(event, state, ctx.tr(key), keyboard(*rows), application_id=found.id)


@router.callback_query(ApplicationButton.filter(F.do == "won"))
async def ask_won(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_sum_question(query, ctx, callback_data.application_id, "won")


@router.message(StateFilter(Ending.asked, Ending.won), Typed())
async def take_sum(message: Message, ctx: Context, typed: str) -> None:
    found = read_roubles(typed, sum_words(ctx.tr))
    if found is None:
        await message.answer(ctx.tr("apply-bad-price"))
        return
    application_id, what = (await ctx.state.get_data()).get("application_id", 0), ctx.state.step
    await ctx.state.clear()
    await keep_sum(message, ctx, application_id, what, found)


@router.callback_query(ApplicationButton.filter(F.do.in_({"asked-as-known", "won-as-known"})))
async def take_known_sum(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    found = await require(query, ctx, callback_data.application_id, Access.HELPER)
    if found is None:
        return
    what = callback_data.do.removesuffix("-as-known")
    known = found.asked if what == "won" and found.asked else totals(found.lines).of(Payer.GRANT)
    await keep_sum(query, ctx, found.id, what, known)


async def keep_sum(event: Message | CallbackQuery, ctx: Context, application_id: int, what: str, kopecks: int) -> None:
    status = ApplicationStatus.WON if what == "won" else ApplicationStatus.HANDED_IN
    if await note(event, ctx, application_id, status, **{what: kopecks}):
        if what == "won":
            await put_card(event, ctx, application_id, ctx.tr.plain("apply-won-steps"))
        else:
            await offer_counting(event, ctx, application_id)


@router.callback_query(ApplicationButton.filter(F.do == "refused"))
async def ask_why(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Note the refusal at once; the reason may follow or not."""
    application_id = callback_data.application_id
    if not await note(query, ctx, application_id, ApplicationStatus.REFUSED):
        return
    skip = button(ctx.tr.plain("apply-why-unknown"), ApplicationButton(do="progress", application_id=application_id))
    await ctx.ask(query, Ending.why, ctx.tr("apply-ask-why"), keyboard([skip]), application_id=application_id)


@router.message(StateFilter(Ending.why), Typed())
async def take_why(message: Message, ctx: Context, typed: str) -> None:
    why = visible(typed)
    if not says_something(why) or len(why) > WHY_MAX:
        key = "too-long" if len(why) > WHY_MAX else "want-words"
        await message.answer(ctx.tr(key, typed=len(why), most=WHY_MAX))
        return
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    await ctx.state.clear()
    if await note(message, ctx, application_id, ApplicationStatus.REFUSED, why=why):
        await put_progress(message, ctx, application_id)


@router.message(StateFilter(Ending))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


async def offer_counting(event: Message | CallbackQuery, ctx: Context, application_id: int) -> None:
    """Offer that the numbers are counted, unless they are."""
    found = await require(event, ctx, application_id)
    if found is None:
        return
    if found.counted:
        await ctx.show(event, card_text(ctx, found), card_buttons(ctx, found))
        return
    yes = button(ctx.tr.plain("apply-count"), ApplicationButton(do="count", application_id=application_id))
    await ctx.show(event, ctx.tr("apply-count-ask"), keyboard([yes], [to_application(ctx.tr, application_id)]))


@router.callback_query(ApplicationButton.filter(F.do == "count"))
async def count(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Let the numbers be counted, after a consent of its own."""
    application_id = callback_data.application_id
    if not await require(query, ctx, application_id, Access.HELPER):
        return
    agree = ApplicationButton(do="count-agree", application_id=application_id)
    back = ApplicationButton(do="card", application_id=application_id)
    person = await ctx.require(query, Purpose.FIGURES, agree, back)
    if person is None:
        return
    await ctx.store.write(applications.count_in, application_id, person.id, yes=True)
    log.info("application counted", application_id=application_id, person_id=person.id)
    await put_progress(query, ctx, application_id, ctx.tr.plain("apply-counted-now"))


@router.callback_query(ApplicationButton.filter(F.do == "count-agree"))
async def agree_and_count(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    if await require(query, ctx, callback_data.application_id, Access.HELPER):
        await count(query, await ctx.agreed(query, Purpose.FIGURES), callback_data)


@router.callback_query(ApplicationButton.filter(F.do == "uncount"))
async def uncount(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    application_id = callback_data.application_id
    outcome = await ctx.store.write(applications.count_in, application_id, ctx.person_id or 0, yes=False)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_progress(query, ctx, application_id, ctx.tr.plain("apply-uncounted-now"))
