"""Every paper of the kit from its section to its file; the number that comes in answer to a request."""

import pytest

from bot.domain.founding import Order
from bot.domain.papers.kit import Paper, Section, papers_in
from bot.domain.people import Purpose, Role, RoleKind
from bot.i18n import Translator
from handlers.shared.step_names import PAPERS, SECTIONS
from storage.cases import interview_answers
from tests.chat import Town
from tests.handlers.files import newest_file, opened
from tests.handlers.papers import answered, begin, case_of, founder, kept
from tests.storage.profiles import know

RUSSIAN = Translator("ru")
MOST_BUTTONS = 8
LISTED = "улица Лесная: 1–24\nпереулок Тихий: 3"
HELD = {
    "gathering": "meeting",
    "settlement": "город Зея",
    "tos_name": "Двор",
    "territory": "Лесная, 1",
    "meeting_at": "2026-12-20T18:00",
    "meeting_place": "школа № 5",
    "minutes_number": "1",
}
SENDER = {"administration": None, "authorised": None, "address": None, "phone": None}


@pytest.mark.parametrize("order", [None, *Order])
async def test_no_list_of_papers_has_more_than_eight_buttons(town: Town, order: Order | None) -> None:
    olga = await founder(town)
    await case_of(olga, municipality="zeya")
    await know(town.store, "zeya", order=order)
    for listed in ("papers:1", "blanks:zeya:"):
        await olga.press_data(listed)
        assert len(olga.buttons()) <= MOST_BUTTONS
    for section in Section:
        for listed in (f"papersin:1:{section}", f"blanks:zeya:{section}"):
            await olga.press_data(listed)
            names = [RUSSIAN.plain(PAPERS[paper]) for paper in papers_in(section, order)]
            assert olga.buttons()[: len(names)] == names
            assert len(olga.buttons()) <= MOST_BUTTONS


async def test_who_is_not_of_the_case_sees_no_section_and_notes_no_number(town: Town) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    await case_of(olga)
    for data in ("papersin:1:before", "paper:reply:1:headcount:0"):
        await pavel.press_data(data)
        assert "дело других соседей" in pavel.hears()


