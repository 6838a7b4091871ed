"""The desk of the catalogue: a programme from its title to its first date, checks, copies, the archive, doubles."""

from bot.domain.grants import Level
from storage import grants
from tests.chat import Neighbour, Town
from tests.handlers.catalogue import SOURCE, enter_date, open_programme, open_round
from tests.handlers.programmes import open_card, programme, reader

SLUG = "presidential-grants"


async def told_of_a_new_one(town: Town, anna: Neighbour) -> str:
    """Answer the questions about a new programme, up to its review."""
    await anna.say("/catalogue")
    assert "Название" in await anna.press("Добавить программу")
    assert "Организатор" in await anna.say("Конкурс «Добрый двор»")
    assert "Кто даёт" in await anna.say("Администрация города Зеи")
    assert "Кто подаёт" in await anna.press("муниципалитет")
    await anna.press("ТОС без юрлица")
    await anna.press("Инициативная группа")
    assert "✅ ТОС без юрлица" in anna.buttons()
    assert "Где" in await anna.press("Готово")
    assert "Не понял, где это: Зазеркалье" in await anna.say("Зазеркалье")
    assert "Сайт" in await anna.say("город Зея")
    assert "https://" in await anna.say("сайт зеи")
    assert "Где вы это прочитали?" in await anna.say("https://zeya.example/dvor")
    await anna.say("постановление № 5 от 20.11.2026")
    return await anna.press("Сегодня")


async def test_a_programme_is_added_in_a_conversation_and_found_by_readers(town: Town) -> None:
    anna = await town.coordinator()
    review = await told_of_a_new_one(town, anna)
    assert "Так увидят читатели:" in review
    assert "• ТОС без юрлица" in review
    assert "Источник: постановление № 5 от 20.11.2026" in review
    await anna.press("Добавить сведения")
    await anna.press("Дальше")
    await anna.press("Дальше")
    await anna.press("Документы")
    assert "Документы: протокол, смета" in await anna.say("протокол\n- смета")
    await anna.press("Добавить сведения")
    await anna.press("Дальше")
    await anna.press("Сумма по видам заявителей")
    await anna.press("ТОС без юрлица")
    review = await anna.say("500 000")
    assert "ТОС без юрлица: не больше 500 000 ₽" in review.replace("\u202f", " ").replace("\xa0", " ").replace(
        "500,000", "500 000"
    )
    assert "Сохранено" in await anna.press("Сохранить")
    added = next(each for each in await town.store.read(grants.catalogue) if "Добрый двор" in each.title)
    assert (added.level, added.municipalities, added.documents) == (
        Level.MUNICIPALITY,
        ("zeya",),
        ("протокол", "смета"),
    )
    olga = await reader(town)
    assert "Организатор: Администрация города Зеи" in await olga.say(f"/start grant_{added.id}")


async def test_a_new_season_takes_dates_and_steps_before_the_deadline(town: Town) -> None:
    anna = await town.coordinator()
    await open_programme(town, anna, "initiative-budgeting-amur")
    await anna.press("Ещё")
    await anna.press("Новый сезон")
    assert "Нужен год" in await anna.say("весной")
    await anna.say("2028")
    await anna.say(SOURCE)
    await anna.press("Сегодня")
    await anna.press("Сохранить")
    await open_round(town, anna, "initiative-budgeting-amur", "2028")
    await anna.press("Другая дата")
    await anna.press("Собрание жителей")
    await enter_date(anna, "1 декабря 2027")
    assert "Сохранено" in await anna.press("Сохранить")
    olga = await reader(town)
    await open_card(town, olga, "initiative-budgeting-amur")
    assert "Собрание жителей: до 1 декабря 2027" in await olga.press("Подробнее")
    await olga.press("К карточке")
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    await town.pass_time(days=365)
    assert "За 7 дней до последнего дня" in olga.sees()
    assert "Собрание жителей: до 1 декабря 2027" in olga.sees()


async def test_two_rounds_of_one_season_are_refused(town: Town) -> None:
    anna = await town.coordinator()
    await open_programme(town, anna, SLUG)
    await anna.press("Ещё")
    await anna.press("Новый сезон")
    assert "Такой сезон уже есть" in await anna.say("2027-2")


async def test_last_years_round_is_copied_as_a_forecast(town: Town) -> None:
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Скопировать на год вперёд")
    await anna.say("по конкурсу 2027 года")
    review = await anna.press("Сегодня")
    assert "Сезон 2028-2 — не объявлен, даты — прогноз" in review
    await anna.press("Сохранить")
    copied = (await programme(town, SLUG)).rounds[-1]
    assert (copied.season, [stage.local for stage in copied.stages]) == ("2028-2", ["2028-02", "2028-03"])
    assert all(stage.forecast for stage in copied.stages)


async def test_seen_unchanged_needs_a_source_and_takes_it_off_the_queue(town: Town) -> None:
    anna = await town.coordinator()
    slug = "initiative-budgeting-amur"
    assert "Пора проверить" in await open_programme(town, anna, slug)
    assert "где вы это проверили?" in await anna.press("Проверено, без изменений")
    card = await anna.say("https://amurobl.example/ib")
    assert "Пора проверить" not in card
    assert "Смотрели: 24 ноября 2026" in card
    assert "Сверить снова: 24 декабря 2026" in card
    found = await programme(town, slug)
    assert (found.source, found.as_of) == ("https://amurobl.example/ib", "2026-11-24")
    assert "⚠️ Инициативное бюджетирование" not in await anna.say("/catalogue")


async def test_a_cancelled_contest_and_an_archived_one_ring_no_more(town: Town) -> None:
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Срок подачи")
    await enter_date(anna, "16 марта 2027, 23:30")
    await anna.press("Сохранить")
    olga = await reader(town)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Отменён")
    await anna.say("приказ № 1")
    assert "Напишу сразу: 1" in await anna.press("Сегодня")
    await anna.press("Сохранить")
    await town.deliver()
    assert "Конкурс отменён: Конкурс президентских грантов" in olga.sees()
    assert "Срок подачи: до 16 марта 2027, 23:30 по Москве" in olga.sees()
    before = len(olga.said())
    await town.pass_time(days=130)
    assert len(olga.said()) == before
    await open_programme(town, anna, SLUG)
    await anna.press("Ещё")
    await anna.press("В архив")
    await anna.say("фонд закрыт")
    await anna.press("Сегодня")
    await anna.press("Сохранить")
    assert "Президентские гранты" not in await olga.say("/grants")
    assert "больше не ведём" in await olga.say(f"/start grant_{(await programme(town, SLUG)).id}")


async def test_a_double_hands_its_readers_over(town: Town) -> None:
    anna, olga = await town.coordinator(), await reader(town)
    await open_card(town, olga, "rosmolodezh-nko")
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    double, stays = await programme(town, "rosmolodezh-nko"), await programme(town, SLUG)
    await open_programme(town, anna, "rosmolodezh-nko")
    await anna.press("Ещё")
    await anna.press("Это та же программа, что")
    await anna.press_data(f"catm:{double.id}:{stays.id}:0")
    await anna.say("одно и то же")
    await anna.press("Сегодня")
    assert "Сохранено" in await anna.press("Сохранить")
    assert len(await town.store.read(grants.subscribers, stays.id)) == 1
    assert "Конкурс президентских грантов" in await olga.say(f"/start grant_{double.id}")
