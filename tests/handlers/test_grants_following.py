"""Following grants in the chat: a filter, everything for oneself, pauses, own steps, the answers under a message."""

from bot.domain.catalogue.wishes import Filter
from storage.grants import subscriptions
from storage.people import profile
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.catalogue import open_programme
from tests.handlers.programmes import announce, open_card, reader

BUTTONS_MOST = 8


async def press(who: Neighbour, *labels: str) -> str:
    """Press one button after another; no screen on the way has too many."""
    for label in labels:
        await who.press(label)
        assert len(who.buttons()) <= BUTTONS_MOST, who.buttons()
    return who.sees()


async def follow(town: Town, who: Neighbour, *slugs: str) -> None:
    for slug in slugs:
        await open_card(town, who, slug)
        await press(who, "Напоминать о сроке", "Да, пишите мне")


async def test_a_filter_shows_what_will_come_before_the_consent_and_can_be_left(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2026-12-10", zone=ZONE)
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press_data("fol:0")
    assert "Пока вы ни за чем не следите" in olga.sees()
    shown = await press(olga, "Следить за частью программ", "ТОС без юрлица", "Вся область", "Неважно", "Неважно")
    assert shown.startswith("ТОС без юрлица")
    assert "26 ноября 2026, 10:00 — за 14 дней до последнего дня: Лучшая практика" in shown
    assert "Согласие: напоминания о грантах" in await press(olga, "Да, пишите мне")
    assert await olga.stored() is None
    assert "🔔 ТОС без юрлица" in await press(olga, "Даю согласие")
    await town.pass_time(days=1, hours=22)
    assert olga.sees().startswith("⏰ За 14 дней до последнего дня: Всероссийский конкурс")
    await press(olga, "Мои подписки", "ТОС без юрлица", "Отключить")
    assert "Пока вы ни за чем не следите" in olga.sees()
    before = len(olga.said())
    await town.pass_time(days=10)
    assert len(olga.said()) == before


async def test_a_pause_is_silent_and_ends_with_what_changed(town: Town) -> None:
    olga = await reader(town)
    await follow(town, olga, "presidential-grants")
    await olga.press_data("fol:0")
    await press(olga, "Президентские гранты", "Пауза", "На 7 дней")
    assert "⏸ Президентские гранты — молчу до 1 декабря 2026" in olga.sees()
    await announce(town, "presidential-grants", "2027-03-16")
    before = len(olga.said())
    await town.pass_time(days=6)
    assert len(olga.said()) == before
    await town.pass_time(days=1)
    assert olga.sees().startswith("Срок объявлен: Конкурс президентских грантов")


async def test_own_steps_are_chosen_once_for_everything(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-10T23:30")
    olga = await reader(town)
    await follow(town, olga, "presidential-grants")
    await olga.press_data("fol:0")
    await press(olga, "Когда напоминать", "За 14 дней", "За 3 дня", "За 1 день")
    assert [label[0] for label in olga.buttons()[:6]] == ["✅", "▫", "✅", "▫", "▫", "✅"]
    before = len(olga.said())
    for _ in range(18):
        await town.pass_time(days=1)
    heard = [message["text"].partition(":")[0] for message in olga.said()[before:]]
    assert heard == ["⏰ За 7 дней до последнего дня", "⏰ Сегодня последний день"]


async def test_a_message_of_several_has_the_worst_deadline_first_and_an_answer_for_each(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-24", zone=ZONE)
    await announce(town, "best-practice-oatos", "2026-12-17", zone=ZONE)
    olga = await reader(town)
    await follow(town, olga, "presidential-grants", "best-practice-oatos")
    await town.pass_time(days=15, hours=22)  # 10 December: seven days before one, two weeks before the other
    digest = olga.sees()
    assert digest.startswith("2 новости о грантах")
    assert digest.index("Лучшая практика") < digest.index("Конкурс президентских грантов")
    assert olga.buttons() == ["Лучшая практика (ОАТОС)", "Президентские гранты", "Мои подписки"]
    assert "Сезон 2027" in await press(olga, "Лучшая практика (ОАТОС)")
    assert olga.sees(-2) == digest, "the message stays"
    assert "Хорошо. О сезоне этой программы больше не пишу" in await press(olga, "Не для нас")
    await press(olga, "Президентские гранты", "Позже")
    assert olga.buttons() == ["Завтра", "Через 3 дня", "Через 7 дней", "Через 14 дней", "Открыть карточку"]
    assert "Напомню 13 декабря 2026, 10:00" in await press(olga, "Через 3 дня")
    before = len(olga.said())
    for _ in range(8):
        await town.pass_time(days=1)
    heard = [message["text"].partition(":")[0] for message in olga.said()[before:]]
    assert heard == ["⏰ За 11 дней до последнего дня", "⏰ За 7 дней до последнего дня"]


async def test_an_answer_can_be_taken_back_and_never_is_for_every_season(town: Town) -> None:
    await announce(town, "presidential-grants", "2026-12-10", zone=ZONE)
    olga = await reader(town)
    await follow(town, olga, "presidential-grants")
    await town.pass_time(days=1, hours=22)
    assert "Об итогах и дальнейших датах напишу" in await press(olga, "Подали")
    assert olga.buttons() == ["Наша заявка", "Открыть карточку", "Вернуть", "Мои подписки"]
    await town.pass_time(days=7)
    assert "Поздравляю" in olga.sees()
    assert "Напоминаю снова" in await press(olga, "Вернуть")
    await town.pass_time(days=4)
    assert "За 3 дня" in olga.sees()
    await press(olga, "Не для нас", "Больше не писать о программе")
    await announce(town, "presidential-grants", "2026-12-20", zone=ZONE)
    before = len(olga.said())
    await town.pass_time(days=2)
    assert len(olga.said()) == before


async def test_everything_for_us_asks_who_we_are_and_is_offered_with_the_profile(town: Town) -> None:
    olga = await reader(town)
    await olga.say("/grants")
    assert "скажите, кто вы" in await press(olga, "Следить за тем, что нам подходит")
    assert "Рассказать о себе" in olga.buttons()
    person = await olga.stored()
    assert person
    await press(olga, "Рассказать о себе", "Даю согласие", "Как подаю на гранты")
    await press(olga, "НКО", "К рассказу о себе")
    await town.store.write(profile.live_in, person.id, "zeya", None)
    shown = await press(olga, "Следить за тем, что нам подходит")
    assert shown.startswith("НКО, ")
    assert "🔔 Всё для нас: НКО" in await press(olga, "Да, пишите мне")


async def test_a_programme_that_newly_fits_a_filter_is_told_with_its_dates_and_to_nobody_twice(town: Town) -> None:
    await announce(town, "blagoveshchensk-nko", "2027-02-10T17:00", zone=ZONE)
    anna = await town.coordinator()
    olga, vera = await reader(town), await reader(town, 102)
    for who, place in ((olga, "belogorsk"), (vera, "blagoveshchensk")):
        person = await who.stored()
        assert person
        await town.store.write(subscriptions.follow, person.id, Filter("nko", place), town.clock())
    await town.pass_time(minutes=5)
    olgas, veras = len(olga.said()), len(vera.said())
    await open_programme(town, anna, "blagoveshchensk-nko")
    await press(anna, "Ещё", "Изменить сведения", "Дальше", "Где")
    await anna.say("город Благовещенск, город Белогорск")
    await anna.say("admblag.ru")
    assert "Напишу сразу: 1" in await anna.press("Сегодня")
    await anna.press("Сохранить")
    await town.deliver()
    assert olga.said()[-1]["text"].startswith("Новое для вас: Гранты города Благовещенска")
    assert "Срок подачи: до 10 февраля 2027, 17:00" in olga.sees()
    assert "теперь она подходит под то, за чем вы следите" in olga.sees()
    assert "Не для нас" in olga.buttons()
    await town.pass_time(days=1)
    assert len(olga.said()) == olgas + 1
    assert len(vera.said()) == veras, "it fitted hers before"


async def test_what_has_had_no_date_for_long_says_so_and_leads_on(town: Town) -> None:
    olga = await reader(town)
    await follow(town, olga, "cultural-initiatives")
    await town.pass_time(days=68)
    assert olga.sees().startswith("Давно нет вестей: Конкурс Президентского фонда культурных инициатив")
    assert olga.buttons()[:2] == ["Что ещё нам подходит", "Я видел объявление"]
    assert "Гранты и сроки" in await press(olga, "Что ещё нам подходит")
