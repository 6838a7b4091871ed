"""Presses of buttons, and what the bot answered to them."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.refusal import Json, RefusalError

ANSWERABLE_FOR = 15 * 60  # seconds of real time: moving the demo clock does not age a press
MOST_PRESSES = 10_000
MOST_ANSWERS = 2


@dataclass
class Press:
    user_id: int
    pressed_at: float
    expired: bool
    answers: int = 0


class Presses:
    """Callback queries by id, and the answers each person has seen."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.answers: defaultdict[int, list[Json]] = defaultdict(list)
        self._presses: OrderedDict[str, Press] = OrderedDict()
        self._clock = clock
        self._count = time.time_ns() // 1000  # a query of before a restart is unknown, not another one's

    def add(self, user_id: int, *, expired: bool = False) -> str:
        """A new press; the id of its callback query. An `expired` one cannot be answered."""
        self._count += 1
        self._presses[str(self._count)] = Press(user_id, self._clock(), expired)
        if len(self._presses) > MOST_PRESSES:
            self._presses.popitem(last=False)
        return str(self._count)

    def answer(self, query_id: str, shown: Json) -> tuple[int, bool]:
        """Record an answer: who pressed, and whether they see it (only the first one is shown).

        Refused when the query is unknown, too old, or answered twice already.
        """
        press = self._presses.get(query_id)
        too_old = press is None or press.expired or self._clock() - press.pressed_at > ANSWERABLE_FOR
        if press is None or too_old or press.answers == MOST_ANSWERS:
            raise RefusalError("query is too old and response timeout expired or query ID is invalid")
        press.answers += 1
        if press.answers == 1:
            self.answers[press.user_id].append({"id": query_id} | shown)
        return press.user_id, press.answers == 1
