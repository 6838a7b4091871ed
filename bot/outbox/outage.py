"""Evidence: whether lost sends mean an outage, a lossy line, or one row that cannot be sent. Pure, no clock."""

from collections import deque
from dataclasses import dataclass, field

# On a line that loses four sends in ten, so many in a row happen once in a million.
RUN = 15
WINDOW, MOST = 60, 0.9
# One row's own: it was lost so often, and a line as bad as the others saw would do that once in a billion.
ROW_LOSSES, CHANCE = 5, 1e-9


@dataclass
class LineWatch:
    """The recent results of sends. One loss says nothing: only a run of them, or most of a window, is an outage.

    A loss says nothing either when a send that began later was answered: requests that hang end late, and often
    together. `began` is a moment in seconds by any one clock. `passed` and `lost` count all results.
    """

    run: int = 0
    passed: int = 0
    lost: int = 0
    _answered_from: float = float("-inf")
    _window: deque[bool] = field(default_factory=lambda: deque(maxlen=WINDOW))

    def note_answer(self, began: float) -> None:
        """Telegram answered a send, be it with a refusal."""
        self._answered_from = max(self._answered_from, began)
        self.run = 0
        self.passed += 1
        self._window.append(False)

    def note_loss(self, began: float) -> None:
        """A send got no answer."""
        self.lost += 1
        if began > self._answered_from:
            self.run += 1
            self._window.append(True)

    @property
    def is_outage(self) -> bool:
        is_most = len(self._window) == WINDOW and sum(self._window) >= WINDOW * MOST
        return self.run >= RUN or is_most

    def begin_anew(self) -> None:
        """Forget the losses before an answer that ended an outage."""
        self.run = 0
        self._window.clear()


@dataclass(slots=True)
class RowTrial:
    """The losses of one row in a row: `tries` all of them, `among_others` those with a success of another before each.

    `passed` and `lost` are the sends in all before the first of them, `seen` those that had passed at the last one.
    """

    passed: int
    lost: int
    seen: int = -1
    tries: int = 0
    among_others: int = 0


@dataclass
class RowTrials:
    """The rows whose last send was lost: what happens to one alone, while others pass, is not the line's."""

    watch: LineWatch
    _trials: dict[int, RowTrial] = field(default_factory=dict)

    def note_loss(self, row_id: int) -> int:
        """Count a loss of a row, which the watch has noted. Returns how many of them followed one another."""
        trial = self._trials.setdefault(row_id, RowTrial(self.watch.passed, self.watch.lost - 1))
        trial.tries += 1
        trial.among_others += self.watch.passed > trial.seen
        trial.seen = self.watch.passed
        return trial.tries

    def is_own(self, row_id: int) -> bool:
        """Tell whether a row's losses are its own: the line, as others met it meanwhile, explains them no more."""
        trial = self._trials.get(row_id)
        if trial is None or trial.among_others < ROW_LOSSES:
            return False
        passed = self.watch.passed - trial.passed
        lost = self.watch.lost - trial.lost - trial.tries
        # One loss more than was seen: few others prove little.
        share = (lost + 1) / (passed + lost + 1)
        return bool(share**trial.among_others < CHANCE)

    def forget(self, row_id: int) -> None:
        """The row was answered, or has ended."""
        self._trials.pop(row_id, None)
