"""A person's topic in the staff's group: any message is the answer, after "!" a note, after "?" a question back.

Under the card: [take], [pass on], [close], [ban], [open it privately]. Who answers what a colleague has is asked
before.
"""

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReactionTypeEmoji

from bot.domain.people import REGION, Person, Purpose
from bot.domain.questions import ANSWER_MAX, AnswerOutcome, Side, Words
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
from handlers.questions.words import taken
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, button, keyboard, link
from storage.people import looks
from storage.questions import inbox, speaking, staff, topic_talk
from storage.questions.inbox import Asked
from storage.questions.topic_talk import Heard

COLLEAGUES_MOST = 5
SIGNS = {"!": Side.NOTE, "?": Side.BACK}
# The reaction under a message of the staff: passed on, or kept among colleagues.
PASSED, NOTED = "👌", "✍"
# What people send and no question can hold; anything else that is no message of theirs is Telegram's own.
CANNOT = {ContentType.POLL, ContentType.STICKER, ContentType.DICE, ContentType.VENUE, ContentType.STORY}


class InTopic(Filter):
    """Passes messages in topics; the general one is none."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.is_topic_message)


log = get_logger(__name__)
router = Router(name="questions.topics")
elsewhere = Router(name="questions.topics_elsewhere")
elsewhere.callback_query.filter(Pressed(TopicButton, TopicPassButton, TopicScopeButton))
router.message.filter(InTopic())
router.edited_message.filter(InTopic())
router.callback_query.filter(Pressed(TopicButton, TopicPassButton, TopicScopeButton))


@router.message()
async def take(message: Message, ctx: Context) -> None:
    words = taken(message)
    if words is None:
        if message.content_type in CANNOT or message.has_protected_content:
            await message.reply(ctx.tr("ask-cannot"))
    elif len(words.text) > ANSWER_MAX:
        await message.reply(ctx.tr("too-long", typed=len(words.text), most=ANSWER_MAX))
    elif person := await working(message, ctx):
        place, (side, said) = (message.chat.id, message.message_thread_id or 0), signed(words)
        office, now = office_of(ctx), ctx.now
        heard = await ctx.store.write(topic_talk.hear, place, ctx.roles, (person.id, side), said, office, now)
        if heard:
            await tell(message, ctx, heard)


def signed(words: Words) -> tuple[Side, Words]:
    """The side that the first character of a message tells, and the message without it."""
    side = SIGNS.get(words.text[:1], Side.STAFF)
    text = words.text if side is Side.STAFF else words.text[1:].lstrip()
    return side, Words(text, words.kind, words.chat_id, words.message_id, words.album)


async def working(message: Message, ctx: Context) -> Person | None:
    """The person, once they have agreed to the work; else they are asked to, in the private chat."""
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        return ctx.person
    asked = await ctx.store.read(topic_talk.asked_at, message.chat.id, message.message_thread_id or 0)
    if asked:
        way = link(ctx.tr.plain("topic-agree-open"), await ctx.link(f"{LINK}_{asked.id}"))
        await message.reply(ctx.tr("topic-agree"), reply_markup=keyboard([way]))
    return None


async def tell(message: Message, ctx: Context, heard: Heard) -> None:
    """Say what became of a message: a reaction when all is well."""
    log.info("said in a topic", question_id=heard.question_id, person_id=ctx.person_id, outcome=heard.outcome)
    if heard.outcome is AnswerOutcome.DONE:
        await react(message, NOTED if heard.side is Side.NOTE else PASSED)
    elif heard.outcome is AnswerOutcome.HELD:
        sure = button(ctx.tr.plain("desk-all-the-same"), TopicButton(do="sure", question=heard.question_id))
        await message.reply(ctx.tr("topic-held", name=heard.holder), reply_markup=keyboard([sure]))
    else:
        await message.reply(ctx.tr("topic-none" if heard.outcome is AnswerOutcome.GONE else "desk-foreign"))


async def react(message: Message, sign: str) -> None:
    """Put a sign under a message. A group may have switched reactions off: nothing is lost by that."""
    try:
        await message.react([ReactionTypeEmoji(emoji=sign)])
    except TelegramAPIError:
        log.info("reaction refused", chat_id=message.chat.id)


@router.edited_message()
async def mend(message: Message, ctx: Context) -> None:
    """Carry the new words of a message over to whoever has read the old ones."""
    place = (message.chat.id, message.message_id, ctx.person_id, ctx.roles)
    said, words = await ctx.store.read(topic_talk.said_there, *place), taken(message)
    if said is None or words is None or len(words.text) > ANSWER_MAX:
        return
    new = words if said.side is Side.STAFF else signed(words)[1]
    if new.text != said.words.text:
        await ctx.store.write(speaking.mend, said, new, ctx.now)
        log.info("message edited", question_id=said.question_id, said_id=said.id, person_id=ctx.person_id)


@router.callback_query(TopicButton.filter(F.do == "sure"))
async def send(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Send what was written about a colleague's question; only who wrote it can."""
    question_id, outcome = callback_data.question, AnswerOutcome.GONE
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        given = (ctx.roles, ctx.person.id, office_of(ctx), ctx.now)
        outcome = await ctx.store.write(topic_talk.send, question_id, *given)
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
    question_id, outcome = callback_data.question, AnswerOutcome.FORBIDDEN
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        sure = callback_data.do == "take-sure"
        outcome = await ctx.store.write(inbox.take, question_id, ctx.roles, ctx.person.id, ctx.now, sure=sure)
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
    seen = await ctx.store.read(inbox.look, question_id, ctx.roles, ctx.person_id)
    if not isinstance(seen, Asked):
        await turn_away(query, ctx, seen)
        return
    await note_look(ctx, seen)
    if do in ("pass", "scopes"):
        to = await (colleagues(ctx, seen) if do == "pass" else other_scopes(ctx, seen))
        await put_card(query, ctx, question_id, keyboard(*to, [to_card(ctx, question_id)]))
        return
    asked = {"close": close_buttons, "ban": ban_buttons}.get(do)
    await put_card(query, ctx, question_id, asked(ctx.tr, question_id) if asked else None)


