"""Method that answers a callback query."""

from bot.sandbox.json_types import Json
from bot.sandbox.world import World


def answer_callback_query(world: World, p: Json) -> bool:
    shown = {"text": p.get("text", ""), "show_alert": p.get("show_alert", False), "url": p.get("url", "")}
    user_id, is_first = world.callback_queries.answer(p["callback_query_id"], shown | {"at": world.now})
    if is_first:
        event = {"type": "answer", "user_id": user_id, "text": shown["text"], "show_alert": shown["show_alert"]}
        world.notify(world.chats[user_id], event)
    return True
