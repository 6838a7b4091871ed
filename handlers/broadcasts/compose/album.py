"""Album parts come as separate messages in any order, each one file of the same draft → [next] → audience or review.

The question stays open until the next press; a message that is no part of the album is refused. A part that comes
later is still added to its draft, and pressing Send then leads to a new review.
"""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardMarkup, Message

from bot.domain.broadcasts.broadcast import BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.i18n import Translator
from handlers.broadcasts.access import author_id, refuse, require_author
from handlers.broadcasts.compose.message import Writing, keep
from handlers.broadcasts.views import REFUSALS, do, to_home
from handlers.shared.context import Context
from handlers.shared.screens import keyboard
from storage.broadcasts.compose import contents


class Gathering(StatesGroup):
    parts = State()


class AlbumPart(Filter):
    """A part of an album that is awaited or gathered, and any other message meanwhile except commands."""

    async def __call__(self, message: Message, ctx: Context) -> bool:
        if (message.text or "").startswith("/"):
            return False
        if ctx.state.opened == Gathering.parts.state or not message.media_group_id:
            return ctx.state.opened == Gathering.parts.state
        return ctx.state.opened == Writing.message.state or continues(message, await ctx.state.get_data())


def continues(message: Message, data: dict[str, Any]) -> bool:
    """True for one more part of the album whose first parts have come."""
    return bool(message.media_group_id) and data.get("gathering") == message.media_group_id


router = Router(name="broadcasts.compose.album")
router.message.filter(AlbumPart())


@router.message()
async def take_part(message: Message, ctx: Context) -> None:
    if not await require_author(message, ctx):
        return
    data, file = await ctx.state.get_data(), file_of(message)
    draft_id = data.get("broadcast_id", 0)
    if ctx.state.opened == Gathering.parts.state and not continues(message, data):
        await ctx.answer_once(message, ctx.tr("wording-album-open"), go_on_buttons(ctx.tr, draft_id))
    elif file is None:
        await ctx.answer_once(message, ctx.tr("broadcast-not-copied"))
    elif ctx.state.opened == Writing.message.state:
        await begin(message, ctx, file)
    else:
        outcome = await ctx.store.write(contents.add_file, draft_id, author_id(ctx), message.message_id, file)
        if outcome is not BroadcastOutcome.DONE:
            await ctx.answer_once(message, ctx.tr(REFUSALS[outcome]), go_on_buttons(ctx.tr, draft_id))


async def begin(message: Message, ctx: Context, file: tuple[str, str, str]) -> None:
    """Store the first part as a draft of one message; the second part makes it an album."""
    content = Content(files=(file,), places=(message.message_id,))
    outcome, draft_id = await keep(message, ctx, Form.COPY, content)
    if outcome is not BroadcastOutcome.DONE:
        await refuse(message, ctx, REFUSALS[outcome])
        return
    album = {"broadcast_id": draft_id, "gathering": message.media_group_id}
    await ctx.ask(message, Gathering.parts, ctx.tr("wording-album-comes"), go_on_buttons(ctx.tr, draft_id), **album)


def file_of(message: Message) -> tuple[str, str, str] | None:
    """Kind, file id and caption of an album part; None for a message that cannot be in an album."""
    for kind in ("video", "audio", "document"):
        if file := getattr(message, kind):
            return kind, file.file_id, message.html_text
    return ("photo", message.photo[-1].file_id, message.html_text) if message.photo else None


def go_on_buttons(tr: Translator, draft_id: int) -> InlineKeyboardMarkup:
    return keyboard([do(tr, "wording-album-done", "review", draft_id)], [to_home(tr)])
