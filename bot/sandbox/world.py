"""The world of the pretend Telegram: one bot, the people around it and what they have said. No HTTP here.

People act through `say`, `press`, `send`, `edit`, `block`; the bot through `call`, which plays one Bot API request.
"""

import inspect
import itertools
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from bot.sandbox import methods, schema
from bot.sandbox.chats import Chat, Person
from bot.sandbox.faults import Faults
from bot.sandbox.kinds import content_of, typed
from bot.sandbox.media import Files, Upload
from bot.sandbox.presses import Presses
from bot.sandbox.profile import Profile
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.updates import Updates

WELL_KNOWN = "42:sandbox"  # the token of a bot that exists in the sandbox only
MOST_REMEMBERED = 10_000  # calls and refusals kept for tests
BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>502 Bad Gateway</body>\r\n</html>\r\n"
NO_FILES: Mapping[str, Upload] = MappingProxyType({})

__all__ = ["Reply", "Upload", "World"]

Listener = Callable[[Json], None]


@dataclass(frozen=True)
class Reply:
    """What Telegram answers: a status and its JSON body, or the `page` of a proxy that stands before it."""

    status: int
    body: Json
    page: str = ""


class World:
    """One bot and everybody it can meet; `clock` is the time of the messages, in seconds since 1970."""

    def __init__(self, token: str = WELL_KNOWN, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.clock = clock
        self.faults = Faults()
        self.bot: Json = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Sandbox"}
        self.bot |= {"username": "sandbox_bot"}
        self._message_ids = itertools.count(1)
        self._listeners: list[Listener] = []
        self.updates = Updates()
        self.profile = Profile()
        self.reset()

    def reset(self) -> None:
        """Forget people and what was said; keep what a running bot has set up: its commands and its webhook."""
        self.updates.take()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self.presses = Presses()
        self.calls: deque[tuple[str, Json]] = deque(maxlen=MOST_REMEMBERED)
        self.refused: deque[tuple[str, str]] = deque(maxlen=MOST_REMEMBERED)
        self.counts: Counter[str] = Counter()
        self.sent: Counter[int] = Counter()
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
        """Let a person into the world; who is there already is renamed and keeps the conversation.

        Telegram lets a bot write first to nobody but those who have `started` it before.
        """
        person = Person(user_id, first_name, last_name, username, language_code, label, silent)
        self.people[user_id] = person
        chat = self.chats.setdefault(user_id, Chat(person.chat, {user_id}, silent))
        chat.info, chat.started = person.chat, chat.started or started
        self.tell(chat, {"type": "person", "person": self.card(user_id)})

    def crowd(self, first_id: int, count: int) -> None:
        """Many silent people who have all started the bot, for load."""
        for user_id in range(first_id, first_id + count):
            self.join(user_id, f"Person {user_id}", silent=True, started=True)

    def card(self, user_id: int) -> Json:
        """A person as the page shows them."""
        return self.people[user_id].card | {"blocked": self.chats[user_id].blocked}

    def join_group(self, chat_id: int, title: str, members: Iterable[int]) -> None:
        """A group with the bot and these people in it; ids of supergroups begin with -100."""
        kind = "supergroup" if str(chat_id).startswith("-100") else "group"
        chat = Chat({"id": chat_id, "type": kind, "title": title}, set(members), started=True)
        self.chats[chat_id] = chat
        self._tell_membership(chat, min(chat.members), "left", "member")

    def upgrade_group(self, chat_id: int) -> int:
        """A group becomes a supergroup under a new id, which is returned; to the old one nothing can be sent."""
        group = self.chats[chat_id]
        group.moved_to = int(f"-100{-chat_id}")
        self.join_group(group.moved_to, group.info["title"], group.members)
        return group.moved_to

    def say(self, user_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None) -> int:
        """A person writes a text, in private or in a group; the id of the message."""
        return self._write(user_id, typed(text), chat_id, reply_to)

    def send(self, user_id: int, kind: str, *, chat_id: int | None = None, **details: Any) -> int:
        """A person sends something else (see bot.sandbox.kinds for kinds and details); the id of the message."""
        content = content_of(kind, self.people[user_id], self.files, self.now, details)
        return self._write(user_id, content, chat_id, None)

    def edit(self, user_id: int, message_id: int, text: str) -> None:
        """A person changes what they have written."""
        chat = self._chat_of(user_id, message_id)
        old = {name: value for name, value in chat.messages[message_id].items() if name != "entities"}
        message = old | typed(text) | {"edit_date": self.now}
        self.show_edited(chat, message)
        self._deliver(chat, "edited_message", message)

    def press(
        self,
        user_id: int,
        message_id: int,
        data: str,
        *,
        rare: Literal["", "inaccessible", "expired", "foreign"] = "",
    ) -> str:
        """A person presses a button that carries `data`; the id of the callback query.

        Rarely the message is too old to be seen by the bot ("inaccessible"; it cannot be edited any more), the query
        is delivered so late that it cannot be answered ("expired"), or the message was sent through another chat in
        inline mode and is known by an inline id only ("foreign"). A message that is gone is inaccessible, too.
        """
        chat = self._chat_of(user_id, message_id)
        shown = chat.messages.get(message_id)
        if rare == "inaccessible" or shown is None:
            chat.faded.add(message_id)
            shown = {"chat": chat.info, "message_id": message_id, "date": 0}
        where = {"inline_message_id": f"inline-{message_id}"} if rare == "foreign" else {"message": shown}
        query_id = self.presses.add(user_id, expired=rare == "expired")
        query: Json = {"id": query_id, "from": self.people[user_id].user, "chat_instance": str(chat.id), "data": data}
        self.updates.put("callback_query", query | where)
        return query_id

    def block(self, user_id: int) -> None:
        """A person blocks the bot."""
        self._set_blocked(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """A person lets the bot write again."""
        self._set_blocked(user_id, blocked=False)

    # What can be seen

    def messages(self, chat_id: int) -> list[Json]:
        """What the chat shows now, in order."""
        return list(self.chats[chat_id].messages.values())

    def answers(self, user_id: int) -> list[Json]:
        """What this person's presses were answered with, in order: id, text, show_alert, url, at."""
        return self.presses.answers[user_id]

    def take_updates(self) -> list[Json]:
        """Everything the bot has not been told yet; the queue is empty afterwards."""
        return self.updates.take()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with each event of the page from now on; the result ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, chat: Chat | None, event: Json) -> None:
        """Let the listeners know what happened, in a chat or (None) everywhere."""
        if chat is None or not chat.silent:
            for listener in self._listeners:
                listener(event)

    # The bot

    async def call(self, method: str, params: Mapping[str, str], files: Mapping[str, Upload] = NO_FILES) -> Reply:
        """One Bot API request as decoded from a form: every value a string, objects as JSON text.

        Raises ConnectionError when a fault cuts the connection; every refusal is a Reply.
        """
        rule = self.faults.draw(method, params)
        try:
            await self.faults.before(method, rule, params)
            result = await self._play(method, params, files)
        except RefusalError as refusal:
            self.refused.append((method, refusal.description))
            return Reply(refusal.status, refusal.body, BAD_GATEWAY if rule and rule.html else "")
        self.faults.after(rule)
        return Reply(200, {"ok": True, "result": result})

    async def _play(self, method: str, params: Mapping[str, str], files: Mapping[str, Upload]) -> Any:
        name = methods.spelled(method)
        values = schema.decode(name, params, files)
        self.calls.append((name, values))
        self.counts[name] += 1
        result = methods.PLAYED[name](self, values)
        return await result if inspect.isawaitable(result) else result

    def chat(self, chat_id: int | str) -> Chat:
        """The chat of this id (or @username), whether or not the bot may write to it."""
        if isinstance(chat_id, str):
            named = (chat for chat in self.chats.values() if f"@{chat.info.get('username')}" == chat_id)
            found = next(named, None)
        else:
            found = self.chats.get(chat_id)
        if found is None:
            raise RefusalError("chat not found")
        return found

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat of this id, if the bot may write to it."""
        chat = self.chat(chat_id)
        chat.check_open()
        return chat

    def post(self, chat: Chat, author: Json, content: Json) -> Json:
        """Put a new message into the chat; the message."""
        message: Json = {"message_id": self.next_id(), "from": author, "chat": chat.info, "date": self.now}
        message |= content
        chat.keep(message)
        self.tell(chat, {"type": "message", "chat_id": chat.id, "message": message})
        return message

    def next_id(self) -> int:
        """A number for a message or an album, never given before."""
        return next(self._message_ids)

    def is_own(self, message: Json) -> bool:
        """Whether the bot has written it."""
        return bool(message["from"]["id"] == self.bot["id"])

    def show_edited(self, chat: Chat, message: Json) -> None:
        """Put a changed message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        self.tell(chat, {"type": "edited", "chat_id": chat.id, "message": message})

    def _write(self, user_id: int, content: Json, chat_id: int | None, reply_to: int | None) -> int:
        chat = self.chats[chat_id or user_id]
        chat.started = True
        if chat.is_private and chat.blocked:
            self.unblock(user_id)
        if reply_to is not None:
            content |= {"reply_to_message": chat.messages[reply_to]}
        message = self.post(chat, self.people[user_id].user, content)
        self._deliver(chat, "message", message)
        return int(message["message_id"])

    def _deliver(self, chat: Chat, kind: str, message: Json) -> None:
        if chat.is_heard(message, self.bot):
            self.updates.put(kind, message)

    def _chat_of(self, user_id: int, message_id: int) -> Chat:
        """The chat with this person in it that shows the message; their private chat when none does."""
        own = self.chats[user_id]
        if message_id in own.messages:
            return own
        groups = (chat for chat in self.chats.values() if not chat.is_private and user_id in chat.members)
        return next((chat for chat in groups if message_id in chat.messages), own)

    def _set_blocked(self, user_id: int, *, blocked: bool) -> None:
        chat = self.chats[user_id]
        if chat.blocked != blocked:
            chat.blocked = blocked
            self._tell_membership(chat, user_id, *(("member", "kicked") if blocked else ("kicked", "member")))
            self.tell(chat, {"type": "person", "person": self.card(user_id)})

    def _tell_membership(self, chat: Chat, user_id: int, before: str, after: str) -> None:
        until = {"kicked": {"until_date": 0}}
        change = {
            name: {"user": self.bot, "status": status} | until.get(status, {})
            for name, status in (("old_chat_member", before), ("new_chat_member", after))
        }
        who = {"chat": chat.info, "from": self.people[user_id].user, "date": self.now}
        self.updates.put("my_chat_member", who | change)
