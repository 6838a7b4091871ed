"""Settings: the municipality of the news, from the list or typed, and the time zone."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.config import Settings
from bot.domain.people import Purpose
from handlers.account import settings as choices
from storage.people import people
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.storage.apollinaria import move_in
from tests.storage.exports import export

# News


async def ask_where(who: Neighbour) -> None:
    await who.say("/privacy")
    await who.press("Новости")
    await who.press("Откуда новости")


async def test_a_stranger_turns_on_news_of_their_municipality(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/privacy")
    assert "Согласие: новости" in await olga.press("Получать новости")
    assert await olga.stored() is None
    assert "Откуда присылать новости" in await olga.press("Даю согласие")
    assert "новости вашего муниципалитета: город Свободный" in await olga.press("город Свободный")
    assert olga.hears() == "Хорошо. Новости включены."
    person = await olga.stored()
    assert person
    assert person.municipality == "svobodny"
    assert person.consents == {Purpose.NOTIFICATIONS}


async def test_who_refuses_stays_a_stranger(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/privacy")
    await olga.press("Получать новости")
    assert "Я ничего о вас не храню" in await olga.press("Не даю")
    assert await olga.stored() is None


async def test_all_municipalities_are_on_the_pages(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await ask_where(olga)
    names = set(olga.buttons())
    assert "город Зея" in names, "cities come first"
    while any("Дальше" in label for label in olga.buttons()):
        await olga.press("Дальше")
        names |= set(olga.buttons())
    assert len(names - {"Только общие новости", "← Назад", "Дальше →", "← К новостям"}) == 29
    await olga.press("← Назад")
    for page in (-1, 99):
        assert "Откуда присылать новости" in await olga.press_data(f"news-page:{page}")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("свободный город", "муниципалитета: город Свободный"),
        ("Благовещенск", "Подходят 2 места"),
        ("Атлантида", "Не нашёл «Атлантида»"),
        ("щ" * 4000, "Слишком длинно"),
    ],
)
async def test_a_municipality_may_be_typed(town: Town, typed: str, shown: str) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await ask_where(olga)
    assert shown in await olga.say(typed)


async def test_of_several_one_is_pressed(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await ask_where(olga)
    await olga.say("Благовещенск")
    assert "муниципалитета: город Благовещенск" in await olga.press("город Благовещенск")


async def test_after_no_match_one_types_again_or_opens_the_list(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await ask_where(olga)
    await olga.say("Атлантида")
    assert "муниципалитета: город Зея" in await olga.say("зея город")
    await olga.press("Откуда новости")
    await olga.say("Атлантида")
    assert "Откуда присылать новости" in await olga.press("Показать список")


async def test_a_sticker_is_no_municipality(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await ask_where(olga)
    assert "нужен ответ словами" in await olga.send("sticker")


async def test_news_for_everybody_forget_the_municipality(town: Town) -> None:
    who, street = await move_in(town)
    await ask_where(who)
    assert "Вам приходят общие новости.\n" in await who.press("Только общие новости")
    person = await town.store.read(people.get, street.apollinaria)
    assert person
    assert person.municipality is None


@pytest.mark.parametrize("data", ["news-of:svobodny", "news-page:1", "choose:news"])
async def test_without_the_consent_no_municipality_is_kept(town: Town, data: str) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/privacy")
    await olga.press_data(data)
    person = await olga.stored()
    assert person
    assert person.municipality is None


async def test_a_municipality_that_is_gone_is_answered(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.press_data("news-of:atlantis")
    assert "Такого муниципалитета больше нет" in olga.hears()


# The clock


async def test_a_person_chooses_a_clock_and_only_hours_of_the_day_move_with_it(town: Town) -> None:
    who, street = await move_in(town)
    before = await town.store.read(export, street.apollinaria, "")
    await who.say("/profile")
    await who.press("О чём и когда писать")
    assert "12:00 по Благовещенску" in await who.press("Часовой пояс")
    assert "Время: по Москве" in await who.press("по Москве")
    assert who.hears() == "Хорошо. Время — по Москве."
    after = await town.store.read(export, street.apollinaria, "")
    assert after["people"][0]["zone"] == "Europe/Moscow"
    assert due(after, "event") == due(before, "event")
    assert [at - timedelta(hours=6) for at in due(after, "programme")] == due(before, "programme")


def due(export: dict[str, Any], cause: str) -> list[datetime]:
    """The due times of a cause's outbox rows, in the order of their ids."""
    rows = [row for row in export["deliveries"] if row["cause"] == cause and row["status"] == "planned"]
    return sorted(row["due_at"] for row in rows)


async def test_every_clock_on_offer_can_be_chosen(town: Town, settings: Settings) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/privacy")
    for zone in choices.zones(settings):
        await olga.press_data(f"zone:{zone}")
        person = await olga.stored()
        assert person
        assert person.zone == zone


async def test_a_strangers_clock_is_not_stored(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/privacy")
    for data in ("choose:zones", "zone:Europe/Moscow"):
        assert "Профиля пока нет" in await olga.press_data(data)
    assert await olga.stored() is None


async def test_a_forged_clock_is_answered(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.press_data("zone:Mars/Olympus")
    assert "уже не действует" in olga.hears()
    person = await olga.stored()
    assert person
    assert person.zone == ZONE


async def test_the_clock_says_what_becomes_of_reminders(town: Town) -> None:
    """Of grants at ten by the new clock, of events when they were to be said anyway."""
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/profile")
    await olga.press("О чём и когда писать")
    asked = await olga.press("Часовой пояс")
    assert "в тот же миг" not in asked
    assert "о грантах — в 10 утра по новому времени" in asked
