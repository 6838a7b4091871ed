"""Log lines of a tally at a meeting: begun, counted, ended, written into the papers; nobody's words."""

import logging

import pytest

from tests.chat import Town
from tests.handlers.cases import begin


async def test_a_tally_is_logged_from_its_beginning_to_the_papers(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="handlers.founding")
    olga = await begin(town)
    person = await olga.stored()
    assert person
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    await olga.say("тридцать один сосед")
    await olga.say("30")
    await olga.say("33")
    await olga.press("+5 от 18 лет")
    await olga.press_data("door:undo:1:0")
    await olga.press_data("door:undo:1:0")
    await olga.press_data("door:end:1:0")
    await olga.press_data("door:papers:1:0")
    stranger = town.somebody(102)
    await stranger.say("/start")
    await stranger.press_data("door:end:1:0")
    ids = f"tally_id=1 person_id={person.id}"
    assert [each.getMessage() for each in caplog.records if each.name.startswith("handlers.founding")] == [
        f"tally begun case_id=1 person_id={person.id} tally_id=1",
        f"tally press {ids} outcome=done adults=5",
        f"tally press undone {ids} outcome=done",
        f"tally press undone {ids} outcome=nothing",
        f"tally switched {ids} ended=True outcome=done",
        f"tally written into papers {ids} outcome=done",
        "tally switched tally_id=1 person_id=None ended=True outcome=not_yours",
    ]
    assert "тридцать" not in caplog.text
    assert "Ольга" not in caplog.text
