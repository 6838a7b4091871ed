"""Events that a test makes, their coordinators and their guests."""

from datetime import UTC, timedelta

from bot.domain.people import Purpose, Role, RoleKind
from storage.events import events, queue
from tests.chat import Neighbour, Town

ADMIN = frozenset({Role(RoleKind.ADMIN)})
OF_ZEYA, OF_TYNDA = Role(RoleKind.COORDINATOR, "zeya"), Role(RoleKind.COORDINATOR, "tynda")


async def make_event(town: Town, title: str = "Субботник", seats: int | None = 2, **away: float) -> int:
    """Publish an event, three days ahead unless `away` says otherwise. Return its id."""
    starts = (town.clock() + timedelta(**(away or {"days": 3}))).astimezone(UTC).replace(tzinfo=None)
    _, event_id = await town.store.write(events.draft, ADMIN, title, None, "UTC", None, town.clock())
    for field, value in {"starts_local": starts, "place": "Двор", "seats": seats}.items():
        await town.store.write(events.change, event_id, ADMIN, field, value, town.clock())
    await town.store.write(events.publish, event_id, ADMIN, town.clock())
    return event_id


async def draft(town: Town) -> Neighbour:
    """A coordinator who has answered every question about an event and sees its review card."""
    anna = await town.coordinator()
    assert "Как назовём" in await anna.say("/new_event")
    assert "Когда начало" in await anna.say("Субботник <b>& Ко</b>")
    assert "Где встречаемся" in await anna.say("завтра в 18:30")
    assert "Сколько мест" in await anna.say("Двор дома 12")
    assert "Расскажите" in await anna.say("20")
    assert "Что это будет" in await anna.say("Перчатки дадим")
    assert "Сколько продлится" in await anna.press("Субботник")
    assert "Проверьте" in await anna.press("Не знаю")
    return anna


async def coordinator_of(town: Town, *roles: Role) -> Neighbour:
    return await town.person(110, "Нина", Purpose.WORK, roles=roles)


async def guests(town: Town, event_id: int, *names: str) -> list[Neighbour]:
    """People who sign up one after another, a second apart; the last ones join the waitlist."""
    found = []
    for number, name in enumerate(names):
        who = await town.person(200 + number, name, Purpose.SIGN_UPS)
        await who.say(f"/start event_{event_id}")
        await who.press("очередь" if "Мест нет" in who.sees() else "Записаться")
        town.clock.move(seconds=1)
        found.append(who)
    return found


async def by_day(town: Town, seats: int = 1, **away: float) -> int:
    """An event as of `make_event`, at an hour that is day for its clock (UTC) and for its guests. Return its id."""
    town.clock.move(hours=7)
    return await make_event(town, "Субботник", seats, **away)


async def seats_pass_on(town: Town, **by: float) -> None:
    """Time moves on, seats whose hold is over pass on, and what is due is sent."""
    town.clock.move(**by)
    await town.store.write(queue.release, town.clock())
    await town.deliver()


def calendar_file(town: Town, who: Neighbour) -> str:
    """The text of the calendar file that somebody was sent last."""
    return town.world.files.get(who.said()[-1]["document"]["file_id"]).content.decode()
