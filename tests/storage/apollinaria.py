"""Apollinaria: a person with a row of her own in every table that can hold one, and her neighbours."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, text

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.catalogue.wishes import Filter
from bot.domain.deliveries import DeliveryStatus
from bot.domain.events import ChangeOutcome, JoinOutcome
from bot.domain.following.answers import RoundAnswer, RoundReply
from bot.domain.people import REGION, Purpose, Role, RoleKind, Visitor
from bot.domain.questions import CAUSE, AskOutcome, Side, Words
from bot.domain.topics import NewsTopic
from storage import grants, outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.core import fsm, tables
from storage.events import events, sign_ups
from storage.grants import answers, subscriptions
from storage.people import audit, people, topics
from storage.questions import inbox, questions
from tests.clock import START, ZONE
from tests.storage.office import OFFICE

if TYPE_CHECKING:
    from tests.chat import Neighbour, Town

NAME = "Аполлинария Преображенская-Забайкальская"
KEY = "apollinaria's conversation"
CHAT = 770_001_112_223
COORDINATOR = Role(RoleKind.COORDINATOR)
ADMIN = frozenset({Role(RoleKind.ADMIN)})
# Ids that no other number of the store looks like.
FIRST_ID = 900_000_001


@dataclass(frozen=True)
class Street:
    """The ids of Apollinaria, of Boris on her waitlist, of Vera, and of Apollinaria's event and broadcast."""

    apollinaria: int
    boris: int
    vera: int
    meeting: int
    broadcast: int


def settle(tx: Connection) -> Street:
    """Let Apollinaria do everything that a person can do, and two neighbours a part of it."""
    _number_people_from(tx, FIRST_ID)
    apollinaria, boris, vera = (
        _agree(tx, CHAT, NAME, *Purpose, username="apollinaria_pz"),
        _agree(tx, 102, "Борис", Purpose.SIGN_UPS, Purpose.NOTIFICATIONS),
        _agree(tx, 103, "Вера", Purpose.SIGN_UPS, Purpose.SUBSCRIPTIONS, Purpose.NOTIFICATIONS),
    )
    people.grant(tx, apollinaria, COORDINATOR, START)
    people.change(tx, apollinaria, municipality="blagoveshchensk")
    meeting, other = _event(tx, "Встреча", 1, apollinaria), _event(tx, "Субботник", None, None)
    assert sign_ups.join(tx, meeting, apollinaria, START) is JoinOutcome.GOING
    assert sign_ups.join(tx, meeting, boris, START) is JoinOutcome.WAITING
    sign_ups.join(tx, other, vera, START)
    events.draft(tx, ADMIN, "Черновик", None, ZONE, apollinaria, START)
    former = {"event_id": meeting, "author_id": apollinaria, "field": "place", "was": '["Сад"]', "changed_at": START}
    tx.execute(tables.event_changes.insert().values(**former))
    brought = {"event_id": meeting, "person_id": apollinaria, "name": f"Подруга, её зовут {NAME}"}
    tx.execute(tables.companions.insert().values(**brought))
    _help_at_the_door(tx, meeting, apollinaria)
    grants.subscribe(tx, 1, apollinaria, START)
    grants.subscribe(tx, 1, vera, START)
    follow(tx, apollinaria)
    topics.choose(tx, apollinaria, NewsTopic.TRAINING, START)
    topics.choose(tx, vera, NewsTopic.TRAINING, START)
    found_tos(tx, apollinaria)
    keep_catalogue(tx, apollinaria)
    apply_for_grant(tx, apollinaria)
    ask(tx, apollinaria)
    of_boris = ask(tx, boris)
    inbox.take(tx, of_boris, ADMIN, apollinaria, START)
    inbox.write(tx, of_boris, ADMIN, (apollinaria, Side.STAFF), Words("Завтра спрошу"), START)
    _answer(tx, apollinaria)
    fsm.put(tx, KEY, START, state="Making:title", data={"event_id": meeting}, locale="ru")
    news = broadcast(tx, apollinaria, Audience.of(AudienceKind.EVERYBODY))
    _work_on(tx, news, apollinaria)
    audit.note(tx, AuditEntry(Act.ROLE_GIVEN, None, apollinaria, AuditSubject.PERSON, apollinaria, REGION, NAME, START))
    return Street(apollinaria, boris, vera, meeting, news)


