"""The troubles of the store: what a failed transaction reports to the health of the process, and what ends it."""

from bot.domain.troubles import Trouble
from bot.monitoring.health import Health
from storage.core.faults import StoreFault, fault_of

# A bug (`StoreFault.OTHER`) is no trouble of the store.
TROUBLES = {
    StoreFault.DISK_FULL: Trouble.DISK_FULL,
    StoreFault.CORRUPT: Trouble.STORE_CORRUPT,
    StoreFault.REPLACED: Trouble.STORE_REPLACED,
    StoreFault.LOCKED: Trouble.STORE_AWAY,
    StoreFault.READ_ONLY: Trouble.STORE_AWAY,
    StoreFault.NO_TABLE: Trouble.STORE_AWAY,
    StoreFault.AWAY: Trouble.STORE_AWAY,
}
# A write proves nothing about the pages that it does not touch: only a check ends this one.
ENDED_BY_A_WRITE = (Trouble.DISK_FULL, Trouble.STORE_AWAY, Trouble.STORE_REPLACED)


class StoreTroubles:
    """Reports to `health`; without it, nothing is reported."""

    def __init__(self, health: Health | None) -> None:
        self._health = health

    def failed(self, error: BaseException) -> None:
        """Report the fault of a transaction that failed."""
        fault = fault_of(error)
        if self._health and fault in TROUBLES:
            self._health.begin(TROUBLES[fault], fault.value)

    def saved(self) -> None:
        """Report a write that was committed."""
        if self._health:
            for trouble in ENDED_BY_A_WRITE:
                self._health.end(trouble)

    def checked(self, sound: bool) -> None:
        """Report the result of a check of the whole file."""
        if self._health and sound:
            self._health.end(Trouble.STORE_CORRUPT)
        elif self._health:
            self._health.begin(Trouble.STORE_CORRUPT, StoreFault.CORRUPT.value)
