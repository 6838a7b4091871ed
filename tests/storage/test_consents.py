"""Consents: one row for each agreement; a withdrawal ends at once what the consent covered, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.events import SignUpStatus
from bot.domain.people import CONSENT_VERSION, Purpose, Visitor
from storage import grants, outbox
from storage.broadcasts.sending import launches
from storage.core import tables
from storage.core.db import Store
from storage.events import events
from storage.people import people
from tests.clock import START, ZONE
from tests.storage.apollinaria import COORDINATOR, broadcast, coming, settle
from tests.storage.exports import export


async def test_agreeing_twice_keeps_one_row_and_the_hash_of_the_words(store: Store) -> None:
    visitor = Visitor(101, 101, "Ольга")
    for words in ("first words", "the same press again"):
        person = await store.write(people.agree, visitor, Purpose.SIGN_UPS, words, "ru", ZONE, START)
    journal = (await store.read(export, person.id, ""))["consents"]
    assert [(row["version"], row["text_hash"], row["withdrawn_at"]) for row in journal] == [
        (CONSENT_VERSION, "first words", None)
    ]


async def test_new_words_ask_again_and_the_journal_keeps_both(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(101, 101, "Ольга")
    person = await store.write(people.agree, visitor, Purpose.SIGN_UPS, "old", "ru", ZONE, START)
    monkeypatch.setattr(people, "CONSENT_VERSION", "2099-01")
    seen = await store.read(people.know, person.id)
    assert seen
    assert not seen.person.agreed(Purpose.SIGN_UPS)
    assert [(each.purpose, each.is_current) for each in seen.given] == [(Purpose.SIGN_UPS, False)]
    later = START + timedelta(days=1)
    person = await store.write(people.agree, visitor, Purpose.SIGN_UPS, "new", "ru", ZONE, later)
    assert person.agreed(Purpose.SIGN_UPS)
    held = await store.read(export, person.id, "")
    assert [row["text_hash"] for row in held["consents"]] == ["old", "new"]
    seen = await store.read(people.know, person.id)
    assert seen
    assert [(each.given_at, each.is_current) for each in seen.given] == [(later, True)]


async def test_a_withdrawal_ends_every_version_and_is_journaled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(101, 101, "Ольга")
    await store.write(people.agree, visitor, Purpose.NOTIFICATIONS, "old", "ru", ZONE, START)
    monkeypatch.setattr(people, "CONSENT_VERSION", "2099-01")
    person = await store.write(people.agree, visitor, Purpose.NOTIFICATIONS, "new", "ru", ZONE, START)
    later = START + timedelta(days=1)
    assert await store.write(people.withdraw, person.id, Purpose.NOTIFICATIONS, later)
    assert not await store.write(people.withdraw, person.id, Purpose.NOTIFICATIONS, later + timedelta(days=1))
    held = await store.read(export, person.id, "")
    assert [(row["text_hash"], row["withdrawn_at"]) for row in held["consents"]] == [("old", later), ("new", later)]


async def test_withdrawing_sign_ups_frees_the_seat_and_keeps_the_rest(store: Store) -> None:
    street = await store.write(settle)
    assert await store.write(people.withdraw, street.apollinaria, Purpose.SIGN_UPS, START)
    seen = await store.read(people.know, street.apollinaria)
    assert seen
    assert seen.rows["sign_ups"] == 0
    assert seen.rows["subscriptions"] == 1
    assert await store.read(coming, street.apollinaria) == {"broadcast"}
    assert await store.read(grants.subscribed_to, street.apollinaria) == [1]
    assert await store.read(events.with_status, street.meeting, SignUpStatus.OFFERED) == [street.boris]


async def test_withdrawing_subscriptions_ends_the_reminders_of_grants(store: Store) -> None:
    street = await store.write(settle)
    assert await store.write(people.withdraw, street.apollinaria, Purpose.SUBSCRIPTIONS, START)
    assert await store.read(grants.subscribed_to, street.apollinaria) == []
    assert await store.read(coming, street.apollinaria) == {"event", "broadcast"}
    assert await store.read(grants.subscribed_to, street.vera) == [1]


async def test_withdrawing_news_stops_planned_broadcasts_and_forgets_the_municipality(store: Store) -> None:
    street = await store.write(settle)
    assert await store.write(people.withdraw, street.apollinaria, Purpose.NOTIFICATIONS, START)
    person = await store.read(people.get, street.apollinaria)
    assert person
    assert person.municipality is None
    assert await store.read(coming, street.apollinaria) == {"event"}
    assert await store.read(grants.subscribed_to, street.apollinaria) == [1]
    assert "broadcast" in await store.read(coming, street.vera)


@pytest.mark.parametrize(
    ("purpose", "kind", "key"),
    [
        (Purpose.SIGN_UPS, AudienceKind.EVENT, ""),
        (Purpose.SUBSCRIPTIONS, AudienceKind.GRANT, "1"),
        (Purpose.NOTIFICATIONS, AudienceKind.MUNICIPALITY, "blagoveshchensk"),
    ],
)
async def test_a_broadcast_stops_with_the_consent_that_let_it_in(
    store: Store, purpose: Purpose, kind: AudienceKind, key: str
) -> None:
    street = await store.write(settle)
    await store.write(launches.stop, street.broadcast, street.apollinaria)
    audience = Audience.of(kind, key or str(street.meeting))
    await store.write(broadcast, street.apollinaria, audience)
    for other in set(Purpose) - {purpose, Purpose.WORK}:
        await store.write(people.withdraw, street.apollinaria, other, START)
    assert "broadcast" in await store.read(coming, street.apollinaria)
    await store.write(people.withdraw, street.apollinaria, purpose, START)
    assert await store.read(coming, street.apollinaria) == set()


async def test_withdrawing_work_ends_the_roles_and_leaves_the_event_without_an_author(store: Store) -> None:
    street = await store.write(settle)
    assert await store.write(people.withdraw, street.apollinaria, Purpose.WORK, START)
    seen = await store.read(people.know, street.apollinaria)
    assert seen
    assert seen.person.roles == frozenset()
    assert seen.rows["events"] == 0
    event = await store.read(events.get, street.meeting)
    assert event
    assert event.author_id is None
    assert event.going == 1
    titles = await store.read(lambda tx: list(tx.scalars(select(tables.events.c.title))))
    assert "Черновик" not in titles
    assert [each.status for each in await store.read(launches.running)] == ["paused"]
    assert "broadcast" not in {row.cause for row in await store.write(outbox.claim, START, 100)}


async def test_nothing_ends_when_there_was_no_consent(store: Store) -> None:
    street = await store.write(settle)
    await store.write(people.grant, street.vera, COORDINATOR, START)
    assert not await store.write(people.withdraw, street.vera, Purpose.WORK, START)
    person = await store.read(people.get, street.vera)
    assert person
    assert person.roles == {COORDINATOR}
