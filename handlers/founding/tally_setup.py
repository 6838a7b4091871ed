"""case → [count] → meeting or conference → the territory's numbers, one at a time → the door (`stewards`)."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.papers.interview import Answers, value_of
from bot.domain.quorum import MOST_RESIDENTS, Gathering, Problem
from bot.domain.tallies import PRESS_MAX, Territory
from bot.i18n import Translator
from handlers.founding.quorum import PROBLEMS, QUESTIONS, QUESTIONS_AGAIN, parts, read_terms
from handlers.founding.quorum_steps import About, Count
from handlers.founding.tally_views import NewTallyButton, look_again, put_tally, refuse
from handlers.founding.verdict import Terms
from handlers.shared.buttons import CaseButton, TallyButton
from handlers.shared.context import Context
from handlers.shared.parse_numbers import read_number
from handlers.shared.screens import Number, Pressed, Said, button, keyboard
from storage.cases import cases, interview_answers, tallies


class TallyHintButton(CallbackData, prefix="tallyn"):
    """A number of the case's papers, taken for the open question of its count."""

    case_id: Number
    number: Number


class Evening(StatesGroup):
    """A number is awaited; the names are those of `Gathering`."""

    meeting = State()
    conference = State()


router = Router(name="founding.tally_setup")
router.message.filter(Said(states=Evening))
router.callback_query.filter(Pressed(TallyButton, NewTallyButton, TallyHintButton))

STATES = {Gathering.MEETING: Evening.meeting, Gathering.CONFERENCE: Evening.conference}
ASKED_BEFORE = frozenset({About.RESIDENTS, About.ELECTED})


@router.callback_query(TallyButton.filter())
async def open_worker(query: CallbackQuery, ctx: Context, callback_data: TallyButton) -> None:
    """The count there is, whoever began it; else what kind of gathering it will be."""
    case = await ctx.store.read(cases.of_member, callback_data.case_id, ctx.person.id) if ctx.person else None
    if case is None or ctx.person is None:
        await refuse(query, ctx)
        return
    tally = await ctx.store.read(tallies.newest, case.id, ctx.person.id)
    if tally is not None:
        await put_tally(query, ctx, tally, ctx.person)
        return
    kinds = {Gathering.MEETING: ctx.tr.plain("quorum-meeting"), Gathering.CONFERENCE: ctx.tr.plain("quorum-conference")}
    rows = [[button(label, NewTallyButton(case_id=case.id, gathering=kind))] for kind, label in kinds.items()]
    back = button(ctx.tr.plain("case-to-card"), CaseButton(do="card", case_id=case.id))
    await ctx.show(query, ctx.tr("door"), keyboard(*rows, [back]))


@router.callback_query(NewTallyButton.filter())
async def begin(query: CallbackQuery, ctx: Context, callback_data: NewTallyButton) -> None:
    """Ask for the territory's numbers; `ages` leaves the younger age out, for who does not know how many there are."""
    case_id = callback_data.case_id
    data = await ctx.state.get_data()
    known = tuple(data.get("numbers", ())) if callback_data.ages and data.get("case_id") == case_id else ()
    terms = await terms_of(ctx, case_id, callback_data.gathering)
    if terms is None:
        await refuse(query, ctx)
        return
    ages = tuple(age for age in terms.rule.ages if age in parts(callback_data.ages)) or terms.rule.ages
    count = Count(callback_data.gathering, terms.where.slug if terms.where else "", ages, known[: len(ages)])
    await go_on(query, ctx, count, (), case_id, terms)


async def terms_of(ctx: Context, case_id: int, gathering: Gathering) -> Terms | None:
    """By what a case's count is judged; None for who is no member."""
    case = await ctx.store.read(cases.of_member, case_id, ctx.person.id) if ctx.person else None
    if case is None:
        return None
    slug = case.where.slug if case.where else ""
    return await read_terms(ctx, Count(gathering, slug, ()))


def asked_before(count: Count) -> int:
    """How many questions come before anybody does, without the one for the norm of representation."""
    return sum(each.about in ASKED_BEFORE for each in count.questions)


async def go_on(
    event: Message | CallbackQuery, ctx: Context, count: Count, norm: tuple[int, ...], case_id: int, terms: Terms
) -> None:
    """The next question, or the door once the territory is known."""
    is_known = len(count.numbers) >= asked_before(count)
    if ctx.person is None or not is_known or (count.gathering is Gathering.CONFERENCE and not norm):
        text, buttons = await question(ctx, count, case_id, terms)
        said = {"ages": [*count.ages], "numbers": [*count.numbers]}
        await ctx.ask(event, STATES[count.gathering], text, buttons, case_id=case_id, **said)
        return
    await ctx.state.clear()
    elected = count.numbers[-1] if count.gathering is Gathering.CONFERENCE else 0
    territory = Territory(count.ages, count.numbers[: len(count.ages)], elected, *norm)
    tally_id = await ctx.store.write(tallies.begin, case_id, ctx.person.id, count.gathering, territory, ctx.now)
    await look_again(event, ctx, tally_id or 0)


