"""The school as people walk it: a lesson to its end, a wrong answer, the form, the consent, the certificate."""

from bot.domain.people import Purpose
from bot.domain.school import CourseName
from storage import school
from storage.people import people, personal_data
from tests.chat import Neighbour, Town
from tests.handlers.files import newest_file, opened


async def go_through(who: Neighbour, lesson: str = "a1") -> str:
    """Walk a lesson from its first screen to its end, with the right answers."""
    await who.say("/school")
    said = await who.press_data(f"lesson:{lesson}:0")
    for _ in range(30):
        labels = who.buttons()
        if any(label.startswith("Бланк:") for label in labels):
            return said
        on = next((label for label in labels if label.startswith("Дальше")), labels[0])
        said = await who.press(on)
    raise AssertionError("the lesson has no end")


async def test_a_stranger_walks_a_lesson_from_the_menu_and_nothing_is_kept(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert len(olga.buttons()) <= 8
    await olga.press("Учёба и опыт")
    await olga.press("Школа: уроки по 3–5 минут")
    await olga.press("Председатель ТОС · 0 из 8")
    assert len(olga.buttons()) <= 8
    said = await olga.press("1. Что ТОС может и чего не может")
    assert "Откуда это" in said
    assert "по одному источнику" in said
    assert "Урок «Что ТОС может и чего не может» пройден" in await go_through(olga)
    assert "Я ничего не запомнил" in olga.sees()
    assert await olga.stored() is None


async def test_a_wrong_answer_is_explained_and_may_be_given_again(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/school")
    await olga.press_data("lesson:a1:3")
    said = await olga.press("Да, совет для этого и выбран")
    assert "Не совсем" in said
    assert "Верно: Нет, это дело собрания" in said
    assert "Совет её готовит" in said
    await olga.press("Ответить ещё раз")
    assert "Верно: Нет, это дело собрания" in await olga.press("Нет, это дело собрания")


async def test_the_form_of_a_lesson_is_a_word_file(town: Town) -> None:
    olga = town.somebody(101)
    await go_through(olga, "b3")
    await olga.press("Бланк: Смета проекта")
    assert newest_file(olga)[0] == "Смета проекта.docx"
    words = opened(olga)
    assert "Вклад жителей: часы и цена часа" in words
    assert "это образец" in words.lower()


async def test_what_was_finished_is_remembered_after_the_consent_and_forgotten_with_it(town: Town) -> None:
    olga = town.somebody(101)
    await go_through(olga)
    assert "Согласие: учёба" in await olga.press("Запоминать, что я прошёл")
    assert "пройден и отмечен" in await olga.press("Даю согласие")
    await olga.press("К урокам")
    assert "✅ 1. Что ТОС может и чего не может" in olga.buttons()
    person = await olga.stored()
    assert person
    assert "Уроки, которые вы прошли: 1" in await olga.say("/privacy")
    await town.store.write(people.withdraw, person.id, Purpose.LEARNING, town.clock())
    assert await town.store.read(school.finished, person.id) == frozenset()
    assert not await town.store.write(school.finish, person.id, "a2", town.clock())


async def finish_all(town: Town, who: Neighbour) -> int:
    person = await who.stored()
    assert person
    for lesson in range(1, 9):
        await town.store.write(school.finish, person.id, f"a{lesson}", town.clock())
    return person.id


async def test_a_certificate_has_a_name_and_a_link_that_anybody_checks(town: Town) -> None:
    olga, boris = await town.person(101, "Ольга", Purpose.LEARNING), town.somebody(102, "Борис")
    await finish_all(town, olga)
    await olga.say("/school")
    await olga.press("Председатель ТОС · 8 из 8")
    assert len(olga.buttons()) <= 8
    assert "Чьё имя" in await olga.press("Получить свидетельство")
    for wrong in ("Ольга", "89140000000"):
        assert "имя и фамилию словами" in await olga.say(wrong)
    await olga.say("Ольга <Петрова>")
    words = opened(olga)
    assert "Ольга <Петрова>" in words
    assert "считать кворум" in words
    code = words.split("cert_")[1][:10]
    said = await boris.say(f"/start cert_{code}")
    assert "Ольга <Петрова>" in said
    assert "настоящее" in said
    assert "Свидетельства с таким номером нет" in await boris.say("/start cert_ffffffffff")


async def test_a_name_is_corrected_under_the_same_number_and_goes_with_its_owner(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.LEARNING)
    person_id = await finish_all(town, olga)
    await olga.say("/school")
    numbers = set()
    for name in ("Олга Петрова", "Ольга Петрова"):
        await olga.press_data("cert:begin:chair")
        await olga.say(name)
        numbers.add(newest_file(olga)[0])
    assert len(numbers) == 1
    code = numbers.pop().split("№ ")[1].removesuffix(".docx")
    given = await town.store.read(school.by_code, code)
    assert given
    assert given.name == "Ольга Петрова"
    assert given.course is CourseName.CHAIR
    await town.store.write(personal_data.erase, person_id, "", town.clock())
    assert await town.store.read(school.by_code, code) is None


async def test_a_certificate_comes_after_the_last_lesson_only(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.LEARNING)
    await olga.say("/school")
    await olga.press_data("cert:begin:chair")
    assert "когда пройдены все уроки" in olga.hears()


async def test_a_lesson_that_is_gone_leads_to_the_courses(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/school")
    for data in ("lesson:a99:0", "quiz:a1:3:7", "quiz:a1:0:0", "lessonform:zz", "learn:begin:zz"):
        await olga.press_data(data)
        assert "Этот урок изменился" in olga.hears()