def _help_at_the_door(tx: Connection, event_id: int, person_id: int) -> None:
    """Leave all that a steward leaves at an event."""
    tx.execute(tables.event_stewards.insert().values(event_id=event_id, person_id=person_id, named_at=START))
    letter = {"digest": "digest of a letter to a helper", "event_id": event_id, "expires_at": START}
    tx.execute(tables.steward_invitations.insert().values(**letter, author_id=person_id))
    guest = {"event_id": event_id, "name": "Глеб", "came_at": START}
    tx.execute(tables.walk_ins.insert().values(**guest, noted_by=person_id))
    rated = {"event_id": event_id, "person_id": person_id, "stars": 5, "word": f"Хорошо. {NAME}", "rated_at": START}
    tx.execute(tables.event_ratings.insert().values(**rated))
    paper = {"event_id": event_id, "person_id": person_id, "code": "m0000", "issued_on": START.date(), "name": NAME}
    tx.execute(tables.event_certificates.insert().values(**paper))


def _work_on(tx: Connection, broadcast_id: int, author_id: int) -> None:
    """Add the other rows that a coordinator leaves: an approval, a change, a template."""
    approval: dict[str, Any] = {"broadcast_id": broadcast_id, "person_id": author_id, "seal": "00000000"}
    tx.execute(tables.broadcast_approvals.insert().values(**approval, agreed=True, answered_at=START))
    hers: dict[str, Any] = {"author_id": author_id, "created_at": START}
    change: dict[str, Any] = {
        "broadcast_id": broadcast_id,
        "kind": "recall",
        "planned_up_to": 0,
        "progress_message_id": 4244,
    }
    change |= {"message_id": 4245, "was_message_id": 4246, "copies": 1}
    tx.execute(tables.broadcast_changes.insert().values(**hers, **change))
    invitation: dict[str, Any] = {
        "digest": "digest",
        "kind": "chair",
        "scope": "zeya",
        "reason": "",
        "expires_at": START,
    }
    tx.execute(tables.role_invitations.insert().values(**invitation, author_id=author_id))
    code = {"person_id": author_id, "digest": "digest of a code that links", "expires_at": START}
    tx.execute(tables.account_links.insert().values(**code))
    saved = {"scope": "region", "name": "Все", "parts": []}
    tx.execute(tables.broadcast_audiences.insert().values(**hers, **saved))
    template = {"scope": "region", "name": "Субботник", "content": {}}
    tx.execute(tables.broadcast_templates.insert().values(**hers, **template))


def keep_catalogue(tx: Connection, person_id: int) -> None:
    """Whatever she leaves at the desk of the catalogue, and an announcement that she saw."""
    mine: dict[str, Any] = {"person_id": person_id, "created_at": START}
    tx.execute(tables.catalogue_imports.insert().values(**mine))
    edit = {"programme_id": 1, "changes": {"title": ["A", "B"]}, "source": "source", "saved_at": START}
    tx.execute(tables.programme_edits.insert().values(**mine, **edit))
    tip = {"person_id": person_id, "programme_id": 1, "text": f"Видела {NAME}", "sent_at": START}
    tx.execute(tables.programme_tips.insert().values(**tip))


