"""Broadcasts to the readers of a topic: exactly they get them, until they drop the topic."""

from bot.domain.people import Purpose, Role, RoleKind
from bot.domain.topics import NewsTopic
from storage.people import people, topics
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import CHANGE, NEWS_OFF, choose, coordinator, got, reader, settle, welcome, write_to
from tests.selfcheck import people_of

TO_TOPIC = "Тем, кто выбрал тему"
LESS = "Убрать тему «Обучение»"


async def fond(
    town: Town, user_id: int, topic: NewsTopic = NewsTopic.TRAINING, municipality: str | None = None
) -> Neighbour:
    """A reader of news who has chosen a topic."""
    who = await reader(town, user_id, municipality)
    person = await who.stored()
    assert person
    await town.store.write(topics.choose, person.id, topic, town.clock())
    return who


async def test_only_those_who_chose_the_topic_get_it(town: Town) -> None:
    olga, other, plain = await fond(town, 201), await fond(town, 202, NewsTopic.RULES), await reader(town, 203)
    anna = await coordinator(town)
    assert "Какая тема?" in await write_to(anna, TO_TOPIC)
    assert anna.buttons()[:4] == ["Обучение", "Гранты и конкурсы", "Правила и законы о ТОС", "Опыт соседей"]
    assert "Кому: тем, кто выбрал тему «Обучение»\nПолучит 1 человек" in await anna.press("Обучение")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who) for who in (olga, other, plain)] == [1, 0, 0]


async def test_under_it_one_leaves_the_topic_alone(town: Town) -> None:
    olga, anna = await fond(town, 201), await coordinator(town)
    await write_to(anna, TO_TOPIC, "Обучение")
    await anna.press(LESS)
    assert "она ничего не меняет" in anna.hears()
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert olga.buttons() == [LESS, NEWS_OFF]
    await olga.press(LESS)
    assert "Остальные новости придут" in olga.hears()
    await olga.press(LESS)
    assert "среди выбранных уже нет" in olga.hears()
    assert got(olga) == 1, "the message stays"
    assert "Отправлять пока некому" in await write_to(anna, TO_TOPIC, "Обучение", words="Ещё один семинар")
    await write_to(anna, "Всем, кто подписан", words="Всем соседям")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert (got(olga, "Ещё один семинар"), got(olga, "Всем соседям")) == (0, 1)
    assert olga.buttons() == [NEWS_OFF]


async def test_under_it_all_news_end_at_once_and_the_topics_with_them(town: Town) -> None:
    olga, anna = await fond(town, 201), await coordinator(town)
    await write_to(anna, TO_TOPIC, "Обучение")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await olga.press(NEWS_OFF)
    assert "новостей больше не будет" in olga.hears()
    person = await olga.stored()
    assert person
    assert not person.agreed(Purpose.NOTIFICATIONS)
    assert await town.store.read(topics.of, person.id) == frozenset()


async def test_where_not_all_have_the_topic_nobody_is_offered_to_leave_it(town: Town) -> None:
    olga, neighbour, anna = await fond(town, 201), await reader(town, 202, "zeya"), await coordinator(town)
    await write_to(anna, TO_TOPIC, "Обучение", CHANGE, "Добавить ещё")
    said = await choose(anna, "Выбрать муниципалитет", "город Зея")
    assert "Тем, кто выбрал тему «Обучение», а также жителям (город Зея)." in said
    await anna.press("Дальше")
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert (olga.buttons(), neighbour.buttons()) == ([NEWS_OFF], [NEWS_OFF])


async def test_who_drops_the_topic_before_their_turn_gets_nothing(town: Town) -> None:
    olga, viktor, anna = await fond(town, 201), await fond(town, 202), await coordinator(town)
    town.clock.move(hours=11)
    await write_to(anna, TO_TOPIC, "Обучение")
    await anna.press("Отправить 2 людям")
    await olga.press_data("news-topic:drop:training")
    town.clock.move(hours=12)
    await settle(town)
    assert (got(olga), got(viktor)) == (0, 1)
    assert "вышли из числа получателей или рассылка остановлена: 1" in anna.sees()


async def test_who_chooses_the_topic_before_the_date_gets_it_too(town: Town) -> None:
    olga, viktor, anna = await fond(town, 201), await reader(town, 202), await coordinator(town)
    await write_to(anna, TO_TOPIC, "Обучение", CHANGE, "Кто присоединится позже", "Неделю", "Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    town.clock.move(days=3)
    await viktor.say("/privacy")
    await viktor.press("Новости")
    await viktor.press("Обучение")
    await welcome(town)
    await welcome(town)
    assert (got(olga), got(viktor)) == (1, 1)


async def test_three_pieces_of_news_a_week_are_enough_for_topics_too(town: Town) -> None:
    await fond(town, 201)
    anna = await coordinator(town)
    for number in range(3):
        await write_to(anna, TO_TOPIC, "Обучение", words=f"Семинар {number}")
        await anna.press("Отправить 1 человеку")
        await settle(town)
    assert "уже получили три новости за неделю — 1" in await write_to(anna, TO_TOPIC, "Обучение")


async def test_a_local_coordinator_narrows_and_cuts_their_own_people(town: Town) -> None:
    olga, foreign = await fond(town, 201, municipality="zeya"), await fond(town, 202, municipality="belogorsk")
    plain = await reader(town, 203, "zeya")
    anna = await coordinator(town, "zeya")
    await write_to(anna)
    assert TO_TOPIC not in anna.buttons(), "readers of the whole region are not theirs"
    await anna.press_data("bcpart:1:or:topic.training")
    assert "Этим людям вы писать не можете" in anna.hears()
    await choose(anna, "Мой муниципалитет", CHANGE, "Сузить", "Тех, кто выбрал тему")
    assert "Жителям (город Зея), но только тем, кто выбрал тему «Обучение»." in await anna.press("Обучение")
    await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who) for who in (olga, foreign, plain)] == [1, 0, 0]
    assert olga.buttons() == [LESS, NEWS_OFF]
    await write_to(anna, "Мой муниципалитет", CHANGE, "Исключить", "Тех, кто выбрал тему", words="Азы")
    assert "Жителям (город Зея), кроме тех, кто выбрал тему «Обучение»." in await anna.press("Обучение")
    await anna.press("Дальше")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [got(who, "Азы") for who in (olga, foreign, plain)] == [0, 0, 1]


async def test_in_english_it_reads_as_well(town: Town) -> None:
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await write_to(anna, "Everybody who gets", "Change whom", "Leave out", "Those who chose a topic", "Training")
    assert "Everybody who gets the news, except those who chose the topic “Training”." in anna.sees()


async def test_an_unknown_topic_is_answered(town: Town) -> None:
    anna = await town.person(103, "Анна", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))
    await write_to(anna, "Всем, кто подписан")
    await anna.press_data("bcpart:1:and:topic.gossip")
    assert "Писать некому" in anna.hears()


async def test_in_the_demo_topics_have_readers(town: Town) -> None:
    anna = (await people_of(town))["coordinator"]
    counts = {"Обучение": 49, "Гранты и конкурсы": 61, "Правила и законы о ТОС": 20, "Опыт соседей": 30}
    for name, count in counts.items():
        await write_to(anna, TO_TOPIC)
        assert f" {count} человек" in await anna.press(name)
