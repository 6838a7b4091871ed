"""Buttons: every released form fits 64 bytes, is understood and answers anybody at any time.

`buttons.txt` holds every form that was ever released, packed, one a line, with ids as in the demo's town. A line is
never taken out: a button whose fields have to change becomes a new button with a prefix of its own.
"""

import re
from enum import Enum
from itertools import product
from typing import Any, get_args

import pytest
import yaml
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery, User
from annotated_types import Le

from bot.i18n import Translator
from handlers.shared.screens import Open, Place
from storage.core.seed import FOLDER
from tests.chat import Town
from tests.selfcheck import RELEASED, buttons, failed, filters, handlers, people_of

LARGEST_ID = 10**12
SLUGS = {"slug", "key"}  # the fields that hold one


def slugs() -> set[str]:
    """The municipalities that a button may carry."""
    seed = yaml.safe_load((FOLDER / "municipalities.yaml").read_text("utf-8"))
    return {row["slug"] for row in seed["municipalities"]}


def largest(kind: type[CallbackData], field: str, place: int) -> Any:
    """The value of a field that takes the most bytes: of words other than slugs, the longest that was released."""
    annotation = kind.model_fields[field].annotation
    options = get_args(annotation) or (annotation,)
    if enums := [each for each in options if isinstance(each, type) and issubclass(each, Enum)]:
        return max(enums[0], key=lambda member: len(str(member.value)))
    if str in options:
        return max(slugs() if field in SLUGS else {line.split(":")[place] for line in lines(kind)}, key=len)
    limits: list[Any] = [limit.le for limit in kind.model_fields[field].metadata if isinstance(limit, Le)]
    return min([LARGEST_ID, *limits])


def lines(kind: type[CallbackData]) -> list[str]:
    return [line for line in RELEASED if line.split(":")[0] == kind.__prefix__]


def example(kind: type[CallbackData]) -> str:
    """A line for `buttons.txt`, with the words still to be filled in."""
    values = ("1" if field.annotation is int else f"<{name}>" for name, field in kind.model_fields.items())
    return ":".join([kind.__prefix__, *values])


def gone(line: str) -> str:
    """The same button about something that is not there."""
    return re.sub(":1(?=:|$)", f":{LARGEST_ID}", line).replace("belogorsk", "atlantis")


def hears(filter_: CallbackQueryFilter, data: str) -> Any:
    user = User(id=1, is_bot=False, first_name="Olga")
    return filter_(CallbackQuery(id="1", from_user=user, chat_instance="1", data=data))


def test_prefixes_are_unique() -> None:
    prefixes = [kind.__prefix__ for kind in buttons()]
    assert len(prefixes) == len(set(prefixes))


@pytest.mark.parametrize("kind", buttons(), ids=lambda kind: kind.__name__)
def test_a_button_fits_with_the_largest_values(kind: type[CallbackData]) -> None:
    values = {field: largest(kind, field, place) for place, field in enumerate(kind.model_fields, start=1)}
    assert len(kind.model_construct(**values).pack().encode()) <= 64


@pytest.mark.parametrize("kind", buttons(), ids=lambda kind: kind.__name__)
def test_every_class_of_button_stands_in_buttons_txt(kind: type[CallbackData]) -> None:
    assert lines(kind), f"add to tests/buttons.txt: {example(kind)}"


def test_every_first_screen_stands_in_buttons_txt() -> None:
    assert {Open(place=place).pack() for place in get_args(Place)} == {*lines(Open)}


async def test_every_handler_of_a_button_has_a_line() -> None:
    """A word of a button that was forgotten in `buttons.txt` is told by the handler that no line leads to."""
    asked = [
        (handler.callback.__qualname__, each.callback)
        for handler in handlers()
        for each in filters(handler)
        if isinstance(each.callback, CallbackQueryFilter)
    ]
    deaf = [name for name, each in asked if not any([await hears(each, line) for line in RELEASED])]
    assert deaf == [], "add a line for them to tests/buttons.txt"


@pytest.mark.parametrize("line", RELEASED)
def test_a_released_button_is_still_understood(line: str) -> None:
    kinds = {kind.__prefix__: kind for kind in buttons()}
    kind = kinds[line.split(":")[0]]
    assert kind.unpack(line).pack() == line


@pytest.mark.parametrize("prefix", dict.fromkeys(line.split(":")[0] for line in RELEASED))
async def test_released_buttons_answer_everybody(
    town: Town, prefix: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With their subject in place, and again when it is gone or never existed."""
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    stale = Translator("ru").plain("button-stale")
    people = await people_of(town)
    for line in [line for line in RELEASED if line.split(":")[0] == prefix]:
        for data, who in product((line, gone(line)), people.values()):
            await who.press_data(data)
            assert not failed(caplog), data
            assert data != line or town.world.answers(who.id)[-1].get("text") != stale, f"no handler for {line}"
