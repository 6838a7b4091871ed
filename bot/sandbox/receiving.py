"""Methods by which the bot learns what happened, and answers presses."""

from typing import TYPE_CHECKING

from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.updates import Webhook

if TYPE_CHECKING:
    from bot.sandbox.world import World

MOST_AT_ONCE = 100


async def get_updates(world: "World", p: Json) -> list[Json]:
    if "allowed_updates" in p:
        world.updates.allow(p["allowed_updates"])
    return await world.updates.poll(p.get("offset", 0), p.get("limit", MOST_AT_ONCE), p.get("timeout", 0))


def set_webhook(world: "World", p: Json) -> bool:
    """Plain http:// is accepted: everything here is on one computer. An empty url removes the webhook."""
    if not p["url"]:
        return delete_webhook(world, p)
    if not p["url"].startswith(("http://", "https://")):
        raise RefusalError("bad webhook: An HTTPS URL must be provided for webhook")
    if "allowed_updates" in p:
        world.updates.allow(p["allowed_updates"])
    if p.get("drop_pending_updates"):
        world.updates.take()
    world.updates.hook(Webhook(p["url"], p.get("secret_token", ""), p.get("max_connections", 40)))
    return True


def delete_webhook(world: "World", p: Json) -> bool:
    if p.get("drop_pending_updates"):
        world.updates.take()
    world.updates.hook(None)
    return True


def get_webhook_info(world: "World", p: Json) -> Json:
    updates = world.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates)}
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    if updates.webhook:
        info |= {"url": updates.webhook.url, "max_connections": updates.webhook.max_connections}
        info |= updates.webhook.failure
    return info


def answer_callback_query(world: "World", p: Json) -> bool:
    shown = {"text": p.get("text", ""), "show_alert": p.get("show_alert", False), "url": p.get("url", "")}
    user_id, is_first = world.presses.answer(p["callback_query_id"], shown | {"at": world.now})
    if is_first:
        event = {"type": "answer", "user_id": user_id, "text": shown["text"], "show_alert": shown["show_alert"]}
        world.tell(world.chats[user_id], event)
    return True
