"""Steps at the people's desk that several tests take."""

from bot.domain.people import Purpose, Role, RoleKind
from tests.chat import Neighbour, Town
from tests.storage.apollinaria import menu

ADMIN, REGIONAL = Role(RoleKind.ADMIN), Role(RoleKind.COORDINATOR)
ZEYA, ZEYA_CHAIR = Role(RoleKind.COORDINATOR, "zeya"), Role(RoleKind.CHAIR, "zeya")


async def administrator(town: Town, user_id: int = 104, name: str = "Мария") -> Neighbour:
    return await town.person(user_id, name, Purpose.WORK, roles=(ADMIN,))


async def roles_of(who: Neighbour) -> frozenset[Role]:
    person = await who.stored()
    return person.roles if person else frozenset()


async def open_card(who: Neighbour, name: str) -> str:
    """Find somebody by name and open their card."""
    await who.say("/people")
    await who.press("Найти")
    await who.say(name)
    return await who.press(name)


async def invite(who: Neighbour, kind: str = "администратор", *where: str) -> str:
    """Make an invitation; the payload of its link."""
    await who.say("/people")
    await who.press("Пригласить")
    await who.press(kind)
    for place in where:
        await who.say(place)
    await who.press("Договорились")
    return who.sees(-2).split("?start=")[1].split()[0]


def has_work(who: Neighbour) -> bool:
    """The person's command menu is a coordinator's."""
    return "Работа координатора" in menu(who)
