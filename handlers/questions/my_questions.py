"""[my questions] → one of them, with its answer → [write on]; [delete] → sure → gone."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.questions import Question
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.questions.views import AskButton, OwnPage, to_person, to_topics
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, button, keyboard, pager, to_menu
from storage.questions import questions

PAGE_SIZE = 6
ON_A_BUTTON = 40


class OwnButton(CallbackData, prefix="askq"):
    """`do`: card, delete, delete-sure."""

    do: str
    question: Number


log = get_logger(__name__)
router = Router(name="questions.my_questions")
router.callback_query.filter(Pressed(OwnPage, OwnButton))


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
    return tr.plain("own-waits" if question.is_open else "own-answered", text=question.text[:ON_A_BUTTON])


@router.callback_query(OwnButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    found = await ctx.store.read(questions.own, callback_data.question, ctx.person_id or 0)
    if found is None:
        await put_list(query, ctx, 0, ctx.tr.plain("ask-gone"))
        return
    await ctx.show(query, *card(ctx.tr, found, ctx.zone))


def card(tr: Translator, question: Question, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    asked_on = tr.day(local_date(question.asked_at or question.created_at, zone))
    answer = tr("own-answer", answer=question.answer) if question.answer else tr("own-no-answer")
    on = button(tr.plain("ask-on"), AskButton(do="begin", after=question.id, slug=""))
    delete = button(tr.plain("own-delete"), OwnButton(do="delete", question=question.id))
    back = button(tr.plain("ask-own"), OwnPage(page=0))
    text = Markup("\n\n").join([tr("own-card", day=asked_on, text=question.text), answer])
    return text, keyboard([on], [delete], [back, to_menu(tr)])


@router.callback_query(OwnButton.filter(F.do == "delete"))
async def ask_before_deleting(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    sure = button(ctx.tr.plain("own-delete"), OwnButton(do="delete-sure", question=callback_data.question))
    back = button(ctx.tr.plain("button-no"), OwnButton(do="card", question=callback_data.question))
    await ctx.show(query, ctx.tr("own-delete-sure"), keyboard([sure], [back]))


@router.callback_query(OwnButton.filter(F.do == "delete-sure"))
async def delete(query: CallbackQuery, ctx: Context, callback_data: OwnButton) -> None:
    question_id = callback_data.question
    was_there = await ctx.store.write(questions.discard, question_id, ctx.person.id) if ctx.person else False
    if was_there:
        log.info("question deleted", question_id=question_id, person_id=ctx.person_id)
    await put_list(query, ctx, 0, ctx.tr.plain("own-deleted" if was_there else "ask-gone"))
