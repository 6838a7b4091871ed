"""The catalogue as a file: exported, compared row by row, saved all or nothing, undone as a whole."""

import json
from io import BytesIO
from typing import Any

import pytest
import python_calamine
import yaml

from bot.domain.catalogue.edits import Change
from bot.domain.catalogue.entries import entry_of
from storage import grants
from storage.grants import edits
from tests.chat import Neighbour, Town
from tests.clock import START
from tests.handlers.catalogue import coordinator_of
from tests.handlers.files import newest_file
from tests.handlers.programmes import open_card, programme, reader
from tests.workbooks import DATES, with_part, workbook

SLUG = "presidential-grants"
DEADLINE = "stage/2027-2/deadline"
MARCH = {
    "local": "2027-03-16T23:30",
    "zone": "Europe/Moscow",
    "precision": "minute",
    "forecast": False,
    "source": "fund.example",
    "seen_on": "2026-11-24",
}


async def exported(anna: Neighbour) -> list[dict[str, Any]]:
    await anna.say("/catalogue")
    await anna.press("Таблица")
    await anna.press("Скачать .yaml")
    rows: list[dict[str, Any]] = yaml.safe_load(newest_file(anna)[1])
    return rows


async def send(anna: Neighbour, rows: Any) -> str:
    content = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    await anna.say("/catalogue")
    await anna.press("Таблица")
    await anna.press("Прислать файл")
    return await anna.send("document", content=content)


async def test_what_was_downloaded_comes_back_without_a_change(town: Town) -> None:
    anna = await town.coordinator()
    rows = await exported(anna)
    assert len(rows) == 13
    assert "Новых: 0. Изменятся: 0. Без изменений: 13. С ошибкой: 0." in await send(anna, rows)
    assert "Сохранить всё" not in anna.buttons()


async def test_a_table_is_saved_all_told_and_undone(town: Town) -> None:
    anna, olga = await town.coordinator(), await reader(town)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    new = {"slug": "zeya-yard", "title": "Добрый двор", "short_title": "Добрый двор", "organiser": "Зея"}
    more = {"level": "municipality", "applicants": ["tos"], "source": "zeya.example", "confidence": "M"}
    shown = await send(anna, [{"slug": SLUG, DEADLINE: MARCH}, {**new, **more, "municipalities": ["zeya"]}])
    assert "Новых: 1. Изменятся: 1." in shown
    assert "Срок подачи, сезон 2027-2: было ожидается в марте 2027" in shown
    assert "Сохранено" in await anna.press("Сохранить всё")
    await town.deliver()
    assert "до 16 марта 2027, 23:30 по Москве" in olga.sees()
    assert await town.store.read(grants.find, "zeya-yard")
    assert "Отменено" in await anna.press("Отменить последнюю загрузку")
    town.clock.move(minutes=1)
    await town.deliver()
    assert (await programme(town, SLUG)).rounds[-1].stages[-1].local == "2027-03"
    assert "Добрый двор" not in [each.title for each in await town.store.read(grants.catalogue)]
    await anna.press_data("catx:undo")
    assert "Отменять нечего" in anna.hears()


async def downloaded(anna: Neighbour) -> bytes:
    await anna.say("/catalogue")
    await anna.press("Таблица")
    await anna.press("Скачать .xlsx")
    name, content = newest_file(anna)
    assert name == "catalogue.xlsx"
    return content


async def send_file(anna: Neighbour, content: bytes) -> str:
    await anna.press("Прислать файл")
    return await anna.send("document", content=content)


@pytest.mark.parametrize("english", [False, True], ids=["ru", "en"])
async def test_an_excel_file_comes_back_without_a_change_whatever_its_language(town: Town, english: bool) -> None:
    anna = await town.coordinator()
    if english:
        await anna.press_data("lang:en")
        await anna.say("/catalogue")
        await anna.press("Table")
        await anna.press("Download .xlsx")
        content = newest_file(anna)[1]
        await anna.press_data("lang:ru")
        await anna.say("/catalogue")
        await anna.press("Таблица")
    else:
        content = await downloaded(anna)
    assert "Новых: 0. Изменятся: 0. Без изменений: 13. С ошибкой: 0." in await send_file(anna, content)


async def test_a_date_and_a_programme_typed_into_excel_are_saved_and_undone(town: Town) -> None:
    anna, olga = await town.coordinator(), await reader(town)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    programmes: list[Any] = [
        ("slug", "title", "short_title", "organiser", "level", "applicants", "municipalities", "source", "confidence"),
        ["zeya-yard", "Добрый двор", "Двор", "Зея", "Муниципалитет", "ТОС без юрлица\nгруппа", "zeya", "zeya.ru", "H"],
    ]
    date = [
        SLUG,
        "2027-2",
        "Срок подачи",
        "16.03.2027 23:30",
        "Europe/Moscow",
        "Объявлено",
        "fund.example",
        "24.11.2026",
    ]
    await downloaded(anna)
    shown = await send_file(anna, workbook(programmes, [DATES, date]))
    assert "❗" in shown
    assert "Кто подаёт — «ТОС без юрлица\nгруппа» (Sheet1!F3)" in shown
    programmes[1][5] = "тос без юрлица\nИнициативная группа"
    shown = await anna.send("document", content=workbook(programmes, [DATES, date]))
    assert "Новых: 1. Изменятся: 1." in shown
    assert "стало до 16 марта 2027, 23:30 по Москве" in shown
    assert "Сохранено" in await anna.press("Сохранить всё")
    await town.deliver()
    assert "до 16 марта 2027, 23:30 по Москве" in olga.sees()
    assert (await programme(town, "zeya-yard")).municipalities == ("zeya",)
    assert "загружена таблица каталога" in await anna.say("/audit")
    await anna.say("/catalogue")
    await anna.press("Таблица")
    assert "Отменено" in await anna.press("Отменить последнюю загрузку")
    assert (await programme(town, SLUG)).rounds[-1].stages[-1].local == "2027-03"
    assert "отменена загрузка таблицы" in await anna.say("/audit")


