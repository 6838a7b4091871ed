"""A founding case: consent, steps with their dates, terms counted, reminders that come and stop."""

from datetime import date, datetime, timedelta

import pytest

from bot.domain.people import Purpose
from storage.cases import cases
from storage.core import tables
from storage.people import people
from tests.chat import Town, placeholders
from tests.handlers.cases import FOREIGN, begin, note
from tests.storage.profiles import know


async def test_a_case_needs_its_consent_and_then_begins(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start tos_zeya")
    assert "Согласие: дело о создании ТОС" in await olga.press("Вести дело здесь")
    assert await olga.stored() is None
    card = await olga.press("Даю согласие")
    assert "город Зея" in card
    assert "Дальше: Инициативная группа" in card
    assert "Ведёт: Ольга" in card
    person = await olga.stored()
    assert person
    assert person.agreed(Purpose.CASES)


async def test_who_refuses_reads_on_and_nothing_is_stored(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start tos_zeya")
    await olga.press("Вести дело здесь")
    assert "Дело о создании ТОС" in await olga.press("Не даю")
    assert await olga.stored() is None


async def test_without_a_case_its_use_is_told_and_it_begins_without_a_municipality(town: Town) -> None:
    olga = town.somebody(101)
    assert "что сделано и когда, что дальше" in await olga.say("/case")
    await olga.press("Завести дело")
    assert "муниципалитет не выбран" in await olga.press("Даю согласие")


async def test_who_has_a_case_is_asked_before_another_and_may_move_it(town: Town) -> None:
    olga = await begin(town, slug="")
    await olga.say("/start tos_zeya")
    assert "У вас уже есть дело" in await olga.press("Вести дело здесь")
    assert "город Зея" in await olga.press("Это место для моего дела")
    assert olga.hears() == "Муниципалитет дела теперь: город Зея."
    await olga.say("/start tos_zeya")
    await olga.press("Вести дело здесь")
    await olga.press("Завести ещё одно")
    assert "У вас 2 дела" in await olga.say("/case")
    await olga.say("/start tos_zeya")
    await olga.press("Вести дело здесь")
    assert "Это место для моего дела" not in olga.buttons()


async def test_more_than_ten_cases_are_refused(town: Town) -> None:
    olga = await begin(town)
    for _ in range(10):
        await olga.press_data("casenew:sure:")
    assert olga.hears() == "Больше 10 дел вести нельзя. Выйдите из ненужных."


async def test_a_step_is_noted_with_its_day_and_by_whom_and_the_next_is_offered(town: Town) -> None:
    olga = await begin(town)
    await olga.press("Дальше: Инициативная группа")
    await olga.press("Сделано")
    assert "Сделано 23 ноября 2026." in await olga.press("Вчера")
    assert "Отметка: Ольга, 24 ноября 2026" in olga.sees()
    assert "Этот шаг ещё впереди" in await olga.press("Дальше: Территория")
    assert "Позади 1 шаг из 11." in await olga.press("К делу")
    await olga.press("Все шаги")
    assert olga.buttons()[:2] == ["✅ 1. Инициативная группа", "▫️ 2. Территория"]


async def test_a_step_leads_to_its_papers(town: Town) -> None:
    olga = await begin(town)
    await olga.press_data("cstep:show:1:boundaries")
    assert [each for each in olga.buttons() if "Бумага" in each] == [
        "Бумага: Заявление о границах",
        "Бумага: Подписной лист",
    ]
    assert "Заявление о границах. Вопрос 1" in await olga.press("Бумага: Заявление о границах")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5 ноября", "5 ноября 2026"),
        ("05.11", "5 ноября 2026"),
        ("31.12", "31 декабря 2025"),
        ("01.11.26", "1 ноября 2026"),
        ("вчера", "23 ноября 2026"),
        ("позавчера", "22 ноября 2026"),
        ("сегодня", "24 ноября 2026"),
        ("yesterday", "23 ноября 2026"),
    ],
)
async def test_a_day_is_read_as_people_write_it(town: Town, typed: str, day: str) -> None:
    olga = await begin(town)
    assert f"Сделано {day}" in await note(olga, "group", "done", typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("никогда", "Не понял: «никогда»"),
        ("31.02.2026", "Такого дня в календаре нет"),
        ("01.01.1999", "1 января 1999 — слишком далеко"),
        ("ы" * 4096, "Не понял, когда это"),
        ("25.11.2026", "25 ноября 2026 ещё впереди"),
    ],
)
async def test_a_day_that_cannot_be_is_asked_again_with_its_buttons(town: Town, typed: str, said: str) -> None:
    olga = await begin(town)
    assert said in await note(olga, "group", "done", typed)
    assert "Сегодня" in olga.buttons()
    assert "Сделано 24 ноября" in await olga.press("Сегодня")


