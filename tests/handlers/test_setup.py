"""First steps of an administrator: a list that ticks itself off and leads to each thing."""

from datetime import timedelta
from pathlib import Path

from bot.config import Settings
from bot.domain.backups import name
from bot.domain.people import Purpose
from tests.chat import Neighbour, Town
from tests.clock import START
from tests.handlers.people import ADMIN, ZEYA, administrator


def fresh(town: Town, settings: Settings) -> Neighbour:
    """The person who set up the bot: an id in the settings, unknown to the store."""
    town.settings = settings.model_copy(update={"admin_ids": frozenset({104})})
    town.restart()
    return town.somebody(104, "Мария")


async def test_the_first_start_of_an_administrator_says_what_is_needed(town: Town, settings: Settings) -> None:
    maria = fresh(town, settings)
    said = await maria.say("/start")
    assert "Первые шаги" in said
    assert "⬜ Второй администратор" in said
    assert "⬜ Резервные копии" in said
    assert "Согласие: работа координатора" in await maria.press("Пригласить администратора")
    assert "Почему?" in await maria.press("Даю согласие")
    assert "Приглашение готово: администратор" in await maria.press("Договорились")
    assert "Первые шаги" in await maria.say("/setup")
    assert "Где?" in await maria.press("Пригласить координатора")
    assert "Что вам нужно?" in await maria.say("/start")


async def test_a_resident_starts_with_the_menu(town: Town) -> None:
    olga = town.somebody(101)
    assert "Что вам нужно?" in await olga.say("/start")
    assert "только администраторы" in await olga.say("/setup")


async def test_what_is_done_ticks_itself_off(town: Town, settings: Settings, tmp_path: Path) -> None:
    named = {"operator_name": "Ассоциация", "operator_contact": "ул. Ленина, 1", "data_location": "Благовещенск"}
    town.settings = settings.model_copy(update=named | {"backup_dir": tmp_path})
    town.restart()
    maria = await administrator(town)
    await maria.say("/work")
    said = await maria.press("Бот и журнал")
    assert "✅ Оператор" in said
    assert "⬜ Резервные копии" in said
    assert "Папка названа, но свежей копии в ней нет" in said
    (tmp_path / name(START - timedelta(hours=40), "db")).touch()
    assert "⬜ Резервные копии" in await maria.say("/setup")
    (tmp_path / name(START - timedelta(hours=9), "db")).touch()
    said = await maria.say("/setup")
    assert "✅ Резервные копии" in said
    assert "⬜ Второй администратор" in said
    await town.person(105, "Борис", Purpose.WORK, roles=(ADMIN,))
    await town.person(106, "Анна", Purpose.WORK, roles=(ZEYA,))
    said = await maria.say("/setup")
    assert "✅ Второй администратор" in said
    assert "✅ Координаторы" in said
