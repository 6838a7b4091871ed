"""HTTP parts that the routes share: the world, request bodies in every form, and file downloads."""

import json
from urllib.parse import quote

from aiohttp import BodyPartReader, web
from yarl import URL

from bot.sandbox.media import StoredFile, Upload
from bot.sandbox.world import World

WORLD = web.AppKey("world", World)
Form = tuple[dict[str, str], dict[str, Upload]]


async def read_form(request: web.Request) -> Form:
    """The fields and files of a body: urlencoded, multipart or JSON. Every value is the string of a form."""
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(URL.build(query_string=await request.text(), encoded=True).query), {}  # parse_qsl is slow
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    if request.content_type == "application/json" and request.can_read_body:
        return as_form(await request.json()), {}
    return {}, {}


def as_form(body: object) -> dict[str, str]:
    """The values of a JSON object as strings of a form: strings as they are, other values as JSON text.

    Raises ValueError if `body` is no object.
    """
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


def attachment(stored: StoredFile) -> web.Response:
    """A response that a browser saves as a file and does not display."""
    disposition = f"attachment; filename*=UTF-8''{quote(stored.name)}"
    headers = {"Content-Disposition": disposition, "Content-Type": stored.mime_type}
    return web.Response(body=stored.content, headers=headers)
