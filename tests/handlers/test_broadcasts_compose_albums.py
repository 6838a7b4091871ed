"""Albums: many messages become one draft, one broadcast and one outbox row; nobody gets an album twice."""

from itertools import count
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import SendMessage, TelegramMethod
from sqlalchemy import Connection, select

from bot.domain.people import Purpose
from storage.core.tables import deliveries
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import ALBUM, NEWS_OFF, WORDS, coordinator, make_event, reader, send_album, settle, tick


async def begun(town: Town) -> Neighbour:
    anna = await coordinator(town)
    await anna.say("/broadcast")
    return anna


def albums(who: Neighbour) -> list[list[dict[str, Any]]]:
    """The albums that the bot sent to somebody."""
    found: dict[str, list[dict[str, Any]]] = {}
    for message in who.said():
        if group := message.get("media_group_id"):
            found.setdefault(group, []).append(message)
    return list(found.values())


def kind_of(message: dict[str, Any]) -> str:
    return next(kind for kind in ("photo", "video", "document", "audio") if kind in message)


def rows(tx: Connection) -> list[Any]:
    return list(tx.execute(select(deliveries).where(deliveries.c.kind == "broadcast").order_by(deliveries.c.id)))


async def test_an_album_comes_whole_with_its_captions_and_the_way_out_behind_it(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    asked = len(anna.said())
    assert "Принимаю альбом" in await send_album(anna, ["photo", "video", "photo"], captions=["Субботник & чай"])
    assert len(anna.said()) == asked + 1, "one answer to three messages"
    assert "Кому отправим?" in await anna.press("Дальше")
    review = await anna.press("Всем, кто подписан")
    assert "В альбоме 3 файла. Кнопки придут следом" in review
    assert [[kind_of(each) for each in album] for album in albums(anna)] == [["photo", "video", "photo"]]
    await anna.press("Отправить 1 человеку")
    await settle(town)
    [album] = albums(olga)
    assert [kind_of(each) for each in album] == ["photo", "video", "photo"]
    assert [each.get("caption", "") for each in album] == ["Субботник & чай", "", ""]
    assert olga.buttons() == [NEWS_OFF]
    [row] = await town.store.read(rows)
    assert row.status == "sent"
    assert row.message_ids == [*(each["message_id"] for each in album), olga.said()[-1]["message_id"]]


async def test_parts_stand_in_the_authors_order_however_they_come(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    captions = [f"Часть {number}" for number in range(5)]
    await send_album(anna, ["document"] * 5, order=[3, 0, 4, 4, 2, 1], captions=captions)
    await anna.press("Дальше")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [[each["caption"] for each in album] for album in albums(olga)] == [captions]


async def test_a_variable_in_a_caption_is_told_to_stay(town: Town) -> None:
    await reader(town, 201)
    anna = await begun(town)
    await send_album(anna, ["photo", "photo"], captions=["", "Ждём, {имя}"])
    await anna.press("Дальше")
    assert "В подписи {имя} не заменится." in await anna.press("Всем, кто подписан")


async def test_formatting_of_captions_is_kept(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    for number in range(2):
        message_id = town.world.send(anna.id, "photo", media_group_id=ALBUM, caption="Завтра <субботник>")
        message = town.world.chats[anna.id].messages[message_id]
        message["caption_entities"] = [{"type": "bold", "offset": 0, "length": 6 + number}]
    await town.settle()
    await anna.press("Дальше")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    said = [(each["caption"], each["caption_entities"]) for each in albums(olga)[0]]
    assert [words for words, _ in said] == ["Завтра <субботник>"] * 2
    assert [entities[0]["length"] for _, entities in said] == [6, 7]


async def test_a_part_that_comes_after_a_pause_and_a_restart_still_belongs(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    await send_album(anna, ["photo", "photo"])
    town.restart()
    town.clock.move(minutes=2)
    await send_album(anna, ["photo"])
    await anna.press("Дальше")
    town.restart()
    assert "В альбоме 3 файла" in await anna.press("Всем, кто подписан")
    old = anna.button("Отправить 1 человеку")
    await send_album(anna, ["photo"])
    await anna.press_data(old[1], old[0])
    assert "Черновик с тех пор изменился" in anna.hears()
    assert "В альбоме 4 файла" in anna.sees()
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert [len(album) for album in albums(olga)] == [4]
    assert "уже отправляется, отправлена или ждёт" in await send_album(anna, ["photo"])


async def test_one_part_alone_is_copied_as_it_is(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    await send_album(anna, ["photo"])
    await anna.press("Дальше")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert kind_of(olga.said()[-1]) == "photo"
    assert olga.buttons() == [NEWS_OFF]


async def test_of_eleven_the_last_is_named_as_left_out(town: Town) -> None:
    anna = await begun(town)
    await send_album(anna, ["photo"] * 10)
    before = len(anna.said())
    assert "не больше десяти файлов" in await send_album(anna, ["photo"], group="")
    assert "В альбоме" not in await anna.press("Дальше")
    assert len(anna.said()) == before + 1
    await reader(town, 201)
    assert "В альбоме 10 файлов" in await anna.press("Всем, кто подписан")


async def test_eleven_under_one_id_are_ten(town: Town) -> None:
    anna = await begun(town)
    before = len(anna.said())
    assert "Лишние не вошли" in await send_album(anna, ["photo"] * 12)
    assert len(anna.said()) == before + 2
    await reader(town, 201)
    await anna.press("Дальше")
    assert "В альбоме 10 файлов" in await anna.press("Всем, кто подписан")


@pytest.mark.parametrize(("first", "other"), [("photo", "document"), ("document", "audio"), ("audio", "video")])
async def test_what_telegram_does_not_mix_is_left_out_with_a_word(town: Town, first: str, other: str) -> None:
    await reader(town, 201)
    anna = await begun(town)
    assert "документы и музыку" in await send_album(anna, [first, first, other])
    await anna.press("Дальше")
    assert "В альбоме 2 файла" in await anna.press("Всем, кто подписан")


async def test_a_strange_album_meanwhile_gets_one_answer(town: Town) -> None:
    anna = await begun(town)
    await send_album(anna, ["photo", "photo"])
    before = len(anna.said())
    assert "в рассылку не вошло" in await send_album(anna, ["photo"] * 3, group="78")
    assert len(anna.said()) == before + 1
    assert "в рассылку не вошло" in await anna.say(WORDS)
    assert "в рассылку не вошло" in await anna.send("sticker")
    assert "Кому отправим?" in await anna.press("Дальше")


async def test_a_command_leaves_the_album_and_the_draft_waits(town: Town) -> None:
    anna = await begun(town)
    await send_album(anna, ["photo", "photo"])
    await anna.say("/broadcast")
    assert "Кому отправим?" in await anna.press("Черновик")


async def test_a_caption_too_long_for_a_bot_is_told(town: Town) -> None:
    await reader(town, 201)
    anna = await begun(town)
    await send_album(anna, ["photo", "photo"], captions=["й" * 1025])
    await anna.press("Дальше")
    assert "Подпись в альбоме слишком длинная: помещается 1\xa0024" in await anna.press("Всем, кто подписан")
    assert not [label for label in anna.buttons() if "Отправить" in label]
    await anna.press("Другое сообщение")
    await send_album(anna, ["photo", "photo"], group="79", captions=["й" * 1024])
    assert "Получит 1 человек" in await anna.press("Дальше")


async def test_an_album_takes_the_place_of_a_text_and_back(town: Town) -> None:
    olga, anna = await reader(town, 201), await begun(town)
    await anna.say(WORDS)
    await anna.press("Всем, кто подписан")
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await send_album(anna, ["audio", "audio"])
    assert "В альбоме 2 файла" in await anna.press("Дальше")
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.say("Другое")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert albums(olga) == []
    assert olga.sees() == "Другое"


async def test_participants_get_an_album_without_a_second_message(town: Town) -> None:
    event_id = await make_event(town)
    olga = await town.person(201, "Ольга", Purpose.SIGN_UPS)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    anna = await begun(town)
    await send_album(anna, ["photo", "photo"])
    await anna.press("Дальше")
    await anna.press("Участникам мероприятия")
    review = await anna.press("Субботник")
    assert "В альбоме 2 файла." in review
    assert "Кнопки придут" not in review
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert "media_group_id" in olga.said()[-1]


async def sending(town: Town, readers: int = 1, files: int = 2) -> list[Neighbour]:
    """An album on its way to some readers of news; not yet with them."""
    who = [await reader(town, 201 + number) for number in range(readers)]
    anna = await begun(town)
    await send_album(anna, ["photo"] * files)
    await anna.press("Дальше")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить")
    return who


class KilledError(BaseException):
    """The end of the process."""


async def test_a_crash_between_the_album_and_its_buttons_repeats_no_album(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    [olga] = await sending(town)
    request = town.worker.bot.session.make_request

    async def die_before_the_second(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        if isinstance(method, SendMessage):
            raise KilledError
        return await request(bot, method, timeout)

    monkeypatch.setattr(town.worker.bot.session, "make_request", die_before_the_second)
    right = town.store.leader_lock("door")
    with pytest.raises(BaseExceptionGroup):
        await town.worker.work(right)
    await right.release()
    assert (len(albums(olga)), "media_group_id" in olga.said()[-1]) == (1, True)
    town.restart()
    await town.pass_time(seconds=61)
    [album] = albums(olga)
    [row] = await town.store.read(rows)
    assert row.message_ids == [*(each["message_id"] for each in album), olga.said()[-1]["message_id"]]
    assert (row.status, row.repeats, olga.buttons()) == ("sent", 1, [NEWS_OFF])


async def test_too_fast_between_the_two_messages_goes_on_with_the_second(town: Town) -> None:
    [olga] = await sending(town)
    town.world.faults.add("429", method="sendMessage", chat_id=201, retry_after=3)
    await tick(town)
    [row] = await town.store.read(rows)
    [album] = albums(olga)
    assert (row.status, row.message_ids) == ("planned", [each["message_id"] for each in album])
    town.world.faults.clear()
    town.world.refused.clear()
    town.restart()
    await town.pass_time(seconds=4)
    [row] = await town.store.read(rows)
    assert len(albums(olga)) == 1
    assert olga.buttons() == [NEWS_OFF]
    assert (row.status, len(row.message_ids), row.repeats) == ("sent", 3, 0)


async def test_who_blocks_the_bot_between_the_two_and_returns_gets_only_the_second(town: Town) -> None:
    olga, viktor = await sending(town, readers=2)
    town.world.faults.add("403", method="sendMessage", chat_id=201, times=1)
    await tick(town)
    statuses = [(row.status, len(row.message_ids)) for row in await town.store.read(rows)]
    assert statuses == [("blocked", 2), ("sent", 3)]
    town.world.refused.clear()
    await town.store.write(people.unblock, 201, town.clock())
    await tick(town)
    assert [len(albums(who)) for who in (olga, viktor)] == [1, 1]
    assert olga.buttons() == [NEWS_OFF]


async def test_who_has_blocked_the_bot_stops_no_album_of_others(town: Town) -> None:
    olga, viktor = await sending(town, readers=2)
    town.world.block(201)
    town.world.take_updates()
    await settle(town)
    town.world.refused.clear()
    assert [len(albums(who)) for who in (olga, viktor)] == [0, 1]


async def test_the_button_behind_an_album_ends_the_news(town: Town) -> None:
    [olga] = await sending(town)
    await settle(town)
    await olga.press(NEWS_OFF)
    assert "новостей больше не будет" in olga.hears()


async def test_an_album_takes_as_many_slots_as_it_has_messages(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await sending(town)
    slots = count()
    monkeypatch.setattr(town.worker.rate_limiter, "take", lambda: next(slots) * 0.0)
    await town.deliver()
    assert next(slots) == 3


async def test_an_album_leaves_at_the_last_of_its_slots_and_the_next_row_after_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sending(town, readers=2, files=3)
    told: list[str] = []
    slots = count()
    request = town.worker.bot.session.make_request

    def take() -> float:
        told.append(f"slot {next(slots)}")
        return 0.0

    async def look_and_say(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        told.append(type(method).__name__)
        return await request(bot, method, timeout)

    monkeypatch.setattr(town.worker.rate_limiter, "take", take)
    monkeypatch.setattr(town.worker.bot.session, "make_request", look_and_say)
    await town.deliver()
    # The first slot of each row is taken as it begins, the rest of an album's at once.
    assert told[:6] == ["slot 0", "slot 1", "slot 2", "slot 3", "SendMediaGroup", "slot 4"]


async def test_said_so_far_is_in_the_row_before_the_next_message_leaves(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    [olga] = await sending(town)
    kept: list[Any] = []
    request = town.worker.bot.session.make_request

    async def look_and_say(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        [row] = await town.store.read(rows)
        kept.append(row.message_ids)
        return await request(bot, method, timeout)

    monkeypatch.setattr(town.worker.bot.session, "make_request", look_and_say)
    await town.deliver()
    [album] = albums(olga)
    assert kept == [None, [each["message_id"] for each in album]]


async def test_a_recall_reaches_an_album_whose_buttons_were_refused(town: Town) -> None:
    olga, viktor = await sending(town, readers=2)
    anna = town.somebody(103)
    town.world.faults.add("400", method="sendMessage", chat_id=201, words="Bad Request: not now")
    await tick(town)
    town.world.faults.clear()
    town.world.refused.clear()
    assert [row.status for row in await town.store.read(rows)] == ["failed", "sent"]
    assert "исчезнет у 2 человек" in await anna.press_data("bc:recall:1")
    await anna.press("Отозвать у 2 человек")
    await settle(town)
    assert [albums(who) for who in (olga, viktor)] == [[], []]
    assert any("Рассылка отозвана: 2 из 2" in message.get("text", "") for message in anna.said())


async def test_a_recall_between_an_album_and_its_buttons_takes_the_album(town: Town) -> None:
    [olga] = await sending(town)
    anna = town.somebody(103)
    town.world.faults.add("429", method="sendMessage", chat_id=201, retry_after=3)
    await tick(town)
    town.world.faults.clear()
    town.world.refused.clear()
    assert [row.status for row in await town.store.read(rows)] == ["planned"]
    assert "исчезнет у 1 человека" in await anna.press_data("bc:recall:1")
    await anna.press("Отозвать у 1 человека")
    for _ in range(4):
        await town.pass_time(seconds=4)
    assert (albums(olga), [row.status for row in await town.store.read(rows)]) == ([], ["cancelled"])
