"""Log lines of events: one for each outcome, with ids, without the words of coordinators and guests."""

import pytest

from bot.domain.people import Purpose
from tests.chat import Town
from tests.handlers.events import draft, make_event
from tests.handlers.log_lines import id_of, listen, log_lines

WORDS = ("Субботник", "Двор", "Перчатки", "Анна", "Ольга", "Борис")


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    listen(caplog, "events")


async def test_sign_ups_and_refusals_are_logged_without_words(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    event_id = await make_event(town, seats=1)
    olga, boris = town.somebody(101), await town.person(102, "Борис", Purpose.SIGN_UPS)
    for who in (olga, boris):
        await who.say("/start")
    await olga.press_data(f"ev:join:{event_id}")
    await olga.press("Даю согласие")
    await boris.press_data(f"ev:join:{event_id}")
    await olga.press_data(f"ev:leave:{event_id}")
    town.clock.move(days=4)
    await olga.press_data(f"ev:join:{event_id}")
    first, second = [f"event_id={event_id} person_id={await id_of(who)}" for who in (olga, boris)]
    assert log_lines(caplog) == [
        f"consent given person_id={await id_of(olga)} purpose=sign_ups",
        f"signed up {first} outcome=going",
        f"signed up {second} outcome=waiting",
        f"sign-up given up {first} outcome=left",
        f"sign-up refused {first} reason=closed",
    ]
    assert not any(word in caplog.text for word in WORDS)


async def test_an_event_is_logged_from_draft_to_attendance(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    anna = await draft(town)
    await anna.press("Опубликовать")
    await anna.press_data("evm:publish:1")
    await anna.press_data("evm:move:1")
    await anna.say("послезавтра в 19:00")
    await anna.press("Да")
    await anna.press_data("evtick:all-sure:1:0")
    await anna.press_data("evm:stop-sure:1")
    ids = f"event_id=1 person_id={await id_of(anna)}"
    assert log_lines(caplog) == [
        f"event drafted {ids} outcome=done",
        f"event published {ids}",
        f"event change refused {ids} reason=closed",
        f"event moved {ids} was=2026-11-25T18:30:00 to=2026-11-26T19:00:00",
        f"attendance ticked for everybody {ids} outcome=early",
        f"event change refused {ids} reason=early",
        f"event called off {ids} was=published",
    ]
    assert not any(word in caplog.text for word in WORDS)
