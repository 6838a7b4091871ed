"""People and chats of the pretend Telegram, and the messages a chat shows."""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.sandbox.refusal import Json, RefusalError

MOST_MESSAGES = 1000  # a chat forgets its oldest messages beyond that


@dataclass(frozen=True)
class Person:
    """A user of the pretend Telegram; `label` says on the page who this is, `silent` keeps it off the page."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    label: str = ""
    silent: bool = False

    @property
    def user(self) -> Json:
        """The Bot API's User."""
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        told = {name: value for name, value in names.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | told

    @property
    def chat(self) -> Json:
        """The Bot API's Chat of a private conversation with this person."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {"id": self.id, "type": "private"} | {name: value for name, value in names.items() if value}

    @property
    def card(self) -> Json:
        """Who this is on the page."""
        names = ("id", "first_name", "last_name", "username", "language_code", "label")
        return {name: getattr(self, name) for name in names}


@dataclass
class Chat:
    """A conversation: its Bot API Chat, who is in it, and its messages by id in the order they were written.

    Messages are never changed in place: an edit puts a new object under the same id.
    """

    info: Json
    members: set[int]
    silent: bool = False
    started: bool = False
    blocked: bool = False
    moved_to: int | None = None  # the supergroup that it has become
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    pinned: int | None = None
    faded: set[int] = field(default_factory=set)  # ids of messages the bot can no longer see

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def is_private(self) -> bool:
        return bool(self.info["type"] == "private")

    def keep(self, message: Json) -> None:
        self.messages[message["message_id"]] = message
        if len(self.messages) > MOST_MESSAGES:
            oldest, _ = self.messages.popitem(last=False)
            self.faded.discard(oldest)

    def is_heard(self, message: Json, bot: Json) -> bool:
        """Whether the bot is told of a message: in a group, of commands and replies meant for it."""
        text, replied = message.get("text", ""), message.get("reply_to_message")
        command, _, name = text.partition(" ")[0].partition("@")
        is_command = command.startswith("/") and not name
        is_reply = bool(replied and replied["from"]["id"] == bot["id"])
        return self.is_private or is_command or is_reply or f"@{bot['username']}" in text

    def check_open(self) -> None:
        """Refuse what the bot may not write to."""
        if self.moved_to is not None:
            raise RefusalError("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to)
        if self.blocked:
            gone = "bot was blocked by the user" if self.is_private else "bot was kicked from the group chat"
            raise RefusalError(gone, 403)
        if not self.started:
            raise RefusalError("bot can't initiate conversation with a user", 403)

    def message(self, message_id: int, verb: str) -> Json:
        """The message of this id; `verb` (edit, copy, delete, …) goes into the refusal when there is none."""
        if message_id not in self.messages:
            raise RefusalError(f"message to {verb} not found")
        return self.messages[message_id]
