"""Evidence of an outage: what closes the worker, and what ends one row."""

import random
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.outage import MOST, ROW_LOSSES, RUN, WINDOW, LineWatch, RowTrials


def watched(results: str) -> LineWatch:
    """A watch that saw these results: "+" an answer, "-" a loss."""
    watch = LineWatch()
    for began, each in enumerate(results):
        (watch.note_answer if each == "+" else watch.note_loss)(began)
    return watch


def test_requests_that_hang_and_end_together_are_no_outage() -> None:
    watch = LineWatch()
    for began in range(0, 100, 2):
        watch.note_answer(began)
    for began in range(1, 99, 2):
        watch.note_loss(began)
    assert not watch.is_outage
    for began in range(100, 100 + RUN):
        watch.note_loss(began)
    assert watch.is_outage


@pytest.mark.parametrize(
    ("results", "is_outage"),
    [
        ("", False),
        ("-", False),
        ("-" * (RUN - 1), False),
        ("-" * RUN, True),
        ("-" * (RUN - 1) + "+" + "-" * (RUN - 1), False),
        ("-" * RUN + "+", False),
        ("--+-" * 15, False),
        (("-" * (RUN - 1) + "+") * 4, True),
        (("-" * 8 + "+") * 7, False),
    ],
)
def test_only_a_run_or_most_of_a_window_is_an_outage(results: str, *, is_outage: bool) -> None:
    assert watched(results).is_outage is is_outage


@given(st.text("+-", max_size=200))
def test_an_outage_is_never_without_its_evidence(results: str) -> None:
    recent = results[-WINDOW:]
    is_run = results.endswith("-" * RUN)
    is_most = len(recent) == WINDOW and recent.count("-") >= WINDOW * MOST
    assert watched(results).is_outage is (is_run or is_most)


@given(st.text("+-", max_size=200))
def test_after_an_answer_that_ended_an_outage_evidence_begins_anew(results: str) -> None:
    watch = watched(results)
    watch.begin_anew()
    assert not watch.is_outage


@pytest.mark.parametrize("loss", [0.05, 0.2, 0.4])
def test_a_lossy_line_is_no_outage_and_no_rows_own_fault(loss: float) -> None:
    chance, watch = random.Random(loss), LineWatch()
    trials, waiting = RowTrials(watch), list(range(50_000))
    for began in count():
        if not waiting:
            break
        row_id = waiting.pop(chance.randrange(max(len(waiting) - 50, 0), len(waiting)))
        if chance.random() >= loss:
            watch.note_answer(began)
            trials.forget(row_id)
            continue
        watch.note_loss(began)
        trials.note_loss(row_id)
        assert not watch.is_outage
        assert not trials.is_own(row_id)
        waiting.append(row_id)


def test_what_is_lost_while_nobody_passes_is_the_lines() -> None:
    watch = LineWatch()
    trials = RowTrials(watch)
    for began in range(10_000):
        watch.note_loss(began)
        trials.note_loss(1)
    watch.note_answer(10_000)
    assert not trials.is_own(1)


@given(st.integers(1, 50))
def test_a_row_that_is_lost_while_all_others_pass_is_given_up_after_few_tries(others: int) -> None:
    watch = LineWatch()
    trials, tries = RowTrials(watch), 0
    while not trials.is_own(1):
        watch.note_loss(tries)
        tries = trials.note_loss(1)
        for _ in range(others):
            watch.note_answer(tries)
    assert ROW_LOSSES <= tries <= 15
    trials.forget(1)
    assert not trials.is_own(1)
