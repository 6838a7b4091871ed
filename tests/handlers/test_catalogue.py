"""The desk of the catalogue: a date from its announcement to the reminders of those who follow it."""

from bot.domain.people import Purpose
from tests.chat import Town
from tests.handlers.catalogue import SOURCE, coordinator_of, enter_date, open_programme, open_round
from tests.handlers.programmes import open_card, programme, reader

SLUG = "presidential-grants"


async def test_a_confirmed_date_entered_in_the_chat_rings_for_a_subscriber(town: Town) -> None:
    olga = await reader(town)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    asked = await anna.press("Срок подачи")
    assert "Сейчас: ожидается в марте 2027, не объявлено" in asked
    assert "По каким часам" in await anna.say("16 марта 2027, 23:30")
    assert "объявлено или это прогноз" in await anna.press("по Москве")
    assert "Где вы это прочитали?" in await anna.press("Объявлено")
    assert "Когда вы это видели?" in await anna.say(SOURCE)
    review = await anna.press("Сегодня")
    assert (
        "Срок подачи, сезон 2027-2: было ожидается в марте 2027, не объявлено →"
        " стало до 16 марта 2027, 23:30 по Москве = 17 марта, 05:30 по Благовещенску" in review
    )
    assert f"Источник: {SOURCE}; смотрели 24 ноября 2026" in review
    assert "Подписаны: 1. Напишу сразу: 1." in review
    assert "Так увидят читатели:\n\nСезон 2027-2 — объявлен" in review
    assert "Напишу тем, кто знал другое: 1" in await anna.press("Сохранить")
    await town.deliver()
    assert "Было: ожидается в марте 2027, не объявлено" in olga.sees()
    assert "до 16 марта 2027, 23:30 по Москве" in olga.sees()
    await town.pass_time(days=81, hours=22)
    for days, words in ((0, "За 30 дней"), (16, "За 14 дней"), (7, "За 7 дней"), (4, "За 3 дня"), (2, "За 1 день")):
        await town.pass_time(days=days)
        assert words in olga.sees()
    await olga.press("Открыть карточку")
    card = await olga.press("Подробнее")
    assert f"Даты: {SOURCE}, смотрели 24 ноября 2026" in card


async def test_the_desk_shows_what_to_check_first_and_the_card_as_readers_see_it(town: Town) -> None:
    anna = await town.coordinator()
    shown = await anna.say("/catalogue")
    assert "13 программ" in shown
    assert "⚠️ Инициативное бюджетирование — близко месяц, когда мы ждём объявления" in shown
    assert anna.buttons()[0].startswith("⚠️")
    card = await open_programme(town, anna, SLUG)
    assert "Организатор: Фонд президентских грантов" in card
    assert "Сверить снова: 15 января 2027" in card
    assert "Подписаны: 0" in card


async def test_a_date_without_a_year_is_asked_and_a_relative_one_refused(town: Town) -> None:
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Срок подачи")
    assert "от сегодняшнего дня" in await anna.say("завтра")
    assert "31 февраля" not in anna.buttons()
    assert "нет" in await anna.say("31 февраля 2027")
    assert "Какой это год?" in await anna.say("16 марта")
    assert anna.buttons()[:2] == ["16 марта 2026", "16 марта 2027"]
    assert "По каким часам" in await anna.press("16 марта 2027")
    assert "Такого часового пояса я не знаю" in await anna.say("по Луне")
    assert "объявлено или это прогноз" in await anna.say("по Хабаровску")
    await anna.press("Прогноз")
    await anna.say("звонили в фонд")
    review = await anna.say("23.11.2026")
    assert "ожидается около 16 марта 2027, не объявлено" in review
    assert "смотрели 23 ноября 2026" in review


async def test_a_deadline_before_its_opening_is_not_saved(town: Town) -> None:
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Срок подачи")
    review = await enter_date(anna, "15 января 2027")
    assert "❗ Приём заканчивается раньше, чем начинается: Срок подачи, сезон 2027-2" in review
    assert "Сохранить" not in anna.buttons()
    assert "ничего не изменили" in await anna.press("Не менять")


async def test_a_change_under_ones_hands_is_shown_not_overwritten(town: Town) -> None:
    anna, vera = await town.coordinator(), await town.coordinator(105, "Вера")
    for who in (anna, vera):
        await open_round(town, who, SLUG, "2027-2")
        await who.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30")
    await enter_date(vera, "20 марта 2027, 23:30")
    await anna.press("Сохранить")
    shown = await vera.press("Сохранить")
    assert "Пока вы правили, это изменил кто-то другой" in vera.hears()
    assert "было до 16 марта 2027, 23:30" in shown
    assert "Сохранено" in await vera.press("Сохранить")
    await open_programme(town, anna, SLUG)
    await anna.press("Ещё")
    history = await anna.press("Что меняли")
    assert history.index("24 ноября 2026, Вера") < history.index("24 ноября 2026, Анна")
    assert f"Источник: {SOURCE}" in history


async def test_a_municipality_keeps_its_own_programmes_only(town: Town) -> None:
    galina = await coordinator_of(town, "svobodny")
    await galina.say("/catalogue")
    assert "1 программа" in galina.sees()
    await galina.press_data(f"catp:card:{(await programme(town, SLUG)).id}")
    assert "не для вас" in galina.hears() or galina.hears()
    assert "Организатор" not in galina.sees()
    olga = await town.person(101, "Ольга", Purpose.SUBSCRIPTIONS)
    assert "Каталог грантов" not in await olga.say("/catalogue")


async def test_a_draft_of_somebody_else_is_nobodys_to_save(town: Town) -> None:
    anna, vera = await town.coordinator(), await town.coordinator(105, "Вера")
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30")
    await vera.say("/catalogue")
    await vera.press_data("cate:save:1")
    assert "уже нет" in vera.hears()
    deadline = (await programme(town, SLUG)).rounds[-1].stages[-1]
    assert deadline.local == "2027-03"