async def test_the_scheme_has_a_frame_to_draw_in_and_the_boundary_in_words(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", territory="Лесная", decision=None)
    assert "Опишите границу словами" in await begin(olga, "Схема границ")
    await olga.say("на севере по реке")
    assert "Схема границ: проверьте ответы" in await olga.press("Пропустить")
    await olga.press("Файл Word")
    assert newest_file(olga)[0] == "Схема границ.docx"
    assert "С ↑" in opened(olga)
    assert "на севере по реке." in opened(olga)


async def test_a_room_is_asked_for_by_the_hour(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **HELD | SENDER, residents=240)
    assert "На сколько часов" in await begin(olga, "Просьба о помещении")
    assert "не может быть больше 24" in await olga.say("30")
    assert "проверьте ответы" in await olga.say("3 часа")
    await olga.press("Файл Word")
    assert "Помещение: школа № 5." in opened(olga)
    assert "начало в 18:00, на 3 ч." in opened(olga)
    assert "должно прийти не менее 80." in opened(olga)


async def test_the_poster_says_what_when_where_and_whom_to_ask(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **HELD, phone="8 914 555-12-34", authorised="Иванова Мария Петровна")
    assert "С кем связаться" in await begin(olga, "Объявление на подъезд")
    await olga.say("чат «Лесная»")
    await olga.press("Чистовик Word, без пометок")
    poster = opened(olga)
    for said in (
        "СОБРАНИЕ СОСЕДЕЙ",
        "«Двор»",
        "20 декабря 2026, воскресенье",
        "18:00",
        "школа № 5",
        "чат «Лесная»",
    ):
        assert said in poster
    assert "914" not in poster, "the phone was given for letters"
    assert "Иванова" not in poster


async def test_nobody_is_called_by_a_poster_to_a_meeting_that_is_over(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **HELD, contact="чат")
    town.clock.move(days=40)
    assert "Собрание в ответах уже прошло" in await begin(olga, "Объявление на подъезд")


async def test_the_cover_letter_names_the_minutes(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **HELD | SENDER)
    assert "проверьте ответы" in await begin(olga, "Сопроводительное письмо")
    await olga.press("Файл Word")
    assert "протокол № 1 от 20 декабря 2026" in opened(olga)
    assert "документы по описи" in opened(olga)


async def test_the_list_of_bodies_asks_for_names_only_after_the_meeting(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **HELD, bodies="both", council_size=3, chair_by="meeting", audit="auditor", term=2)
    assert "Собрание ещё впереди" in await begin(olga, "Список органов")
    assert "Председатель ТОС" not in olga.buttons()
    town.clock.move(days=40)
    assert "Кого избрали председателем" in await begin(olga, "Список органов")
    await olga.say("Иванова Мария Петровна")
    await olga.press("Пропустить")
    await olga.press("Пропустить")
    await olga.press("Файл Word")
    rows = [line for line in opened(olga).splitlines() if " | " in line]
    assert rows[1:6] == [
        "1 | Председатель ТОС | Иванова Мария Петровна |",
        *(f"{number} | Член совета |  |" for number in (2, 3, 4)),
        "5 | Ревизор |  |",
    ]
    assert "Срок полномочий: 2 года" in opened(olga)


async def test_changes_of_the_charter_offer_its_registration_as_it_was_noted(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="город Зея", tos_name="Двор", copies=2, **SENDER)
    await olga.press_data("cstep:done:1:registration")
    await olga.say("20 ноября")
    await olga.say("3")
    assert "под каким номером зарегистрировали устав" in await begin(olga, "Изменения в устав")
    assert "Подсказка: зарегистрирован 20 ноября 2026, № 3" in olga.sees()
    await olga.press("Взять: зарегистрирован")
    await olga.say("протокол от 10 марта 2027 № 2")
    await olga.say("пункт 2.1: дома 1–30\nпункт 6.1: срок 4 года")
    await olga.press("Файл Word")
    for said in (
        "зарегистрирован 20 ноября 2026, № 3",
        "протокол от 10 марта 2027 № 2",
        "пункт 6.1: срок 4 года.",
    ):
        assert said in opened(olga)


async def test_a_skipped_step_leaves_its_papers_out_of_the_enclosures(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", decision="№ 5", gathering="meeting")
    await answered(town, meeting_at=None, minutes_number=None, copies=2, administration=None, authorised=None)
    await begin(olga, "Опись документов")
    assert "Описание территории" in await olga.press("Прочитать бумагу")
    await olga.press_data("cstep:skipped:1:territory")
    await begin(olga, "Опись документов")
    assert "Описание территории" not in await olga.press("Прочитать бумагу")


async def test_the_number_in_the_answer_of_the_administration_is_noted_for_the_quorum(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, settlement="Зея", tos_name="Двор", territory="Лесная", houses=None, **SENDER)
    assert "Пришёл ответ" not in await begin(olga, "Запрос о числе жителей")
    assert "Пришёл ответ: записать число" not in olga.buttons()
    await olga.press("Файл Word")
    assert "Верен ли перечень адресов" in opened(olga)
    asked = await olga.press("Пришёл ответ: записать число")
    assert "Вопрос 1 из 5" in asked
    assert "по нему считают кворум" in asked
    await olga.say("240")
    await olga.say("258")
    await olga.say("справка от 01.12.2026 № 45")
    await olga.press("Оставить")
    review = await olga.say("решение Думы от 20.12.2026 № 18/150")
    assert "Положение о ТОС: решение Думы" in review
    assert "Жителей: 240" in review
    assert "Пришёл ответ: записать число" not in olga.buttons()
    assert await kept(town, "residents_source") == "справка от 01.12.2026 № 45"
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    assert "240" in str(olga.buttons())


async def test_a_number_that_is_passed_on_and_confirmed_is_offered_to_others_with_its_source(
    town: Town,
) -> None:
    olga, pavel = await founder(town), await founder(town, 102, "Павел")
    irina = await town.person(103, "Ирина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    await case_of(olga, municipality="zeya")
    place = {"settlement": "город Зея", "tos_name": "Двор", "territory": "Лесная, дома 1–24"}
    await answered(town, **place, houses=None, **SENDER)
    await begin(olga, "Запрос о числе жителей")
    await olga.press("Файл Word")
    await olga.press("Пришёл ответ: записать число")
    for said in ("240", "258"):
        await olga.say(said)
    assert "Если в нём есть список адресов" in await olga.say("справка от 01.12.2026 № 45")
    for said in ("улица Лесная: 1–24; дом 3 — Иванова\nпереулок  Тихий: 3", "решение Думы от 20.12.2026 № 18/150"):
        await olga.say(said)
    assert await kept(town, "houses") == "улица Лесная: 1–24; дом 3 — Иванова\nпереулок  Тихий: 3"
    assert len(olga.buttons()) <= MOST_BUTTONS
    shown = await olga.press("Поделиться числом с соседями")
    assert "город Зея, Лесная, дома 1–24: 240 жителей от 18 лет" in shown
    assert f"Адреса:\n{LISTED}" in shown
    assert "Иванова" not in shown
    assert "Передал" in await olga.press("Передать")
    await case_of(pavel, municipality="zeya")
    await pavel.press_data("paper:open:2:premises:0")
    await town.store.write(interview_answers.put, 2, {"settlement": "город Зея"}, None, town.clock())
    assert "Известно здесь" not in await pavel.press_data("ans:ask:2:premises:residents")
    await irina.press_data("lawpp:0")
    assert "1 ждёт проверки" in await irina.press("Числа жителей")
    card = await irina.press("? город Зея: 240")
    assert f"Источник: справка от 01.12.2026 № 45\nАдреса:\n{LISTED}" in card
    await irina.press("Подтвердить")
    assert "Новых нет" in irina.sees()
    asked = await pavel.press_data("ans:ask:2:premises:residents")
    assert (
        "Известно здесь: Лесная, дома 1–24 — 240 жителей от 18 лет (справка от 01.12.2026 № 45; 24 ноября 2026)"
        in asked
    )
    await pavel.press("Взять: 240")
    assert (await town.store.read(interview_answers.all_of, 2))["residents"].value == 240
    asked = await pavel.press_data("ans:ask:2:territory:houses")
    assert "Известно здесь: Лесная, дома 1–24, список адресов (справка от 01.12.2026 № 45; 24 ноября 2026)" in asked
    assert LISTED in asked
    assert "Пришёл ответ" not in asked
    await pavel.press("Взять: улица Лесная: 1–24 переулок Т…")
    assert (await town.store.read(interview_answers.all_of, 2))["houses"].value == LISTED
    await irina.press("✓ город Зея: 240")
    await irina.press("Удалить")
    assert "Известно здесь" not in await pavel.press_data("ans:ask:2:premises:residents")


async def test_a_step_with_many_papers_leads_to_them_and_an_answered_request_to_its_number(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await olga.press_data("cstep:show:1:registration")
    assert RUSSIAN.plain(SECTIONS[Section.FILING]) in await olga.press("Бумаги этого шага")
    assert RUSSIAN.plain(PAPERS[Paper.SUBMISSION]) in olga.buttons()
    await olga.press_data("cstep:sent-0:1:headcount")
    assert "Сколько на территории жителей" in await olga.press("Пришёл ответ: записать число")
