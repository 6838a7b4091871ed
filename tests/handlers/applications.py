"""People who prepare an application for a grant."""

import re

from bot.domain.applications.applications import Application
from bot.domain.people import Purpose
from storage.applications import applications
from tests.chat import Neighbour, Town
from tests.handlers.programmes import announce, open_card

SLUG, DEADLINE = "presidential-grants", "2027-03-15T23:30"
AGREED = (Purpose.APPLICATIONS,)


async def begin(town: Town, user_id: int = 101, name: str = "Ольга") -> Neighbour:
    """Somebody whose application for the winter round of the presidential grants is open."""
    await announce(town, SLUG, DEADLINE)
    who = await town.person(user_id, name, *AGREED)
    await open_card(town, who, SLUG)
    await who.press("Наша заявка")
    await who.press("2027-2")
    return who


async def mine(who: Neighbour) -> list[Application]:
    person = await who.stored()
    return await who.town.store.read(applications.of_person, person.id if person else 0)


async def only(who: Neighbour) -> Application:
    found = await mine(who)
    assert len(found) == 1
    return found[0]


async def card(who: Neighbour) -> str:
    await who.say("/applications")
    return await who.press_data(f"app:card:{(await mine(who))[0].id}")


async def add_item(who: Neighbour, text: str, day: str = "") -> str:
    """Add an entry to the checklist, with a day where one is given; shows its card."""
    await card(who)
    await who.press("Что сделать")
    await who.press("Добавить")
    await who.say(text)
    return await (who.say(day) if day else who.press("Без срока"))


async def add_line(who: Neighbour, what: str, quantity: str, price: str, payer: str = "Из гранта") -> str:
    await card(who)
    await who.press("Смета")
    await who.press("Добавить строку")
    await who.say(what)
    await who.say(quantity)
    await who.say(price)
    return await who.press(payer)


async def invitation(who: Neighbour, way: str = "Позвать помощника") -> str:
    """The code of a new link."""
    await card(who)
    await who.press("Кто готовит")
    found = re.search(r"start=app_([\w-]+)", await who.press(way))
    assert found
    return found[1]


async def join(town: Town, who: Neighbour, user_id: int, name: str, way: str = "Позвать помощника") -> Neighbour:
    """Somebody who has joined by a link of `who`."""
    code = await invitation(who, way)
    other = await town.person(user_id, name, *AGREED)
    await other.say(f"/start app_{code}")
    await other.press("Открыть заявку")
    return other
