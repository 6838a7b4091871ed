"""[send it to me as a test] → the very messages, once more to their author, and the review again."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.compose import wording
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.render import Reader, said
from handlers.broadcasts.views import BroadcastButton, refuse
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.broadcasts.compose import drafts

router = Router(name="broadcasts.compose.test_send")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "try"))
async def try_on_the_author(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Words with variables come first as somebody without a name reads them."""
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author(ctx.person))
    if draft is None:
        await refuse(query, ctx, BroadcastOutcome.GONE)
        return
    again: CallbackQuery | Message = query
    is_personal = draft.content is not None and wording.has_variables(draft.content.text)
    if is_personal and isinstance(query.message, Message):
        again = query.message
        await ctx.show(query, ctx.tr("wording-try-nobody"))
        for message in said(draft, {}, Reader(ctx.visitor.chat_id), ctx.tr, "try"):
            await ctx.bot(message)
    await put_review(again, ctx, draft.id)
