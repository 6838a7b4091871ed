"""The health of this process: the troubles that last, reported by the parts that meet them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.troubles import Lasting, Trouble
from bot.logs import get_logger

log = get_logger(__name__)

# What happens in a moment counts as a trouble for this long after it happened last.
NOTED_FOR = timedelta(hours=1)


class Health:
    """One object for the process, made by `bot/app.py`. A trouble begins and ends with one log line each."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lasting: dict[Trouble, Lasting] = {}
        self._noted: dict[Trouble, datetime] = {}

    @property
    def troubles(self) -> tuple[Lasting, ...]:
        """The troubles that last, the oldest first."""
        for trouble, at in list(self._noted.items()):
            if self._clock() - at >= NOTED_FOR:
                del self._noted[trouble]
                self.end(trouble)
        return tuple(self._lasting.values())

    def begin(self, trouble: Trouble, detail: str = "") -> None:
        """Report a trouble. Harmless while it lasts: its first moment and detail are kept."""
        if trouble not in self._lasting:
            self._lasting[trouble] = Lasting(trouble, self._clock(), detail)
            log.warning("trouble began", trouble=trouble.value, detail=detail)

    def note(self, trouble: Trouble, detail: str = "") -> None:
        """Report a trouble of a moment, such as an update that was skipped: it begins, and ends by itself."""
        self._noted[trouble] = self._clock()
        self.begin(trouble, detail)

    def end(self, trouble: Trouble) -> None:
        """Report that a trouble is over. Harmless when there is none."""
        if began := self._lasting.pop(trouble, None):
            seconds = round((self._clock() - began.since).total_seconds())
            log.warning("trouble ended", trouble=trouble.value, seconds=seconds)
