"""The clock guard: the bot's clock, Telegram's date and a clock that nobody can set, in every way they can disagree."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.clock_guard import AGREEMENT, LIMIT, NO_DIFFERENCE, Reference, Witness, is_right
from bot.monitoring.clock_guard import ClockGuard

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)
# A second hand may be anywhere, and a date in a header has whole seconds.
SLACK = SECOND


@dataclass
class Machine:
    """A computer: true time passes; its clock may be wrong, and its monotonic clock stands still while it sleeps."""

    true: datetime = START
    error: timedelta = NO_DIFFERENCE
    awake: float = 1000.0
    guard: ClockGuard = field(init=False)

    def __post_init__(self) -> None:
        self.start(None)

    def start(self, alive_at: datetime | None) -> None:
        self.guard = ClockGuard(self.clock, lambda: self.awake, alive_at)

    def clock(self) -> datetime:
        return self.true + self.error

    def wait(self, time: timedelta) -> None:
        self.true += time
        self.awake += time.total_seconds()

    def sleep(self, time: timedelta) -> None:
        """The lid is closed, or the host suspends its virtual machine."""
        self.true += time


@pytest.mark.parametrize(
    ("gap", "tolerance", "confirmed", "right"),
    [
        (NO_DIFFERENCE, LIMIT, NO_DIFFERENCE, True),
        (LIMIT, LIMIT, NO_DIFFERENCE, True),
        (LIMIT + SECOND, LIMIT, NO_DIFFERENCE, False),
        (-LIMIT, LIMIT, NO_DIFFERENCE, True),
        (-LIMIT - SECOND, LIMIT, NO_DIFFERENCE, False),
        (LIMIT, AGREEMENT, NO_DIFFERENCE, False),
        (timedelta(hours=1), LIMIT, NO_DIFFERENCE, False),
        (YEAR, LIMIT, YEAR, True),
        (YEAR + LIMIT, LIMIT, YEAR, True),
        (-YEAR, LIMIT, YEAR, False),
        (NO_DIFFERENCE, LIMIT, YEAR, True),
    ],
)
def test_a_clock_is_right_up_to_a_limit(
    gap: timedelta, tolerance: timedelta, confirmed: timedelta, right: bool
) -> None:
    assert is_right(gap, tolerance, confirmed) is right


def test_a_moment_that_was_heard_goes_on_by_the_monotonic_clock() -> None:
    assert Reference(START, 100.0, Witness.TELEGRAM).moment_at(160.0) == START + timedelta(minutes=1)


@pytest.mark.parametrize("jump", [YEAR, -YEAR, timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=16)])
def test_a_jump_is_noticed_at_the_next_look_and_forgotten_once_the_clock_is_right(jump: timedelta) -> None:
    machine = Machine()
    machine.guard.hear(machine.true)
    machine.wait(timedelta(hours=5))
    assert machine.guard.believed() == machine.true
    machine.error = jump
    assert machine.guard.believed() is None
    assert machine.guard.now() == min(machine.true, machine.clock())
    machine.error = NO_DIFFERENCE
    assert machine.guard.believed() == machine.guard.now() == machine.true


def test_a_clock_that_drifts_by_minutes_is_believed() -> None:
    machine = Machine(error=timedelta(minutes=10))
    machine.guard.hear(machine.true)
    assert machine.guard.believed() == machine.clock()


@pytest.mark.parametrize("how", ["sleep", "wait"])
def test_three_hours_of_sleep_are_no_jump_once_telegram_has_been_asked(how: str) -> None:
    machine = Machine()
    machine.guard.hear(machine.true)
    getattr(machine, how)(timedelta(hours=3))
    if how == "sleep":
        assert not machine.guard.is_believed
        assert machine.guard.now() == START
    machine.guard.hear(machine.true)
    assert machine.guard.believed() == machine.true


def test_the_first_start_ever_is_believed_at_once() -> None:
    assert Machine().guard.is_believed


def test_a_restart_after_minutes_needs_nobody_and_after_a_month_needs_telegram() -> None:
    machine = Machine()
    machine.start(START - timedelta(minutes=10))
    assert machine.guard.is_believed
    machine.start(START - timedelta(days=30))
    assert not machine.guard.is_believed
    assert machine.guard.now() == START - timedelta(days=30)
    machine.guard.hear(machine.true)
    assert machine.guard.believed() == START


def test_a_clock_that_went_back_while_the_bot_was_off_is_no_downtime() -> None:
    machine = Machine(error=-YEAR)
    machine.start(START)
    assert not machine.guard.is_believed
    machine.guard.hear(machine.true)
    assert not machine.guard.is_believed


def test_an_administrators_word_counts_until_the_difference_is_over() -> None:
    """Telegram's date is wrong: that of a Bot API server of one's own."""
    machine = Machine()
    machine.guard.hear(machine.true - YEAR)
    assert not machine.guard.is_believed
    machine.guard.confirm(machine.guard.gap)
    machine.guard.settle()
    machine.wait(timedelta(hours=1))
    machine.guard.hear(machine.true - YEAR)
    assert machine.guard.believed() == machine.true
    machine.guard.hear(machine.true)
    machine.guard.settle()
    machine.error = YEAR
    assert machine.guard.is_believed, "one look may be a slip: the word counts until the second"
    machine.error = NO_DIFFERENCE
    machine.guard.settle()
    machine.error = YEAR
    assert not machine.guard.is_believed


def test_after_a_jump_only_a_close_agreement_counts() -> None:
    machine = Machine(error=YEAR)
    machine.guard.hear(machine.true)
    machine.guard.distrust()
    machine.error = timedelta(minutes=10)
    assert not machine.guard.is_believed
    machine.error = timedelta(minutes=2)
    assert machine.guard.is_believed
    machine.guard.settle()
    machine.error = timedelta(minutes=10)
    assert machine.guard.is_believed


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=400))
ERRORS = st.one_of(
    st.sampled_from([NO_DIFFERENCE, YEAR, -YEAR, timedelta(hours=1), timedelta(hours=-1)]),
    st.timedeltas(-2 * YEAR, 2 * YEAR),
)


class Clocks(RuleBasedStateMachine):
    """Whatever the clocks do, a moment that is believed is never further from Telegram's than the limit."""

    def __init__(self) -> None:
        super().__init__()
        self.machine = Machine()
        self.telegram_error = NO_DIFFERENCE
        self.heard: datetime | None = None
        self.heard_awake = 0.0

    @initialize(error=ERRORS)
    def begin(self, error: timedelta) -> None:
        self.machine = Machine(error=error)

    @rule(time=MOMENTS)
    def wait(self, time: timedelta) -> None:
        self.machine.wait(time)

    @rule(time=MOMENTS)
    def sleep(self, time: timedelta) -> None:
        self.machine.sleep(time)

    @rule(error=ERRORS)
    def set_clock(self, error: timedelta) -> None:
        self.machine.error = error

    @rule(error=st.sampled_from([NO_DIFFERENCE, YEAR, -YEAR]))
    def telegram_is_wrong(self, error: timedelta) -> None:
        self.telegram_error = error

    @rule()
    def hear(self) -> None:
        self.heard = (self.machine.true + self.telegram_error).replace(microsecond=0)
        self.heard_awake = self.machine.awake
        self.machine.guard.hear(self.heard)

    @rule()
    def look(self) -> None:
        (self.machine.guard.settle if self.machine.guard.is_believed else self.machine.guard.distrust)()

    @rule()
    def restart(self) -> None:
        alive_at = self.machine.guard.believed()
        self.machine.start(alive_at)
        self.heard = None

    @precondition(lambda self: self.heard is not None)
    @invariant()
    def nothing_is_destroyed_while_the_clock_and_telegram_disagree(self) -> None:
        assert self.heard is not None
        expected = self.heard + timedelta(seconds=self.machine.awake - self.heard_awake)
        if (moment := self.machine.guard.believed()) is not None:
            assert abs(moment - expected) <= LIMIT + SLACK
        assert self.machine.guard.now() <= max(expected, self.machine.clock())

    @invariant()
    def no_moment_is_later_than_the_clock(self) -> None:
        assert self.machine.guard.now() <= self.machine.clock()

    @precondition(lambda self: self.telegram_error == NO_DIFFERENCE)
    @rule()
    def a_right_clock_is_believed_once_telegram_answers(self) -> None:
        self.machine.error = NO_DIFFERENCE
        self.hear()
        assert self.machine.guard.believed() == self.machine.true


Clocks.TestCase.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
TestClocks = Clocks.TestCase
