"""The clock of the demo: real time plus an offset that the page can move and the bot can read."""

import tempfile
import time
from pathlib import Path


class Clock:
    """Seconds since 1970, shifted by the number of seconds that `file` holds as text (no file: no shift).

    The file is read at each need, since the bot and other programs follow the same one.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._own_offset = 0.0

    def now(self) -> float:
        return time.time() + self.offset

    @property
    def offset(self) -> float:
        """The shift in seconds."""
        if self._file is None:
            return self._own_offset
        try:
            return float(self._file.read_text() or 0)
        except FileNotFoundError:
            return 0.0

    def add(self, seconds: float) -> None:
        """Move the clock; who reads the file meanwhile sees the old or the new offset, nothing in between."""
        offset = self.offset + seconds
        if self._file is None:
            self._own_offset = offset
            return
        with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False) as file:
            file.write(f"{offset:g}" if offset % 1 else str(int(offset)))
        Path(file.name).replace(self._file)
