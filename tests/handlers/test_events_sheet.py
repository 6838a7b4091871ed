"""The registration sheet: its rows, its columns, both files, and a sheet of thousands."""

import zipfile
from io import BytesIO

from docx import Document

from bot.domain.events.sheet import OnSheet, in_order
from bot.files.registration import SheetPaper, registration_docx, registration_xlsx
from tests.chat import Neighbour, Town
from tests.handlers.events import OF_ZEYA, coordinator_of, guests, make_event


def file_of(town: Town, who: Neighbour) -> bytes:
    content: bytes = town.world.files.get(who.said()[-1]["document"]["file_id"]).content
    return content


async def test_everybody_stands_on_the_sheet_by_the_alphabet(town: Town) -> None:
    event_id = await make_event(town, seats=3, hours=4)
    yana, *_ = await guests(town, event_id, "Яна <b>", "ёжик", "Олег")
    await yana.say(f"/start event_{event_id}")
    await yana.press("Я приду не один")
    assert "На всех мест не хватает" in await yana.say("Борис")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Список участников")
    assert "Какие графы добавить?" in await anna.press("Лист регистрации")
    assert "✅ Подпись" in anna.buttons()
    await anna.press("Телефон")
    await anna.press("Подпись")
    assert "Пустых строк: 30" in " ".join((await anna.press("Пустых строк"), *anna.buttons()))
    await anna.press("Пустых строк")
    await anna.press("Word")
    assert "Человек в листе: 3" in anna.sees()
    paper = Document(BytesIO(file_of(town, anna)))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows == [
        ["№", "Фамилия, имя", "ТОС или организация", "Телефон"],
        ["1", "ёжик", "", ""],
        ["2", "Олег", "", ""],
        ["3", "Яна <b>", "", ""],
    ]
    assert paper.paragraphs[0].text == "Лист регистрации: Субботник"
    await anna.press_data(f"evsheet:xlsx:{event_id}:4:10")
    assert zipfile.is_zipfile(BytesIO(file_of(town, anna)))
    nina = await coordinator_of(town, OF_ZEYA)
    await nina.press_data(f"evsheet:xlsx:{event_id}:4:10")
    assert "другие координаторы" in nina.hears()


async def test_those_who_came_along_and_without_a_sign_up_have_lines(town: Town) -> None:
    event_id = await make_event(town, seats=3, hours=4)
    [yana] = await guests(town, event_id, "Яна")
    await yana.say(f"/start event_{event_id}")
    await yana.press("Я приду не один")
    await yana.say("Борис")
    town.clock.move(hours=3)
    anna = await town.coordinator()
    await anna.press_data(f"evin:{event_id}:1:1")
    await anna.press_data(f"evdoor:walkin:{event_id}")
    await anna.say("Зоя")
    await anna.press_data(f"evsheet:docx:{event_id}:4:0")
    rows = [[cell.text for cell in row.cells] for row in Document(BytesIO(file_of(town, anna))).tables[0].rows]
    assert rows[1:] == [["1", "Борис (с кем: Яна)", ""], ["2", "Зоя", "+"], ["3", "Яна", "+"]]


def test_thousands_of_people_take_seconds_and_bad_signs_are_left_out() -> None:
    people = in_order([OnSheet(f"Сосед\x0b {number % 977} & Ко", number % 2 == 0) for number in range(9_500)])
    rows = [[str(number), each.name, "", ""] for number, each in enumerate(people, start=1)]
    columns = [("№", 5), ("Имя", 34), ("ТОС", 26), ("Подпись", 18)]
    paper = SheetPaper("Лист", "Лист", "Двор", columns, rows)
    files = [registration_docx(paper), registration_xlsx(paper)]
    assert [zipfile.is_zipfile(BytesIO(each)) for each in files] == [True, True]
