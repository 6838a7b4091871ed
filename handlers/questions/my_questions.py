"""[my questions] → one of them, with what was said → [write on], [add], [it helped]; [delete] → sure → gone."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import Purpose
from bot.domain.questions import QUESTION_MAX, AskOutcome, Question, Said, Side
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.questions.ask import refuse_more
from handlers.questions.office import moment, office_of
from handlers.questions.views import AskButton, OwnButton, OwnPage, RateButton, to_person, to_topics
from handlers.questions.words import shown, taken
from handlers.shared import screens
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, pager, to_menu
from storage.questions import messages, questions

PAGE_SIZE = 6
ON_A_BUTTON = 40
SHOWN_MOST = 10


class Adding(StatesGroup):
    message = State()


log = get_logger(__name__)
router = Router(name="questions.my_questions")
router.message.filter(screens.Said(states=Adding))
router.callback_query.filter(Pressed(OwnPage, OwnButton, RateButton))


@router.callback_query(OwnPage.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: OwnPage) -> None:
    await put_list(query, ctx, callback_data.page)


async def put_list(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of the person's questions; `done` is an alert with the result of the last step."""
    # A stranger has asked nothing: nobody has the id 0.
    found, total = await ctx.store.read(questions.of_person, ctx.person_id or 0, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(_label(ctx.tr, each), OwnButton(do="card", question=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), OwnPage)
    buttons = keyboard(*rows, turn, [to_person(ctx.tr, anew=True)], [to_topics(ctx.tr), to_menu(ctx.tr)])
    await ctx.show(query, ctx.tr("own-questions", count=total), buttons, done)


def _label(tr: Translator, question: Question) -> str:
    text = question.text[:ON_A_BUTTON] or tr.plain("own-number", number=str(question.id))
    return tr.plain("own-waits" if question.is_open else "own-answered", text=text)


@router.callback_query(OwnButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    found = await ctx.store.read(questions.own, callback_data.question, ctx.person_id or 0)
    if found is None:
        await put_gone(query, ctx)
        return
    said = await ctx.store.read(messages.of_question, found.id, SHOWN_MOST)
    await ctx.show(query, *card(ctx, found, said))


async def put_gone(query: CallbackQuery, ctx: Context) -> None:
    """Say that there is no such question of theirs, and show those that there are."""
    ctx.note_refusal(query, "ask-gone")
    await put_list(query, ctx, 0, ctx.tr.plain("ask-gone"))


def card(ctx: Context, question: Question, said: list[Said]) -> tuple[Markup, InlineKeyboardMarkup]:
    """A question with all that was said, without the staff's notes, and what can be done with it."""
    tr = ctx.tr
    asked_on = tr.day(local_date(question.asked_at or question.created_at, ctx.zone))
    parts = [tr("own-card", number=str(question.id), day=asked_on)]
    for each in said:
        if each.side is not Side.NOTE:
            key = "own-said" if each.side is Side.PERSON else "own-answer"
            parts.append(tr(key, text=shown(tr, each.words)))
    parts.append(_state(ctx, question))
    on = AskButton(do="begin", after=question.id, slug="")
    add = button(tr.plain("own-add"), OwnButton(do="add", question=question.id))
    more = add if question.is_open else button(tr.plain("ask-on"), on)
    delete = button(tr.plain("own-delete"), OwnButton(do="delete", question=question.id))
    back = button(tr.plain("ask-own"), OwnPage(page=0))
    return Markup("\n\n").join(parts), keyboard([more], [delete], [back, to_menu(tr)])


def _state(ctx: Context, question: Question) -> Markup:
    if question.waits_for_person:
        return ctx.tr("own-asked-back")
    if question.is_open:
        return ctx.tr("own-no-answer", due=moment(ctx.tr, question.due_at, ctx.zone))
    return ctx.tr("own-done" if question.answered_at else "own-closed")


@router.callback_query(OwnButton.filter(F.do == "add"))
async def ask_more(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    found = await ctx.store.read(questions.own, callback_data.question, ctx.person_id or 0)
    if found is None or not found.is_open:
        await ctx.deny(query, "ask-closed" if found else "ask-gone")
        return
    await ctx.ask(query, Adding.message, ctx.tr("own-ask-more"), _back(ctx.tr, found.id), question_id=found.id)


def _back(tr: Translator, question_id: int) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-back-page"), OwnButton(do="card", question=question_id))])


@router.message(StateFilter(Adding))
async def take_more(message: Message, ctx: Context) -> None:
    """Pass each message on at once; the question stays open for more."""
    question_id, words = (await ctx.state.get_data()).get("question_id", 0), taken(message)
    if words is None:
        await ctx.answer_once(message, ctx.tr("ask-cannot"), _back(ctx.tr, question_id))
        return
    if len(words.text) > QUESTION_MAX:
        text = ctx.tr("too-long", typed=len(words.text), most=QUESTION_MAX)
        await ctx.show(message, text, _back(ctx.tr, question_id))
        return
    outcome = AskOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.QUESTIONS):
        outcome = await ctx.store.write(questions.add, question_id, ctx.person.id, words, office_of(ctx), ctx.now)
    if outcome is not AskOutcome.SENT:
        await ctx.state.clear()
        await refuse_more(message, ctx, question_id, outcome)
        return
    log.info("question added to", question_id=question_id, person_id=ctx.person_id, kind=words.kind)
    await ctx.answer_once(message, ctx.tr("own-added"), _back(ctx.tr, question_id))


@router.callback_query(RateButton.filter())
async def rate(query: CallbackQuery, ctx: Context, callback_data: RateButton) -> None:
    """Keep whether the answer helped; who was not helped is shown the way on."""
    question_id, helped = callback_data.question, callback_data.do == "yes"
    kept = await ctx.store.write(questions.rate, question_id, ctx.person_id or 0, helped=helped)
    if not kept:
        await ctx.deny(query, "ask-gone")
        return
    log.info("answer rated", question_id=question_id, person_id=ctx.person_id, helped=helped)
    await ctx.refuse(query, "rate-thanks" if helped else "rate-sorry")


@router.callback_query(OwnButton.filter(F.do == "delete"))
async def ask_before_deleting(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    if await ctx.store.read(questions.own, callback_data.question, ctx.person_id or 0) is None:
        await put_gone(query, ctx)
        return
    sure = button(ctx.tr.plain("own-delete"), OwnButton(do="delete-sure", question=callback_data.question))
    back = button(ctx.tr.plain("button-no"), OwnButton(do="card", question=callback_data.question))
    await ctx.show(query, ctx.tr("own-delete-sure"), keyboard([sure], [back]))


@router.callback_query(OwnButton.filter(F.do == "delete-sure"))
async def delete(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    question_id = callback_data.question
    was_there = await ctx.store.write(questions.discard, question_id, ctx.person.id, ctx.now) if ctx.person else False
    if not was_there:
        await put_gone(query, ctx)
        return
    log.info("question deleted", question_id=question_id, person_id=ctx.person_id)
    await put_list(query, ctx, 0, ctx.tr.plain("own-deleted"))
