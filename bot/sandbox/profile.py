"""The bot's profile: commands by scope and language, name, descriptions, menu buttons."""

from bot.sandbox.chats import Person
from bot.sandbox.json_types import Json

Scope = tuple[str, int, int]  # type, chat, user


class BotProfile:
    """Commands by scope and language, texts by kind and language ("" is the default), menu buttons by chat."""

    def __init__(self) -> None:
        self.commands: dict[tuple[Scope, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}

    def commands_for(self, person: Person) -> list[Json]:
        """The commands this person sees in private: the narrowest scope first, in each scope their language first."""
        for scope in (("chat", person.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)):
            for language in (person.language_code, ""):
                if (scope, language) in self.commands:
                    return self.commands[scope, language]
        return []
