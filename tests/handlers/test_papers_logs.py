"""Log lines of papers: answers saved, papers made for a case, blank papers; no words of an answer."""

import logging

import pytest

from bot.domain.papers.kit import kit
from tests.chat import Town
from tests.handlers.papers import case_of, founder


async def test_saved_answers_and_made_papers_are_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="handlers.papers")
    olga = await founder(town)
    await case_of(olga)
    person = await olga.stored()
    assert person
    await olga.press_data("paper:open:1:group:0")
    await olga.say("город Свободный")
    await olga.say("Сосновый бор")
    await olga.press("Взять: Сосновый бор")
    await olga.press_data("paper:file:1:group:0")
    await olga.press_data("blankfile::minutes")
    await olga.press_data("blankzip:")
    ids = f"case_id=1 person_id={person.id}"
    found = [each.getMessage() for each in caplog.records if each.name.startswith("handlers.papers")]
    assert found == [
        f"answer save {ids} question=settlement outcome=saved",
        f"answer save {ids} question=tos_name outcome=saved",
        f"papers made {ids} papers=group",
        f"blank paper made person_id={person.id} paper=minutes",
        f"blank papers made person_id={person.id} count={len(kit(None))}",
    ]
    assert not any(word in caplog.text for word in ("Свободный", "Сосновый"))
