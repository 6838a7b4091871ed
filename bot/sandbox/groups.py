"""Acts of people in a group of the bot: topics on, the bot made an administrator, thrown out, a topic deleted."""

from collections.abc import Callable, Iterable

from bot.sandbox.chats import Chat, Person
from bot.sandbox.json_types import Json
from bot.sandbox.updates import Updates

# The rights that the Bot API always tells of an administrator, and one that it tells in a supergroup.
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_manage_topics",
)


def membership(chat: Chat, bot: Json) -> Json:
    """The bot's ChatMember in a chat."""
    if chat.blocked:
        return {"status": "kicked", "user": bot, "until_date": 0}
    if chat.rights is None:
        return {"status": "member", "user": bot}
    flags = {"can_be_edited": False, "is_anonymous": False} | {each: each in chat.rights for each in RIGHTS}
    return {"status": "administrator", "user": bot} | flags


class Groups:
    """The groups of a world: its other half, see `World`."""

    clock: Callable[[], float]
    bot: Json
    people: dict[int, Person]
    chats: dict[int, Chat]
    updates: Updates
    post: Callable[[Chat, Json, Json], Json]
    notify: Callable[[Chat | None, Json], None]

    def join_group(self, chat_id: int, title: str, members: Iterable[int]) -> None:
        """Add a group of the bot and these people. The ids of supergroups begin with -100."""
        kind = "supergroup" if str(chat_id).startswith("-100") else "group"
        chat = Chat({"id": chat_id, "type": kind, "title": title}, set(members), started=True)
        self.chats[chat_id] = chat
        left = {"status": "left", "user": self.bot}
        self._tell_membership(chat, min(chat.members), left, membership(chat, self.bot))

    def upgrade_group(self, chat_id: int) -> int:
        """Upgrade a group to a supergroup. Return its new id; nothing can be sent to the old one."""
        group = self.chats[chat_id]
        group.moved_to = int(f"-100{-chat_id}")
        self.join_group(group.moved_to, group.info["title"], group.members)
        new = self.chats[group.moved_to]
        new.rights = group.rights
        author = self.people[min(group.members)].user
        self._serve(group, author, {"migrate_to_chat_id": group.moved_to})
        self._serve(new, author, {"migrate_from_chat_id": chat_id})
        return group.moved_to

    def make_forum(self, chat_id: int, *, is_forum: bool = True) -> None:
        """Switch the topics of a supergroup on or off."""
        chat = self.chats[chat_id]
        if chat.info["type"] != "supergroup":
            raise ValueError("only a supergroup has topics")
        rest = {name: value for name, value in chat.info.items() if name != "is_forum"}
        chat.info = rest | ({"is_forum": True} if is_forum else {})

    def promote_bot(self, chat_id: int, *rights: str) -> None:
        """Make the bot an administrator of a group with these rights."""
        self._change_membership(chat_id, blocked=False, rights=frozenset(rights))

    def expel_bot(self, chat_id: int) -> None:
        """Throw the bot out of a group."""
        self._change_membership(chat_id, blocked=True, rights=None)

    def _change_membership(self, chat_id: int, *, blocked: bool, rights: frozenset[str] | None) -> None:
        chat = self.chats[chat_id]
        before = membership(chat, self.bot)
        chat.blocked, chat.rights = blocked, rights
        self._tell_membership(chat, min(chat.members), before, membership(chat, self.bot))

    def delete_topic(self, chat_id: int, thread_id: int) -> None:
        """Delete a topic of a forum with all that stands in it, as an administrator of the group; nobody is told."""
        chat = self.chats[chat_id]
        del chat.topics[thread_id]
        gone = [
            each for each, message in chat.messages.items() if thread_id in (each, message.get("message_thread_id"))
        ]
        for message_id in gone:
            del chat.messages[message_id]
            self.notify(chat, {"type": "deleted", "chat_id": chat.id, "message_id": message_id})

    def membership(self, chat: Chat) -> Json:
        """The bot's ChatMember in a chat."""
        return membership(chat, self.bot)

    def _serve(self, chat: Chat, author: Json, content: Json) -> None:
        """Put a service message into the chat; the bot gets it wherever it is."""
        self.updates.put("message", self.post(chat, author, content))

    def _tell_membership(self, chat: Chat, user_id: int, before: Json, after: Json) -> None:
        change = {"old_chat_member": before, "new_chat_member": after}
        common = {"chat": chat.info, "from": self.people[user_id].user, "date": int(self.clock())}
        self.updates.put("my_chat_member", common | change)
