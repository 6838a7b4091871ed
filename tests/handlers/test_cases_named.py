"""Somebody who is named in the papers of a case and wants to be out of them."""

from sqlalchemy import Connection, select

from bot.domain.people import Purpose, Role, RoleKind
from storage.core import tables
from storage.core.tables import pending_scrubs
from tests.chat import Neighbour, Town
from tests.handlers.cases import FOREIGN, begin, share
from tests.handlers.papers import answered, kept

PETR = "Сидоров Пётр Ильич"


def entries(tx: Connection) -> list[tuple[str, str, str]]:
    chosen = select(tables.audit.c.act, tables.audit.c.scope, tables.audit.c.reason)
    return [tuple(row) for row in tx.execute(chosen.where(tables.audit.c.act == "taken-out"))]


async def named(town: Town) -> None:
    await answered(town, tos_chair=PETR, group_chair="Лыкова Анна Ильинична", phone="8 924 555-66-77")
    await answered(town, borders="дом, где живёт Пётр Сидоров, и сквер")


async def coordinator(town: Town, scope: str) -> Neighbour:
    role = Role(RoleKind.COORDINATOR, scope)
    return await town.person(150, "Раиса", Purpose.WORK, Purpose.NOTIFICATIONS, roles=(role,))


async def test_a_member_takes_out_a_neighbour_and_the_others_hear_which_answers_went(town: Town) -> None:
    olga, boris = await share(town)
    await named(town)
    await olga.press_data("case:more:1")
    await olga.press("Убрать имя из бумаг")
    assert "По одному слову" in await olga.say("Сидоров")
    shown = await olga.say("сидоров петр")
    assert "Нашлось в 1 деле" in shown
    assert PETR not in shown
    assert "убрано 2 ответа" in await olga.press("Человек попросил")
    assert [await kept(town, each) for each in ("tos_chair", "borders")] == [None, None]
    assert await kept(town, "group_chair") == "Лыкова Анна Ильинична"
    await town.deliver()
    assert "по просьбе убрали человека" in boris.sees()
    assert "председатель" in boris.sees().casefold()
    assert await town.store.read(entries) == [("taken-out", "region", "Человек попросил")]
    assert await town.store.read(lambda tx: tx.execute(select(pending_scrubs)).first())
    await olga.press("Поискать ещё")
    assert "Нашлось" in await olga.say("+7 (924) 555 66 77")
    await olga.press("Вписали по ошибке")
    assert await kept(town, "phone") is None


async def test_a_coordinator_takes_somebody_out_of_the_cases_of_the_scope_without_reading_them(town: Town) -> None:
    olga = await begin(town, slug="belogorsk")
    await named(town)
    raisa = await coordinator(town, "belogorsk")
    await raisa.say("/cases")
    await raisa.press("Убрать имя из бумаг")
    assert "В ответах этого нет" in await raisa.say("Никто Никитин")
    shown = await raisa.say(PETR)
    assert "Лыкова" not in shown
    await raisa.press("Человек попросил")
    assert await kept(town, "tos_chair") is None
    await town.deliver()
    assert "по просьбе убрали человека" in olga.sees()
    assert await town.store.read(entries) == [("taken-out", "belogorsk", "Человек попросил")]


async def test_cases_of_other_places_are_not_searched(town: Town) -> None:
    await begin(town, slug="zeya")
    await named(town)
    raisa = await coordinator(town, "belogorsk")
    await raisa.press_data("snamed:ask")
    assert "В ответах этого нет" in await raisa.say(PETR)
    assert FOREIGN in await raisa.press_data("cnamed:ask:1") or FOREIGN in raisa.hears()


async def test_an_answer_that_was_changed_meanwhile_stays(town: Town) -> None:
    olga = await begin(town)
    await named(town)
    await olga.press_data("cnamed:ask:1")
    await olga.say(PETR)
    await answered(town, tos_chair="Лыкова Анна Ильинична")
    await olga.press("Человек попросил")
    assert await kept(town, "tos_chair") == "Лыкова Анна Ильинична"
    assert await kept(town, "borders") is None
    assert "уже закрыт" in (await olga.press_data("cnamed:asked:1") + olga.hears())
