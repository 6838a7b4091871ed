"""Topics of news: chosen with one press after the consent, dropped when it is withdrawn."""

import pytest

from bot.domain.people import Purpose
from bot.domain.topics import NewsTopic
from storage.people import people, topics
from tests.chat import Neighbour, Town
from tests.handlers.files import document

NAMES = ["Обучение", "Гранты и конкурсы", "Правила и законы о ТОС", "Опыт соседей"]


async def chosen(who: Neighbour) -> frozenset[NewsTopic]:
    person = await who.stored()
    return await who.town.store.read(topics.of, person.id) if person else frozenset()


async def test_three_taps_from_the_start_choose_a_topic(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.say("/start")
    await olga.press("Мой профиль")
    said = await olga.press("Новости")
    assert "Вам приходят общие новости." in said
    assert "О чём хотите узнавать больше?" in said
    assert olga.buttons() == [*NAMES, "Откуда новости", "К профилю"]
    await olga.press("Обучение")
    assert olga.buttons()[:4] == ["✅ Обучение", *NAMES[1:]]
    assert await chosen(olga) == {NewsTopic.TRAINING}
    await olga.press("Опыт соседей")
    await olga.press("✅ Обучение")
    assert olga.buttons()[:4] == [*NAMES[:3], "✅ Опыт соседей"]
    assert await chosen(olga) == {NewsTopic.EXPERIENCE}
    await olga.press("К профилю")
    assert "Выбранные темы новостей: 1" in await olga.press("Мои данные")


async def test_who_turns_on_the_news_sees_the_topics_next(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/privacy")
    await olga.press("Получать новости")
    await olga.press("Даю согласие")
    assert "муниципалитета: город Зея" in await olga.say("зея город")
    assert olga.buttons()[:4] == NAMES
    await olga.press("Откуда новости")
    assert "О чём хотите узнавать больше?" in await olga.press("К новостям")


async def test_a_second_press_of_an_old_button_changes_nothing(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    for data in ("news-topic:choose:rules", "news-topic:choose:rules"):
        await olga.press_data(data)
        assert await chosen(olga) == {NewsTopic.RULES}
    for data in ("news-topic:drop:rules", "news-topic:drop:rules"):
        await olga.press_data(data)
        assert await chosen(olga) == frozenset()
    await olga.press_data("news-topic:choose:gossip")
    assert "уже не действует" in olga.hears()


async def test_without_the_consent_it_comes_first_and_then_the_topic_is_chosen(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Согласие: новости" in await olga.press_data("news-topic:choose:grants")
    assert await olga.stored() is None
    assert "Вам приходят общие новости." in await olga.press("Даю согласие")
    assert "✅ Гранты и конкурсы" in olga.buttons()
    assert await chosen(olga) == {NewsTopic.GRANTS}


async def test_who_refuses_stays_a_stranger(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press_data("news-topic:choose:grants")
    assert "Я ничего о вас не храню" in await olga.press("Не даю")
    assert await olga.stored() is None


async def test_a_yes_under_other_words_is_asked_again(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Согласие: новости" in await olga.press_data("news-topic:agree:grants")
    assert await olga.stored() is None


async def test_after_new_words_the_topics_are_still_there(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.press_data("news-topic:choose:grants")
    monkeypatch.setattr(people, "CONSENT_VERSION", "2099-01")
    assert "Согласие: новости" in await olga.press_data("news-topic:choose:rules")
    await olga.press("Даю согласие")
    assert olga.buttons()[:4] == [NAMES[0], "✅ Гранты и конкурсы", "✅ Правила и законы о ТОС", NAMES[3]]


async def test_withdrawing_the_news_says_and_does_that_topics_go(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.press_data("news-topic:choose:grants")
    await olga.say("/privacy")
    assert "муниципалитет и выбранные темы я забуду" in await olga.press("Отозвать: новости")
    assert "темы новостей" not in await olga.press("Да, отозвать")
    assert await chosen(olga) == frozenset()
    await olga.press_data("news-topic:drop:grants")
    assert olga.hears() == "Сначала нужно согласие на новости."
    await olga.press("Получать новости")
    await olga.press("Даю согласие")
    await olga.press("Только общие новости")
    assert olga.buttons()[:4] == NAMES


async def test_the_file_of_ones_data_holds_the_topics(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.NOTIFICATIONS)
    await olga.press_data("news-topic:choose:experience")
    await olga.say("/mydata")
    assert [row["topic"] for row in document(olga)["topic_subscriptions"]] == ["experience"]


async def test_the_same_in_english(town: Town) -> None:
    john = await town.person(101, "John", Purpose.NOTIFICATIONS)
    person = await john.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en", municipality="zeya")
    await john.say("/privacy")
    assert "You get the news for everybody and the news of your municipality:" in await john.press("News")
    await john.press("Training")
    assert "✅ Training" in john.buttons()
