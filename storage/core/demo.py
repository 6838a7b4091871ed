"""The demo's people, events and founding case, written through the same functions as everybody's."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.domain.cases import CaseOutcome, StepStatus
from bot.domain.founding import Step
from bot.domain.papers.kit import Paper
from bot.domain.papers.law import used
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.time import wall_clock
from bot.domain.topics import NewsTopic
from storage import papers
from storage.cases import cases, interview_answers
from storage.core.tables import people as people_table
from storage.events import events, sign_ups
from storage.people import people, topics

ADMIN = frozenset({Role(RoleKind.ADMIN)})


def fill(tx: Connection, content: Any, days_off: Collection[date], now: datetime) -> None:
    """Write the parsed `seed/demo.yaml`: days are counted from `now`, hours are those of the zone."""
    zone = content["zone"]
    known = {row["user_id"]: _person(tx, row, zone, now) for row in content["people"]}
    _readers(tx, content["readers"], zone, now)
    for row in content["events"]:
        _event(tx, row, known[content["author"]], zone, now)
    for row in content["cases"]:
        _case(tx, row, known[row["member"]], zone, days_off, now)


def _person(tx: Connection, row: Any, zone: str, now: datetime) -> int:
    visitor = Visitor(user_id=row["user_id"], chat_id=row["user_id"], name=row["name"])
    person_id = 0
    for purpose in row["consents"]:
        person_id = people.agree(tx, visitor, Purpose(purpose), "demo", row["locale"], zone, now).id
    for role in row.get("roles", []):
        people.grant(tx, person_id, Role(RoleKind(role)), now)
    if row.get("municipality"):
        people.change(tx, person_id, municipality=row["municipality"])
    for topic in row.get("topics", []):
        topics.choose(tx, person_id, NewsTopic(topic), now)
    return person_id


def _readers(tx: Connection, row: Any, zone: str, now: datetime) -> None:
    for number in range(row["count"]):
        reader = {"user_id": row["from"] + number, "name": f"{row['name']} {number + 1}"}
        chosen = [topic for topic, each in row["every"].items() if number % each == 0]
        _person(tx, row | reader | {"topics": chosen}, zone, now)


def _ahead(days: int, at: str, zone: str, now: datetime) -> datetime:
    hour, minute = map(int, at.split(":"))
    return (wall_clock(now, zone) + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def _event(tx: Connection, row: Any, author_id: int, zone: str, now: datetime) -> None:
    _, event_id = events.draft(tx, ADMIN, row["title"], row.get("municipality"), zone, author_id, now)
    day = _ahead(row["in_days"], row["at"], zone, now)
    fields = {"starts_local": day, "place": row["place"], "description": row["about"], "minutes": row["minutes"]}
    for field, value in (fields | {"seats": row.get("seats")}).items():
        events.change(tx, event_id, ADMIN, field, value, now)
    events.publish(tx, event_id, ADMIN, now)
    for number in range(row["guests"]):
        guest = {"name": f"{row['guest']} {number + 1}", "locale": "ru", "zone": zone, "created_at": now}
        person_id = tx.execute(people_table.insert().values(**guest).returning(people_table.c.id)).scalar_one()
        sign_ups.join(tx, event_id, person_id, now - timedelta(seconds=row["guests"] - number))


def _case(tx: Connection, row: Any, person_id: int, zone: str, days_off: Collection[date], now: datetime) -> None:
    begun = cases.begin(tx, person_id, row["municipality"], zone, days_off, now)
    if isinstance(begun, CaseOutcome):
        raise TypeError(f"the demo's case is refused: {begun}")
    today = wall_clock(now, zone).date()
    for noted in row["steps"]:
        step, status, day = Step(noted["step"]), StepStatus(noted["status"]), today - timedelta(days=noted["days_ago"])
        cases.note(tx, begun, person_id, step, status, day, days_off, now)
    meeting = _ahead(row["meeting_in_days"], row["meeting_at"], zone, now)
    for field, value in (("title", row["title"]), ("listed_at", now), ("meeting_local", meeting)):
        cases.change(tx, begun, person_id, field, value, days_off, now)
    interview_answers.put(tx, begun, row["answers"], person_id, now)
    basis = papers.basis(tx, row["municipality"], today)
    law = {paper: used(Paper(paper), basis.norms, basis.where) for paper in row["papers"]}
    papers.note_made(tx, begun, person_id, law, days_off, now)
