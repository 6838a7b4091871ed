"""Whatever no conversation understood: every word, sticker and stale button gets an answer that helps."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.i18n import Translator
from handlers.shared.screens import Open, answer_once, button, keyboard

router = Router(name="fallback")


@router.message()
async def not_understood(message: Message, state: FSMContext, tr: Translator) -> None:
    text = message.text or ""
    if text.startswith("/start "):
        key = "link-unknown"
    elif text.startswith("/"):
        key = "command-unknown"
    else:
        key = "not-words"
    buttons = keyboard(
        [button(tr.plain("menu-tos"), Open(place="tos"))],
        [button(tr.plain("menu-events"), Open(place="events")), button(tr.plain("menu-grants"), Open(place="grants"))],
        [button(tr.plain("button-menu"), Open(place="menu"))],
    )
    await answer_once(message, state, tr(key), buttons)


@router.callback_query()
async def stale_button(query: CallbackQuery, tr: Translator) -> None:
    await query.answer(tr.plain("button-stale"), show_alert=True)
