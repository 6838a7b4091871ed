"""The sandbox as a program: an aiohttp application on loopback."""

import argparse
import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import yaml
from aiohttp import web

from bot.sandbox import bot_api_routes, control_routes, page_routes, webhook
from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.http import WORLD
from bot.sandbox.media import MOST_UPLOADED
from bot.sandbox.page_routes import CLOCK, STREAMS
from bot.sandbox.world import DEFAULT_TOKEN, Persona, World

PEOPLE = web.AppKey("people", Sequence[Persona])

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
FORM_OVERHEAD = 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(world: World, clock: Clock, people: Sequence[Persona]) -> web.Application:
    """The application: Bot API, page, page API and control API of a world."""
    app = web.Application(middlewares=[guard, explain], client_max_size=MOST_UPLOADED + FORM_OVERHEAD)
    app[WORLD], app[CLOCK], app[PEOPLE], app[STREAMS] = world, clock, people, set()
    for part in (bot_api_routes, page_routes, control_routes):
        app.add_routes(part.routes)
    app.router.add_post("/control/reset", reset)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(page_routes.end_streams)
    app.cleanup_ctx.append(deliver_by_webhook)
    populate(world, people)
    return app


def populate(world: World, people: Sequence[Persona]) -> None:
    """Add people to the world."""
    for person in people:
        world.join(**person)


async def reset(request: web.Request) -> web.Response:
    """Forget all chats, restore the first people, and make open pages load again."""
    world = request.app[WORLD]
    world.reset()
    populate(world, request.app[PEOPLE])
    await page_routes.end_streams(request.app)
    return web.json_response({})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only programs on this computer and the sandbox's own page.

    A foreign name in Host means DNS rebinding. A foreign Origin, or a form where JSON is expected, means a request of
    another site's page in the same browser. Programs send no Origin. No page calls the Bot API, so a request to it
    with a sign of a foreign page is refused.
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
    """Answer a wrong request of the page or of a test with the error, as JSON."""
    if not request.path.startswith(("/api/", "/control/")):
        return await handler(request)
    try:
        return await handler(request)
    except KeyError as error:
        return web.json_response({"error": f"unknown or missing: {error.args[0]}"}, status=404)
    except (TypeError, ValueError, ApiError) as error:
        return web.json_response({"error": str(error)}, status=400)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def deliver_by_webhook(app: web.Application) -> AsyncIterator[None]:
    """Run the webhook delivery while the application runs."""
    delivery = asyncio.get_running_loop().create_task(webhook.deliver(app[WORLD]))
    yield
    delivery.cancel()
    with suppress(asyncio.CancelledError):
        await delivery


@asynccontextmanager
async def serve(
    *,
    token: str = DEFAULT_TOKEN,
    port: int = 0,
    clock_file: Path | None = None,
    people: Sequence[Persona] = (),
) -> AsyncIterator[str]:
    """Run the sandbox on loopback (port 0: a free port). Yields its base address, without a slash at the end."""
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
    """Run `python -m bot sandbox`: print the address of the page, then serve until SIGINT or SIGTERM.

    Returns the exit status: 1 when the port is taken.
    """
    parser = argparse.ArgumentParser("sandbox", description="A pretend Telegram on this computer.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--clock", type=Path, help="a file with the demo clock's offset in seconds")
    parser.add_argument("--people", type=Path, help="a YAML file with the people of the page, in its list `people`")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the bot's token, <id>:<anything>")
    parser.add_argument(
        "--with-parent", action="store_true", help="end when standard input is closed, that is with the parent process"
    )
    asked = parser.parse_args(argv)
    try:
        asyncio.run(_run(asked))
    except OSError as error:
        sys.stderr.write(f"Sandbox: {error}\n")
        return 1
    return 0


def read_people(file: Path | None) -> list[Persona]:
    """The `telegram` part of each entry in the file's list `people`; nobody without a file."""
    return [entry["telegram"] for entry in yaml.safe_load(file.read_bytes())["people"]] if file else []


async def _run(asked: argparse.Namespace) -> None:
    people = read_people(asked.people)
    stop = asyncio.Event()
    if asked.with_parent:
        asyncio.get_running_loop().add_reader(sys.stdin, stop.set)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with serve(token=asked.token, port=asked.port, clock_file=asked.clock, people=people) as address:
        sys.stdout.write(f"Sandbox: {address}/\n")
        sys.stdout.flush()
        await stop.wait()
