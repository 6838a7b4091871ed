"""Middlewares: floods, groups, languages, one update of a person at a time, unchanged screens."""

import asyncio
import gc
import weakref

import pytest
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Update

from bot.domain.people import Purpose
from bot.telegram.one_at_a_time import Isolation
from handlers.shared.commands import tell_commands
from tests.chat import Neighbour, Town
from tests.handlers.events import make_event


async def test_a_flood_is_told_once_and_others_notice_nothing(town: Town) -> None:
    flooder, olga = town.somebody(666, "Спешащий"), town.somebody(101)
    for _ in range(40):
        await flooder.say("/help")
    texts = [message["text"] for message in flooder.said()]
    assert len(texts) == 31
    assert sum("Вы нажимаете очень быстро" in text for text in texts) == 1
    assert "Что я умею" in await olga.say("/help")


async def test_a_flood_of_presses_still_stops_every_spinner(town: Town) -> None:
    flooder = town.somebody(666, "Спешащий")
    await flooder.say("/start")
    for _ in range(40):
        await flooder.press("Помощь" if "Помощь" in flooder.buttons() else "Меню")
    assert len(town.world.answers(666)) == 40


async def test_after_a_flood_it_is_well_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    flooder = town.somebody(666, "Спешащий")
    now = 1000.0
    monkeypatch.setattr("bot.telegram.middlewares.time.monotonic", lambda: now)
    for _ in range(35):
        await flooder.say("/help")
    now += 11
    assert "Что я умею" in await flooder.say("/help")


async def test_the_language_is_telegrams_until_one_is_chosen(town: Town) -> None:
    john = town.somebody(104, "John", language="en")
    assert "Hello" in await john.say("/start")
    await john.press("Help")
    await john.press("Language")
    await john.press("Русский")
    assert "Здравствуйте" in await john.say("/start")
    assert await john.stored() is None


async def test_the_command_menu_follows_the_language_that_was_chosen(town: Town) -> None:
    await tell_commands(town.app.bot, town.app.texts)
    hans = town.somebody(101, "Hans", language="de")
    assert "Создать ТОС" in first_command(hans)
    await hans.say("/language")
    await hans.press("English")
    assert "Found a TOS" in first_command(hans)
    await hans.say("/erase")
    assert "Создать ТОС" in first_command(hans)


async def test_a_command_menu_that_cannot_be_set_keeps_nobody_from_theirs(town: Town) -> None:
    anna = await town.coordinator()
    town.world.faults.add("500", method="setMyCommands")
    assert "Здравствуйте" in await anna.say("/start")
    await anna.say("/language")
    assert "Hello" in await anna.press("English")
    town.world.refused.clear()


def first_command(who: Neighbour) -> str:
    world = who.town.world
    return str(world.profile.commands_for(world.people[who.id])[0]["description"])


