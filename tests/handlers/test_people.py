"""The people's desk: the list, a role given and taken, what the person hears, a right that ends in the middle."""

import pytest

from bot.config import Settings
from bot.domain.people import Purpose, Role, RoleKind
from tests.chat import Town
from tests.handlers.log_lines import listen, log_lines
from tests.handlers.people import ADMIN, REGIONAL, ZEYA, ZEYA_CHAIR, administrator, has_work, open_card, roles_of


async def test_a_resident_has_no_such_desk(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    assert "только координаторы" in await olga.say("/people")


async def test_an_administrator_of_the_settings_agrees_to_the_work_first(town: Town, settings: Settings) -> None:
    town.settings = settings.model_copy(update={"admin_ids": frozenset({104})})
    town.restart()
    maria = town.somebody(104, "Мария")
    assert "Согласие: работа координатора" in await maria.say("/people")
    assert "Люди и роли" in await maria.press("Даю согласие")
    assert "Мария" in maria.buttons()
    assert "Администратор по настройкам" in await maria.press("Мария")


async def test_a_role_is_given_with_a_reason_and_the_person_hears_of_it(town: Town) -> None:
    maria, olga = await administrator(town), await town.person(101, "Ольга Петрова", Purpose.SIGN_UPS)
    assert "Ролей нет" in await open_card(maria, "Ольга Петрова")
    await maria.press("Дать роль")
    await maria.press("координатор")
    assert "Почему?" in await maria.say("город Зея")
    assert "координатор, город Зея" in await maria.press("Договорились")
    assert maria.hears() == "Роль дана. Я сообщу об этом человеку."
    assert await roles_of(olga) == {ZEYA}
    await town.deliver()
    assert "Вам дали роль:\n• координатор, город Зея" in olga.sees()
    assert "Кто дал: Мария. Почему: Договорились о работе" in olga.sees()
    assert has_work(olga)
    assert "Работа координатора" in await olga.press("Работа координатора")


async def test_a_coordinator_may_keep_several_municipalities(town: Town) -> None:
    maria, olga = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(maria, "Ольга")
    await maria.press("Дать роль")
    await maria.press("координатор")
    await maria.say("город Зея")
    assert "Какой муниципалитет добавить?" in await maria.press("Добавить муниципалитет")
    await maria.say("город Тында")
    await maria.say("Решение штаба от 20 ноября")
    assert await roles_of(olga) == {ZEYA, Role(RoleKind.COORDINATOR, "tynda")}


async def test_one_of_the_whole_region(town: Town) -> None:
    maria, olga = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(maria, "Ольга")
    await maria.press("Дать роль")
    await maria.press("координатор")
    await maria.press("Вся область")
    await maria.press("Выбрали")
    assert await roles_of(olga) == {REGIONAL}


@pytest.mark.parametrize(("reason", "said"), [("а", "Напишите причину"), ("щ" * 400, "Напишите причину")])
async def test_a_reason_says_something(town: Town, reason: str, said: str) -> None:
    maria, olga = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(maria, "Ольга")
    await maria.press("Дать роль")
    await maria.press("администратор")
    assert said in await maria.say(reason)
    assert not await roles_of(olga)
    await maria.say("нет другого")
    assert await roles_of(olga) == {ADMIN}


async def test_a_role_is_taken_and_the_commands_go(town: Town) -> None:
    maria, anna = await administrator(town), await town.coordinator(103, "Анна")
    await anna.say("/menu")
    await open_card(maria, "Анна")
    assert "перейдёт вам" in await maria.press("Снять: координатор, вся область")
    await maria.press("Попросил сам")
    assert maria.hears() == "Роль снята. Я сообщу об этом человеку."
    assert not await roles_of(anna)
    await town.deliver()
    assert "С вас сняли роль:\n• координатор, вся область" in anna.sees()
    assert not has_work(anna)


async def test_the_work_passes_to_a_colleague_who_was_chosen(town: Town) -> None:
    maria, anna = await administrator(town), await town.coordinator(103, "Анна")
    viktor = await town.coordinator(105, "Виктор")
    await anna.say("/new_event")
    await anna.say("Субботник у школы")
    await open_card(maria, "Анна")
    await maria.press("Снять")
    await maria.press("Передать работу другому")
    assert "Анна" not in maria.buttons()
    assert "перейдёт коллеге: Виктор" in await maria.press("Виктор")
    await maria.press("Попросил сам")
    await town.deliver()
    assert "Раньше ею занимался другой координатор: Анна." in viktor.sees()
    assert "Незаконченная работа, на которую у вас больше нет права, перешла коллегам" in anna.sees()
    assert "передана работа: Виктор" in await maria.say("/audit")


async def test_a_forged_heir_tells_nobodys_name(town: Town) -> None:
    maria, _ = await administrator(town), await town.coordinator(103, "Анна")
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    person = await olga.stored()
    assert person
    await open_card(maria, "Анна")
    await maria.press("Снять")
    await maria.press_data(f"roleheir:choose:{person.id}")
    assert "уже нет" in maria.hears()
    assert "Ольга" not in maria.sees()


async def test_an_administrator_of_the_settings_keeps_their_commands(town: Town, settings: Settings) -> None:
    town.settings = settings.model_copy(update={"admin_ids": frozenset({104})})
    town.restart()
    maria = await town.person(104, "Мария", Purpose.WORK)
    await open_card(maria, "Мария")
    await maria.press("Дать роль")
    await maria.press("председатель ТОС")
    await maria.say("город Зея")
    await maria.press("Выбрали")
    assert has_work(maria)


async def test_the_only_administrator_stays(town: Town) -> None:
    maria = await administrator(town)
    await open_card(maria, "Мария")
    await maria.press("Снять")
    await maria.press("Попросил сам")
    assert "единственный администратор" in maria.hears()
    await maria.say("/privacy")
    await maria.press("Отозвать: работа")
    await maria.press("отозвать")
    assert "единственный администратор" in maria.hears()
    await maria.say("/erase")
    await maria.press("стереть")
    assert "единственный администратор" in maria.hears()
    assert await roles_of(maria) == {ADMIN}


async def test_who_is_removed_in_the_middle_is_refused_and_asked_nothing_more(town: Town) -> None:
    maria, boris = await administrator(town), await administrator(town, 105, "Борис")
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(boris, "Ольга")
    await boris.press("Дать роль")
    await boris.press("администратор")
    message_id, give = boris.button("Договорились")
    await open_card(maria, "Борис")
    await maria.press("Снять")
    await maria.press("Работа закончена")
    await boris.press_data(give, message_id)
    assert "только координаторы" in boris.hears()
    assert "Договорились" not in await boris.say("Договорились")
    assert not await roles_of(olga)


async def test_a_coordinator_gives_chairs_of_their_municipality_alone(town: Town) -> None:
    anna = await town.person(103, "Анна", Purpose.WORK, roles=(ZEYA,))
    await town.person(101, "Ольга", Purpose.SIGN_UPS, roles=(ZEYA_CHAIR,))
    pavel = await town.person(102, "Павел", Purpose.SIGN_UPS, roles=(Role(RoleKind.CHAIR, "tynda"),))
    await anna.say("/people")
    assert "Ольга" in anna.buttons()
    assert "Павел" not in anna.buttons()
    await anna.press("Ольга")
    await anna.press("Снять: председатель ТОС, город Зея")
    await anna.press("Попросил сам")
    assert "уже нет" in anna.sees()
    before = await roles_of(pavel)
    person = await pavel.stored()
    assert person
    for forged in (f"person:card:{person.id}", f"roletake:{person.id}:chair:tynda"):
        await anna.press_data(forged)
    await anna.press_data(f"rolegive:{person.id}:admin")
    await anna.press_data("rolewhy:agreed")
    assert "не вы" in anna.hears()
    assert await roles_of(pavel) == before


async def test_what_was_asked_a_day_ago_is_closed(town: Town) -> None:
    maria = await administrator(town)
    await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(maria, "Ольга")
    await maria.press("Дать роль")
    await maria.press("администратор")
    message_id, why = maria.button("Договорились")
    await maria.say("/menu")
    for old in (why, "rolein:zeya", "roleinp:0", "rolewhynot:moved", "roleheir:choose:1"):
        await maria.press_data(old, message_id)
        assert "уже закрыт" in maria.hears()


async def test_the_list_goes_page_by_page_and_by_kind(town: Town) -> None:
    maria = await administrator(town)
    for number in range(7):
        await town.person(200 + number, f"Сосед {number}", Purpose.SIGN_UPS)
    await maria.say("/people")
    assert [label for label in maria.buttons() if "Сосед" in label] == []
    await maria.press("Найти")
    await maria.press("Кого показать")
    await maria.press("все люди")
    first = maria.buttons()
    await maria.press("Дальше")
    assert "Сосед 5" in maria.buttons()
    await maria.press("← Назад")
    assert maria.buttons() == first


async def test_nobody_is_found_by_strange_words(town: Town) -> None:
    maria = await administrator(town)
    await maria.say("/people")
    await maria.press("Найти")
    assert "Хватит первых букв" in await maria.say("я")
    assert "никого нет" in await maria.say("<b>Атлантида</b>")
    await maria.send("sticker")
    assert "Мария" in (await maria.say("мари"), maria.buttons())[1]


async def test_what_was_done_is_one_line_of_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    listen(caplog, "people")
    maria, _ = await administrator(town), await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await open_card(maria, "Ольга")
    await maria.press("Дать роль")
    await maria.press("администратор")
    await maria.press("Договорились")
    assert [line.split()[:2] for line in log_lines(caplog)] == [["role", "given"]]


async def test_the_list_is_narrowed_to_a_place(town: Town) -> None:
    maria = await administrator(town)
    await town.person(101, "Ольга", Purpose.WORK, roles=(ZEYA,))
    await town.person(102, "Борис", Purpose.WORK, roles=(REGIONAL,))
    await maria.say("/people")
    await maria.press("Найти")
    assert "Где?" in await maria.press("По месту")
    assert "город Зея" in await maria.say("город Зея")
    assert [name for name in maria.buttons() if name in ("Ольга", "Борис", "Мария")] == ["Ольга"]
    await maria.say("/people")
    await maria.press("Найти")
    await maria.press("По месту")
    await maria.press("Вся область")
    assert {*maria.buttons()} & {"Ольга", "Борис", "Мария"} == {"Борис", "Мария"}
