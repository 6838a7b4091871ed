"""[quorum] → meeting or conference → numbers, one at a time → verdict → [more people came] | [count again].

Buttons carry the whole count, so that old ones still work; the state keeps it only while a number is awaited.
"""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.quorum import MOST_RESIDENTS, Gathering, Problem, Verdict, read_count
from bot.i18n import Translator
from handlers.founding.quorum_steps import About, Count, resume
from handlers.founding.terms import Terms, read_terms
from handlers.founding.verdict import verdict_text
from handlers.founding.views import DelegatesButton, QuorumButton, to_road
from handlers.shared.context import Context
from handlers.shared.parse_numbers import Counted, read_number
from handlers.shared.screens import Pressed, Said, button, keyboard, to_menu, words_of
from storage.law import municipalities


class Counting(StatesGroup):
    """A number is awaited; the names are those of `Gathering`."""

    meeting = State()
    conference = State()


class CountButton(CallbackData, prefix="cnt"):
    """Continue a count: `ages` and `numbers` as "18.16", empty at the beginning."""

    gathering: Gathering
    municipality: str
    ages: str
    numbers: str


router = Router(name="founding.quorum")
router.message.filter(Said(states=Counting))
router.callback_query.filter(Pressed(QuorumButton, CountButton))

STATES = {Gathering.MEETING: Counting.meeting, Gathering.CONFERENCE: Counting.conference}
QUESTIONS = {
    About.RESIDENTS: "quorum-ask-residents",
    About.CAME: "quorum-ask-came",
    About.ELECTED: "quorum-ask-elected",
    About.DELEGATES: "quorum-ask-delegates",
    About.REPRESENTED: "quorum-ask-represented",
}
# The same questions about a younger age, whose number includes the adults.
QUESTIONS_AGAIN = QUESTIONS | {
    About.RESIDENTS: "quorum-ask-residents-again",
    About.CAME: "quorum-ask-came-again",
}
PROBLEMS = {
    Problem.NO_RESIDENTS: "quorum-no-residents",
    Problem.NO_DELEGATES: "quorum-no-delegates",
    Problem.NEGATIVE: "quorum-no-number",
    Problem.TOO_MANY: "quorum-too-many",
    Problem.MORE_CAME_THAN_LIVE: "quorum-more-came",
    Problem.MORE_CAME_THAN_ELECTED: "quorum-more-delegates",
    Problem.MORE_REPRESENTED_THAN_LIVE: "quorum-more-represented",
    Problem.AGES_CONTRADICT: "quorum-ages-contradict",
}


@router.callback_query(QuorumButton.filter())
async def choose_gathering(query: CallbackQuery, ctx: Context, callback_data: QuorumButton) -> None:
    where = await ctx.store.read(municipalities.get, callback_data.slug)
    slug = where.slug if where else ""
    buttons = keyboard(
        [button(ctx.tr.plain("quorum-meeting"), to(Count(Gathering.MEETING, slug, ())))],
        [button(ctx.tr.plain("quorum-conference"), to(Count(Gathering.CONFERENCE, slug, ())))],
        [button(ctx.tr.plain("delegates-button"), DelegatesButton(slug=slug))],
        [to_road(ctx.tr, slug), to_menu(ctx.tr)],
    )
    await ctx.show(query, ctx.tr("quorum"), buttons)


@router.callback_query(CountButton.filter())
async def go_on(query: CallbackQuery, ctx: Context, callback_data: CountButton) -> None:
    ages, numbers = parts(callback_data.ages), parts(callback_data.numbers)
    left = Count(callback_data.gathering, callback_data.municipality, ages, numbers)
    terms = await read_terms(ctx, left.gathering, left.slug)
    await put(query, ctx, resume(terms.placed(left), terms.rule), terms)


