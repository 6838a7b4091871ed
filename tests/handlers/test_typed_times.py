"""Days and hours in conversations: what is asked about and answered with one tap, what is said back, what is mended."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.events import Event
from bot.domain.time_reader import Leaning
from bot.i18n import LANGUAGES, Translator
from handlers.shared.parse_dates import NotRead, example, expect, read_day, read_moment
from storage.cases import cases, interview_answers
from storage.events import events
from storage.people import people
from tests.chat import START, ZONE, Neighbour, Town
from tests.handlers.broadcasts import CHANGE, EVERYBODY, at, coordinator, reader, write_to
from tests.handlers.cases import begin, note
from tests.handlers.events import make_event
from tests.handlers.papers import case_of, founder


async def asked_for_start(town: Town, locale: str = "ru") -> Neighbour:
    """A coordinator who is asked for the start of a new event."""
    anna = await town.coordinator()
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale=locale)
    await anna.say("/new_event")
    await anna.say("Tea")
    return anna


async def event_of(town: Town) -> Event:
    event = await town.store.read(events.get, 1)
    assert event
    return event


async def test_morning_or_evening_is_asked_with_two_buttons(town: Town) -> None:
    anna = await asked_for_start(town)
    assert "Утра или вечера?" in await anna.say("завтра в полвосьмого")
    assert anna.buttons() == ["7:30 утра", "7:30 вечера", "Отмена"]
    assert "Понял так: ср, 25 ноября 2026, 19:30." in await anna.press("вечера")
    assert "Где встречаемся" in anna.sees()
    assert f"{(await event_of(town)).starts_local:%d %H:%M}" == "25 19:30"


async def test_what_was_understood_is_mended_with_one_tap_and_the_questions_go_on(town: Town) -> None:
    anna = await asked_for_start(town)
    await anna.say("завтра в 18:00")
    assert "Когда начало" in await anna.press("Исправить время")
    assert "Понял так: ср, 25 ноября 2026, 19:00." in await anna.say("завтра в 19:00")
    assert "Сколько мест" in await anna.say("Двор")
    assert "Исправить время" not in anna.buttons()


async def test_an_end_is_kept_and_shown(town: Town) -> None:
    anna = await asked_for_start(town)
    assert "Понял так: сб, 5 декабря 2026, 11:00–13:00." in await anna.say("5 декабря с 11 до 13")
    assert (await event_of(town)).minutes == 120
    for answer in ("Двор", "20", "Перчатки дадим"):
        await anna.say(answer)
    assert "сб, 5 декабря 2026, 11:00–13:00 по Благовещенску" in await anna.press("Другое"), "the length is not asked"
    await anna.press("Время")
    await anna.say("5 декабря в 12:00")
    assert (await event_of(town)).minutes is None


async def test_an_hour_of_another_zone_is_converted_and_said_back(town: Town) -> None:
    anna = await asked_for_start(town)
    said = await anna.say("5 декабря в 11:00 мск")
    assert "сб, 5 декабря 2026, 17:00 по Благовещенску (вы написали: сб, 5 декабря 2026, 11:00 по Москве)" in said
    assert (await event_of(town)).starts_at == datetime(2026, 12, 5, 8, tzinfo=UTC)


async def test_a_weekday_that_contradicts_the_date_is_asked_about(town: Town) -> None:
    anna = await asked_for_start(town)
    said = await anna.say("воскресенье 5 декабря в 11:00")
    assert "5 декабря 2026 — это суббота, а у вас другой день недели" in said
    assert anna.buttons() == ["сб, 5 декабря 2026, 11:00", "вс, 6 декабря 2026, 11:00", "Отмена"]
    assert "Понял так: вс, 6 декабря 2026, 11:00" in await anna.press("6 декабря")


async def test_the_words_that_were_not_understood_are_named_with_an_example_of_today(town: Town) -> None:
    anna = await asked_for_start(town)
    said = await anna.say("каждую субботу в 11:00")
    assert said == "Не понял: «каждую». Напишите, например: «5 декабря в 11:00»."
    town.clock.move(days=30)
    assert "например: «4 января в 11:00»" in await anna.say("каждую субботу в 11:00")
    assert "Понял так" in await anna.say("4 января в 11:00")


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("leaning", Leaning)
def test_every_example_can_be_typed_as_an_answer(locale: str, leaning: Leaning) -> None:
    tr = Translator(locale)
    for days in range(366):
        for needs_hour in (True, False):
            expected = expect(tr, START + timedelta(days=days), ZONE, leaning, needs_hour=needs_hour)
            read = read_moment if needs_hour else read_day
            sample = example(tr, expected)
            assert not isinstance(read(sample, tr, expected), NotRead), sample


async def test_the_words_of_people_are_no_markup(town: Town) -> None:
    anna = await asked_for_start(town)
    assert "Не понял: «<b>жирно</b>»" in await anna.say("завтра <b>жирно</b> в 11:00")


async def test_an_offered_hour_that_has_passed_meanwhile_is_asked_again(town: Town) -> None:
    anna = await asked_for_start(town)
    await anna.say("сегодня в 6")
    town.clock.move(hours=7)
    assert "Это уже прошло" in await anna.press("вечера")
    assert "Понял так" in await anna.say("завтра в 18:00")


async def test_an_answer_to_a_question_that_is_closed_says_so(town: Town) -> None:
    anna = await asked_for_start(town)
    await anna.say("завтра в 6")
    message_id, data = anna.button("вечера")
    await anna.say("завтра в 18:30")
    await anna.press_data(data, message_id)
    assert "Этот вопрос уже закрыт" in anna.hears()
    assert f"{(await event_of(town)).starts_local:%H:%M}" == "18:30"


async def test_in_english_the_same(town: Town) -> None:
    anna = await asked_for_start(town, "en")
    assert "Which week is that?" in await anna.say("next Friday at 6 pm")
    assert anna.buttons()[:2] == ["Fri, 27 November 2026, 18:00", "Fri, 4 December 2026, 18:00"]
    assert "In the morning or in the evening?" in await anna.say("tomorrow at 6")
    assert anna.buttons()[:2] == ["6:00 in the morning", "6:00 in the evening"]
    assert "I did not understand “every”" in await anna.say("every Saturday at 11")
    assert "I understood: Sat, 28 November 2026, 11:00" in await anna.say("28 Nov, 11 am")
    assert "When does it start?" in await anna.press("Correct the time")


async def test_a_move_is_confirmed_in_the_zone_of_the_event(town: Town) -> None:
    event_id = await make_event(town)
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Изменить")
    await anna.press("Перенести")
    assert "Станет: ср, 2 декабря 2026, 11:00–13:00" in await anna.say("2 декабря с 11 до 13")
    assert "Утра или вечера?" in await anna.say("2 декабря в 6")
    assert "Станет: ср, 2 декабря 2026, 18:00" in await anna.press("вечера")
    assert "Перенесли." in await anna.press("Да, перенести")


async def test_a_broadcast_is_scheduled_with_a_tap(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    assert "Не понял, какая это неделя" in await at(anna, "в следующую пятницу в 18:00")
    assert "Когда: пт, 4 декабря 2026, 18:00" in await anna.press("4 декабря")


async def test_a_broadcast_of_another_zone_is_confirmed_first(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    assert "По вашим часам это чт, 26 ноября 2026, 00:00. Верно?" in await at(anna, "завтра в 18:00 по Москве")
    assert "Когда: чт, 26 ноября 2026, 00:00" in await anna.press("Да, чт")


async def test_newcomers_are_waited_for_until_the_end_of_a_day(town: Town) -> None:
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY, CHANGE, "Кто присоединится позже")
    assert "Не понял, какая это неделя" in await anna.say("до следующей пятницы")
    assert anna.buttons()[:2] == ["27 ноября 2026", "4 декабря 2026"]
    assert "до пт, 4 декабря 2026, 23:59 по Благовещенску" in await anna.press("4 декабря")
    await anna.press("Кто присоединится позже")
    assert "Час и время суток не сходятся" in await anna.say("до 18 декабря 18 утра")
    assert "до пт, 18 декабря 2026, 23:59" in await anna.say("до 18 декабря")


async def test_the_day_of_a_step_is_said_back_and_mended(town: Town) -> None:
    olga = await begin(town)
    said = await note(olga, "group", "done", "двадцатого ноября")
    assert "Понял так: 20 ноября 2026." in said
    assert "Сделано 20 ноября" in said
    assert "Когда это сделали" in await olga.press("Другой день")
    assert "Сделано 19 ноября" in await olga.say("в прошлый четверг")


async def test_a_step_that_may_be_of_last_year_is_asked_about(town: Town) -> None:
    olga = await begin(town)
    assert "28 ноября 2026 ещё впереди. Или это было раньше?" in await note(olga, "group", "done", "28.11")
    assert "Сделано 28 ноября 2025" in await olga.press("28 ноября 2025")


async def test_the_meeting_of_a_case_is_asked_for_its_half_of_the_day(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    assert "Утра или вечера?" in await olga.say("20 декабря в 6")
    assert "план к собранию" in await olga.press("6:00 вечера")
    person = await olga.stored()
    case = await town.store.read(cases.of_member, 1, person.id if person else 0)
    assert case
    assert f"{case.meeting_local:%d.%m %H:%M}" == "20.12 18:00"


@pytest.mark.parametrize(
    ("typed", "label", "value"),
    [
        ("20 декабря в 6", "вечера", "2026-12-20T18:00"),
        ("20 мая в 18:00", "2027", "2027-05-20T18:00"),
        ("20 декабря с 18 до 20", "Да, вс", "2026-12-20T18:00"),
        ("суббота 20 декабря 18:00", "19 декабря", "2026-12-19T18:00"),
    ],
)
async def test_a_doubtful_meeting_never_gets_into_a_paper_unasked(
    town: Town, typed: str, label: str, value: str
) -> None:
    olga = await founder(town)
    await case_of(olga)
    await town.store.write(interview_answers.put, 1, {"gathering": "meeting"}, None, town.clock())
    await olga.press_data("ans:ask:1:notice:meeting_at")
    assert "Записал" not in await olga.say(typed)
    assert (await town.store.read(interview_answers.all_of, 1)).get("meeting_at") is None
    assert "Записал" in await olga.press(label)
    assert (await town.store.read(interview_answers.all_of, 1))["meeting_at"].value == value
