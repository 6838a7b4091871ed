"""The demo clock is a file with an offset."""

import time
from pathlib import Path

import pytest

from bot.sandbox.clock import Clock


@pytest.mark.parametrize("text", [None, ""])
def test_without_an_offset_it_is_the_real_time(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "clock"
    if text is not None:
        file.write_text(text)
    assert Clock(file).offset == Clock().offset == 0
    assert time.time() - 60 < Clock(file).now() <= time.time()


def test_offsets_add_up_and_are_read_at_each_need(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock, other = Clock(file), Clock(file)
    clock.add(86400)
    other.add(-3600.5)
    assert clock.offset == 82799.5
    file.write_text("5")
    clock.add(1)
    assert file.read_text() == "6"
    assert [path.name for path in tmp_path.iterdir()] == ["clock"]


def test_a_clock_without_a_file_moves_too() -> None:
    clock = Clock()
    clock.add(5)
    assert clock.offset == 5
