"""Callback queries: presses of inline buttons, and the bot's answers to them."""

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.json_types import Json

ANSWERABLE_FOR = 15 * 60  # seconds of real time: moving the demo clock does not make a query older
MOST_QUERIES = 10_000
MOST_ANSWERS = 2


@dataclass
class CallbackQuery:
    """A press of a button; `pressed_at` is in seconds of the clock that CallbackQueries was given."""

    user_id: int
    pressed_at: float
    expired: bool
    answers: int = 0


class CallbackQueries:
    """Callback queries by id, and the answers that each person has seen."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.answers: defaultdict[int, list[Json]] = defaultdict(list)
        self._queries: OrderedDict[str, CallbackQuery] = OrderedDict()
        self._clock = clock
        # Ids begin at the current time: after a restart, the id of an old query never names a new one.
        self._count = time.time_ns() // 1000

    def add(self, user_id: int, *, expired: bool = False) -> str:
        """Add a query and return its id. An `expired` query cannot be answered."""
        self._count += 1
        self._queries[str(self._count)] = CallbackQuery(user_id, self._clock(), expired)
        if len(self._queries) > MOST_QUERIES:
            self._queries.popitem(last=False)
        return str(self._count)

    def answer(self, query_id: str, shown: Json) -> tuple[int, bool]:
        """Record an answer. Return the id of the person and True if they see it: only the first answer is shown.

        Raises ApiError when the query is unknown, too old, or answered twice already.
        """
        query = self._queries.get(query_id)
        too_old = query is None or query.expired or self._clock() - query.pressed_at > ANSWERABLE_FOR
        if query is None or too_old or query.answers == MOST_ANSWERS:
            raise ApiError("query is too old and response timeout expired or query ID is invalid")
        query.answers += 1
        if query.answers == 1:
            self.answers[query.user_id].append({"id": query_id} | shown)
        return query.user_id, query.answers == 1
