"""A person's topic in the staff's group: any message is the answer, after "!" a note, after "?" a question back.

Who answers what a colleague has is asked before. The buttons under the card are in `topic_card`.
"""

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import Message, ReactionTypeEmoji

from bot.domain.people import Person, Purpose
from bot.domain.questions import ANSWER_MAX, AnswerOutcome, Side, Words
from bot.logs import get_logger
from handlers.questions.inbox import LINK
from handlers.questions.office import office_of
from handlers.questions.topic_views import TopicButton
from handlers.questions.words import taken
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, link
from storage.questions import speaking, topic_talk
from storage.questions.topic_talk import Heard

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
router.message.filter(InTopic())
router.edited_message.filter(InTopic())


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
