"""Shared parts of the self-checks: registered handlers, a town with people, logged errors."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey

from handlers import ROUTERS
from tests.chat import Neighbour, Town
from tests.demo_town import DEMO, fill

T = TypeVar("T")

RELEASED = Path(__file__).with_name("buttons.txt").read_text("utf-8").split()
SECOND_COORDINATOR = 105
# What any question may have kept, about the first of everything.
KEPT: dict[str, Any] = {
    **dict.fromkeys(("case_id", "event_id", "broadcast_id", "question_id", "tally_id", "template_id"), 1),
    "slug": "belogorsk",
    "ages": [18, 16],
    "numbers": [],
    "step": "meeting",
    "status": "done",
    "norm": 5,
    "paper": "minutes",
    "name": "tos_name",
    "seen": 0,
    "kind": "event",
    "anchor_id": 1,
}


def routers() -> Iterator[Router]:
    """Every router, a parent before its own."""
    for router in ROUTERS:
        yield from router.chain_tail


def observers() -> Iterator[tuple[Router, TelegramEventObserver]]:
    """Every kind of update that a router has handlers for."""
    for router in routers():
        for observer in router.observers.values():
            if observer.handlers:
                yield router, observer


def handlers() -> Iterator[HandlerObject]:
    for _, observer in observers():
        yield from observer.handlers


def root_filters(observer: TelegramEventObserver) -> list[CallableObject]:
    """The filters of a router: an update that passes them reaches its handlers."""
    return [*(observer._handler.filters or [])]


def filters(handler: HandlerObject) -> list[CallableObject]:
    return [*(handler.filters or [])]


def commands() -> list[str]:
    """Every command that somebody answers, without the slash."""
    found = (each.callback for handler in handlers() for each in filters(handler))
    return sorted({str(name) for each in found if isinstance(each, Command) for name in each.commands})


def states() -> list[State]:
    """Every question that may be open."""
    return [state for group in _ours(StatesGroup) for state in group.__states__]


def buttons() -> list[type[CallbackData]]:
    """Every class of button, by prefix."""
    return sorted(_ours(CallbackData), key=lambda button: button.__prefix__)


def _ours(kind: type[T]) -> list[type[T]]:
    """The subclasses that the conversations define, at any depth."""
    found = [deeper for each in kind.__subclasses__() for deeper in (each, *_ours(each))]
    return [each for each in found if each.__module__.startswith("handlers.")]


def context(who: Neighbour) -> FSMContext:
    """The person's open question, as the bot keeps it."""
    key = StorageKey(bot_id=who.town.app.bot.id, chat_id=who.id, user_id=who.id)
    return FSMContext(who.town.app.conversations, key)


def failed(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Logged errors: the person got an apology instead of an answer."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


async def people_of(town: Town) -> dict[str, Neighbour]:
    """A new person, a resident and a coordinator in the demo's town: its events have ids from 1."""
    await fill(town)
    town.world.add_silent_people(DEMO["readers"]["from"], DEMO["readers"]["count"])
    found = {"stranger": town.somebody(101), "resident": town.somebody(102), "coordinator": town.somebody(103)}
    for who in (*found.values(), town.somebody(SECOND_COORDINATOR)):
        await who.say("/start")
    return found
