"""The profile: three taps from anywhere; a change counts for what is planned; few buttons on every screen."""

import pytest

from bot.domain.people import Purpose
from handlers.shared.screens import FEW
from storage.people import profile
from tests.chat import Neighbour, Town
from tests.handlers.events import make_event
from tests.storage.apollinaria import move_in

MAIN = ("/menu", "/tos", "/case", "/events", "/grants", "/faq", "/profile", "/privacy", "/help", "/language", "/work")


async def test_the_menu_leads_to_the_profile(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/menu")
    assert len(olga.buttons()) <= 8
    assert "Имя в списках: Ольга" in await olga.press("Мой профиль")
    assert len(olga.buttons()) <= 8
    assert "Что я о вас знаю" in await olga.press("Мои данные")


async def test_a_stranger_has_no_profile_and_leaves_no_trace(town: Town) -> None:
    olga = town.somebody(101)
    assert "Профиля пока нет" in await olga.say("/profile")
    for data in ("prof:name", "prof:hear", "prof:few", "hear:grants", "quiet:22:8", "acc:code:0", "acc:name:0"):
        await olga.press_data(data)
    assert await olga.stored() is None


async def test_a_name_for_lists_is_typed(town: Town) -> None:
    olga = await town.person(101, "olya_1987", Purpose.SIGN_UPS)
    await olga.say("/profile")
    assert "Как вас записывать" in await olga.press("Имя")
    for wrong in ("+7 914 000-00-00", "12", "я" * 70, "http://x.ru"):
        assert "Не похоже на имя" in await olga.say(wrong)
    assert "Имя в списках: Ольга Петрова-Иванова" in await olga.say("Ольга  Петрова-Иванова")
    person = await olga.stored()
    assert person
    assert person.name == "Ольга Петрова-Иванова"


async def joined(town: Town) -> Neighbour:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{await make_event(town)}")
    await olga.press("Записаться")
    return olga


async def test_a_muted_kind_is_not_sent_and_comes_back(town: Town) -> None:
    olga = await joined(town)
    await olga.say("/profile")
    await olga.press("О чём и когда писать")
    await olga.press("мероприятия, на которые вы идёте")
    assert "больше не напоминаю" in olga.hears()
    await olga.press("Выключено: мероприятия")
    assert "снова напоминаю" in olga.hears()
    await olga.press("мероприятия, на которые вы идёте")
    heard = len(olga.said())
    await town.pass_time(days=2)
    assert len(olga.said()) == heard


async def test_quiet_hours_are_chosen(town: Town) -> None:
    olga = await joined(town)
    await olga.say("/profile")
    await olga.press("О чём и когда писать")
    await olga.press("Тихие часы")
    assert "Не пишу: с 22 до 8 часов" in await olga.press("с 22 до 8")
    person = await olga.stored()
    assert person
    assert (await town.store.read(profile.get, person.id)).quiet == (22, 8)
    await olga.press_data("quiet:3:4")
    assert "уже не действует" in olga.hears()


async def all_buttons(who: Neighbour) -> list[str]:
    """The labels of a screen, page by page: each has at most FEW."""
    found: list[str] = []
    for _ in range(10):
        labels = who.buttons()
        assert len(labels) <= FEW, f"{labels} under {who.sees()[:60]!r}"
        assert all(any(each.isalpha() for each in label) for label in labels)
        if set(labels) <= set(found):
            break
        found += labels
        if not any("Ещё кнопки" in label for label in labels):
            break
        await who.press("Ещё кнопки")
    return [label for label in found if "Ещё кнопки" not in label]


@pytest.mark.parametrize("command", MAIN)
async def test_few_buttons_on_every_main_screen(town: Town, command: str) -> None:
    """The same buttons, four at most at a time; every list is paged by fewer."""
    olga, street = await move_in(town)
    await olga.say(command)
    before = set(await olga.all_buttons())
    await town.store.write(profile.show_few_buttons, street.apollinaria, True)
    await olga.say(command)
    assert set(await all_buttons(olga)) == before


async def test_a_button_on_a_later_page_works_and_an_old_screen_says_so(town: Town) -> None:
    olga, _ = await move_in(town)
    await olga.say("/profile")
    await olga.press("Язык и кнопки")
    await olga.press("Меньше кнопок")
    await olga.say("/menu")
    old = olga.button("Ещё кнопки")
    await olga.say("/profile")
    await olga.press_data(old[1], old[0])
    assert "Откройте его заново" in olga.hears()
    await olga.press("Ещё кнопки")
    await olga.press("Ещё кнопки")
    assert "Что я о вас знаю" in await olga.press("Мои данные")


async def test_all_buttons_come_back(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/profile")
    await olga.press("Язык и кнопки")
    await olga.press("Меньше кнопок")
    await olga.press("Ещё кнопки")
    await olga.press("Язык и кнопки")
    await olga.press("Все кнопки сразу")
    assert len(olga.buttons()) > FEW


@pytest.mark.parametrize("word", ["профиль", "настройки"])
async def test_a_word_leads_to_the_profile(town: Town, word: str) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    assert "Мой профиль" in await olga.say(word)
