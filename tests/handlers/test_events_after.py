"""The morning after an event: thanks, ratings, certificates, and the numbers for a report."""

import zipfile
from io import BytesIO

from docx import Document
from sqlalchemy import update

from storage.core.retention import sweep
from storage.core.tables import consents, events
from storage.events import attendance
from tests.chat import Neighbour, Town
from tests.handlers.events import ADMIN, OF_ZEYA, coordinator_of, guests, make_event


async def was_held(town: Town, *names: str) -> tuple[int, list[Neighbour]]:
    """An event of two hours from 17:00 UTC today whose guests all came but the last one; it has just begun."""
    event_id = await make_event(town, "Субботник", 9, hours=14)
    await town.store.write(lambda tx: tx.execute(update(events).values(minutes=120)))
    found = await guests(town, event_id, *names)
    town.clock.move(hours=14)
    for number in range(1, len(names)):
        await town.store.write(attendance.tick, event_id, number, True, ADMIN, town.clock())
    return event_id, found


async def morning_after(town: Town) -> None:
    town.clock.move(hours=18)
    for _ in range(2):
        await town.store.write(sweep, town.clock())
        await town.deliver()


def told(who: Neighbour) -> int:
    """The number of thanks that somebody got."""
    return sum("Спасибо, что пришли" in each.get("text", "") for each in who.said())


def file_of(town: Town, who: Neighbour) -> bytes:
    content: bytes = town.world.files.get(who.said()[-1]["document"]["file_id"]).content
    return content


async def test_those_who_came_are_thanked_once_and_rate_the_event(town: Town) -> None:
    _, [yana, boris, gleb] = await was_held(town, "Яна Белова", "Борис", "Глеб")
    await town.store.write(sweep, town.clock())
    await town.deliver()
    assert told(yana) == 0, "the same evening is too early"
    await morning_after(town)
    assert told(yana) == 1
    assert told(gleb) == 0, "who did not come is not thanked"
    assert "Ваша оценка: 5" in await yana.press("5")
    assert "Имени под словами не будет" in await yana.say("Мало лавок & чая")
    assert "Ваша оценка: 2" in await boris.press("2")
    assert "Ваша оценка: 4" in await boris.press_data("evstars:1:4")
    await gleb.press_data("evstars:1:1")
    assert "отметили на входе" in gleb.hears()
    anna = await town.coordinator()
    await anna.say("/start event_1")
    results = await anna.press("Итоги")
    assert "Средняя оценка: 4,5 (оценок: 2)" in results
    words = await anna.press("Слова гостей: 1")
    assert "5 из 5. Мало лавок & чая" in words
    assert "Яна" not in words
    nina = await coordinator_of(town, OF_ZEYA)
    for data in ("evres:open:1", "evres:xlsx:1", "evwords:1:0"):
        await nina.press_data(data)
        assert "не ваше мероприятие" in nina.hears()


async def test_a_guest_ticked_later_is_thanked_within_three_days(town: Town) -> None:
    event_id, [_, gleb] = await was_held(town, "Яна", "Глеб")
    await morning_after(town)
    await town.store.write(attendance.tick, event_id, 2, True, ADMIN, town.clock())
    await town.store.write(sweep, town.clock())
    await town.deliver()
    assert told(gleb) == 1


async def test_the_numbers_for_a_report_stay_when_people_leave(town: Town) -> None:
    event_id, [yana, _, _] = await was_held(town, "Яна Белова", "Борис", "Глеб")
    await morning_after(town)
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    numbers = ("Записалось: 3", "Пришло: 2", "Впервые на наших мероприятиях: 2", "Человеко-часов: 4")
    seen = await anna.press("Итоги")
    assert [each for each in numbers if each not in seen] == []
    await anna.press("Скачать в Excel")
    with zipfile.ZipFile(BytesIO(file_of(town, anna))) as table:
        cells = table.read("xl/worksheets/sheet1.xml").decode()
    assert 'Пришло, человек</t></is></c><c r="B6"><v>2</v>' in cells
    assert 'Человеко-часов</t></is></c><c r="B10"><v>4</v>' in cells
    await yana.say("/erase")
    await yana.press("стереть")
    assert await yana.stored() is None
    again = await anna.press_data(f"evres:open:{event_id}")
    assert [each for each in numbers if each not in again] == []


async def test_a_certificate_has_a_number_and_a_link_that_anybody_can_check(town: Town) -> None:
    event_id, [yana, boris, gleb] = await was_held(town, "Яна Белова", "Борис", "Глеб")
    await morning_after(town)
    await yana.press("Получить сертификат")
    await yana.press("Яна Белова")
    paper = "\n".join(each.text for each in Document(BytesIO(file_of(town, yana))).paragraphs)
    assert "Яна Белова" in paper
    assert "Участие в мероприятии «Субботник»" in paper
    code = paper.split("№ ")[1].split()[0]
    assert f"start=cert_{code}" in paper
    vera = await town.person(300, "Вера")
    assert "Сертификат настоящий" in await vera.say(f"/start cert_{code}")
    assert "Такого сертификата нет" in await vera.say("/start cert_m0123")
    await boris.press("Получить сертификат")
    await boris.say("Борис Ильин")
    await gleb.press_data(f"evafter:paper:{event_id}")
    assert "отметили на входе" in gleb.hears()
    await gleb.press_data(f"evafter:own:{event_id}")
    assert "отметили на входе" in gleb.hears()
    await yana.press_data(f"evafter:paper:{event_id}")
    await yana.say("Яна Белова-Ильина")
    assert "Яна Белова-Ильина" in await vera.say(f"/start cert_{code}"), "the number stays, the name is corrected"


async def test_who_signed_up_under_older_words_is_asked_before_rating(town: Town) -> None:
    _, [yana, _] = await was_held(town, "Яна", "Глеб")
    await morning_after(town)
    await town.store.write(lambda tx: tx.execute(update(consents).values(version="2026-11")))
    assert "Согласие: запись на мероприятия" in await yana.press_data("evstars:1:3")
    assert "Ваша оценка: 3" in await yana.press("Даю согласие")
