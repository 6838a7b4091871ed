"""Log lines of corrections: norms checked and corrected, profiles corrected, refusals; no typed words."""

import pytest

from bot.domain.people import Purpose
from tests.chat import Town
from tests.handlers.log_lines import listen, log_lines


async def test_checks_corrections_and_refusals_are_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    listen(caplog, "law")
    anna = await town.coordinator()
    olga = await town.person(101, "Ольга", Purpose.WORK)
    person, stranger = await anna.stored(), await olga.stored()
    assert person
    assert stranger
    await anna.press_data("lawn:checked:meeting.notice_days")
    await anna.say("решение № 6 от 19.11.2026")
    await anna.press_data("lawn:edit:meeting.notice_days")
    await anna.say("14")
    await anna.press("по одному источнику")
    await anna.say("решение № 7 от 20.11.2026")
    await anna.press("Сохранить и сказать")
    await anna.press_data("lawd:discard:99")
    await olga.press_data("lawn:checked:meeting.notice_days")
    assert log_lines(caplog) == [
        f"fact checked subject=norm key=meeting.notice_days person_id={person.id}",
        f"correction drafted change_id=1 person_id={person.id} subject=norm key=meeting.notice_days field=value",
        f"correction saved change_id=1 person_id={person.id}",
        f"correction refused person_id={person.id} reason=gone",
        f"refused person_id={stranger.id} button=lawn reason=not-allowed",
    ]
    assert "решение" not in caplog.text
