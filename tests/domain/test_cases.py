"""Cases: the next step after any notes, in every municipality's order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import Case, Noted, StepStatus, nudges, reminders, span
from bot.domain.founding import OPTIONAL, Order, Step, road
from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.norms import Confidence, Norm

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
PLACE = Municipality("zeya", "Зея", MunicipalityKind.URBAN_OKRUG, (), date(2026, 11, 24), "source", Confidence.OWN)
CASE = Case(1, None, "Asia/Yakutsk", None, None, None, NOW, None)
STATUSES = st.dictionaries(st.sampled_from(Step), st.sampled_from(StepStatus))


def norm(key: str, value: str) -> Norm:
    return Norm(key, value, Confidence.C, date(2026, 11, 24), None, "source")


NORMS = {
    key: norm(key, value)
    for key, value in {"appeal.answer_days": "30", "charter.review_days": "30", "meeting.notice_days": "10"}.items()
}


def case(statuses: dict[Step, StepStatus], order: Order | None = None) -> Case:
    noted = {step: Noted(step, status, date(2026, 11, 5), None, None, NOW) for step, status in statuses.items()}
    return replace(CASE, steps=noted, where=replace(PLACE, order=order))


@pytest.mark.parametrize("order", [*Order, None])
def test_a_new_case_begins_with_the_first_step_and_one_that_has_done_all_has_no_next(order: Order | None) -> None:
    steps = road(order)
    assert case({}, order).next_step is steps[0]
    assert case(dict.fromkeys(steps, StepStatus.DONE), order).next_step is None


def test_delegates_are_behind_once_the_meeting_is() -> None:
    before = dict.fromkeys(road(None)[: road(None).index(Step.DELEGATES)], StepStatus.DONE)
    assert case(before).next_step is Step.DELEGATES
    assert case(before | {Step.MEETING: StepStatus.DONE}).next_step is Step.REGISTRATION


@given(STATUSES, st.sampled_from([*Order, None]))
def test_the_next_step_is_open_and_nothing_needed_before_it_is_left(
    statuses: dict[Step, StepStatus], order: Order | None
) -> None:
    found = case(statuses, order).next_step
    steps = road(order)
    closed = {step for step, status in statuses.items() if status in (StepStatus.DONE, StepStatus.SKIPPED)}
    before = steps[: steps.index(found)] if found else steps
    assert found not in closed
    assert set(before) - OPTIONAL <= closed


@given(STATUSES, st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1)))  # noqa: DTZ001  made aware below
def test_nothing_is_planned_for_the_past_and_every_reminder_ends(
    statuses: dict[Step, StepStatus], at: datetime
) -> None:
    now = at.replace(tzinfo=UTC)
    meeting = replace(case(statuses), meeting_local=datetime(2026, 12, 20, 18))  # noqa: DTZ001  a wall clock
    plans = reminders(meeting, NORMS, frozenset(), now) + nudges(meeting, now)
    assert all(now < plan.due_at < plan.expires_at for plan in plans if plan.expires_at)
    assert len({plan.occasion for plan in plans}) == len(plans)
    assert all(len(plan.occasion) <= 64 for plan in plans)


def test_a_local_term_comes_before_the_norm_and_some_steps_have_none() -> None:
    known = replace(PLACE, review_days=45)
    local, common = span(Step.REGISTRATION, known, NORMS), span(Step.REGISTRATION, PLACE, NORMS)
    assert local
    assert (local.days, local.norm) == (45, None)
    assert common
    assert (common.days, common.norm) == (30, NORMS["charter.review_days"])
    assert span(Step.BOUNDARIES, known, NORMS) is None


def test_two_nudges_come_for_a_step_and_none_for_a_closed_case() -> None:
    assert [plan.due_at - NOW for plan in nudges(CASE, NOW)] == [
        timedelta(days=14, hours=-2),
        timedelta(days=42, hours=-2),
    ]
    assert nudges(replace(CASE, closed_at=NOW), NOW) == []
