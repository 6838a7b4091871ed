"""A town of people at the pretend Telegram: they say, press by label, read. Everything but Telegram is real.

olga = town.resident(101)
await olga.say("/events")
await olga.press("Записаться")
assert "Вы записаны" in olga.sees()
"""

import json
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, Update

from bot.app import App, assemble
from bot.bot_api import TolerantAnswers
from bot.config import Settings
from bot.domain.people import Person, Purpose, Role, RoleKind, Visitor
from bot.jobs import go_through_readers
from bot.monitoring.clock_guard import ClockGuard
from bot.outbox import ChatLimiter, Worker
from bot.sandbox.bot_api import call
from bot.sandbox.media import Upload
from bot.sandbox.world import World
from bot.telegram.retry import RetryAnswers
from handlers.shared.screens import MOST
from storage.core.db import Store
from storage.people import people
from tests.clock import START as START
from tests.clock import ZONE as ZONE
from tests.clock import Clock as Clock

MORE_MOST = 12
# Screens that may have more than MOST buttons, by a prefix of one of them, each with its reason.
EXCEPTIONS = dict(
    line.split(" ", 1) for line in Path(__file__).with_name("screens.txt").read_text("utf-8").splitlines() if line
)
VARIABLES = ("{имя}", "{муниципалитет}", "{name}", "{municipality}")


class InProcess(TolerantAnswers):
    """aiogram's session without a network: forms go straight to the sandbox's core."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self.too_many: list[str] = []  # Screens with too many buttons.

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        self._count_buttons(method)
        files: dict[str, InputFile] = {}
        form = {
            name: prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files)) or prepared == 0
        }
        uploads = {
            name: Upload(file.filename or name, b"".join([part async for part in file.read(bot)]))
            for name, file in files.items()
        }
        params = {name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()}
        try:
            reply = await call(self._world, method.__api_method__, params, uploads)
        except ConnectionError as error:
            raise TelegramNetworkError(method=method, message=str(error)) from error
        return self.check_response(
            bot=bot, method=method, status_code=reply.status, content=reply.page or json.dumps(reply.body)
        ).result

    def _count_buttons(self, method: TelegramMethod[Any]) -> None:
        """Note a screen with more buttons than MOST, unless it is an exception that `screens.txt` names."""
        rows = getattr(getattr(method, "reply_markup", None), "inline_keyboard", None) or []
        pressed = [each.callback_data or "url" for row in rows for each in row]
        prefixes = {data.split(":", 1)[0] for data in pressed}
        if len(pressed) > MOST and not prefixes & EXCEPTIONS.keys():
            self.too_many.append(" ".join([str(len(pressed)), *pressed]))

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield self._world.files.at("/".join(url.split("/")[-2:])).content


@dataclass
class Town:
    """One bot, one store, one pretend Telegram; time stands still until it is moved."""

    store: Store
    settings: Settings
    clock: Clock = field(default_factory=Clock)
    guard: ClockGuard | None = None  # Compares `clock` with the dates of Telegram's messages.
    world: World = field(init=False)
    app: App = field(init=False)
    sessions: tuple[InProcess, InProcess] = field(init=False)

    def __post_init__(self) -> None:
        self.world = World(clock=self.clock.timestamp)
        self.restart()

    def restart(self) -> None:
        """The bot's process begins anew: memory is gone, the store and Telegram are not."""
        session, outbox_session = self.sessions = InProcess(self.world), InProcess(self.world)
        clock = self.guard.now if self.guard else self.clock
        self.app = assemble(self.settings, self.store, clock, session, outbox_session, guard=self.guard)
        # Nobody here waits: a second between two things that one person hears, or for a better line.
        self.worker.chat_limiter = ChatLimiter(0)
        for each in session.middleware:
            if isinstance(each, RetryAnswers):
                each.patience = 0

    @property
    def worker(self) -> Worker:
        return self.app.worker

    async def settle(self) -> None:
        """Hand over every update until nothing is left."""
        while updates := self.world.take_updates():
            for update in updates:
                await self.app.dispatcher.feed_update(
                    self.app.bot, Update.model_validate(update, context={"bot": self.app.bot})
                )

    async def deliver(self) -> None:
        """Go through whoever follows grants, as the job does, and send the outbox rows that are due."""
        await go_through_readers(self.store, self.clock())
        right = self.store.leader_lock("door")
        await self.worker.work(right)
        await right.release()

    async def pass_time(self, **by: float) -> None:
        """Time moves on, and what is due by then is sent."""
        self.clock.move(**by)
        await self.deliver()

    def somebody(self, user_id: int, name: str = "Ольга", *, language: str = "ru") -> "Neighbour":
        """Somebody new to the bot."""
        self.world.join(user_id, name, language_code=language)
        return Neighbour(self, user_id)

    async def person(self, user_id: int, name: str, *purposes: Purpose, roles: tuple[Role, ...] = ()) -> "Neighbour":
        """Somebody who started the bot and agreed to `purposes` before."""
        who = self.somebody(user_id, name)
        await who.say("/start")
        for purpose in purposes:
            person = await self.store.write(
                people.agree, Visitor(user_id, user_id, name), purpose, "test", "ru", ZONE, self.clock()
            )
            for role in roles:
                await self.store.write(people.grant, person.id, role, self.clock())
        return who

    async def coordinator(self, user_id: int = 103, name: str = "Анна") -> "Neighbour":
        role = Role(RoleKind.COORDINATOR)
        return await self.person(user_id, name, Purpose.WORK, Purpose.NOTIFICATIONS, roles=(role,))


