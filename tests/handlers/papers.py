"""Cases for tests of their papers."""

from bot.domain.papers.kit import section_of
from bot.domain.people import Purpose
from bot.i18n import Translator
from handlers.shared.step_names import PAPERS, SECTIONS
from storage.cases import interview_answers
from tests.chat import Neighbour, Town
from tests.storage.founders import found

RUSSIAN = Translator("ru")


async def case_of(*members: Neighbour, municipality: str | None = "blagoveshchensk") -> int:
    """A founding case of people who are known to the bot."""
    town = members[0].town
    ids = [person.id for who in members if (person := await who.stored())]
    return await town.store.write(found, *ids, municipality=municipality)


async def founder(town: Town, user_id: int = 101, name: str = "Ольга") -> Neighbour:
    return await town.person(user_id, name, Purpose.NOTIFICATIONS)


async def begin(who: Neighbour, label: str, case_id: int = 1) -> str:
    """Open a paper from its section in the list of the case."""
    paper = next(paper for paper, key in PAPERS.items() if RUSSIAN.plain(key) == label)
    await who.press_data(f"papers:{case_id}")
    await who.press(RUSSIAN.plain(SECTIONS[section_of(paper)]))
    return await who.press(label)


async def change(who: Neighbour, label: str) -> str:
    """Open an answer from the review: among all of a short paper, or in its group."""
    await who.press("Исправить ответ")
    for group in [each for each in who.buttons() if each.startswith("Ответы ")]:
        if label not in who.buttons():
            if "Другие ответы" in who.buttons():
                await who.press("Другие ответы")
            await who.press(group)
        assert len(who.buttons()) <= 8
    return await who.press(label)


async def every_paper(who: Neighbour, kind: str) -> None:
    """Ask for the archive of a kind, from the list of papers."""
    await who.press("Все одним архивом")
    await who.press(kind)


async def answered(town: Town, **values: str | int | None) -> None:
    """Store answers of the only case."""
    await town.store.write(interview_answers.put, 1, values, None, town.clock())


async def kept(town: Town, name: str) -> str | int | None:
    answer = (await town.store.read(interview_answers.all_of, 1)).get(name)
    return answer.value if answer else None