async def test_the_language_of_somebody_known_is_kept(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/language")
    await olga.press("English")
    town.restart()
    assert "Hello" in await olga.say("/start")
    person = await olga.stored()
    assert person
    assert person.locale == "en"


async def test_an_unknown_language_gets_the_default(town: Town) -> None:
    assert "Здравствуйте" in await town.somebody(105, "Wang", language="zh").say("/start")


async def test_in_a_group_only_an_addressed_command_is_answered(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    town.world.join_group(-100500, "Двор", [101])
    me = await town.app.bot.me()
    for text in ("привет", "/start", f"/start@{me.username}", "/start@another_bot"):
        town.world.say(101, text, chat_id=-100500)
    await town.settle()
    said = [message["text"] for message in town.world.messages(-100500) if message["from"]["is_bot"]]
    assert said == [f"Здесь, в группе, я не отвечаю. Напишите мне лично, для этого нажмите: https://t.me/{me.username}"]


async def test_the_same_press_twice_changes_the_screen_once(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    message_id, data = olga.button("Помощь")
    for _ in range(2):
        town.world.press(101, message_id, data)
    await town.settle()
    assert len(town.world.answers(101)) == 2
    assert [method for method, _ in town.world.calls].count("editMessageText") == 1


async def test_an_expired_press_is_served_without_a_word(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    assert "Что я умею" in await olga.press("Помощь", rare="expired")
    assert [method for method, _ in town.world.refused] == ["answerCallbackQuery"]
    town.world.refused.clear()


async def test_a_message_that_cannot_be_edited_is_followed_by_a_new_one(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    before = len(olga.said())
    assert "Что я умею" in await olga.press("Помощь", rare="inaccessible")
    assert len(olga.said()) == before + 1


async def test_updates_of_one_person_are_handled_one_at_a_time(town: Town) -> None:
    olga = town.somebody(101)
    for number in range(10):
        town.world.say(olga.id, f"/help {number}")
    updates = [Update.model_validate(each, context={"bot": town.app.bot}) for each in town.world.take_updates()]
    await asyncio.gather(*(town.app.dispatcher.feed_update(town.app.bot, update) for update in updates))
    assert len(olga.said()) == 10
    await town.app.in_flight.drained()


async def test_locks_live_only_while_they_are_needed() -> None:
    isolation, key = Isolation(), StorageKey(bot_id=42, chat_id=101, user_id=101)
    kept = [weakref.ref(key)]
    async with isolation.lock(key):
        del key
        gc.collect()
        assert kept[0]()
    gc.collect()
    assert not kept[0]()


async def test_a_store_that_is_locked_means_an_apology_and_nothing_half_saved(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = town.somebody(101)
    await olga.say("/start")

    async def locked(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(town.store, "read", locked)
    monkeypatch.setattr(town.store, "glance", locked)
    assert "Что-то сломалось у меня" in await olga.say("/events")
    assert "Что-то сломалось у меня" in await olga.say("привет")
    monkeypatch.undo()
    assert len(caplog.records) == 2
    assert "disk full" not in caplog.text
    assert "Впереди" in await olga.say("/events") or "Пока мероприятий нет" in olga.sees()


async def test_whatever_is_said_gets_an_answer_that_helps(town: Town) -> None:
    olga = town.somebody(101)
    for kind in ("sticker", "photo", "document", "voice", "contact", "location", "forward", "video_note", "dice"):
        answer = await olga.send(kind)
        assert "о чём поговорим" in answer, kind
        assert "Меню" in olga.buttons()
    assert "Такой команды у меня нет" in await olga.say("/abracadabra")
    assert "Эта ссылка мне незнакома" in await olga.say("/start abracadabra_5")
    assert "Я не понял" in await olga.say("ы" * 4096)


async def test_a_forged_or_foreign_button_says_it_is_stale(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    for data in ("x", "ev", "ev:join", "ev:join:abc", "open:nowhere", "evm:publish:1", "lang:xx"):
        await olga.press_data(data)
    assert olga.hears()


@pytest.mark.parametrize("typed", ["/START", "/Start", "/sTaRt@Tos_Bot", "/Start event_1", "/EVENTS", "/Tos"])
async def test_a_command_may_be_typed_in_capitals(town: Town, typed: str) -> None:
    """A phone's keyboard begins a message with a capital."""
    await make_event(town)
    anna = await town.coordinator()
    me = await town.app.bot.me()
    name, _, payload = typed.replace("Tos_Bot", str(me.username)).partition(" ")
    assert await anna.say(f"{name} {payload}") == await anna.say(f"{name.lower()} {payload}")
    assert "Такой команды у меня нет" not in anna.sees()
    assert "устарела" not in anna.sees()


async def test_what_follows_a_command_keeps_its_capitals(town: Town) -> None:
    olga = town.somebody(101)
    assert "город Белогорск" in await olga.say("/START tos_belogorsk")
    assert "Общая дорога" not in olga.sees()


@pytest.mark.parametrize(
    ("opens", "ways"),
    [
        ("/start", []),
        ("/tos", ["Выбрать муниципалитет"]),
        ("/tos", ["Посчитать кворум", "Собрание"]),
        ("/new_event", []),
        ("/privacy", ["Новости", "Откуда новости"]),
        ("/broadcast", []),
    ],
)
async def test_an_album_gets_one_answer(town: Town, opens: str, ways: list[str]) -> None:
    """Telegram hands an album over photo by photo, whatever is asked at the moment."""
    anna = await town.coordinator()
    await anna.say(opens)
    for way in ways:
        await anna.press(way)
    for album in ("5", "6"):
        before = len(anna.said())
        for _ in range(3):
            message_id = town.world.send(anna.id, "photo")
            town.world.chats[anna.id].messages[message_id]["media_group_id"] = album
        await town.settle()
        assert len(anna.said()) == before + 1, anna.sees()
