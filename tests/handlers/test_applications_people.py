"""Those who prepare an application together, and what each of them hears unasked."""

from bot.domain.applications.applications import Access
from bot.domain.people import Purpose
from storage.people import people
from tests.chat import Neighbour, Town
from tests.handlers.applications import AGREED, DEADLINE, SLUG, add_item, begin, card, invitation, join, only
from tests.handlers.programmes import announce


async def test_a_helper_joins_by_a_link_after_a_consent_and_ticks(town: Town) -> None:
    olga = await begin(town)
    await add_item(olga, "Письмо из школы", "1 марта 2027")
    code = await invitation(olga)
    boris = town.somebody(102, "Борис")
    assert "Ольга зовёт вас готовить заявку" in await boris.say(f"/start app_{code}")
    assert "Согласие: заявка на грант" in await boris.press("Открыть заявку")
    assert await boris.stored() is None
    await boris.press("Даю согласие")
    assert boris.hears() == "Вы в заявке."
    await town.deliver()
    assert "новый участник: Борис" in olga.sees()
    await boris.press("Что сделать")
    await boris.press("Письмо из школы")
    await boris.press("Готово")
    assert (await only(olga)).items[0].done_by == "Борис"


async def test_a_viewer_only_looks(town: Town) -> None:
    olga = await begin(town)
    await add_item(olga, "Письмо из школы")
    vera = await join(town, olga, 103, "Вера", "Показать партнёру")
    await vera.press("Что сделать")
    assert "Добавить" not in vera.buttons()
    await vera.press("Письмо из школы")
    assert vera.buttons() == ["К списку дел"]
    item = (await only(olga)).items[0]
    await vera.press_data(f"appitem:done:{item.id}")
    assert "нет права" in vera.hears()
    assert (await only(olga)).items[0].done_at is None
    await vera.press_data(f"appinv:{(await only(olga)).id}:helper")
    assert "нет права" in vera.hears()


async def test_a_link_that_was_used_or_is_foreign_opens_nothing(town: Town) -> None:
    olga = await begin(town)
    code = await invitation(olga)
    boris, vera = [await town.person(102 + at, name, *AGREED) for at, name in enumerate(("Борис", "Вера"))]
    for who in (boris, vera):
        await who.say(f"/start app_{code}")
    await boris.press("Открыть заявку")
    await vera.press("Открыть заявку")
    assert "уже вошли" in vera.hears()
    assert "Такого приглашения я не знаю" in await vera.say("/start app_foreign")
    assert len((await only(olga)).members) == 2


async def test_the_owner_hands_over_and_leaves(town: Town) -> None:
    olga = await begin(town)
    boris = await join(town, olga, 102, "Борис")
    await card(olga)
    await olga.press("Кто готовит")
    await olga.press("Борис")
    await olga.press("Передать заявку")
    await olga.press("Передать")
    await town.deliver()
    assert "ведёте вы" in boris.sees()
    assert {each.name: each.access for each in (await only(boris)).members} == {
        "Ольга": Access.HELPER,
        "Борис": Access.OWNER,
    }
    await olga.press("Выйти")
    await olga.press("Выйти")
    await town.deliver()
    assert "вышел один из участников" in boris.sees()
    await card(boris)
    await boris.press("Кто готовит")
    assert "исчезнет целиком" in await boris.press("Выйти")
    await boris.press("Выйти")
    assert "Заявок пока нет" in await boris.say("/applications")


async def heard(town: Town, who: Neighbour, days: int) -> list[str]:
    """The messages of the days to come, by the person's clock: when each came and how it begins."""
    found = []
    for _ in range(days * 24):
        before = len(who.said())
        await town.pass_time(hours=1)
        found += [f"{town.clock.now:%m-%d %H} {each['text']}" for each in who.said()[before:]]
    return found


async def test_one_message_a_day_says_what_is_due_at_ten_and_nothing_comes_late(town: Town) -> None:
    olga = await begin(town)
    await add_item(olga, "Письмо из школы", "29 ноября")
    await add_item(olga, "Собрать подписи", "29 ноября")
    await add_item(olga, "Смета", "2 декабря")
    found = await heard(town, olga, 3)
    assert [each[:8] for each in found] == ["11-25 01", "11-26 01"]
    assert "До 2 декабря: Смета" in found[0]
    assert "Письмо из школы" in found[1]
    assert "Собрать подписи" in found[1]
    town.clock.move(days=2, hours=20)  # the bot was off: the morning of the 29th has passed
    before = len(olga.said())
    await town.deliver()
    assert all("Завтра" not in each["text"] for each in olga.said()[before:])


async def test_whoever_is_quiet_hears_nothing_and_a_moved_round_is_told(town: Town) -> None:
    olga = await begin(town)
    boris = await join(town, olga, 102, "Борис")
    await add_item(olga, "Письмо из школы", "29 ноября")
    await card(boris)
    await boris.press("Кто готовит")
    await boris.press("Не напоминать мне")
    before = len(boris.said())
    await town.pass_time(days=2)
    assert len(boris.said()) == before
    await announce(town, SLUG, "2027-03-20T23:30")
    await town.deliver()
    for who in (olga, boris):
        assert "Срок подачи перенесли" in who.sees()
        assert "21 марта 2027, 05:30" in who.sees()
    assert DEADLINE


async def test_whoever_withdraws_the_consent_is_out_of_every_application(town: Town) -> None:
    olga = await begin(town)
    await join(town, olga, 102, "Борис")
    person = await olga.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.APPLICATIONS, town.clock())
    await town.deliver()
    assert "Заявок пока нет" in await olga.say("/applications")
