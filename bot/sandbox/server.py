"""The sandbox as a program: one aiohttp application on loopback."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox import botapi, control, page_api, webhook
from bot.sandbox.botapi import WORLD
from bot.sandbox.clock import Clock
from bot.sandbox.media import MOST_UPLOADED
from bot.sandbox.page_api import CLOCK, STREAMS
from bot.sandbox.refusal import RefusalError
from bot.sandbox.world import WELL_KNOWN, World

DEMO_PEOPLE: Sequence[Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("people.json").read_text(encoding="utf-8")
)
PEOPLE = web.AppKey("people", Sequence[Mapping[str, Any]])

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
FORM_OVERHEAD = 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(world: World, clock: Clock, people: Sequence[Mapping[str, Any]]) -> web.Application:
    """Bot API, page, page API and control around a world."""
    app = web.Application(middlewares=[guard, explain], client_max_size=MOST_UPLOADED + FORM_OVERHEAD)
    app[WORLD], app[CLOCK], app[PEOPLE], app[STREAMS] = world, clock, people, set()
    for part in (botapi, page_api, control):
        app.add_routes(part.routes)
    app.router.add_post("/control/reset", reset)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(page_api.end_streams)
    app.cleanup_ctx.append(deliver_by_webhook)
    populate(world, people)
    return app


def populate(world: World, people: Sequence[Mapping[str, Any]]) -> None:
    for person in people:
        world.join(**person)


async def reset(request: web.Request) -> web.Response:
    """Forget everything said; the first people are back, and open pages come to load anew."""
    world = request.app[WORLD]
    world.reset()
    populate(world, request.app[PEOPLE])
    await page_api.end_streams(request.app)
    return web.json_response({})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only this computer's own programs and the sandbox's own page.

    A foreign name in Host is DNS rebinding; a foreign Origin, or a form where JSON is expected, is another site's
    page at work in the same browser. Programs send no Origin. No page calls the Bot API, so there any hint of a
    foreign page is enough.
    """
    if request.host.rpartition(":")[0] not in LOOPBACK and request.host not in LOOPBACK:
        raise web.HTTPForbidden(text="unknown Host")
    if request.path.startswith(("/bot", "/file/")):
        if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            raise web.HTTPForbidden(text="not from a web page")
    elif request.method not in {"GET", "HEAD"}:
        _check_origin(request)
    return await handler(request)


def _check_origin(request: web.Request) -> None:
    if request.headers.get("Origin", own := f"{request.scheme}://{request.host}") != own:
        raise web.HTTPForbidden(text="foreign Origin")
    expected = "multipart/form-data" if request.path == "/api/upload" else "application/json"
    if request.body_exists and request.content_type != expected:
        raise web.HTTPUnsupportedMediaType(text=f"{expected} is expected")


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A mistake of the page or of a test is answered with what is wrong, as JSON."""
    if not request.path.startswith(("/api/", "/control/")):
        return await handler(request)
    try:
        return await handler(request)
    except KeyError as error:
        return web.json_response({"error": f"unknown or missing: {error.args[0]}"}, status=404)
    except (TypeError, ValueError, RefusalError) as error:
        return web.json_response({"error": str(error)}, status=400)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def deliver_by_webhook(app: web.Application) -> AsyncIterator[None]:
    delivery = asyncio.get_running_loop().create_task(webhook.deliver(app[WORLD]))
    yield
    delivery.cancel()
    with suppress(asyncio.CancelledError):
        await delivery


@asynccontextmanager
async def serve(
    *,
    token: str = WELL_KNOWN,
    port: int = 0,
    clock_file: Path | None = None,
    people: Sequence[Mapping[str, Any]] = DEMO_PEOPLE,
) -> AsyncIterator[str]:
    """Run the sandbox on loopback (port 0: a free one); the base address, without a slash at its end."""
    clock = Clock(clock_file)
    app = application(World(token, clock.now), clock, people)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m bot sandbox`: print the address of the page, run until SIGINT or SIGTERM.

    The exit status is 1 when the port is taken.
    """
    parser = argparse.ArgumentParser("sandbox", description="A pretend Telegram on this computer.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--clock", type=Path, help="a file with the demo clock's offset in seconds")
    parser.add_argument("--token", default=WELL_KNOWN, help="the bot's token, <id>:<anything>")
    parser.add_argument(
        "--with-parent", action="store_true", help="end when standard input does: with whoever began it"
    )
    asked = parser.parse_args(argv)
    try:
        asyncio.run(_run(asked.token, asked.port, asked.clock, asked.with_parent))
    except OSError as error:
        sys.stderr.write(f"Sandbox: {error}\n")
        return 1
    return 0


async def _run(token: str, port: int, clock_file: Path | None, with_parent: bool) -> None:
    stop = asyncio.Event()
    if with_parent:
        asyncio.get_running_loop().add_reader(sys.stdin, stop.set)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(token=token, port=port, clock_file=clock_file) as address:
        sys.stdout.write(f"Sandbox: {address}/\n")
        sys.stdout.flush()
        await stop.wait()
