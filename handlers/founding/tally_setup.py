"""case → [count] → meeting or conference → the territory's numbers, one at a time → the tally."""

from dataclasses import dataclass, replace

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
from bot.logs import get_logger
from handlers.founding.quorum import PROBLEMS, parts, question_text
from handlers.founding.quorum_steps import About, Count
from handlers.founding.tally_views import NewTallyButton, put_tally, require_case, show_tally
from handlers.founding.terms import Terms, read_terms
from handlers.shared.buttons import CaseButton, TallyButton
from handlers.shared.context import Context
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Number, Pressed, Said, button, keyboard, words_of
from storage.cases import interview_answers, tallies


class TallyHintButton(CallbackData, prefix="tallyn"):
    """A number from the case's papers, as the answer to the open question."""

    case_id: Number
    number: Number


class Evening(StatesGroup):
    """A number is awaited; the names are those of `Gathering`."""

    meeting = State()
    conference = State()


router = Router(name="founding.tally_setup")
router.message.filter(Said(states=Evening))
router.callback_query.filter(Pressed(TallyButton, NewTallyButton, TallyHintButton))
log = get_logger(__name__)

STATES = {Gathering.MEETING: Evening.meeting, Gathering.CONFERENCE: Evening.conference}
ASKED_BEFORE = frozenset({About.RESIDENTS, About.ELECTED})


@dataclass(frozen=True, slots=True)
class Setup:
    """A tally that is being prepared. `norm` is the number of residents per delegate, 0 until it is known."""

    case_id: int
    terms: Terms
    count: Count
    norm: int = 0

    @property
    def numbers_needed(self) -> int:
        """The number of questions about the territory, without the one for the norm of representation."""
        return sum(each.about in ASKED_BEFORE for each in self.count.questions)

    @property
    def is_counted(self) -> bool:
        return len(self.count.numbers) >= self.numbers_needed

    @property
    def is_conference(self) -> bool:
        return self.count.gathering is Gathering.CONFERENCE

    @property
    def is_complete(self) -> bool:
        return self.is_counted and (not self.is_conference or self.norm > 0)

    @property
    def territory(self) -> Territory:
        """The territory of a complete setup."""
        count = self.count
        elected = count.numbers[-1] if self.is_conference else 0
        return Territory(count.ages, count.numbers[: len(count.ages)], elected, self.norm)

    def with_number(self, number: int) -> "Setup":
        """The setup after the answer to its next question."""
        return replace(self, norm=number) if self.is_counted else replace(self, count=self.count.with_number(number))


@router.callback_query(TallyButton.filter())
async def open_tally(query: CallbackQuery, ctx: Context, callback_data: TallyButton) -> None:
    """Show the newest tally of the case, whoever began it; without one, ask for the kind of gathering."""
    case = await require_case(query, ctx, callback_data.case_id)
    if case is None:
        return
    tally = await ctx.store.read(tallies.newest, case.id, ctx.person_id or 0)
    if tally is not None:
        await put_tally(query, ctx, tally)
        return
    kinds = {Gathering.MEETING: ctx.tr.plain("quorum-meeting"), Gathering.CONFERENCE: ctx.tr.plain("quorum-conference")}
    rows = [[button(label, NewTallyButton(case_id=case.id, gathering=kind))] for kind, label in kinds.items()]
    await ctx.show(query, ctx.tr("door"), keyboard(*rows, [to_case(ctx.tr, case.id)]))


def to_case(tr: Translator, case_id: int) -> InlineKeyboardButton:
    return button(tr.plain("case-to-card"), CaseButton(do="card", case_id=case_id))


@router.callback_query(NewTallyButton.filter())
async def begin(query: CallbackQuery, ctx: Context, callback_data: NewTallyButton) -> None:
    """Ask for the territory's numbers; `ages` leaves out the younger age, for people who do not know its number."""
    case_id = callback_data.case_id
    data = await ctx.state.get_data()
    known = tuple(data.get("numbers", ())) if callback_data.ages and data.get("case_id") == case_id else ()
    setup = await require_setup(query, ctx, case_id, callback_data.gathering)
    if setup is None:
        return
    ages = tuple(age for age in setup.count.ages if age in parts(callback_data.ages)) or setup.count.ages
    await go_on(query, ctx, replace(setup, count=replace(setup.count, ages=ages, numbers=known[: len(ages)])))


async def require_setup(
    event: Message | CallbackQuery, ctx: Context, case_id: int, gathering: Gathering
) -> Setup | None:
    """Return an empty setup to a member of the case; refuse everybody else with None."""
    case = await require_case(event, ctx, case_id)
    if case is None:
        return None
    terms = await read_terms(ctx, gathering, case.where.slug if case.where else "")
    return Setup(case_id, terms, terms.placed(Count(gathering, "", terms.rule.ages)))


