"""A coordinator goes: their broadcasts pause, a colleague is told and goes on with them."""

from bot.domain.people import Purpose, Role, RoleKind
from storage.people import handover, people
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import EVERYBODY, WORDS, coordinator, got, reader, settle, tick, write_to

OF_REGION = Role(RoleKind.COORDINATOR)


async def two_coordinators(town: Town) -> tuple[Neighbour, Neighbour]:
    boris = await town.person(104, "Борис", Purpose.WORK, roles=(OF_REGION,))
    return await coordinator(town), boris


async def dismiss(town: Town, who: Neighbour) -> None:
    """Take the role away and hand over, as an administrator does."""
    person = await who.stored()
    assert person

    def take(tx: object) -> None:
        handover.hand_over(tx, person.id, None, town.clock(), keeps=frozenset())  # type: ignore[arg-type]

    await town.store.write(take)


async def test_a_colleague_is_told_and_goes_on(town: Town) -> None:
    olga = await reader(town, 201)
    anna, boris = await two_coordinators(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await dismiss(town, anna)
    await settle(town)
    assert got(olga) == 0
    notice, progress = [message["text"] for message in boris.said()][-2:]
    if "Отправлено" in notice:
        notice, progress = progress, notice
    assert "Раньше ею занимался другой координатор: Анна." in notice
    assert "1 рассылка на паузе" in notice
    assert "Отправлено 0 из 1" in progress
    await boris.press("Продолжить")
    await settle(town)
    assert got(olga) == 1
    assert "Отправлено 1 из 1" in boris.sees()


async def test_the_old_buttons_of_who_left_do_nothing(town: Town) -> None:
    olga = await reader(town, 201)
    anna, _ = await two_coordinators(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await dismiss(town, anna)
    before = len(anna.said())
    for do in ("resume", "pause", "stop", "stop-sure", "correct", "recall", "table"):
        await anna.press_data(f"bc:{do}:1")
    await settle(town)
    assert (got(olga), len(anna.said())) == (0, before)


async def test_who_erases_everything_leaves_the_message_to_a_colleague(town: Town) -> None:
    olga = await reader(town, 201)
    anna, boris = await two_coordinators(town)
    await write_to(anna, EVERYBODY)
    await anna.press("Отправить 1 человеку")
    await anna.say("/erase")
    assert "перейдут коллеге" in anna.sees()
    await anna.press("Да, стереть")
    assert boris.sees() == WORDS
    await tick(town)
    assert any("коллега, которого здесь больше нет" in message.get("text", "") for message in boris.said())
    await boris.press("Продолжить")
    await settle(town)
    assert got(olga) == 1


async def test_a_withdrawn_consent_passes_the_work_on(town: Town) -> None:
    olga = await reader(town, 201)
    anna, boris = await two_coordinators(town)
    await write_to(anna, EVERYBODY)
    person = await anna.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    await tick(town)
    assert "1 черновик рассылки" in boris.sees()
    await boris.press("К рассылкам")
    await boris.press("Черновик")
    await boris.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1
