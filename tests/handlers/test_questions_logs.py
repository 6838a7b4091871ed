"""Log lines of questions: asked, answered, refused and taught, with ids and without the words of people."""

import pytest

from bot.domain.people import Purpose
from tests.chat import Town
from tests.handlers.log_lines import id_of, listen, log_lines

QUESTION, ANSWER, SEARCH = "Где взять справку о жителях?", "В администрации, по письму.", "барабулька"


@pytest.fixture(autouse=True)
def info(caplog: pytest.LogCaptureFixture) -> None:
    listen(caplog, "questions")


async def test_a_question_is_logged_from_the_first_press_to_its_end(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    anna, olga = await town.coordinator(), await town.person(101, "Ольга", Purpose.QUESTIONS)
    await olga.say("/faq")
    await olga.press("Спросить человека")
    await olga.say(QUESTION)
    await olga.press("Отправить")
    await olga.press_data("askd:send:1")
    await olga.press_data("qs:card:1")
    await anna.press_data("qs:answer:1")
    await anna.say(ANSWER)
    await anna.press("Отправить ответ")
    await anna.press_data("qs:send:1")
    await olga.press_data("askq:delete-sure:1")
    asked, answered = [f"question_id=1 person_id={await id_of(who)}" for who in (olga, anna)]
    assert log_lines(caplog) == [
        f"question asked {asked}",
        f"question refused {asked} reason=already",
        f"answer refused {asked} reason=forbidden",
        f"question answered {answered}",
        f"answer refused {answered} reason=already",
        f"question deleted {asked}",
    ]
    assert not any(word in caplog.text for word in (QUESTION, ANSWER, "Ольга", "Анна"))


async def test_what_a_coordinator_teaches_is_logged_without_the_searched_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    anna, olga = await town.coordinator(), town.somebody(101)
    await olga.say(SEARCH)
    await anna.press_data("mise:1:quorum")
    await anna.press_data("misu:1")
    await olga.say(SEARCH)
    await anna.press_data("miss:drop:2")
    person_id = await id_of(anna)
    assert log_lines(caplog) == [
        f"keyword added keyword_id=1 entry=quorum person_id={person_id}",
        f"keyword deleted keyword_id=1 person_id={person_id}",
        f"unanswered search dropped miss_id=2 person_id={person_id}",
    ]
    assert SEARCH not in caplog.text
