"""The summary of a start: one line of the log tells what runs."""

from bot.config import Settings, version
from bot.monitoring.health import Health


def egress(settings: Settings, proxy: str | None) -> str:
    """The way to Telegram in use, without an address: it may hold a password. `proxy` is one of the settings' own."""
    if proxy in settings.bot_proxy:
        return f"proxy {settings.bot_proxy.index(proxy) + 1} of {len(settings.bot_proxy)}"
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
