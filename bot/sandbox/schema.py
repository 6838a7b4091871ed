"""Reads a Bot API request by the documented type of each parameter and refuses what `api.json` does not allow.

Stricter than Telegram in one respect: an unknown parameter or field is refused, because in a bot it is a misspelling.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.keyboards import check_keyboard
from bot.sandbox.media import Upload
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.utf16 import units

ATTACHED = "attach://"

# Telegram's own words where a limit has some; other limits are told by name and numbers.
TELEGRAM_SAYS = {
    "InlineKeyboardButton.callback_data": "BUTTON_DATA_INVALID",
    "BotCommand.command": "BOT_COMMAND_INVALID",
    "BotCommand.description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "setMyCommands.commands": "BOT_COMMANDS_TOO_MUCH",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
}


@dataclass(frozen=True)
class Field:
    """A documented parameter of a method, or field of a type; `depth` counts the "Array of" before its options."""

    owner: str
    name: str
    depth: int
    options: tuple[str, ...]
    required: bool
    limits: Mapping[str, Any]

    @property
    def holds_files(self) -> bool:
        """Whether a file may stand here, or inside the object that stands here."""
        return any(option.startswith(("InputFile", "InputMedia")) for option in self.options)

    def refusal(self, expected: str) -> RefusalError:
        path = f"{self.owner}.{self.name}"
        return RefusalError(TELEGRAM_SAYS.get(path, f"{path} must be {expected}"))


def decode(method: str, params: Mapping[str, str], files: Mapping[str, Upload]) -> Json:
    """The request's values by name; an `attach://` reference, or a file part named after a parameter, is its Upload.

    Raises RefusalError: 404 for an unknown method, 400 for whatever the documentation does not allow.
    """
    fields = METHODS.get(method)
    if fields is None:
        raise RefusalError(status=404)
    values: Json = {name: files[name] for name in fields.keys() & files.keys() if fields[name].holds_files}
    for name, text in params.items():
        if name not in fields:
            raise RefusalError(f"unknown parameter {name}")
        if text or fields[name].options == ("String",):
            values[name] = _read(fields[name], text, files)
    for name, field in fields.items():
        if field.required and name not in values:
            raise RefusalError(MISSING.get(name, f'parameter "{name}" is required'))
    return values


MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
}


def _read(field: Field, text: str, files: Mapping[str, Upload]) -> Any:
    """The value of one form field: JSON for arrays and objects, plain text for the rest."""
    read = json.loads if field.depth else SCALARS.get(field.options, json.loads)
    try:
        value = read(text)
        if field.holds_files:
            value = _attach(value, files)
    except (ValueError, KeyError, RecursionError):
        raise RefusalError(f"can't parse {field.name} of {field.owner}: {text[:60]!r}") from None
    _check(field, value, field.depth)
    return value


def _attach(value: Any, files: Mapping[str, Upload]) -> Any:
    """`value` with every `attach://name` in it replaced by the file of that name."""
    if isinstance(value, str) and value.startswith(ATTACHED):
        return files[value.removeprefix(ATTACHED)]
    if isinstance(value, list):
        return [_attach(item, files) for item in value]
    if isinstance(value, dict):
        return {name: _attach(item, files) for name, item in value.items()}
    return value


def _number_or_name(text: str) -> Any:
    return text if text.startswith("@") else json.loads(text)


def _flag(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text.lower()]


SCALARS: Mapping[tuple[str, ...], Callable[[str], Any]] = {
    ("String",): str,
    ("Boolean",): _flag,
    ("Integer", "String"): _number_or_name,
    ("InputFile", "String"): str,
    ("InputFile",): str,
}

KINDS: Mapping[str, tuple[type, ...]] = {
    "String": (str, Upload),  # the "media" of an InputMedia is a String; `_attach` has put its Upload there
    "Integer": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
    "True": (bool,),
    "InputFile": (Upload,),
}


def _check(field: Field, value: Any, depth: int) -> None:
    """Refuse a value that is not of the field's type or exceeds its limits."""
    if depth:
        if not isinstance(value, list):
            raise field.refusal("an array")
        if depth == field.depth:
            _check_limits(field, value)
        for item in value:
            _check(field, item, depth - 1)
        return
    if not any(type(value) in KINDS.get(option, ()) for option in field.options):
        _check_object(field, value)
    if field.limits and not field.depth:
        _check_limits(field, value)


def _check_object(field: Field, value: Any) -> None:
    kind = next((name for name in _objects(field.options) if _looks_like(name, value)), None)
    if kind is None:
        raise field.refusal(" or ".join(field.options))
    fields = TYPES[kind]
    for name, item in value.items():
        if name not in fields:
            raise RefusalError(f"unknown field {name} of {kind}")
        _check(fields[name], item, fields[name].depth)
    if kind == "InlineKeyboardMarkup":
        check_keyboard(value["inline_keyboard"])


def _objects(options: tuple[str, ...]) -> list[str]:
    return [name for option in options if option not in KINDS for name in UNIONS.get(option, (option,))]


def _looks_like(kind: str, value: Any) -> bool:
    """Whether an object has what this type requires, its "type" constant included."""
    return isinstance(value, dict) and all(
        name in value and value[name] == field.limits.get("value", value[name])
        for name, field in TYPES[kind].items()
        if field.required
    )


def _check_limits(field: Field, value: Any) -> None:
    for limit, bound in field.limits.items():
        if limit not in LIMITS:
            continue
        size_of, unit = LIMITS[limit]
        if not bound[0] <= size_of(value) <= bound[1] and "parsed" not in field.limits:
            raise field.refusal(f"{bound[0]}-{bound[1]}{unit}")
    if "choices" in field.limits and value not in field.limits["choices"]:
        raise field.refusal(f"one of {field.limits['choices']}")
    if "pattern" in field.limits and not re.fullmatch(field.limits["pattern"], value):
        raise field.refusal(f"of {field.limits['pattern']}")


# A text whose markup is still to be parsed ("parsed") is measured by bot.sandbox.markup.
LIMITS: Mapping[str, tuple[Callable[[Any], float], str]] = {
    "length": (units, " characters"),
    "bytes": (lambda text: len(text.encode(errors="surrogatepass")), " bytes"),
    "items": (len, " items"),
    "range": (float, ""),
}


def _field(owner: str, name: str, facts: Json) -> Field:
    options = facts["type"].replace("Array of ", "")
    limits = {key: limit for key, limit in facts.items() if key not in {"type", "required"}}
    depth = facts["type"].count("Array of ")
    return Field(owner, name, depth, tuple(options.split(" or ")), facts.get("required", False), limits)


def _fields(documented: Mapping[str, Json]) -> dict[str, dict[str, Field]]:
    return {
        owner: {name: _field(owner, name, facts) for name, facts in fields.items()}
        for owner, fields in documented.items()
        if isinstance(fields, dict)
    }


_API = json.loads(Path(__file__).with_name("api.json").read_text(encoding="utf-8"))
METHODS = _fields(_API["methods"])
TYPES = _fields(_API["types"])
UNIONS: dict[str, list[str]] = {name: kinds for name, kinds in _API["types"].items() if isinstance(kinds, list)}