async def test_a_voice_message_is_no_day(town: Town) -> None:
    olga = await begin(town)
    await olga.press_data("cstep:done:1:group")
    assert "Я понимаю только слова" in await olga.send("voice")
    assert "Сделано 5 ноября" in await olga.say("5 ноября")


async def test_the_number_of_a_decision_is_asked_for_and_may_be_left_out(town: Town) -> None:
    olga = await begin(town)
    assert "Какой номер у решения?" in await note(olga, "boundaries", "done", "5 ноября")
    shown = await olga.say("12/3 <b>")
    assert "Сделано 5 ноября" in shown
    assert "Номер: 12/3 <b>" in shown
    assert "Какой номер у решения?" in await note(olga, "registration", "done", "6 ноября")
    assert "Номер" not in await olga.press("Номера нет")


async def test_a_paper_that_was_sent_has_its_days_counted(town: Town) -> None:
    """Thirty days after 5 November end on Saturday, 5 December: the answer is expected on Monday."""
    olga = await begin(town)
    shown = await note(olga, "headcount", "sent", "5 ноября")
    assert "отправили 5 ноября 2026, прошло 19 дней" in shown
    assert "до 7 декабря 2026: осталось 13 дней, рабочих — 9." in shown
    assert "59-ФЗ" in shown
    assert "не подтвержден" in shown
    town.clock.move(days=14)
    assert "Срок прошёл 1 день назад" in await olga.press_data("case:card:1")


async def test_boundaries_have_no_known_term_and_it_is_said(town: Town) -> None:
    olga = await begin(town)
    assert "Сколько ждать ответа, не подтверждено" in await note(olga, "boundaries", "sent", "5 ноября")


async def test_the_local_term_wins_over_the_common_one(town: Town) -> None:
    await know(town.store, "zeya", review_days=10)
    olga = await begin(town)
    shown = await note(olga, "registration", "sent", "23.11.2026")
    assert "до 3 декабря 2026" in shown
    assert "по местному положению, перечень муниципалитетов" in shown


async def test_a_refusal_is_noted_and_shows_the_way_on(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "registration", "sent", "5 ноября")
    await olga.press("Отказали")
    assert "Какой номер у решения?" in await olga.say("20 ноября")
    shown = await olga.say("07-р")
    assert "Отказали 20 ноября 2026" in shown
    assert "Номер: 07-р" in shown
    guide = await olga.press("Если отказали")
    for words in ("Попросите письменный отказ", "прокуратуру", "base.garant.ru/8346054", "не подтверждено"):
        assert words in guide
    await olga.press("К шагу")
    await olga.press("Отправили, ждём ответа")
    assert "отправили 24 ноября 2026.\nОтвета ждём до 24 декабря" in await olga.press("Сегодня")


async def test_an_optional_step_can_be_left_out_and_a_note_taken_back(town: Town) -> None:
    olga = await begin(town)
    await olga.press_data("cstep:show:1:delegates")
    assert "Этот шаг пропускаем" in await olga.press("Нам это не нужно")
    assert "ещё впереди" in await olga.press("Убрать отметку")


async def test_the_guide_of_a_step_is_one_press_away(town: Town) -> None:
    olga = await begin(town)
    await olga.press("Дальше:")
    assert "Инициативная группа\n\n" in await olga.press("Подробно об этом шаге")
    assert "Шаг 1 из 11" in await olga.press("К шагу")


async def test_the_answer_that_is_late_is_told_of_before_and_after(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "headcount", "sent", "5 ноября")
    await town.pass_time(days=9, hours=22)
    assert "Срок скоро закончится" in olga.sees()
    assert "ждём до 7 декабря" in olga.sees()
    await town.pass_time(days=4)
    assert "срок ответа закончился 7 декабря" in olga.sees()


async def test_an_answer_that_came_is_reminded_of_no_more(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "headcount", "sent", "5 ноября")
    await note(olga, "headcount", "done", "сегодня")
    await town.pass_time(days=10)
    assert "Срок скоро" not in olga.sees()


