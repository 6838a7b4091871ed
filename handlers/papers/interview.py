"""paper → question → an answer typed, pressed, kept or left out → the next question → review.

Answers are saved one by one: an interview that was left continues at the first missing answer, on any device.
"""

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers import interview
from bot.domain.papers.contradictions import Rule
from bot.domain.papers.interview import AnswerProblem, SaveOutcome
from bot.domain.papers.kit import ASKS, REPLIES, Paper
from bot.domain.papers.plausible import doubt
from bot.domain.papers.questions import QUESTIONS, Value
from bot.logs import get_logger
from bot.places import Places
from handlers.papers.mending import doubt_screen, mended, mended_screen, nothing_words
from handlers.papers.parse import Reading, Unclear, pressed, read
from handlers.papers.views import (
    AnswerButton,
    OptionButton,
    ahead_note,
    clash_screen,
    decision_screen,
    question_screen,
    review_screen,
)
from handlers.papers.workspace import (
    NOT_YOURS,
    Workspace,
    answer_text,
    came,
    guesses,
    read_workspace,
    require_workspace,
    short,
    sure_forms,
)
from handlers.shared.buttons import PaperButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, from_minutes
from handlers.shared.screens import Pressed, Said, words_of
from storage import papers
from storage.cases import interview_answers

