"""Decodes a Bot API request by the documented type of each parameter, and refuses what `api.json` does not allow.

It is stricter than Telegram in one respect: it refuses unknown parameters and fields, since they are typing mistakes.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.keyboards import check_keyboard
from bot.sandbox.media import Upload
from bot.sandbox.utf16 import units

Value: TypeAlias = "str | int | float | bool | Upload | list[Value] | dict[str, Value] | None"

ATTACHED = "attach://"

# Telegram's description of an exceeded limit, where it is known. Other descriptions name the parameter and the limit.
DESCRIPTIONS = {
    "InlineKeyboardButton.callback_data": "BUTTON_DATA_INVALID",
    "BotCommand.command": "BOT_COMMAND_INVALID",
    "BotCommand.description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "setMyCommands.commands": "BOT_COMMANDS_TOO_MUCH",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
}


@dataclass(frozen=True)
class Field:
    """A documented parameter of a method, or field of a type.

    `options` are its types, `depth` is the number of "Array of" before them, `constant` is the only value of a "type".
    `sizes` are the least and the greatest size, by the measures of MEASURES. A `parsed` text is measured later, after
    its markup is parsed (`bot.sandbox.methods.parameters`).
    """

    owner: str
    name: str
    depth: int
    options: tuple[str, ...]
    required: bool
    sizes: Mapping[str, Sequence[int]]
    choices: Sequence[str]
    pattern: str
    constant: str
    parsed: bool

    @property
    def holds_files(self) -> bool:
        """True if the value may be a file, or an object that contains files."""
        return any(option.startswith(("InputFile", "InputMedia")) for option in self.options)

    def error(self, expected: str) -> ApiError:
        path = f"{self.owner}.{self.name}"
        return ApiError(DESCRIPTIONS.get(path, f"{path} must be {expected}"))


def decode(method: str, params: Mapping[str, str], files: Mapping[str, Upload]) -> Json:
    """The values of a request by name. A file part, also one named by an `attach://` reference, is an Upload.

    Raises ApiError: 404 for an unknown method, 400 for a value that the documentation does not allow.
    """
    fields = METHODS.get(method)
    if fields is None:
        raise ApiError(status=404)
    values: Json = {name: files[name] for name in fields.keys() & files.keys() if fields[name].holds_files}
    for name, text in params.items():
        if name not in fields:
            raise ApiError(f"unknown parameter {name}")
        if text or fields[name].options == ("String",):
            values[name] = _read(fields[name], text, files)
    for name, field in fields.items():
        if field.required and name not in values:
            raise ApiError(MISSING.get(name, f'parameter "{name}" is required'))
    return values


MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
}


def _read(field: Field, text: str, files: Mapping[str, Upload]) -> Value:
    """The value of a form field: JSON for arrays and objects, plain text for other types."""
    read = json.loads if field.depth else SCALARS.get(field.options, json.loads)
    try:
        value: Value = read(text)
        if field.holds_files:
            value = _attach(value, files)
    except (ValueError, KeyError, RecursionError):
        raise ApiError(f"can't parse {field.name} of {field.owner}: {text[:60]!r}") from None
    _check(field, value, field.depth)
    return value


def _attach(value: Value, files: Mapping[str, Upload]) -> Value:
    """The value with every `attach://name` replaced by the file of that name."""
    if isinstance(value, str) and value.startswith(ATTACHED):
        return files[value.removeprefix(ATTACHED)]
    if isinstance(value, list):
        return [_attach(item, files) for item in value]
    if isinstance(value, dict):
        return {name: _attach(item, files) for name, item in value.items()}
    return value


def _number_or_name(text: str) -> Value:
    value: Value = text if text.startswith("@") else json.loads(text)
    return value


def _flag(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text.lower()]


SCALARS: Mapping[tuple[str, ...], Callable[[str], Value]] = {
    ("String",): str,
    ("Boolean",): _flag,
    ("Integer", "String"): _number_or_name,
    ("InputFile", "String"): str,
    ("InputFile",): str,
}

# A String may be an Upload: the "media" of an InputMedia is a String, and `_attach` replaces it.
PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "String": (str, Upload),
    "Integer": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
    "True": (bool,),
    "InputFile": (Upload,),
}


def _check(field: Field, value: Value, depth: int) -> None:
    """Raise ApiError if the value has not the field's type or exceeds its limits."""
    if depth:
        if not isinstance(value, list):
            raise field.error("an array")
        if depth == field.depth:
            _check_limits(field, value)
        for item in value:
            _check(field, item, depth - 1)
        return
    if not any(type(value) in PYTHON_TYPES.get(option, ()) for option in field.options):
        _check_object(field, value)
    if not field.depth:
        _check_limits(field, value)


def _check_object(field: Field, value: Value) -> None:
    kind = next((name for name in _object_types(field.options) if _is_a(name, value)), None)
    if kind is None or not isinstance(value, dict):
        raise field.error(" or ".join(field.options))
    fields = TYPES[kind]
    for name, item in value.items():
        if name not in fields:
            raise ApiError(f"unknown field {name} of {kind}")
        _check(fields[name], item, fields[name].depth)
    if kind == "InlineKeyboardMarkup":
        check_keyboard(cast("list[list[Json]]", value["inline_keyboard"]))


def _object_types(options: tuple[str, ...]) -> list[str]:
    return [name for option in options if option not in PYTHON_TYPES for name in UNIONS.get(option, (option,))]


def _is_a(kind: str, value: Value) -> bool:
    """True if an object has the required fields of this type, and its constant "type"."""
    return isinstance(value, dict) and all(
        name in value and (not field.constant or value[name] == field.constant)
        for name, field in TYPES[kind].items()
        if field.required
    )


def _check_limits(field: Field, value: Value) -> None:
    for measure, (least, greatest) in field.sizes.items():
        size_of, unit = MEASURES[measure]
        if not field.parsed and not least <= size_of(value) <= greatest:
            raise field.error(f"{least}-{greatest}{unit}")
    if field.choices and value not in field.choices:
        raise field.error(f"one of {field.choices}")
    if field.pattern and not (isinstance(value, str) and re.fullmatch(field.pattern, value)):
        raise field.error(f"of {field.pattern}")


MEASURES: Mapping[str, tuple[Callable[..., float], str]] = {
    "length": (units, " characters"),
    "bytes": (lambda text: len(text.encode(errors="surrogatepass")), " bytes"),
    "items": (len, " items"),
    "range": (float, ""),
}


def _field(owner: str, name: str, facts: Json) -> Field:
    return Field(
        owner,
        name,
        depth=facts["type"].count("Array of "),
        options=tuple(facts["type"].replace("Array of ", "").split(" or ")),
        required=facts.get("required", False),
        sizes={measure: facts[measure] for measure in facts if measure in MEASURES},
        choices=facts.get("choices", []),
        pattern=facts.get("pattern", ""),
        constant=facts.get("value", ""),
        parsed=facts.get("parsed", False),
    )


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
