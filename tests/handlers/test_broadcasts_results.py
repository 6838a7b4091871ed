"""Results of a broadcast: progress, report, table, corrections, recalls, history."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sqlalchemy import delete

from bot.domain.people import Purpose, Role, RoleKind
from handlers.broadcasts import go_on
from storage import outbox
from storage.broadcasts.sending import launches
from storage.core.tables import roles
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import (
    WORDS,
    coordinator,
    counting,
    got,
    make_event,
    reader,
    settle,
    shown_message,
    stop,
    tick,
    write_to,
)
from tests.handlers.files import newest_file

RIGHT = "Субботник не завтра, а в субботу, берите перчатки"


async def sent_to(town: Town, anna: Neighbour, *user_ids: int, words: str = WORDS) -> list[Neighbour]:
    """Send a broadcast to everybody, up to its report. Return the readers."""
    readers = [await reader(town, user_id) for user_id in user_ids]
    await write_to(anna, "Всем, кто подписан", words=words)
    await anna.press("Отправить")
    await settle(town)
    return readers


async def correct(anna: Neighbour, words: str = RIGHT) -> str:
    """Type the corrected text, up to the question that confirms it. Return that question."""
    await anna.press("Исправить текст")
    return await anna.say(words)


async def settle_slowly(town: Town) -> None:
    """Tick until a correction that began while copies were in flight is complete."""
    for _ in range(4):
        town.clock.move(seconds=3)
        await tick(town)


# While it is sent


async def test_the_counting_has_a_bar_a_pace_and_the_time_that_is_left(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user_id in range(201, 211):
        await reader(town, user_id)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 10 людям")
    assert anna.sees() == "░░░░░░░░░░\nОтправлено 0 из 10"
    assert anna.buttons() == ["Пауза", "Остановить"]
    await deliver_few(town, monkeypatch, 4)
    town.clock.move(seconds=4)
    await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert anna.sees() == "▓▓▓▓░░░░░░\nОтправлено 4 из 10\nОколо 1 в секунду, осталось меньше минуты."


@dataclass
class FewTurns:
    """A leader lock that is lost after `left` turns, so the worker sends as many batches."""

    left: int = 1

    async def take(self) -> bool:
        self.left -= 1
        return self.left >= 0

    async def release(self) -> None:
        """Nobody else wants it."""


async def deliver_few(town: Town, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Send `count` outbox rows of those that are due."""
    with monkeypatch.context() as patch:
        patch.setattr("bot.outbox.worker.CLAIM_ROWS", count)
        await town.worker.work(FewTurns())


