"""Searches without an answer: counted by their words, withdrawn, answered later, forgotten after ninety days."""

from datetime import timedelta

from bot.domain.people import Role, RoleKind
from bot.domain.questions import MISS_MAX
from bot.domain.retention import UNANSWERED_SEARCH
from storage.core.db import Store
from storage.core.retention import sweep
from storage.questions import unanswered
from storage.questions.unanswered import Miss
from tests.clock import START

ROLES = frozenset({Role(RoleKind.COORDINATOR, "zeya")})


async def test_the_same_words_are_one_miss_and_the_frequent_come_first(store: Store) -> None:
    once = await store.write(unanswered.note, "барабулька", START)
    often = [await store.write(unanswered.note, "лавочка", START + timedelta(days=day)) for day in range(3)]
    assert len({*often}) == 1
    found, total = await store.read(unanswered.page, ROLES, 0, 10)
    assert (found, total) == ([Miss(often[0], "лавочка", 3), Miss(once, "барабулька", 1)], 2)
    assert await store.read(unanswered.page, ROLES, 1, 10) == ([Miss(once, "барабулька", 1)], 2)


async def test_what_was_found_is_no_miss(store: Store) -> None:
    miss = await store.write(unanswered.note, "кворум", START)
    await store.write(unanswered.resolve, miss)
    assert await store.read(unanswered.page, ROLES, 0, 10) == ([], 0)
    again = await store.write(unanswered.note, "кворум", START)
    assert again != miss, "an old button must not take back a new miss"


async def test_long_words_are_cut(store: Store) -> None:
    miss = await store.write(unanswered.note, "ы" * 1000, START)
    found = await store.read(unanswered.get, miss, ROLES)
    assert found
    assert found.text == "ы" * MISS_MAX


async def test_who_coordinates_nothing_sees_and_teaches_nothing(store: Store) -> None:
    chair = frozenset({Role(RoleKind.CHAIR, "zeya")})
    miss = await store.write(unanswered.note, "кворум", START)
    for held in (frozenset[Role](), chair):
        assert await store.read(unanswered.page, held, 0, 10) == ([], 0)
        assert await store.read(unanswered.get, miss, held) is None
        assert not await store.write(unanswered.drop, miss, held)
        assert await store.write(unanswered.teach, miss, "quorum", held, START) is None
        assert not await store.write(unanswered.unteach, 1, held)
    assert await store.read(unanswered.added) == []


async def test_taught_words_are_added_once_and_can_be_taken_away(store: Store) -> None:
    keywords = []
    for _ in range(2):
        miss = await store.write(unanswered.note, "барабулька", START)
        keywords.append(await store.write(unanswered.teach, miss, "quorum", ROLES, START))
    keyword = keywords[0]
    assert keyword
    assert keywords == [keyword, keyword]
    assert await store.write(unanswered.teach, 999, "quorum", ROLES, START) is None
    assert await store.read(unanswered.added) == [("quorum", "барабулька")]
    assert await store.read(unanswered.page, ROLES, 0, 10) == ([], 0)
    assert await store.write(unanswered.unteach, keyword, ROLES)
    assert not await store.write(unanswered.unteach, keyword, ROLES)
    assert await store.read(unanswered.added) == []


async def test_after_ninety_days_a_miss_is_forgotten_and_taught_words_are_not(store: Store) -> None:
    taught = await store.write(unanswered.note, "барабулька", START)
    await store.write(unanswered.teach, taught, "quorum", ROLES, START)
    await store.write(unanswered.note, "старое", START)
    await store.write(unanswered.note, "новое", START + UNANSWERED_SEARCH.term)
    await store.write(sweep, START + UNANSWERED_SEARCH.term + timedelta(hours=1))
    found, _ = await store.read(unanswered.page, ROLES, 0, 10)
    assert [each.text for each in found] == ["новое"]
    assert await store.read(unanswered.added) == [("quorum", "барабулька")]
