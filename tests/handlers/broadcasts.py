"""Steps of the people in a broadcast: authors, readers, and the job that sends."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.domain.people import REGION, Purpose, Role, RoleKind
from handlers.broadcasts import go_on, take_in
from storage.events import events
from storage.people import people
from tests.chat import Neighbour, Town

ADMIN = frozenset({Role(RoleKind.ADMIN)})
WORDS = "Завтра субботник, берите перчатки"
NEWS_OFF = "Больше не присылать новости"
EVERYBODY = "Всем, кто подписан"
ALBUM = "77"
CHANGE = "Изменить получателей"


async def reader(town: Town, user_id: int, municipality: str | None = None) -> Neighbour:
    """Somebody who agreed to hear the news."""
    who = await town.person(user_id, f"Житель {user_id}", Purpose.NOTIFICATIONS)
    person = await who.stored()
    assert person
    await town.store.write(people.change, person.id, municipality=municipality)
    return who


async def coordinator(town: Town, scope: str = REGION, user_id: int = 103) -> Neighbour:
    """A coordinator who does not read the news."""
    return await town.person(user_id, "Анна", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, scope),))


async def make_event(
    town: Town, title: str = "Субботник", municipality: str | None = None, seats: int = 1, hours: float = 72
) -> int:
    """Publish an event. Return its id."""

    def make(tx: Any) -> int:
        _, event_id = events.draft(tx, ADMIN, title, municipality, "UTC", None, town.clock())
        starts = (town.clock() + timedelta(hours=hours)).replace(tzinfo=None)
        for field, value in {"starts_local": starts, "place": "Двор", "seats": seats}.items():
            events.change(tx, event_id, ADMIN, field, value, town.clock())
        events.publish(tx, event_id, ADMIN, town.clock())
        return event_id

    return await town.store.write(make)


async def tick(town: Town) -> None:
    """Run the job of every two seconds, then the outbox worker."""
    await go_on(town.app.bot, town.store, town.app.texts, town.clock())
    await town.deliver()


async def settle(town: Town) -> None:
    """Tick until the broadcast is sent, counted, finished and reported."""
    for _ in range(3):
        await tick(town)


async def write_to(anna: Neighbour, *labels: str, words: str = WORDS) -> str:
    """Write a message and choose its audience. Return the review."""
    await anna.say("/broadcast")
    await anna.say(words)
    for label in labels:
        await anna.press(label)
    return anna.sees()


async def stop(anna: Neighbour) -> str:
    """Stop the broadcast and confirm it."""
    await anna.press("Остановить")
    return await anna.press("Остановить")


def got(who: Neighbour, words: str = WORDS) -> int:
    """Count the copies of the words in a chat."""
    return sum(message.get("text") == words for message in who.said())


def own_message(anna: Neighbour) -> int:
    """The newest message that the person wrote themselves."""
    written = [message for message in anna.town.world.messages(anna.id) if not message["from"]["is_bot"]]
    return int(written[-1]["message_id"])


def shown_message(anna: Neighbour, words: str = WORDS) -> int:
    """The newest copy that the author was shown; readers get copies of that copy."""
    return int([message for message in anna.said() if message.get("text") == words][-1]["message_id"])


def counting(anna: Neighbour) -> list[str]:
    """The progress texts in the chat, oldest first; a running broadcast edits one message."""
    return [message["text"] for message in anna.said() if "Отправлено" in message.get("text", "")]


def buttons_under(who: Neighbour, words: str = WORDS) -> list[dict[str, str]]:
    """The buttons under the newest copy of the words."""
    copies = [message for message in who.said() if message.get("text") == words]
    return [each for row in copies[-1].get("reply_markup", {}).get("inline_keyboard", []) for each in row]


async def at(anna: Neighbour, typed: str, *labels: str) -> str:
    """Write a broadcast to everybody for a typed moment. Return the review."""
    await write_to(anna, *(labels or (EVERYBODY,)))
    await anna.press("Когда отправить")
    await anna.press("В день и час")
    return await anna.say(typed)


async def rename(town: Town, user_id: int, name: str) -> None:
    person = await Neighbour(town, user_id).stored()
    assert person
    await town.store.write(people.change, person.id, name=name)


async def send_album(
    who: Neighbour, kinds: Sequence[str], *, group: str = ALBUM, order: Sequence[int] = (), captions: Sequence[str] = ()
) -> str:
    """Send an album, whose parts may reach the bot in another `order`. Return the bot's newest text."""
    world = who.town.world
    for number, kind in enumerate(kinds):
        caption = captions[number] if number < len(captions) else ""
        details: dict[str, Any] = {} if kind == "photo" else {"content": bytes([number + 1])}
        world.send(who.id, kind, media_group_id=group, caption=caption, **details)
    if order:
        updates = world.take_updates()
        for at in order:
            world.updates.put("message", updates[at]["message"])
    await who.town.settle()
    return who.sees()


async def choose(anna: Neighbour, *labels: str) -> str:
    """Press the labels one after another, turning pages until each is found. Return the last text."""
    for label in labels:
        await anna.turn_to(label)
        while not any(label in each for each in anna.buttons()):
            await anna.press("Дальше →")
        await anna.press(label)
    return anna.sees()


async def welcome(town: Town) -> None:
    """Run the job that takes newcomers in once a minute, then send."""
    await take_in(town.app.bot, town.store, town.app.texts, town.clock())
    await settle(town)
