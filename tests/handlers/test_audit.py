"""The audit: who did what, why; one kind, one person, a time; a table; the names of those who left."""

import pytest

from bot.domain.audit import Act, AuditSubject
from bot.domain.people import Purpose, Role, RoleKind
from bot.i18n import Translator
from tests.chat import Neighbour, Town
from tests.handlers.people import ZEYA, ZEYA_CHAIR, administrator, invite, open_card


async def give_role(maria: Neighbour, name: str, reason: str = "Решение штаба") -> None:
    await open_card(maria, name)
    await maria.press("Дать роль")
    await maria.press("администратор")
    await maria.say(reason)


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_act_and_every_subject_has_words(locale: str) -> None:
    tr = Translator(locale)
    assert all(tr.plain(f"act-{act}") for act in Act)
    assert all(tr.plain(f"act-on-{subject}") for subject in AuditSubject)


async def test_an_act_is_read_with_its_reason(town: Town) -> None:
    maria, _ = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await give_role(maria, "Ольга")
    said = await maria.say("/audit")
    assert "Мария\nдана роль: администратор, вся область\nО ком: Ольга\nПочему: Решение штаба" in said


async def test_who_left_keeps_a_number_and_no_name(town: Town) -> None:
    maria, olga = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await give_role(maria, "Ольга")
    person = await olga.stored()
    assert person
    await olga.say("/erase")
    await olga.press("стереть")
    said = await maria.say("/audit")
    assert f"О ком: человек, который ушёл (№ {person.id})" in said
    assert "Ольга" not in said


async def test_it_is_read_by_kind_by_person_and_by_time(town: Town) -> None:
    maria, _ = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await give_role(maria, "Ольга")
    await invite(maria)
    await maria.say("/audit")
    await maria.press("Что")
    assert "открыты чужие данные: человек" in await maria.press("чужие данные")
    await maria.press("Что")
    assert "Записей нет" in await maria.press("всё остальное")
    await maria.press("Что")
    assert "дана роль" in await maria.press("роли и приглашения")
    await open_card(maria, "Ольга")
    said = await maria.press("Журнал по человеку")
    assert "дана роль" in said
    assert "сделано приглашение" not in said
    assert "сделано приглашение" in await maria.press("Показать всех людей")
    town.clock.move(days=10)
    await maria.say("/audit")
    await maria.press("Когда")
    assert "Записей нет" in await maria.press("за неделю")


async def test_pages_lead_to_older_acts_and_back(town: Town) -> None:
    maria = await administrator(town)
    for number in range(8):
        await town.somebody(200 + number).say(f"/start role_guess{number}")
    first = await maria.say("/audit")
    assert first.count("неизвестное приглашение") == 6
    assert (await maria.press("Раньше")).count("неизвестное приглашение") == 2
    assert await maria.press("К новым") == first


async def test_a_coordinator_reads_their_scope_alone(town: Town) -> None:
    maria = await administrator(town)
    anna = await town.person(103, "Анна", Purpose.WORK, roles=(ZEYA,))
    await town.person(101, "Ольга", Purpose.SIGN_UPS, roles=(ZEYA_CHAIR, Role(RoleKind.CHAIR, "tynda")))
    await open_card(maria, "Ольга")
    await maria.press("Снять: председатель ТОС, город Тында")
    await maria.press("Попросил сам")
    assert "Записей нет" in await anna.say("/audit")
    await maria.press("Снять: председатель ТОС, город Зея")
    await maria.press("Работа закончена")
    said = await anna.say("/audit")
    assert "снята роль: председатель ТОС, город Зея" in said
    assert "Тында" not in said
    olga = town.somebody(101)
    assert "только координаторы" in await olga.say("/audit")


async def test_the_table_has_what_is_shown(town: Town) -> None:
    maria, _ = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await give_role(maria, "Ольга", "=1+1")
    await maria.say("/audit")
    assert "Строк: 2" in await maria.press("Таблица")
    assert maria.said()[-1]["document"]["file_name"] == "audit.xlsx"
