"""The bot as a process at a Bot API that answers nonsense: it goes on, and answers everybody that it can read."""

import json
from pathlib import Path
from typing import Any

import aiohttp

from bot.sandbox.server import read_people, serve
from tests.e2e.conftest import ROOT, Page, running
from tests.e2e.odd import OddServer

TOKEN = "42:sandbox"
PEOPLE = read_people(ROOT / "storage" / "seed" / "demo.yaml")
NULL = b'{"ok":true,"result":null}'
WORDS = "Слова, которые в журнал не попадают"
CONFLICT = {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"}


def poisoned(updates: list[Any]) -> list[Any]:
    """Updates of which those with these words cannot be decoded, among items that are no updates at all."""
    for update in updates:
        if update.get("message", {}).get("text") == WORDS:
            del update["message"]["date"]
            update["message"]["poll"] = {"question": WORDS}
    return [None, 5, {"message": {"text": WORDS}}, *updates, "x"] if updates else []


async def test_no_answer_of_a_bot_api_ends_the_bot(tmp_path: Path, web: aiohttp.ClientSession) -> None:
    async with serve(people=PEOPLE, token=TOKEN) as base:
        odd, page = OddServer(base), Page(web, base)
        odd.will_say("getMe", NULL, b"\xff")
        odd.will_say("deleteWebhook", b"[]")
        odd.will_say("getUpdates", NULL, b'{"ok":true,"result":{"update_id":1}}')
        odd.will_say("setMyCommands", NULL)
        async with odd.open() as address, running("run", tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=address) as process:
            await process.prints("Telegram does not answer")
            await process.prints("bot started")
            await page.say(101, "/start", "Здравствуйте")
            odd.spoil = {"getUpdates": poisoned, "sendMessage": lambda sent: {"message_id": sent["message_id"]}}
            await page.say(101, WORDS, "Я понимаю слова и кнопки")
            await page.say(102, "/help", "Что я умею")
            odd.will_say("getUpdates", json.dumps(CONFLICT).encode(), status=409)
            await page.say(102, "/start", "Здравствуйте")
            assert await process.end() == 0
    assert process.output.count("could not be decoded in full") >= 1
    assert "kind=message" in process.output
    assert "another copy of the bot runs with this token" in process.output
    assert "Traceback" not in process.output
    assert WORDS not in process.output