async def turn_away(query: CallbackQuery, ctx: Context, outcome: AnswerOutcome) -> None:
    ctx.note_refusal(query, outcome)
    await query.answer(ctx.tr.plain(REFUSALS[outcome]), show_alert=True)


async def note_look(ctx: Context, seen: Asked) -> None:
    """Note that a person at work opened the question of another."""
    if ctx.person:
        await ctx.store.write(looks.at_question, ctx.person.id, seen.question.id, seen.question.scope, ctx.now)


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
    given = (ctx.roles, None if slug == REGION else slug, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_on, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


@router.callback_query(TopicButton.filter(F.do.in_(BANS)))
async def ban(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Take no more questions of the person, for the reason that was chosen: typed words here would be an answer."""
    question_id, outcome = callback_data.question, AnswerOutcome.FORBIDDEN
    if ctx.person and ctx.person.agreed(Purpose.WORK):
        reason = ctx.tr.plain(BANS[callback_data.do])
        outcome = await ctx.store.write(inbox.ban, question_id, ctx.roles, ctx.person.id, reason, ctx.now)
    await end(query, ctx, question_id, outcome, "desk-banned")


@router.callback_query(TopicPassButton.filter())
async def pass_to(query: CallbackQuery, ctx: Context, callback_data: TopicPassButton) -> None:
    question_id = callback_data.question
    given = (ctx.roles, callback_data.person, office_of(ctx), ctx.now)
    outcome = await ctx.store.write(inbox.pass_to, question_id, *given)
    await end(query, ctx, question_id, outcome, "desk-passed")


@router.callback_query(TopicButton.filter(F.do == "sure-close"))
async def close(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    outcome = await ctx.store.write(inbox.close, callback_data.question, ctx.roles, ctx.now)
    await end(query, ctx, callback_data.question, outcome, "desk-closed-now")


@router.callback_query(TopicButton.filter(F.do == "card"))
async def open_privately(query: CallbackQuery, ctx: Context, callback_data: TopicButton) -> None:
    """Send the card with everything that can be done into the private chat of whoever pressed."""
    seen = await ctx.store.read(inbox.look, callback_data.question, ctx.roles, ctx.person_id)
    if not isinstance(seen, Asked):
        await turn_away(query, ctx, seen)
        return
    await note_look(ctx, seen)
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
