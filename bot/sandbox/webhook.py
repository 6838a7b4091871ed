"""Delivery by webhook: updates are posted one after the other, each until it is accepted."""

import asyncio
import json

import aiohttp

from bot.sandbox.botapi import as_form
from bot.sandbox.refusal import Json
from bot.sandbox.updates import Webhook
from bot.sandbox.world import World

SIGNED = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = aiohttp.ClientTimeout(total=60)
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds between attempts, doubled each time


async def deliver(world: World) -> None:
    """Post updates whenever the bot has a webhook, in order, until cancelled."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
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
    """Whether the bot has accepted the update; if not, getWebhookInfo tells why."""
    headers = {SIGNED: webhook.secret_token} if webhook.secret_token else {}
    try:
        async with session.post(webhook.url, json=update, headers=headers) as response:
            if response.ok:
                await _play_answer(world, response)
                return True
            why = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (aiohttp.ClientError, TimeoutError) as error:
        why = f"Connection failed: {type(error).__name__}"
    webhook.failure = {"last_error_date": world.now, "last_error_message": why}
    return False


async def _play_answer(world: World, response: aiohttp.ClientResponse) -> None:
    """A bot may answer an update with a method call; what comes of that it does not learn."""
    params = await _read_answer(response)
    method = params.pop("method", "")
    if method:
        await world.call(method, params)


async def _read_answer(response: aiohttp.ClientResponse) -> dict[str, str]:
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
