"""A coordinator: question → [ready text] → one of them → preview; [keep as a ready text]; a list to take them away."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.domain.questions import Side, Words
from bot.logs import get_logger
from handlers.questions.inbox import keep, look, put_held
from handlers.questions.inbox_views import InboxButton, to_card
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, button, keyboard
from storage.questions import templates

ON_A_BUTTON, SHOWN_MOST = 50, 20


class TemplateButton(CallbackData, prefix="qsx"):
    """`do`: use a ready text for a question; list those to take away; drop one."""

    do: str
    template: Number
    question: Number


log = get_logger(__name__)
router = Router(name="questions.templates")
router.callback_query.filter(Pressed(InboxButton, TemplateButton))


@router.callback_query(InboxButton.filter(F.do == "template"))
async def choose(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    await put_list(query, ctx, callback_data.question, "use")


@router.callback_query(TemplateButton.filter(F.do == "list"))
async def choose_to_drop(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    await put_list(query, ctx, callback_data.question, "drop")


async def put_list(query: CallbackQuery, ctx: Context, question_id: int, do: str, done: str = "") -> None:
    """Show the ready texts; pressing one does what `do` says."""
    if not await ctx.require_coordinator(query):
        return
    found = await ctx.store.read(templates.of_roles, ctx.roles)
    rows = [
        [button(each.text[:ON_A_BUTTON], TemplateButton(do=do, template=each.id, question=question_id))]
        for each in found[:SHOWN_MOST]
    ]
    clean = TemplateButton(do="list", template=0, question=question_id)
    drop = [button(ctx.tr.plain("templates-drop"), clean)] if found and do == "use" else []
    text = ctx.tr("templates" if do == "use" else "templates-drop-text", count=len(found))
    await ctx.show(query, text, keyboard(*rows, drop, [to_card(ctx.tr, question_id)]), done)


@router.callback_query(TemplateButton.filter(F.do == "use"))
async def use(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    """Write the text as the draft of an answer; it may be rewritten before it is sent."""
    question_id = callback_data.question
    seen, found = (
        await look(query, ctx, question_id),
        await ctx.store.read(templates.get, callback_data.template, ctx.roles),
    )
    if seen is None:
        return
    if found is None:
        await put_list(query, ctx, question_id, "use", ctx.tr.plain("template-gone"))
    elif seen.holder_id not in (None, ctx.person_id):
        await put_held(query, ctx, question_id, "sure")
    else:
        await keep(query, ctx, question_id, Side.STAFF, Words(found.text))


@router.callback_query(InboxButton.filter(F.do == "template-keep"))
async def keep_template(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Keep the words of one's draft as a ready text of the question's scope."""
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    if seen.draft is None or not seen.draft.words.text or ctx.person is None:
        await ctx.deny(query, "template-gone")
        return
    given = (seen.question.scope, seen.draft.words.text, ctx.roles, ctx.person.id, ctx.now)
    if await ctx.store.write(templates.keep, *given):
        log.info("answer template kept", question_id=seen.question.id, person_id=ctx.person_id)
        await ctx.refuse(query, "template-kept")


@router.callback_query(TemplateButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    was_there = await ctx.store.write(templates.drop, callback_data.template, ctx.roles)
    if was_there:
        log.info("answer template dropped", template_id=callback_data.template, person_id=ctx.person_id)
    elif ctx.coordinates():
        ctx.note_refusal(query, "template-gone")
    key = "template-dropped" if was_there else "template-gone"
    await put_list(query, ctx, callback_data.question, "drop", ctx.tr.plain(key))
