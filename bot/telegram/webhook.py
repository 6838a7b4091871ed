"""The bot's HTTP server: /health, /metrics and, instead of long polling, the webhook."""

import asyncio
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiohttp import web

from bot.config import Settings
from bot.logs import get_logger
from bot.monitoring.health import Health
from bot.telegram.decoding import UpdateDecoder
from bot.telegram.outage import Outage
from bot.telegram.polling import UPDATES, handle, patiently
from bot.telegram.webhook_look import WebhookLook

log = get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
# The longest message that answers another one, with formatting and a full keyboard, has a quarter of this, and nginx
# lets as much through unless told otherwise. The limit must not be tight: an update that is refused comes again.
LARGEST_BODY = 2**20
BODY_SECONDS = 30.0
# A connection that sends no whole request is closed after this time. An idle one of nginx, too: nginx itself closes it
# after 60 s, and the later of the two must be this one, or a request could meet a closing door.
SILENT_SECONDS = 75.0
# The loop needs a few turns from an accepted connection until that waits for its request.
ACCEPTED_AFTER_TURNS = 10


async def serve(
    bot: Bot,
    dispatcher: Dispatcher,
    settings: Settings,
    monitoring: Sequence[web.RouteDef],
    stopping: asyncio.Event,
    look: WebhookLook,
    health: Health | None = None,
) -> bool:
    """Serve until `stopping`, then finish the requests in flight. `look` is told of each update of the webhook.

    False when the port is taken: long polling goes on without it, a webhook cannot.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    app.add_routes(monitoring)
    if settings.webhook_url:
        hook = Webhook(dispatcher, UpdateDecoder(bot, health), _secret(settings), look)
        app.add_routes([web.post(urlsplit(settings.webhook_url).path or "/", hook.receive)])
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=SILENT_SECONDS)
    app.on_shutdown.append(partial(_close_newest, runner))
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.web_host, settings.web_port).start()
        if settings.webhook_url:
            await patiently(lambda: _announce(bot, settings), Outage(health))
        await stopping.wait()
    except OSError as error:
        log.error("WEB_PORT cannot be served", port=settings.web_port, error=error.strerror)
        return False
    finally:
        await runner.cleanup()
    return True


async def _close_newest(runner: web.AppRunner, _: web.Application) -> None:
    """Close the idle connections that were accepted while the server stopped.

    aiohttp closes those that it knows of, and waits a minute for a request on each that comes a moment later.
    """
    for _turn in range(ACCEPTED_AFTER_TURNS):
        await asyncio.sleep(0)
    if runner.server is not None:
        runner.server.pre_shutdown()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Receives updates. `secret` is what Telegram shows with each."""

    dispatcher: Dispatcher
    decoder: UpdateDecoder
    secret: str
    look: WebhookLook

    async def receive(self, request: web.Request) -> web.Response:
        """Answer 200 once the update is handled, so that Telegram sends again what a stop interrupted.

        A body that cannot be understood gets a 200, too: Telegram would send it again for ever. 401 for a wrong
        secret, 413 for a body that is too large, 408 for one that does not come, 400 for one that comes broken.
        """
        shown = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, self.secret.encode()):
            raise web.HTTPUnauthorized
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        except (web.RequestPayloadError, ConnectionError):
            raise web.HTTPBadRequest from None
        if update := self.decoder.decode(_json(body)):
            await handle(self.decoder.bot, self.dispatcher, update, after_outage=self.look.came())
        return web.Response()


def _json(body: bytes) -> Any:
    """The JSON value of a body; None when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _secret(settings: Settings) -> str:
    if settings.webhook_secret is None:
        raise ValueError("a webhook needs a secret")
    return settings.webhook_secret.get_secret_value()


async def _announce(bot: Bot, settings: Settings) -> bool:
    return await bot.set_webhook(settings.webhook_url or "", secret_token=_secret(settings), allowed_updates=UPDATES)
