"""The directory of helpers: found by topic and words, shown with its source, kept by coordinators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.helpers import HelpTopic, chosen, is_private
from bot.domain.people import REGION, Purpose, Role, RoleKind
from bot.i18n import Texts
from handlers.helpers.views import TOPICS
from handlers.shared.helpers import patronymics
from storage import helpers
from storage.core.retention import sweep
from tests.chat import Neighbour, Town

ENDINGS = patronymics(Texts("ru").choose("ru"))
PALATA = "Общественная палата Амурской области"


async def resident(town: Town, user_id: int = 101) -> Neighbour:
    who = town.somebody(user_id)
    await who.say("/start")
    return who


async def keeper(town: Town, scope: str = REGION, user_id: int = 105) -> Neighbour:
    return await town.person(user_id, "Галина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, scope),))


async def test_somebody_finds_who_helps_and_sees_how_we_know(town: Town) -> None:
    olga = town.somebody(101)
    assert "30 записей об учреждениях" in await olga.say("/helpers")
    assert "Проверить" not in " ".join(olga.buttons())
    shown = await olga.press("Молчат или отказали")
    assert "Сначала — самые близкие" in shown
    await olga.press(PALATA)
    card = olga.sees()
    assert "opamur.ru" in card
    assert "Откуда это" in card
    assert "могли измениться" not in card
    assert "Править" not in " ".join(olga.buttons())


async def test_an_entry_past_its_day_says_so(town: Town) -> None:
    olga = town.somebody(101)
    await town.pass_time(days=6)
    await olga.say("/helpers")
    assert "могли измениться" in await olga.press_data("helper:card:ombudsman")
    assert "открытого контакта мы не нашли" in olga.sees()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("кто поможет с субботником", "Ресурсный центр добровольчества Амурской области"),
        ("администрация не отвечает", "Уполномоченный по правам человека в Амурской области"),
        ("гранты губернатора", "Агентство развития гражданского общества Амурской области"),
        ("юрлицо зарегистрировать", "Управление Минюста России по Амурской области"),
    ],
)
async def test_words_find_a_helper(town: Town, typed: str, name: str) -> None:
    olga = town.somebody(101)
    await olga.say("/helpers")
    await olga.say(typed)
    assert name[:60] in olga.buttons()


async def test_words_that_nobody_fits_lead_to_a_person(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/helpers")
    assert "никого не нашлось" in await olga.say("расписание автобусов")
    assert "Спросить человека" in olga.buttons()


async def test_any_words_offer_a_helper_beside_the_answers(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/menu")
    await olga.say("добровольцы с 14 лет")
    await olga.press("Поможет: ДОБРО.РФ")
    assert "добро.рф" in olga.sees()


async def test_it_is_counted_whom_it_helped_and_not_who_said_so(town: Town) -> None:
    olga, galina = await resident(town), await keeper(town)
    await olga.press_data("helper:card:dobro")
    await olga.press("Мне помогли")
    assert "Мне помогли" not in olga.buttons()
    await (await resident(town, 102)).press_data("helper:no:dobro")
    assert "Помогли: 1, не помогли: 1." in await galina.press_data("helper:edit:dobro")


async def test_a_coordinator_sees_what_waits_and_says_where_it_was_read(town: Town) -> None:
    galina = await keeper(town)
    await town.pass_time(days=6)
    await galina.say("/helpers")
    due = next(label for label in galina.buttons() if label.startswith("Справочник: проверить"))
    assert "ждут проверки" in await galina.press(due)
    first = galina.buttons()[0]
    assert first.startswith("⚠️")
    await galina.press(first)
    await galina.press("Всё верно")
    assert "Записал" in await galina.say("сайт, смотрела 1.12.2026")
    card = await galina.press("К записи")
    assert "могли измениться" not in card
    assert "сайт, смотрела 1.12.2026" in card


async def test_a_fact_is_corrected_with_its_source(town: Town) -> None:
    galina, olga = await keeper(town), await resident(town)
    await galina.press_data("helper:edit:blagoveshchensk.zhkh")
    await galina.press("Изменить: как найти")
    assert "личный контакт" in await galina.say("Мария Ивановна, 8 914 555-12-34")
    await galina.say("ул. Ленина, 1, каб. 5")
    await galina.press("по одному источнику")
    review = await galina.say("admblag.ru, 20.11.2026")
    assert "Станет: ул. Ленина, 1, каб. 5" in review
    assert "Это касается" not in review
    await galina.press("Сохранить и сказать")
    await galina.press("К записи")
    card = await olga.press_data("helper:card:blagoveshchensk.zhkh")
    assert "ул. Ленина, 1, каб. 5" in card
    assert "admblag.ru, 20.11.2026; " in card


async def test_a_new_entry_is_seen_once_it_is_shown(town: Town) -> None:
    galina, olga = await keeper(town, "zeya"), await resident(town)
    await galina.say("/helpers")
    await galina.press_data("helpkeep:list:0")
    await galina.press("Добавить запись")
    await galina.say("Зейский район")
    await galina.press_data("helpplace:zeya")
    assert "Как она называется" in galina.sees()
    await galina.say("Центр соседей Зеи")
    await galina.say("Даёт зал для собраний по вечерам.")
    assert "личный контакт" in await galina.say("@ivanova_zeya")
    await galina.say("ул. Мухина, 1")
    await galina.say("газета «Зейские вести», 20.11.2026")
    entry = await galina.press("Оформить ТОС")
    assert "Запись скрыта" in entry
    known = await town.store.read(helpers.directory)
    slug = next(each.slug for each in known.values() if each.name == "Центр соседей Зеи")
    await olga.press_data(f"helper:card:{slug}")
    assert "больше нет" in olga.hears()
    await galina.press("Показать людям")
    assert "Даёт зал" in await olga.press_data(f"helper:card:{slug}")
    await galina.press("Скрыть от людей")
    await olga.press_data(f"helper:card:{slug}")
    assert "больше нет" in olga.hears()


async def test_a_coordinator_of_one_place_keeps_that_alone(town: Town) -> None:
    galina = await keeper(town, "zeya")
    for data in (
        "helpplace:",
        "helper:edit:dobro",
        "helper:hide:dobro",
        "helper:checked:dobro",
        "helpf:edit:dobro:contact",
    ):
        await galina.press_data(data)
        assert "Это могут только координаторы" in galina.hears(), data
    found = await town.store.read(helpers.get, "dobro")
    assert found
    assert not found.is_hidden


async def test_an_entry_that_lacks_something_is_not_shown(town: Town) -> None:
    galina = await keeper(town)
    await galina.press_data("helpplace:zeya")
    await galina.say("Центр")
    slug = next(slug for slug, each in (await town.store.read(helpers.directory)).items() if each.name == "Центр")
    await galina.press_data(f"helper:show:{slug}")
    assert "Показать рано" in galina.hears()
    await town.pass_time(days=31)
    await town.store.write(sweep, town.clock())
    assert await town.store.read(helpers.get, slug) is None


async def test_a_release_leaves_what_coordinators_wrote(town: Town) -> None:
    roles, now = frozenset({Role(RoleKind.COORDINATOR, REGION)}), town.clock()
    await town.store.write(helpers.show, "dobro", roles, is_hidden=True, now=now)
    rows = [{"slug": "dobro", "name": "Другое", "topics": ["people"], "reach": "country", "does": "", "for_whom": ""}]
    rows[0] |= {"contact": "", "source": "x", "told": "", "confidence": "B"}
    assert await town.store.write(helpers.load, rows, now.date()) == ["dobro"]
    known = await town.store.read(helpers.directory)
    assert set(known) == {"dobro"}
    assert known["dobro"].name == "ДОБРО.РФ"


async def test_those_of_ones_own_place_come_first(town: Town) -> None:
    known = [*(await town.store.read(helpers.directory)).values()]
    here = chosen(known, HelpTopic.YARD, "blagoveshchensk")
    assert here[0].municipality == "blagoveshchensk"
    assert {each.municipality for each in chosen(known, HelpTopic.YARD, "zeya")} == {None}
    assert {*TOPICS} == {*HelpTopic}
    assert all(each.is_whole() for each in known)


@pytest.mark.parametrize(
    "typed",
    [
        "8 914 555-12-34",
        "+79145551234",
        "пишите @ivanova_zeya",
        "t.me/ivanova",
        "vk.com/id123",
        "Мария Ивановна",
        "89145551234",
    ],
)
def test_what_reaches_a_private_person_is_refused(typed: str) -> None:
    assert is_private(typed, ENDINGS)


@pytest.mark.parametrize(
    "typed",
    [
        "ул. Пионерская, 31; 23-37-90",
        "8 (4162) 22-33-44",
        "adm@zeya.ru",
        "vk.com/zeya_tos",
        "admblag.ru",
        "Дума, каб. 9",
    ],
)
def test_a_public_contact_is_taken(typed: str) -> None:
    assert not is_private(typed, ENDINGS)


@given(st.text())
def test_any_words_are_judged(typed: str) -> None:
    assert is_private(typed, ENDINGS) in (True, False)
