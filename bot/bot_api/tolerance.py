"""Decoding of JSON that breaks aiogram's models, because it is of a newer or an older Bot API.

Most of what aiogram requires this bot never reads: a poll without `members_only` is no reason to lose the message
around it.
"""

import json
from typing import Any, TypeVar

from aiogram import Bot
from pydantic import BaseModel, ValidationError

# What is broken in more places than these is not worth the time of the others.
MOST_LEFT_OUT = 30

Model = TypeVar("Model", bound=BaseModel)


def decode(model: type[Model], raw: dict[str, Any], bot: Bot) -> tuple[Model | None, list[str]]:
    """Decode `raw` without the fields that are broken; they are removed from it.

    Returns None when the whole is broken. The fields left out are named by their paths, such as `message.poll`.
    """
    left_out: list[str] = []
    while len(left_out) < MOST_LEFT_OUT:
        try:
            return model.model_validate(raw, context={"bot": bot}), left_out
        except ValidationError as error:
            path = _leave_out(raw, error)
            if not path:
                break
            left_out.append(path)
    return None, left_out


def _leave_out(raw: dict[str, Any], error: ValidationError) -> str:
    """Remove the innermost field that the error is about and return its path; "" when it is about the whole.

    For a missing field that is the object around it, for an item of a list the list. A location may name types, too,
    where there are several to choose from.
    """
    errors = error.errors(include_url=False, include_context=False, include_input=False)
    place: Any = raw
    holder: dict[str, Any] = raw
    path: list[str] = []
    for part in max((each["loc"] for each in errors), key=len):
        if isinstance(place, dict) and part in place:
            holder, place = place, place[part]
            path.append(str(part))
        elif isinstance(place, list) and isinstance(part, int):
            place = place[part]
    if path:
        del holder[path[-1]]
    return ".".join(path)


def without_half_characters(raw: Any) -> Any:
    """The same JSON value with each lone half of a character replaced: no store and no request could take it."""
    text = json.dumps(raw, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return raw
