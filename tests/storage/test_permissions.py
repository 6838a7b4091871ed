"""The store's files and the bot's own folder are closed to others."""

import os
from pathlib import Path

from storage.core.permissions import tighten


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def loose_store(folder: Path) -> Path:
    folder.mkdir(mode=0o755)
    for name in ("tos.db", "tos.db-wal", "tos.db-shm"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    return folder / "tos.db"


def test_a_store_that_others_could_read_is_closed_and_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    file = loose_store(data)
    assert tighten(file, data) == ["data", "tos.db", "tos.db-wal", "tos.db-shm"]
    assert [mode(path) for path in (data, file, data / "tos.db-wal", data / "tos.db-shm")] == [0o700, *[0o600] * 3]
    assert tighten(file, data) == []


def test_a_folder_that_is_not_the_bots_own_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "srv"
    assert "srv" not in tighten(loose_store(folder), tmp_path / "data")
    assert mode(folder) == 0o755


def test_what_cannot_be_changed_stops_nothing(tmp_path: Path) -> None:
    assert tighten(Path("/proc/self/status"), tmp_path) == []
    assert tighten(tmp_path / "no" / "tos.db", tmp_path / "no") == []
    assert os.access(tmp_path, os.R_OK)
