"""paper → a question → an answer typed, pressed, kept or left out → the next one → the answers to be checked.

Answers are saved one by one: leaving and coming back, on any device, goes on at the first that is missing.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers import interview
from bot.domain.papers.interview import AnswerProblem, SaveOutcome
from bot.domain.papers.kit import ASKS, Paper
from bot.domain.papers.questions import QUESTIONS, Value
from handlers.papers.parse import Reading, Unclear, read
from handlers.papers.views import AnswerButton, OptionButton, decision_screen, question_screen, review_screen
from handlers.papers.workspace import Desk, guesses, read_desk, refuse, short, spoken, sure_forms
from handlers.shared.buttons import PaperButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, keyboard, to_menu
from storage import papers
from storage.cases import interview_answers

SAVED_MAX = 200


class Interview(StatesGroup):
    answer = State()


router = Router(name="papers.interview")
router.message.filter(Said(states=Interview))
router.callback_query.filter(Pressed(PaperButton, AnswerButton, OptionButton))

PROBLEMS = {
    AnswerProblem.TOO_SMALL: "paper-too-small",
    AnswerProblem.TOO_LARGE: "paper-too-large",
    AnswerProblem.MORE_CAME_THAN_LIVE: "paper-more-came",
    AnswerProblem.MORE_CAME_THAN_ELECTED: "paper-more-delegates",
    AnswerProblem.MORE_REPRESENTED_THAN_LIVE: "paper-more-represented",
    AnswerProblem.AGES_CONTRADICT: "paper-ages-contradict",
    AnswerProblem.PAST: "paper-past",
}


@router.callback_query(PaperButton.filter(F.do == "open"))
async def open_paper(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    desk = await read_desk(ctx, callback_data.case_id, callback_data.paper, ctx.texts.choose("ru"))
    await (go_on(query, ctx, desk) if desk else refuse(query, ctx))


@router.callback_query(PaperButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    desk = await read_desk(ctx, callback_data.case_id, callback_data.paper, ctx.texts.choose("ru"))
    await (ctx.show(query, *review_screen(desk)) if desk else refuse(query, ctx))


async def go_on(event: Message | CallbackQuery, ctx: Context, desk: Desk, note: Markup | None = None) -> None:
    """The next question, or the answers to be checked when nothing is left to ask."""
    name = interview.next_question(desk.paper, desk.dossier.answers, desk.ages)
    if name:
        await put_question(event, ctx, name, desk, note)
        return
    await ctx.state.clear()
    text, buttons = review_screen(desk)
    await ctx.show(event, Markup("\n\n").join([note, text]) if note else text, buttons)


async def put_question(
    event: Message | CallbackQuery, ctx: Context, name: str, desk: Desk, note: Markup | None = None
) -> None:
    """Ask, with the answer that stands on offer. The version that was shown goes into the state."""
    text, buttons = question_screen(desk, name, await guesses(desk, name))
    if note:
        text = Markup("\n\n").join([note, text])
    seen, case_id = desk.version(name), desk.dossier.case_id
    await ctx.ask(event, Interview.answer, text, buttons, case_id=case_id, paper=desk.paper, name=name, seen=seen)


@router.message(StateFilter(Interview))
async def take_answer(message: Message, ctx: Context) -> None:
    """Whatever comes is answered: what cannot be taken with the reason and the same question, with its buttons."""
    data = await ctx.state.get_data()
    name = data.get("name")
    if name not in QUESTIONS or name not in ASKS.get(data.get("paper", ""), ()):
        await ctx.state.clear()
        await message.answer(ctx.tr("paper-mine-is-gone"), reply_markup=keyboard([to_menu(ctx.tr)]))
        return
    desk = await read_desk(ctx, data["case_id"], Paper(data["paper"]), ctx.texts.choose("ru"))
    if desk is None:
        await ctx.state.clear()
        await refuse(message, ctx)
        return
    value = await read(message.text or "", Reading(name, ctx.tr, ctx.now, desk.dossier.zone))
    if isinstance(value, Unclear):
        await put_question(message, ctx, name, desk, ctx.tr(value.key, **value.values))
    elif found := interview.problem(name, value, desk.dossier.answers, desk.paper, desk.local_now):
        await put_question(message, ctx, name, desk, why(desk, name, value, found))
    else:
        await save(message, ctx, name, value, data["seen"], desk)


def why(desk: Desk, name: str, value: Value, found: AnswerProblem) -> Markup:
    """Why an answer cannot be true, next to what was said before."""
    _, bound = interview.bound_of(name, found, desk.dossier.answers) or ("", 0)
    question = QUESTIONS[name]
    return desk.tr(
        PROBLEMS[found],
        least=question.least,
        most=question.most,
        bound=bound,
        when=spoken(desk.tr, name, value) if found is AnswerProblem.PAST else "",
    )


async def save(
    event: Message | CallbackQuery, ctx: Context, name: str, value: Value | None, seen: int, desk: Desk
) -> None:
    """Save, say back what was understood, go on; two answers at once are shown to who came later."""
    case_id = desk.dossier.case_id
    forms = await sure_forms(name, value)
    holidays = days_off(desk.now.date())
    outcome = await ctx.store.write(papers.save, case_id, desk.person.id, name, value, seen, holidays, desk.now, forms)
    newer = await read_desk(ctx, case_id, desk.paper, desk.russian)
    if outcome is SaveOutcome.FORBIDDEN or newer is None:
        await refuse(event, ctx)
    elif outcome is SaveOutcome.CHANGED_MEANWHILE:
        # The answer waits in the state, swept within a day: nobody should have to type a page twice.
        by = await ctx.store.read(interview_answers.author, case_id, name)
        seen, (text, buttons) = newer.version(name), decision_screen(newer, name, value, by)
        await ctx.ask(
            *(event, Interview.answer, text, buttons),
            case_id=case_id,
            paper=desk.paper,
            name=name,
            seen=seen,
            mine=value,
        )
    else:
        await go_on(event, ctx, newer, desk.tr("paper-saved-so", answer=short(newer.said(name), SAVED_MAX)))


@router.callback_query(AnswerButton.filter())
async def press_answer(query: CallbackQuery, ctx: Context, callback_data: AnswerButton) -> None:
    name = callback_data.question
    desk = await read_desk(ctx, callback_data.case_id, callback_data.paper, ctx.texts.choose("ru"))
    if desk is None:
        await refuse(query, ctx)
    elif name not in desk.asked:
        await go_on(query, ctx, desk)
    elif callback_data.do == "keep" and name in desk.dossier.answers:
        await save(query, ctx, name, desk.value(name), desk.version(name), desk)
    else:
        await take_pressed(query, ctx, callback_data, desk)


async def take_pressed(query: CallbackQuery, ctx: Context, pressed: AnswerButton, desk: Desk) -> None:
    """[skip], [mine], a guess: only of the question that is open. An old message's button asks it anew."""
    data = await ctx.state.get_data()
    found: list[Value | None] = []
    if is_open(data, pressed):
        if pressed.do == "skip":
            found = [None]
        elif pressed.do == "mine" and "mine" in data:
            found = [data["mine"]]
        elif pressed.do.startswith("g") and pressed.do[1:].isdecimal():
            found = [*(await guesses(desk, pressed.question))[int(pressed.do[1:]) :][:1]]
    if not found:
        note = desk.tr("paper-mine-is-gone") if pressed.do == "mine" else None
        await put_question(query, ctx, pressed.question, desk, note)
        return
    await take_value(query, ctx, pressed.question, found[0], data["seen"], desk)


