"""Corrections of facts: which values are taken, and whose cases rely on the old one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.cases import NORM_TERMS, Case, Noted, StepStatus
from bot.domain.corrections import VALUE, Correction, Subject, Takes, concerns, fact, read_value, value_of
from bot.domain.founding import Step
from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.norms import Confidence, Shape
from tests.clock import START, ZONE

TODAY = date(2026, 11, 24)
ZEYA = Municipality(
    slug="zeya",
    name="Зея",
    kind=MunicipalityKind.URBAN_OKRUG,
    aliases=(),
    as_of=TODAY,
    source="the charter",
    confidence=Confidence("A"),
)
CASE = Case(1, None, ZONE, ZEYA, None, None, START, None)
NOTICE = Correction(1, Subject.PLACE, "zeya", "notice_days", "10", "14", Confidence("A"), TODAY, "the charter", None)


@pytest.mark.parametrize(
    ("takes", "typed", "stored"),
    [
        (Takes.DAYS, "0", "0"),
        (Takes.DAYS, "007", "7"),
        (Takes.DAYS, "365", "365"),
        (Takes.DAYS, "366", None),
        (Takes.DAYS, "-1", None),
        (Takes.DAYS, "ten", None),
        (Shape.NUMBER, "999999999", "999999999"),
        (Shape.NUMBER, "1000000001", None),
        (Takes.SHARE, "1/3", "1/3"),
        (Takes.SHARE, "a third", None),
        (Shape.DAY, "2026-11-24", "2026-11-24"),
        (Shape.DAY, "tomorrow", None),
        (Takes.ORDER, "sideways", None),
        (Takes.TEXT, "a" * 300, "a" * 300),
        (Takes.TEXT, "a" * 301, None),
    ],
)
def test_a_value_is_taken_when_it_is_of_the_kind(takes: Takes | Shape, typed: str, stored: str | None) -> None:
    assert read_value(takes, typed) == stored


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [("notice_days", "14", 14), ("notice_days", None, None), ("contact", "14", "14"), ("contact", None, None)],
)
def test_a_profile_stores_days_as_a_number_and_all_else_as_text(
    field: str, value: str | None, stored: str | int | None
) -> None:
    assert fact(field, value) == stored


@pytest.mark.parametrize(
    ("source", "became", "complete"), [("", "14", False), ("the charter", "10", False), ("the charter", "14", True)]
)
def test_a_correction_needs_a_source_and_a_change(source: str, became: str, complete: bool) -> None:
    assert replace(NOTICE, source=source, became=became).is_complete() is complete


def closed(step: Step, status: StepStatus) -> Case:
    return replace(CASE, steps={step: Noted(step, status, TODAY, None, None, START)})


@pytest.mark.parametrize(
    ("case", "change", "concerned"),
    [
        (CASE, NOTICE, True),
        (closed(Step.NOTICE, StepStatus.DONE), NOTICE, False),
        (closed(Step.NOTICE, StepStatus.SKIPPED), NOTICE, False),
        (closed(Step.GROUP, StepStatus.DONE), NOTICE, True),
        (replace(CASE, where=None), NOTICE, False),
        (replace(CASE, where=replace(ZEYA, slug="tynda")), NOTICE, False),
        (replace(CASE, closed_at=START), NOTICE, False),
        (CASE, replace(NOTICE, field="contact"), False),
    ],
)
def test_a_case_is_concerned_at_the_place_until_the_step_is_closed(
    case: Case, change: Correction, concerned: bool
) -> None:
    assert concerns(change, case, {}) is concerned


@pytest.mark.parametrize(
    ("field", "key", "moves"),
    [("notice_days", "zeya", True), ("contact", "zeya", False), (VALUE, next(iter(NORM_TERMS.values())), True)],
)
def test_terms_move_with_the_facts_they_are_counted_from(field: str, key: str, moves: bool) -> None:
    assert replace(NOTICE, field=field, key=key).moves_terms is moves


def test_a_value_of_a_profile_is_text_or_not_confirmed() -> None:
    assert value_of(replace(ZEYA, notice_days=10), "notice_days") == "10"
    assert value_of(ZEYA, "notice_days") is None
