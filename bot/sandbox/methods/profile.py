"""Methods about the bot itself: getMe, commands, name, descriptions, menu button."""

from collections.abc import Callable

from bot.sandbox.json_types import Json
from bot.sandbox.profile import Scope
from bot.sandbox.world import World


def get_me(world: World, p: Json) -> Json:
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


def set_my_commands(world: World, p: Json) -> bool:
    world.profile.commands[_scope_and_language(world, p)] = p["commands"]
    world.notify(None, {"type": "commands"})
    return True


def delete_my_commands(world: World, p: Json) -> bool:
    world.profile.commands.pop(_scope_and_language(world, p), None)
    world.notify(None, {"type": "commands"})
    return True


def get_my_commands(world: World, p: Json) -> list[Json]:
    return world.profile.commands.get(_scope_and_language(world, p), [])


def _scope_and_language(world: World, p: Json) -> tuple[Scope, str]:
    scope = p.get("scope", {"type": "default"})
    chat_id = world.chat(scope["chat_id"]).id if "chat_id" in scope else 0
    return (scope["type"], chat_id, scope.get("user_id", 0)), p.get("language_code", "")


def text_setter(kind: str) -> Callable[[World, Json], bool]:
    """The method that sets the bot's name, description or short description; an empty text removes it."""

    def set_text(world: World, p: Json) -> bool:
        language, text = p.get("language_code", ""), p.get(kind, "")
        world.profile.texts[kind, language] = text
        if kind == "name" and text and not language:
            world.bot = world.bot | {"first_name": text}
        return True

    return set_text


def set_chat_menu_button(world: World, p: Json) -> bool:
    chat_id = world.chat(p["chat_id"]).id if "chat_id" in p else 0
    world.profile.menu_buttons[chat_id] = p.get("menu_button", {"type": "default"})
    return True
