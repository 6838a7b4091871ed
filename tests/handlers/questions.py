"""People who ask and people who answer: the steps that tests of questions share."""

from bot.domain.people import Purpose, Role, RoleKind
from tests.chat import Neighbour, Town

QUESTION = "Где взять справку о жителях?"


async def ask(who: Neighbour, text: str = QUESTION) -> str:
    """Ask a question, from the first press to the confirmation; the consent exists already."""
    await who.say("/faq")
    await who.press("Спросить человека")
    await who.say(text)
    return await who.press("Отправить")


async def resident(town: Town, user_id: int = 101) -> Neighbour:
    return await town.person(user_id, "Ольга", Purpose.QUESTIONS)


async def lena_too(town: Town) -> Neighbour:
    return await town.person(106, "Лена", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR),))


def kinds(who: Neighbour) -> list[str]:
    """The kinds of the bot's messages to somebody, besides words."""
    media = ("voice", "photo", "document")
    return [kind for message in who.said() for kind in media if kind in message]


async def opened(anna: Neighbour) -> str:
    """The card of the only question that waits."""
    await anna.town.deliver()
    return await anna.press("Открыть вопрос")


async def answered(anna: Neighbour, text: str) -> None:
    await opened(anna)
    await anna.press("Ответить")
    await anna.say(text)
    await anna.press("Отправить ответ")
    await anna.town.deliver()
