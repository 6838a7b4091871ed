"""Programmes with dates that a test sets, and people who read of them."""

from bot.domain.grants import Precision, Programme, StageKind
from bot.domain.people import Purpose
from storage import grants
from tests.chat import Neighbour, Town
from tests.moves import reschedule

MOSCOW = "Europe/Moscow"


async def programme(town: Town, slug: str) -> Programme:
    found = await town.store.read(grants.find, slug)
    assert found
    return found


async def announce(
    town: Town,
    slug: str,
    local: str,
    kind: StageKind = StageKind.DEADLINE,
    *,
    forecast: bool = False,
    zone: str = MOSCOW,
) -> None:
    """A coordinator sets the date of a programme's last stage of this kind."""
    stages = [stage for each in (await programme(town, slug)).rounds for stage in each.stages if stage.kind is kind]
    last = max(stages, key=lambda stage: stage.over_at)
    precision = {7: Precision.MONTH, 10: Precision.DAY}.get(len(local), Precision.MINUTE)
    await town.store.write(reschedule, last.id, local, zone, precision, forecast, town.clock())


async def reader(town: Town, user_id: int = 101, *, agreed: bool = True, english: bool = False) -> Neighbour:
    who = await town.person(user_id, "Ольга", *([Purpose.SUBSCRIPTIONS] if agreed else []))
    if english:
        await who.press_data("lang:en")
    return who


async def open_card(town: Town, who: Neighbour, slug: str) -> str:
    return await who.say(f"/start grant_{(await programme(town, slug)).id}")
