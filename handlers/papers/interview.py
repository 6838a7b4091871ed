"""paper → question → an answer typed, pressed, kept or left out → the next question → review.

Answers are saved one by one: an interview that was left continues at the first missing answer, on any device.
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.papers.kit import ASKS, REPLIES, Paper
from bot.domain.papers.plausible import doubt
from bot.domain.papers.questions import QUESTIONS, Value
from bot.logs import get_logger
from bot.places import Places
from handlers.papers.mending import doubt_screen, mended, mended_screen, nothing_words
from handlers.papers.parse import Reading, Unclear, pressed, read
from handlers.papers.review_views import ahead_note, edit_screen, review_screen
from handlers.papers.saving import Given, Interview, go_on, put_question, save, take_value
from handlers.papers.views import AnswerButton, OptionButton
from handlers.papers.workspace import Workspace, came, guesses, require_workspace
from handlers.shared.buttons import PaperButton
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, from_minutes
from handlers.shared.screens import Pressed, Said, words_of

router = Router(name="papers.interview")
router.message.filter(Said(states=Interview))
router.callback_query.filter(Pressed(PaperButton, AnswerButton, OptionButton, TimeButton))
log = get_logger(__name__)


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


@router.callback_query(PaperButton.filter(F.do == "edit"))
async def choose_answer(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    """Show the answers to change; `page` is a group of them."""
    workspace = await require_workspace(query, ctx, callback_data.case_id, callback_data.paper)
    if workspace:
        await ctx.show(query, *edit_screen(workspace, callback_data.page))


@router.message(StateFilter(Interview))
async def take_answer(message: Message, ctx: Context, places: Places) -> None:
    """Take a typed answer. Anything that cannot be taken is answered with the reason and the same question."""
    found = await open_question(message, ctx)
    if found is None:
        return
    workspace, name, seen = found
    at = workspace.value("meeting_at")
    meeting_at = datetime.fromisoformat(str(at)) if at else None
    reading = Reading(name, ctx.tr, ctx.now, workspace.dossier.zone, came(workspace, name), meeting_at)
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
