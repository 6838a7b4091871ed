"""The order of the queue with real concurrency: the place that somebody is told is the place that they have."""

import asyncio
import json
import sys
from pathlib import Path

from sqlalchemy import select

from storage.core.tables import sign_ups as table
from storage.events import sign_ups
from tests.clock import START
from tests.conftest import postgres_store
from tests.storage.events import add_people, open_event

# Every replica takes the moment of an update when the update comes, before it waits for the event's lock.
REPLICA = """
import asyncio, json, sys
from datetime import UTC, datetime, timedelta
from storage.core.db import Store
from storage.events import sign_ups

def join(tx, event_id, person_id, now):
    sign_ups.join(tx, event_id, person_id, now)
    return sign_ups.look(tx, event_id, person_id).place

async def come(store, event_id, person_id, start, number):
    now = datetime.fromisoformat(start) + timedelta(milliseconds=number)
    return person_id, await store.write(join, event_id, person_id, now)

async def rush(url, start, event_id, *who):
    store = Store(url)
    coming = (come(store, int(event_id), int(each), start, -number) for number, each in enumerate(who))
    print(json.dumps(await asyncio.gather(*coming)))
    await store.close()

asyncio.run(rush(*sys.argv[1:]))
"""


async def test_two_replicas_queue_people_in_the_order_in_which_they_were_told() -> None:
    store = await postgres_store()
    who = await store.write(add_people, 40)
    event_id = await store.write(open_event, 1)
    url = store.url.render_as_string(hide_password=False)
    replicas = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", REPLICA, url, START.isoformat(), str(event_id), *map(str, half)),
            cwd=Path(__file__).parents[2],
            stdout=asyncio.subprocess.PIPE,
        )
        for half in (who[::2], who[1::2])
    ]
    answers = [await each.communicate() for each in replicas]
    told = {person: place for out, _ in answers for person, place in json.loads(out) if place}
    assert len(told) == len(who) - 1
    found = {each: seen.place for each in told if (seen := await store.read(sign_ups.look, event_id, each))}
    assert found == told
    turns = await store.read(lambda tx: tx.scalars(select(table.c.turn).where(table.c.turn.is_not(None))).all())
    assert sorted(turns) == list(range(1, len(who)))
    await store.close()
