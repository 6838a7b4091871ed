"""Control API for tests: faults, the limiter, statistics, people in bulk, groups."""

from collections import Counter

from aiohttp import web

from bot.sandbox.faults import Limiter, Rule
from bot.sandbox.http import WORLD

routes = web.RouteTableDef()


@routes.get("/control/faults")
async def show_faults(request: web.Request) -> web.Response:
    """List the active rules."""
    return web.json_response(request.app[WORLD].faults.shown())


@routes.put("/control/faults")
async def set_faults(request: web.Request) -> web.Response:
    """Replace the active rules with this list."""
    faults = request.app[WORLD].faults
    faults.rules = [Rule(**rule) for rule in await request.json()]
    return web.json_response(faults.shown())


@routes.delete("/control/faults")
async def clear_faults(request: web.Request) -> web.Response:
    """Remove all rules."""
    request.app[WORLD].faults.rules.clear()
    return web.json_response([])


@routes.put("/control/limiter")
async def set_limiter(request: web.Request) -> web.Response:
    """Set the limiter: `{"rate", "burst"?, "penalty_seconds"?}`."""
    asked = await request.json()
    request.app[WORLD].faults.limiter = Limiter(**asked)
    return web.json_response(asked)


@routes.delete("/control/limiter")
async def remove_limiter(request: web.Request) -> web.Response:
    """Remove the limiter."""
    request.app[WORLD].faults.limiter = None
    return web.json_response({})


@routes.get("/control/stats")
async def show_stats(request: web.Request) -> web.Response:
    """Count calls by method, errors by description (of the last 10,000), messages by chat, and waiting updates."""
    world = request.app[WORLD]
    refused = Counter(description for _, description in world.refused)
    stats = {"calls": world.counts, "refused": refused, "sent": world.sent, "waiting": len(world.updates)}
    return web.json_response(stats)


@routes.post("/control/people")
async def add_people(request: web.Request) -> web.Response:
    """Add people who have started the bot and are not shown on the page: `{"from": 1000, "count": 5000}`."""
    asked = await request.json()
    request.app[WORLD].add_silent_people(int(asked["from"]), int(asked["count"]))
    return web.json_response(asked)


@routes.post("/control/groups")
async def add_group(request: web.Request) -> web.Response:
    """Add a group with topics, the bot its administrator: `{"chat_id", "title", "members", "rights"}`."""
    asked = await request.json()
    world = request.app[WORLD]
    world.join_group(asked["chat_id"], asked["title"], asked["members"])
    world.make_forum(asked["chat_id"])
    world.promote_bot(asked["chat_id"], *asked["rights"])
    return web.json_response(asked)
