"""The bot's HTTP server: /health, /metrics and, instead of long polling, the webhook."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.config import Settings
from bot.logs import get_logger
from bot.telegram.polling import UPDATES, patiently

log = get_logger(__name__)


async def serve(
    bot: Bot,
    dispatcher: Dispatcher,
    settings: Settings,
    monitoring: Sequence[web.RouteDef],
    stopping: asyncio.Event,
) -> bool:
    """Serve until `stopping`. False when the port is taken: long polling goes on without it, a webhook cannot."""
    app = web.Application()
    app.add_routes(monitoring)
    if settings.webhook_url:
        _add_webhook(app, bot, dispatcher, settings)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
        if settings.webhook_url:
            await patiently(lambda: _announce(bot, settings))
        await stopping.wait()
    except OSError as error:
        log.error("WEB_PORT cannot be served", port=settings.web_port, error=error.strerror)
        return False
    finally:
        await runner.cleanup()
    return True


def _add_webhook(app: web.Application, bot: Bot, dispatcher: Dispatcher, settings: Settings) -> None:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    # Telegram gets its 200 after the handler, so an update that a stop interrupted is sent again.
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret)
    handler.register(app, path=urlsplit(settings.webhook_url or "").path or "/")


async def _announce(bot: Bot, settings: Settings) -> bool:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    return await bot.set_webhook(settings.webhook_url or "", secret_token=secret, allowed_updates=UPDATES)
