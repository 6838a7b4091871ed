import ast
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import TelegramObject
from structlog.contextvars import bound_contextvars

from bot.logs import get_logger, set_up
from bot.telegram.correlation import Handler
from tests.chat import Town

log = get_logger("tests.some_module")


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], list[str]]]:
    """The lines that stderr has got since it was last asked for them."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield lambda: capsys.readouterr().err.splitlines()
    logging.basicConfig(level=level, handlers=handlers, force=True)


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
        "logger": "tests.some_module",
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
        raise ValueError("oops")
    except ValueError:
        log.exception("update failed", update_id=3)
    line = json.loads(lines()[0])
    assert line["exception"].endswith("ValueError: oops")
    assert (line["event"], line["update_id"], line["level"]) == ("update failed", 3, "error")


async def test_lines_of_an_update_carry_its_id(town: Town, lines: Callable[[], list[str]]) -> None:
    async def tell(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        log.warning("a line of a handler")
        logging.getLogger("library").warning("a line of a library")
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
