"""People and chats of the pretend Telegram, and the messages of a chat."""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

MOST_MESSAGES = 1000  # in one chat; the oldest are dropped


@dataclass(frozen=True)
class Person:
    """A user of the pretend Telegram. The page shows `label` beside the name; it does not show `silent` people."""

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
        known = {name: value for name, value in names.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | known

    @property
    def chat(self) -> Json:
        """The Bot API's Chat for a private chat with this person."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {"id": self.id, "type": "private"} | {name: value for name, value in names.items() if value}

    @property
    def card(self) -> Json:
        """The person as the page shows them."""
        names = ("id", "first_name", "last_name", "username", "language_code", "label")
        return {name: getattr(self, name) for name in names}


@dataclass
class Topic:
    """A topic of a forum; its id is that of the message that tells of its creation."""

    name: str
    icon_color: int
    is_closed: bool = False


@dataclass
class Chat:
    """A chat: its Bot API Chat object, its members, and its messages by id in the order they were written.

    A message object never changes: an edit stores a new object under the same id.
    """

    info: Json
    members: set[int]
    silent: bool = False
    started: bool = False
    blocked: bool = False
    moved_to: int | None = None  # the id of the supergroup that it was upgraded to
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    pinned: int | None = None
    inaccessible: set[int] = field(default_factory=set)  # ids of messages that the bot can no longer see
    topics: dict[int, Topic] = field(default_factory=dict)
    rights: frozenset[str] | None = None  # the bot's as an administrator; None: it is a member

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def is_private(self) -> bool:
        return bool(self.info["type"] == "private")

    def add(self, message: Json) -> None:
        """Add a message, and drop the oldest one beyond MOST_MESSAGES."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > MOST_MESSAGES:
            oldest, _ = self.messages.popitem(last=False)
            self.inaccessible.discard(oldest)

    def is_seen_by(self, bot: Json, message: Json) -> bool:
        """True if the bot gets an update about the message.

        In a group where it is no administrator it gets only commands, mentions and replies.
        """
        if self.rights is not None:
            return True
        text, replied = message.get("text", ""), message.get("reply_to_message")
        command, _, name = text.partition(" ")[0].partition("@")
        is_command = command.startswith("/") and not name
        is_reply = bool(replied and replied["from"]["id"] == bot["id"])
        return self.is_private or is_command or is_reply or f"@{bot['username']}" in text

    def check_open(self) -> None:
        """Raise ApiError if the bot may not write to the chat."""
        if self.moved_to is not None:
            raise ApiError("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved_to)
        if self.blocked:
            gone = (
                "bot was blocked by the user"
                if self.is_private
                else f"bot was kicked from the {self.info['type']} chat"
            )
            raise ApiError(gone, 403)
        if not self.started:
            raise ApiError("bot can't initiate conversation with a user", 403)

    def topic(self, thread_id: int) -> Topic:
        """The topic with this id; ApiError if there is none, also where the chat has no topics."""
        if thread_id not in self.topics:
            raise ApiError("message thread not found")
        return self.topics[thread_id]

    def check_right(self, right: str, what: str) -> None:
        """Raise ApiError unless the bot is an administrator with this right."""
        if self.rights is None or right not in self.rights:
            raise ApiError(f"not enough rights to {what}")

    def message(self, message_id: int, verb: str) -> Json:
        """The message with this id. If there is none, ApiError; its description contains `verb` (edit, copy, …)."""
        if message_id not in self.messages:
            raise ApiError(f"message to {verb} not found")
        return self.messages[message_id]
