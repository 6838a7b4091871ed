import ast
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import Message, TelegramObject
from structlog.contextvars import bound_contextvars

from bot.config import Settings
from bot.domain.people import Purpose
from bot.logs import OURS, get_logger, set_up
from bot.telegram.correlation import Handler
from tests.chat import Neighbour, Town
from tests.conftest import postgres_store, sqlite_store

log = get_logger("bot.some_module")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[str]]]:
    """The lines that stderr has got since it was last asked for them."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield lambda: capsys.readouterr().err.splitlines()
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_an_event_and_its_fields_are_one_json_line(lines: Callable[[], list[str]]) -> None:
    set_up("INFO", "json")
    with bound_contextvars(update_id=17):
        log.info("sign-up refused", event_id=5, name="full", reason=None)
    (text,) = lines()
    line: dict[str, Any] = json.loads(text)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "sign-up refused",
        "level": "info",
        "logger": "bot.some_module",
        "event_id": 5,
        "name": "full",
        "reason": None,
        "update_id": 17,
    }


def test_on_a_console_fields_follow_the_event(lines: Callable[[], list[str]]) -> None:
    set_up("INFO", "console")
    log.warning("sign-up refused", event_id=5, reason="full")
    log.debug("not worth a line")
    (line,) = lines()
    assert "[warning" in line
    assert "sign-up refused" in line
    assert "event_id=5 reason=full" in line


def test_before_logging_is_set_up_a_line_still_has_its_fields(caplog: pytest.LogCaptureFixture) -> None:
    log.warning("sign-up refused", event_id=5, reason="full")
    assert caplog.messages == ["sign-up refused event_id=5 reason=full"]


@pytest.mark.parametrize("layout", ["console", "json"])
def test_tokens_and_phones_are_blotted_out_of_fields(lines: Callable[[], list[str]], layout: str) -> None:
    set_up("INFO", layout)
    log.warning("request failed", error="bot123456:AAAAAAAAAAAAAAAAAAAAAAAA from +7 914 555-12-34")
    logging.getLogger("aiogram").warning("bot123456:AAAAAAAAAAAAAAAAAAAAAAAA")
    ours, of_aiogram = lines()
    assert "AAAA" not in ours + of_aiogram
    assert "555" not in ours
    assert "[token]" in ours
    assert "[token]" in of_aiogram


def test_a_bug_brings_its_traceback(lines: Callable[[], list[str]]) -> None:
    set_up("INFO", "json")
    try:
        raise ValueError("words of people")
    except ValueError:
        log.exception("update failed", update_id=3)
    line = json.loads(lines()[0])
    assert line["exception"].endswith("ValueError")
    assert "tests/test_logs.py" in line["exception"]
    assert (line["event"], line["update_id"], line["level"]) == ("update failed", 3, "error")


async def test_lines_of_an_update_carry_its_id(town: Town, lines: Callable[[], list[str]]) -> None:
    async def tell(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        log.warning("a line of a handler")
        logging.getLogger("aiogram").warning("a line of a library")
        return await handler(event, data)

    set_up("WARNING", "json")
    town.app.dispatcher.update.outer_middleware(tell)
    await town.somebody(101).say("/start")
    log.warning("a line after it")
    first, second, after = map(json.loads, lines())
    assert first["update_id"] == second["update_id"] > 0
    assert "update_id" not in after


def test_an_event_is_a_constant_and_all_that_varies_is_a_field() -> None:
    for path in (path for room in ("bot", "handlers", "storage") for path in sorted(Path(room).rglob("*.py"))):
        source = path.read_text("utf-8")
        for call in ast.walk(ast.parse(source)) if "log = get_logger(__name__)" in source else ():
            match call:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log")), args=arguments):
                    assert [type(each) for each in arguments[-1:]] == [ast.Constant], f"{path}:{call.lineno}"


def test_a_library_is_heard_from_warning_on_and_without_its_arguments(lines: Callable[[], list[str]]) -> None:
    set_up("DEBUG", "json")
    library = logging.getLogger("aiogram.dispatcher")
    library.info("an update was handled")
    library.warning("Cannot send %s", "Приветствую соседей")
    logging.getLogger("asyncio").error("A task failed\nException: Приветствую соседей")
    logging.getLogger("an_unknown_library").error("Приветствую соседей")
    logging.getLogger("aiosqlite").debug("executing Приветствую соседей")
    assert [json.loads(line)["event"] for line in lines()] == ["Cannot send %s", "A task failed"]


def test_a_traceback_has_the_messages_of_the_interpreter_alone(lines: Callable[[], list[str]]) -> None:
    set_up("INFO", "json")
    try:
        try:
            int("Аполлинария")
        except ValueError as error:
            raise KeyError("Аполлинария") from error
    except KeyError:
        log.exception("update failed")
    try:
        {}.no_such_name  # type: ignore[attr-defined]  # noqa: B018
    except AttributeError as error:
        log.error("updates failed", exc_info=ExceptionGroup("Аполлинария", [error, ValueError("Аполлинария")]))
    first, second = (json.loads(line)["exception"] for line in lines())
    assert "Аполлинария" not in first.replace('"Аполлинария"', "") + second
    assert [each for each in first.splitlines() if each.endswith("Error")] == ["ValueError", "KeyError"]
    assert "AttributeError: 'dict' object has no attribute 'no_such_name'" in second


# A whole story at DEBUG.

NAME, QUESTION, ANSWER = "Аполлинария Скворцова", "Кто чинит колодец у старой мельницы?", "Починим его в мае."
TITLE, PLACE, NEWS = "Субботник <b>& Ко</b>", "Двор дома 12 на Садовой", "Завтра подвезут доски и перчатки"
TYPED = (NAME, "Аполлинария", "колодец", "мельниц", "Починим", "Субботник", "Садовой", "перчатки", "7914")


def without_counters(line: str) -> str:
    """A line without the digits that may be any: its moment, and the number of the update, which follows the clock."""
    fields = json.loads(line)
    return json.dumps({name: value for name, value in fields.items() if name not in ("timestamp", "update_id")})


async def tell_a_story(town: Town) -> None:
    """Words of all kinds: a search, a question and its answer, an event, a broadcast, a contact, an export."""
    anna = await town.coordinator()
    olga = await town.person(101, NAME, Purpose.QUESTIONS, Purpose.SIGN_UPS, Purpose.NOTIFICATIONS)
    await olga.say(QUESTION)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.say(QUESTION)
    await olga.press("Отправить")
    await town.deliver()
    await anna.press("Открыть вопрос")
    await anna.press("Ответить")
    await anna.say(ANSWER)
    await anna.press("Отправить ответ")
    await town.deliver()
    await anna.say("/new_event")
    for words in (TITLE, "завтра в 18:30", PLACE, "20", "Перчатки дадим"):
        await anna.say(words)
    await anna.say("/broadcast")
    await anna.say(NEWS)
    await anna.press("Всем")
    await anna.press("Отправить")
    await olga.send("contact", phone_number="+79145551234", first_name=NAME)
    await olga.say("/mydata")


async def let_things_break(town: Town) -> None:
    """The store loses a table, and a bug quotes what somebody typed."""
    olga = Neighbour(town, 101)

    async def quote(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, Message) and event.text == QUESTION:
            raise ValueError(QUESTION)
        return await handler(event, data)

    town.app.dispatcher.message.outer_middleware(quote)
    await olga.say(QUESTION)
    await olga.say("/erase")
    await olga.press("Да, стереть")
    await town.store.write(lambda tx: tx.exec_driver_sql("ALTER TABLE subscriptions RENAME TO lost"))
    await olga.say("/grants Аполлинария и колодец")
    await town.store.write(lambda tx: tx.exec_driver_sql("ALTER TABLE lost RENAME TO subscriptions"))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_debug_is_silent_of_peoples_words_over_a_whole_story(
    engine: str, seeded: Path, tmp_path: Path, settings: Settings, lines: Callable[[], list[str]]
) -> None:
    set_up("DEBUG", "json")
    store = await sqlite_store(seeded, tmp_path) if engine == "sqlite" else await postgres_store()
    try:
        town = Town(store, settings)
        await tell_a_story(town)
        await let_things_break(town)
    finally:
        await store.close()
    written = "\n".join(map(without_counters, lines()))
    assert [told for told in ("question asked", "ValueError", "no such table") if told not in written] == []
    assert [word for word in TYPED if word in written or json.dumps(word)[1:-1] in written] == []
