"""API of the chat page: the state, the stream of events, and one request for each action of a person."""

import asyncio
import json
from pathlib import Path

from aiohttp import web

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.http import WORLD, attachment, read_form
from bot.sandbox.json_types import Json
from bot.sandbox.media import photo_size
from bot.sandbox.world import World

EventQueue = asyncio.Queue[Json | None]  # None is the end of the stream

CLOCK = web.AppKey("clock", Clock)
STREAMS = web.AppKey("streams", set[EventQueue])

PAGE = Path(__file__).with_name("page")
MOST_BEHIND = 10_000  # events in a queue; a page that is further behind is disconnected and loads again
HEARTBEAT = 15  # seconds

routes = web.RouteTableDef()


@routes.get("/")
async def show_page(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


@routes.get(r"/page/{name:[a-z_-]+\.(?:css|js|svg|png)}")
async def show_part(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / request.match_info["name"])


@routes.get("/api/state")
async def show_state(request: web.Request) -> web.Response:
    """Answer with everything that the page shows: all people and chats, except silent ones."""
    world = request.app[WORLD]
    people = [person for person in world.people.values() if not person.silent]
    chats = [chat for chat in world.chats.values() if not chat.silent]
    state = {
        "now": world.now,
        "people": [world.card(person.id) for person in people],
        "chats": {chat.id: world.messages(chat.id) for chat in chats},
        "commands": {person.id: world.profile.commands_for(person) for person in people},
        "bot": {name: world.bot[name] for name in ("id", "first_name", "username")},
    }
    return web.json_response(state)


@routes.get("/api/events")
async def stream_events(request: web.Request) -> web.StreamResponse:
    """Stream server-sent events from now on."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    queue: EventQueue = asyncio.Queue(MOST_BEHIND)
    stop = request.app[WORLD].listen(lambda event: _queue(queue, event))
    request.app[STREAMS].add(queue)
    try:
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        await _pump(queue, response)
    except ConnectionError:
        pass  # the page was closed
    finally:
        stop()
        request.app[STREAMS].discard(queue)
    return response


def _queue(queue: EventQueue, event: Json) -> None:
    if queue.full():
        _end(queue)
    else:
        queue.put_nowait(event)


def _end(queue: EventQueue) -> None:
    """Drop the queued events and mark the end of the stream."""
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(None)


async def _pump(queue: EventQueue, response: web.StreamResponse) -> None:
    """Write the queued events until the mark of the end."""
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT):
                event = await queue.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")


async def end_streams(app: web.Application) -> None:
    """End all streams, when the program stops and after a reset: then each page loads again."""
    for queue in app[STREAMS]:
        _end(queue)


@routes.post("/api/say")
async def say(request: web.Request) -> web.Response:
    """Write a text: `{"user_id", "text", "chat_id"?, "reply_to"?}`."""
    return _message(request.app[WORLD].say(**await request.json()))


@routes.post("/api/send")
async def send(request: web.Request) -> web.Response:
    """Send content of another kind: `{"user_id", "kind", …details of the kind}`."""
    return _message(request.app[WORLD].send(**await request.json()))


@routes.post("/api/upload")
async def upload(request: web.Request) -> web.Response:
    """Send a file; an image is sent as a photo. A form: `user_id`, `file`, `caption`?, `media_group_id`?."""
    fields, files = await read_form(request)
    file = files["file"]
    details: Json = {"name": file.name, "content": file.content}
    details |= {name: fields.get(name, "") for name in ("caption", "media_group_id")}
    kind = "photo" if _is_image(file.content) else "document"
    return _message(request.app[WORLD].send(int(fields["user_id"]), kind, **details))


def _is_image(content: bytes) -> bool:
    try:
        return bool(photo_size(content))
    except ApiError:
        return False


def _message(message_id: int) -> web.Response:
    return web.json_response({"message_id": message_id})


@routes.post("/api/press")
async def press(request: web.Request) -> web.Response:
    """Press a button: `{"user_id", "message_id", "data", "rare"?}`."""
    return web.json_response({"callback_query_id": request.app[WORLD].press(**await request.json())})


@routes.post("/api/edit")
async def edit(request: web.Request) -> web.Response:
    """Edit an own message: `{"user_id", "message_id", "text"}`."""
    request.app[WORLD].edit(**await request.json())
    return web.json_response({})


@routes.post("/api/block")
async def block(request: web.Request) -> web.Response:
    """Block or unblock the bot: `{"user_id", "blocked"}`."""
    asked = await request.json()
    change = World.block if asked["blocked"] else World.unblock
    change(request.app[WORLD], asked["user_id"])
    return web.json_response({})


@routes.post("/api/clock")
async def move_clock(request: web.Request) -> web.Response:
    """Move the clock: `{"add": seconds}`."""
    world = request.app[WORLD]
    request.app[CLOCK].add(float((await request.json())["add"]))
    world.notify(None, {"type": "clock", "now": world.now})
    return web.json_response({"now": world.now})


@routes.post("/api/people")
async def join(request: web.Request) -> web.Response:
    """Add a person: `{"user_id", "first_name", "last_name"?, "username"?, "language_code"?, "label"?}`."""
    asked = await request.json()
    request.app[WORLD].join(**asked)
    return web.json_response(request.app[WORLD].card(asked["user_id"]))


@routes.get("/api/file/{file_id}")
async def show_file(request: web.Request) -> web.Response:
    return attachment(request.app[WORLD].files.get(request.match_info["file_id"]))