def apply_for_grant(tx: Connection, person_id: int) -> None:
    """An application of her own, with whatever a member leaves in one."""
    row: dict[str, Any] = {"author_id": person_id, "programme_id": 1, "season": "2027", "status": "preparing"}
    row |= {"title": "Двор", "counted_by": person_id, "created_at": START, "touched_at": START}
    made = tables.applications.insert().values(row).returning(tables.applications.c.id)
    hers: dict[str, Any] = {"application_id": tx.execute(made).scalar_one(), "person_id": person_id}
    tx.execute(tables.application_members.insert().values(**hers, access="owner", joined_at=START))
    letter = {"digest": "digest of a letter", "access": "viewer", "expires_at": START}
    tx.execute(tables.application_invitations.insert().values(**hers, **letter))
    item = {"kind": "task", "text": "Собрать подписи", "done_at": START, "done_by": person_id}
    tx.execute(tables.application_items.insert().values(**hers, **item))
    line = {"what": "Скамейка", "quantity": 1000, "unit": "", "price": 100, "payer": "grant"}
    tx.execute(tables.application_lines.insert().values(**hers, **line))


def follow(tx: Connection, person_id: int) -> None:
    """A filter that she follows, and what she was told and answered."""
    subscriptions.follow(tx, person_id, Filter(kind="tos"), START)
    told: dict[str, Any] = {"person_id": person_id, "programme_id": 1, "stage_id": 1, "told_at": START}
    tx.execute(tables.grant_told.insert().values(**told))
    answers.answer(tx, person_id, 1, "2027", RoundReply(RoundAnswer.APPLIED), START)


def found_tos(tx: Connection, person_id: int) -> None:
    """A founding case of her own, with whatever a member leaves in one."""
    case = {"municipality": "blagoveshchensk", "zone": ZONE, "created_at": START, "touched_at": START}
    case_id = tx.execute(tables.cases.insert().values(**case).returning(tables.cases.c.id)).scalar_one()
    hers: dict[str, Any] = {"case_id": case_id, "person_id": person_id}
    tx.execute(tables.case_members.insert().values(**hers, joined_at=START))
    tx.execute(tables.case_invitations.insert().values(**hers, code="code", expires_at=START))
    step = {"step": "group", "status": "done", "happened_on": START.date(), "noted_at": START}
    tx.execute(tables.case_steps.insert().values(**hers, **step))
    tx.execute(
        tables.case_answers.insert().values(
            **hers, question="name", value={"value": "Ольга", "stale": False}, version=1, saved_at=START
        )
    )
    tx.execute(tables.case_papers.insert().values(**hers, paper="charter", law={}, made_at=START))
    tally = {"case_id": case_id, "kind": "meeting", "numbers": {}, "opened_at": START}
    tally_id = tx.execute(tables.tallies.insert().values(**tally).returning(tables.tallies.c.id)).scalar_one()
    change: dict[str, Any] = {"subject": "norm", "key": "group.minimum", "field": "value", "was": "3", "became": "4"}
    change |= {"confidence": "B", "as_of": START.date(), "source": "source", "changed_at": START}
    tx.execute(tables.changes.insert().values(**change, person_id=person_id))
    mark = {"tally_id": tally_id, "counted": "residents", "people": 1, "undone": False, "noted_at": START}
    tx.execute(tables.tally_marks.insert().values(**mark, person_id=person_id))


def _number_people_from(tx: Connection, first: int) -> None:
    """SQLite goes on from the highest number, PostgreSQL from its sequence."""
    row = {"id": first, "name": "Сосед", "locale": "ru", "zone": ZONE, "created_at": START}
    tx.execute(tables.people.insert().values(**row))
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT setval(pg_get_serial_sequence('people', 'id'), :first)"), {"first": first})


def _agree(tx: Connection, chat_id: int, name: str, *purposes: Purpose, username: str | None = None) -> int:
    visitor = Visitor(chat_id, chat_id, name, username)
    given = [people.agree(tx, visitor, each, f"hash of {each}", "ru", ZONE, START) for each in purposes]
    return given[-1].id


