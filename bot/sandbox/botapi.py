"""The Bot API over HTTP: requests in every form Telegram accepts, answers, and downloads of files."""

import json
from typing import Any
from urllib.parse import quote

from aiohttp import BodyPartReader, web
from yarl import URL

from bot.sandbox.media import Stored, Upload
from bot.sandbox.refusal import RefusalError
from bot.sandbox.world import Reply, World

WORLD = web.AppKey("world", World)
Form = tuple[dict[str, str], dict[str, Upload]]

routes = web.RouteTableDef()


@routes.route("*", "/bot{token}/{method}")
async def call(request: web.Request) -> web.Response:
    """One Bot API request, by GET or POST; parameters in the address and in the body are one."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _answer(_refused(RefusalError(status=401)))
    try:
        params, files = await read_form(request)
    except web.HTTPRequestEntityTooLarge:
        return _answer(_refused(RefusalError(status=413)))
    except ValueError:
        return _answer(_refused(RefusalError("can't parse the request")))
    try:
        return _answer(await world.call(request.match_info["method"], dict(request.query) | params, files))
    except ConnectionError:
        return _cut(request)


@routes.get("/file/bot{token}/{path:.+}")
async def download(request: web.Request) -> web.Response:
    """The bytes of a file, at the file_path that getFile told."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return _answer(_refused(RefusalError(status=401)))
    try:
        return attachment(world.files.at(request.match_info["path"]))
    except RefusalError:
        return _answer(_refused(RefusalError(status=404)))


def attachment(stored: Stored) -> web.Response:
    """A file for saving: browsers neither show nor guess it."""
    disposition = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    headers = {"Content-Disposition": disposition, "Content-Type": stored.mime_type}
    return web.Response(body=stored.content, headers=headers)


async def read_form(request: web.Request) -> Form:
    """The fields and files of a body: urlencoded, multipart or JSON; every value as a form would carry it."""
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(URL.build(query_string=await request.text(), encoded=True).query), {}  # parse_qsl is slow
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    if request.content_type == "application/json" and request.can_read_body:
        return as_form(await request.json()), {}
    return {}, {}


def as_form(body: Any) -> dict[str, str]:
    """The values of a JSON object as a form would carry them: strings as they are, the rest as JSON text."""
    if not isinstance(body, dict):
        raise ValueError("a JSON object is expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in body.items()
        if value is not None
    }


async def _read_multipart(request: web.Request) -> Form:
    params: dict[str, str] = {}
    files: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytes(await part.read(decode=True))
        size += len(content)
        if size > request.client_max_size:
            raise web.HTTPRequestEntityTooLarge(request.client_max_size, size)
        if part.filename is None:
            params[part.name] = content.decode()
        else:
            files[part.name] = Upload(part.filename, content)
    return params, files


def _refused(refusal: RefusalError) -> Reply:
    return Reply(refusal.status, refusal.body)


def _answer(reply: Reply) -> web.Response:
    if reply.page:
        return web.Response(status=reply.status, text=reply.page, content_type="text/html")
    return web.json_response(reply.body, status=reply.status)


def _cut(request: web.Request) -> web.Response:
    """Close the connection without an answer; the response returned goes nowhere."""
    if request.transport:
        request.transport.abort()
    return web.Response()
