"""A coordinator: question → [more] → pass on to a colleague or a scope, close, ban with a reason, allow again."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.people import REGION, Purpose
from bot.domain.questions import REASON_MAX, AnswerOutcome
from bot.logs import get_logger
from handlers.questions.inbox import look, put_waiting, refuse_answer
from handlers.questions.inbox_views import InboxButton, more_buttons, to_card
from handlers.questions.office import office_of
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.questions import inbox, staff

COLLEAGUES_MOST, SCOPES_MOST = 6, 40


class PassButton(CallbackData, prefix="qst"):
    """Pass a question on to a colleague."""

    question: Number
    person: Number


class PassScopeButton(CallbackData, prefix="qss"):
    """Pass a question on to the coordinators of a municipality, or of the region."""

    question: Number
    slug: str


class Banning(StatesGroup):
    reason = State()


class MoreButton(CallbackData, prefix="qsm"):
    """`do`: close, ban, scopes: what has to be confirmed, and the list of scopes to pass a question on to."""

    do: str
    question: Number


log = get_logger(__name__)
router = Router(name="questions.inbox_more")
router.message.filter(Said(states=Banning))
router.callback_query.filter(Pressed(InboxButton, MoreButton, PassButton, PassScopeButton))


@router.callback_query(InboxButton.filter(F.do == "more"))
async def show_more(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    if seen := await look(query, ctx, callback_data.question):
        await ctx.show(query, ctx.tr("desk-more-text", number=str(seen.question.id)), more_buttons(ctx.tr, seen))


@router.callback_query(InboxButton.filter(F.do == "pass"))
async def choose_colleague(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """The colleagues who may answer, with the way to other scopes; where they are many, only those first by name."""
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    question_id = seen.question.id
    admin_ids = ctx.settings.admin_ids
    names = await ctx.store.read(staff.colleagues, seen.question.municipality, admin_ids)
    others = [(person_id, name) for person_id, name in names.items() if person_id != ctx.person_id]
    rows = [
        [button(name, PassButton(question=question_id, person=person_id))]
        for person_id, name in others[:COLLEAGUES_MOST]
    ]
    scopes = [button(ctx.tr.plain("desk-other-scope"), MoreButton(do="scopes", question=question_id))]
    text = ctx.tr("desk-pass-text" if others else "desk-pass-nobody")
    await ctx.show(query, text, keyboard(*rows, scopes, [to_card(ctx.tr, question_id)]))


@router.callback_query(MoreButton.filter(F.do == "scopes"))
async def choose_scope(query: CallbackQuery, ctx: Context, callback_data: MoreButton) -> None:
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    desk, names = await ctx.store.read(staff.desk, ctx.settings.admin_ids), await municipality_names(ctx)
    scopes = [(slug, names.get(slug, slug)) for slug in desk.slugs[:SCOPES_MOST]]
    if desk.region:
        scopes.append((REGION, ctx.tr.plain("role-region")))
    question_id = seen.question.id
    to = [
        button(name, PassScopeButton(question=question_id, slug=slug))
        for slug, name in scopes
        if slug != seen.question.scope
    ]
    pairs = [to[first : first + 2] for first in range(0, len(to), 2)]
    await ctx.show(query, ctx.tr("desk-scopes-text"), keyboard(*pairs, [to_card(ctx.tr, question_id)]))


@router.callback_query(PassButton.filter())
async def pass_to(query: CallbackQuery, ctx: Context, callback_data: PassButton) -> None:
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    given = (ctx.roles, callback_data.person, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_to, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


@router.callback_query(PassScopeButton.filter())
async def pass_on(query: CallbackQuery, ctx: Context, callback_data: PassScopeButton) -> None:
    question_id, slug = callback_data.question, callback_data.slug
    if await look(query, ctx, question_id) is None:
        return
    given = (ctx.roles, None if slug == REGION else slug, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_on, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


async def end(
    event: Message | CallbackQuery, ctx: Context, question_id: int, outcome: AnswerOutcome, done: str
) -> None:
    """Show what waits now, with the result; or the reason why nothing was done."""
    if outcome is not AnswerOutcome.DONE:
        await refuse_answer(event, ctx, question_id, outcome)
        return
    log.info("question handled", question_id=question_id, person_id=ctx.person_id, what=done)
    await put_waiting(event, ctx, done=ctx.tr.plain(done))


@router.callback_query(InboxButton.filter(F.do == "close"))
async def ask_before_closing(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    if seen := await look(query, ctx, callback_data.question):
        sure = button(ctx.tr.plain("desk-close"), MoreButton(do="close", question=seen.question.id))
        await ctx.show(query, ctx.tr("desk-close-sure"), keyboard([sure], [to_card(ctx.tr, seen.question.id)]))


@router.callback_query(MoreButton.filter(F.do == "close"))
async def close(query: CallbackQuery, ctx: Context, callback_data: MoreButton) -> None:
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(inbox.close, question_id, ctx.roles, ctx.now)
    await end(query, ctx, question_id, outcome, "desk-closed-now")


@router.callback_query(InboxButton.filter(F.do == "ban"))
async def ask_reason(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    if seen := await look(query, ctx, callback_data.question):
        cancel = keyboard([to_card(ctx.tr, seen.question.id, "button-cancel")])
        text = ctx.tr("desk-ban-reason", name=seen.name)
        await ctx.ask(query, Banning.reason, text, cancel, question_id=seen.question.id)


@router.message(StateFilter(Banning), Typed())
async def ban(message: Message, ctx: Context, typed: str) -> None:
    question_id = (await ctx.state.get_data()).get("question_id", 0)
    if len(typed) > REASON_MAX:
        text = ctx.tr("too-long", typed=len(typed), most=REASON_MAX)
        await ctx.show(message, text, keyboard([to_card(ctx.tr, question_id, "button-cancel")]))
        return
    await ctx.state.clear()
    outcome = AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        outcome = await ctx.store.write(inbox.ban, question_id, ctx.roles, ctx.person.id, typed, ctx.now)
    await end(message, ctx, question_id, outcome, "desk-banned")


@router.message(StateFilter(Banning))
async def want_words(message: Message, ctx: Context) -> None:
    question_id = (await ctx.state.get_data()).get("question_id", 0)
    await ctx.show(message, ctx.tr("want-words"), keyboard([to_card(ctx.tr, question_id, "button-cancel")]))


@router.callback_query(InboxButton.filter(F.do == "unban"))
async def unban(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    given = (ctx.roles, ctx.known_id, ctx.now)
    allowed = await ctx.store.write(inbox.unban, question_id, *given)
    await end(query, ctx, question_id, AnswerOutcome.DONE if allowed else AnswerOutcome.GONE, "desk-unbanned")
