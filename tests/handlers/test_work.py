"""A coordinator's work: one button of the main menu leads to all desks."""

from bot.domain.people import Purpose
from tests.chat import Town
from tests.handlers.people import ZEYA, administrator
from tests.handlers.questions import ask, resident

MOST_BUTTONS = 8


async def test_the_menu_of_a_coordinator_stays_short(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/menu")
    assert len(anna.buttons()) <= MOST_BUTTONS


async def test_every_desk_opens_from_the_work_and_the_way_leads_back(town: Town) -> None:
    for who in (await town.coordinator(), await administrator(town)):
        await who.say("/menu")
        await who.press("Работа координатора")
        desks = who.buttons()
        assert len(desks) <= MOST_BUTTONS
        for desk in desks:
            await who.say("/work")
            work = who.sees()
            assert await who.press(desk) != work
            assert len(who.buttons()) <= MOST_BUTTONS


async def test_an_administrator_finds_the_audit_in_the_care_for_the_bot(town: Town) -> None:
    maria = await administrator(town)
    await maria.say("/work")
    await maria.press("Бот и журнал")
    assert "Журнал" in await maria.press("Журнал")


async def test_help_names_what_a_coordinator_and_an_administrator_may_do(town: Town) -> None:
    olga, anna, maria = town.somebody(101), await town.coordinator(), await administrator(town)
    assert "/work" not in await olga.say("/help")
    assert "/setup" not in await anna.say("/help")
    assert "/work" in anna.sees()
    assert "/setup" in await maria.say("/help")


async def test_a_long_list_of_people_or_of_questions_has_eight_buttons_a_page(town: Town) -> None:
    maria = await administrator(town)
    for number in range(9):
        await ask(await resident(town, 400 + number), f"Где взять ключ {number}?")
    for number in range(9):
        await town.person(300 + number, f"Анна {number}", Purpose.WORK, roles=(ZEYA,))
    for command in ("/people", "/questions", "/catalogue", "/law"):
        await maria.say(command)
        assert len(maria.buttons()) <= MOST_BUTTONS
        await maria.press("Дальше")
        assert len(maria.buttons()) <= MOST_BUTTONS, command


async def test_a_resident_has_no_such_work(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/menu")
    assert "Работа координатора" not in olga.buttons()
    assert "только координаторы" in (await olga.say("/work"))
