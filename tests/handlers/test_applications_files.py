"""The files of an application: the Word form, a draft or clean, and a budget whose sums compute."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from python_calamine import load_workbook

from bot.files.papers import words
from storage.applications import applications
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.applications import add_item, add_line, begin, card, only
from tests.handlers.files import newest_file
from tests.handlers.papers import answered, case_of


async def described(town: Town) -> Neighbour:
    olga = await begin(town)
    for label, typed in {"Название": "Двор <b>", "Суть": "Детям негде играть.", "ТОС": "ТОС «Лесная»"}.items():
        await card(olga)
        await olga.press("Проект")
        await olga.press(label)
        await olga.say(typed)
    await olga.press("Кто подаёт")
    await olga.press("НКО")
    return olga


async def test_a_clean_copy_waits_until_nothing_is_missing(town: Town) -> None:
    olga = await begin(town)
    await card(olga)
    await olga.press("Файлы и письма")
    text = await olga.press("Чистый, Word")
    assert "Чистый экземпляр пока рано" in text
    assert "Нет названия проекта." in text
    assert "Добавьте первую строку" in text


@pytest.mark.usefixtures("patient")
async def test_the_form_has_the_project_the_budget_and_the_plan(town: Town) -> None:
    olga = await described(town)
    await add_item(olga, "Письмо из школы", "1 марта 2027")
    await add_line(olga, "=1+1", "4 шт.", "12 500")
    await add_line(olga, "Доставка", "1", "2 500,50", "Свои деньги")
    await card(olga)
    await olga.press("Файлы и письма")
    await olga.press("Чистый, Word")
    name, content = newest_file(olga)
    assert name == "Заявка Двор b.docx"
    said = words(content).replace("\xa0", " ")
    for part in ("«Двор <b>»", "Детям негде играть.", "=1+1 | 4 шт. | 12 500 ₽ | 50 000 ₽ | из гранта", "1 марта 2027"):
        assert part in said
    assert "Черновик" not in said
    assert Document(BytesIO(content)).core_properties.author == ""
    await olga.press_data(f"app:pdf:{(await only(olga)).id}")
    assert newest_file(olga)[0].endswith(".docx"), "there is no LibreOffice in the town"
    assert "Черновик. Это не форма фонда" in words(newest_file(olga)[1])


@pytest.mark.usefixtures("patient")
async def test_the_table_computes_and_a_name_is_no_formula(town: Town) -> None:
    olga = await begin(town)
    for what in ("=HYPERLINK(1)", "+7", "-1", "@SUM(1)"):
        await add_line(olga, what, "2,5 м", "100", "Свои деньги" if what == "-1" else "Из гранта")
    await card(olga)
    await olga.press("Файлы и письма")
    await olga.press("Смета, Excel")
    name, content = newest_file(olga)
    assert name == "Заявка Без названия.xlsx"
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[3:7]] == ["=HYPERLINK(1)", "+7", "-1", "@SUM(1)"]
    assert [row[5] for row in rows[3:8]] == [250, 250, 250, 250, 1000]
    assert {row[1]: row[5] for row in rows[8:]} == {"из гранта": 750, "свои деньги": 250, "деньги партнёра": 0}
    sheet = ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<f>") == 4 + 1 + 3
    assert "HYPERLINK" not in sheet, "words stand in the list of strings, not in a formula"


async def test_a_few_words_are_sent_for_a_letter(town: Town) -> None:
    olga = await described(town)
    await card(olga)
    await olga.press("Файлы и письма")
    await olga.press("Письма")
    await olga.press("Коротко для письма")
    assert "Детям негде играть." in olga.sees(-2)
    assert "Заявитель: ТОС «Лесная»" in olga.sees(-2)
    await card(olga)
    await olga.press("Файлы и письма")
    await olga.press("Письма")
    assert "Бумаги и письма ТОС" in olga.buttons()


@pytest.mark.usefixtures("patient")
async def test_a_letter_of_support_has_what_is_known_of_the_project_and_of_the_tos(town: Town) -> None:
    olga = await described(town)
    await add_line(olga, "Качели", "1", "50 000")
    await add_line(olga, "Доставка", "1", "5 000", "Свои деньги")
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, municipality="blagoveshchensk")
    await town.store.write(applications.put, (await only(olga)).id, municipality="blagoveshchensk", tos=None)
    await case_of(olga)
    facts = {
        "tos_name": "Заря",
        "settlement": "г. Благовещенск",
        "address": "ул. Лесная, 5",
        "phone": "+7 914 000-00-00",
    }
    await answered(town, **facts)
    await card(olga)
    await olga.press("Файлы и письма")
    await olga.press("Письма")
    assert olga.buttons()[:2] == ["Письмо поддержки, Word", "Коротко для письма"]
    await olga.press("Письмо поддержки, Word")
    assert "Сведения о ТОС взял из ваших бумаг" in olga.sees()
    name, content = newest_file(olga)
    assert name == "Письмо поддержки.docx"
    said = words(content).replace("\xa0", " ")
    for part in (
        "От кого: ТОС «Заря»",
        "Адрес: ул. Лесная, 5",
        "Проект: «Двор <b>».",
        "Где: г. Благовещенск",
        "Смета: 55 000 ₽, из них у фонда просим 50 000 ₽, остальное – своё и партнёров: 5 000 ₽.",
        "Мы поддерживаем проект «Двор <b>».",
    ):
        assert part in said


@pytest.mark.usefixtures("patient")
async def test_a_letter_takes_nothing_from_a_case_of_another_place(town: Town) -> None:
    olga = await described(town)
    await town.store.write(applications.put, (await only(olga)).id, municipality="zeya")
    await case_of(olga)
    await answered(town, address="ул. Лесная, 5")
    await olga.press_data(f"app:support:{(await only(olga)).id}")
    said = words(newest_file(olga)[1])
    assert "Лесная, 5" not in said
    assert "От кого: ТОС «Лесная»" in said
    assert "Чего я не знаю, там пустая строка" in olga.sees()
