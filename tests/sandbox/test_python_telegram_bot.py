"""An independent client, python-telegram-bot, works with the sandbox as with Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

Ask = Callable[..., Coroutine[Any, Any, Any]]

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Да", callback_data="yes")]])


@pytest.fixture
async def bot(sandbox: str, api: Ask) -> AsyncIterator[Bot]:
    await api("POST", "/api/say", json={"user_id": 101, "text": "/start"})
    async with Bot("42:sandbox", base_url=f"{sandbox}/bot", base_file_url=f"{sandbox}/file/bot") as bot:
        yield bot


async def test_it_knows_itself_and_what_was_said(bot: Bot) -> None:
    updates = await bot.get_updates(timeout=0)
    message = updates[0].message
    assert (bot.id, bot.username) == (42, "sandbox_bot")
    assert message is not None
    assert (message.text, message.chat_id, message.entities[0].type) == ("/start", 101, "bot_command")
    assert await bot.get_updates(offset=updates[0].update_id + 1, timeout=0) == ()


async def test_it_sends_edits_copies_and_deletes(bot: Bot) -> None:
    sent = await bot.send_message(101, "<b>Да</b> 😀", parse_mode=ParseMode.HTML, reply_markup=YES)
    assert sent.text_html == "<b>Да</b> 😀"
    assert sent.reply_markup == YES
    edited = await sent.edit_text("Нет")
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("Нет", None)
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("Нет")
    assert (await sent.copy(101)).message_id > sent.message_id
    assert await sent.delete()


async def test_it_sends_files_and_gets_them_back(bot: Bot) -> None:
    sent = await bot.send_document(
        101, BytesIO(b"data"), filename="отчёт.txt", caption="<i>Отчёт</i>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption_html) == ("отчёт.txt", "<i>Отчёт</i>")
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"data"
    again = await bot.send_document(101, sent.document.file_id)
    assert again.document == sent.document
    album = await bot.send_media_group(101, [InputMediaDocument(b"a", filename="a.txt"), InputMediaDocument(b"b")])
    assert len(album) == 2


async def test_it_understands_the_refusals(bot: Bot, api: Ask, sandbox: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # its newer form of retry_after; the older one warns
    with pytest.raises(Forbidden, match="initiate"):
        await bot.send_message(104, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(101, "<b>", parse_mode=ParseMode.HTML)
    await api("PUT", "/control/faults", json=[{"kind": "429", "retry_after": 7, "times": 1}])
    with pytest.raises(RetryAfter) as limited:
        await bot.send_message(101, "x")
    assert limited.value.retry_after == timedelta(seconds=7)
    stranger = Bot("1:wrong", base_url=f"{sandbox}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_a_second_poll_ends_the_first(bot: Bot, api: Ask, sandbox: str) -> None:
    offset = (await bot.get_updates(timeout=0))[0].update_id + 1

    async def be_ended() -> str:
        with pytest.raises(Conflict) as ended:
            await bot.get_updates(offset=offset, timeout=20)
        return ended.value.message

    async with asyncio.TaskGroup() as tasks:
        older = tasks.create_task(be_ended())
        while (await api("GET", "/control/stats"))["calls"]["getUpdates"] < 2:
            continue
        await api("GET", "/bot42:sandbox/getUpdates", params={"offset": offset})
    assert "terminated by other getUpdates request" in older.result()


async def test_it_announces_commands_and_looks_around(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "Помощь")], language_code="ru")
    assert (await bot.get_my_commands(language_code="ru"))[0].description == "Помощь"
    assert (await bot.get_chat(101)).first_name == "Ольга"
    assert (await bot.get_chat_member(101, 101)).status == "member"
    assert (await bot.get_webhook_info()).url == ""


async def test_a_whole_application_converses(sandbox: str, api: Ask) -> None:
    async def greet(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_html("<b>Здравствуйте</b>", reply_markup=YES)

    async def agree(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("Хорошо", show_alert=True)
        await update.callback_query.edit_message_text("Записали")
        done.set()

    done = asyncio.Event()
    builder = Application.builder().token("42:sandbox").base_url(f"{sandbox}/bot").updater(None)
    application = builder.build()
    application.add_handlers([CommandHandler("start", greet), CallbackQueryHandler(agree)])
    await api("POST", "/api/say", json={"user_id": 101, "text": "/start"})
    async with application:
        await _work(application)
        await api("POST", "/api/press", json={"user_id": 101, "message_id": 2, "data": "yes"})
        await _work(application)
    shown = (await api("GET", "/api/state"))["chats"]["101"]
    assert done.is_set()
    assert [message["text"] for message in shown] == ["/start", "Записали"]


async def _work(application: Any) -> None:
    """Poll once and handle the updates."""
    for update in await application.bot.get_updates(timeout=0):
        await application.process_update(update)
    await application.bot.get_updates(offset=update.update_id + 1, timeout=0)
