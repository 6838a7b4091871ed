"""/sources: every norm once, with its value in words, source, date and confidence."""

import re
from io import BytesIO

import yaml
from python_calamine import load_workbook

from bot.i18n import LANGUAGES, Translator
from handlers.shared.norm_titles import TITLES
from storage.core.seed import FOLDER
from tests.chat import Town, placeholders
from tests.handlers.files import content
from tests.storage.profiles import correct

SEED = yaml.safe_load((FOLDER / "norms.yaml").read_text("utf-8"))


async def test_every_norm_is_listed_once_page_by_page(town: Town) -> None:
    olga = town.somebody(101)
    pages = [await olga.say("/sources")]
    while "Дальше →" in olga.buttons():
        pages.append(await olga.press("Дальше →"))
    said = "\n".join(pages)
    for row in SEED:
        assert said.count(f"{Translator('ru').plain(TITLES[row['key']])}:") == 1
        assert row["source"] in said
    assert not placeholders(said)
    assert await olga.stored() is None


async def test_a_norm_past_its_day_says_that_it_may_have_changed(town: Town) -> None:
    olga = town.somebody(101)
    await town.pass_time(days=62)
    assert "Проверить снова нужно было 25 января 2027" in await olga.say("/sources")


async def test_a_corrected_norm_is_listed_with_its_new_value(town: Town) -> None:
    await correct(town.store, "appeal.answer_days", value="45 <дней>")
    assert "Сколько ждать ответа на письмо, дней: 45 <дней>" in await town.somebody(101).say("/sources")


async def test_an_old_page_shows_the_nearest(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/sources")
    assert "Откуда я это знаю" in await olga.press_data("srcp:99")


def test_every_norm_of_the_seed_has_a_title_in_every_language() -> None:
    assert {row["key"] for row in SEED} <= {*TITLES}
    for locale in LANGUAGES:
        assert all(Translator(locale).plain(key) for key in TITLES.values())


async def test_how_much_is_known_of_each_place_is_shown_and_grows(town: Town) -> None:
    olga, anna = town.somebody(101), await town.coordinator()
    await olga.say("/sources")
    await olga.press("Что известно о муниципалитетах")
    first, before = olga.sees(), number(olga.sees())
    assert "город Благовещенск: 1 из 9" in first
    assert len(olga.buttons()) <= 8
    await anna.press_data("lawf:edit:zeya:notice_days")
    await anna.say("14")
    await anna.press("по одному источнику")
    await anna.say("решение № 7 от 20.11.2026")
    await anna.press("Сохранить и сказать")
    shown = await olga.press_data("knownp:0")
    assert number(shown) == before + 1
    await olga.press("Таблица для Excel")
    file = content(olga, olga.said()[-1]["document"])
    rows = load_workbook(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert len(rows) == 30
    zeya = next(row for row in rows if row[0] == "город Зея")
    assert "решение № 7 от 20.11.2026" in str(zeya[-1])
    assert zeya.count("да") == zeya[1]


def number(shown: str) -> int:
    """The number of facts that are confirmed, of all municipalities."""
    found = re.search(r"Подтверждено источником: (\d+) из 261", shown)
    assert found
    return int(found[1])