async def question(ctx: Context, count: Count, case_id: int, terms: Terms) -> tuple[Markup, InlineKeyboardMarkup]:
    """What is asked next; a number that the papers have already may be taken with a press."""
    known = hint(count, await ctx.store.read(interview_answers.all_of, case_id))
    taken = ctx.tr.plain("door-take", number=str(known))
    rows = [[button(taken, TallyHintButton(case_id=case_id, number=known))]] if known else []
    text, skip = _asked(ctx.tr, count, case_id, terms)
    return text, keyboard(*rows, *skip, [button(ctx.tr.plain("case-to-card"), CaseButton(do="card", case_id=case_id))])


def hint(count: Count, answers: Answers) -> int | None:
    """What the papers answer to the count's next question."""
    name = "delegate_norm"
    if len(count.numbers) < asked_before(count):
        asked = count.questions[len(count.numbers)]
        is_first = asked.age == count.ages[0]
        name = "elected" if asked.about is About.ELECTED else "residents" if is_first else "residents_young"
    value = value_of(answers, name)
    return value if isinstance(value, int) else None


def _asked(tr: Translator, count: Count, case_id: int, terms: Terms) -> tuple[Markup, list[list[InlineKeyboardButton]]]:
    """The question's text and, where it may be left out, the row of that button."""
    before = asked_before(count)
    of = before + (count.gathering is Gathering.CONFERENCE)
    if len(count.numbers) >= before:
        return tr("door-ask-norm", place=str(of), of=str(of)), []
    asked = count.questions[len(count.numbers)]
    keys = QUESTIONS if asked.age in (None, count.ages[0]) else QUESTIONS_AGAIN
    text = tr(
        keys[asked.about],
        place=str(len(count.numbers) + 1),
        of=str(of),
        age=str(asked.age),
        adult_age=str(count.ages[0]),
        needed=count.needed(terms.rule),
    )
    shorter = count.without_asked_age()
    if shorter is None:
        return text, []
    ages = ".".join(map(str, shorter.ages))
    skip = NewTallyButton(case_id=case_id, gathering=count.gathering, ages=ages)
    return text, [[button(tr.plain("quorum-skip", age=str(asked.age)), skip)]]


@router.message(StateFilter(Evening))
async def take_number(message: Message, ctx: Context) -> None:
    number, gathering = read_number(message.text or "", ctx.tr), Gathering(ctx.state.step)
    await take(message, ctx, number, gathering)


@router.callback_query(TallyHintButton.filter())
async def take_hint(query: CallbackQuery, ctx: Context, callback_data: TallyHintButton) -> None:
    """Only while its question is open: an old message's button shows where the count is."""
    case_id, is_asked = callback_data.case_id, ctx.state.opened in [each.state for each in STATES.values()]
    if not is_asked or (await ctx.state.get_data()).get("case_id") != case_id:
        await open_worker(query, ctx, TallyButton(case_id=case_id))
        return
    gathering = Gathering(ctx.state.step)
    await take(query, ctx, callback_data.number, gathering)


async def take(event: Message | CallbackQuery, ctx: Context, number: int | None, gathering: Gathering) -> None:
    """Whatever comes is answered; what is no number, or cannot be true, with the reason and the same question."""
    data = await ctx.state.get_data()
    case_id = data.get("case_id", 0)
    terms = await terms_of(ctx, case_id, gathering)
    if terms is None:
        await ctx.state.clear()
        await refuse(event, ctx)
        return
    slug = terms.where.slug if terms.where else ""
    count = Count(gathering, slug, tuple(data["ages"]), tuple(data["numbers"]))
    longer = count.with_number(number or 0)
    norm = (number,) if number and len(count.numbers) >= asked_before(count) else ()
    if problem := wrong(ctx.tr, count, longer, number, terms):
        text, buttons = await question(ctx, count, case_id, terms)
        await ctx.show(event, Markup("\n\n").join([problem, text]), buttons)
        return
    await go_on(event, ctx, count if norm else longer, norm, case_id, terms)


def wrong(tr: Translator, count: Count, longer: Count, number: int | None, terms: Terms) -> Markup | None:
    """Why a number cannot be the answer; None when it can."""
    if number is None:
        return tr("quorum-no-number")
    if len(count.numbers) >= asked_before(count):
        return None if 0 < number <= PRESS_MAX else tr("door-no-norm", most=PRESS_MAX)
    problem = longer.judge(terms.rule)
    if not isinstance(problem, Problem):
        return None
    return tr(
        PROBLEMS[problem],
        most=MOST_RESIDENTS,
        age=str(count.questions[len(count.numbers)].age),
        adult_age=str(count.ages[0]),
        residents=count.residents(),
        before=count.numbers[-1] if count.numbers else 0,
    )
