"""Members of a case: one-time invitations, notes together, leaving, removal, and the last member who leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, Table, func, select

from bot.domain.people import Purpose
from storage import papers
from storage.cases import cases
from storage.core import tables
from storage.core.retention import sweep
from tests.chat import Neighbour, Town
from tests.handlers.cases import FOREIGN, begin, invitation, note, share


def count(tx: Connection, table: Table) -> int:
    return tx.scalar(select(func.count()).select_from(table)) or 0


async def test_a_neighbour_joins_by_a_link_after_a_consent_and_the_others_hear(town: Town) -> None:
    olga = await begin(town)
    code = await invitation(olga)
    assert "до 1 декабря 2026" in olga.sees()
    boris = town.somebody(102, "Борис")
    assert "Ольга зовёт вас вести дело вместе" in await boris.say(f"/start case_{code}")
    assert "Согласие: дело о создании ТОС" in await boris.press("Войти в дело")
    assert await boris.stored() is None
    assert "Ведут: Ольга, Борис" in await boris.press("Даю согласие")
    assert boris.hears() == "Вы в деле. Сделанное увидят все участники."
    await town.deliver()
    assert "новый участник: Борис" in olga.sees()


async def test_an_invitation_lets_one_person_in(town: Town) -> None:
    olga = await begin(town)
    code = await invitation(olga)
    boris = await town.person(102, "Борис", Purpose.CASES)
    vera = await town.person(103, "Вера", Purpose.CASES)
    for who in (boris, vera):
        await who.say(f"/start case_{code}")
    await boris.press("Войти в дело")
    await vera.press("Войти в дело")
    assert "уже использовано или устарело" in vera.hears()
    assert "уже использовано или устарело" in await vera.say(f"/start case_{code}")


async def test_an_old_invitation_lets_nobody_in_and_is_swept(town: Town) -> None:
    olga = await begin(town)
    code = await invitation(olga)
    boris = town.somebody(102, "Борис")
    await boris.say(f"/start case_{code}")
    await boris.press("Войти в дело")
    town.clock.move(days=7)
    await boris.press("Даю согласие")
    assert "уже использовано или устарело" in boris.hears()
    assert await boris.stored() is None, "to nothing nobody agrees"
    await town.store.write(sweep, town.clock())
    assert await town.store.read(count, tables.case_invitations) == 0


@pytest.mark.parametrize("payload", ["case_", "case_nothing", "case_" + "x" * 50])
async def test_a_link_that_leads_nowhere_says_so(town: Town, payload: str) -> None:
    assert "Попросите соседа прислать новое" in await town.somebody(101).say(f"/start {payload}")


async def test_who_is_in_already_keeps_the_invitation_for_somebody_else(town: Town) -> None:
    olga = await begin(town)
    code = await invitation(olga)
    await olga.say(f"/start case_{code}")
    await olga.press("Войти в дело")
    assert olga.hears() == "Вы уже в этом деле."
    boris = await town.person(102, "Борис", Purpose.CASES)
    assert "Ольга зовёт вас" in await boris.say(f"/start case_{code}")


async def test_all_members_note_steps_and_hear_of_terms(town: Town) -> None:
    olga, boris = await share(town)
    await note(boris, "headcount", "sent", "5 ноября")
    assert "Отметка: Борис, 24 ноября 2026" in await olga.press_data("cstep:show:1:headcount")
    await town.pass_time(days=9, hours=22)
    assert "Срок скоро" in olga.sees()
    assert "Срок скоро" in boris.sees()


async def test_who_leaves_is_named_no_more_and_the_case_stays(town: Town) -> None:
    olga, boris = await share(town)
    await note(olga, "headcount", "sent", "5 ноября")
    await olga.press_data("case:leave:1")
    assert "Дело останется у соседей" in olga.sees()
    await olga.press("Да, выйти")
    assert "Отметка участника, который вышел" in await boris.press_data("cstep:show:1:headcount")
    assert "Ведёт: Борис" in await boris.press_data("case:card:1")
    await olga.press_data("case:card:1")
    assert FOREIGN in olga.hears()
    before = len(olga.said())
    await town.pass_time(days=30)
    assert len(olga.said()) == before


async def test_the_last_one_who_leaves_is_warned_and_takes_the_case_along(town: Town) -> None:
    olga = await begin(town)
    await note(olga, "group", "done", "5 ноября")
    await invitation(olga)
    assert "Дело исчезнет целиком" in await olga.press_data("case:leave:1")
    await olga.press("Да, выйти")
    for table in (tables.cases, tables.case_members, tables.case_steps, tables.case_invitations):
        assert await town.store.read(count, table) == 0
    before = len(olga.said())
    await town.pass_time(days=60)
    assert len(olga.said()) == before


async def test_the_oldest_member_takes_another_out_who_hears_of_it(town: Town) -> None:
    olga, boris = await share(town)
    await olga.press_data("case:members:1")
    assert "Борис — с 24 ноября 2026" in olga.sees()
    assert "Убрать из дела: Борис?" in await olga.press("Убрать: Борис")
    assert "Борис" not in await olga.press("Да, убрать")
    await town.deliver()
    assert "Вы больше не участник дела" in boris.sees()
    await boris.press_data("cstep:done-0:1:group")
    assert FOREIGN in boris.hears()


async def test_a_younger_member_takes_nobody_out(town: Town) -> None:
    _, boris = await share(town)
    await boris.press_data("case:members:1")
    assert not any("Убрать" in label for label in boris.buttons())
    host = (await town.store.read(cases.get, 1)).members[0].person_id  # type: ignore[union-attr]
    await boris.press_data(f"cmember:sure:1:{host}")
    case = await town.store.read(cases.get, 1)
    assert case
    assert len(case.members) == 2


async def test_a_removed_member_who_is_answering_is_told(town: Town) -> None:
    olga, boris = await share(town)
    await boris.press_data("cstep:done:1:group")
    await olga.press_data("case:members:1")
    await olga.press("Убрать: Борис")
    await olga.press("Да, убрать")
    assert FOREIGN in await boris.say("5 ноября")
    assert "Этот шаг ещё впереди" in await olga.press_data("cstep:show:1:group")


async def test_erasing_leaves_the_shared_case_to_the_others(town: Town) -> None:
    olga, boris = await share(town)
    await note(olga, "group", "done", "5 ноября")
    assert "Из 1 общего дела о создании ТОС вы выйдете" in await olga.say("/erase")
    await olga.press("Да, стереть всё")
    assert "Сделано 5 ноября" in await boris.press_data("cstep:show:1:group")
    case = await town.store.read(cases.get, 1)
    assert case
    assert [each.name for each in case.members] == ["Борис"]
    await town.pass_time(minutes=1)
    assert timedelta() < town.clock() - case.touched_at


async def test_a_name_and_a_telephone_go_with_their_owner_and_the_rest_stays(town: Town) -> None:
    olga, boris = await share(town)
    await answer(town, olga, authorised="Сидорова Ольга Ивановна", phone="8 914 555-12-34", territory="двор")
    await answer(town, boris, meeting_place="у входа, спросить 914 555 12 34", body="Дума")
    said = await olga.say("/erase")
    assert "Уйдёт вместе с вами: Кто подаёт, Телефон, Где собрание." in said
    assert "Остальные ответы и отметки о шагах останутся соседям без вашего имени" in said
    await olga.press("Да, стереть всё")
    assert await answered(town) == {"territory", "body"}
    await town.deliver()
    heard = boris.sees()
    assert "вышел участник" in heard
    assert "Ольга" not in heard
    assert "ушли ответы для бумаг: Кто подаёт, Телефон, Где собрание" in heard
    assert boris.buttons()[0] == "Бумаги"


async def test_leaving_says_the_same_and_a_guest_without_answers_takes_nothing(town: Town) -> None:
    olga, boris = await share(town)
    await answer(town, olga, phone="8 914 555-12-34")
    assert "Имён, телефонов и адресов от вас там нет" in await boris.press_data("case:leave:1")
    await boris.press("Да, выйти")
    await town.deliver()
    assert "Ответы для бумаг все на месте" in olga.sees()
    assert await answered(town) == {"phone"}


async def answer(town: Town, who: Neighbour, **values: str) -> None:
    person = await who.stored()
    assert person
    for question, value in values.items():
        await town.store.write(papers.save, 1, person.id, question, value, 0, (), town.clock())


async def answered(town: Town) -> set[str]:
    return await town.store.read(lambda tx: {row.question for row in tx.execute(select(tables.case_answers))})


async def test_the_others_hear_of_a_meeting_and_that_coordinators_may_look(town: Town) -> None:
    olga, boris = await share(town)
    await olga.press_data("case:plan:1")
    await olga.say("20 декабря в 18:00")
    await town.deliver()
    assert "Назначили собрание: вс, 20 декабря 2026, 18:00." in boris.sees()
    await olga.press_data("case:list:1")
    await town.deliver()
    assert "показали координаторам ТОС" in boris.sees()
    assert "не видят" in await boris.press("Скрыть от координаторов")
    assert "Показать дело координаторам" in boris.buttons()
