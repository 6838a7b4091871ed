"""Corrections and recalls in the store: nobody keeps the old text, whatever is interrupted."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, delete, select

from bot.domain.broadcasts.audience.audience import OF_EVENTS, Audience, AudienceKind, Join, Part
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.results.edits import CAUSE, ENDED, SETTLE, EditKind, EditOutcome, Place
from bot.domain.deliveries import Delivery, DeliveryStatus, Record
from bot.domain.people import Purpose, Role, RoleKind
from storage import outbox
from storage.broadcasts.compose import drafts
from storage.broadcasts.results import edit_reports, history
from storage.broadcasts.results import edits as broadcast_changes
from storage.broadcasts.sending import launches
from storage.core import retention
from storage.core.db import Store
from storage.core.tables import broadcast_changes as changes_table
from storage.core.tables import cases, deliveries
from storage.events import events
from storage.people import people, personal_data
from tests.clock import START
from tests.storage.broadcasts import REGIONAL, addressed, agree, make_event, readers, start, started

SECOND = timedelta(seconds=1)
DAYS = timedelta(hours=24)
RIGHT = Content("<b>Субботник в субботу</b>")


@pytest.fixture
async def anna(store: Store) -> int:
    """A coordinator who does not read the news."""
    return await store.write(agree, 900, Purpose.WORK)


async def deliver(store: Store, now: datetime, limit: int = 100, status: DeliveryStatus = DeliveryStatus.SENT) -> int:
    """Send up to `limit` rows, with message ids from 1000 up. Return their number."""
    rows = await store.write(outbox.claim, now, limit)
    await write_down(store, rows, now, status)
    return len(rows)


async def write_down(
    store: Store, rows: Sequence[Delivery], now: datetime, status: DeliveryStatus = DeliveryStatus.SENT
) -> None:
    records = [Record(row.id, row.account_id, status, message_ids=(1000 + row.id,)) for row in rows]
    await store.write(outbox.record, records, now)


async def sent(store: Store, author_id: int, now: datetime = START) -> int:
    """Send a broadcast to everybody and finish it. Return its id."""
    broadcast_id = await started(store, author_id, now=now)
    await deliver(store, now)
    assert await store.write(launches.finish, broadcast_id, now)
    await deliver(store, now)
    return broadcast_id


async def drafted(store: Store, broadcast_id: int, author_id: int, kind: EditKind = EditKind.CORRECT) -> int:
    kept = (RIGHT, Place.TEXT, 77) if kind is EditKind.CORRECT else ()
    change = await store.write(broadcast_changes.draft, broadcast_id, author_id, kind, START, *kept)
    return change.id


async def begin(store: Store, change_id: int, author_id: int, now: datetime) -> EditOutcome:
    return await store.write(broadcast_changes.start, change_id, author_id, REGIONAL, None, now)


async def plan_all(store: Store, change_id: int, now: datetime) -> None:
    while await store.write(broadcast_changes.plan_next, change_id, now):
        continue


async def begun(
    store: Store, broadcast_id: int, author_id: int, now: datetime, kind: EditKind = EditKind.CORRECT
) -> int:
    """Begin a change and plan all its rows. Return its id."""
    change_id = await drafted(store, broadcast_id, author_id, kind)
    assert await begin(store, change_id, author_id, now) is EditOutcome.DONE
    await plan_all(store, change_id, now)
    return change_id


def changed(tx: Connection) -> dict[int, list[int]]:
    """The people whose copies are planned to change, with the ids of these messages."""
    rows = tx.execute(select(deliveries.c.person_id, deliveries.c.payload).where(deliveries.c.cause == CAUSE))
    return {person_id: payload["message_ids"] for person_id, payload in rows}


def copies_of(tx: Connection, broadcast_id: int) -> dict[int, list[int]]:
    chosen = select(deliveries.c.person_id, deliveries.c.message_ids).where(
        *launches.rows_of(broadcast_id), deliveries.c.status == "sent"
    )
    return {row.person_id: row.message_ids for row in tx.execute(chosen)}


async def test_every_copy_has_a_row_that_knows_where_it_is(store: Store, anna: int) -> None:
    await readers(store, *range(101, 106))
    broadcast_id = await sent(store, anna)
    change_id = await begun(store, broadcast_id, anna, START + SECOND)
    assert await store.read(changed) == await store.read(copies_of, broadcast_id)
    assert await deliver(store, START + SECOND) == 5
    assert await store.write(broadcast_changes.finish, change_id, START + SECOND)
    found = await store.read(edit_reports.report, change_id)
    assert found
    assert (found.progress.copies, found.progress.done) == (5, 5)
    answers = await store.write(outbox.claim, START + SECOND, 10)
    assert [(row.cause, row.person_id) for row in answers] == [(ENDED, anna)]


@pytest.mark.parametrize("kind", EditKind)
@pytest.mark.parametrize("status", [DeliveryStatus.FAILED, DeliveryStatus.BLOCKED, DeliveryStatus.PLANNED])
async def test_what_went_halfway_is_a_copy_too(store: Store, anna: int, status: DeliveryStatus, kind: EditKind) -> None:
    [olga, viktor] = await readers(store, 101, 102)
    broadcast_id = await started(store, anna)
    halfway, whole = await store.write(outbox.claim, START, 10)
    await store.write(outbox.record_partial, halfway.id, [7, 8], START)
    records = [Record(halfway.id, halfway.account_id, status, message_ids=(7, 8))]
    records += [Record(whole.id, whole.account_id, DeliveryStatus.SENT, message_ids=(9,))]
    await store.write(outbox.record, records, START)
    await begun(store, broadcast_id, anna, START + SECOND, kind)
    assert await store.read(changed) == {halfway.person_id: [7, 8], whole.person_id: [9]}
    assert {halfway.person_id, whole.person_id} == {olga, viktor}


async def test_it_goes_before_broadcasts_and_after_answers(store: Store, anna: int) -> None:
    await readers(store, *range(101, 104))
    broadcast_id = await sent(store, anna)
    other = await addressed(store, anna)
    await start(store, other, anna)
    await store.write(launches.plan_next, other)
    await begun(store, broadcast_id, anna, START)
    rows = await store.write(outbox.claim, START, 10)
    assert [row.cause for row in rows] == [CAUSE] * 3 + ["broadcast"] * 3


async def test_a_crash_in_the_middle_leaves_nobody_with_the_old_words(
    store: Store, anna: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcast_changes, "CHUNK", 2)
    await readers(store, *range(101, 106))
    broadcast_id = await sent(store, anna)
    change_id = await drafted(store, broadcast_id, anna)
    now = START + SECOND
    await begin(store, change_id, anna, now)
    await store.write(broadcast_changes.plan_next, change_id, now)

    def crash(tx: Connection) -> None:
        broadcast_changes.plan_next(tx, change_id, now)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await store.write(crash)
    lost = await store.write(outbox.claim, now, 1)
    assert len(lost) == 1, "taken up by a door that died"
    assert [each.id for each in await store.read(broadcast_changes.running)] == [change_id]
    later = now + timedelta(minutes=2)
    await plan_all(store, change_id, later)
    await store.write(outbox.recover, later)
    while await deliver(store, later):
        continue
    assert await store.write(broadcast_changes.finish, change_id, later)
    found = await store.read(edit_reports.report, change_id)
    assert found
    assert (found.progress.copies, found.progress.done) == (5, 5)
    assert await store.read(changed) == await store.read(copies_of, broadcast_id)


async def test_a_copy_that_was_on_its_way_is_corrected_too(store: Store, anna: int) -> None:
    """The worker claimed it with the old text before the change, and records it after the cursor has passed."""
    await readers(store, *range(101, 106))
    broadcast_id = await started(store, anna)
    flying = await store.write(outbox.claim, START, 2)
    await deliver(store, START, 2)
    change_id = await begun(store, broadcast_id, anna, START + SECOND)
    assert len(await store.read(changed)) == 2
    assert not await store.write(broadcast_changes.finish, change_id, START + SECOND)
    late = START + SECOND + SETTLE
    await plan_all(store, change_id, late)
    assert not await store.write(broadcast_changes.finish, change_id, late), "two are still on their way"
    await write_down(store, flying, late + SECOND)
    await plan_all(store, change_id, late + SECOND)
    assert set(await store.read(changed)) == {row.person_id for row in flying} | set(await store.read(changed))
    assert len(await store.read(changed)) == 4
    found = await store.read(drafts.get, broadcast_id)
    assert found
    assert found.message_id == 77, "the last one gets the new words at once"


async def test_a_door_that_hangs_longer_than_its_lease_is_waited_for(store: Store, anna: int) -> None:
    await readers(store, 101)
    broadcast_id = await started(store, anna)
    flying = await store.write(outbox.claim, START, 1)
    change_id = await begun(store, broadcast_id, anna, START + SECOND)
    much_later = START + timedelta(minutes=5)
    await plan_all(store, change_id, much_later)
    assert await store.read(changed) == {}
    await write_down(store, flying, much_later)
    await plan_all(store, change_id, much_later)
    assert len(await store.read(changed)) == 1


async def test_confirmed_by_twenty_at_once_it_begins_once(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    broadcast_id = await sent(store, anna)
    change_id = await drafted(store, broadcast_id, anna)
    outcomes = Counter(await asyncio.gather(*(begin(store, change_id, anna, START) for _ in range(20))))
    assert outcomes == {EditOutcome.DONE: 1, EditOutcome.OVER: 19}
    await asyncio.gather(*(store.write(broadcast_changes.plan_next, change_id, START) for _ in range(5)))
    assert len(await store.read(changed)) == 2


async def test_a_correction_and_a_recall_at_once_are_one_of_them(store: Store, anna: int) -> None:
    await readers(store, 101)
    broadcast_id = await sent(store, anna)
    first = await drafted(store, broadcast_id, anna)
    await begin(store, first, anna, START)
    second = await drafted(store, broadcast_id, anna, EditKind.RECALL)
    assert await begin(store, second, anna, START) is EditOutcome.BUSY
    await plan_all(store, first, START)
    await deliver(store, START)
    await store.write(broadcast_changes.finish, first, START)
    assert await begin(store, second, anna, START) is EditOutcome.DONE


async def test_a_recall_takes_what_is_young_enough_and_counts_the_rest(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    broadcast_id = await started(store, anna)
    await deliver(store, START, 1)
    await deliver(store, START + timedelta(hours=1), 1)
    await store.write(launches.finish, broadcast_id, START + timedelta(hours=1))
    now = START + timedelta(hours=48, minutes=30)
    change_id = await begun(store, broadcast_id, anna, now, EditKind.RECALL)
    assert len(await store.read(changed)) == 1
    found = await store.read(edit_reports.report, change_id)
    assert found
    assert (found.progress.copies, found.progress.too_old) == (1, 1)
    await store.write(outbox.expire, now + DAYS)
    found = await store.read(edit_reports.report, change_id)
    assert found
    assert found.progress.late == 1


async def test_a_recall_stops_what_is_still_to_be_sent(store: Store, anna: int) -> None:
    await readers(store, *range(101, 106))
    broadcast_id = await started(store, anna)
    await deliver(store, START, 2)
    flying = await store.write(outbox.claim, START, 1)
    change_id = await begun(store, broadcast_id, anna, START + SECOND, EditKind.RECALL)
    found = await store.read(drafts.get, broadcast_id)
    assert found
    assert found.status is BroadcastStatus.CANCELLED
    await write_down(store, flying, START + SECOND)
    assert await store.write(launches.finish, broadcast_id, START + SECOND)
    await plan_all(store, change_id, START + SECOND)
    assert await store.read(changed) == await store.read(copies_of, broadcast_id)
    assert len(await store.read(changed)) == 3


async def test_an_erased_reader_has_no_row_any_more(store: Store, anna: int) -> None:
    olga, viktor = await readers(store, 101, 102)
    broadcast_id = await sent(store, anna)
    await store.write(personal_data.erase, olga, "key", START)
    await begun(store, broadcast_id, anna, START)
    assert set(await store.read(changed)) == {viktor}


async def test_an_author_who_leaves_stops_their_change_and_nobody_is_told(store: Store, anna: int) -> None:
    await readers(store, 101, 102)
    broadcast_id = await sent(store, anna)
    change_id = await begun(store, broadcast_id, anna, START)
    await store.write(people.withdraw, anna, Purpose.WORK, START)
    assert await store.read(broadcast_changes.running) == []
    assert await store.write(outbox.claim, START, 10) == []
    left = await store.read(broadcast_changes.get, change_id)
    assert left
    assert (left.author_id, left.message_id, left.progress_message_id) == (None, None, None)


async def test_a_change_is_kept_as_a_version_and_an_unconfirmed_one_is_forgotten(store: Store, anna: int) -> None:
    await readers(store, 101)
    broadcast_id = await sent(store, anna)
    change_id = await begun(store, broadcast_id, anna, START)
    await deliver(store, START)
    await store.write(broadcast_changes.finish, change_id, START)
    waiting = await drafted(store, broadcast_id, anna)
    await store.write(retention.sweep, START + DAYS)
    kept = await store.read(broadcast_changes.get, change_id)
    assert kept
    assert kept.content == RIGHT
    await store.write(retention.sweep, START + 2 * DAYS + SECOND)
    kept = await store.read(broadcast_changes.get, change_id)
    assert kept
    assert kept.content == RIGHT
    assert await store.read(broadcast_changes.get, waiting) is None


def to_album(tx: Connection, broadcast_id: int) -> None:
    files = (("photo", "a", ""), ("photo", "b", "Старое"), ("video", "c", ""))
    drafts.put(tx, broadcast_id, form=Form.ALBUM, content=Content(files=files, links=(("l", "u"),)).as_data())


def to_text(tx: Connection, broadcast_id: int) -> None:
    drafts.put(tx, broadcast_id, form=Form.TEXT, content=Content("Старое", links=(("l", "u"),)).as_data())


async def test_an_album_and_a_text_are_corrected_in_their_content(store: Store, anna: int) -> None:
    await readers(store, 101)
    broadcast_id = await sent(store, anna)
    await store.write(to_album, broadcast_id)
    await begun(store, broadcast_id, anna, START)
    album = await content(store, broadcast_id)
    assert [said for _, _, said in album.files] == ["", RIGHT.text, ""]
    assert album.links == (("l", "u"),)
    await store.write(lambda tx: tx.execute(delete(changes_table)) and None)
    await store.write(to_text, broadcast_id)
    await begun(store, broadcast_id, anna, START)
    assert await content(store, broadcast_id) == Content(RIGHT.text, links=(("l", "u"),))


async def content(store: Store, broadcast_id: int) -> Content:
    found: Broadcast | None = await store.read(drafts.get, broadcast_id)
    assert found
    assert found.content
    return found.content


@pytest.mark.parametrize(
    ("scope", "expected"), [("zeya", True), ("belogorsk", False), ("region", True)], ids=["own", "other", "region"]
)
async def test_whose_area_a_broadcast_is_in(store: Store, scope: str, expected: bool) -> None:
    roles = frozenset({Role(RoleKind.COORDINATOR, scope)})
    zeya = Audience.of(AudienceKind.MUNICIPALITY, "zeya")
    assert await store.read(history.is_within, roles, zeya) is expected
    assert await store.read(history.is_within, roles, Audience.of(AudienceKind.EVERYBODY)) is (scope == "region")
    assert await store.read(history.is_within, frozenset(), Audience(())) is False


@pytest.mark.parametrize("kind", [*sorted(OF_EVENTS), AudienceKind.CASE])
async def test_what_was_sent_to_ones_own_people_stays_ones_own_when_it_is_over(
    store: Store, kind: AudienceKind
) -> None:
    """The role for an event's waitlist also allows corrections of what was written, also after the event."""
    event_id = await make_event(store, "zeya", START + timedelta(hours=1))
    await store.write(lambda tx: events.finish(tx, START + timedelta(days=2)))
    case = {"municipality": "zeya", "zone": "UTC", "created_at": START, "touched_at": START, "closed_at": START}
    case_id = await store.write(lambda tx: tx.execute(cases.insert().values(**case).returning(cases.c.id)).scalar_one())
    audience = Audience.of(kind, str(case_id if kind is AudienceKind.CASE else event_id))
    assert await store.read(history.is_within, frozenset({Role(RoleKind.COORDINATOR, "zeya")}), audience)
    assert not await store.read(history.is_within, frozenset({Role(RoleKind.COORDINATOR, "belogorsk")}), audience)


async def test_narrowing_ones_own_people_leaves_them_ones_own(store: Store) -> None:
    zeya = Part(AudienceKind.MUNICIPALITY, "zeya")
    local = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
    chairs, english = (
        Part(AudienceKind.ROLE, "chair", Join.AND),
        Part(AudienceKind.LANGUAGE, "en", Join.NOT),
    )
    step = Part(AudienceKind.STEP, "charter@zeya")
    assert await store.read(history.is_within, local, Audience((zeya, chairs, english, step)))
    assert not await store.read(history.is_within, local, Audience((zeya, Part(AudienceKind.LANGUAGE, "en"))))
