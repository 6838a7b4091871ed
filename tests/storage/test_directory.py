"""The list of people on each engine: pages to and fro, kinds, a search by the beginnings of words, who sees whom."""

from typing import Any

from sqlalchemy import Connection, event

from bot.domain.people import Purpose, Role, RoleKind, Visitor
from storage.core.db import Store
from storage.people import directory, people
from storage.people.directory import AT_WORK, EVERYBODY, Edge, Viewer
from tests.clock import START, ZONE

ADMIN = Viewer(frozenset({Role(RoleKind.ADMIN)}), {999})
OF_ZEYA = Viewer(frozenset({Role(RoleKind.COORDINATOR, "zeya")}))
NAMES = {
    101: ("Анна Петрова", "anna_p", Role(RoleKind.COORDINATOR, "zeya")),
    102: ("Борис Петренко", None, Role(RoleKind.CHAIR, "zeya")),
    103: ("Пётр Иванов", "Zeya_Petr", Role(RoleKind.CHAIR, "tynda")),
    104: ("Анна Ольгина", None, None),
    999: ("Старший", None, None),
}


def settle(tx: Connection) -> None:
    for user_id, (name, nick, role) in NAMES.items():
        visitor = Visitor(user_id, user_id, name, nick)
        person = people.agree(tx, visitor, Purpose.WORK, "words", "ru", ZONE, START)
        if role:
            people.grant(tx, person.id, role, START)


async def listed(store: Store, which: str, viewer: Viewer = ADMIN) -> list[str]:
    return [each.name for each in (await store.read(directory.page, viewer, which, 10)).people]


async def test_pages_go_to_and_fro_by_name(store: Store) -> None:
    await store.write(settle)
    first = await store.read(directory.page, ADMIN, EVERYBODY, 2)
    second = await store.read(directory.page, ADMIN, EVERYBODY, 2, Edge(first.people[-1].id, False))
    third = await store.read(directory.page, ADMIN, EVERYBODY, 2, Edge(second.people[-1].id, False))
    seen = [each.name for one in (first, second, third) for each in one.people]
    assert seen == sorted(name for name, *_ in NAMES.values())
    assert [(one.has_before, one.has_after) for one in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    back = await store.read(directory.page, ADMIN, EVERYBODY, 2, Edge(third.people[0].id, True))
    assert (back.people, back.has_after) == (second.people, True)
    assert await store.read(directory.page, ADMIN, EVERYBODY, 2, Edge(first.people[0].id, True)) == first
    assert await store.read(directory.page, ADMIN, EVERYBODY, 2, Edge(10**9, False)) == first


async def test_the_list_is_of_one_kind(store: Store) -> None:
    await store.write(settle)
    assert await listed(store, AT_WORK) == ["Анна Петрова", "Борис Петренко", "Пётр Иванов", "Старший"]
    assert await listed(store, RoleKind.CHAIR) == ["Борис Петренко", "Пётр Иванов"]
    assert await listed(store, RoleKind.ADMIN) == ["Старший"]


async def test_a_coordinator_sees_the_chairs_of_their_scope_alone(store: Store) -> None:
    await store.write(settle)
    for which in (EVERYBODY, AT_WORK, RoleKind.ADMIN):
        assert await listed(store, which, OF_ZEYA) == ["Борис Петренко"]
    assert await store.read(directory.search, OF_ZEYA, "анна", 10) == []
    regional = Viewer(frozenset({Role(RoleKind.COORDINATOR)}))
    assert await listed(store, EVERYBODY, regional) == ["Борис Петренко", "Пётр Иванов"]


async def found(store: Store, typed: str) -> list[str]:
    return [each.name for each in await store.read(directory.search, ADMIN, typed, 10)]


async def test_words_are_found_by_their_beginnings(store: Store) -> None:
    await store.write(settle)
    assert await found(store, "петр") == ["Анна Петрова", "Борис Петренко", "Пётр Иванов"]
    assert await found(store, "  ПЁТР  ива") == ["Пётр Иванов"]
    assert await found(store, "@zeya_petr") == ["Пётр Иванов"]
    assert await found(store, "анна ольгина петрова") == []
    assert await found(store, "%") == []


async def test_a_new_name_is_found_and_the_old_one_is_not(store: Store) -> None:
    await store.write(settle)
    [olga] = await store.read(directory.search, ADMIN, "ольгина", 10)
    await store.write(lambda tx: people.change(tx, olga.id, name="Анна Сидорова"))
    assert (await found(store, "ольгина"), await found(store, "сидор")) == ([], ["Анна Сидорова"])


async def test_no_question_reads_a_table_whole(store: Store) -> None:
    """Each costs the same with a hundred thousand people: what is read in order ends with the page."""
    if not store.is_sqlite:
        return
    await store.write(settle)
    plans: list[str] = []

    def explain(tx: Connection) -> None:
        def look(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if statement.startswith("SELECT"):
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                plans.extend(row[3] for row in rows)

        event.listen(tx, "before_cursor_execute", look)
        for edge in (None, Edge(2, False), Edge(2, True)):
            for which in (EVERYBODY, AT_WORK, RoleKind.CHAIR):
                directory.page(tx, ADMIN, which, 5, edge)
        directory.search(tx, ADMIN, "анна петр", 5)
        directory.card(tx, ADMIN, 1)

    await store.read(explain)
    assert plans
    # Those at work are few.
    assert {line for line in plans if line.startswith("SCAN") and "USING" not in line} <= {"SCAN roles"}