async def test_an_old_download_takes_nobodys_change_back(town: Town) -> None:
    """Anna changes the contact by hand after Vera downloaded; Vera's file, where she mended nothing of it, keeps it."""
    anna, vera = await town.coordinator(), await town.coordinator(105, "Вера")
    content = await downloaded(vera)
    town.clock.move(minutes=1)
    found = await programme(town, SLUG)
    person = await anna.stored()
    assert person
    change = {"contact": Change(entry_of(found).get("contact"), "8 800")}
    await town.store.write(edits.note, found.id, change, "fund", START.date(), person.id, person.roles, town.clock())
    assert "Без изменений: 13. С ошибкой: 0." in await send_file(vera, content)
    assert (await programme(town, SLUG)).contact == "8 800"


async def test_the_fate_of_rows_that_fit_no_message_comes_as_a_table(town: Town) -> None:
    anna = await town.coordinator()
    await downloaded(anna)
    rows = [[f"new-{number}", "Двор", "двор"] for number in range(120)]
    shown = await send_file(anna, workbook([("slug", "title", "url"), *rows]))
    assert "С ошибкой: 120" in shown
    assert "И ещё:" in shown
    name, content = newest_file(anna)
    assert name == "fates.xlsx"
    told = python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert len(told) == 121
    assert told[120][1:3] == ["new-119", "ошибка"]
    assert "Не заполнено: Источник" in str(told[120][3])


async def test_one_bad_row_saves_nothing(town: Town) -> None:
    anna = await town.coordinator()
    bad = [
        {"slug": SLUG, DEADLINE: MARCH},
        {"slug": "governor-amur", "url": "сайт"},
        {"slug": "granty-pervyh", "столбец": 1},
        {"slug": "rosmolodezh-nko", DEADLINE: MARCH | {"local": "2027-02-31"}},
        {"slug": "thousand-yards", "stage/2027/никогда": MARCH},
        {"slug": SLUG},
        "строка",
    ]
    shown = await send(anna, bad)
    assert "С ошибкой: 6. Пока есть ошибки, не сохраню ничего." in shown
    for words in ("Это не адрес страницы: Сайт", "Такого столбца в каталоге нет: столбец", "Такой даты нет"):
        assert words in shown
    assert "Сохранить всё" not in anna.buttons()
    await anna.press_data("catx:save")
    assert (await programme(town, SLUG)).rounds[-1].stages[-1].local == "2027-03"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04\x00\x00", "не открывается как таблица"),
        (b"\xd0\xcf\x11\xe0", "старый .xls или файл с паролем"),
        (with_part(workbook([("slug",), ["one"]]), "xl/vbaProject.bin", b"macros"), "В файле макросы"),
        (workbook([("Название", "Сумма"), ["Двор", 1]]), "Это другая форма"),
        (b"- [unclosed", "не тот файл"),
        (b"a: &a [1, 2]\nb: *a\n", "ссылки на другие его места"),
        (b"just: a map", "нет списка программ"),
        (b"- {}\n" * 5001, "слишком большой"),
        (b"- " + b"x" * 2_000_001, "слишком большой"),
    ],
    ids=["zip", "old", "macros", "form", "unclosed", "aliases", "map", "rows", "bytes"],
)
async def test_a_file_of_another_kind_is_answered(town: Town, content: bytes, words: str) -> None:
    anna = await town.coordinator()
    assert words in await send(anna, content)


async def test_a_municipality_cannot_touch_the_programmes_of_others(town: Town) -> None:
    galina = await coordinator_of(town, "svobodny")
    assert len(await exported(galina)) == 1
    assert "С ошибкой: 1" in await send(galina, [{"slug": SLUG, DEADLINE: MARCH}])
    moved = [{"slug": "good-deeds-sibur", "municipalities": ["zeya"]}]
    assert "Изменятся: 1" in await send(galina, moved)
    await galina.press("Сохранить всё")
    assert "только координаторы" in galina.hears()
    assert (await programme(town, "good-deeds-sibur")).municipalities == ("svobodny",)


async def test_what_changed_since_the_look_is_shown_again(town: Town) -> None:
    anna, vera = await town.coordinator(), await town.coordinator(105, "Вера")
    for who, local in ((anna, "2027-03-16T23:30"), (vera, "2027-03-20T23:30")):
        await send(who, [{"slug": SLUG, DEADLINE: MARCH | {"local": local}}])
    await anna.press("Сохранить всё")
    assert "было до 16 марта 2027" in await vera.press("Сохранить всё")
    assert "Сохранено" in await vera.press("Сохранить всё")
