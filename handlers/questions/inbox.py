"""A coordinator: inbox → question → [answer] → text → preview → [send].

A typed answer is saved as a draft until it is sent.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.questions import ANSWER_MAX, AnswerOutcome
from bot.logs import get_logger
from handlers.questions.inbox_views import InboxButton, card, preview
from handlers.questions.views import InboxPage, to_topics
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, pager, to_menu
from storage.questions import questions
from storage.questions.questions import Asked

PAGE_SIZE = 6
ON_A_BUTTON = 44
REFUSALS = {
    AnswerOutcome.GONE: "desk-gone",
    AnswerOutcome.FORBIDDEN: "desk-foreign",
    AnswerOutcome.ALREADY: "desk-already",
}


class Answering(StatesGroup):
    text = State()


log = get_logger(__name__)
router = Router(name="questions.inbox")
router.message.filter(Said(states=Answering))
router.callback_query.filter(Pressed(InboxPage, InboxButton))


@router.callback_query(InboxPage.filter())
async def show_waiting(query: CallbackQuery, ctx: Context, callback_data: InboxPage) -> None:
    await put_waiting(query, ctx, callback_data.page)


async def put_waiting(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of open questions; `done` is an alert with the result of the last step."""
    if not await ctx.require_coordinator(query):
        return
    found, total = await ctx.store.read(questions.waiting, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(each.text[:ON_A_BUTTON], InboxButton(do="card", question=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), InboxPage)
    buttons = keyboard(*rows, turn, [to_topics(ctx.tr), to_menu(ctx.tr)])
    await ctx.show(query, ctx.tr("desk-waiting", count=total), buttons, done)


@router.callback_query(InboxButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    if seen := await look(query, ctx, callback_data.question):
        await ctx.show(query, *card(ctx.tr, seen, await municipality_names(ctx), ctx.zone))


async def look(event: Message | CallbackQuery, ctx: Context, question_id: int) -> Asked | None:
    """The question, if the roles allow to see it; else the reason is given and None returned."""
    seen = await ctx.store.read(questions.look, question_id, ctx.roles, ctx.person_id)
    if isinstance(seen, Asked):
        return seen
    await refuse_answer(event, ctx, question_id, seen)
    return None


async def refuse_answer(event: Message | CallbackQuery, ctx: Context, question_id: int, outcome: AnswerOutcome) -> None:
    """Give the reason why a question cannot be answered; anybody but a coordinator hears that it is not allowed."""
    log.info("answer refused", question_id=question_id, person_id=ctx.person_id, reason=outcome)
    await ctx.refuse(event, REFUSALS[outcome] if ctx.coordinates() else "not-allowed")


@router.callback_query(InboxButton.filter(F.do == "answer"))
async def begin(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    if not seen.question.is_open:
        await refuse_answer(query, ctx, seen.question.id, AnswerOutcome.ALREADY)
        return
    agree, card_again = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    if await ctx.require(query, Purpose.WORK, agree, card_again):
        cancel = button(ctx.tr.plain("button-cancel"), InboxButton(do="card", question=seen.question.id))
        text = ctx.tr("desk-ask-answer", text=seen.question.text)
        await ctx.ask(query, Answering.text, text, keyboard([cancel]), question_id=seen.question.id)


@router.callback_query(InboxButton.filter(F.do == "agree"))
async def agree_and_answer(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Record the consent and ask for the answer; for a question that cannot be answered, ask for no consent."""
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    if seen.question.is_open:
        ctx = await ctx.agreed(query, Purpose.WORK)
    await begin(query, ctx, callback_data)


@router.message(StateFilter(Answering), Typed())
async def take_answer(message: Message, ctx: Context, typed: str) -> None:
    question_id = (await ctx.state.get_data()).get("question_id", 0)
    if len(typed) > ANSWER_MAX:
        back = keyboard([button(ctx.tr.plain("button-cancel"), InboxButton(do="card", question=question_id))])
        await ctx.show(message, ctx.tr("too-long", typed=len(typed), most=ANSWER_MAX), back)
        return
    await ctx.state.clear()
    outcome = AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        outcome = await ctx.store.write(questions.write, question_id, ctx.roles, ctx.person.id, typed, ctx.now)
    if outcome is not AnswerOutcome.DONE:
        await refuse_answer(message, ctx, question_id, outcome)
        return
    await ctx.show(message, *preview(ctx.tr, question_id, typed))


@router.message(StateFilter(Answering))
async def want_words(message: Message, ctx: Context) -> None:
    cancel = button(ctx.tr.plain("button-cancel"), Open(place="faq"))
    await ctx.show(message, ctx.tr("want-words"), keyboard([cancel]))


@router.callback_query(InboxButton.filter(F.do == "send"))
async def send(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    outcome = AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        outcome = await ctx.store.write(questions.answer, callback_data.question, ctx.roles, ctx.person.id, ctx.now)
    if outcome is not AnswerOutcome.DONE:
        await refuse_answer(query, ctx, callback_data.question, outcome)
        return
    log.info("question answered", question_id=callback_data.question, person_id=ctx.person_id)
    await put_waiting(query, ctx, 0, ctx.tr.plain("desk-sent"))
