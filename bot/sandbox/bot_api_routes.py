"""The Bot API over HTTP: calls in every form that Telegram accepts, and file downloads."""

from email.utils import formatdate

from aiohttp import web

from bot.sandbox.bot_api import Reply, call
from bot.sandbox.errors import ApiError
from bot.sandbox.http import WORLD, attachment, read_form
from bot.sandbox.world import World

routes = web.RouteTableDef()


@routes.route("*", "/bot{token}/{method}")
async def answer_call(request: web.Request) -> web.Response:
    """Answer a Bot API call by GET or POST. Its parameters may be in the address and in the body."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _response(world, _refused(ApiError(status=401)))
    try:
        params, files = await read_form(request)
    except web.HTTPRequestEntityTooLarge:
        return _response(world, _refused(ApiError(status=413)))
    except ValueError:
        return _response(world, _refused(ApiError("can't parse the request")))
    try:
        reply = await call(world, request.match_info["method"], dict(request.query) | params, files)
    except ConnectionError:
        return _cut(request)
    return _response(world, reply)


@routes.get("/file/bot{token}/{path:.+}")
async def download(request: web.Request) -> web.Response:
    """Answer with the file at a file_path of getFile."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _response(world, _refused(ApiError(status=401)))
    try:
        return attachment(world.files.at(request.match_info["path"]))
    except ApiError:
        return _response(world, _refused(ApiError(status=404)))


def _refused(error: ApiError) -> Reply:
    return Reply(error.status, error.body)


def _response(world: World, reply: Reply) -> web.Response:
    """A response with the date of the sandbox's own clock, which the page may have moved."""
    date = {"Date": formatdate(world.clock(), usegmt=True)}
    if reply.page:
        return web.Response(status=reply.status, text=reply.page, content_type="text/html", headers=date)
    return web.json_response(reply.body, status=reply.status, headers=date)


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer. The returned response is never sent."""
    if request.transport:
        request.transport.abort()
    return web.Response()
