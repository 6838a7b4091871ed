"""The road: every municipality's order has the steps it needs, in a possible order."""

import pytest

from bot.domain.founding import OPTIONAL, Order, Step, road

ORDERS = [*Order, None]


@pytest.mark.parametrize("order", ORDERS)
def test_no_step_comes_twice(order: Order | None) -> None:
    assert len(set(road(order))) == len(road(order))


@pytest.mark.parametrize("order", ORDERS)
def test_every_road_begins_with_a_group_and_ends_with_a_choice(order: Order | None) -> None:
    steps = road(order)
    assert steps[0] is Step.GROUP
    assert steps[-1] is Step.LEGAL_ENTITY
    assert steps[-1] in OPTIONAL


@pytest.mark.parametrize("order", ORDERS)
def test_charter_is_registered_after_the_meeting_has_adopted_it(order: Order | None) -> None:
    steps = road(order)
    wanted = [Step.HEADCOUNT, Step.CHARTER, Step.NOTICE, Step.DELEGATES, Step.MEETING, Step.REGISTRATION]
    assert sorted(wanted, key=steps.index) == wanted


def test_boundaries_come_where_the_municipality_wants_them() -> None:
    first = road(Order.BOUNDARIES_FIRST)
    assert first.index(Step.BOUNDARIES) < first.index(Step.MEETING)
    later = road(Order.MEETING_FIRST)
    assert later.index(Step.MEETING) < later.index(Step.BOUNDARIES) < later.index(Step.REGISTRATION)
    assert Step.BOUNDARIES not in road(Order.SINGLE_APPLICATION)


def test_unconfirmed_order_shows_the_usual_road_with_every_step() -> None:
    assert road(None) == road(Order.BOUNDARIES_FIRST)
    assert set(road(None)) == set(Step)
