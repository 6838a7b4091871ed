"""A coordinator: what waits → question → [answer] → text → preview → [send].

What was typed is kept until it is sent."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.questions import ANSWER_MAX, AnswerOutcome
from handlers.questions.inbox_views import DeskButton, card, preview
from handlers.questions.views import DeskPage, to_topics
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, pager, to_menu
from storage.law import municipalities
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


router = Router(name="questions.inbox")
router.message.filter(Said(states=Answering))
router.callback_query.filter(Pressed(DeskPage, DeskButton))


@router.callback_query(DeskPage.filter())
async def show_waiting(query: CallbackQuery, ctx: Context, callback_data: DeskPage) -> None:
    await put_waiting(query, ctx, callback_data.page)


async def put_waiting(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """A page of open questions; `done` is an alert that says what has just happened."""
    if not await ctx.require_coordinator(query):
        return
    found, total = await ctx.store.read(questions.waiting, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(each.text[:ON_A_BUTTON], DeskButton(do="card", question=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), DeskPage)
    await ctx.show(
        query, ctx.tr("desk-waiting", count=total), keyboard(*rows, turn, [to_topics(ctx.tr), to_menu(ctx.tr)]), done
    )


@router.callback_query(DeskButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    seen = await look(query, ctx, callback_data.question)
    if seen:
        names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
        await ctx.show(query, *card(ctx.tr, seen, names, ctx.zone))


async def look(event: Message | CallbackQuery, ctx: Context, question_id: int) -> Asked | None:
    """The question, if these roles may see it; otherwise they are told why not."""
    seen = await ctx.store.read(questions.look, question_id, ctx.roles, ctx.person_id)
    if isinstance(seen, Asked):
        return seen
    await refuse(event, ctx, seen)
    return None


async def refuse(event: Message | CallbackQuery, ctx: Context, outcome: AnswerOutcome) -> None:
    key = REFUSALS[outcome] if ctx.coordinates() else "not-allowed"
    if isinstance(event, Message):
        await event.answer(ctx.tr(key), reply_markup=keyboard([to_menu(ctx.tr)]))
    else:
        await event.answer(ctx.tr.plain(key), show_alert=True)


@router.callback_query(DeskButton.filter(F.do == "answer"))
async def begin(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    if not seen.question.is_open:
        await refuse(query, ctx, AnswerOutcome.ALREADY)
        return
    agree, card_again = (callback_data.model_copy(update={"do": do}) for do in ("agree", "card"))
    if await ctx.require(query, Purpose.WORK, agree, card_again):
        cancel = button(ctx.tr.plain("button-cancel"), DeskButton(do="card", question=seen.question.id))
        text = ctx.tr("desk-ask-answer", text=seen.question.text)
        await ctx.ask(query, Answering.text, text, keyboard([cancel]), question_id=seen.question.id)


@router.callback_query(DeskButton.filter(F.do == "agree"))
async def agree_and_answer(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    """The consent, then the answer; for a question that cannot be answered, nobody need agree."""
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
        back = keyboard([button(ctx.tr.plain("button-cancel"), DeskButton(do="card", question=question_id))])
        await message.answer(ctx.tr("too-long", typed=len(typed), most=ANSWER_MAX), reply_markup=back)
        return
    await ctx.state.clear()
    if ctx.person is None or not ctx.person.agreed(Purpose.WORK):
        await refuse(message, ctx, AnswerOutcome.GONE)
        return
    outcome = await ctx.store.write(questions.write, question_id, ctx.roles, ctx.person.id, typed, ctx.now)
    if outcome is not AnswerOutcome.DONE:
        await refuse(message, ctx, outcome)
        return
    await ctx.show(message, *preview(ctx.tr, question_id, typed))


@router.message(StateFilter(Answering))
async def want_words(message: Message, ctx: Context) -> None:
    await message.answer(
        ctx.tr("want-words"), reply_markup=keyboard([button(ctx.tr.plain("button-cancel"), Open(place="faq"))])
    )


@router.callback_query(DeskButton.filter(F.do == "send"))
async def send(query: CallbackQuery, ctx: Context, callback_data: DeskButton) -> None:
    outcome = AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        outcome = await ctx.store.write(questions.answer, callback_data.question, ctx.roles, ctx.person.id, ctx.now)
    if outcome is not AnswerOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_waiting(query, ctx, 0, ctx.tr.plain("desk-sent"))
