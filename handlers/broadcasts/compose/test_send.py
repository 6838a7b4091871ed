"""[send it to me as a test] → the messages as readers get them, sent to their author, and the review again."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.broadcasts.compose import wording
from handlers.broadcasts.access import own_draft
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.render import Reader, said
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed

router = Router(name="broadcasts.compose.test_send")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "try"))
async def send_test(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Send a text with variables also as a reader without a name gets it."""
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    again: CallbackQuery | Message = query
    is_personal = draft.content is not None and wording.has_variables(draft.content.text)
    if is_personal and isinstance(query.message, Message):
        again = query.message
        await ctx.show(query, ctx.tr("wording-try-nobody"))
        for message in said(draft, Reader(ctx.visitor.chat_id), ctx.tr, "try"):
            await ctx.bot(message)
    await put_review(again, ctx, draft.id)
