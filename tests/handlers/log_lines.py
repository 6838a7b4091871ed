"""Log lines of one conversation, as a test reads them."""

import logging

import pytest

from tests.chat import Neighbour


def listen(caplog: pytest.LogCaptureFixture, package: str) -> None:
    """Record the outcomes that a package of handlers logs, and the consents."""
    for name in (f"handlers.{package}", "handlers.shared"):
        caplog.set_level(logging.INFO, logger=name)


def log_lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of handlers so far."""
    return [each.getMessage() for each in caplog.records if each.name.startswith("handlers.")]


async def id_of(who: Neighbour) -> int:
    person = await who.stored()
    assert person
    return person.id
