"""Steps of the neighbours in a founding case."""

from bot.domain.people import Purpose
from bot.domain.tallies import Came
from storage.cases import tallies
from tests.chat import Neighbour, Town

FOREIGN = "Этого дела у вас нет"


async def begin(town: Town, user_id: int = 101, name: str = "Ольга", slug: str = "zeya") -> Neighbour:
    """Somebody who has begun a case and sees its card."""
    who = await town.person(user_id, name, Purpose.CASES)
    await who.press_data(f"casenew:begin:{slug}")
    return who


async def at_the_door(town: Town) -> Neighbour:
    """Somebody who counts those who come: +1 is the button."""
    olga = await begin(town)
    await olga.press_data("tally:1")
    await olga.press("Собрание")
    for number in ("300", "330"):
        await olga.say(number)
    return olga


async def adults(town: Town, olga: Neighbour) -> int:
    """The number of adults counted."""
    person = await olga.stored()
    assert person
    tally = await town.store.read(tallies.get, 1, person.id)
    assert tally
    return tally.sums.get(Came.ADULTS, 0)


async def note(who: Neighbour, step: str, do: str, day: str) -> str:
    """Press a button of a step of case 1 and type its day. Return the bot's newest text."""
    await who.press_data(f"cstep:{do}:1:{step}")
    return await who.say(day)


async def invitation(who: Neighbour) -> str:
    """Invite somebody to case 1. Return the code of the invitation."""
    shown = await who.press_data("case:invite:1")
    assert "?start=case_" in shown
    return shown.split("?start=case_")[1].split()[0]


async def share(town: Town) -> tuple[Neighbour, Neighbour]:
    """Olga with her case, and Boris, who has joined it."""
    olga = await begin(town)
    boris = await town.person(102, "Борис", Purpose.CASES)
    await boris.say(f"/start case_{await invitation(olga)}")
    await boris.press("Войти в дело")
    return olga, boris