@dataclass
class Neighbour:
    town: Town
    id: int

    async def say(self, text: str) -> str:
        """Type a message. Returns what the bot shows after it."""
        self.town.world.say(self.id, text)
        await self.town.settle()
        return self.sees()

    async def send(self, kind: str, **details: Any) -> str:
        """A sticker, a photo, a contact…"""
        self.town.world.send(self.id, kind, **details)
        await self.town.settle()
        return self.sees()

    async def press(self, label: str, *, rare: Any = "") -> str:
        """Press the newest button whose label holds `label`, also on a later page. The press must be answered."""
        await self.turn_to(label)
        message_id, data = self.button(label)
        return await self.press_data(data, message_id, rare=rare)

    async def turn_to(self, label: str) -> None:
        """Press "more buttons" of the newest screen until the label is there, or all pages were seen."""
        for _ in range(MORE_MOST):
            more = [data for text, data in self.labelled() if data.startswith("more:")]
            if not more or any(label in text for text, _ in self.labelled()):
                return
            await self.press_data(more[0])

    def labelled(self) -> list[tuple[str, str]]:
        """The labels and the data of the newest message's buttons."""
        rows = self.said()[-1].get("reply_markup", {}).get("inline_keyboard", []) if self.said() else []
        return [(each["text"], each.get("callback_data", "")) for row in rows for each in row]

    async def press_data(self, data: str, message_id: int | None = None, *, rare: Any = "") -> str:
        """Press any data, as a forger or an old message would."""
        message_id = message_id or self.said()[-1]["message_id"]
        before = len(self.town.world.answers(self.id))
        self.town.world.press(self.id, message_id, data, rare=rare)
        await self.town.settle()
        if rare != "expired":
            assert len(self.town.world.answers(self.id)) > before, f"{data} was not answered"
        return self.sees()

    def button(self, label: str) -> tuple[int, str]:
        """The message and the data of the newest button whose label holds `label`."""
        for message in reversed(self.said()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for each in row:
                    if label in each["text"]:
                        return message["message_id"], each.get("callback_data", "")
        raise AssertionError(f"no button {label!r} among {self.buttons()}")

    def buttons(self) -> list[str]:
        """The labels of the newest message's buttons."""
        return [text for text, _ in self.labelled()]

    async def all_buttons(self) -> list[str]:
        """The labels of the newest message's buttons, of all its pages."""
        found = dict.fromkeys(self.buttons())
        for _ in range(MORE_MOST):
            if not any(data.startswith("more:") for _, data in self.labelled()):
                break
            await self.press_data(next(data for _, data in self.labelled() if data.startswith("more:")))
            found |= dict.fromkeys(self.buttons())
        return [label for label in found if "Ещё кнопки" not in label]

    def said(self) -> list[dict[str, Any]]:
        """The bot's messages in this chat."""
        return [message for message in self.town.world.messages(self.id) if message["from"]["is_bot"]]

    def sees(self, which: int = -1) -> str:
        """The text of the bot's newest message, or of one before it: -2, -3…"""
        if len(self.said()) < -which:
            return ""
        shown = self.said()[which]
        return str(shown.get("text") or shown.get("caption") or "")

    def hears(self) -> str:
        """The newest toast or alert."""
        answers = [each["text"] for each in self.town.world.answers(self.id) if each.get("text")]
        return str(answers[-1]) if answers else ""

    async def stored(self) -> Person | None:
        arrival = await self.town.store.read(people.arrive, "", self.id)
        return arrival.person


def placeholders(text: str) -> list[str]:
    """Placeholders that a text failed to fill in, without the variables that a coordinator may write."""
    return [each for each in re.findall(r"\{[^}]*\}", text) if each not in VARIABLES]
