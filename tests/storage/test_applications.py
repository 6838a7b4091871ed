"""Applications on both engines: members come and go, rounds move, days are planned, numbers are counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select

from bot.domain.applications.applications import Access, Application, ApplicationOutcome, ApplicationStatus
from bot.domain.applications.calendar import DAYS
from bot.domain.applications.figures import Applied
from bot.domain.broadcasts.audience.audience import Audience, AudienceKind
from bot.domain.deliveries import DeliveryStatus
from bot.domain.grants import Applicant, Precision, Programme, StageKind
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.profile import Profile
from storage import grants
from storage.applications import applications, figures, items, members
from storage.broadcasts.audience import reach
from storage.core import tables
from storage.core.db import Store
from storage.people import merging, people, personal_data, profile
from tests.clock import START, ZONE
from tests.moves import reschedule

SLUG, SEASON = "presidential-grants", "2027-2"
REGION = frozenset({Role(RoleKind.COORDINATOR)})


async def somebody(store: Store, user_id: int, name: str = "Ольга", place: str | None = "belogorsk") -> int:
    visitor = Visitor(user_id, user_id, name)
    for purpose in (Purpose.APPLICATIONS, Purpose.FIGURES, Purpose.NOTIFICATIONS, Purpose.PROFILE):
        person = await store.write(people.agree, visitor, purpose, "test", "ru", ZONE, START)
    await store.write(people.change, person.id, municipality=place)
    return person.id


async def programme(store: Store) -> Programme:
    found = await store.read(grants.find, SLUG)
    assert found
    return found


async def move(store: Store, local: str, *, forecast: bool = False) -> None:
    found = next(each for each in (await programme(store)).rounds if each.season == SEASON)
    stage = next(each for each in found.stages if each.kind is StageKind.DEADLINE)
    await store.write(reschedule, stage.id, local, "Europe/Moscow", Precision.MINUTE, forecast, START)


async def begin(store: Store, person_id: int) -> int:
    season = next(each for each in (await programme(store)).rounds if each.season == SEASON)
    person = await store.read(people.get, person_id)
    assert person
    begun = await store.write(applications.begin, person, Profile(tos="Лесная"), season.id, 0, START)
    assert isinstance(begun, int)
    return begun


async def seen(store: Store, application_id: int) -> Application:
    found = await store.read(applications.get, application_id)
    assert found
    return found


async def join(store: Store, application_id: int, owner: int, other: int, access: Access = Access.HELPER) -> None:
    code = f"code of {other}"
    assert await store.write(members.invite, application_id, owner, access, code, START) is ApplicationOutcome.DONE
    assert (await store.write(members.join, code, other, START)).outcome is ApplicationOutcome.DONE


def count(tx: Connection, table: Table) -> int:
    return tx.scalar(select(func.count()).select_from(table)) or 0


def coming(tx: Connection, person_id: int, cause: str) -> list[str]:
    table = tables.deliveries
    mine = (table.c.person_id == person_id, table.c.cause == cause, table.c.status == DeliveryStatus.PLANNED)
    return list(tx.scalars(select(table.c.occasion).where(*mine).order_by(table.c.due_at)))


async def test_days_are_planned_once_and_follow_the_checklist_the_round_and_the_person(store: Store) -> None:
    olga = await somebody(store, 201)
    await move(store, "2027-03-15T23:30")
    application_id = await begin(store, olga)
    item_id = await store.write(items.add, application_id, olga, "Письмо из школы", START)
    assert isinstance(item_id, int)
    await store.write(items.set_day, item_id, olga, date(2026, 12, 10), START)
    days = await store.read(coming, olga, DAYS)
    assert days[:5] == [f"day@2026-12-{day:02}" for day in (3, 7, 9, 10, 11)]
    assert "day@2027-03-15" in days
    await store.write(items.tick, item_id, olga, True, START)
    await move(store, "2027-03-20T23:30")
    assert (await store.read(coming, olga, DAYS))[0] == "day@2027-02-18"
    await store.write(members.set_quiet, application_id, olga, True, START)
    assert await store.read(coming, olga, DAYS) == []


async def test_a_round_that_moves_or_is_cancelled_is_told_once_to_each_member(store: Store) -> None:
    olga, boris = await somebody(store, 201), await somebody(store, 202, "Борис")
    await move(store, "2027-03-15T23:30")
    application_id = await begin(store, olga)
    await join(store, application_id, olga, boris, Access.VIEWER)
    await store.write(grants.subscribe, (await programme(store)).id, boris, START)
    await move(store, "2027-03-20T23:30")
    rounds = [each for each in await store.read(coming, olga, "application") if each.startswith("round")]
    assert len(rounds) == 1
    told = [each for each in await store.read(coming, boris, "application") if each.startswith("round")]
    assert told == [], "whoever follows the programme hears of the move from there"
    await move(store, "2027-03-21T23:30")
    assert len([each for each in await store.read(coming, olga, "application") if each.startswith("round")]) == 1


async def test_an_owner_who_is_erased_leaves_it_to_the_oldest_helper(store: Store) -> None:
    olga, boris, vera = [await somebody(store, 201 + at, name) for at, name in enumerate(("Ольга", "Борис", "Вера"))]
    application_id = await begin(store, olga)
    await join(store, application_id, olga, boris, Access.VIEWER)
    await join(store, application_id, olga, vera)
    await store.write(applications.say, application_id, olga, ApplicationStatus.HANDED_IN, START, asked=100)
    await store.write(applications.count_in, application_id, olga, yes=True)
    await store.write(personal_data.erase, olga, "key", START)
    found = await seen(store, application_id)
    assert [(each.person_id, each.access) for each in found.members] == [(boris, Access.VIEWER), (vera, Access.OWNER)]
    assert not found.counted
    assert any(each.startswith("yours") for each in await store.read(coming, vera, "application"))
    await store.write(people.withdraw, vera, Purpose.APPLICATIONS, START)
    assert (await seen(store, application_id)).owner == (await seen(store, application_id)).members[0]
    await store.write(members.leave, application_id, boris, START)
    assert await store.read(applications.get, application_id) is None
    for table in ("application_members", "application_items", "application_lines", "application_invitations"):
        left = await store.read(count, tables.metadata.tables[table])
        assert left == 0, table


async def test_an_invitation_works_once_in_time_and_only_while_its_author_owns_the_application(store: Store) -> None:
    olga, boris, vera = [await somebody(store, 201 + at, name) for at, name in enumerate(("Ольга", "Борис", "Вера"))]
    application_id = await begin(store, olga)

    async def outcome(code: str, who: int, at: Any = START) -> ApplicationOutcome:
        return (await store.write(members.open_by, code, f"chat {who}", who, at)).outcome

    for code in ("first", "second"):
        await store.write(members.invite, application_id, olga, Access.HELPER, code, START)
    assert await outcome("first", boris, START + timedelta(days=7)) is ApplicationOutcome.EXPIRED
    assert (await store.write(members.join, "first", boris, START)).outcome is ApplicationOutcome.DONE
    assert await outcome("first", vera) is ApplicationOutcome.USED
    assert (await store.write(members.join, "first", vera, START)).outcome is ApplicationOutcome.USED
    assert await outcome("second", boris) is ApplicationOutcome.ALREADY
    assert await store.write(members.invite, application_id, boris, Access.HELPER, "x", START) is (
        ApplicationOutcome.NOT_OWNER
    )
    await store.write(members.hand_over, application_id, olga, boris, START)
    assert await outcome("second", vera) is ApplicationOutcome.UNKNOWN
    for _ in range(5):
        await outcome("guess", vera)
    assert await outcome("guess", vera) is ApplicationOutcome.TOO_OFTEN
    digests = await store.read(lambda tx: list(tx.scalars(select(tables.application_invitations.c.digest))))
    assert "first" not in digests


async def test_two_accounts_of_one_member_become_one_with_the_greater_right(store: Store) -> None:
    olga, boris = await somebody(store, 201), await somebody(store, 202, "Борис")
    application_id = await begin(store, olga)
    await join(store, application_id, olga, boris)
    await store.write(merging.merge, boris, olga, START)
    found = await seen(store, application_id)
    assert [(each.person_id, each.access) for each in found.members] == [(boris, Access.OWNER)]


async def test_a_merged_programme_takes_its_applications_along(store: Store) -> None:
    olga = await somebody(store, 201)
    application_id = await begin(store, olga)
    other = await store.read(grants.find, "governor-amur")
    first = await programme(store)
    assert other
    await store.write(_merge, first.id, other.id)
    found = await seen(store, application_id)
    assert found.programme.id == other.id
    assert any(each.startswith("round") for each in await store.read(coming, olga, "application"))


def _merge(tx: Connection, programme_id: int, into: int) -> None:
    before = grants.get(tx, programme_id)
    assert before
    table = tables.programmes
    values = {"merged_into": into, "archived_at": START}
    tx.execute(table.update().where(table.c.id == programme_id).values(**values))
    grants.replan(tx, before, START)


async def test_the_figures_count_only_what_was_allowed_by_year_and_place(store: Store) -> None:
    for at in range(7):
        who = await somebody(store, 201 + at, place="belogorsk" if at < 6 else "zeya")
        application_id = await begin(store, who)
        status = ApplicationStatus.WON if at < 5 else ApplicationStatus.REFUSED
        given = {"won": 50_000} if at < 5 else {}
        await store.write(
            applications.say, application_id, who, status, START, handed_in_on=START.date(), asked=100_000, **given
        )
        if at != 5:
            await store.write(applications.count_in, application_id, who, yes=True)
    found = await store.read(figures.of_year, REGION, 2026)
    assert found == [Applied("belogorsk", 0, 5, 5, 500_000, 250_000), Applied("zeya", 0, 1, 0, 100_000, 0)]
    local = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
    assert [each.place for each in await store.read(figures.of_year, local, 2026)] == ["zeya"]
    assert await store.read(figures.of_year, REGION, 2025) == []
    assert await store.read(figures.years) == [2026]


@pytest.mark.parametrize("kind", [Applicant.NKO, Applicant.BUDGET])
async def test_an_audience_of_those_whom_a_programme_fits_is_their_kind_and_the_consent_to_news(
    store: Store, kind: Applicant
) -> None:
    olga, boris = await somebody(store, 201), await somebody(store, 202, "Борис")
    await store.write(profile.apply_as, olga, kind)
    found = await programme(store)
    audience = Audience.of(AudienceKind.FITTING, f"{found.id}")
    fits = kind in figures.fitting_kinds(found)
    assert (await store.read(reach.census, audience)).everybody == int(fits)
    by_place, by_kind = await store.read(figures.reachable, REGION, found)
    assert by_place == ({"belogorsk": 1} if fits else {})
    assert by_kind == ({kind: 1} if fits else {})
    await store.write(people.withdraw, olga, Purpose.PROFILE, START)
    assert (await store.read(figures.reachable, REGION, found))[0] == {}
    assert boris