@router.message(StateFilter(Counting))
async def take_number(message: Message, ctx: Context) -> None:
    """Take a number. Anything else, or an impossible number, is answered with the reason and the same question."""
    left = await recall(ctx)
    terms = await read_terms(ctx, left.gathering, left.slug)
    count, number = resume(left, terms.rule), read_number(words_of(message), ctx.tr, Counted.PEOPLE)
    if number is None:
        await put_again(message, ctx, ctx.tr("quorum-no-number"), count, terms)
        return
    longer = count.with_number(number)
    outcome = longer.judge(terms.rule)
    if isinstance(outcome, Problem):
        await put_again(message, ctx, problem_text(ctx.tr, outcome, count), count, terms)
        return
    await put(message, ctx, longer, terms)


async def recall(ctx: Context) -> Count:
    """Read the count from the state."""
    data = await ctx.state.get_data()
    gathering = Gathering(ctx.state.step)
    return Count(gathering, data.get("slug", ""), tuple(data.get("ages", ())), tuple(data.get("numbers", ())))


async def put(event: Message | CallbackQuery, ctx: Context, count: Count, terms: Terms) -> None:
    """Show the next question, or the verdict once every number is known."""
    outcome = count.judge(terms.rule)
    if count.asked is None and isinstance(outcome, Verdict):
        await ctx.state.clear()
        await ctx.show(event, verdict_text(ctx.tr, count, outcome, terms), verdict_buttons(ctx.tr, count))
        return
    text, buttons = question_screen(ctx.tr, count, terms)
    await ctx.ask(
        event, STATES[count.gathering], text, buttons, slug=count.slug, ages=[*count.ages], numbers=[*count.numbers]
    )


async def put_again(message: Message, ctx: Context, why: Markup, count: Count, terms: Terms) -> None:
    """Repeat the question, which stays open, with the reason why the answer was not taken."""
    text, buttons = question_screen(ctx.tr, count, terms)
    await ctx.answer_once(message, Markup("\n\n").join([why, text]), buttons)


def question_screen(tr: Translator, count: Count, terms: Terms) -> tuple[Markup, InlineKeyboardMarkup]:
    question = count.asked or count.questions[-1]
    text = question_text(tr, count, terms, len(count.questions))
    shorter = count.without_asked_age()
    skip = [button(tr.plain("quorum-skip", age=str(question.age)), to(shorter))] if shorter else []
    return text, keyboard(skip, [button(tr.plain("quorum-afresh"), QuorumButton(slug=count.slug))], [to_menu(tr)])


def question_text(tr: Translator, count: Count, terms: Terms, of: int) -> Markup:
    """The next question as one `of` so many; the last one when every number is known."""
    question = count.asked or count.questions[-1]
    keys = QUESTIONS if question.age in (None, count.ages[0]) else QUESTIONS_AGAIN
    return tr(
        keys[question.about],
        place=str(len(count.numbers) + 1),
        of=str(of),
        age=str(question.age),
        adult_age=str(count.ages[0]),
        needed=count.needed(terms.rule),
    )


def problem_text(tr: Translator, problem: Problem, count: Count) -> Markup:
    """The reason why a number cannot answer the question, next to the numbers given before."""
    question = count.asked
    age = question.age if question else None
    return tr(
        PROBLEMS[problem],
        most=MOST_RESIDENTS,
        age=str(age),
        adult_age=str(count.ages[0]),
        residents=count.residents(age),
        before=count.numbers[-1] if count.numbers else 0,
    )


def verdict_buttons(tr: Translator, count: Count) -> InlineKeyboardMarkup:
    return keyboard(
        [button(tr.plain("quorum-recount"), to(count.before_gathering()))],
        [button(tr.plain("quorum-afresh"), QuorumButton(slug=count.slug))],
        [to_road(tr, count.slug), to_menu(tr)],
    )


def to(count: Count) -> CountButton:
    return CountButton(
        gathering=count.gathering,
        municipality=count.slug,
        ages=".".join(map(str, count.ages)),
        numbers=".".join(map(str, count.numbers)),
    )


def parts(dotted: str) -> tuple[int, ...]:
    """Parse "18.16"; empty when any part is no number."""
    counts = [read_count(part) for part in dotted.split(".")]
    known = tuple(count for count in counts if count is not None)
    return known if len(known) == len(counts) else ()
