"""Topics of news in the store: chosen and dropped once, removed with the consent and with the person."""

from datetime import timedelta

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.people import Purpose, Visitor
from bot.domain.topics import NewsTopic
from storage.broadcasts.audience import newcomers
from storage.core.db import Store
from storage.people import people, personal_data, topics
from tests.clock import START, ZONE
from tests.storage.apollinaria import KEY, coming, settle
from tests.storage.broadcasts import begun, whom
from tests.storage.exports import export


async def reader(store: Store, user_id: int) -> int:
    visitor = Visitor(user_id, user_id, f"Житель {user_id}")
    person = await store.write(people.agree, visitor, Purpose.NOTIFICATIONS, "hash", "ru", ZONE, START)
    return person.id


async def test_a_topic_is_chosen_once_and_dropped_once(store: Store) -> None:
    olga, viktor = await reader(store, 101), await reader(store, 102)
    for topic in (NewsTopic.RULES, NewsTopic.RULES, NewsTopic.GRANTS):
        await store.write(topics.choose, olga, topic, START)
    await store.write(topics.choose, viktor, NewsTopic.RULES, START)
    assert await store.read(topics.of, olga) == {NewsTopic.RULES, NewsTopic.GRANTS}
    assert [await store.write(topics.drop, olga, NewsTopic.RULES) for _ in range(2)] == [True, False]
    assert await store.read(topics.of, olga) == {NewsTopic.GRANTS}
    assert await store.read(topics.of, viktor) == {NewsTopic.RULES}


async def test_who_is_not_there_chooses_nothing(store: Store) -> None:
    await store.write(topics.choose, 999, NewsTopic.RULES, START)
    assert await store.read(topics.of, 999) == frozenset()


async def test_topics_go_with_the_consent_to_news_and_only_with_it(store: Store) -> None:
    street = await store.write(settle)
    for other in set(Purpose) - {Purpose.NOTIFICATIONS}:
        await store.write(people.withdraw, street.apollinaria, other, START)
    assert await store.read(topics.of, street.apollinaria) == {NewsTopic.TRAINING}
    await store.write(people.withdraw, street.apollinaria, Purpose.NOTIFICATIONS, START)
    assert await store.read(topics.of, street.apollinaria) == frozenset()
    assert await store.read(topics.of, street.vera) == {NewsTopic.TRAINING}


async def test_with_the_consent_ends_what_is_on_its_way_to_a_topic(store: Store) -> None:
    olga = await reader(store, 101)
    await store.write(topics.choose, olga, NewsTopic.RULES, START)
    await begun(store, Audience.of(AudienceKind.TOPIC, "rules"))
    assert await store.read(coming, olga) == {"broadcast"}
    await store.write(people.withdraw, olga, Purpose.NOTIFICATIONS, START)
    assert await store.read(coming, olga) == set()


async def test_topics_are_taken_along_and_erased(store: Store) -> None:
    street = await store.write(settle)
    held = await store.read(export, street.apollinaria, KEY)
    assert [row["topic"] for row in held["topic_subscriptions"]] == ["training"]
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    assert await store.read(topics.of, street.apollinaria) == frozenset()
    assert await store.read(topics.of, street.vera) == {NewsTopic.TRAINING}


async def test_who_chooses_the_topic_later_is_a_newcomer(store: Store) -> None:
    olga, viktor, vera = [await reader(store, user_id) for user_id in (101, 102, 103)]
    await store.write(topics.choose, olga, NewsTopic.RULES, START)
    broadcast_id = await begun(store, Audience.of(AudienceKind.TOPIC, "rules"), until=START + timedelta(days=7))
    await store.write(topics.choose, viktor, NewsTopic.RULES, START)
    await store.write(topics.choose, vera, NewsTopic.GRANTS, START)
    tomorrow = START + timedelta(days=1)
    assert [await store.write(newcomers.plan, broadcast_id, tomorrow) for _ in range(2)] == [1, 0]
    assert await store.read(whom, broadcast_id) == [olga, viktor]
