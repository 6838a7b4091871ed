"""The journal of who looked: an audit entry for each actor, person and day (UTC). Nobody is noted for themselves."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, insert, literal, select

from bot.domain.audit import Act, AuditSubject
from bot.domain.people import REGION
from storage.broadcasts.sending.launches import rows_of
from storage.core.tables import audit, case_members, deliveries, people, questions, sign_ups
from storage.events.events import ON_LIST


def at_person(tx: Connection, actor_id: int, person_id: int, now: datetime) -> None:
    """The actor opened the card of a person."""
    _note(tx, actor_id, select(people.c.id).where(people.c.id == person_id), _person(person_id), now)


def at_question(tx: Connection, actor_id: int, question_id: int, scope: str, now: datetime) -> None:
    """The actor opened a question, with its author's name and words."""
    asked = select(questions.c.person_id).where(questions.c.id == question_id)
    _note(tx, actor_id, asked, {"subject": AuditSubject.QUESTION, "subject_id": question_id, "scope": scope}, now)


def at_case(tx: Connection, actor_id: int, case_id: int, scope: str, now: datetime) -> None:
    """The actor opened a listed case in the overview: its members are noted."""
    members = select(case_members.c.person_id).where(case_members.c.case_id == case_id)
    _note(tx, actor_id, members, {"subject": AuditSubject.CASE, "subject_id": case_id, "scope": scope}, now)


def at_recipients(tx: Connection, actor_id: int, broadcast_id: int, event_ids: Collection[int], now: datetime) -> None:
    """The actor took the table of a broadcast: the guests of these events stand in it by name, and are noted."""
    guests = select(sign_ups.c.person_id).where(sign_ups.c.event_id.in_(event_ids))
    told = select(deliveries.c.person_id).where(*rows_of(broadcast_id), deliveries.c.person_id.in_(guests))
    on = {"subject": AuditSubject.BROADCAST, "subject_id": broadcast_id, "scope": REGION}
    _note(tx, actor_id, told, on, now)


def at_guests(tx: Connection, actor_id: int, event_id: int, now: datetime) -> None:
    """The actor opened the list of an event's guests: everybody on it is noted, whichever page is open."""
    listed = select(sign_ups.c.person_id).where(sign_ups.c.event_id == event_id, sign_ups.c.status.in_(ON_LIST))
    _note(tx, actor_id, listed, _person(None), now)


def at_sign_ups(tx: Connection, actor_id: int, sign_up_ids: Collection[int], now: datetime) -> None:
    """The actor found guests at the door of an event by their name."""
    _note(tx, actor_id, select(sign_ups.c.person_id).where(sign_ups.c.id.in_(sign_up_ids)), _person(None), now)


def _person(person_id: int | None) -> dict[str, object]:
    return {"subject": AuditSubject.PERSON, "subject_id": person_id, "scope": REGION}


def _note(tx: Connection, actor_id: int, whom: Select[Any], on: Mapping[str, object], now: datetime) -> None:
    seen = {"act": Act.DATA_SEEN, "actor_id": actor_id, "reason": "", "at": now, **on}
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    same = (audit.c.act == Act.DATA_SEEN, audit.c.actor_id == actor_id, audit.c.about_id == people.c.id)
    values = [literal(value, audit.c[name].type).label(name) for name, value in seen.items()]
    chosen = select(people.c.id, *values).where(
        people.c.id.in_(whom), people.c.id != actor_id, ~exists().where(*same, audit.c.at >= day)
    )
    tx.execute(insert(audit).from_select(["about_id", *seen], chosen))
