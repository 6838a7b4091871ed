"""Steps at the desk of the catalogue: a coordinator opens a programme, enters a date up to its review."""

from bot.domain.people import Purpose, Role, RoleKind
from tests.chat import Neighbour, Town
from tests.handlers.programmes import programme

SOURCE = "https://президентскиегранты.рф/news/1"


async def coordinator_of(town: Town, scope: str, user_id: int = 104) -> Neighbour:
    return await town.person(user_id, "Галина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, scope),))


async def open_programme(town: Town, who: Neighbour, slug: str) -> str:
    await who.say("/catalogue")
    return await who.press_data(f"catp:card:{(await programme(town, slug)).id}")


async def open_round(town: Town, who: Neighbour, slug: str, season: str) -> str:
    await open_programme(town, who, slug)
    return await who.press(f"Сезон {season}")


async def enter_date(
    who: Neighbour, typed: str, *, zone: str = "Москве", sure: str = "Объявлено", source: str = SOURCE
) -> str:
    """Answer the questions about a date that was asked for, up to the review."""
    await who.say(typed)
    if "По каким часам" in who.sees():
        await who.press(zone)
    await who.press(sure)
    await who.say(source)
    return await who.press("Сегодня")
