"""Municipalities read back from the store, on both engines."""

from datetime import date
from fractions import Fraction

from bot.domain.founding import Order
from bot.domain.municipalities import MunicipalityKind
from bot.domain.norms import Confidence
from storage.core.db import Store
from storage.law import municipalities
from tests.storage.profiles import know


async def test_all_of_the_oblast_come_by_name(store: Store) -> None:
    found = await store.read(municipalities.all_municipalities)
    assert len(found) == 29
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert {one.slug for one in found if one.kind is MunicipalityKind.URBAN_OKRUG} >= {
        "blagoveshchensk",
        "zeya",
        "tsiolkovsky",
    }


async def test_one_comes_with_what_is_known_and_none_where_nothing_is(store: Store) -> None:
    one = await store.read(municipalities.get, "blagoveshchensk")
    assert one
    assert (one.kind, one.body, one.order) == (MunicipalityKind.URBAN_OKRUG, "Благовещенская городская Дума", None)
    assert (one.as_of, one.confidence) == (date(2025, 9, 1), Confidence.B)
    assert "Благовещенск" in one.aliases
    assert (one.notice_days, one.meeting_share, one.contact) == (None, None, None)


async def test_nobody_is_there_under_an_unknown_slug(store: Store) -> None:
    assert await store.read(municipalities.get, "moscow") is None
    assert await store.read(municipalities.get, "") is None


async def test_a_confirmed_profile_comes_in_the_types_of_the_rules(store: Store) -> None:
    await know(store, "zeya", order="meeting_first", meeting_share="1/2", notice_days=14)
    one = await store.read(municipalities.get, "zeya")
    assert one
    assert (one.order, one.meeting_share, one.notice_days) == (Order.MEETING_FIRST, Fraction(1, 2), 14)
