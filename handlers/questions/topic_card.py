"""The card of a question in the staff's group → [take], [pass on], [close], [ban], [open it privately].

The group must be the one that answers the question, and whoever presses must have agreed to the work.
"""

from aiogram import F, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.people import REGION, Purpose
from bot.domain.questions import AnswerOutcome
from bot.logs import get_logger
from handlers.questions.inbox import LINK, REFUSALS
from handlers.questions.inbox import put_card as put_privately
from handlers.questions.inbox_views import card
from handlers.questions.office import office_of
from handlers.questions.topic_views import (
    BANS,
    TopicButton,
    TopicPassButton,
    TopicScopeButton,
    ban_buttons,
    card_text,
    close_buttons,
    topic_buttons,
)
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, button, keyboard
from storage.people import looks
from storage.questions import inbox, staff, topic_talk
from storage.questions.inbox import Asked

COLLEAGUES_MOST = 5

log = get_logger(__name__)
router, elsewhere = Router(name="questions.topic_card"), Router(name="questions.topic_card_elsewhere")
for each in (router, elsewhere):
    each.callback_query.filter(Pressed(TopicButton, TopicPassButton, TopicScopeButton))


@router.callback_query(TopicButton.filter(F.do == "sure"))
async def send(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Send what was written about a colleague's question; only who wrote it can."""
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(topic_talk.send, question_id, ctx.roles, ctx.known_id, office_of(ctx), ctx.now)
    log.info("sent all the same", question_id=question_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is AnswerOutcome.DONE and isinstance(query.message, Message):
        await query.message.edit_text(ctx.tr("topic-sent"))
        await query.answer()
    else:
        await refuse(query, ctx, outcome)


async def refuse(query: CallbackQuery, ctx: Context, outcome: AnswerOutcome) -> None:
    key = "topic-not-yours" if outcome is AnswerOutcome.ALREADY else REFUSALS[outcome]
    await query.answer(ctx.tr.plain(key), show_alert=True)


@router.callback_query(TopicButton.filter(F.do.in_({"take", "take-sure"})))
async def take_question(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    question_id, sure = callback_data.question, callback_data.do == "take-sure"
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(inbox.take, question_id, ctx.roles, ctx.known_id, ctx.now, sure=sure)
    if outcome is AnswerOutcome.HELD:
        again = button(ctx.tr.plain("desk-all-the-same"), TopicButton(do="take-sure", question=question_id))
        await put_card(query, ctx, question_id, keyboard([again], [to_card(ctx, question_id)]))
        return
    await end(query, ctx, question_id, outcome, "topic-taken")


def to_card(ctx: Context, question_id: int) -> InlineKeyboardButton:
    return button(ctx.tr.plain("button-back-page"), TopicButton(do="back", question=question_id))


async def end(query: CallbackQuery, ctx: Context, question_id: int, outcome: AnswerOutcome, done: str) -> None:
    """Show the card as it is now, with the result; or the reason why nothing was done."""
    log.info("pressed in a topic", question_id=question_id, person_id=ctx.person_id, what=done, outcome=outcome)
    if outcome is AnswerOutcome.DONE:
        await put_card(query, ctx, question_id, done=ctx.tr.plain(done))
    else:
        await query.answer(ctx.tr.plain(REFUSALS[outcome]), show_alert=True)


async def put_card(
    query: CallbackQuery, ctx: Context, question_id: int, markup: InlineKeyboardMarkup | None = None, done: str = ""
) -> None:
    """Show the card in the topic, with its holder; `markup` in place of its own buttons."""
    post = await ctx.store.read(topic_talk.card, question_id)
    if post is None or not isinstance(query.message, Message):
        await query.answer(ctx.tr.plain("desk-gone"), show_alert=True)
        return
    tr = ctx.texts.choose(ctx.settings.default_locale)
    text = card_text(post, tr, ctx.settings.timezone)
    await query.message.edit_text(text, reply_markup=markup or topic_buttons(post, tr))
    await query.answer(done or None)


@router.callback_query(TopicButton.filter(F.do.in_({"back", "pass", "scopes", "close", "ban"})))
async def choose(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Ask to whom to pass the question, whether to close it, or why to ban; or show its card again."""
    question_id, do = callback_data.question, callback_data.do
    seen = await look(query, ctx, question_id)
    if seen is None:
        return
    if do in ("pass", "scopes"):
        to = await (colleagues(ctx, seen) if do == "pass" else other_scopes(ctx, seen))
        await put_card(query, ctx, question_id, keyboard(*to, [to_card(ctx, question_id)]))
        return
    asked = {"close": close_buttons, "ban": ban_buttons}.get(do)
    await put_card(query, ctx, question_id, asked(ctx.tr, question_id) if asked else None)


async def look(query: CallbackQuery, ctx: Context, question_id: int) -> Asked | None:
    """The question, if this group answers it, the roles allow it and the person agreed to the work; else the reason.

    The consent is asked for in the private chat, which opens: here everybody would read it.
    """
    chat_id = query.message.chat.id if query.message else 0
    seen = await ctx.store.read(topic_talk.look, chat_id, question_id, ctx.roles, ctx.person_id)
    if not isinstance(seen, Asked):
        ctx.note_refusal(query, seen)
        await query.answer(ctx.tr.plain(REFUSALS[seen]), show_alert=True)
        return None
    if ctx.person is None or not ctx.person.agreed(Purpose.WORK):
        ctx.note_refusal(query, "no consent")
        await query.answer(url=await ctx.link(f"{LINK}_{question_id}"))
        return None
    await ctx.store.write(looks.at_question, ctx.person.id, question_id, seen.question.scope, ctx.now)
    return seen


async def colleagues(ctx: Context, seen: Asked) -> list[list[InlineKeyboardButton]]:
    """The colleagues who may answer, with the way to other scopes."""
    names = await ctx.store.read(staff.colleagues, seen.question.municipality, ctx.settings.admin_ids)
    others = [(person_id, name) for person_id, name in names.items() if person_id != seen.holder_id]
    question_id = seen.question.id
    to = [[button(name, TopicPassButton(question=question_id, person=each))] for each, name in others]
    scopes = [button(ctx.tr.plain("desk-other-scope"), TopicButton(do="scopes", question=question_id))]
    return [*to[:COLLEAGUES_MOST], scopes]


async def other_scopes(ctx: Context, seen: Asked) -> list[list[InlineKeyboardButton]]:
    """The scopes that have somebody who answers, the region first; all others are in the private chat."""
    desk, names = await ctx.store.read(staff.desk, ctx.settings.admin_ids), await municipality_names(ctx)
    region = [(REGION, ctx.tr.plain("role-region"))] if desk.region else []
    found = [*region, *((slug, names.get(slug, slug)) for slug in desk.slugs)]
    to = [
        [button(name, TopicScopeButton(question=seen.question.id, slug=slug))]
        for slug, name in found
        if slug != seen.question.scope
    ]
    return to[: COLLEAGUES_MOST + 1]


@router.callback_query(TopicScopeButton.filter())
async def pass_on(query: CallbackQuery, ctx: Context, callback_data: TopicScopeButton) -> None:
    question_id, slug = callback_data.question, callback_data.slug
    if await look(query, ctx, question_id) is None:
        return
    given = (ctx.roles, None if slug == REGION else slug, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_on, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


@router.callback_query(TopicButton.filter(F.do.in_(BANS)))
async def ban(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Take no more questions of the person, for the reason that was chosen: typed words here would be an answer."""
    question_id, reason = callback_data.question, ctx.tr.plain(BANS[callback_data.do])
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(inbox.ban, question_id, ctx.roles, ctx.known_id, reason, ctx.now)
    await end(query, ctx, question_id, outcome, "desk-banned")


@router.callback_query(TopicPassButton.filter())
async def pass_to(query: CallbackQuery, ctx: Context, callback_data: TopicPassButton) -> None:
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    given = (ctx.roles, callback_data.person, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_to, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


@router.callback_query(TopicButton.filter(F.do == "sure-close"))
async def close(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    question_id = callback_data.question
    if await look(query, ctx, question_id) is None:
        return
    outcome = await ctx.store.write(inbox.close, question_id, ctx.roles, ctx.now)
    await end(query, ctx, question_id, outcome, "desk-closed-now")


@router.callback_query(TopicButton.filter(F.do == "card"))
async def open_privately(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Send the card with everything that can be done into the private chat of whoever pressed."""
    seen = await look(query, ctx, callback_data.question)
    if seen is None:
        return
    text, buttons = card(ctx, seen, await municipality_names(ctx))
    try:
        await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_markup=buttons)
    except TelegramForbiddenError:
        await query.answer(ctx.tr.plain("topic-write-first"), show_alert=True)
        return
    await query.answer(ctx.tr.plain("topic-opened"))


@elsewhere.callback_query(TopicButton.filter())
@elsewhere.callback_query(TopicPassButton.filter())
@elsewhere.callback_query(TopicScopeButton.filter())
async def show_privately(
    query: CallbackQuery, ctx: Context, callback_data: TopicButton | TopicPassButton | TopicScopeButton
) -> None:
    """Outside the group such a button opens the question."""
    await put_privately(query, ctx, callback_data.question)
