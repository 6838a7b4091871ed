"""/questions → question → [answer], [ask back] or a note → any message → preview → [send]; [take].

What is written is a draft until it is sent. Who answers what a colleague has is told so before.
"""

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.people import Purpose, may_administer
from bot.domain.questions import ANSWER_MAX, AnswerOutcome, Side, Words
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.questions.inbox_views import InboxButton, card, preview, to_card
from handlers.questions.office import office_of
from handlers.questions.views import DraftsPage, FiguresButton, InboxAfter, InboxPage
from handlers.questions.words import files, shown, taken
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Linked, Open, Pressed, Said, button, keyboard, to_menu
from storage.people import looks
from storage.questions import inbox
from storage.questions.inbox import COUNTED_MOST, Asked

# The payload of a link to a question: `desk_7`.
LINK = "desk"
PAGE_SIZE = 4
ON_A_BUTTON = 44
REFUSALS = {
    AnswerOutcome.GONE: "desk-gone",
    AnswerOutcome.FORBIDDEN: "desk-foreign",
    AnswerOutcome.ALREADY: "desk-already",
    AnswerOutcome.HELD: "desk-held-alert",
}
ASKED = {Side.STAFF: "desk-ask-answer", Side.BACK: "desk-ask-question", Side.NOTE: "desk-ask-note"}
SIDES = {"answer": Side.STAFF, "agree": Side.STAFF, "sure": Side.STAFF, "back": Side.BACK, "note": Side.NOTE}


class Answering(StatesGroup):
    text = State()


log = get_logger(__name__)
router = Router(name="questions.inbox")
router.message.filter(Said("questions", link=f"{LINK}_", states=Answering))
router.callback_query.filter(Pressed(InboxPage, InboxAfter, InboxButton, places=("questions",)))


@router.message(Command("questions"))
@router.callback_query(Open.filter(F.place == "questions"))
@router.callback_query(InboxPage.filter())
async def show_waiting(event: Message | CallbackQuery, ctx: Context) -> None:
    await put_waiting(event, ctx)