def is_open(data: dict[str, object], pressed: AnswerButton | OptionButton) -> bool:
    return (pressed.case_id, pressed.paper, pressed.question) == (
        data.get("case_id"),
        data.get("paper"),
        data.get("name"),
    )


async def take_value(query: CallbackQuery, ctx: Context, name: str, value: Value | None, seen: int, desk: Desk) -> None:
    """A pressed answer is looked at like a typed one."""
    found = None
    if value is not None:
        found = interview.problem(name, value, desk.dossier.answers, desk.paper, desk.local_now)
    if found and value is not None:
        await put_question(query, ctx, name, desk, why(desk, name, value, found))
    else:
        await save(query, ctx, name, value, seen, desk)


@router.callback_query(OptionButton.filter())
async def choose(query: CallbackQuery, ctx: Context, callback_data: OptionButton) -> None:
    name = callback_data.question
    desk = await read_desk(ctx, callback_data.case_id, callback_data.paper, ctx.texts.choose("ru"))
    if desk is None:
        await refuse(query, ctx)
    elif name not in desk.asked or callback_data.option not in QUESTIONS[name].options:
        await go_on(query, ctx, desk)
    elif not is_open(data := await ctx.state.get_data(), callback_data):
        await put_question(query, ctx, name, desk)
    else:
        await save(query, ctx, name, callback_data.option, data["seen"], desk)
