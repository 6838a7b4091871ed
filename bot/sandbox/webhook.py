"""Webhook delivery: posts updates one after another, each one until the bot accepts it."""

import asyncio
import json

import aiohttp

from bot.sandbox.bot_api import call
from bot.sandbox.http import as_form
from bot.sandbox.json_types import Json
from bot.sandbox.updates import Webhook
from bot.sandbox.world import World

SIGNATURE_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TIMEOUT = aiohttp.ClientTimeout(total=60)
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds between attempts, doubled each time


async def deliver(world: World) -> None:
    """Post updates in order while the bot has a webhook. Runs until cancelled."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        pause = FIRST_PAUSE
        while True:
            update = await world.updates.first()
            webhook = world.updates.webhook
            if webhook and await _post(world, session, webhook, update):
                world.updates.done(update)
                pause = FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)


async def _post(world: World, session: aiohttp.ClientSession, webhook: Webhook, update: Json) -> bool:
    """True if the bot accepted the update. Otherwise the error is kept for getWebhookInfo."""
    headers = {SIGNATURE_HEADER: webhook.secret_token} if webhook.secret_token else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as response:
            if response.ok:
                await _call_method_in(world, response)
                return True
            why = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        why = f"Connection failed: {type(error).__name__}"
    webhook.failure = {"last_error_date": world.now, "last_error_message": why}
    return False


async def _call_method_in(world: World, response: aiohttp.ClientResponse) -> None:
    """Run the method call that a bot may put into its response. The bot does not get the result."""
    params = await _read_response(response)
    method = params.pop("method", "")
    if method:
        await call(world, method, params)


async def _read_response(response: aiohttp.ClientResponse) -> dict[str, str]:
    if response.content_type == "multipart/form-data":
        reader = aiohttp.MultipartReader.from_response(response)
        fields: dict[str, str] = {}
        async for part in reader:
            if isinstance(part, aiohttp.BodyPartReader) and part.name:
                fields[part.name] = await part.text()
        return fields
    try:
        return as_form(json.loads(await response.text()))
    except ValueError:
        return {}
