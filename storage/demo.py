"""The demo's people and events, written through the same functions as everybody's."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.time import wall_clock
from storage import events, people, sign_ups
from storage.tables import people as people_table

ADMIN = frozenset({Role(RoleKind.ADMIN)})


def fill(tx: Connection, content: Any, now: datetime) -> None:
    """Write the parsed `seed/demo.yaml`: days are counted from `now`, hours are those of the zone."""
    zone = content["zone"]
    known = {row["user_id"]: _person(tx, row, zone, now) for row in content["people"]}
    for row in content["events"]:
        _event(tx, row, known[content["author"]], zone, now)


def _person(tx: Connection, row: Any, zone: str, now: datetime) -> int:
    visitor = Visitor(user_id=row["user_id"], chat_id=row["user_id"], name=row["name"])
    person_id = 0
    for purpose in row["consents"]:
        person_id = people.agree(tx, visitor, Purpose(purpose), "demo", row["locale"], zone, now).id
    for role in row.get("roles", []):
        people.grant(tx, person_id, Role(RoleKind(role)), now)
    if row.get("municipality"):
        people.change(tx, person_id, municipality=row["municipality"])
    return person_id


def _event(tx: Connection, row: Any, author_id: int, zone: str, now: datetime) -> None:
    _, event_id = events.draft(tx, ADMIN, row["title"], row.get("municipality"), zone, author_id, now)
    hour, minute = map(int, row["at"].split(":"))
    day = (wall_clock(now, zone) + timedelta(days=row["in_days"])).replace(
        hour=hour, minute=minute, second=0, microsecond=0
    )
    fields = {"starts_local": day, "place": row["place"], "description": row["about"], "minutes": row["minutes"]}
    for field, value in (fields | {"seats": row.get("seats")}).items():
        events.change(tx, event_id, ADMIN, field, value, now)
    events.publish(tx, event_id, ADMIN, now)
    for number in range(row["guests"]):
        guest = {"name": f"{row['guest']} {number + 1}", "locale": "ru", "zone": zone, "created_at": now}
        person_id = tx.execute(people_table.insert().values(**guest).returning(people_table.c.id)).scalar_one()
        sign_ups.join(tx, event_id, person_id, now - timedelta(seconds=row["guests"] - number))
