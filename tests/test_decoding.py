"""Updates one by one: what cannot be decoded is left out, named without words, and silences nobody."""

import warnings
from typing import Any

import pytest
from aiogram.types import Update
from hypothesis import HealthCheck, given, settings
from prometheus_client import REGISTRY

from bot.domain.troubles import Trouble
from bot.monitoring.health import NOTED_FOR, Health
from bot.telegram.decoding import KINDS, UpdateDecoder
from tests.chat import Clock, Town
from tests.updates import JSON, WORDS, documented, mutated_updates

OLGA = 101


@pytest.fixture
def decoder(town: Town) -> UpdateDecoder:
    return UpdateDecoder(town.app.bot, Health(town.clock))


def forwarded_poll() -> dict[str, Any]:
    return next(each for each in documented(OLGA) if "poll" in each.get("message", {}))


def poisoned(kind: str) -> float:
    return REGISTRY.get_sample_value("tos_poisoned_updates_total", {"kind": kind}) or 0.0


def test_documented_updates_are_decoded_whole(decoder: UpdateDecoder, caplog: pytest.LogCaptureFixture) -> None:
    for raw in documented(OLGA):
        update = decoder.decode(raw)
        assert update
        assert update.event
    assert not caplog.records


def test_what_an_older_server_leaves_out_costs_only_the_part_that_nobody_reads(
    decoder: UpdateDecoder, caplog: pytest.LogCaptureFixture
) -> None:
    raw, before = forwarded_poll(), poisoned("message")
    del raw["message"]["poll"]["members_only"]
    raw["message"]["caption"] = "/help"
    update = decoder.decode(raw)
    assert update
    assert update.message
    assert update.message.poll is None
    assert update.message.caption == "/help"
    assert [record.getMessage() for record in caplog.records if "decoding" in record.name] == [
        "update could not be decoded in full update_id=1 kind=message left_out=message.poll"
    ]
    assert poisoned("message") == before + 1


def test_an_operator_learns_of_it_for_an_hour(town: Town) -> None:
    clock = Clock()
    health = Health(clock)
    UpdateDecoder(town.app.bot, health).decode({"update_id": 5})
    assert [(each.trouble, each.detail) for each in health.troubles] == [
        (Trouble.POISONED_UPDATE, "update_id=5 kind=unknown")
    ]
    clock.now += NOTED_FOR
    assert not health.troubles


@pytest.mark.parametrize("raw", [None, [], "x", 5, {}, {"update_id": None}, {"update_id": 2**31}, {"update_id": -5}])
def test_what_is_no_update_is_skipped(decoder: UpdateDecoder, raw: Any) -> None:
    assert decoder.decode(raw) is None


def test_a_kind_that_aiogram_does_not_know_is_no_warning_with_words(decoder: UpdateDecoder) -> None:
    assert decoder.decode({"update_id": 5, "message_v2": {"text": WORDS}}) is None


def test_a_nested_abyss_is_skipped(decoder: UpdateDecoder) -> None:
    raw = documented(OLGA)[0]
    inner: dict[str, Any] = {}
    for _ in range(900):
        inner = {"reply_to_message": inner}
    raw["message"] |= inner
    update = decoder.decode(raw)
    assert update is None or update.message


@given(mutated_updates() | JSON)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_comes_is_an_update_that_can_be_handled_or_none(
    decoder: UpdateDecoder, caplog: pytest.LogCaptureFixture, raw: Any
) -> None:
    caplog.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        update = decoder.decode(raw)
    assert update is None or (isinstance(update, Update) and update.event_type in KINDS)
    assert "Слова" not in caplog.text
    assert len(caplog.records) <= 2