async def test_two_quiet_weeks_are_asked_about_twice_and_can_be_switched_off(town: Town) -> None:
    olga = await begin(town)
    await town.pass_time(days=15)
    assert "Как ваши дела?" in olga.sees()
    before = len(olga.said())
    await town.pass_time(days=28)
    assert "Как ваши дела?" in olga.sees()
    assert len(olga.said()) == before + 1
    await town.pass_time(days=60)
    assert len(olga.said()) == before + 1
    await note(olga, "group", "done", "сегодня")
    await olga.press_data("case:quiet:1")
    assert "О тихих неделях я вам не пишу" in olga.sees()
    before = len(olga.said())
    await town.pass_time(days=60)
    assert len(olga.said()) == before


async def test_a_closed_case_says_nothing(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "headcount", "sent", "5 ноября")
    await olga.press_data("case:close:1")
    before = len(olga.said())
    await town.pass_time(days=60)
    assert len(olga.said()) == before
    assert "Дело закрыто" in await olga.press_data("case:card:1")
    await olga.press_data("case:reopen:1")
    assert "Дальше: Инициативная группа" in await olga.press_data("case:card:1")


async def test_the_plan_counts_back_from_the_meeting(town: Town) -> None:
    """Ten whole days before 20 December and a day more is 9 December; thirty-one days before that, 8 November."""
    olga = await begin(town)
    assert "Когда собрание?" in await olga.press("План к собранию")
    plan = await olga.say("20 декабря в 18:00")
    assert "до 9 декабря 2026 — подготовить проект устава" in plan
    assert "до 9 декабря 2026 — объявить жителям" in plan
    assert "до 6 ноября 2026 — попросить справку о числе жителей. Этот день уже прошёл" in plan
    assert "вс, 20 декабря 2026, 18:00 — собрание" in plan
    assert "base.garant.ru/70819992" in plan
    await note(olga, "headcount", "sent", "5 ноября")
    plan = await olga.press_data("case:plan:1")
    assert "✅ до 6 ноября 2026 — попросить справку о числе жителей\n" in plan, "what was sent is not late"
    card = await olga.press("К делу")
    assert "До него 26 дней." in card
    assert "Объявить о нём нужно не позже 9 декабря 2026." in card


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("20.11.2026 18:00", "Это уже прошло"),
        ("20 декабря", "День понял, а час — нет"),
        ("в следующую пятницу в 18:00", "какая это неделя"),
        ("когда-нибудь", "Не понял: «когда-нибудь»"),
        ("ы" * 4096, "Не понял, когда это"),
    ],
)
async def test_a_meeting_that_cannot_be_is_asked_again(town: Town, typed: str, said: str) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    assert said in await olga.say(typed)
    assert "план к собранию" in await olga.say("20 декабря в 18:00")


async def test_the_plan_goes_to_the_phones_calendar(town: Town) -> None:
    olga = await begin(town)
    await olga.press_data("case:ics:1")
    assert olga.hears() == "Сначала назначьте день собрания."
    await olga.press("План к собранию")
    await olga.say("20 декабря в 18:00")
    assert "План для календаря" in await olga.press("В календарь телефона")
    file = town.world.files.get(olga.said()[-1]["document"]["file_id"])
    text = file.content.decode()
    assert "DTSTART:20261220T090000Z" in text
    assert "DTSTART;VALUE=DATE:20261209" in text
    assert text.count("BEGIN:VEVENT") == 4


