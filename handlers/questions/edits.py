"""An edited message that stands in a question → its new words reach whoever has read the old ones."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.questions import ANSWER_MAX, Said, Side
from bot.logs import get_logger
from handlers.questions.views import to_person
from handlers.questions.words import taken
from handlers.shared.context import Context
from handlers.shared.screens import keyboard, to_menu
from storage.questions import messages, questions, speaking

log = get_logger(__name__)
router = Router(name="questions.edits")


class OfQuestion(Filter):
    """Passes messages of the person that stand in a question."""

    async def __call__(self, message: Message, ctx: Context) -> bool:
        return await said_at(message, ctx) is not None


async def said_at(message: Message, ctx: Context) -> Said | None:
    said = await ctx.store.read(messages.at, message.chat.id, message.message_id)
    return said if said and said.person_id == ctx.person_id else None


@router.edited_message(OfQuestion())
async def carry_over(message: Message, ctx: Context) -> None:
    """Carry new words over. Once a question is closed its author's words stay; the staff may still correct."""
    said, words = await said_at(message, ctx), taken(message)
    asked = await ctx.store.read(questions.get, said.question_id) if said else None
    if said is None or words is None or asked is None or words.text == said.words.text or len(words.text) > ANSWER_MAX:
        return
    if said.side is Side.PERSON and asked.closed_at:
        buttons = keyboard([to_person(ctx.tr, anew=True)], [to_menu(ctx.tr)])
        await message.reply(ctx.tr("edit-closed"), reply_markup=buttons)
        return
    await ctx.store.write(speaking.mend, said, words, ctx.now)
    log.info("message edited", question_id=asked.id, said_id=said.id, person_id=ctx.person_id)
    if message.chat.type == "private" and asked.asked_at:
        await message.reply(ctx.tr("edit-passed"))
