"""Cases for tests of their papers."""

from bot.domain.people import Purpose
from tests.chat import Neighbour, Town
from tests.storage.founders import found


async def case_of(*members: Neighbour, municipality: str | None = "blagoveshchensk") -> int:
    """A founding case of people who are known to the bot."""
    town = members[0].town
    ids = [person.id for who in members if (person := await who.stored())]
    return await town.store.write(found, *ids, municipality=municipality)


async def founder(town: Town, user_id: int = 101, name: str = "Ольга") -> Neighbour:
    return await town.person(user_id, name, Purpose.NOTIFICATIONS)
