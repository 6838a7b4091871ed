"""Fault rules and the limiter."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.sandbox.bot_api import call
from bot.sandbox.content import PIXEL
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Faults, Limiter
from bot.sandbox.media import Upload
from bot.sandbox.world import World

Ask = Callable[..., Coroutine[Any, Any, Any]]


async def test_a_400_refuses_in_the_words_it_was_given(world: World) -> None:
    world.faults.add("400", method="send*", words="MESSAGE_TOO_LONG", times=1)
    reply = await call(world, "sendMessage", {"chat_id": "101", "text": "x"})
    assert (reply.status, reply.body["description"]) == (400, "Bad Request: MESSAGE_TOO_LONG")


async def test_a_429_says_how_long_to_wait_and_has_no_effect(world: World) -> None:
    world.faults.add("429", method="send*", retry_after=7, times=1)
    reply = await call(world, "sendMessage", {"chat_id": "101", "text": "x"})
    assert reply.status == 429
    assert reply.body["description"] == "Too Many Requests: retry after 7"
    assert reply.body["parameters"] == {"retry_after": 7}
    assert [message["text"] for message in world.messages(101)] == ["/start"]


async def test_a_rule_strikes_its_method_and_chat_as_often_as_asked(world: World, ask: Ask) -> None:
    world.faults.add("403", method="SEND*", chat_id=101, times=2)
    world.add_silent_people(1000, 1)
    other = [await ask("getMe"), await ask("sendMessage", chat_id=1000, text="x")]
    struck = [await ask("sendMessage", chat_id=101, text="x") for _ in range(3)]
    assert all(isinstance(outcome, dict) for outcome in other)
    assert [isinstance(outcome, str) for outcome in struck] == [True, True, False]


@pytest.mark.parametrize(("html", "page"), [(False, ""), (True, "<html>")])
async def test_a_bad_gateway_answers_json_or_a_page(world: World, html: bool, page: str) -> None:
    world.faults.add("502", html=html)
    reply = await call(world, "getMe", {})
    assert (reply.status, reply.page[:6]) == (502, page)
    assert reply.body["description"] == "Bad Gateway"


@pytest.mark.parametrize(("kind", "effects"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_connection_has_an_effect_or_none(world: World, kind: Any, effects: int) -> None:
    world.faults.add(kind, method="sendMessage")
    with pytest.raises(ConnectionError):
        await call(world, "sendMessage", {"chat_id": "101", "text": "x"})
    assert len(world.messages(101)) == 1 + effects


async def test_latency_delays_and_nothing_else(world: World, ask: Ask) -> None:
    world.faults.add("latency", ms=1)
    assert (await ask("getMe"))["id"] == 42


def test_a_rule_strikes_with_its_probability() -> None:
    chances = iter([0.29, 0.3])
    faults = Faults(lambda: next(chances))
    rule = faults.add("500", probability=0.3)
    assert [faults.draw("getMe", {}) for _ in range(2)] == [rule, None]


@pytest.mark.parametrize("wrong", [{"kind": "418"}, {"kind": "500", "probability": 2}, {"kind": "500", "times": "1"}])
def test_a_wrong_rule_is_an_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Faults().add(**wrong)


def test_the_limiter_takes_a_burst_then_closes_for_the_penalty() -> None:
    now = 0.0
    limiter = Limiter(rate=2, burst=3, penalty_seconds=5, clock=lambda: now)

    def admitted() -> int:
        try:
            limiter.admit("sendMessage")
        except ApiError as refusal:
            return -refusal.parameters["retry_after"]
        return 1

    burst = [admitted() for _ in range(4)]
    now = 4.5
    closed = admitted()
    now = 5.0
    open_again = admitted()
    assert (burst, closed, open_again) == ([1, 1, 1, -5], -1, 1)


def test_the_limiter_lets_an_even_sender_through() -> None:
    now = 0.0
    limiter = Limiter(rate=2, clock=lambda: now)
    for _ in range(50):
        limiter.admit("sendMessage")
        limiter.admit("answerCallbackQuery")
        now += 0.5


async def test_an_album_counts_as_many_messages_as_its_files(world: World, ask: Ask) -> None:
    world.faults.limit(rate=0.001, burst=5)
    photo = {"type": "photo", "media": "attach://p"}
    for _ in range(2):
        await ask("sendMediaGroup", {"p": Upload("p.png", PIXEL)}, chat_id=101, media=[photo] * 3)
    assert len(world.messages(101)) == 1 + 2 * 3, "admitted while there is room for one"
    assert "Too Many Requests" in await ask("sendMessage", chat_id=101, text="x")


async def test_a_limited_world_refuses_what_is_too_fast(world: World, ask: Ask) -> None:
    world.faults.limit(rate=0.001, burst=1, penalty_seconds=3)
    outcomes = [await ask("sendMessage", chat_id=101, text="x") for _ in range(2)]
    assert outcomes[0]["text"] == "x"
    assert outcomes[1] == "Too Many Requests: retry after 3"
