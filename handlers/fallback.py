"""Updates that no conversation takes: every word, sticker and stale button gets an answer that helps."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.shared.context import Context
from handlers.shared.parse_dates import TimeButton
from handlers.shared.screens import Open, button, keyboard

router = Router(name="fallback")


@router.message()
async def not_understood(message: Message, ctx: Context) -> None:
    text = message.text or ""
    if text.startswith("/start "):
        key = "link-unknown"
    elif text.startswith("/"):
        key = "command-unknown"
    else:
        key = "not-words"
    buttons = keyboard(
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [
            button(ctx.tr.plain("menu-events"), Open(place="events")),
            button(ctx.tr.plain("menu-grants"), Open(place="grants")),
        ],
        [button(ctx.tr.plain("button-menu"), Open(place="menu"))],
    )
    await ctx.answer_once(message, ctx.tr(key), buttons)


@router.callback_query(TimeButton.filter())
async def answer_to_a_closed_question(query: CallbackQuery, ctx: Context) -> None:
    await ctx.refuse(query, "when-closed")


@router.callback_query()
async def stale_button(query: CallbackQuery, ctx: Context) -> None:
    await ctx.refuse(query, "button-stale")
