"""Random walks through the interviews: every paper is made and opens, or says why it is missing."""

import random

import pytest

from bot.domain.papers.kit import CALLS, Paper
from bot.i18n import Translator
from handlers.shared.step_names import PAPERS
from tests.chat import Neighbour, Town, placeholders
from tests.handlers.files import opened, unpacked
from tests.handlers.papers import case_of, every_paper, founder
from tests.selfcheck import failed

RUSSIAN = Translator("ru")
REVIEW, STOPPED = "проверьте ответы", "Собрание в ответах уже прошло"
SAYINGS = (
    "3", "240", "0", "-5", "около 300", "1 000", "999999999999", "20 декабря", "26.11.2026 18:00", "20.11.2026 18:00",
    "завтра в 6 вечера", "Иванова Мария Петровна", "Шевчук И. И.", "«Двор» <b>&", "😀" * 40, "ы" * 300, "ё" * 4000,
    "Глава Зейского муниципального округа", "АДМИНИСТРАЦИЯ ГОРОДА ЗЕИ", "иванова мария", "тыгда", "ТОС «двор».",
    "да", "улица Лесная: 1; кирпичный\nпереулок <Тихий>", "Благовещенская городская Дума",
)  # fmt: skip
AWAY = ("К бумагам", "Меню")
MOST_STEPS = 400


async def step(who: Neighbour, chance: random.Random) -> None:
    """Answer at random: with a button, with words, with neither; sometimes go back."""
    labels = [label for label in who.buttons() if label not in AWAY]
    what = chance.choices(("press", "say", "send"), (5, 5, 1))[0]
    if what == "press" and labels:
        await who.press(chance.choice(labels))
    elif what == "send":
        await who.send(chance.choice(("voice", "sticker", "photo")))
    else:
        await who.say(chance.choice(SAYINGS))


async def interview(who: Neighbour, paper: Paper, chance: random.Random) -> None:
    """Walk from the opening of the paper to its review, in a limited number of steps."""
    await who.press_data(f"paper:open:1:{paper}:0")
    for _ in range(MOST_STEPS):
        if REVIEW in who.sees():
            return
        await step(who, chance)
    raise AssertionError(f"{paper} asks for ever: {who.sees()}")


@pytest.mark.parametrize("seed", range(3))
async def test_every_walk_ends_in_papers_or_in_a_stated_stop(
    town: Town, seed: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    chance, olga = random.Random(seed), await founder(town)
    await case_of(olga, municipality=chance.choice(("blagoveshchensk", "zeya", None)))
    await olga.press_data("papers:1")
    for paper in chance.sample([*Paper], len(Paper)):
        await interview(olga, paper, chance)
        assert not failed(caplog), caplog.text
        assert placeholders(olga.sees()) == []
        if STOPPED in olga.sees():
            assert "Файл Word" not in olga.buttons()
            continue
        await olga.press("Файл Word")
        assert RUSSIAN.plain(PAPERS[paper]) in olga.sees()
        assert len(opened(olga)) > 500
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: черновики Word")
    assert len(unpacked(olga)) in (len(Paper) - len(CALLS), len(Paper))
    assert not failed(caplog), caplog.text
