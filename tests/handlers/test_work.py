"""A coordinator's work: one button of the main menu leads to all desks."""

from tests.chat import Town

MOST_BUTTONS = 8


async def test_the_menu_of_a_coordinator_stays_short(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/menu")
    assert len(anna.buttons()) <= MOST_BUTTONS


async def test_every_desk_opens_from_the_work_and_the_way_leads_back(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/menu")
    await anna.press("Работа координатора")
    desks = anna.buttons()
    assert len(desks) <= MOST_BUTTONS
    for desk in desks:
        await anna.say("/work")
        work = anna.sees()
        assert await anna.press(desk) != work


async def test_a_resident_has_no_such_work(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/menu")
    assert "Работа координатора" not in olga.buttons()
    assert "только координаторы" in (await olga.say("/work"))
