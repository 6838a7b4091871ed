"""Clock of the demo: real time plus an offset. The page changes the offset, and the bot reads it."""

import tempfile
import time
from pathlib import Path


class Clock:
    """Seconds since 1970, plus the offset in seconds that `file` contains as text (0 when there is no file).

    The file is read at every call, because other programs use it too.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._own_offset = 0.0

    def now(self) -> float:
        return time.time() + self.offset

    @property
    def offset(self) -> float:
        """The offset in seconds."""
        if self._file is None:
            return self._own_offset
        try:
            return float(self._file.read_text() or 0)
        except FileNotFoundError:
            return 0.0

    def add(self, seconds: float) -> None:
        """Move the clock. The file is replaced atomically: a reader sees the old or the new offset."""
        offset = self.offset + seconds
        if self._file is None:
            self._own_offset = offset
            return
        with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False) as file:
            file.write(f"{offset:g}" if offset % 1 else str(int(offset)))
        Path(file.name).replace(self._file)
