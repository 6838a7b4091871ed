"""/cases for coordinators → the number of cases at each step → those at a step → one of them, without names."""

from collections import Counter
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.cases import QUIET_AFTER, Case, StepStatus
from bot.domain.founding import Step
from bot.domain.papers.kit import Paper
from bot.domain.people import REGION
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.cases.access import view_of
from handlers.cases.named import NamedInScopeButton
from handlers.cases.views import MARKS, TITLE_ON_BUTTON, meeting_lines, title, waiting_lines, where
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, Pressed, Said, button, keyboard, pager, to_menu
from handlers.shared.step_names import PAPERS, STEPS
from storage.cases import overview
from storage.people import looks

PAGE_SIZE = 5
ALL_DONE = "all-done"


class WatchStep(CallbackData, prefix="watchs"):
    """The cases whose next step it is; "all-done" names those without a next step."""

    step: str
    page: Number


class WatchCase(CallbackData, prefix="watchc"):
    case_id: Number


router = Router(name="cases.overview")
router.message.filter(Said("cases"))
router.callback_query.filter(Pressed(WatchStep, WatchCase, places=("cases",)))


@router.message(Command("cases"))
@router.callback_query(Open.filter(F.place == "cases"))
async def show_statistics(event: Message | CallbackQuery, ctx: Context) -> None:
    """Show the numbers of cases at each step and of quiet ones among them, of refusals and of papers made."""
    if not await ctx.require_coordinator(event):
        return
    found = await ctx.store.read(overview.all_of, ctx.roles)
    made = await ctx.store.read(overview.papers_made, ctx.roles)
    at, quiet = Counter(map(stop_of, found)), Counter(stop_of(each) for each in found if is_quiet(each, ctx.now))
    refused = sum(each.status is StepStatus.REFUSED for case in found for each in case.steps.values())
    lines = [
        ctx.tr("watch-line", step=stop_name(ctx.tr, stop), count=at[stop], quiet=quiet[stop])
        for stop in stops()
        if at[stop]
    ]
    parts = [ctx.tr("watch", count=len(found)), *([Markup("\n").join(lines)] if lines else [])]
    parts += [ctx.tr("watch-refused", refused=refused), papers_lines(ctx.tr, made)]
    rows = [[to_stop(ctx.tr, stop, at[stop])] for stop in stops() if at[stop]]
    named = button(ctx.tr.plain("named-open"), NamedInScopeButton(do="ask"))
    await ctx.show(event, Markup("\n\n").join(parts), keyboard(*rows, [named], [to_menu(ctx.tr)]))


def papers_lines(tr: Translator, made: dict[Paper, int]) -> Markup:
    """The number of papers made, in all and of each kind, in the order of the kit."""
    lines = [tr("watch-paper", paper=tr.plain(PAPERS[paper]), count=made[paper]) for paper in Paper if paper in made]
    return Markup("\n").join([tr("watch-papers", count=sum(made.values())), *lines])


def stops() -> list[str]:
    return [*Step, ALL_DONE]


def stop_of(case: Case) -> str:
    return case.next_step or ALL_DONE


def stop_name(tr: Translator, stop: str) -> str:
    return tr.plain("watch-all-done") if stop == ALL_DONE else tr.plain(STEPS[Step(stop)])


def to_stop(tr: Translator, stop: str, count: int) -> InlineKeyboardButton:
    return button(f"{stop_name(tr, stop)} · {count}", WatchStep(step=stop, page=0))


def is_quiet(case: Case, now: datetime) -> bool:
    return now - case.touched_at >= QUIET_AFTER


@router.callback_query(WatchStep.filter())
async def show_step(query: CallbackQuery, ctx: Context, callback_data: WatchStep) -> None:
    """Show the cases at a step, those unchanged for longest first: their members may need help."""
    if not await ctx.require_coordinator(query):
        return
    stop = callback_data.step if callback_data.step in stops() else ALL_DONE
    found = [each for each in await ctx.store.read(overview.all_of, ctx.roles) if stop_of(each) == stop]
    found.reverse()
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(callback_data.page, pages - 1)
    shown = found[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [
        ctx.tr(
            "watch-case", title=title(ctx.tr, each), where=where(ctx.tr, each), days=(ctx.now - each.touched_at).days
        )
        for each in shown
    ]
    rows = [[button(title(ctx.tr, each)[:TITLE_ON_BUTTON], WatchCase(case_id=each.id))] for each in shown]

    def to_page(page: int) -> WatchStep:
        return WatchStep(step=stop, page=page)

    text = Markup("\n\n").join([ctx.tr("watch-step", step=stop_name(ctx.tr, stop), count=len(found)), *lines])
    await ctx.show(query, text, keyboard(*rows, pager(ctx.tr, page, pages, to_page), [to_watch(ctx.tr)]))


def to_watch(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("watch-back"), Open(place="cases"))


@router.callback_query(WatchCase.filter())
async def show_case(query: CallbackQuery, ctx: Context, callback_data: WatchCase) -> None:
    case = await ctx.store.read(overview.get, callback_data.case_id, ctx.roles)
    if case is None:
        await ctx.deny(query, "watch-gone")
        return
    person = await ctx.require_work(query)
    if person is None:
        return
    scope = case.where.slug if case.where else REGION
    await ctx.store.write(looks.at_case, person.id, case.id, scope, ctx.now)
    view = await view_of(ctx, case)
    lines = [
        ctx.tr(
            "watch-noted",
            mark=ctx.tr.plain(MARKS[case.steps[step].status]),
            step=ctx.tr.plain(STEPS[step]),
            day=ctx.tr.day(case.steps[step].happened_on),
        )
        for step in case.road
        if step in case.steps
    ]
    news = ctx.tr("watch-news", day=ctx.tr.day(local_date(case.touched_at, case.zone)))
    parts = [
        ctx.tr("case-card", title=title(ctx.tr, case), where=where(ctx.tr, case)),
        ctx.tr("watch-next", step=stop_name(ctx.tr, stop_of(case))),
        *([Markup("\n").join(lines)] if lines else []),
        *waiting_lines(ctx.tr, view),
        *meeting_lines(ctx.tr, view),
        news,
    ]
    back = button(ctx.tr.plain("watch-to-step"), WatchStep(step=stop_of(case), page=0))
    await ctx.show(query, Markup("\n\n").join(parts), keyboard([back], [to_watch(ctx.tr)]))
