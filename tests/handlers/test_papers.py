"""Papers of a case: an interview question by question, answers that are never lost, files that hold them."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.papers.agenda import VOTED
from bot.domain.papers.kit import ASKS, Paper
from bot.domain.papers.questions import QUESTIONS
from bot.i18n import Translator
from storage.cases import cases, interview_answers
from storage.core.tables import case_papers
from tests.chat import Town
from tests.handlers.files import newest_file, opened, unpacked
from tests.handlers.papers import answered, begin, case_of, change, every_paper, founder, kept
from tests.storage.profiles import know

GROUP = ("Сосновый бор", "улица Лесная, 1–24", "20 ноября", "двор дома 5", "5", "Хотим порядка")
MEETING = {
    "gathering": "meeting",
    "settlement": "город Зея",
    "tos_name": "Двор",
    "territory": "Лесная, 1",
    "meeting_at": "2026-12-20T18:00",
    "meeting_place": "школа",
    "decision": None,
}
UNANIMOUS = {name: "84/0/0/0" for name in VOTED if name in ASKS[Paper.MINUTES]}


async def test_a_paper_is_made_one_question_at_a_time(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    assert "Какой у вас населённый пункт" in await begin(olga, "Протокол группы")
    assert "Вопрос 1 из 11" in olga.sees()
    assert "Подсказка: город Благовещенск" in olga.sees()
    assert "Как назовёте ТОС" in await olga.press("Взять: город Благовещенск")
    for answer in GROUP:
        await olga.say(answer)
        if answer == GROUP[0]:
            assert "Территориальное общественное самоуправление «Сосновый бор»" in olga.sees()
            await olga.press("Взять: Сосновый бор")
    assert "Кто председатель группы" in olga.sees()
    await olga.say("Иванова Мария Петровна")
    assert "Голоса: инициатива. Сколько «за»" in await olga.press("Пропустить"), "who has no name is not voted on"
    assert "Записал: единогласно, за — 5" in await olga.press("Взять: единогласно, за — 5")
    assert "Голосов больше, чем людей: их вы назвали 5" in await olga.say("6 за")
    review = await olga.say("4 за, 1 против")
    assert "Протокол группы: проверьте ответы" in review
    assert "Голоса: запросы: за — 4, против — 1, воздержались — 0" in review
    assert "Дата группы: 20 ноября 2026" in review
    assert "Секретарь группы: пусто" in review
    shown = await olga.press("Прочитать бумагу")
    assert "ПРОТОКОЛ" in shown
    assert "за\xa0— 5, против\xa0— нет, воздержались\xa0— нет. Решение принято единогласно." in shown
    assert "за\xa0— 4, против\xa0— 1, воздержались\xa0— нет. Решение принято." in shown
    await olga.press("Файл Word")
    assert newest_file(olga)[0] == "Протокол группы.docx"
    for words in ("город Благовещенск", *GROUP[:2], "20 ноября 2026", "Иванова Мария Петровна", "Хотим порядка"):
        assert words in opened(olga)


async def test_a_clean_copy_is_offered_once_its_words_are_decided(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", territory="Лесная", borders="по реке", decision=None)
    await answered(town, directions="дела", bodies="chair", audit="none", term=3, quorum_share="third", regulation=None)
    await answered(
        town, gathering="meeting", charter_notice=10, charter_way="чат", delegate_term="one", regulation=None
    )
    await answered(town, majority="simple", property="none", meeting_at=None, minutes_number=None)
    await begin(olga, "Устав")
    assert "Для чистовика ещё нужно решить: Юридическое лицо" in await olga.press("Пропустить")
    assert "Чистовик Word, без пометок" not in olga.buttons()
    await olga.press_data("paper:clean:1:charter:0")
    assert "Для чистовика ещё нужно решить" in olga.sees(), "an old button says the same"
    await change(olga, "Юридическое лицо")
    assert (
        "останутся строки, чтобы вписать от руки: Положение о ТОС, Когда собрание, Номер протокола."
        in await olga.press("Нет")
    )
    await olga.press("Чистовик Word, без пометок")
    assert newest_file(olga)[0] == "Устав, чистовик.docx"
    assert "Справка к проекту" not in opened(olga)
    await olga.press_data("paper:review:1:charter:0")
    await olga.press("Файл Word")
    assert "Справка к проекту" in opened(olga)


async def test_answers_that_contradict_are_asked_about_at_once(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", territory="Лесная", borders="по реке", decision=None)
    await answered(town, directions="дела", bodies="chair", audit="none", term=3, quorum_share="third", regulation=None)
    await answered(
        town, gathering="meeting", charter_notice=10, charter_way="чат", delegate_term="one", regulation=None
    )
    await answered(town, majority="simple", property="own", meeting_at=None, minutes_number=None)
    await begin(olga, "Устав")
    asked = await olga.press("Нет")
    assert "Записал: Нет" in asked
    assert "своё имущество — «Да», юридическое лицо — «Нет»" in asked
    review = await olga.press("Разберёмся позже")
    assert "Без юридического лица у ТОС нет своего счёта и имущества" in review
    assert "Чистовик Word, без пометок" not in olga.buttons()
    await change(olga, "Юридическое лицо")
    await olga.press("Нет")
    assert "Будет ли у ТОС своё имущество" in await olga.press("Изменить: Имущество")
    await olga.press("Нет")
    assert "Чистовик Word, без пометок" in olga.buttons()


async def test_no_answer_and_no_address_are_asked_about_before_they_are_saved(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", houses=None)
    await answered(town, administration=None, authorised=None)
    assert "На какой адрес" in await begin(olga, "Запрос о числе жителей")
    assert "Записать в бумагу «адреса нет»?" in await olga.say("адреса нет")
    assert await kept(town, "address") is None
    assert "обычно есть дом или индекс" in await olga.say("в чат дома")
    assert "Записал: в чат дома" in await olga.press("Взять: в чат дома")
    assert "не похоже на телефон" in await olga.say("есть")
    assert "проверьте ответы" in await olga.press("Оставить пустую строку")
    assert await kept(town, "phone") is None


async def test_what_one_paper_asked_the_next_does_not(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", administration="администрация города Зеи")
    assert "Согласие на данные: проверьте ответы" in await begin(olga, "Согласие на данные")


async def test_an_answer_is_changed_from_the_review_and_only_what_hangs_on_it_is_asked_again(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING | {"meeting_at": "2026-11-20T18:00"}, residents=240, residents_young=252)
    await answered(town, residents_source="справка", present=84)
    await answered(town, present_young=86, meeting_chair=None, meeting_secretary=None, minutes_number="1")
    await answered(town, majority="simple", bodies="chair", audit="none", tos_chair=None, directions="дела")
    await answered(town, legal_entity="no", authorised=None, **UNANIMOUS)
    assert "кворум есть" in await begin(olga, "Протокол собрания")
    assert "Сейчас: 240" in await change(olga, "Жителей")
    assert "Сейчас: 252" in await olga.say("250")
    assert "Другой ответ изменился" in olga.sees()
    await olga.say("260")
    assert "Сейчас: 84" in olga.sees()
    await olga.press("Оставить")
    assert "Сейчас: 86" in olga.sees()
    review = await olga.press("Оставить")
    assert "проверьте ответы" in review
    assert "кворума нет: не хватает 1 человека" in review
    assert "отсутствует, собрание неправомочно" in await olga.press("Прочитать бумагу")


async def test_back_offers_the_old_answer_and_loses_nothing(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await begin(olga, "Протокол группы")
    await olga.say("город Зея")
    await olga.say("Двор")
    await olga.press("Взять: Двор")
    assert "Сейчас: Двор" in await olga.press("← Назад")
    assert "Сейчас: город Зея" in await olga.press("← Назад")
    assert "Какая у вас территория" in await olga.press("Оставить")
    assert (await kept(town, "settlement"), await kept(town, "tos_name")) == ("город Зея", "Двор")


async def test_who_comes_back_goes_on_where_they_stopped(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await begin(olga, "Протокол группы")
    await olga.say("город Зея")
    await olga.press("К бумагам")
    await olga.say("/menu")
    assert "Как назовёте ТОС" in await begin(olga, "Протокол группы")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('ТОС "Наш двор"', "Наш двор"),
        ("«Наш двор»", "Наш двор"),
        ("тос  Наш   двор", "Наш двор"),
        ('Микрорайон "Южный"', "Микрорайон „Южный“"),
        ("ТОС", "ТОС"),
        ("Двор <b>&\u0007", "Двор <b>&"),
    ],
)
async def test_the_name_is_taken_without_the_word_and_the_quotes(town: Town, typed: str, name: str) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея")
    await begin(olga, "Протокол группы")
    assert f"Территориальное общественное самоуправление «{name}»" in await olga.say(typed)
    assert f"Записал: {name}" in await olga.press(f"Взять: {name}")
    assert await kept(town, "tos_name") == name


async def test_the_number_that_was_noted_of_a_decision_is_offered_to_the_papers(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **{name: value for name, value in MEETING.items() if name != "decision"}, copies=2)
    for step, number in (("boundaries", "15/120"), ("meeting", "1-к")):
        await olga.press_data(f"cstep:done:1:{step}")
        await olga.say("20 ноября")
        await olga.say(number)
    assert "Какой номер у протокола" in await begin(olga, "Заявление о регистрации")
    await olga.press("Взять: 1-к")
    assert "Подсказка: решение от 20 ноября 2026 № 15/120" in olga.sees()
    await olga.press("Взять: решение от 20 ноября")
    assert await kept(town, "decision") == "решение от 20 ноября 2026 № 15/120"
    await olga.press_data("cstep:done:1:boundaries")
    await olga.say("20 ноября")
    await olga.press("Номера нет")
    await olga.press_data("ans:ask:1:registration:decision")
    assert "Подсказка: решение от 20 ноября 2026\n" in olga.sees() + "\n"


async def test_the_title_of_the_case_is_offered_as_a_bare_name(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея")
    await olga.press_data("case:title:1")
    await olga.say("ТОС «Зейский дворик»")
    await begin(olga, "Протокол группы")
    assert "Записал: Зейский дворик" in await olga.press("Взять: Зейский дворик")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "не меньше 1"),
        ("-5", "целое число цифрами"),
        ("около 300", "целое число цифрами"),
        ("1000000000", "не может быть больше"),
        ("много", "целое число цифрами"),
    ],
)
async def test_numbers_that_are_none_leave_the_question_open(town: Town, typed: str, said: str) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING)
    await begin(olga, "Лист регистрации")
    assert said in await olga.say(typed)
    assert "Записал: 1240" in await olga.say("1 240 жителей")


async def test_more_came_than_live_there_is_asked_again(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    known = MEETING | {"meeting_at": "2026-11-20T18:00"}
    await answered(town, **known, residents=240, residents_young=None, residents_source="справка")
    assert "Сколько человек от 18 лет пришло" in await begin(olga, "Протокол собрания")
    assert "жителей вы назвали 240" in await olga.say("300")
    assert "Записал: 84" in await olga.say("84")


async def test_without_a_quorum_the_minutes_lead_to_the_next_meeting(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    known = MEETING | {"meeting_at": "2026-11-20T18:00", "minutes_number": "1", "meeting_chair": "Иванова М. П."}
    await answered(town, **known, meeting_secretary=None, residents=240, residents_young=None, residents_source=None)
    assert "Сколько человек от 18 лет пришло" in await begin(olga, "Протокол собрания")
    review = await olga.say("79")
    assert "кворума нет: не хватает 1 человека. Такое собрание ничего не решает" in review
    assert not any("Голоса" in each for each in olga.buttons())
    assert "решения не приняты" in await olga.press("Прочитать бумагу")
    await olga.press("Проверить ответы")
    assert "Извещение жителям" in await olga.press("Назначить новое собрание")
    await olga.say("20 декабря в 18:00")
    assert "Собрание ещё впереди" in await begin(olga, "Протокол собрания")
    town.clock.move(days=40)
    assert "Сейчас: 79" in await begin(olga, "Протокол собрания"), "who came is asked anew"


async def test_a_charter_that_was_voted_down_is_neither_approved_nor_submitted(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    known: dict[str, Any] = {"minutes_number": "1", "residents": 240, "present": 84}
    known |= MEETING | {"meeting_at": "2026-11-20T18:00"}
    await answered(town, **known, residents_young=None, residents_source=None, meeting_chair=None)
    await answered(town, meeting_secretary=None, majority="two_thirds", votes_create="84/0/0/0")
    await answered(town, copies=2, administration=None, authorised=None, address=None, phone=None)
    assert "Голоса: границы" in await begin(olga, "Протокол собрания")
    assert "Голоса: устав" in await olga.press("Взять: единогласно, за — 84")
    assert "Мне нужны голоса цифрами" in await olga.say("почти все за")
    assert "Голосов меньше, чем людей: за — 55, против — 25, воздержались — 0, не голосовали — 4" in await olga.say(
        "55 за, 25 против"
    )
    review = await olga.press("Взять: за — 55, против — 25, воздержались — 0,…")
    assert "По этим голосам устав не принят" in review
    assert not {"Председатель ТОС", "Голоса: органы"} & {*olga.buttons()}
    assert "Решение не принято: нужно не менее 56 «за»" in await olga.press("Прочитать бумагу")
    assert "подавать пока нечего" in await begin(olga, "Заявление о регистрации")
    assert not {"Файл Word", "Прочитать бумагу"} & {*olga.buttons()}
    await olga.press_data("paper:file:1:registration:0")
    assert "подавать пока нечего" in olga.sees(), "an old button says the same"
    assert "Голоса: устав" in await olga.press("Проверить голоса")
    await olga.say("60 за, 24 против")
    assert "Файл Word" not in olga.buttons()
    await begin(olga, "Заявление о регистрации")
    assert "Файл Word" in olga.buttons()


async def test_votes_that_no_longer_fit_the_number_present_are_asked_about(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    known: dict[str, Any] = {"minutes_number": "1", "residents": 240, "present": 84}
    known |= MEETING | {"meeting_at": "2026-11-20T18:00"}
    await answered(town, **known, residents_young=None, residents_source=None, majority="simple")
    await answered(town, meeting_chair="Жук А. А.", meeting_secretary="Яр Б. Б.", bodies="chair", audit="none")
    await answered(town, tos_chair="Ёлкина М. П.", directions="дела", authorised=None, legal_entity="no", **UNANIMOUS)
    assert "✅ По этим числам кворум есть" in await begin(olga, "Протокол собрания")
    await change(olga, "Пришло")
    assert "Другой ответ изменился" in await olga.say("90")
    assert "Голоса и число людей не сходятся: единогласно, за — 84 и 90" in await olga.press("Оставить")
    assert "Сколько человек от 18 лет пришло" in await olga.press("Изменить: Пришло")


async def test_answers_to_questions_of_another_release_harm_nothing(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, meeting_votes="unanimous", settlement="Зея", tos_name="Двор", administration=None)
    assert "проверьте ответы" in await begin(olga, "Согласие на данные")
    await olga.press("Файл Word")
    assert "Двор" in opened(olga)
    await olga.press_data("opt:1:minutes:meeting_votes:unanimous")
    assert "собрание или конференция" in olga.sees()


async def test_minutes_of_a_meeting_ahead_say_so_and_ask_no_results(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING, residents=240, residents_young=None, residents_source="справка")
    shown = await begin(olga, "Протокол собрания")
    assert "Собрание ещё впереди: вс, 20 декабря 2026, 18:00" in shown
    assert "Какой номер у протокола" in shown


async def test_nobody_is_called_to_a_meeting_that_is_over(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **{name: value for name, value in MEETING.items() if name != "meeting_at"})
    assert "Когда собрание" in await begin(olga, "Извещение жителям")
    assert "какая это неделя" in await olga.say("в следующую пятницу в 18:00")
    assert "уже прошло" in await olga.say("20.11.2026 18:00")
    assert "а час — нет" in await olga.say("20 декабря")
    assert "Записал: вс, 20 декабря 2026, 18:00" in await olga.say("20 декабря в 6 вечера")


async def test_the_meeting_of_the_papers_is_that_of_the_case_with_its_reminders(town: Town) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    await case_of(olga, pavel)
    await answered(town, **{name: value for name, value in MEETING.items() if name != "meeting_at"})
    await begin(olga, "Извещение жителям")
    await olga.say("20 декабря в 18:00")
    assert "20 декабря 2026, 18:00 — собрание" in await olga.press_data("case:plan:1")
    await town.deliver()
    assert "Назначили собрание: вс, 20 декабря 2026, 18:00" in pavel.sees()
    await town.pass_time(days=13)
    assert "Объявить о нём нужно не позже" in pavel.sees()


async def test_the_meeting_of_the_case_is_that_of_the_papers(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING, charter_where=None, legal_entity="no", contact=None)
    await olga.press_data("case:meeting:1")
    await olga.say("25 декабря в 19:00")
    assert "Когда собрание: пт, 25 декабря 2026, 19:00" in await begin(olga, "Извещение жителям")
    await change(olga, "Когда собрание")
    await olga.say("26 декабря в 15:00")
    assert "26 декабря 2026, 15:00 — собрание" in await olga.press_data("case:plan:1")


async def test_a_meeting_that_is_over_moves_quietly_and_a_skipped_one_stays(town: Town) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    await case_of(olga, pavel)
    await answered(town, gathering="meeting", settlement="Зея", tos_name="Двор", territory="Лесная")
    await begin(olga, "Протокол собрания")
    await olga.say("20.11.2026 18:00")
    await town.deliver()
    assert "собрание" not in pavel.sees()
    assert "Собрание было назначено на 20 ноября 2026" in await olga.press_data("case:card:1")
    await begin(olga, "Протокол собрания")
    await olga.press("← Назад")
    await olga.press("Пропустить")
    case = await town.store.read(cases.get, 1)
    assert case
    assert case.meeting_local


async def test_answers_keep_a_case_from_being_quiet(town: Town) -> None:
    """Two quiet weeks are counted from the last answer: the nudge is put off, not lost."""
    olga = await founder(town)
    await case_of(olga)
    await olga.press_data("cstep:skipped:1:delegates")
    town.clock.move(days=10)
    await begin(olga, "Протокол группы")
    await olga.say("город Зея")
    await town.pass_time(days=5)
    assert "Как ваши дела" not in olga.sees()
    await town.pass_time(days=10)
    assert "Как ваши дела" in olga.sees()


async def test_a_hundred_empty_rows_are_not_read_aloud(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING, residents=240, authorised="Иванова Мария Петровна")
    await begin(olga, "Лист регистрации")
    shown = await olga.press("Прочитать бумагу")
    assert "1 | Иванова Мария Петровна |  |  |\n2 |  |  |  |\n…\n99 |  |  |  |\n" in shown
    await olga.press("Файл Word")
    assert "50" in opened(olga)


async def test_minutes_are_written_of_a_meeting_that_is_over(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, gathering="meeting", settlement="Зея", tos_name="Двор", territory="Лесная")
    await begin(olga, "Протокол собрания")
    assert "Записал: пт, 20 ноября 2026, 18:00" in await olga.say("20.11.2026 18:00")


async def test_a_notice_whose_day_has_come_and_gone_says_so_and_is_not_made(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **MEETING, charter_where="чат", legal_entity="no", contact="чат")
    await begin(olga, "Извещение жителям")
    assert "Файл Word" in olga.buttons()
    town.clock.move(days=40)
    await olga.press("Файл Word")
    assert "Собрание в ответах уже прошло" in olga.sees()
    assert "Файл Word" not in olga.buttons()
    assert olga.buttons()[0] == "Назвать другой день"
    assert "Когда собрание" in await olga.press("Назвать другой день")
    assert not any("document" in message for message in olga.said())
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: черновики Word")
    assert "Не вложил" in olga.sees()
    assert "Просьба о помещении, Извещение жителям, Объявление на подъезд, Уведомление администрации" in olga.sees()
    assert len(unpacked(olga)) == 16


async def test_a_page_of_text_is_taken_whole_and_shown_shortened(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", houses="Лесная: 1")
    await begin(olga, "Описание территории")
    long = ("граница <идёт> & «идёт» " * 200)[:4095] + "!"
    await olga.say(long)
    assert await kept(town, "borders") == long
    await olga.press("← Назад")
    assert "Сейчас: граница <идёт>" in olga.sees()
    await olga.press("Оставить")
    await olga.press("Пропустить")
    await olga.press("Пропустить")
    await olga.press("Прочитать бумагу")
    await olga.press("Дальше →")
    assert "страница 2 из" in olga.sees()
    await olga.press("Файл Word")
    assert long in opened(olga)


async def test_a_line_that_is_too_long_and_a_voice_message_leave_the_question_open(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await begin(olga, "Протокол группы")
    assert "Слишком длинно: 4096 знаков" in (await olga.say("ы" * 4096)).replace("\u00a0", "")
    for kind in ("voice", "sticker", "photo"):
        assert "нужен ответ словами" in await olga.send(kind)
    assert "Записал" in await olga.say("ы" * 300)


async def test_a_choice_may_be_typed_by_its_label(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await begin(olga, "Лист регистрации")
    assert "Нажмите на один из ответов" in await olga.say("как получится")
    assert "Записал: Собрание" in await olga.say("собрание")
    assert await kept(town, "gathering") == "meeting"


async def test_two_who_answer_at_once_see_both_answers_and_the_later_decides(town: Town) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    await case_of(olga, pavel)
    await answered(town, settlement="Зея")
    await begin(olga, "Протокол группы")
    await begin(pavel, "Протокол группы")
    await olga.say("Роща")
    await olga.press("Взять: Роща")
    await pavel.say("Река")
    shown = await pavel.press("Взять: Река")
    assert "Пока вы отвечали, ответ изменился" in shown
    assert "Теперь записано: Роща\nКто ответил: Ольга" in shown
    assert "Ваш ответ: Река" in shown
    assert await kept(town, "tos_name") == "Роща"
    await pavel.press("Взять мой ответ")
    assert await kept(town, "tos_name") == "Река"


async def test_the_later_may_keep_what_the_other_wrote(town: Town) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    await case_of(olga, pavel)
    await answered(town, settlement="Зея")
    await begin(olga, "Протокол группы")
    await begin(pavel, "Протокол группы")
    await olga.say("Роща")
    await olga.press("Взять: Роща")
    await pavel.say("Река")
    await pavel.press("Взять: Река")
    assert "Какая у вас территория" in await pavel.press("Оставить записанное")
    assert await kept(town, "tos_name") == "Роща"


async def test_a_name_gets_its_forms_and_any_can_be_corrected(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", gathering="meeting", meeting_at=None, minutes_number="1")
    await answered(town, decision=None, copies=2, administration="администрация", administration_acc="администрацию")
    await answered(town, territory="Лесная", address=None, phone=None)
    await begin(olga, "Заявление о регистрации")
    review = await olga.say("Иванова Мария Петровна")
    assert "«От кого»: Ивановой Марии Петровны" in review
    assert "Сейчас: Ивановой Марии Петровны" in await change(olga, "«От кого»")
    assert "«От кого»: Ивановой М. П." in await olga.say("Ивановой М. П.")
    await olga.press("Файл Word")
    assert "от Ивановой М. П.," in opened(olga)


async def test_a_form_that_is_not_sure_is_asked(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", houses=None, address=None, phone=None)
    await answered(town, administration=None)
    await begin(olga, "Запрос о числе жителей")
    assert "«от …»" in await olga.say("Шевчук И. И.")
    assert "Взять: Шевчука И. И." in olga.buttons()
    assert "Взять: Шевчук И. И." in olga.buttons()
    assert "«От кого»: Шевчук И. И." in await olga.press("Взять: Шевчук И. И.")


async def test_the_administration_is_guessed_from_the_municipality_and_its_form_confirmed(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Благовещенск", tos_name="Двор")
    await begin(olga, "Опись документов")
    for _ in range(5):
        await olga.press("Пропустить")
    assert "администрация города Благовещенска" in olga.sees()
    await olga.press("Взять: администрация города")
    assert "Взять: администрацию города Благо" in str(olga.buttons())


async def test_who_is_not_of_the_case_sees_nothing_of_it(town: Town) -> None:
    olga, stranger = await founder(town), town.somebody(105, "Чужой")
    await case_of(olga)
    await answered(town, settlement="Тайный посёлок")
    await stranger.say("/start")
    neighbour = await founder(town, 106, "Сосед")
    for who in (stranger, neighbour):
        for data in (
            "papers:1",
            "paper:open:1:group:0",
            "paper:file:1:group:0",
            "paperzip:1",
            "ans:ask:1:group:tos_name",
        ):
            await who.press_data(data)
            assert "дело других соседей" in who.hears()
            assert "Тайный" not in who.sees()


async def test_a_paper_that_was_made_is_marked_and_noted_with_the_law_it_used(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga, municipality="zeya")
    await know(town.store, "zeya", notice_days=14)
    await answered(town, **MEETING, charter_where="чат", legal_entity="no", contact="чат")
    await begin(olga, "Извещение жителям")
    await olga.press("Файл Word")
    row = await town.store.read(lambda tx: tx.execute(select(case_papers)).one())
    assert row.paper == "notice"
    assert row.law["meeting.notice_days"] == "10"
    assert row.law["municipality.notice_days"] == "14"
    await olga.press("К бумагам")
    assert "✓ Извещение жителям" in olga.buttons()


async def test_the_archive_names_only_the_papers_that_lack_answers(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", administration=None)
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: черновики Word")
    assert "Протокол группы" in olga.sees()
    assert "Согласие на данные" not in olga.sees(), "all it asks is answered, one of it left out"


async def test_everything_in_one_archive_also_when_nothing_is_answered(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, tos_name="Сосновый бор")
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: черновики Word")
    assert "20 бумаг в одном архиве" in olga.sees()
    assert "Ответили ещё не на всё, пустые строки можно вписать от руки: Протокол группы, Описание" in olga.sees()
    packed = unpacked(olga)
    assert next(iter(packed)) == "01 Протокол группы.docx"
    assert len(packed) == 20
    assert all("Сосновый бор" in words for words in packed.values())


async def test_clean_copies_in_one_archive_are_those_that_are_ready(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: чистовики Word")
    assert "Чистовиков пока нет" in olga.hears()
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", administration=None, body=None)
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: чистовики Word")
    assert "2 чистовика в одном архиве" in olga.sees()
    assert "сначала ответьте на вопросы: Протокол группы" in olga.sees()
    assert [*unpacked(olga)] == ["01 Подписной лист.docx", "02 Согласие на данные.docx"]


async def test_no_screen_of_a_paper_has_more_than_eight_buttons_and_every_answer_is_three_taps_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    olga = await founder(town)
    await case_of(olga)
    await town.store.write(interview_answers.put, 1, dict.fromkeys(QUESTIONS), None, town.clock())
    for paper in Paper:
        await olga.press_data(f"paper:review:1:{paper}:0")
        assert len(olga.buttons()) <= 8, paper
        await olga.press("Исправить ответ")
        for group in [each for each in olga.buttons() if each.startswith("Ответы ")] or [""]:
            if group:
                await olga.press(group)
            assert 2 <= len(olga.buttons()) <= 8, paper
            if group:
                await olga.press("Другие ответы")
        assert len(olga.buttons()) <= 8, paper


@pytest.mark.parametrize("slug", ["", "blagoveshchensk", "zeya", "atlantis"])
async def test_blank_papers_are_for_anybody_and_nothing_is_stored(town: Town, slug: str) -> None:
    nina = town.somebody(101)
    await nina.say("/start")
    await nina.press_data(f"blanks:{slug}:")
    assert "Пустые бланки" in nina.sees()
    await nina.press("До собрания")
    assert "УСТАВ" in await nina.press("Устав")
    await nina.press("Файл Word")
    assert "оставьте нужное" in opened(nina)
    assert nina.buttons() == ["Все бланки", "Меню"]
    await nina.press("Все бланки")
    await nina.press("Все: Word")
    assert nina.buttons() == ["Все бланки", "Меню"]
    packed = unpacked(nina)
    assert len(packed) == 20
    assert all("не подтверждено" in words for name, words in packed.items() if "Согласие" not in name)
    assert await nina.stored() is None


async def test_a_step_of_the_road_has_its_blank_papers(town: Town) -> None:
    nina = town.somebody(101)
    await nina.say("/tos")
    await nina.press_data("step:zeya:meeting")
    await nina.press("Пустые бланки")
    assert nina.buttons()[:2] == ["Лист регистрации", "Протокол собрания"]
    await nina.press("Все бланки")
    assert nina.buttons()[0] == "До собрания"
    await nina.press_data("step:zeya:legal-entity")
    assert "Пустые бланки" not in nina.buttons()


async def test_where_one_application_serves_its_blanks_are_together(town: Town) -> None:
    await know(town.store, "zeya", order="single_application")
    nina = town.somebody(101)
    await nina.say("/tos")
    await nina.press_data("blanks:zeya:registration")
    assert nina.buttons()[:3] == ["Заявление о границах", "Подписной лист", "Заявление о регистрации"]


async def test_an_old_button_asks_its_question_anew_instead_of_wiping_the_answer(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, tos_name="Двор", gathering="meeting")
    await olga.press_data("papers:1")
    for data in ("ans:skip:1:group:tos_name", "ans:mine:1:group:tos_name", "ans:g7:1:group:tos_name"):
        await olga.press_data("papers:1")
        assert "Сейчас: Двор" in await olga.press_data(data)
    await olga.press_data("papers:1")
    assert "Сейчас: Собрание" in await olga.press_data("opt:1:minutes:gathering:conference")
    assert (await kept(town, "tos_name"), await kept(town, "gathering")) == ("Двор", "meeting")


async def test_forged_buttons_lead_to_the_next_question(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await olga.press_data("papers:1")
    for data in ("ans:skip:1:group:no_such", "ans:ask:1:group:present", "opt:1:minutes:gathering:party"):
        await olga.press_data(data)
        assert "Вопрос" in olga.sees()
    assert await town.store.read(interview_answers.all_of, 1) == {}


async def test_english_readers_are_asked_in_english_and_get_russian_papers(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", administration=None)
    await olga.press_data("lang:en")
    await olga.press_data("paper:open:1:consent:0")
    assert "Consent to personal data: check the answers" in olga.sees()
    assert "СОГЛАСИЕ" in await olga.press("Read the paper")


async def test_a_second_file_is_refused_in_words_while_one_is_in_the_making(town: Town) -> None:
    """The press does not queue behind the file, and others are not concerned."""
    olga, boris = town.somebody(101), town.somebody(102)
    printer, go_on, begun = town.app.dispatcher["printer"], asyncio.Event(), asyncio.Event()
    plain = printer.docx

    async def slow(*args: Any, **more: Any) -> bytes:
        begun.set()
        await go_on.wait()
        file: bytes = await plain(*args, **more)
        return file

    town.app.dispatcher["printer"].docx = slow
    for who in (olga, boris):
        await who.say("/start")
    first = asyncio.ensure_future(olga.press_data("blankfile:zeya:group"))
    async with asyncio.timeout(10):
        await begun.wait()
    await olga.press_data("blankzip:zeya")
    assert olga.hears() == Translator("ru").plain("papers-one-at-a-time")
    second = asyncio.ensure_future(boris.press_data("blankfile:zeya:group"))
    await asyncio.sleep(0.01)
    go_on.set()
    await asyncio.gather(first, second)
    assert len([each for who in (olga, boris) for each in who.said() if "document" in each]) == 2
    await olga.press_data("blankfile:zeya:group")
    assert len([each for each in olga.said() if "document" in each]) == 2
