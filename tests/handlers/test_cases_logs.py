"""Log lines of founding cases: one for each outcome, with ids, without the words of members."""

import logging

import pytest

from tests.chat import Neighbour, Town
from tests.handlers.cases import begin, invitation, note, share

WORDS = ("Берёзка", "Постановление", "Ольга", "Борис")


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="handlers.cases")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines that the conversation has written."""
    return [each.getMessage() for each in caplog.records if each.name.startswith("handlers.cases")]


async def id_of(who: Neighbour) -> int:
    person = await who.stored()
    assert person
    return person.id


async def test_a_case_its_steps_and_its_switches_are_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    olga = await begin(town)
    person_id = await id_of(olga)
    await note(olga, "headcount", "refused", "5 ноября")
    await olga.say("Постановление 17-п")
    await note(olga, "charter", "done", "5 мая 2099")
    await olga.press_data("case:title:1")
    await olga.say("Берёзка")
    await olga.press_data("case:close:1")
    ids = f"case_id=1 person_id={person_id}"
    assert lines(caplog) == [
        f"case begun {ids} municipality=zeya",
        f"case step noted {ids} step=headcount status=refused outcome=done",
        f"case step numbered {ids} step=headcount outcome=done",
        f"case renamed {ids} outcome=done",
        f"case switched {ids} switch=close outcome=done",
    ]
    assert not any(word in caplog.text for word in WORDS)


async def test_members_who_join_are_refused_leave_and_are_removed_are_logged(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    olga, boris = await share(town)
    first, second = await id_of(olga), await id_of(boris)
    code = await invitation(olga)
    await boris.say(f"/start case_{code}")
    await boris.press("Войти в дело")
    await boris.press_data("cjoin:join:used-already")
    await olga.press_data(f"cmember:sure:1:{second}")
    await olga.press_data("case:leave-sure:1")
    await boris.press_data("case:leave-sure:1")
    assert [each for each in lines(caplog) if "invitation" not in each] == [
        f"case begun case_id=1 person_id={first} municipality=zeya",
        f"case join case_id=1 person_id={second} outcome=done",
        f"case join case_id=1 person_id={second} outcome=already",
        f"case join case_id=0 person_id={second} outcome=expired",
        f"case member removal case_id=1 person_id={second} by={first} outcome=done",
        f"case leave case_id=1 person_id={first} outcome=done",
        f"case leave case_id=1 person_id={second} outcome=not_yours",
    ]
    assert code not in caplog.text
    assert not any(word in caplog.text for word in WORDS)
