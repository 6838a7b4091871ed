"""Three taps at most: from the menu to every room, and from every screen that is met on the way to one's own profile.

The walk presses every button once, breadth first, as an administrator does: they see all that anybody sees. A page of
"more buttons" is one tap more.
"""

from collections.abc import Iterator
from typing import get_args

import pytest

from bot.domain.people import Purpose, Role, RoleKind
from handlers.shared.screens import Place
from tests.chat import Neighbour, Town

MENU, PROFILE = "open:menu", "open:profile"
TAPS = 3
# One presses these knowing that they end something, or they lead to another chat.
LEFT_OUT = ("data:erase", "withdraw:", "acc:leave")
# These open from what one keeps there: who has none yet sees no way.
LATER = {"open:applications"}
Screen = dict[str, int]


async def opened(who: Neighbour, data: str) -> Screen:
    """The buttons of the screen that a press opens, each with the number of taps to it from there."""
    await who.press_data(data)
    found: Screen = {}
    for taps in range(1, TAPS + 1):
        shown = [each for _, each in who.labelled() if each]
        more = [each for each in shown if each.startswith("more:")]
        found = {each: taps for each in shown if each not in more} | found
        if not more:
            break
        await who.press_data(more[0])
    return found


async def walk(who: Neighbour) -> dict[str, Screen]:
    """Every screen that is two taps from the menu at most, by the button that opens it."""
    screens, new = {MENU: await opened(who, MENU)}, [MENU]
    for _ in range(TAPS - 1):
        ahead = dict.fromkeys(to for one in new for to in screens[one] if to not in screens)
        new = [to for to in ahead if not to.startswith(LEFT_OUT)]
        for to in new:
            screens[to] = await opened(who, to)
    return screens


def within(screens: dict[str, Screen], begin: str) -> Iterator[str]:
    """The buttons that are pressed with TAPS taps or fewer from a screen."""
    nearest = {begin: 0}
    for _ in range(TAPS):
        for one in list(nearest):
            for to, taps in screens.get(one, {}).items():
                nearest[to] = min(nearest.get(to, TAPS + 1), nearest[one] + taps)
    return (to for to, taps in nearest.items() if taps <= TAPS)


async def test_every_room_is_three_taps_from_the_menu_and_the_profile_from_everywhere(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    admin = Role(RoleKind.ADMIN)
    who = await town.person(104, "Мария", *Purpose, roles=(admin,))
    screens = await walk(who)
    rooms = {f"open:{place}" for place in get_args(Place)} - {MENU}
    assert rooms - {*within(screens, MENU)} <= LATER
    assert len(screens) > 40, "the walk went somewhere"
    far = [begin for begin in screens if screens[begin] and PROFILE not in within(screens, begin)]
    assert far == []
