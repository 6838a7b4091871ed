"""Edits of the catalogue on both engines: rights, faults, changes under one's hands, readers who knew otherwise."""

from datetime import date
from typing import Any

import pytest

from bot.domain.catalogue.edits import Change, DeskOutcome, Saved, date_of, with_status
from bot.domain.catalogue.entries import FaultKind, entry_of
from bot.domain.grants import Programme, RoundStatus, StageKind
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from storage import grants
from storage.core.db import Store
from storage.grants import edits
from storage.people import people
from tests.clock import START, ZONE

SLUG, SEASON = "presidential-grants", "2027-2"
MOSCOW = "Europe/Moscow"
REGION = Role(RoleKind.COORDINATOR)


async def coordinator(store: Store, user_id: int = 201) -> int:
    visitor = Visitor(user_id, user_id, "Анна")
    return (await store.write(people.agree, visitor, Purpose.WORK, "test", "ru", ZONE, START)).id


async def programme(store: Store, slug: str = SLUG) -> Programme:
    found = await store.read(grants.find, slug)
    assert found
    return found


def date_value(local: str, zone: str = MOSCOW, *, forecast: bool = False) -> dict[str, Any]:
    precision = {7: "month", 10: "day"}.get(len(local), "minute")
    return {"local": local, "zone": zone, "precision": precision, "forecast": forecast}


async def drafted(store: Store, found: Programme, changes: dict[str, Change], role: Role = REGION) -> Any:
    who = await coordinator(store)
    edit_id = await store.write(edits.draft, found.id, changes, who, frozenset({role}), START)
    if not isinstance(edit_id, DeskOutcome):
        await store.write(edits.amend, edit_id, who, source="source", seen_on=date(2026, 11, 24))
    return edit_id, who


async def save(store: Store, found: Programme, changes: dict[str, Change], role: Role = REGION) -> Saved:
    edit_id, who = await drafted(store, found, changes, role)
    if isinstance(edit_id, DeskOutcome):
        return Saved(edit_id)
    return await store.write(edits.save, edit_id, who, frozenset({role}), START)


async def deadline_moved(store: Store, local: str, slug: str = SLUG, season: str = SEASON, **more: Any) -> Saved:
    found = await programme(store, slug)
    value = date_value(local, more.pop("zone", MOSCOW))
    return await save(store, found, date_of(entry_of(found), season, StageKind.DEADLINE, value), **more)


@pytest.mark.parametrize(
    ("role", "slug", "season", "outcome"),
    [
        (Role(RoleKind.CHAIR), SLUG, SEASON, DeskOutcome.FORBIDDEN),
        (Role(RoleKind.COORDINATOR, "svobodny"), SLUG, SEASON, DeskOutcome.FORBIDDEN),
        (Role(RoleKind.COORDINATOR, "svobodny"), "good-deeds-sibur", "2027", DeskOutcome.DONE),
        (REGION, "good-deeds-sibur", "2027", DeskOutcome.DONE),
    ],
)
async def test_only_a_programmes_coordinators_change_it(
    store: Store, role: Role, slug: str, season: str, outcome: DeskOutcome
) -> None:
    before = await programme(store, slug)
    assert (await deadline_moved(store, "2027-11-01", slug, season, role=role)).outcome is outcome
    assert (await programme(store, slug) == before) is (outcome is DeskOutcome.FORBIDDEN)


async def test_nobody_takes_a_programme_out_of_their_own_territory(store: Store) -> None:
    found = await programme(store, "good-deeds-sibur")
    changes = {"municipalities": Change(["svobodny"], ["zeya"])}
    role = Role(RoleKind.COORDINATOR, "svobodny")
    assert (await save(store, found, changes, role)).outcome is DeskOutcome.FORBIDDEN
    assert (await programme(store, "good-deeds-sibur")).municipalities == ("svobodny",)


@pytest.mark.parametrize(
    ("local", "zone", "fault"),
    [
        ("2027-02-31", MOSCOW, FaultKind.DATE),
        ("2027-03-16", "Moon/Sea", FaultKind.ZONE),
        ("2027-01-15", MOSCOW, FaultKind.ORDER),
    ],
)
async def test_a_date_that_cannot_be_changes_nothing(store: Store, local: str, zone: str, fault: FaultKind) -> None:
    before = await programme(store)
    saved = await deadline_moved(store, local, zone=zone)
    assert (saved.outcome, saved.faults[0].kind) == (DeskOutcome.FAULTY, fault)
    assert await programme(store) == before


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("url", "сайт фонда", FaultKind.URL),
        ("municipalities", ["Благовещенск"], FaultKind.PLACE),
        ("title", None, FaultKind.MISSING),
        ("own_share", -5, FaultKind.WRONG),
    ],
)
async def test_a_field_of_the_wrong_kind_is_named(store: Store, field: str, value: Any, fault: FaultKind) -> None:
    found = await programme(store)
    saved = await save(store, found, {field: Change(entry_of(found).get(field), value)})
    assert [(each.kind, each.field) for each in saved.faults] == [(fault, field)]


async def test_no_edit_without_a_source_and_the_day_it_was_seen(store: Store) -> None:
    found = await programme(store)
    who = await coordinator(store)
    changes = date_of(entry_of(found), SEASON, StageKind.DEADLINE, date_value("2027-03-16"))
    edit_id = await store.write(edits.draft, found.id, changes, who, frozenset({REGION}), START)
    assert isinstance(edit_id, int)
    done = await store.write(edits.save, edit_id, who, frozenset({REGION}), START)
    assert done.outcome is DeskOutcome.INCOMPLETE


async def test_two_edits_of_different_fields_are_both_saved(store: Store) -> None:
    found = await programme(store)
    entry = entry_of(found)
    first, anna = await drafted(
        store, found, date_of(entry, SEASON, StageKind.DEADLINE, date_value("2027-03-16T23:30"))
    )
    assert (await save(store, found, {"contact": Change(None, "8 800")})).outcome is DeskOutcome.DONE
    assert (await store.write(edits.save, first, anna, frozenset({REGION}), START)).outcome is DeskOutcome.DONE
    after = await programme(store)
    assert (after.contact, after.rounds[-1].stages[-1].local) == ("8 800", "2027-03-16T23:30")
    assert after.rounds[-1].stages[-1].seen_on == date(2026, 11, 24)
    assert [edit.author for edit in await store.read(edits.history, found.id)] == ["Анна", "Анна"]


async def test_rounds_and_dates_keep_their_ids(store: Store) -> None:
    before = await programme(store)
    await deadline_moved(store, "2027-03-16T23:30")
    after = await programme(store)
    assert [(each.id, [stage.id for stage in each.stages]) for each in after.rounds] == [
        (each.id, [stage.id for stage in each.stages]) for each in before.rounds
    ]


async def test_a_cancelled_round_is_told_to_those_who_know_its_date_and_rings_no_more(store: Store) -> None:
    visitor = Visitor(101, 101, "Ольга")
    olga = (await store.write(people.agree, visitor, Purpose.SUBSCRIPTIONS, "test", "ru", ZONE, START)).id
    found = await programme(store)
    await store.write(grants.subscribe, found.id, olga, START)
    assert (await deadline_moved(store, "2027-03-16T23:30")).readers == 1
    cancelled = with_status(entry_of(await programme(store)), SEASON, RoundStatus.CANCELLED)
    assert (await save(store, found, cancelled)).readers == 1
    assert (await programme(store)).rounds[-1].status is RoundStatus.CANCELLED
    assert (await save(store, found, with_status(entry_of(found), SEASON, RoundStatus.OPEN))).outcome is (
        DeskOutcome.CHANGED
    )
