"""The journal of who looked has one entry for an actor, a person and a day."""

from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.audit import Act
from storage.core.db import Store
from storage.core.tables import audit, questions
from storage.people import looks
from tests.clock import START
from tests.storage.apollinaria import settle


def seen(tx: Connection) -> list[tuple[int, int]]:
    rows = tx.execute(select(audit).where(audit.c.act == Act.DATA_SEEN).order_by(audit.c.about_id, audit.c.id))
    return [(row.actor_id, row.about_id) for row in rows]


async def test_a_day_of_looks_is_one_entry(store: Store) -> None:
    street = await store.write(settle)
    for hours in (0, 1, 24):
        await store.write(looks.at_person, street.vera, street.boris, START + timedelta(hours=hours))
    assert await store.read(seen) == [(street.vera, street.boris)] * 2


async def test_a_list_of_guests_is_an_entry_for_each_but_oneself(store: Store) -> None:
    street = await store.write(settle)
    await store.write(looks.at_guests, street.apollinaria, street.meeting, START)
    assert await store.read(seen) == [(street.apollinaria, street.boris)]
    await store.write(looks.at_guests, street.vera, street.meeting, START)
    assert {*await store.read(seen)} >= {(street.vera, street.apollinaria), (street.vera, street.boris)}


async def test_a_question_notes_its_author(store: Store) -> None:
    street = await store.write(settle)
    of_boris = select(questions.c.id).where(questions.c.person_id == street.boris)
    question_id = await store.read(lambda tx: tx.execute(of_boris).scalars().first())
    assert question_id
    await store.write(looks.at_question, street.vera, question_id, "region", START)
    assert await store.read(seen) == [(street.vera, street.boris)]


async def test_nobody_is_noted_for_who_is_gone(store: Store) -> None:
    street = await store.write(settle)
    await store.write(looks.at_person, street.vera, 1, START)
    assert await store.read(seen) == []
