"""[send it to me as a test] → the very messages, once more to their author, and the review again."""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.compose import wording
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.render import Reader, said
from handlers.broadcasts.views import BroadcastButton, refuse
from handlers.shared.screens import Pressed, show
from storage.broadcasts.compose import drafts
from storage.core.db import Store

router = Router(name="broadcasts.compose.test_send")
router.callback_query.filter(Pressed(BroadcastButton))


@router.callback_query(BroadcastButton.filter(F.do == "try"))
async def try_on_the_author(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """Words with variables come first as somebody without a name reads them."""
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    again: CallbackQuery | Message = query
    is_personal = draft.content is not None and wording.has_variables(draft.content.text)
    if is_personal and isinstance(query.message, Message):
        again = query.message
        await show(query, tr("wording-try-nobody"))
        for message in said(draft, {}, Reader(visitor.chat_id), tr, "try"):
            await bot(message)
    await put_review(again, draft.id, bot, store, tr, settings, visitor, person, roles, now)
