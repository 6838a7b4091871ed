"""The count at the door as stewards see it: whether there is a quorum, how many more must come, what to press."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.cases import Case
from bot.domain.people import Person
from bot.domain.quorum import Gathering, Problem, Verdict
from bot.domain.tallies import Came, Tally
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.founding.quorum import read_terms
from handlers.founding.quorum_steps import Count
from handlers.founding.verdict import Terms, outcome_text, rule_text
from handlers.shared.buttons import CaseButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, button, keyboard
from storage.cases import cases, tallies

AT_ONCE = 5


class TallyPressButton(CallbackData, prefix="door"):
    """A press at the door: `do` is whom it counts (adults, younger, delegates), undo, look, end, go-on or papers."""

    do: str
    tally_id: Number
    people: Number = 0


class NewTallyButton(CallbackData, prefix="tallynew"):
    """Begin a count of a case; `ages` as "18.16", empty for all that the law counts."""

    case_id: Number
    gathering: Gathering
    ages: str = ""


PROBLEMS = {
    Problem.MORE_CAME_THAN_LIVE: "door-more-came",
    Problem.MORE_CAME_THAN_ELECTED: "door-more-delegates",
    Problem.MORE_REPRESENTED_THAN_LIVE: "door-more-represented",
}


async def put_tally(
    event: Message | CallbackQuery, ctx: Context, tally: Tally, person: Person, alert: str = ""
) -> None:
    case = await ctx.store.read(cases.of_member, tally.case_id, person.id)
    if case is None:
        await refuse(event, ctx)
        return
    slug = case.where.slug if case.where else ""
    count = Count(tally.gathering, slug, tally.territory.ages, tally.numbers)
    terms = await read_terms(ctx, count)
    await ctx.show(event, tally_text(ctx, tally, count, terms, case), tally_buttons(ctx.tr, tally), alert)


async def look_again(event: Message | CallbackQuery, ctx: Context, tally_id: int, alert: str = "") -> None:
    tally = await ctx.store.read(tallies.get, tally_id, ctx.person.id) if ctx.person else None
    if tally is None or ctx.person is None:
        await refuse(event, ctx)
        return
    await put_tally(event, ctx, tally, ctx.person, alert)


async def refuse(event: Message | CallbackQuery, ctx: Context) -> None:
    if isinstance(event, Message):
        await event.answer(ctx.tr("case-not-yours"))
    else:
        await event.answer(ctx.tr.plain("case-not-yours"), show_alert=True)


def tally_text(ctx: Context, tally: Tally, count: Count, terms: Terms, case: Case) -> Markup:
    """The numbers stand last, next to the buttons: stewards look there all evening, the rule is folded up above.

    Sums that cannot be true are said in place of a verdict: the number of residents may be an old one.
    """
    title = case.title or ctx.tr.plain("case-untitled")
    key = "door-head" if tally.closed_at is None else "door-head-ended"
    head = ctx.tr(key, title=title, time=f"{wall_clock(ctx.now, case.zone):%H:%M:%S}")
    outcome = count.judge(terms.rule)
    if isinstance(outcome, Verdict):
        rule = ctx.tr("door-rule", rule=rule_text(ctx.tr, count, terms))
        return Markup("\n\n").join([head, rule, outcome_text(ctx.tr, count, outcome, terms)])
    return Markup("\n\n").join([head, ctx.tr(PROBLEMS.get(outcome, "door-impossible"), **_too_many(tally, outcome))])


def _too_many(tally: Tally, problem: Problem) -> dict[str, int]:
    """How many were counted, and of how many."""
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
        return keyboard(
            [papers], [to("go-on", tr.plain("door-go-on"))], [button(tr.plain("door-afresh"), afresh)], [back]
        )
    return keyboard(
        *[[to(do, label, people) for do, label, people in row] for row in _counted(tr, tally)],
        [to("undo", tr.plain("door-undo")), to("look", tr.plain("door-look"))],
        [papers],
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
