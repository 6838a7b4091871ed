"""About me: place, TOS and kinds of applicant, under a consent of their own; what they are good for; withdrawn."""

from bot.domain.people import Purpose
from storage.people import profile
from tests.chat import Neighbour, Town


async def about(town: Town) -> Neighbour:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/profile")
    assert "Согласие: профиль" in await olga.press("О себе")
    assert "Пока ничего" in await olga.press("Даю согласие")
    return olga


async def test_a_typed_village_is_kept_with_its_municipality(town: Town) -> None:
    olga = await about(town)
    await olga.press("Где живу")
    assert "Живу: село Новокиевский Увал" in await olga.say("Новокиевский Увал")
    person = await olga.stored()
    assert person
    assert person.municipality == "mazanovsky"
    assert "Живу: село Новокиевский Увал" in await olga.say("/privacy")


async def test_a_municipality_is_chosen_from_the_list(town: Town) -> None:
    olga = await about(town)
    await olga.press("Где живу")
    assert "Живу: город Свободный" in await olga.press("город Свободный")
    await olga.press_data("home:atlantis")
    assert "Такого муниципалитета больше нет" in olga.hears()
    await olga.press_data("homein:999999")
    assert "Такого муниципалитета больше нет" in olga.hears()


async def test_the_name_of_a_tos_is_typed_and_dropped(town: Town) -> None:
    olga = await about(town)
    await olga.press("Мой ТОС")
    for wrong in ("🙂🙂", "щ" * 200):
        assert "Напишите название словами" in await olga.say(wrong)
    assert "Мой ТОС: Заречный & Ко" in await olga.say("Заречный & Ко")
    await olga.press("Мой ТОС")
    assert "Пока ничего" in await olga.press("У меня нет ТОС")


async def test_grants_begin_with_what_fits(town: Town) -> None:
    olga = await about(town)
    await olga.press("Как подаю на гранты")
    await olga.press("ТОС без юрлица")
    assert "✅ ТОС без юрлица" in olga.buttons()
    assert len(olga.buttons()) <= 8
    assert (await olga.say("/grants")).startswith("ТОС без юрлица\n")
    await olga.press("Найти и уточнить")
    await olga.press("Кто подаёт")
    assert "Гранты и сроки" in await olga.press("Показать всё")


async def test_a_withdrawn_consent_forgets_it_all(town: Town) -> None:
    olga = await about(town)
    await olga.press("Мой ТОС")
    await olga.say("Заречный")
    await olga.say("/privacy")
    assert "Я забуду, где вы живёте" in await olga.press("Отозвать: профиль")
    await olga.press("Да, отозвать")
    person = await olga.stored()
    assert person
    assert (await town.store.read(profile.get, person.id)).tos is None
    assert "Гранты и сроки" in await olga.say("/grants")


async def test_nothing_is_kept_without_the_consent(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/profile")
    for data in ("home:zeya", "about:no-tos"):
        await olga.press_data(data)
        assert "Сначала нужно согласие" in olga.hears()
    for data in ("about:open", "about:tos", "about:kinds", "applicant:tos", "homes:0"):
        assert "Согласие: профиль" in await olga.press_data(data)
    person = await olga.stored()
    assert person
    assert person.municipality is None