SAVED_MAX = 200


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a question; `seen` is the version of the saved answer that the person was shown, 0 for none."""

    name: str
    value: Value | None
    seen: int


class Interview(StatesGroup):
    answer = State()


router = Router(name="papers.interview")
router.message.filter(Said(states=Interview))
router.callback_query.filter(Pressed(PaperButton, AnswerButton, OptionButton, TimeButton))
log = get_logger(__name__)

PROBLEMS = {
    AnswerProblem.TOO_SMALL: "paper-too-small",
    AnswerProblem.TOO_LARGE: "paper-too-large",
    AnswerProblem.MORE_CAME_THAN_LIVE: "paper-more-came",
    AnswerProblem.MORE_CAME_THAN_ELECTED: "paper-more-delegates",
    AnswerProblem.MORE_REPRESENTED_THAN_LIVE: "paper-more-represented",
    AnswerProblem.AGES_CONTRADICT: "paper-ages-contradict",
    AnswerProblem.MORE_VOTED_THAN_CAME: "paper-more-voted",
    AnswerProblem.PAST: "paper-past",
}


@router.callback_query(PaperButton.filter(F.do == "open"))
async def open_paper(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace:
        await go_on(query, ctx, workspace, ahead_note(workspace) if workspace.next_question else None)


@router.callback_query(PaperButton.filter(F.do == "reply"))
async def ask_reply(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    """Ask for the number that came in answer to a request; any other paper is opened."""
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace is None:
        return
    if workspace.reply:
        await put_question(query, ctx, workspace, workspace.reply[0], ctx.tr("paper-reply-note"))
    else:
        await go_on(query, ctx, workspace)


@router.callback_query(PaperButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace:
        await ctx.show(query, *review_screen(workspace))


async def go_on(event: Message | CallbackQuery, ctx: Context, workspace: Workspace, note: Markup | None = None) -> None:
    """Ask the next question, or show the answers for review when none is left. `note` stands above."""
    name = workspace.next_question
    if name:
        await put_question(event, ctx, workspace, name, note)
        return
    await ctx.state.clear()
    text, buttons = review_screen(workspace)
    await ctx.show(event, Markup("\n\n").join([note, text]) if note else text, buttons)


async def put_question(
    event: Message | CallbackQuery, ctx: Context, workspace: Workspace, name: str, note: Markup | NotRead | None = None
) -> None:
    """Ask a question and offer its present answer, whose version goes into the state. `note` stands above."""
    text, buttons = question_screen(workspace, name, await guesses(workspace, name))
    text, buttons = above(NotRead(note) if isinstance(note, Markup) else note, text, buttons)
    seen, case_id = workspace.version(name), workspace.dossier.case_id
    await ctx.ask(event, Interview.answer, text, buttons, case_id=case_id, paper=workspace.paper, name=name, seen=seen)


@router.message(StateFilter(Interview))
async def take_answer(message: Message, ctx: Context, places: Places) -> None:
    """Take a typed answer. Anything that cannot be taken is answered with the reason and the same question."""
    found = await open_question(message, ctx)
    if found is None:
        return
    workspace, name, seen = found
    reading = Reading(name, ctx.tr, ctx.now, workspace.dossier.zone, came(workspace, name))
    value = await read(words_of(message), reading)
    if isinstance(value, Unclear):
        await put_question(message, ctx, workspace, name, ctx.tr(value.key, **value.values))
    elif isinstance(value, NotRead):
        await put_question(message, ctx, workspace, name, value)
    elif doubted := doubt(name, value, nothing_words(ctx.tr)):
        text, buttons = doubt_screen(workspace, name, str(value), doubted)
        await ctx.ask(message, Interview.answer, text, buttons, **await ctx.state.get_data() | {"mended": [value]})
    elif forms := await mended(ctx, workspace, places, name, value):
        text, buttons = mended_screen(workspace, name, forms)
        await ctx.ask(message, Interview.answer, text, buttons, **await ctx.state.get_data() | {"mended": forms})
    else:
        await take_value(message, ctx, workspace, Given(name, value, seen))


@router.callback_query(TimeButton.filter(), StateFilter(Interview))
async def take_pressed_time(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    """Take a day or a moment that was offered for a doubtful answer."""
    found = await open_question(query, ctx)
    if found is None:
        return
    workspace, name, seen = found
    value = pressed(from_minutes(callback_data.at), name)
    if value is None:
        await ctx.refuse(query, "when-closed")
    else:
        await take_value(query, ctx, workspace, Given(name, value, seen))


async def open_question(event: Message | CallbackQuery, ctx: Context) -> tuple[Workspace, str, int] | None:
    """The workspace, the open question and the version of its answer that was shown; None when it is gone."""
    data = await ctx.state.get_data()
    name = data.get("name")
    paper = data.get("paper", "")
    if name not in QUESTIONS or name not in (*ASKS.get(paper, ()), *REPLIES.get(paper, ())):
        await ctx.state.clear()
        await ctx.refuse(event, "paper-mine-is-gone")
        return None
    workspace = await require_workspace(event, ctx, data["case_id"], Paper(data["paper"]))
    if workspace is None:
        await ctx.state.clear()
        return None
    return workspace, name, data["seen"]


def problem_text(workspace: Workspace, name: str, value: Value, found: AnswerProblem) -> Markup:
    """The reason why an answer is impossible, next to the earlier answer that it contradicts."""
    _, bound = interview.bound_of(name, found, workspace.dossier.answers) or ("", 0)
    question = QUESTIONS[name]
    return workspace.tr(
        PROBLEMS[found],
        least=question.least,
        most=question.most,
        bound=bound,
        when=answer_text(workspace.tr, name, value) if found is AnswerProblem.PAST else "",
    )


async def take_value(event: Message | CallbackQuery, ctx: Context, workspace: Workspace, given: Given) -> None:
    """Save an answer, typed or pressed, unless it is impossible: then ask again with the reason."""
    name, value, answers = given.name, given.value, workspace.dossier.answers
    if value is not None and (found := interview.problem(name, value, answers, workspace.paper, workspace.local_now)):
        await put_question(event, ctx, workspace, name, problem_text(workspace, name, value, found))
        return
    await save(event, ctx, workspace, given)


async def save(event: Message | CallbackQuery, ctx: Context, workspace: Workspace, given: Given) -> None:
    """Save an answer, repeat it as it was understood, and go on. After a conflict the later editor decides."""
    case_id, name = workspace.dossier.case_id, given.name
    holidays, forms = days_off(ctx.now.date()), await sure_forms(name, given.value)
    fresh = (case_id, workspace.person.id, name, given.value, given.seen)
    outcome = await ctx.store.write(papers.save, *fresh, holidays, ctx.now, forms)
    log.info("answer save", case_id=case_id, person_id=workspace.person.id, question=name, outcome=outcome)
    newer = await read_workspace(ctx, case_id, workspace.paper)
    if outcome is SaveOutcome.FORBIDDEN or newer is None:
        await ctx.refuse(event, NOT_YOURS)
    elif outcome is SaveOutcome.CHANGED_MEANWHILE:
        await ask_which(event, ctx, newer, given)
    else:
        note = ctx.tr("paper-saved-so", answer=short(newer.answer_text(name), SAVED_MAX))
        clash = next((each for each in newer.readiness.clashes if name in each.questions), None)
        await (ask_about(event, ctx, newer, name, clash) if clash else go_on(event, ctx, newer, note))


async def ask_about(event: Message | CallbackQuery, ctx: Context, newer: Workspace, name: str, clash: Rule) -> None:
    """Say at once that the new answer to `name` contradicts another; either is changed, `name` by typing as well."""
    text, buttons = clash_screen(newer, clash)
    said = ctx.tr("paper-saved-so", answer=short(newer.answer_text(name), SAVED_MAX))
    case_id, seen = newer.dossier.case_id, newer.version(name)
    open_question = {"case_id": case_id, "paper": newer.paper, "name": name, "seen": seen}
    await ctx.ask(event, Interview.answer, Markup("\n\n").join([said, text]), buttons, **open_question)


async def ask_which(event: Message | CallbackQuery, ctx: Context, newer: Workspace, given: Given) -> None:
    """Ask which of two answers stays: the saved one or the one given.

    The given answer waits in the state, which is swept within a day, so that nobody has to type a page twice.
    """
    case_id, name = newer.dossier.case_id, given.name
    by = await ctx.store.read(interview_answers.author, case_id, name)
    text, buttons = decision_screen(newer, name, given.value, by)
    kept = {"case_id": case_id, "paper": newer.paper, "name": name, "seen": newer.version(name), "mine": given.value}
    await ctx.ask(event, Interview.answer, text, buttons, **kept)


@router.callback_query(AnswerButton.filter())
async def press_answer(query: CallbackQuery, ctx: Context, callback_data: AnswerButton) -> None:
    name = callback_data.question
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace is None:
        return
    if name not in (*workspace.asked, *workspace.reply):
        await go_on(query, ctx, workspace)
    elif callback_data.do == "keep" and name in workspace.dossier.answers:
        await save(query, ctx, workspace, Given(name, workspace.value(name), workspace.version(name)))
    else:
        await take_pressed(query, ctx, workspace, callback_data)


async def take_pressed(query: CallbackQuery, ctx: Context, workspace: Workspace, pressed: AnswerButton) -> None:
    """Take [skip], [mine], a guess or a mended form for the open question; an old button asks its question again."""
    data = await ctx.state.get_data()
    found: list[Value | None] = []
    if is_open(data, pressed):
        if pressed.do == "skip":
            found = [None]
        elif pressed.do == "mine" and "mine" in data:
            found = [data["mine"]]
        elif pressed.do.startswith("m") and pressed.do[1:].isdecimal():
            found = [*data.get("mended", [])[int(pressed.do[1:]) :][:1]]
        elif pressed.do.startswith("g") and pressed.do[1:].isdecimal():
            found = [*(await guesses(workspace, pressed.question))[int(pressed.do[1:]) :][:1]]
    if not found:
        note = workspace.tr("paper-mine-is-gone") if pressed.do == "mine" else None
        await put_question(query, ctx, workspace, pressed.question, note)
        return
    await take_value(query, ctx, workspace, Given(pressed.question, found[0], data["seen"]))


def is_open(data: dict[str, object], pressed: AnswerButton | OptionButton) -> bool:
    return (pressed.case_id, pressed.paper, pressed.question) == (
        data.get("case_id"),
        data.get("paper"),
        data.get("name"),
    )


@router.callback_query(OptionButton.filter())
async def choose(query: CallbackQuery, ctx: Context, callback_data: OptionButton) -> None:
    name = callback_data.question
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace is None:
        return
    if name not in workspace.asked or callback_data.option not in QUESTIONS[name].options:
        await go_on(query, ctx, workspace)
    elif not is_open(data := await ctx.state.get_data(), callback_data):
        await put_question(query, ctx, workspace, name)
    else:
        await save(query, ctx, workspace, Given(name, callback_data.option, data["seen"]))