async def test_the_notice_is_reminded_of_until_it_is_given(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    await olga.say("20 декабря в 18:00")
    await town.pass_time(days=11, hours=22)
    assert "Объявить о нём нужно не позже 9 декабря" in olga.sees()
    await note(olga, "notice", "done", "сегодня")
    before = len(olga.said())
    await town.pass_time(days=3)
    assert len(olga.said()) == before


async def test_a_moved_meeting_moves_its_reminders(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    await olga.say("20 декабря в 18:00")
    await olga.press("Назначить другой день")
    await olga.say("27 декабря в 18:00")
    await town.pass_time(days=15, hours=22)
    assert "9 декабря" not in olga.sees()
    await town.pass_time(days=6)
    assert "16 декабря 2026, последний день" in olga.sees()


async def test_the_card_to_forward_names_nobody(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "group", "done", "5 ноября")
    await olga.press_data("case:title:1")
    await olga.say("ТОС «Зейский <дворик>»")
    await olga.press("Ещё")
    await olga.press("Коротко")
    sent = olga.said()[-2]
    assert "ТОС «Зейский <дворик>»" in sent["text"]
    assert "✅ Инициативная группа — 5 ноября 2026" in sent["text"]
    assert "Дальше: Территория" in sent["text"]
    assert "Ольга" not in sent["text"]
    assert "reply_markup" not in sent


@pytest.mark.parametrize("typed", ["ы" * 121, "ы" * 4096])
async def test_a_long_name_is_refused_and_the_question_stays(town: Town, typed: str) -> None:
    olga = await begin(town)
    await olga.press_data("case:title:1")
    assert "Слишком длинно" in await olga.say(typed)
    assert "Дворик" in await olga.say("Дворик")


@pytest.mark.parametrize(
    "data",
    [
        *(f"case:{do}:1" for do in ("card", "steps", "members", "invite", "leave", "leave-sure", "more", "title")),
        *(f"case:{do}:1" for do in ("quiet", "loud", "list", "close", "brief", "plan", "meeting", "ics")),
        *(f"cstep:{do}:1:group" for do in ("show", "guide", "done", "done-0", "skipped", "number", "undo")),
        "cmember:ask:1:1",
        "cmember:sure:1:1",
    ],
)
async def test_a_foreign_case_is_shown_to_nobody_and_changed_by_nobody(town: Town, data: str) -> None:
    await begin(town)
    before = await town.store.read(cases.get, 1)
    boris = await town.person(102, "Борис", Purpose.CASES)
    stranger = town.somebody(103, "Вера")
    await stranger.say("/start")
    for who in (boris, stranger):
        await who.press_data(data)
        assert FOREIGN in who.hears()
    assert await town.store.read(cases.get, 1) == before


async def test_withdrawing_the_consent_ends_a_lonely_case(town: Town) -> None:
    olga = await begin(town)
    await olga.say("/privacy")
    assert "1 дело, в котором вы один человек, исчезнет целиком" in await olga.press("Отозвать: дело")
    await olga.press("Да, отозвать")
    assert await town.store.read(cases.get, 1) is None


async def test_before_an_erasure_the_loss_of_a_case_is_told(town: Town) -> None:
    olga = await begin(town)
    assert "1 дело, в котором больше никого нет, исчезнет целиком" in await olga.say("/erase")
    await olga.press("Да, стереть всё")
    assert await town.store.read(cases.get, 1) is None


async def test_what_happened_is_kept_as_dates(town: Town) -> None:
    olga = await begin(town)
    await olga.press("План к собранию")
    await olga.say("20 декабря в 18:00")
    case = await town.store.read(cases.get, 1)
    assert case
    assert case.meeting_local == datetime(2026, 12, 20, 18)  # noqa: DTZ001  a wall clock
    assert case.touched_at == town.clock()
    await note(olga, "group", "done", "5 ноября")
    case = await town.store.read(cases.get, 1)
    assert case
    assert [each.happened_on for each in case.steps.values()] == [date(2026, 11, 5)]
    assert timedelta() == case.touched_at - town.clock()


async def test_a_legal_entity_is_decided_on_in_calendar_days(town: Town) -> None:
    """33 calendar days after Monday, 23 November are a Saturday."""
    olga = await begin(town)
    shown = await note(olga, "legal-entity", "sent", "23.11.2026")
    assert "до 28 декабря 2026" in shown
    assert "Считаем 33 дня" in shown


async def test_who_makes_papers_is_not_asked_why_nothing_happens(town: Town) -> None:
    """Papers move the case on without planning its reminders anew."""
    olga = await begin(town)
    town.clock.move(days=13)
    await town.store.write(lambda tx: tx.execute(tables.cases.update().values(touched_at=town.clock())) and None)
    before = len(olga.said())
    await town.pass_time(days=2)
    assert len(olga.said()) == before


@pytest.mark.parametrize("do", ["card", "steps", "members", "invite", "leave", "more", "plan", "title", "brief"])
async def test_every_screen_speaks_english_without_gaps(town: Town, do: str) -> None:
    olga = await begin(town)
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await note(olga, "headcount", "sent", "5 November")
    await olga.press_data("case:plan:1")
    await olga.say("20 December 2026 at 18:00")
    shown = await olga.press_data(f"case:{do}:1")
    assert placeholders(shown) == []
    assert "Дело" not in shown
