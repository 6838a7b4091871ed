"""The tally as stewards see it: the quorum, the people still missing, the buttons to count with."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.cases import Case
from bot.domain.papers.kit import Paper
from bot.domain.quorum import Gathering, Problem, Verdict
from bot.domain.tallies import Came, Tally
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.founding.quorum_steps import Count
from handlers.founding.terms import Terms, read_terms
from handlers.founding.verdict import outcome_text, rule_text
from handlers.shared.buttons import CaseButton, PaperButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, button, keyboard
from storage.cases import cases, tallies

AT_ONCE = 5


class TallyPressButton(CallbackData, prefix="door"):
    """A press of a steward: `do` is adults, younger, delegates or other to count, undo, look, end, go-on or papers."""

    do: str
    tally_id: Number
    people: Number = 0


class NewTallyButton(CallbackData, prefix="tallynew"):
    """Begin a tally of a case; `ages` as "18.16", empty for all ages that the law counts."""

    case_id: Number
    gathering: Gathering
    ages: str = ""


PROBLEMS = {
    Problem.MORE_CAME_THAN_LIVE: "door-more-came",
    Problem.MORE_CAME_THAN_ELECTED: "door-more-delegates",
    Problem.MORE_REPRESENTED_THAN_LIVE: "door-more-represented",
}


async def put_tally(event: Message | CallbackQuery, ctx: Context, tally: Tally, alert: str = "") -> None:
    case = await require_case(event, ctx, tally.case_id)
    if case is None:
        return
    slug = case.where.slug if case.where else ""
    count = Count(tally.gathering, slug, tally.territory.ages, tally.numbers)
    terms = await read_terms(ctx, tally.gathering, slug)
    parts = [tally_head(ctx, tally, case), tally_text(ctx.tr, tally, count, terms)]
    parts += [ctx.tr("door-let-in", count=tally.let_in)] if tally.let_in else []
    text = Markup("\n\n").join(parts)
    await ctx.show(event, text, tally_buttons(ctx.tr, tally), alert)


async def show_tally(event: Message | CallbackQuery, ctx: Context, tally_id: int, alert: str = "") -> None:
    """Show a tally as it is now; `alert` says what has just happened."""
    tally = await require_tally(event, ctx, tally_id)
    if tally:
        await put_tally(event, ctx, tally, alert)


async def require_case(event: Message | CallbackQuery, ctx: Context, case_id: int) -> Case | None:
    """Return the case to its member; refuse everybody else with None."""
    case = await ctx.store.read(cases.of_member, case_id, ctx.person_id or 0)
    if case is None:
        await refuse(event, ctx)
    return case


async def require_tally(event: Message | CallbackQuery, ctx: Context, tally_id: int) -> Tally | None:
    """Return the tally to a member of its case; refuse everybody else with None."""
    tally = await ctx.store.read(tallies.get, tally_id, ctx.person_id or 0)
    if tally is None:
        await refuse(event, ctx)
    return tally


async def refuse(event: Message | CallbackQuery, ctx: Context) -> None:
    """Tell a person who is no member that the case is not theirs; without buttons, unlike `Context.deny`."""
    ctx.note_refusal(event, "case-not-yours")
    if isinstance(event, Message):
        await event.answer(ctx.tr("case-not-yours"))
    else:
        await event.answer(ctx.tr.plain("case-not-yours"), show_alert=True)


def tally_head(ctx: Context, tally: Tally, case: Case) -> Markup:
    """The title of the case and the time of the latest press or look."""
    title = case.title or ctx.tr.plain("case-untitled")
    key = "door-head" if tally.closed_at is None else "door-head-ended"
    return ctx.tr(key, title=title, time=f"{wall_clock(ctx.now, case.zone):%H:%M:%S}")


def tally_text(tr: Translator, tally: Tally, count: Count, terms: Terms) -> Markup:
    """The rule, folded up, then the numbers: stewards read those most, so they stand next to the buttons.

    Impossible sums are shown in place of a verdict: the number of residents may be out of date.
    """
    outcome = count.judge(terms.rule)
    if isinstance(outcome, Verdict):
        rule = tr("door-rule", rule=rule_text(tr, count, terms))
        return Markup("\n\n").join([rule, outcome_text(tr, count, outcome, terms)])
    return tr(PROBLEMS.get(outcome, "door-impossible"), **_too_many(tally, outcome))


def _too_many(tally: Tally, problem: Problem) -> dict[str, int]:
    """The number that was counted and the number it exceeds."""
    if problem is Problem.MORE_CAME_THAN_ELECTED:
        return {"came": tally.sums.get(Came.DELEGATES, 0), "of": tally.territory.elected}
    if problem is Problem.MORE_REPRESENTED_THAN_LIVE:
        return {"came": tally.sums.get(Came.REPRESENTED, 0), "of": max(tally.territory.residents)}
    both = zip(tally.present_by_age, tally.territory.residents, strict=True)
    came, residents = max(both, key=lambda pair: pair[0] - pair[1])
    return {"came": came, "of": residents}


def tally_buttons(tr: Translator, tally: Tally) -> InlineKeyboardMarkup:
    def to(do: str, label: str, people: int = 0) -> InlineKeyboardButton:
        return button(label, TallyPressButton(do=do, tally_id=tally.id, people=people))

    papers = to("papers", tr.plain("door-papers"))
    back = button(tr.plain("case-to-card"), CaseButton(do="card", case_id=tally.case_id))
    if tally.closed_at is not None:
        afresh = NewTallyButton(case_id=tally.case_id, gathering=tally.gathering)
        votes = PaperButton(do="open", case_id=tally.case_id, paper=Paper.MINUTES, page=0)
        ask_votes = button(tr.plain("door-votes"), votes)
        go_on, anew = to("go-on", tr.plain("door-go-on")), button(tr.plain("door-afresh"), afresh)
        return keyboard([papers], [ask_votes], [go_on], [anew], [back])
    return keyboard(
        *[[to(do, label, people) for do, label, people in row] for row in _counted(tr, tally)],
        [to("undo", tr.plain("door-undo")), to("look", tr.plain("door-look"))],
        # With two ages to count the papers come once the tally has ended: there are eight buttons at most.
        [papers] if len(tally.territory.ages) == 1 else [],
        [to("end", tr.plain("door-end")), back],
    )


def _counted(tr: Translator, tally: Tally) -> list[list[tuple[str, str, int]]]:
    """The rows of +1 and +5: adults and, while two ages count, younger people; or delegates."""
    ages = tally.territory.ages
    if tally.gathering is Gathering.CONFERENCE:
        rows = [[("delegates", tr.plain("door-delegates", people=people), people) for people in (1, AT_ONCE)]]
        return [*rows, [("other", tr.plain("door-other"), 1)]]
    rows = [[("adults", tr.plain("door-adults", people=people, age=str(ages[0])), people) for people in (1, AT_ONCE)]]
    if len(ages) > 1:
        names = {"age": str(ages[-1]), "older": str(ages[0])}
        rows.append([("younger", tr.plain("door-younger", people=people, **names), people) for people in (1, AT_ONCE)])
    return rows
