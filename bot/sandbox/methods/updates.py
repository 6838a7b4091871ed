"""Methods by which the bot gets updates: getUpdates and the webhook."""

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json
from bot.sandbox.updates import Webhook
from bot.sandbox.world import World

MOST_AT_ONCE = 100
MOST_CONNECTIONS = 40


async def get_updates(world: World, p: Json) -> list[Json]:
    if "allowed_updates" in p:
        world.updates.allow(p["allowed_updates"])
    return await world.updates.poll(p.get("offset", 0), p.get("limit", MOST_AT_ONCE), p.get("timeout", 0))


def set_webhook(world: World, p: Json) -> bool:
    """Set the webhook; an empty url removes it. Plain http:// is accepted, since the bot runs on this computer."""
    if not p["url"]:
        return delete_webhook(world, p)
    if not p["url"].startswith(("http://", "https://")):
        raise ApiError("bad webhook: An HTTPS URL must be provided for webhook")
    if "allowed_updates" in p:
        world.updates.allow(p["allowed_updates"])
    if p.get("drop_pending_updates"):
        world.updates.take()
    webhook = Webhook(p["url"], p.get("secret_token", ""), p.get("max_connections", MOST_CONNECTIONS))
    world.updates.set_webhook(webhook)
    return True


def delete_webhook(world: World, p: Json) -> bool:
    if p.get("drop_pending_updates"):
        world.updates.take()
    world.updates.set_webhook(None)
    return True


def get_webhook_info(world: World, p: Json) -> Json:
    updates = world.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates)}
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    if updates.webhook:
        info |= {"url": updates.webhook.url, "max_connections": updates.webhook.max_connections}
        info |= updates.webhook.failure
    return info
