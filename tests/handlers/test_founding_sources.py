"""/sources: every norm once, with its value in words, source, date and confidence."""

import yaml

from bot.i18n import LANGUAGES, Translator
from handlers.shared.norm_titles import TITLES
from storage.core.seed import FOLDER
from tests.chat import Town, placeholders
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
