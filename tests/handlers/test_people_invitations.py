"""Invitations to a role: the link, its picture, the consent, and each way in which one does not work."""

from bot.domain.people import Purpose, Role, RoleKind
from bot.domain.roles import GUESSES_MAX
from tests.chat import Town
from tests.handlers.people import ADMIN, ZEYA, ZEYA_CHAIR, administrator, has_work, invite, roles_of


async def test_a_second_administrator_comes_by_a_link(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    payload = await invite(maria)
    letter, _ = maria.said()[-2:]
    assert letter["photo"]
    assert "reply_markup" not in letter
    assert "Вас приглашают: администратор" in maria.sees(-2)
    assert "Приглашение готово: администратор" in maria.sees()
    assert "Скопировать ссылку" in maria.buttons()
    assert "Вас приглашают: администратор" in await olga.say(f"/start {payload}")
    assert "Кто приглашает: Мария" in olga.sees()
    assert await olga.stored() is None
    assert "Согласие: работа координатора" in await olga.press("Принять")
    assert await olga.stored() is None
    assert "Ваша роль: администратор" in await olga.press("Даю согласие")
    assert await roles_of(olga) == {ADMIN}
    assert has_work(olga)
    await town.deliver()
    assert "Ваше приглашение приняли: Ольга" in maria.sees()
    pavel = town.somebody(102, "Павел")
    assert "роль уже получили" in await pavel.say(f"/start {payload}")


async def test_whoever_does_not_agree_stays_a_stranger(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    await olga.say(f"/start {await invite(maria)}")
    await olga.press("Принять")
    await olga.press("Не даю")
    assert await olga.stored() is None


async def test_a_coordinator_invites_a_chair_of_their_own_municipality(town: Town) -> None:
    anna, olga = await town.person(103, "Анна", Purpose.WORK, roles=(ZEYA,)), town.somebody(101)
    payload = await invite(anna, "председатель ТОС")
    await olga.say(f"/start {payload}")
    await olga.press("Принять")
    assert "председатель ТОС, город Зея" in await olga.press("Даю согласие")
    assert await roles_of(olga) == {ZEYA_CHAIR}
    assert not has_work(olga)


async def test_it_can_be_withdrawn(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    payload = await invite(maria, "координатор", "город Зея")
    await olga.say(f"/start {payload}")
    await maria.say("/people")
    await maria.press("Пригласить")
    await maria.press("Открытые приглашения")
    assert "Почему: Договорились" in await maria.press("координатор, город Зея")
    await maria.press("Отозвать приглашение")
    assert "Приглашение отозвано" in maria.hears()
    await maria.press("Отозвать приглашение")
    assert "отозвали" in maria.hears()
    await olga.press("Принять")
    assert "отозвали" in olga.hears()
    assert "отозвали" in await olga.say(f"/start {payload}")


async def test_an_old_one_and_ones_own_say_which(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    payload = await invite(maria)
    assert "ваше собственное приглашение" in await maria.say(f"/start {payload}")
    await olga.say(f"/start {payload}")
    town.clock.move(days=8)
    await olga.press("Принять")
    assert "Срок этого приглашения вышел" in olga.hears()
    assert "Срок этого приглашения вышел" in await olga.say(f"/start {payload}")


async def test_it_ends_with_the_right_of_whoever_made_it(town: Town) -> None:
    await administrator(town)
    anna, olga = await town.person(103, "Анна", Purpose.WORK, roles=(ZEYA,)), town.somebody(101)
    payload = await invite(anna, "председатель ТОС")
    await olga.say(f"/start {payload}")
    await anna.say("/privacy")
    await anna.press("Отозвать: работа")
    await anna.press("отозвать")
    await olga.press("Принять")
    assert "больше не может дать эту роль" in olga.hears()


async def test_guesses_are_stopped(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    payload = await invite(maria)
    for number in range(GUESSES_MAX):
        assert "Такого приглашения нет" in await olga.say(f"/start role_guess{number}")
    assert "Слишком много неверных ссылок" in await olga.say(f"/start {payload}")
    town.clock.move(hours=2)
    assert "Вас приглашают" in await olga.say(f"/start {payload}")
    assert await olga.stored() is None


async def test_guesses_by_forged_presses_are_stopped_too(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    payload = await invite(maria)
    await olga.say("/start")
    for number in range(GUESSES_MAX):
        await olga.press_data(f"rolejoin:{'agree' if number % 2 else 'accept'}:guess{number}")
        assert "Такого приглашения нет" in olga.hears()
    await olga.press_data(f"rolejoin:accept:{payload.removeprefix('role_')}")
    assert "Слишком много неверных ссылок" in olga.hears()
    assert (await maria.say("/audit")).count("неизвестное приглашение") == GUESSES_MAX


async def test_an_odd_payload_is_a_guess(town: Town) -> None:
    olga = town.somebody(101)
    for odd in ("role_", "role_" + "щ" * 64, "role_'; DROP TABLE people"):
        assert "Такого приглашения нет" in await olga.say(f"/start {odd}")


async def test_a_coordinator_of_two_municipalities_comes_by_one_link(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    await maria.say("/people")
    await maria.press("Пригласить")
    await maria.press("координатор")
    await maria.say("город Зея")
    await maria.press("Добавить муниципалитет")
    await maria.say("город Белогорск")
    await maria.press("Договорились")
    assert "координатор, город Зея, город Белогорск" in maria.sees()
    assert "город Зея, город Белогорск" in await olga.say(f"/start {maria.sees(-2).split('?start=')[1].split()[0]}")
    await olga.press("Принять")
    await olga.press("Даю согласие")
    assert await roles_of(olga) == {ZEYA, Role(RoleKind.COORDINATOR, "belogorsk")}
    await maria.say("/audit")
    assert maria.sees().count("дана роль") == 2


async def test_a_new_chair_is_shown_what_is_there_for_them(town: Town) -> None:
    maria, olga = await administrator(town), town.somebody(101)
    await olga.say(f"/start {await invite(maria, 'председатель ТОС', 'город Зея')}")
    await olga.press("Принять")
    await olga.press("Даю согласие")
    assert olga.buttons() == [
        "Назвать свой ТОС и место",
        "Гранты для ТОС",
        "Бумаги ТОС",
        "Спросить координатора",
        "Меню",
    ]
    assert "Мой профиль" in await olga.press("Назвать свой ТОС")