@router.callback_query(InboxAfter.filter())
async def show_waiting_after(query: CallbackQuery, ctx: Context, callback_data: InboxAfter) -> None:
    at = datetime.fromtimestamp(min(callback_data.at, 2**40 // 100), UTC)
    await put_waiting(query, ctx, (at, callback_data.question))


async def put_waiting(
    event: Message | CallbackQuery, ctx: Context, after: tuple[datetime, int] | None = None, done: str = ""
) -> None:
    """Show the questions that wait, behind one of them; `done` is an alert with the result of the last step."""
    if not await ctx.require_coordinator(event):
        return
    found, total = await ctx.store.read(inbox.waiting, ctx.roles, after, PAGE_SIZE + 1)
    rows = [[button(_label(ctx.tr, each.text, each.id), InboxButton(do="card", question=each.id))] for each in found]
    more = []
    if len(found) > PAGE_SIZE and (last := found[PAGE_SIZE - 1]).waiting_at:
        behind = InboxAfter(at=int(last.waiting_at.timestamp()), question=last.id)
        more = [button(ctx.tr.plain("button-next-page"), behind)]
    first = [button(ctx.tr.plain("desk-from-start"), InboxPage(page=0))] if after else []
    key = "desk-waiting-many" if total >= COUNTED_MOST else "desk-waiting"
    tools = [] if after else desk_tools(ctx)
    buttons = keyboard(*rows[:PAGE_SIZE], [*first, *more], tools, [to_menu(ctx.tr)])
    await ctx.show(event, ctx.tr(key, count=total), buttons, done)


def desk_tools(ctx: Context) -> list[InlineKeyboardButton]:
    """The figures and, for administrators, the answers for everybody."""
    figures = button(ctx.tr.plain("figures-open"), FiguresButton(do="show"))
    entries = button(ctx.tr.plain("entries-open"), DraftsPage(page=0))
    return [figures, entries] if may_administer(ctx.roles) else [figures]


def _label(tr: Translator, text: str, question_id: int) -> str:
    return text[:ON_A_BUTTON] or tr.plain("own-number", number=str(question_id))


@router.message(Linked(LINK, lambda number: InboxButton(do="card", question=number)))
@router.callback_query(InboxButton.filter(F.do == "card"))
async def show_card(event: Message | CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    await put_card(event, ctx, callback_data.question)


async def put_card(event: Message | CallbackQuery, ctx: Context, question_id: int, done: str = "") -> None:
    if seen := await look(event, ctx, question_id):
        await ctx.show(event, *card(ctx, seen, await municipality_names(ctx)), alert=done)


async def look(event: Message | CallbackQuery, ctx: Context, question_id: int) -> Asked | None:
    """The question, if the roles allow to see it and the person agreed to the work; else the reason is given."""
    seen = await ctx.store.read(inbox.look, question_id, ctx.roles, ctx.person_id)
    if not isinstance(seen, Asked):
        await refuse_answer(event, ctx, question_id, seen)
        return None
    agree, back = InboxButton(do="agree", question=question_id), Open(place="questions")
    person = await ctx.require(event, Purpose.WORK, agree, back)
    if person is None:
        return None
    await ctx.store.write(looks.at_question, person.id, question_id, seen.question.scope, ctx.now)
    return seen


async def refuse_answer(event: Message | CallbackQuery, ctx: Context, question_id: int, outcome: AnswerOutcome) -> None:
    """Give the reason why a question cannot be answered; anybody but a coordinator hears that it is not allowed."""
    log.info("answer refused", question_id=question_id, person_id=ctx.person_id, reason=outcome)
    await ctx.refuse(event, REFUSALS[outcome] if ctx.coordinates() else "not-allowed")


@router.callback_query(InboxButton.filter(F.do == "files"))
async def show_files(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Copy here what no words can show: voices, photos, files."""
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    await query.answer()
    for words in files(seen.said):
        await show_file(ctx, words)


async def show_file(ctx: Context, words: Words) -> None:
    """Copy one message here; say so when it is not there any more."""
    try:
        await ctx.bot.copy_message(ctx.visitor.chat_id, words.chat_id or 0, words.message_id or 0)
    except TelegramBadRequest:
        await ctx.bot.send_message(ctx.visitor.chat_id, ctx.tr("desk-file-gone"))


@router.callback_query(InboxButton.filter(F.do == "take"))
async def take(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    await take_and_show(query, ctx, callback_data.question, sure=False)


async def take_and_show(query: CallbackQuery, ctx: Context, question_id: int, *, sure: bool) -> None:
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(inbox.take, question_id, ctx.roles, ctx.known_id, ctx.now, sure=sure)
    if outcome is AnswerOutcome.HELD:
        await put_held(query, ctx, question_id, "take-sure")
    elif outcome is not AnswerOutcome.DONE:
        await refuse_answer(query, ctx, question_id, outcome)
    else:
        log.info("question taken", question_id=question_id, person_id=ctx.person_id)
        await put_card(query, ctx, question_id)


@router.callback_query(InboxButton.filter(F.do == "take-sure"))
async def take_all_the_same(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    await take_and_show(query, ctx, callback_data.question, sure=True)


async def put_held(query: CallbackQuery, ctx: Context, question_id: int, go_on: str) -> None:
    """Tell that a colleague has the question, and ask whether to go on all the same."""
    if seen := await look(query, ctx, question_id):
        sure = button(ctx.tr.plain("desk-all-the-same"), InboxButton(do=go_on, question=question_id))
        text = ctx.tr("desk-held-sure", name=seen.holder or "—")
        await ctx.show(query, text, keyboard([sure], [to_card(ctx.tr, question_id)]))


@router.callback_query(InboxButton.filter(F.do.in_({"answer", "sure", "back", "note"})))
async def begin(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Ask for the message, and take the question; what a colleague has is answered only by who is sure."""
    do, question_id = callback_data.do, callback_data.question
    seen = await look(query, ctx, question_id)
    if seen is None:
        return
    if not seen.question.is_open and do != "note":
        await refuse_answer(query, ctx, question_id, AnswerOutcome.ALREADY)
    elif do in ("answer", "back") and seen.holder_id not in (None, ctx.person_id):
        await put_held(query, ctx, question_id, "sure")
    else:
        if do != "note":
            await ctx.store.write(inbox.take, question_id, ctx.roles, ctx.known_id, ctx.now, sure=True)
        text = ctx.tr(ASKED[SIDES[do]], text=shown_question(ctx.tr, seen))
        await ctx.ask(query, Answering.text, text, _cancel(ctx.tr, question_id), question_id=question_id, do=do)


def shown_question(tr: Translator, seen: Asked) -> str:
    return seen.question.text or (shown(tr, seen.said[0].words) if seen.said else "—")


def _cancel(tr: Translator, question_id: int) -> InlineKeyboardMarkup:
    return keyboard([to_card(tr, question_id, "button-cancel")])


@router.callback_query(InboxButton.filter(F.do == "agree"))
async def agree_and_show(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Record the consent of somebody who may see the question, and show it."""
    question_id = callback_data.question
    if isinstance(await ctx.store.read(inbox.look, question_id, ctx.roles, ctx.person_id), Asked):
        ctx = await ctx.agreed(query, Purpose.WORK)
    await put_card(query, ctx, question_id)


@router.message(StateFilter(Answering))
async def take_answer(message: Message, ctx: Context) -> None:
    """Save any message that Telegram can pass on as a draft, and show it before it is sent."""
    data, words = await ctx.state.get_data(), taken(message)
    question_id, side = data.get("question_id", 0), SIDES.get(data.get("do", ""), Side.STAFF)
    if words is None:
        await ctx.answer_once(message, ctx.tr("ask-cannot"), _cancel(ctx.tr, question_id))
    elif len(words.text) > ANSWER_MAX:
        text = ctx.tr("too-long", typed=len(words.text), most=ANSWER_MAX)
        await ctx.show(message, text, _cancel(ctx.tr, question_id))
    else:
        await ctx.state.clear()
        await keep(message, ctx, question_id, side, words)


async def keep(event: Message | CallbackQuery, ctx: Context, question_id: int, side: Side, words: Words) -> None:
    outcome = AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        author = (ctx.person.id, side)
        outcome = await ctx.store.write(inbox.write, question_id, ctx.roles, author, words, ctx.now)
    if outcome is not AnswerOutcome.DONE:
        await refuse_answer(event, ctx, question_id, outcome)
        return
    await ctx.show(event, *preview(ctx.tr, question_id, side, words))


@router.callback_query(InboxButton.filter(F.do.in_({"send", "send-sure"})))
async def send(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    question_id, outcome, sure = callback_data.question, AnswerOutcome.GONE, callback_data.do == "send-sure"
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        given = (ctx.roles, ctx.person.id, office_of(ctx), ctx.now)
        outcome = await ctx.store.write(inbox.answer, question_id, *given, sure=sure)
    if outcome is AnswerOutcome.HELD:
        await put_held(query, ctx, question_id, "send-sure")
        return
    if outcome is not AnswerOutcome.DONE:
        await refuse_answer(query, ctx, question_id, outcome)
        return
    log.info("question answered", question_id=question_id, person_id=ctx.person_id)
    await put_card(query, ctx, question_id, ctx.tr.plain("desk-sent"))
