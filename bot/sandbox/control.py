"""Control for tests and load: faults, the limiter, statistics, crowds, a fresh start."""

from collections import Counter

from aiohttp import web

from bot.sandbox.botapi import WORLD
from bot.sandbox.faults import Limiter, Rule

routes = web.RouteTableDef()


@routes.get("/control/faults")
async def show_faults(request: web.Request) -> web.Response:
    return web.json_response(request.app[WORLD].faults.shown())


@routes.put("/control/faults")
async def set_faults(request: web.Request) -> web.Response:
    """A list of rules, in place of those in force."""
    faults = request.app[WORLD].faults
    faults.rules = [Rule(**rule) for rule in await request.json()]
    return web.json_response(faults.shown())


@routes.delete("/control/faults")
async def clear_faults(request: web.Request) -> web.Response:
    request.app[WORLD].faults.rules.clear()
    return web.json_response([])


@routes.put("/control/limiter")
async def set_limiter(request: web.Request) -> web.Response:
    """`{"rate", "burst"?, "penalty_seconds"?}`"""
    asked = await request.json()
    request.app[WORLD].faults.limiter = Limiter(**asked)
    return web.json_response(asked)


@routes.delete("/control/limiter")
async def remove_limiter(request: web.Request) -> web.Response:
    request.app[WORLD].faults.limiter = None
    return web.json_response({})


@routes.get("/control/stats")
async def show_stats(request: web.Request) -> web.Response:
    """Calls played, by method; refusals in words (of the last 10,000); messages sent, by chat; updates that wait."""
    world = request.app[WORLD]
    refused = Counter(description for _, description in world.refused)
    told = {"calls": world.counts, "refused": refused, "sent": world.sent, "waiting": len(world.updates)}
    return web.json_response(told)


@routes.post("/control/people")
async def add_people(request: web.Request) -> web.Response:
    """`{"from": 1000, "count": 5000}`: people who have started the bot and are not shown on the page."""
    asked = await request.json()
    request.app[WORLD].crowd(int(asked["from"]), int(asked["count"]))
    return web.json_response(asked)