def _event(tx: Connection, title: str, seats: int | None, author_id: int | None) -> int:
    _, event_id = events.draft(tx, ADMIN, title, None, "UTC", author_id, START)
    starts = (START + timedelta(days=3)).replace(tzinfo=None)
    for field, value in {"starts_local": starts, "place": "Двор", "seats": seats}.items():
        events.change(tx, event_id, ADMIN, field, value, START)
    assert events.publish(tx, event_id, ADMIN, START) is ChangeOutcome.DONE
    return event_id


def ask(tx: Connection, person_id: int) -> int:
    """Let a person ask the coordinators a question. Returns its id."""
    question_id = questions.draft(tx, person_id, None, Words("Где взять справку?"), None, START)
    assert questions.send(tx, question_id, person_id, OFFICE, START) is AskOutcome.SENT
    outbox.cancel(tx, CAUSE, question_id)  # coordinators know of it already
    return question_id


def _answer(tx: Connection, person_id: int) -> None:
    """The rest of a coordinator at the desk of questions: a group, a text, an answer for everybody; and a ban."""
    account: dict[str, Any] = {"platform": "telegram", "kind": "group", "chat_id": -100_770, "created_at": START}
    account_id = tx.execute(tables.accounts.insert().values(**account).returning(tables.accounts.c.id)).scalar_one()
    group = {"account_id": account_id, "scope": "tynda", "title": "Штаб", "connected_at": START}
    made = tables.staff_groups.insert().values(**group).returning(tables.staff_groups.c.id)
    group_id = tx.execute(made).scalar_one()
    tx.execute(tables.staff_topics.insert().values(group_id=group_id, person_id=person_id))
    template = {"scope": "region", "text": "Спросите в администрации.", "created_at": START}
    tx.execute(tables.answer_templates.insert().values(**template, author_id=person_id))
    entry = {"topic": "basics", "question": "Где?", "answer": "Там.", "source": "Закон", "as_of": START.date()}
    tx.execute(tables.faq_entries.insert().values(**entry, person_id=person_id))
    tx.execute(tables.lesson_marks.insert().values(person_id=person_id, lesson="a1", done_at=START))
    paper = {"course": "chair", "code": "0123456789", "name": NAME, "issued_on": START.date()}
    tx.execute(tables.certificates.insert().values(**paper, person_id=person_id))
    tx.execute(tables.question_bans.insert().values(person_id=person_id, reason="Брань", banned_at=START))


def broadcast(tx: Connection, author_id: int, audience: Audience) -> int:
    """A broadcast whose rows are planned and not sent."""
    broadcast_id = drafts.begin(tx, author_id, CHAT, 4242, START)
    drafts.address(tx, broadcast_id, author_id, ADMIN, audience, START)
    found = drafts.get(tx, broadcast_id)
    assert found
    begun = launches.start(tx, broadcast_id, author_id, ADMIN, found.seal, 4243, START)
    assert begun is BroadcastOutcome.DONE
    launches.plan_next(tx, broadcast_id)
    return broadcast_id


def coming(tx: Connection, person_id: int) -> set[str]:
    """The causes of a person's planned outbox rows."""
    deliveries = tables.deliveries
    mine = (deliveries.c.person_id == person_id, deliveries.c.status == DeliveryStatus.PLANNED)
    return set(tx.scalars(select(deliveries.c.cause).where(*mine)))


async def move_in(town: "Town", *, locale: str = "ru") -> tuple["Neighbour", Street]:
    """Apollinaria with a row in every table, and her neighbours; her broadcast is finished."""
    street = await town.store.write(settle)
    await town.store.write(launches.stop, street.broadcast, street.apollinaria)
    await town.store.write(people.change, street.apollinaria, locale=locale)
    who = town.somebody(CHAT, NAME)
    for user_id, name in ((102, "Борис"), (103, "Вера")):
        await town.somebody(user_id, name).say("/start")
    await who.say("/start")
    return who, street


def menu(who: "Neighbour") -> list[str]:
    """The commands in the person's menu."""
    world = who.town.world
    return [each["description"] for each in world.profile.commands_for(world.people[who.id])]
