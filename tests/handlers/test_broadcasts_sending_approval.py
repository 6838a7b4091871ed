"""Approval: a broadcast to many people waits until a second coordinator approves exactly that draft."""

from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.broadcasts.schedule import timing as timing_rules
from bot.domain.broadcasts.sending import approvals as rules
from bot.domain.people import Purpose, Role, RoleKind
from storage.core.tables import roles
from storage.people import people as people_store
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import EVERYBODY, WORDS, at, coordinator, got, reader, settle, tick, write_to

MANY = 3


@pytest.fixture(autouse=True)
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "THRESHOLD", MANY)


@pytest.fixture
async def readers(town: Town) -> list[Neighbour]:
    return [await reader(town, user_id, "belogorsk") for user_id in range(201, 201 + MANY)]


async def asked(town: Town, anna: Neighbour) -> str:
    """Let Anna send to everybody, and deliver the requests for approval."""
    await write_to(anna, EVERYBODY)
    shown = await anna.press(f"Отправить {MANY} людям")
    await town.deliver()
    return shown


def heard(readers: list[Neighbour]) -> list[int]:
    return [got(who) for who in readers]


async def test_a_second_coordinator_sees_the_very_message_and_it_goes(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    assert "Ждём второго координатора" in await asked(town, anna)
    assert "Получат 3 человека" in anna.sees()
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    assert [message["text"] for message in boris.said()][-2:-1] == [WORDS], "the very message comes first"
    assert "Посмотрите рассылку перед отправкой" in boris.sees()
    assert "Кому: всем, кто подписан на новости" in boris.sees()
    assert "Получат 3 человека" in boris.sees()
    assert "автору сказал" in await boris.press("Одобрить для 3 человек")
    await settle(town)
    assert heard(readers) == [1, 1, 1]
    assert "Рассылку одобрили (Анна)" in str([message.get("text") for message in anna.said()])
    assert "Рассылка закончена. Отправлено 3 из 3" in anna.sees()


async def test_below_the_threshold_nobody_is_asked(town: Town, readers: list[Neighbour]) -> None:
    people = readers[:-1]
    await readers[-1].press_data("news:off")
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert heard(people) == [1, 1]
    assert "Посмотрите рассылку" not in str(boris.said())


async def test_two_at_once_and_one_of_them_wins(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    vera = await coordinator(town, user_id=105)
    await asked(town, anna)
    for who in (boris, vera):
        message_id, data = who.button("Одобрить")
        town.world.press(who.id, message_id, data)
    await town.settle()
    assert "уже решили" in boris.hears() + vera.hears()
    await vera.press("Вернуть автору")
    assert "уже решили" in vera.hears()
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def test_the_days_limit_of_news_is_not_passed_by_asking(
    town: Town, readers: list[Neighbour], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timing_rules, "NEWS_A_DAY", 2)
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    for _ in range(2):
        await asked(town, anna)
    assert "Новостей можно отправить не больше" in await asked(town, anna)
    town.clock.move(hours=25)
    await asked(town, anna)
    questions = [message for message in boris.said() if "Посмотрите рассылку" in message.get("text", "")]
    assert len(questions) == 3
    for question in questions:
        yes = question["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await boris.press_data(yes, question["message_id"])
    assert "Автор уже отправил за сутки столько новостей" in boris.hears()
    await settle(town)
    assert heard(readers) == [2, 2, 2]
    assert "Отправьте её завтра" in str(anna.said())


async def test_sent_back_with_a_reason_the_author_reads_it_and_asks_again(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    assert "Что поправить?" in await boris.press("Вернуть автору")
    assert "Слишком длинно" in await boris.say("ы" * 501)
    assert "Вернул автору" in await boris.say("Дата <b>не та</b>")
    await settle(town)
    assert "Что поправить: Дата <b>не та</b>" in anna.sees()
    assert heard(readers) == [0, 0, 0]
    town.clock.move(minutes=1)
    await anna.press("Открыть черновик")
    await anna.press("Отправить 3 людям")
    await town.deliver()
    assert "Раньше отказал координатор: Анна. Почему: Дата <b>не та</b>" in boris.sees()
    assert "С тех пор ничего не изменилось" in boris.sees()
    await boris.press("Одобрить")
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def test_the_second_time_the_approver_sees_what_has_changed(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    await boris.press("Вернуть автору")
    await boris.say("Нет адреса")
    await settle(town)
    town.clock.move(minutes=1)
    await anna.press("Открыть черновик")
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.say("Собрание у школы, Мира 5")
    await anna.press("Отправить 3 людям")
    await town.deliver()
    assert "Автор: Анна" in boris.sees()
    assert "С тех пор что-то поменялось" in boris.sees()
    await boris.press("Показать, что вернули")
    assert boris.sees() == WORDS


async def test_sent_back_without_a_word(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    await boris.press("Вернуть автору")
    assert "Посмотрите рассылку" in await boris.press("Нет, назад")
    await boris.press("Вернуть автору")
    await boris.press("Вернуть без объяснений")
    await settle(town)
    assert "Рассылку вернули (Анна)" in anna.sees()
    assert "Что поправить" not in anna.sees()
    assert heard(readers) == [0, 0, 0]


async def test_taken_back_nobody_can_agree_and_a_changed_one_is_asked_again(
    town: Town, readers: list[Neighbour]
) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    old = boris.button("Одобрить")
    await anna.press("Забрать обратно")
    await boris.press_data(old[1], old[0])
    assert "уже решили" in boris.hears()
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.say("Совсем другое")
    await anna.press("Отправить 3 людям")
    await town.deliver()
    await boris.press_data(old[1], old[0])
    assert "Черновик с тех пор изменился" in boris.hears()
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    await boris.press("Одобрить")
    await settle(town)
    assert [got(who, "Совсем другое") for who in readers] == [1, 1, 1]


async def test_many_more_than_were_seen_are_seen_again(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    readers.append(await reader(town, 209))
    await boris.press("Одобрить для 3 человек")
    assert "стало больше" in boris.hears()
    await settle(town)
    assert heard(readers) == [0, 0, 0, 0]
    await boris.press("Одобрить для 4 человек")
    await settle(town)
    assert heard(readers) == [1, 1, 1, 1]


async def test_agreed_for_a_later_moment_it_waits_and_is_asked_again_when_it_grew(
    town: Town, readers: list[Neighbour]
) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    await town.deliver()
    assert "Когда: ср, 25 ноября" in boris.sees()
    await boris.press("Одобрить")
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    assert "Она уйдёт: ср, 25 ноября" in anna.sees()
    readers.append(await reader(town, 209))
    town.clock.move(hours=22)
    await settle(town)
    assert heard(readers) == [0, 0, 0, 0]
    assert "получателей стало заметно больше" in anna.sees()
    await anna.press("Открыть черновик")
    await anna.press("Отправить 4 людям")
    await town.deliver()
    await boris.press("Одобрить для 4 человек")
    await settle(town)
    assert heard(readers) == [1, 1, 1, 1]


async def test_agreed_for_a_later_moment_it_goes_then(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    await town.deliver()
    await boris.press("Одобрить")
    town.clock.move(hours=22)
    await settle(town)
    assert heard(readers) == [1, 1, 1]


@pytest.mark.parametrize("days", [7, 1], ids=["a week", "its moment"])
async def test_nobody_answers_in_time(town: Town, readers: list[Neighbour], days: int) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    if days == 7:
        await asked(town, anna)
    else:
        await at(anna, "завтра в 10:00")
        await anna.press("Отправить 25 ноября")
        await town.deliver()
    town.clock.move(days=days)
    await settle(town)
    assert "никто не успел одобрить" in anna.sees()
    await boris.press("Одобрить")
    assert "уже решили" in boris.hears()
    await settle(town)
    assert heard(readers) == [0, 0, 0]


async def test_alone_the_author_types_the_number(town: Town, readers: list[Neighbour]) -> None:
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    assert "других сейчас нет" in await anna.press("Отправить 3 людям")
    assert "Получат 3 человека" in anna.sees()
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    assert "Здесь я жду другой ответ" in await anna.say("да")
    assert "Число не совпало. Чтобы отправить, напишите: 3." in await anna.say("30")
    assert "словами" in await anna.send("sticker")
    await anna.say("3")
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def test_alone_for_a_later_moment(town: Town, readers: list[Neighbour]) -> None:
    anna = await coordinator(town)
    await at(anna, "завтра в 10:00")
    await anna.press("Отправить 25 ноября")
    assert "Рассылка запланирована" in await anna.say("3")
    town.clock.move(hours=22)
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def test_a_second_coordinator_who_comes_meanwhile_is_asked_after_all(
    town: Town, readers: list[Neighbour]
) -> None:
    anna = await coordinator(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 3 людям")
    await coordinator(town, user_id=104)
    assert "Ждём второго координатора" in await anna.say("3")
    await settle(town)
    assert heard(readers) == [0, 0, 0]


async def test_who_may_not_write_to_these_people_may_not_agree(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    foreign = await coordinator(town, "zeya", user_id=105)
    shy = await town.person(106, "Стесняюсь", Purpose.NOTIFICATIONS)
    person = await shy.stored()
    assert person
    await town.store.write(people_store.grant, person.id, Role(RoleKind.COORDINATOR), town.clock())
    await withdraw(town, shy, Purpose.NOTIFICATIONS)
    await asked(town, anna)
    data = boris.button("Одобрить")[1]
    assert "Посмотрите" not in str(foreign.said()) + str(shy.said()) + str(readers[0].said())
    for who, words in ((readers[0], "только координаторы"), (foreign, "писать не можете"), (anna, "писать не можете")):
        for what in ("yes", "look", "no"):
            await who.press_data(data.replace("yes", what))
            assert words in who.hears(), what
    await readers[0].press_data(data.replace("yes", "no-reason"))
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    await boris.press("Одобрить")
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def withdraw(town: Town, who: Neighbour, purpose: Purpose) -> None:
    person = await who.stored()
    assert person
    await town.store.write(people_store.withdraw, person.id, purpose, town.clock())


async def test_an_author_without_the_role_sends_nothing_whoever_agrees(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    person = await anna.stored()
    assert person

    def demote(tx: Any) -> None:
        tx.execute(update(roles).where(roles.c.person_id == person.id).values(scope="zeya"))

    await town.store.write(demote)
    await boris.press("Одобрить")
    await settle(town)
    assert heard(readers) == [0, 0, 0]
    assert "вы больше не можете" in anna.sees()


async def test_a_local_broadcast_is_looked_at_by_its_own_and_by_the_region(
    town: Town, readers: list[Neighbour]
) -> None:
    anna = await coordinator(town, "belogorsk")
    neighbour, region = await coordinator(town, "belogorsk", 104), await coordinator(town, user_id=105)
    await write_to(anna, "Мой муниципалитет")
    await anna.press("Отправить 3 людям")
    await town.deliver()
    for who in (neighbour, region):
        assert "Посмотрите рассылку" in who.sees()
    await neighbour.press("Одобрить")
    await settle(town)
    assert heard(readers) == [1, 1, 1]


async def test_an_author_who_is_forgotten_leaves_nothing_to_agree_to(town: Town, readers: list[Neighbour]) -> None:
    anna, boris = await coordinator(town), await coordinator(town, user_id=104)
    await asked(town, anna)
    await withdraw(town, anna, Purpose.WORK)
    await boris.press("Одобрить")
    assert "писать не можете" in boris.hears()
    await tick(town)
    assert heard(readers) == [0, 0, 0]
