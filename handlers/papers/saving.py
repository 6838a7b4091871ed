"""The open question of a paper: it is put, its answer is saved, and the next one is put.

Two answers at once, or two that contradict each other, are decided by the person.
"""

from dataclasses import dataclass

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers import interview
from bot.domain.papers.contradictions import Rule
from bot.domain.papers.interview import AnswerProblem, SaveOutcome
from bot.domain.papers.questions import QUESTIONS, Value
from bot.logs import get_logger
from handlers.papers.review_views import clash_screen, decision_screen, review_screen
from handlers.papers.views import question_screen
from handlers.papers.workspace import (
    NOT_YOURS,
    Workspace,
    answer_text,
    guesses,
    read_workspace,
    short,
    sure_forms,
)
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, above
from storage import papers
from storage.cases import interview_answers

log = get_logger(__name__)
SAVED_MAX = 200


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a question; `seen` is the version of the saved answer that the person was shown, 0 for none."""

    name: str
    value: Value | None
    seen: int


class Interview(StatesGroup):
    answer = State()


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
        await ctx.deny(event, NOT_YOURS)
    elif outcome is SaveOutcome.CHANGED_MEANWHILE:
        await ask_which(event, ctx, newer, given)
    else:
        note = ctx.tr("paper-saved-so", answer=short(newer.answer_text(name), SAVED_MAX))
        clash = next((each for each in newer.readiness.clashes if name in each.questions), None)
        if clash:
            await ask_about(event, ctx, newer, name, clash)
        elif again := newer.compared_after(name):
            await put_question(event, ctx, newer, again, note)
        else:
            await go_on(event, ctx, newer, note)


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
