"""The summary of a start: one line of the log tells what runs."""

from aiogram.client.session.aiohttp import AiohttpSession

from bot.config import Settings, version
from bot.monitoring.health import Health


def egress(settings: Settings, session: AiohttpSession) -> str:
    """The way to Telegram in use, without an address: it may hold a password."""
    if settings.bot_proxy:
        number = settings.bot_proxy.index(str(session.proxy)) + 1
        return f"proxy {number} of {len(settings.bot_proxy)}"
    if settings.in_sandbox:
        return "sandbox"
    return "own Bot API server" if settings.bot_api_url else "direct"


def summary(settings: Settings, health: Health) -> dict[str, str]:
    """The facts of this start, for its line in the log."""
    return {
        "version": version(),
        "mode": "demo" if settings.in_sandbox else "webhook" if settings.webhook_url else "polling",
        "store": settings.database_url.split("+")[0],
        "egress": health.egress(),
        "replicas": "several" if settings.redis_url else "one",
    }