async def test_it_is_shown_every_three_seconds_however_fast_it_goes(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user_id in range(201, 211):
        await reader(town, user_id)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 10 людям")
    edits = town.world.counts["editMessageText"]
    for _ in range(7):
        town.clock.move(seconds=1)
        await deliver_few(town, monkeypatch, 1)
        await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert town.world.counts["editMessageText"] - edits == 2
    assert "Отправлено 6 из 10" in anna.sees()


async def test_who_sleeps_is_told_of_without_a_time_that_is_left(town: Town) -> None:
    for user_id in (201, 202):
        await reader(town, user_id)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    town.clock.move(hours=11)
    await anna.press("Отправить 2 людям")
    edits = town.world.counts["editMessageText"]
    for _ in range(5):
        town.clock.move(seconds=4)
        await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert town.world.counts["editMessageText"] == edits, "nothing changed"
    assert "Ждут утра: 2. Им придёт в 9:00 по их часам." in anna.sees()
    assert "осталось" not in anna.sees()


async def test_a_pause_that_telegram_asked_for_is_told_with_its_end(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await town.store.write(outbox.pause, town.clock() + timedelta(seconds=30))
    town.clock.move(seconds=4)
    await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert "Telegram попросил подождать. Продолжим сами в 12:00:30" in anna.sees()


async def test_when_nothing_goes_out_it_says_so(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    town.clock.move(seconds=4)
    await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    assert "Сейчас ничего не уходит" in anna.sees()


# The report and its table


async def test_the_report_says_why_people_did_not_get_it(town: Town) -> None:
    anna = await coordinator(town)
    readers = [await reader(town, user_id) for user_id in (201, 202, 203, 204)]
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 4 людям")
    town.world.block(readers[0].id)
    town.world.take_updates()
    town.world.faults.add("400", method="copyMessage", chat_id=readers[1].id, words="MESSAGE_TOO_LONG")
    town.world.faults.add("400", method="copyMessage", chat_id=readers[2].id, words="SOMETHING_NEW")
    town.clock.move(seconds=90)
    await settle(town)
    town.world.refused.clear()
    assert "Заняло 2 минуты" in anna.sees()
    assert "Остановили бота: 1" in anna.sees()
    assert "Не удалось доставить: 2" in anna.sees()
    assert "· сообщение слишком длинное: 1" in anna.sees()
    assert "· Telegram не принял: 1" in anna.sees()
    assert "SOMETHING" not in anna.sees()
    await anna.press("Таблица .xlsx")
    table = opened_table(anna)
    assert "Telegram не принял: Bad Request: SOMETHING_NEW" in [row[5] for row in table]
    assert [row[3] for row in table[1:]] == ["остановил бота", "не доставлено", "не доставлено", "доставлено"]


def opened_table(who: Neighbour) -> list[list[str]]:
    """The cells of the newest table, as text; the head first."""
    name, content = newest_file(who)
    assert name.endswith(".xlsx")
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(BytesIO(content)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
        assert not [*sheet.iter(f"{space}f")], "a formula"
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314
            shared = ["".join(part.itertext()) for part in strings]
    rows: list[list[str]] = []
    for row in sheet.iter(f"{space}row"):
        cells = [""] * 7
        for cell in row:
            text = "".join(cell.itertext())
            cells[ord(cell.attrib["r"][0]) - ord("A")] = shared[int(text)] if cell.get("t") == "s" else text
        rows.append(cells)
    return rows


async def test_the_table_names_only_those_who_agreed_to_be_named(town: Town) -> None:
    event_id = await make_event(town, seats=5)
    guest = await town.person(201, '=HYPERLINK("http://evil")', Purpose.SIGN_UPS)
    await guest.say(f"/start event_{event_id}")
    await guest.press("Записаться")
    anna = await coordinator(town)
    await write_to(anna, "Участникам мероприятия", "Субботник")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await anna.press("Таблица .xlsx")
    assert [row[:4] for row in opened_table(anna)[1:]] == [["1", '=HYPERLINK("http://evil")', "", "доставлено"]]
    await reader(town, 202, "zeya")
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await anna.press("Таблица .xlsx")
    assert [row[1:4] for row in opened_table(anna)[1:]] == [["не показываем", "город Зея", "доставлено"]]


async def test_nobody_else_gets_the_table(town: Town) -> None:
    anna = await coordinator(town)
    await sent_to(town, anna, 201)
    boris = await coordinator(town, user_id=104)
    olga = town.somebody(205)
    await olga.say("/start")
    await boris.press_data("bc:table:1")
    assert "Такой рассылки у вас нет" in boris.hears()
    await olga.press_data("bc:table:1")
    assert not [message for who in (boris, olga) for message in who.said() if "document" in message]


# Correcting


async def test_a_corrected_text_stands_in_every_copy_with_its_button(town: Town) -> None:
    anna = await coordinator(town)
    readers = await sent_to(town, anna, 201, 202, 203)
    assert "Выше — сообщение, как оно выглядит сейчас" in await anna.press("Исправить текст")
    assert anna.said()[-2]["text"] == WORDS
    review = await anna.say(RIGHT)
    assert "Исправим у 3 человек, которые уже получили." in review
    assert anna.said()[-2]["text"] == RIGHT
    assert [got(who, RIGHT) for who in readers] == [0, 0, 0]
    await anna.press("Исправить у 3 человек")
    await settle(town)
    for who in readers:
        assert (got(who), got(who, RIGHT)) == (0, 1)
        assert who.said()[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "news:off"
    assert "Текст исправлен: 3 из 3" in anna.sees()
    assert "Исправлена:" in await anna.press("К отчёту")
    await anna.press("Что уходило раньше")
    assert "Уходило 2 версии" in anna.sees(-2)
    assert "Версия 1, до" in anna.sees(-2)
    assert "это сообщение целиком — ниже" in anna.sees(-2)
    assert f"сейчас у людей\n{RIGHT}" in anna.sees(-2)
    assert anna.sees() == WORDS


@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice"])
async def test_the_caption_of_a_file_is_corrected(town: Town, kind: str) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await anna.say("/broadcast")
    await anna.send(kind, caption=WORDS)
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await correct(anna)
    assert anna.said()[-2]["caption"] == RIGHT
    assert kind in anna.said()[-2]
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert [message["caption"] for message in olga.said() if kind in message] == [RIGHT]


@pytest.mark.parametrize("kind", ["sticker", "location", "photo", "voice"])
async def test_what_has_no_words_cannot_be_corrected_and_says_so(town: Town, kind: str) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await anna.say("/broadcast")
    await anna.send(kind)
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert "В этой рассылке нет текста" in await anna.press("Исправить текст")
    assert "Отозвать рассылку?" in await anna.press("Отозвать")


async def test_a_photo_is_no_correction_and_too_many_words_neither(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await anna.say("/broadcast")
    await anna.send("photo", caption=WORDS)
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await anna.press("Исправить текст")
    assert "Нужен только новый текст" in await anna.send("photo", caption=RIGHT)
    assert "Слишком длинно: 1\u202f026 знаков" in (await anna.say("😀" * 513)).replace("\xa0", "\u202f")
    assert "Исправим у 1 человека, который уже получил." in await anna.say("😀" * 512)


async def test_formatting_stays(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    await anna.press("Исправить текст")
    message_id = town.world.say(anna.id, RIGHT)
    message = town.world.chats[anna.id].messages[message_id]
    message["entities"] = [{"type": "bold", "offset": 0, "length": 9}]
    await town.settle()
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert olga.said()[-1]["entities"] == [{"type": "bold", "offset": 0, "length": 9}]


async def test_without_the_source_a_text_can_still_be_corrected(town: Town) -> None:
    anna = await coordinator(town)
    await reader(town, 201)
    await write_to(anna, "Всем, кто подписан")
    source = shown_message(anna)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    del town.world.chats[anna.id].messages[source]
    assert "Сообщения в переписке больше нет" in await anna.press("Исправить текст")
    town.world.refused.clear()
    await anna.say(RIGHT)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert got(Neighbour(town, 201), RIGHT) == 1


async def test_while_it_is_sent_the_rest_gets_the_corrected_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    readers = [await reader(town, user_id) for user_id in range(201, 206)]
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 5 людям")
    await town.deliver()
    assert sum(map(got, readers)) == 2
    await anna.press_data("bc:correct:1")
    assert "Остальным придёт новый текст" in await anna.say(RIGHT)
    await anna.press("Исправить у 2 человек")
    await settle_slowly(town)
    assert [(got(who), got(who, RIGHT)) for who in readers] == [(0, 1)] * 5
    assert any("Текст исправлен: 5 из 5" in message.get("text", "") for message in anna.said())
    assert {words.split(":")[1].strip() for _, words in town.world.refused} <= {"message is not modified"}
    town.world.refused.clear()


async def test_an_account_that_is_gone_is_not_touched(town: Town) -> None:
    anna = await coordinator(town)
    olga, viktor = await sent_to(town, anna, 201, 202)
    await olga.say("/erase")
    await olga.press("Да, стереть всё")
    await correct(anna)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert (got(olga), got(viktor, RIGHT)) == (1, 1)


async def test_who_withdrew_is_not_left_with_the_wrong_date(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    await olga.press("Больше не присылать новости")
    await correct(anna)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert got(olga, RIGHT) == 1


async def test_who_stopped_the_bot_and_comes_back_gets_the_correction(town: Town) -> None:
    anna = await coordinator(town)
    olga, viktor = await sent_to(town, anna, 201, 202)
    town.world.block(olga.id)
    await town.settle()
    await correct(anna)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert "Остановили бота: 1" in anna.sees()
    town.world.unblock(olga.id)
    await town.settle()
    await settle(town)
    assert (got(olga, RIGHT), got(viktor, RIGHT)) == (1, 1)


async def test_the_same_words_once_more_are_done_already(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    for _ in range(2):
        await anna.press_data("bc:correct:1")
        await anna.say(RIGHT)
        await anna.press("Исправить у 1 человека")
        await settle(town)
    assert [words.split(":")[1].strip() for _, words in town.world.refused] == ["message is not modified"]
    town.world.refused.clear()
    assert anna.sees() == "Текст исправлен: 1 из 1"
    assert got(olga, RIGHT) == 1


async def test_a_copy_that_was_deleted_is_counted_as_gone(town: Town) -> None:
    anna = await coordinator(town)
    olga, _ = await sent_to(town, anna, 201, 202)
    del town.world.chats[olga.id].messages[olga.said()[-1]["message_id"]]
    await correct(anna)
    await anna.press("Исправить у 2 человек")
    await settle(town)
    town.world.refused.clear()
    assert "Текст исправлен: 1 из 2\nСообщения уже нет: 1" in anna.sees()


async def test_a_correction_at_night_makes_no_sound_and_does_not_wait(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    town.clock.move(hours=12)
    await anna.say("/broadcast")
    await anna.press("Отчёт")
    await correct(anna)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    assert got(olga, RIGHT) == 1


async def test_a_correction_goes_on_after_a_restart(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.broadcasts.results.edits.CHUNK", 2)
    anna = await coordinator(town)
    readers = await sent_to(town, anna, *range(201, 206))
    await correct(anna)
    await anna.press("Исправить у 5 человек")
    await town.deliver()
    assert sum(got(who, RIGHT) for who in readers) == 2
    town.restart()
    await settle(town)
    assert [(got(who), got(who, RIGHT)) for who in readers] == [(0, 1)] * 5
    assert len([each for each in anna.said() if "Текст исправлен: 5 из 5" in each.get("text", "")]) == 2


async def test_a_correction_can_be_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.broadcasts.results.edits.CHUNK", 2)
    anna = await coordinator(town)
    readers = await sent_to(town, anna, *range(201, 206))
    await correct(anna)
    await anna.press("Исправить у 5 человек")
    await town.deliver()
    await anna.press("Остановить")
    assert "Остановил. Что успело измениться" in anna.hears()
    await settle(town)
    assert sum(got(who, RIGHT) for who in readers) == 2
    assert "Исправление остановлено. Исправлено 2 из 5\nОсталось как было: 3" in anna.sees()
    await anna.press_data("bcchg:stop:1")
    assert "Это уже сделано" in anna.hears()


async def test_two_changes_at_once_are_refused_and_one_confirmed_twice_is_made_once(town: Town) -> None:
    anna = await coordinator(town)
    await sent_to(town, anna, 201)
    await correct(anna)
    message_id, data = anna.button("Исправить у 1 человека")
    await anna.press_data(data, message_id)
    for forged, words in (
        (data, "Это уже сделано"),
        ("bc:correct:1", "уже исправляют"),
        ("bc:recall:1", "уже исправл"),
    ):
        await anna.press_data(forged)
        assert words in anna.hears()


async def test_an_older_confirmation_confirms_nothing(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    await correct(anna, "Первая попытка")
    old = anna.button("Исправить у 1 человека")
    await anna.press("Другой текст")
    await anna.say(RIGHT)
    await anna.press_data(old[1], old[0])
    assert "Такой рассылки у вас нет" in anna.hears()
    await settle(town)
    assert (got(olga), got(olga, "Первая попытка")) == (1, 0)


@pytest.mark.parametrize("forged", ["bc:correct:1", "bc:again:1", "bcchg:start:1", "bcchg:stop:1"])
async def test_what_is_not_theirs_nobody_changes(town: Town, forged: str) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    await correct(anna)
    boris, stranger = await coordinator(town, user_id=104), town.somebody(301)
    await stranger.say("/start")
    await boris.press_data(forged)
    assert "Такой рассылки у вас нет" in boris.hears()
    await stranger.press_data(forged)
    assert stranger.hears()
    await settle(town)
    assert got(olga) == 1


async def test_what_was_not_sent_or_never_was_cannot_be_changed(town: Town) -> None:
    await reader(town, 201)
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    for forged in ("bc:correct:1", "bc:recall:1"):
        await anna.press_data(forged)
        assert "ещё не отправлялась" in anna.hears()
        await anna.press_data(forged.replace("1", "999"))
        assert "Такой рассылки у вас нет" in anna.hears()


async def test_who_coordinates_these_people_no_more_changes_nothing(town: Town) -> None:
    anna = await coordinator(town, "zeya")
    olga = await reader(town, 201, "zeya")
    await write_to(anna, "Мой муниципалитет")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await correct(anna)
    person = await anna.stored()
    assert person
    await town.store.write(move_role, person.id, town)
    await anna.press("Исправить у 1 человека")
    assert "Вы больше не отвечаете за этих людей" in anna.hears()
    await settle(town)
    assert got(olga) == 1


def move_role(tx: Any, person_id: int, town: Town) -> None:
    tx.execute(delete(roles).where(roles.c.person_id == person_id))
    people.grant(tx, person_id, Role(RoleKind.COORDINATOR, "belogorsk"), town.clock())


# Recalling


async def test_a_recalled_broadcast_goes_from_every_chat_and_only_once(town: Town) -> None:
    anna = await coordinator(town)
    readers = await sent_to(town, anna, 201, 202)
    assert "Сообщение исчезнет у 2 человек" in await anna.press("Отозвать")
    await anna.press("Отозвать у 2 человек")
    await settle(town)
    assert [got(who) for who in readers] == [0, 0]
    assert "Рассылка отозвана: 2 из 2" in anna.sees()
    report = await anna.press("К отчёту")
    assert "Отозвана:" in report
    assert "Отозвать" not in anna.buttons()
    for forged in ("bc:recall:1", "bc:correct:1"):
        await anna.press_data(forged)
        assert "Эта рассылка отозвана" in anna.hears()


async def test_copies_older_than_48_hours_stay_and_are_counted(town: Town) -> None:
    anna = await coordinator(town)
    olga = await reader(town, 201)
    viktor = await town.person(202, "Виктор", Purpose.NOTIFICATIONS)
    person = await viktor.stored()
    assert person
    await town.store.write(people.change, person.id, zone="Pacific/Auckland")
    town.clock.move(hours=6)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert (got(olga), got(viktor)) == (1, 0), "it is night in Auckland"
    town.clock.move(hours=14)
    await settle(town)
    assert got(viktor) == 1
    town.clock.move(hours=35)
    assert "у 1 человека" in await anna.press("Отозвать")
    assert "Ещё у 1 оно старше 48 часов" in anna.sees()
    await anna.press("Отозвать у 1 человека")
    await settle(town)
    assert (got(olga), got(viktor)) == (1, 0)
    assert "Рассылка отозвана: 1 из 1\nСтарше 48 часов, удалить нельзя: 1" in anna.sees()


async def test_when_all_copies_are_too_old_there_is_nothing_to_recall(town: Town) -> None:
    anna = await coordinator(town)
    await sent_to(town, anna, 201)
    town.clock.move(hours=49)
    await anna.press("Отозвать")
    assert "Менять нечего" in anna.hears()


async def test_a_recall_stops_the_sending_first(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launches, "CHUNK", 2)
    readers = [await reader(town, user_id) for user_id in range(201, 206)]
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 5 людям")
    await town.deliver()
    assert sum(map(got, readers)) == 2
    await anna.press_data("bc:recall:1")
    assert "Отправка остановится" in anna.sees()
    await anna.press("Отозвать у 2 человек")
    await settle_slowly(town)
    assert [got(who) for who in readers] == [0] * 5
    assert any("Рассылка отозвана: 2 из 2" in message.get("text", "") for message in anna.said())


async def test_who_comes_back_after_a_recall_does_not_get_it(town: Town) -> None:
    anna = await coordinator(town)
    olga = await reader(town, 201)
    viktor = await reader(town, 202)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 2 людям")
    town.world.block(olga.id)
    town.world.take_updates()
    await settle(town)
    town.world.refused.clear()
    await anna.press("Отозвать")
    await anna.press("Отозвать у 1 человека")
    await settle(town)
    town.world.unblock(olga.id)
    await town.settle()
    await settle(town)
    assert (got(olga), got(viktor)) == (0, 0)


# The history


async def test_the_history_has_pages_filters_and_months(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1000)
    monkeypatch.setattr("handlers.broadcasts.results.history.ON_PAGE", 2)
    anna = await coordinator(town)
    await reader(town, 201)
    for _ in range(3):
        await write_to(anna, "Всем, кто подписан")
        await anna.press("Отправить 1 человеку")
        await settle(town)
        town.clock.move(hours=24 * 4)
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await stop(anna)
    await settle(town)
    await anna.say("/broadcast")
    screen = await anna.press("Все рассылки")
    assert "Ваши рассылки: 4" in screen
    assert screen.count("Отправлено") == 2
    assert "24 нояб" in await anna.press("Дальше")
    await anna.press("Чем закончились")
    assert "Ваши рассылки: 1\n\nТолько: остановленные" in await anna.press("остановленные")
    await anna.press("Чем закончились")
    await anna.press("любые")
    await anna.press("За месяц")
    assert anna.buttons() == ["За всё время", "декабрь 2026", "ноябрь 2026"]
    assert "Только: ноябрь 2026" in await anna.press("ноябрь 2026")
    assert "Ваши рассылки: 2" in anna.sees()
    assert "Отчёт о рассылке" in await anna.press("Отчёт")


async def test_a_coordinator_sees_reports_of_their_area_and_changes_none(town: Town) -> None:
    anna, boris = await coordinator(town), await coordinator(town, "zeya", 104)
    await reader(town, 201, "zeya")
    await write_to(anna, "Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await write_to(anna)
    await anna.press_data("bcto:2:municipality:zeya")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    await boris.say("/broadcast")
    assert "Вы пока ничего не отправляли" in await boris.press("Все рассылки")
    screen = await boris.press("Все в моей области")
    assert "Все рассылки вашей области: 1" in screen
    assert "город Зея" in screen
    assert "Отправлено 1 из 1" in await boris.press("Отчёт")
    assert boris.buttons() == ["К рассылкам"]
    await boris.press_data("bc:report:1")
    assert "Такой рассылки у вас нет" in boris.hears()
    await anna.say("/broadcast")
    await anna.press("Все рассылки")
    assert "Все рассылки вашей области: 2" in await anna.press("Все в моей области")


async def test_a_sent_message_is_used_again_as_a_new_draft(town: Town) -> None:
    anna = await coordinator(town)
    [olga] = await sent_to(town, anna, 201)
    await correct(anna)
    await anna.press("Исправить у 1 человека")
    await settle(town)
    await anna.press("К отчёту")
    assert "Кому отправим?" in await anna.press("Отправить ещё раз")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga, RIGHT) == 2


async def test_english_corrects_too(town: Town) -> None:
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    olga = await reader(town, 201)
    await anna.say("/broadcast")
    await anna.say(WORDS)
    await anna.press("Everybody who gets the news")
    await anna.press("Send to 1 person")
    await settle(town)
    await anna.press("Correct the text")
    assert "We correct it for 1 person who already got it" in await anna.say(RIGHT)
    await anna.press("Correct for 1 person")
    await settle(town)
    assert "The text is corrected: 1 of 1" in anna.sees()
    assert got(olga, RIGHT) == 1
    assert counting(anna) == []
