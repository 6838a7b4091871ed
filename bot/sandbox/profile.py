"""What the bot says about itself: commands by scope and language, name, descriptions, menu button."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.sandbox.chats import Person
from bot.sandbox.refusal import Json

if TYPE_CHECKING:
    from bot.sandbox.world import World

Scope = tuple[str, int, int]  # type, chat, user


class Profile:
    """Kept per scope and language, as Telegram does; names and descriptions per language."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Scope, str], list[Json]] = {}
        self.words: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}

    def commands_for(self, person: Person) -> list[Json]:
        """The commands this person sees in private: the closest scope first, in it their language first."""
        for scope in (("chat", person.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)):
            for language in (person.language_code, ""):
                if (scope, language) in self.commands:
                    return self.commands[scope, language]
        return []


def get_me(world: "World", p: Json) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }
    return world.bot | abilities


def set_my_commands(world: "World", p: Json) -> bool:
    world.profile.commands[_place(world, p)] = p["commands"]
    world.tell(None, {"type": "commands"})
    return True


def delete_my_commands(world: "World", p: Json) -> bool:
    world.profile.commands.pop(_place(world, p), None)
    world.tell(None, {"type": "commands"})
    return True


def get_my_commands(world: "World", p: Json) -> list[Json]:
    return world.profile.commands.get(_place(world, p), [])


def _place(world: "World", p: Json) -> tuple[Scope, str]:
    scope = p.get("scope", {"type": "default"})
    chat_id = world.chat(scope["chat_id"]).id if "chat_id" in scope else 0
    return (scope["type"], chat_id, scope.get("user_id", 0)), p.get("language_code", "")


def setter_of(kind: str) -> Callable[["World", Json], bool]:
    """The method that sets the bot's name, description or short description; an empty one is removed."""

    def set_words(world: "World", p: Json) -> bool:
        language, words = p.get("language_code", ""), p.get(kind, "")
        world.profile.words[kind, language] = words
        if kind == "name" and words and not language:
            world.bot = world.bot | {"first_name": words}
        return True

    return set_words


def set_chat_menu_button(world: "World", p: Json) -> bool:
    chat_id = world.chat(p["chat_id"]).id if "chat_id" in p else 0
    world.profile.menu_buttons[chat_id] = p.get("menu_button", {"type": "default"})
    return True
