"""Two phones of one person: a code from one, typed or opened by its link in the other; told once; let go again."""

import re

import pytest

from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose, Role, RoleKind
from storage.core.tables import conversations
from storage.events import sign_ups
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.events import make_event

PHONE, TABLET = 101, 201


async def code_of(who: Neighbour) -> str:
    await who.say("/profile")
    await who.press("Второй телефон")
    shown = await who.press("Добавить")
    found = re.search(r"Код: (\d{4} \d{4})", shown)
    assert found
    assert f"start=link_{found[1].replace(' ', '')}" in shown
    return found[1]


async def two_phones(town: Town) -> tuple[Neighbour, Neighbour]:
    olga = await town.person(PHONE, "Ольга", Purpose.SIGN_UPS)
    code = await code_of(olga)
    tablet = town.somebody(TABLET, "Ольга П.")
    await tablet.say("/profile")
    await tablet.press("У меня есть код")
    assert "Это тоже вы, Ольга?" in await tablet.say(code)
    assert "вы на обоих телефонах" in await tablet.press("Да, это я")
    return olga, tablet


async def test_a_second_phone_is_the_same_person(town: Town) -> None:
    olga, tablet = await two_phones(town)
    assert await tablet.stored() == await olga.stored()
    await town.deliver()
    assert "подключили ещё один аккаунт: Telegram, номер 201" in olga.sees()


async def test_a_link_does_what_typing_does(town: Town) -> None:
    olga = await town.person(PHONE, "Ольга", Purpose.SIGN_UPS)
    code = await code_of(olga)
    tablet = town.somebody(TABLET)
    assert "Это тоже вы, Ольга?" in await tablet.say(f"/start link_{code.replace(' ', '')}")
    await tablet.press("Нет, назад")
    assert await tablet.stored() is None


async def test_a_reminder_comes_once_and_to_the_phone_in_use(town: Town) -> None:
    olga, tablet = await two_phones(town)
    event_id = await make_event(town)
    await tablet.say(f"/start event_{event_id}")
    await tablet.press("Записаться")
    town.clock.move(minutes=1)
    await olga.say("/menu")
    await town.deliver()
    heard = len(olga.said()), len(tablet.said())
    await town.pass_time(days=2)
    now = len(olga.said()), len(tablet.said())
    assert (now[0] - heard[0], now[1] - heard[1]) == (1, 0)


async def test_the_named_phone_is_told_whichever_is_used(town: Town) -> None:
    olga, tablet = await two_phones(town)
    await town.deliver()
    await olga.say("/profile")
    await olga.press("Второй телефон")
    shown = await olga.press("Писать сюда: Telegram, номер 201")
    assert "который вы выбрали" in shown
    event_id = await make_event(town)
    await olga.say(f"/start event_{event_id}")
    await olga.press("Записаться")
    heard = len(olga.said()), len(tablet.said())
    await town.pass_time(days=2)
    assert (len(olga.said()) - heard[0], len(tablet.said()) - heard[1]) == (0, 1)


async def test_two_people_become_one_with_all_that_both_have(town: Town) -> None:
    anna = await town.coordinator(103, "Анна")
    event_id = await make_event(town)
    other = await town.person(TABLET, "Анна С.", Purpose.SIGN_UPS)
    await other.say(f"/start event_{event_id}")
    await other.press("Записаться")
    await anna.say(f"/start event_{event_id}")
    await anna.press("Записаться")
    await anna.press("Даю согласие")
    code = await code_of(anna)
    await other.say(f"/start link_{code.replace(' ', '')}")
    assert "На 1 встречу вы были записаны дважды" in await other.press("Да, это я")
    person = await other.stored()
    assert person
    assert person.name == "Анна"
    assert Role(RoleKind.COORDINATOR) in person.roles
    assert {Purpose.WORK, Purpose.SIGN_UPS} <= person.consents
    seen = await town.store.read(sign_ups.look, event_id, person.id)
    assert seen
    assert (seen.mine, seen.event.going) == (SignUpStatus.GOING, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1234", "Код — это восемь цифр"),
        ("привет всем", "Код — это восемь цифр"),
        ("00000000", "Этот код не действует"),
    ],
)
async def test_a_wrong_code_is_asked_for_again(town: Town, typed: str, said: str) -> None:
    olga = await town.person(PHONE, "Ольга", Purpose.SIGN_UPS)
    code = await code_of(olga)
    tablet = town.somebody(TABLET)
    await tablet.say("/profile")
    await tablet.press("У меня есть код")
    assert said in await tablet.say(typed)
    assert "Это тоже вы" in await tablet.say(code.replace(" ", "-"))


