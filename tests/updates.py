"""Updates as the Bot API documents them, and changes of them that no Bot API should make and some did."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

WORDS = "Слова человека, которые в журнал не попадают"
# Values of every JSON type, among them those that other programs choke on.
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**70, -(2**70), 1e308, "", "1", "чужое", "\ud83d", "\x00", "a" * 5000,
    [], [None], [[]], {}, {"type": "later"}, {"": None}, [{"a": [{"b": {}}]}],
)  # fmt: skip


def documented(user_id: int, update_id: int = 1) -> list[dict[str, Any]]:
    """An update of every kind that the bot asks for, with the content that people send, in a private chat."""
    user = {"id": user_id, "is_bot": False, "first_name": "Ольга", "username": "olga", "language_code": "ru"}
    bot = {"id": 42, "is_bot": True, "first_name": "ТОС", "username": "tos_bot"}
    chat = {"id": user_id, "type": "private", "first_name": "Ольга", "username": "olga"}
    frame: dict[str, Any] = {"message_id": 7, "date": 1795489200, "chat": chat, "from": user}
    photo = {"file_id": "f", "file_unique_id": "u", "width": 90, "height": 60, "file_size": 1000}
    origin = {"type": "user", "sender_user": user, "date": 1795489100}
    option = {"persistent_id": "0", "text": WORDS, "voter_count": 1}
    poll = {
        "id": "5", "question": WORDS, "options": [option, option], "total_voter_count": 2, "is_closed": False,
        "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": True,
        "members_only": False,
    }  # fmt: skip
    keyboard = {"inline_keyboard": [[{"text": "Меню", "callback_data": "open:menu"}]]}
    screen: dict[str, Any] = frame | {"from": bot, "text": WORDS, "reply_markup": keyboard}
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    messages: list[dict[str, Any]] = [
        {"text": "/start", "entities": entities},
        {"text": WORDS, "reply_to_message": screen, "quote": {"text": "Слова", "position": 0}},
        {"photo": [photo, photo], "caption": WORDS, "media_group_id": "1", "forward_origin": origin},
        {"poll": poll, "forward_origin": origin},
        {"contact": {"phone_number": "+79140000000", "first_name": "Ольга", "user_id": user_id}},
        {"location": {"latitude": 50.29, "longitude": 127.53}},
        {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "a.xlsx", "thumbnail": photo}},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3, "mime_type": "audio/ogg"}},
    ]
    press = {"id": "9", "from": user, "chat_instance": "3", "data": "open:menu", "message": screen}
    stopped = {"user": bot, "status": "kicked", "until_date": 0}
    member = {"chat": chat, "from": user, "date": 1795489200, "new_chat_member": stopped}
    member["old_chat_member"] = {"user": bot, "status": "member"}
    edited = frame | {"text": WORDS, "edit_date": 1795489300}
    events = [{"edited_message": edited}, {"callback_query": press}, {"my_chat_member": member}]
    events = [*({"message": frame | each} for each in messages), *events]
    return [copy.deepcopy({"update_id": update_id, **event}) for event in events]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, each in inside for found in ((*path, name), *places(each, (*path, name)))]


@st.composite
def mutated(draw: st.DrawFn, value: Any, most: int = 3) -> Any:
    """A copy of a JSON value with one to `most` changes at any depth: drop, null, rename, add, another type."""
    changed = json.loads(json.dumps(value))
    for _ in range(draw(st.integers(1, most))):
        found = places(changed)
        if not found:
            break
        *around, name = draw(st.sampled_from(found))
        holder = changed
        for part in around:
            holder = holder[part]
        _change(holder, name, draw(st.sampled_from(("drop", "null", "rename", "add", "retype"))), draw)
    return changed


def _change(holder: Any, name: Any, how: str, draw: st.DrawFn) -> None:
    if how == "drop":
        del holder[name]
    elif how == "null":
        holder[name] = None
    elif how == "rename" and isinstance(holder, dict):
        holder[f"{name}_v2"] = holder.pop(name)
    elif how == "add" and isinstance(holder, dict):
        holder["later"] = copy.deepcopy(draw(st.sampled_from(VALUES)))
    else:
        holder[name] = copy.deepcopy(draw(st.sampled_from(VALUES)))


@st.composite
def mutated_updates(draw: st.DrawFn, users: range = range(101, 102)) -> Any:
    """A documented update of one of these users, with changes."""
    return draw(mutated(draw(st.sampled_from(documented(draw(st.sampled_from(users)))))))


# Anything that is JSON.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
