"""Registration of conversations: injected names, filters that are coroutines, commands that win over states."""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.state import State

from bot.config import ROOT
from bot.i18n import Translator
from handlers import errors, fallback
from handlers.grants.reading.search import ClearWish
from handlers.shared.commands import COMMANDS, COORDINATOR_COMMANDS
from handlers.shared.screens import Linked, Open, Typed
from tests.chat import Town
from tests.selfcheck import commands, context, failed, filters, handlers, observers, root_filters, states

# What a filter of this kind hands to the handler behind it.
GIVEN_BY: dict[type[Any], str] = {
    CallbackQueryFilter: "callback_data",
    Linked: "callback_data",
    Typed: "typed",
    ClearWish: "found",
    Command: "command",
}
MOST_NAMES = 5
# So many names at most take nine functions of ten.
USUAL_NAMES = 4
# These hear whatever nobody else did.
OPEN_TO_ALL = {errors.router, fallback.router}


def given_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The parameters of a function; `self` and `cls` do not count."""
    arguments = function.args
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return [each.arg for each in found if each and each.arg not in ("self", "cls")]


def functions() -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for path in (path for room in ("bot", "handlers", "storage") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


async def injected(town: Town) -> frozenset[str]:
    """The names that the dispatcher and the middlewares give to every handler."""
    seen: set[str] = set()

    async def spy(handler: Callable[..., Any], event: Any, data: dict[str, Any]) -> Any:
        seen.update(data)
        return await handler(event, data)

    town.app.dispatcher.update.middleware(spy)
    await town.somebody(101).say("/start")
    return frozenset(seen)


def wanted(handler: HandlerObject) -> set[str]:
    """The names a handler cannot be called without, besides the event itself."""
    _, *rest = inspect.signature(handler.callback).parameters.values()
    return {each.name for each in rest if each.default is each.empty}


async def test_handlers_ask_only_for_names_that_are_given(town: Town) -> None:
    given = await injected(town)
    lost = {
        handler.callback.__qualname__: missing
        for _, observer in observers()
        for handler in observer.handlers
        if (missing := wanted(handler) - given - {GIVEN_BY.get(type(each.callback), "") for each in filters(handler)})
    }
    assert lost == {}


def test_no_handler_takes_more_than_five_names() -> None:
    """`Context` carries the rest: a handler is its event, `ctx`, what was pressed or typed, and little of its own."""
    crowded = {
        f"{handler.callback.__module__}.{handler.callback.__qualname__}": names
        for handler in handlers()
        if len(names := [*inspect.signature(handler.callback).parameters]) > MOST_NAMES
    }
    assert crowded == {}


def test_most_functions_take_four_names_or_fewer() -> None:
    counts = sorted(len(given_names(function)) for function in functions())
    assert counts[len(counts) * 9 // 10] <= USUAL_NAMES


async def test_the_apology_needs_nothing_that_a_failed_update_may_lack(town: Town) -> None:
    given = {*town.app.dispatcher.workflow_data, "bot"}
    assert all(wanted(handler) <= given for handler in errors.router.errors.handlers)


def test_no_filter_and_no_handler_goes_through_a_thread() -> None:
    """aiogram runs whatever is not a coroutine function in a thread: `F.text` costs each update a switch or two."""
    called = [each for _, observer in observers() for each in root_filters(observer)]
    called += [each for handler in handlers() for each in (handler, *filters(handler))]
    assert [each.callback for each in called if not each.awaitable] == []
    ours = {type(each.callback) for each in called if isinstance(each.callback, Filter)}
    assert [kind for kind in ours if not inspect.iscoroutinefunction(kind.__call__)] == []


@pytest.mark.parametrize(
    ("router", "observer"),
    [
        pytest.param(router, observer, id=f"{router.name} {observer.event_name}")
        for router, observer in observers()
        if observer.event_name in ("message", "callback_query") and router not in OPEN_TO_ALL
    ],
)
def test_a_conversation_looks_only_at_what_is_its_own(router: Router, observer: TelegramEventObserver) -> None:
    """Without a root filter each update would try every handler of every conversation before its own."""
    above = [each.observers[observer.event_name] for each in router.chain_head]
    assert any(root_filters(each) for each in above)


def test_every_command_of_the_menu_is_somebodys() -> None:
    assert {*COMMANDS, *COORDINATOR_COMMANDS} <= {*commands()}


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("state", states(), ids=lambda state: state.state)
async def test_commands_win_over_every_state(town: Town, state: State, caplog: pytest.LogCaptureFixture) -> None:
    anna = await town.coordinator()
    question = context(anna)
    for command in [*commands(), "no_such_command"]:
        await question.clear()
        expected = await anna.say(f"/{command}"), await question.get_state()
        await question.set_state(state)
        found = await anna.say(f"/{command}"), await question.get_state()
        if command == "cancel":
            expected = Translator("ru").plain("cancelled"), None
        if command == "no_such_command":
            expected = expected[0], state.state
        assert found == expected, f"/{command}"
    assert not failed(caplog)


@pytest.mark.parametrize("state", states(), ids=lambda state: state.state)
@pytest.mark.parametrize("role", ["coordinator", "stranger"])
async def test_every_state_answers_words_a_sticker_and_a_stale_button(
    town: Town, state: State, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Also when the question was asked by an older release: nothing is remembered but the state."""
    who = await town.coordinator() if role == "coordinator" else town.somebody(101)
    await who.say("/start")
    question = context(who)
    for kind in ("text", "sticker"):
        await question.set_state(state)
        before = len(who.said())
        await (who.say("абракадабра") if kind == "text" else who.send(kind))
        assert len(who.said()) > before, f"no answer to a {kind}"
    await question.set_state(state)
    await who.press_data("gone:1")
    assert who.hears() == Translator("ru").plain("button-stale")
    await who.press_data(Open(place="menu").pack())
    assert await question.get_state() is None
    assert not failed(caplog)


@pytest.mark.parametrize("data", ["gone:1", "news-of:atlantis", "news:try", "ev:calendar:9999", "bc:stop:9999"])
async def test_an_alert_leaves_the_question_open(town: Town, data: str) -> None:
    """No screen took the question's place: the person still reads it and will answer."""
    anna = await town.coordinator()
    await anna.say("/new_event")
    asked = await context(anna).get_state()
    await anna.press_data(data)
    assert anna.hears()
    assert await context(anna).get_state() == asked


async def test_a_press_that_asks_the_same_again_keeps_the_question_open(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/tos")
    await olga.press("Выбрать")
    await olga.press("Дальше")
    assert "город Свободный" in await olga.say("свободный город")


async def test_who_sends_a_broadcast_is_asked_for_another_message_no_more(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/broadcast")
    await anna.say("Завтра субботник.")
    await anna.press("Всем")
    message_id, send = anna.button("Отправить")
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.press_data(send, message_id)
    assert await context(anna).get_state() is None
