"""Content of the demo: personas, readers, events and a founding case, written by the bot's own storage functions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Required, TypedDict

from sqlalchemy import Connection

from bot.domain.cases import CaseOutcome, StepStatus
from bot.domain.founding import Step
from bot.domain.papers.kit import Paper
from bot.domain.papers.law import used
from bot.domain.papers.questions import Value
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.time import wall_clock
from bot.domain.topics import Topic
from storage import papers
from storage.cases import cases, interview_answers
from storage.core.tables import people as people_table
from storage.events import events, sign_ups
from storage.people import people, topics

ADMIN = frozenset({Role(RoleKind.ADMIN)})


class TelegramAccount(TypedDict):
    """The fields of a persona's account that the store needs; the sandbox reads the others."""

    user_id: int
    first_name: str
    last_name: str


class BotAccount(TypedDict, total=False):
    """A person as the bot knows them."""

    locale: Required[str]
    consents: Required[list[str]]
    municipality: str
    roles: list[str]
    topics: list[str]


class Persona(TypedDict, total=False):
    """A person of the chat page. Without `bot`, the person is new to the bot."""

    telegram: Required[TelegramAccount]
    bot: BotAccount


# "from" is a keyword, so that these fields need the other syntax. `every` is a number for each topic.
Readers = TypedDict("Readers", {"from": int, "count": int, "name": str, "bot": BotAccount, "every": Mapping[str, int]})


class DemoEvent(TypedDict, total=False):
    """An event `in_days` days, `at` a local time ("18:00"), with guests whose names are numbered."""

    title: Required[str]
    in_days: Required[int]
    at: Required[str]
    minutes: Required[int]
    place: Required[str]
    about: Required[str]
    guests: Required[int]
    guest: Required[str]
    municipality: str
    seats: int


class DemoStep(TypedDict):
    """A founding step with its status, noted `days_ago` days."""

    step: str
    status: str
    days_ago: int


class DemoCase(TypedDict):
    """A founding case of the persona whose user id is `member`."""

    member: int
    municipality: str
    title: str
    steps: Sequence[DemoStep]
    meeting_in_days: int
    meeting_at: str
    answers: Mapping[str, Value]
    papers: Sequence[str]


class Demo(TypedDict):
    """The parsed `seed/demo.yaml`. `author` is the user id of the persona who publishes the events."""

    zone: str
    author: int
    people: Sequence[Persona]
    readers: Readers
    events: Sequence[DemoEvent]
    cases: Sequence[DemoCase]


def fill(tx: Connection, content: Demo, days_off: Collection[date], now: datetime) -> None:
    """Write the demo. Days are counted from `now`; times are local in the zone of the content."""
    zone = content["zone"]
    person_ids = {
        row["telegram"]["user_id"]: _person(tx, row["telegram"]["user_id"], _name(row), row["bot"], zone, now)
        for row in content["people"]
        if "bot" in row
    }
    _readers(tx, content["readers"], zone, now)
    for event in content["events"]:
        _event(tx, event, person_ids[content["author"]], zone, now)
    for case in content["cases"]:
        _case(tx, case, person_ids[case["member"]], zone, days_off, now)


def _name(row: Persona) -> str:
    return f"{row['telegram']['first_name']} {row['telegram']['last_name']}"


def _person(tx: Connection, user_id: int, name: str, account: BotAccount, zone: str, now: datetime) -> int:
    visitor = Visitor(user_id=user_id, chat_id=user_id, name=name)
    person_id = 0
    for purpose in account["consents"]:
        person_id = people.agree(tx, visitor, Purpose(purpose), "demo", account["locale"], zone, now).id
    for role in account.get("roles", []):
        people.grant(tx, person_id, Role(RoleKind(role)), now)
    if account.get("municipality"):
        people.change(tx, person_id, municipality=account["municipality"])
    for topic in account.get("topics", []):
        topics.choose(tx, person_id, Topic(topic), now)
    return person_id


def _readers(tx: Connection, row: Readers, zone: str, now: datetime) -> None:
    for number in range(row["count"]):
        chosen = [topic for topic, nth in row["every"].items() if number % nth == 0]
        account: BotAccount = {**row["bot"], "topics": chosen}
        _person(tx, row["from"] + number, f"{row['name']} {number + 1}", account, zone, now)


def _local_moment(days: int, at: str, zone: str, now: datetime) -> datetime:
    """The wall clock in the zone, `days` days after `now`, at the time `at`."""
    hour, minute = map(int, at.split(":"))
    return (wall_clock(now, zone) + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def _event(tx: Connection, row: DemoEvent, author_id: int, zone: str, now: datetime) -> None:
    _, event_id = events.draft(tx, ADMIN, row["title"], row.get("municipality"), zone, author_id, now)
    starts = _local_moment(row["in_days"], row["at"], zone, now)
    fields = {"starts_local": starts, "place": row["place"], "description": row["about"], "minutes": row["minutes"]}
    for field, value in (fields | {"seats": row.get("seats")}).items():
        events.change(tx, event_id, ADMIN, field, value, now)
    events.publish(tx, event_id, ADMIN, now)
    for number in range(row["guests"]):
        guest = {"name": f"{row['guest']} {number + 1}", "locale": "ru", "zone": zone, "created_at": now}
        person_id = tx.execute(people_table.insert().values(**guest).returning(people_table.c.id)).scalar_one()
        sign_ups.join(tx, event_id, person_id, now - timedelta(seconds=row["guests"] - number))


def _case(tx: Connection, row: DemoCase, person_id: int, zone: str, days_off: Collection[date], now: datetime) -> None:
    case_id = cases.begin(tx, person_id, row["municipality"], zone, days_off, now)
    if isinstance(case_id, CaseOutcome):
        raise TypeError(f"the demo's case is refused: {case_id}")
    today = wall_clock(now, zone).date()
    for noted in row["steps"]:
        step, status, day = Step(noted["step"]), StepStatus(noted["status"]), today - timedelta(days=noted["days_ago"])
        cases.note(tx, case_id, person_id, step, status, day, days_off, now)
    meeting = _local_moment(row["meeting_in_days"], row["meeting_at"], zone, now)
    for field, value in (("title", row["title"]), ("listed_at", now), ("meeting_local", meeting)):
        cases.change(tx, case_id, person_id, field, value, days_off, now)
    interview_answers.put(tx, case_id, row["answers"], person_id, now)
    basis = papers.basis(tx, row["municipality"], today)
    law = {paper: used(Paper(paper), basis.norms, basis.where) for paper in row["papers"]}
    papers.note_made(tx, case_id, person_id, law, days_off, now)