async def go_on(event: Message | CallbackQuery, ctx: Context, setup: Setup) -> None:
    """Ask the next question, or begin the tally once the territory is known."""
    count = setup.count
    if not setup.is_complete:
        text, buttons = await question(ctx, setup)
        said = {"ages": [*count.ages], "numbers": [*count.numbers]}
        await ctx.ask(event, STATES[count.gathering], text, buttons, case_id=setup.case_id, **said)
        return
    await ctx.state.clear()
    new = (setup.case_id, ctx.person_id or 0, count.gathering, setup.territory)
    tally_id = await ctx.store.write(tallies.begin, *new, ctx.now)
    log.info("tally begun", case_id=setup.case_id, person_id=ctx.person_id, tally_id=tally_id)
    await show_tally(event, ctx, tally_id or 0)


async def question(ctx: Context, setup: Setup) -> tuple[Markup, InlineKeyboardMarkup]:
    """The next question; a number that the papers already know can be taken with a press."""
    case_id = setup.case_id
    known = hint(setup, await ctx.store.read(interview_answers.all_of, case_id))
    taken = ctx.tr.plain("door-take", number=str(known))
    rows = [[button(taken, TallyHintButton(case_id=case_id, number=known))]] if known else []
    text, skip = _asked(ctx.tr, setup)
    return text, keyboard(*rows, *skip, [to_case(ctx.tr, case_id)])


def hint(setup: Setup, answers: Answers) -> int | None:
    """The papers' answer to the next question."""
    name, count = "delegate_norm", setup.count
    if not setup.is_counted:
        asked = count.questions[len(count.numbers)]
        is_first = asked.age == count.ages[0]
        name = "elected" if asked.about is About.ELECTED else "residents" if is_first else "residents_young"
    value = value_of(answers, name)
    return value if isinstance(value, int) else None


def _asked(tr: Translator, setup: Setup) -> tuple[Markup, list[list[InlineKeyboardButton]]]:
    """The text of the next question and, if it may be left out, a row with the button for that."""
    of, count = setup.numbers_needed + setup.is_conference, setup.count
    if setup.is_counted:
        return tr("door-ask-norm", place=str(of), of=str(of)), []
    text = question_text(tr, count, setup.terms, of)
    shorter = count.without_asked_age()
    if shorter is None:
        return text, []
    ages = ".".join(map(str, shorter.ages))
    skip = NewTallyButton(case_id=setup.case_id, gathering=count.gathering, ages=ages)
    return text, [[button(tr.plain("quorum-skip", age=str(count.questions[len(count.numbers)].age)), skip)]]


@router.message(StateFilter(Evening))
async def take_number(message: Message, ctx: Context) -> None:
    await take(message, ctx, read_number(words_of(message), ctx.tr, Counted.PEOPLE))


@router.callback_query(TallyHintButton.filter())
async def take_hint(query: CallbackQuery, ctx: Context, callback_data: TallyHintButton) -> None:
    """Take the number while its question is open; the button of an old message shows the tally as it is now."""
    case_id, is_asked = callback_data.case_id, ctx.state.opened in [each.state for each in STATES.values()]
    if not is_asked or (await ctx.state.get_data()).get("case_id") != case_id:
        await open_tally(query, ctx, TallyButton(case_id=case_id))
        return
    await take(query, ctx, callback_data.number)


async def take(event: Message | CallbackQuery, ctx: Context, number: int | None) -> None:
    """Take a number. None, or a number that is impossible, is answered with the reason and the same question."""
    data = await ctx.state.get_data()
    setup = await require_setup(event, ctx, data.get("case_id", 0), Gathering(ctx.state.step))
    if setup is None:
        await ctx.state.clear()
        return
    setup = replace(setup, count=replace(setup.count, ages=tuple(data["ages"]), numbers=tuple(data["numbers"])))
    if number is None:
        problem = ctx.tr("quorum-no-number")
    elif (found := problem_text(ctx.tr, setup, number)) is not None:
        problem = found
    else:
        await go_on(event, ctx, setup.with_number(number))
        return
    text, buttons = await question(ctx, setup)
    await ctx.show(event, Markup("\n\n").join([problem, text]), buttons)


def problem_text(tr: Translator, setup: Setup, number: int) -> Markup | None:
    """The reason why a number cannot be the answer; None when it can."""
    if setup.is_counted:
        return None if 0 < number <= PRESS_MAX else tr("door-no-norm", most=PRESS_MAX)
    count = setup.count
    problem = count.with_number(number).judge(setup.terms.rule)
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