async def test_ones_own_code_and_a_code_that_is_over_are_explained(town: Town) -> None:
    olga = await town.person(PHONE, "Ольга", Purpose.SIGN_UPS)
    code = (await code_of(olga)).replace(" ", "")
    assert "Этот код ваш" in await olga.say(f"/start link_{code}")
    tablet = town.somebody(TABLET)
    await tablet.say(f"/start link_{code}")
    town.clock.move(minutes=16)
    await tablet.press("Да, это я")
    assert "Этот код не действует" in tablet.hears()
    assert await tablet.stored() is None


async def test_a_guesser_is_stopped(town: Town) -> None:
    olga = await town.person(PHONE, "Ольга", Purpose.SIGN_UPS)
    code = (await code_of(olga)).replace(" ", "")
    thief = town.somebody(666)
    for number in range(5):
        await thief.say(f"/start link_1000000{number}")
    assert "Слишком много неверных кодов" in await thief.say(f"/start link_{code}")


async def test_an_account_that_leaves_is_a_stranger_again(town: Town) -> None:
    olga, tablet = await two_phones(town)
    await tablet.say("/profile")
    await tablet.press("Второй телефон")
    assert "Ваши записи, подписки, роли и дела останутся" in await tablet.press("Отсоединить: Telegram, номер 201")
    assert "здесь я вас больше не знаю" in await tablet.press("Да, отсоединить")
    assert await tablet.stored() is None
    assert await olga.stored()
    await olga.say("/profile")
    await olga.press("Второй телефон")
    assert not [label for label in olga.buttons() if "Отсоединить" in label]


async def test_an_account_of_somebody_else_cannot_be_let_go(town: Town) -> None:
    await two_phones(town)
    thief = await town.person(666, "Чужой", Purpose.SIGN_UPS)
    await thief.say("/menu")
    for data in ("acc:leave:1", "acc:left:1", "acc:name:1"):
        await thief.press_data(data)
        assert "уже нет" in thief.hears()
    assert await town.store.read(people.arrive, "", TABLET) != people.Arrival()


async def test_an_erasure_reaches_both_phones_and_their_open_questions(town: Town) -> None:
    olga, tablet = await two_phones(town)
    await tablet.say("/profile")
    await tablet.press("Имя")
    await olga.say("/erase")
    await olga.press("Да, стереть всё")
    assert await olga.stored() is None
    assert await tablet.stored() is None
    left = await town.store.read(lambda tx: [row for row in tx.execute(conversations.select()) if row.state])
    assert left == []


async def test_my_data_names_both_phones(town: Town) -> None:
    olga, _ = await two_phones(town)
    shown = await olga.say("/privacy")
    assert "Telegram, номер 101" in shown
    assert "Telegram, номер 201" in shown


async def test_an_administrator_of_the_settings_is_one_on_both_phones(town: Town) -> None:
    _, tablet = await two_phones(town)
    town.settings.admin_ids = frozenset({PHONE})
    town.restart()
    await tablet.say("/work")
    assert "Рассылка" in tablet.buttons()
    await tablet.say("/profile")
    await tablet.press("Второй телефон")
    await tablet.press("Отсоединить: Telegram, номер 201")
    await tablet.press("Да, отсоединить")
    assert "Это могут только координаторы" in await tablet.say("/work")
