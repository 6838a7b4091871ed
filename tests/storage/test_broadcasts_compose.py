"""Contents of drafts: files and links added by two at once, templates by scope, rows sent halfway."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.deliveries import DeliveryStatus, Plan, Record
from bot.domain.people import Purpose, Role, RoleKind
from storage import outbox
from storage.broadcasts.compose import contents, drafts, templates
from storage.broadcasts.sending import launches
from storage.core.db import Store
from storage.core.tables import deliveries
from tests.clock import START
from tests.storage.broadcasts import EVERYBODY, REGIONAL, agree, readers

PHOTO = ("photo", "photo-1", "")
LINKS = [(f"Кнопка {number}", f"https://example.org/{number}") for number in range(4)]
PLAN = Plan(kind="broadcast", cause="broadcast", cause_id=1, occasion="broadcast", due_at=START)


@pytest.fixture
async def anna(store: Store) -> int:
    return await store.write(agree, 900, Purpose.WORK)


@pytest.fixture
async def draft(store: Store, anna: int) -> int:
    """A draft of one photo that came as message 5."""
    content = Content(files=(PHOTO,), places=(5,))
    return await store.write(drafts.begin, anna, 900, 5, START, Form.COPY, content)


async def told(store: Store, draft: int) -> Broadcast:
    found = await store.read(drafts.get, draft)
    assert found
    return found


async def test_parts_that_come_at_once_are_all_there_in_order(store: Store, anna: int, draft: int) -> None:
    add = (store.write(contents.add_file, draft, anna, at, ("photo", f"photo-{at}", "")) for at in (9, 7, 3, 8, 7))
    assert set(await asyncio.gather(*add)) == {BroadcastOutcome.DONE}
    found = await told(store, draft)
    assert found.content
    assert (found.form, found.message_id, found.content.places) == (Form.ALBUM, 3, (3, 5, 7, 8, 9))
    assert [file_id for _, file_id, _ in found.content.files] == ["photo-3", "photo-1", "photo-7", "photo-8", "photo-9"]


async def test_the_eleventh_and_the_odd_one_are_left_out(store: Store, anna: int, draft: int) -> None:
    assert await store.write(contents.add_file, draft, anna, 6, ("document", "d", "")) is BroadcastOutcome.MIXED
    assert (await told(store, draft)).form is Form.COPY
    add = [await store.write(contents.add_file, draft, anna, 10 + at, PHOTO) for at in range(10)]
    assert add == [BroadcastOutcome.DONE] * 9 + [BroadcastOutcome.FULL]
    assert (await told(store, draft)).messages == 10


async def test_links_added_at_once_are_three_at_most(store: Store, anna: int, draft: int) -> None:
    outcomes = await asyncio.gather(*(store.write(contents.add_link, draft, anna, each) for each in LINKS))
    assert sorted(outcomes) == [BroadcastOutcome.DONE] * 3 + [BroadcastOutcome.FULL]
    assert len((await told(store, draft)).links) == 3


async def test_what_is_sent_or_somebody_elses_does_not_change(store: Store, anna: int, draft: int) -> None:
    await readers(store, 101)
    boris = await store.write(agree, 901, Purpose.WORK)
    changes: list[tuple[Any, ...]] = [
        (contents.add_file, draft, boris, 6, PHOTO),
        (contents.add_link, draft, boris, LINKS[0]),
        (contents.drop_link, draft, boris, "00000000"),
        (contents.name_link, draft, boris, "00000000", "Имя"),
    ]
    assert [await store.write(*each) for each in changes] == [BroadcastOutcome.GONE] * 4
    await store.write(drafts.address, draft, anna, REGIONAL, EVERYBODY, START)
    seal = (await told(store, draft)).seal
    assert await store.write(launches.start, draft, anna, REGIONAL, seal, None, START) is BroadcastOutcome.DONE
    mine = [(change, draft, anna, *rest) for change, _, _, *rest in changes]
    assert [await store.write(*each) for each in mine] == [BroadcastOutcome.ALREADY] * 4


async def test_every_change_of_the_content_breaks_the_seal(store: Store, anna: int, draft: int) -> None:
    seals = [(await told(store, draft)).seal]
    for change, *details in (
        (contents.add_link, LINKS[0]),
        (contents.add_file, 6, PHOTO),
        (contents.add_link, LINKS[1]),
    ):
        await store.write(change, draft, anna, *details)
        seals.append((await told(store, draft)).seal)
    assert len(set(seals)) == len(seals)


async def test_a_template_is_kept_once_and_seen_within_its_scope(store: Store, anna: int) -> None:
    zeya, belogorsk = (frozenset({Role(RoleKind.COORDINATOR, scope)}) for scope in ("zeya", "belogorsk"))
    both = zeya | belogorsk
    words = Content(text="Привет, {name}")
    first = await store.write(templates.keep, anna, zeya, "Привет", words, START)
    assert await store.write(templates.keep, anna, zeya, "Ещё раз", words, START) == first
    other = await store.write(templates.keep, anna, belogorsk, "ёлка", words, START)
    assert [each.id for each in await store.read(templates.known, zeya)] == [first]
    assert {each.id for each in await store.read(templates.known, both)} == {first, other}
    assert {each.id for each in await store.read(templates.known, REGIONAL)} == {first, other}
    for role in (belogorsk, frozenset({Role(RoleKind.CHAIR, "zeya")}), frozenset[Role]()):
        assert await store.read(templates.get, first, role) is None
        assert not await store.write(templates.rename, first, role, "Чужое")
        assert not await store.write(templates.drop, first, role)
    found = await store.read(templates.get, first, REGIONAL)
    assert found
    assert (found.name, found.scope, found.content) == ("Привет", "zeya", words)


def row(tx: Connection) -> Any:
    return tx.execute(select(deliveries)).one()


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (DeliveryStatus.PLANNED, "planned"),
        (DeliveryStatus.FAILED, "failed"),
        (DeliveryStatus.BLOCKED, "blocked"),
        (DeliveryStatus.SENT, "sent"),
    ],
)
async def test_a_row_that_went_halfway_knows_what_was_sent(store: Store, status: DeliveryStatus, after: str) -> None:
    [olga] = await readers(store, 101, municipality="zeya")
    await store.write(outbox.plan, [olga], [PLAN])
    [claimed] = await store.write(outbox.claim, START, 10)
    assert (claimed.message_ids, claimed.name, claimed.municipality) == ((), "Житель 101", "zeya")
    await store.write(outbox.record_partial, claimed.id, [7, 8], START)
    done = Record(claimed.id, claimed.account_id, status, message_ids=(7, 8, 9))
    await store.write(outbox.record, [done], START)
    found = await store.read(row)
    assert (found.status, found.message_ids) == (after, [7, 8, 9])


async def test_a_row_given_back_is_claimed_with_what_was_sent(store: Store) -> None:
    [olga] = await readers(store, 101)
    await store.write(outbox.plan, [olga], [PLAN])
    [claimed] = await store.write(outbox.claim, START, 10)
    back = Record(claimed.id, claimed.account_id, DeliveryStatus.PLANNED, message_ids=(7, 8))
    await store.write(outbox.record, [back], START)
    [again] = await store.write(outbox.claim, START, 10)
    assert again.message_ids == (7, 8)
    untouched = Record(claimed.id, claimed.account_id, DeliveryStatus.PLANNED)
    await store.write(outbox.record, [untouched], START)
    assert (await store.read(row)).message_ids == [7, 8]


async def test_what_was_cancelled_halfway_still_knows_what_was_sent(store: Store) -> None:
    [olga] = await readers(store, 101)
    await store.write(outbox.plan, [olga], [PLAN])
    [claimed] = await store.write(outbox.claim, START, 10)
    await store.write(outbox.cancel, "broadcast", 1)
    back = Record(claimed.id, claimed.account_id, DeliveryStatus.PLANNED, message_ids=(7, 8))
    await store.write(outbox.record, [back], START)
    found = await store.read(row)
    assert (found.status, found.message_ids) == ("cancelled", [7, 8])
