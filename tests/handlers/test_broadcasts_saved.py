"""Audiences saved by name: used again by a colleague of the scope, renamed, deleted, checked anew."""

from bot.domain.people import REGION
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import CHANGE, EVERYBODY, coordinator, got, make_event, reader, settle, write_to


async def save(anna: Neighbour, name: str, *labels: str) -> str:
    await write_to(anna, *labels)
    await anna.press(CHANGE)
    await anna.press("Сохранить этот список")
    return await anna.say(name)


async def test_a_saved_list_is_used_again_by_a_colleague(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    assert "Список «Все подписчики» сохранён" in await save(anna, "Все подписчики", EVERYBODY)
    boris = await coordinator(town, user_id=104)
    await write_to(boris)
    await boris.press("Сохранённые списки")
    assert "всем, кто подписан на новости" in await boris.press("Все подписчики")
    await boris.press("Отправить этому списку")
    await boris.press("Отправить 1 человеку")
    await settle(town)
    assert got(olga) == 1


async def test_a_list_of_another_scope_is_not_there(town: Town) -> None:
    anna = await coordinator(town)
    await save(anna, "Все подписчики", EVERYBODY)
    zoya = await coordinator(town, "zeya", user_id=104)
    await write_to(zoya)
    assert "Сохранённые списки" not in zoya.buttons()
    for do in ("show", "use", "name", "drop", "drop-sure"):
        await zoya.press_data(f"bcset:{do}:1:2")
        assert zoya.hears()
    await write_to(anna)
    await anna.press("Сохранённые списки")
    assert "Все подписчики" in anna.buttons()


async def test_a_list_with_a_vanished_event_says_so(town: Town) -> None:
    await make_event(town, "Субботник", hours=5)
    anna = await coordinator(town, REGION)
    await save(anna, "Субботник", "Участникам мероприятия", "Субботник")
    town.clock.move(hours=6)
    await write_to(anna)
    await anna.press("Сохранённые списки")
    await anna.press("Субботник")
    said = await anna.press("Отправить этому списку")
    assert "Этому списку написать уже нельзя" in said
    assert "участникам мероприятия «Субботник»" in said


async def test_a_list_is_renamed_and_deleted(town: Town) -> None:
    anna = await coordinator(town)
    await save(anna, "Все", EVERYBODY)
    await write_to(anna)
    await anna.press("Сохранённые списки")
    await anna.press("Все")
    await anna.press("Переименовать")
    assert "Каждый читатель" in await anna.say("Каждый читатель")
    await anna.press("Удалить список")
    await anna.press("Удалить список")
    assert "Список удалён" in anna.sees()
    assert "Сохранённых списков пока нет" in await anna.press("Сохранённые списки")
