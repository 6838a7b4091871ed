"""State of the pretend Telegram: one bot, people, chats and messages. No HTTP here.

People act through `say`, `press`, `send`, `edit` and `block`; the bot acts through `bot.sandbox.bot_api.call`.
"""

import itertools
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Literal, Required, TypedDict

from bot.sandbox.callback_queries import CallbackQueries
from bot.sandbox.chats import Chat, Person
from bot.sandbox.content import content_of, typed_text
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Faults
from bot.sandbox.groups import Groups, membership
from bot.sandbox.json_types import Json
from bot.sandbox.media import Files
from bot.sandbox.profile import BotProfile
from bot.sandbox.updates import Updates

DEFAULT_TOKEN = "42:sandbox"  # noqa: S105 - of a bot that exists only in the sandbox
MOST_RECORDED = 10_000  # calls, and as many errors, recorded for tests

Listener = Callable[[Json], None]


class Persona(TypedDict, total=False):
    """A person who is in the world from the beginning: the parameters of `World.join`."""

    user_id: Required[int]
    first_name: Required[str]
    last_name: str
    username: str
    language_code: str
    label: str
    silent: bool
    started: bool


class World(Groups):
    """One bot and the people who can write to it. `clock` gives the time of messages in seconds since 1970."""

    def __init__(self, token: str = DEFAULT_TOKEN, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.clock = clock
        self.faults = Faults()
        self.bot: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Sandbox"}
        self.bot |= {"username": "sandbox_bot"}
        self._message_ids = itertools.count(1)
        self._listeners: list[Listener] = []
        self.updates = Updates()
        self.profile = BotProfile()
        self.reset()

    def reset(self) -> None:
        """Forget people, chats and faults. The settings of a running bot stay: its commands and its webhook."""
        self.updates.take()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.callback_queries = CallbackQueries()
        self.calls: deque[tuple[str, Json]] = deque(maxlen=MOST_RECORDED)  # method, parameters
        self.refused: deque[tuple[str, str]] = deque(maxlen=MOST_RECORDED)  # method, description
        self.counts: Counter[str] = Counter()  # calls by method
        self.sent: Counter[int] = Counter()  # the bot's messages by chat
        self.faults.clear()

    @property
    def now(self) -> int:
        """The world's time, in whole seconds since 1970."""
        return int(self.clock())

    # People

    def join(
        self,
        user_id: int,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "ru",
        label: str = "",
        silent: bool = False,
        started: bool = False,
    ) -> None:
        """Add a person, or rename a person who is here already and keeps the chat.

        A bot may write first only to people who have `started` it.
        """
        person = Person(user_id, first_name, last_name, username, language_code, label, silent)
        self.people[user_id] = person
        chat = self.chats.setdefault(user_id, Chat(person.chat, {user_id}, silent))
        chat.info, chat.started = person.chat, chat.started or started
        self.notify(chat, {"type": "person", "person": self.card(user_id)})

    def add_silent_people(self, first_id: int, count: int) -> None:
        """Add people who have started the bot and are not shown on the page, with ids from `first_id`."""
        for user_id in range(first_id, first_id + count):
            self.join(user_id, f"Person {user_id}", silent=True, started=True)

    def card(self, user_id: int) -> Json:
        """The person as the page shows them."""
        return self.people[user_id].card | {"blocked": self.chats[user_id].blocked}

    def say(
        self,
        user_id: int,
        text: str,
        *,
        chat_id: int | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> int:
        """Write a text as a person, in private, in a group or in a topic there. Return the id of the message."""
        return self._write(user_id, typed_text(text), chat_id, reply_to, topic)

    def send(
        self, user_id: int, kind: str, *, chat_id: int | None = None, topic: int | None = None, **details: object
    ) -> int:
        """Send other content as a person; bot.sandbox.content has kinds and details. Return the id of the message."""
        content = content_of(kind, self.people[user_id], self.files, self.now, details)
        return self._write(user_id, content, chat_id, None, topic)

    def edit(self, user_id: int, message_id: int, text: str) -> None:
        """Edit a message of a person."""
        chat = self._chat_of(user_id, message_id)
        old = {name: value for name, value in chat.messages[message_id].items() if name != "entities"}
        message = old | typed_text(text) | {"edit_date": self.now}
        self.replace(chat, message)
        self._deliver(chat, "edited_message", message)

    def press(
        self,
        user_id: int,
        message_id: int,
        data: str,
        *,
        rare: Literal["", "inaccessible", "expired", "foreign"] = "",
    ) -> str:
        """Press a button with this `data` as a person. Return the id of the callback query.

        `rare` chooses an unusual query: the message is "inaccessible", too old for the bot to see or to edit; the query
        is "expired", delivered too late to be answered; or the message is "foreign", sent in inline mode through
        another chat and known only by an inline id. A deleted message is inaccessible too.
        """
        chat = self._chat_of(user_id, message_id)
        shown = chat.messages.get(message_id)
        if rare == "inaccessible" or shown is None:
            chat.inaccessible.add(message_id)
            shown = {"chat": chat.info, "message_id": message_id, "date": 0}
        where = {"inline_message_id": f"inline-{message_id}"} if rare == "foreign" else {"message": shown}
        query_id = self.callback_queries.add(user_id, expired=rare == "expired")
        query: Json = {"id": query_id, "from": self.people[user_id].user, "chat_instance": str(chat.id), "data": data}
        self.updates.put("callback_query", query | where)
        return query_id

    def block(self, user_id: int) -> None:
        """Block the bot as a person."""
        self._set_blocked(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """Unblock the bot as a person."""
        self._set_blocked(user_id, blocked=False)

    # Observers

    def messages(self, chat_id: int) -> list[Json]:
        """The messages of the chat, in order."""
        return list(self.chats[chat_id].messages.values())

    def answers(self, user_id: int) -> list[Json]:
        """The answers to this person's callback queries, in order: id, text, show_alert, url, at."""
        return self.callback_queries.answers[user_id]

    def take_updates(self) -> list[Json]:
        """Remove all waiting updates from the queue and return them."""
        return self.updates.take()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each event of the page from now on. Return a function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def notify(self, chat: Chat | None, event: Json) -> None:
        """Send an event to the listeners: of a chat, or (None) of the whole world."""
        if chat is None or not chat.silent:
            for listener in self._listeners:
                listener(event)

    # State changes by methods of the bot

    def chat(self, chat_id: int | str) -> Chat:
        """The chat with this id or @username; ApiError if there is none."""
        if isinstance(chat_id, str):
            named = (chat for chat in self.chats.values() if f"@{chat.info.get('username')}" == chat_id)
            found = next(named, None)
        else:
            found = self.chats.get(chat_id)
        if found is None:
            raise ApiError("chat not found")
        return found

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat with this id or @username; ApiError if the bot may not write to it."""
        chat = self.chat(chat_id)
        chat.check_open()
        return chat

    def post(self, chat: Chat, author: Json, content: Json) -> Json:
        """Put a new message into the chat and return it."""
        message: Json = {"message_id": self.next_id(), "from": author, "chat": chat.info, "date": self.now}
        message |= content
        chat.add(message)
        self.notify(chat, {"type": "message", "chat_id": chat.id, "message": message})
        return message

    def next_id(self) -> int:
        """A new, unique number for a message or an album."""
        return next(self._message_ids)

    def is_own(self, message: Json) -> bool:
        """True if the bot wrote the message."""
        return bool(message["from"]["id"] == self.bot["id"])

    def replace(self, chat: Chat, message: Json) -> None:
        """Replace the message that has the same id."""
        chat.messages[message["message_id"]] = message
        self.notify(chat, {"type": "edited", "chat_id": chat.id, "message": message})

    def _write(
        self, user_id: int, content: Json, chat_id: int | None, reply_to: int | None, topic: int | None = None
    ) -> int:
        chat = self.chats[chat_id or user_id]
        if topic is not None:
            # As clients do: a message in a topic is a reply to the one that made it, unless it replies to another.
            content |= {"message_thread_id": topic, "is_topic_message": True}
            reply_to = reply_to or topic
        chat.started = True
        if chat.is_private and chat.blocked:
            self.unblock(user_id)
        if reply_to is not None:
            content |= {"reply_to_message": chat.messages[reply_to]}
        message = self.post(chat, self.people[user_id].user, content)
        self._deliver(chat, "message", message)
        return int(message["message_id"])

    def _deliver(self, chat: Chat, kind: str, message: Json) -> None:
        if chat.is_seen_by(self.bot, message):
            self.updates.put(kind, message)

    def _chat_of(self, user_id: int, message_id: int) -> Chat:
        """The person's chat that has the message; their private chat if none has it."""
        own = self.chats[user_id]
        if message_id in own.messages:
            return own
        groups = (chat for chat in self.chats.values() if not chat.is_private and user_id in chat.members)
        return next((chat for chat in groups if message_id in chat.messages), own)

    def _set_blocked(self, user_id: int, *, blocked: bool) -> None:
        chat = self.chats[user_id]
        if chat.blocked != blocked:
            before = membership(chat, self.bot)
            chat.blocked = blocked
            self._tell_membership(chat, user_id, before, membership(chat, self.bot))
            self.notify(chat, {"type": "person", "person": self.card(user_id)})
