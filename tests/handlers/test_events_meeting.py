"""The evening of a founding meeting: its event comes from the case, its door drives the quorum of the papers."""

from bot.domain.people import Purpose, Role, RoleKind
from storage.cases import interview_answers
from storage.events import attendance
from tests.chat import Neighbour, Town
from tests.handlers.cases import invitation
from tests.handlers.events import ADMIN, guests

OF_ZEYA = Role(RoleKind.COORDINATOR, "zeya")


async def founder(town: Town) -> Neighbour:
    """A coordinator of Zeya who has begun a case with a meeting in three days."""
    olga = await town.person(101, "Ольга", Purpose.CASES, Purpose.WORK, roles=(OF_ZEYA,))
    await olga.press_data("casenew:begin:zeya")
    await olga.press_data("case:plan:1")
    await olga.say("27 ноября в 18:00")
    return olga


async def with_event(town: Town) -> Neighbour:
    olga = await founder(town)
    assert "Где встречаемся" in await olga.press("Запись и вход на собрание")
    assert "27 ноября 2026, 18:00" in await olga.say("Клуб на Мухина")
    await olga.press("Опубликовать")
    return olga


async def begins(town: Town, olga: Neighbour) -> None:
    """The evening comes, and the residents of the territory are 30, with teenagers 33."""
    town.clock.move(days=3, hours=5)
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    await olga.say("30")
    await olga.say("33")


async def test_who_is_let_in_counts_for_the_quorum_once(town: Town) -> None:
    olga = await with_event(town)
    await guests(town, 1, "Яна", "Борис", "Глеб")
    await begins(town, olga)
    await olga.press_data("evdoor:walkin:1")
    await olga.say("Пётр, Мария")
    await olga.press_data("evdoor:outsiders:1")
    await olga.say("Глава района")
    for number in (1, 2, 3):
        await town.store.write(attendance.tick, 1, number, True, ADMIN, town.clock())
    assert "Борис" in await olga.press_data("evcounts:1:2:nobody")
    assert "Житель-подросток" in await olga.press_data("evcounts:1:3:younger")
    await olga.press_data("evdoor:open:1")
    tally = await olga.press("Кворум")
    assert "пришло 3 из 30" in tally, "Yana and two without a sign-up"
    assert "пришло 4 из 33" in tally, "and Gleb; the guests count for nobody"
    assert "Из них 4 отмечены на входе" in tally
    for label in ("+5", "+1", "+1"):
        await olga.press(f"{label} от 18 лет")
    assert "✅ Кворум есть" in olga.sees()
    await olga.press_data("evin:1:1:0")
    assert "пришло 9 из 30" in await olga.press_data("tally:1"), "who is let out does not count"
    await olga.press("Закончить счёт")
    await olga.press("Записать в протокол")
    answers = await town.store.read(interview_answers.all_of, 1)
    assert (answers["present"].value, answers["present_young"].value) == (9, 10)
    assert "Протокол" in await olga.press("Голоса по вопросам")


async def test_the_event_is_made_once_and_follows_the_meeting(town: Town) -> None:
    olga = await with_event(town)
    [yana] = await guests(town, 1, "Яна")
    await olga.press_data("evmeet:1")
    assert "Клуб на Мухина" in olga.sees()
    await olga.press_data("case:meeting:1")
    await olga.say("28 ноября в 12:00")
    await town.pass_time(minutes=6)
    assert any("Новое время: сб, 28 ноября 2026, 12:00" in each.get("text", "") for each in yana.said())


async def test_only_a_coordinator_in_the_case_makes_its_event(town: Town) -> None:
    olga = await founder(town)
    code = await invitation(olga)
    vera = await town.person(102, "Вера", Purpose.CASES)
    await vera.press_data("evmeet:1")
    assert "нет" in vera.hears()
    await vera.say(f"/start case_{code}")
    await vera.press("Войти в дело")
    await vera.press_data("evmeet:1")
    assert "открывает координатор" in vera.hears()
    assert await town.store.read(lambda tx: tx.exec_driver_sql("SELECT count(*) FROM events").scalar()) == 0
