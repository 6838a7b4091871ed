"""Coordinators see numbers that name nobody, and draft a broadcast to those whom a programme concerns."""

from io import BytesIO

from PIL import Image
from sqlalchemy import Connection, select

from bot.domain.catalogue.wishes import Filter
from bot.domain.grants import Applicant
from bot.domain.people import Purpose, Role, RoleKind
from storage.core.tables import applications
from storage.core.tables import people as table
from storage.grants import subscriptions
from storage.people import people, profile
from tests.chat import Town
from tests.clock import START
from tests.handlers.applications import SLUG
from tests.handlers.catalogue import coordinator_of, open_programme
from tests.handlers.programmes import announce, programme


async def readers(town: Town, count: int, place: str, first: int) -> None:
    """Neighbours with news and a profile: non-profits of a municipality."""
    for user_id in range(first, first + count):
        who = await town.person(user_id, f"Сосед {user_id}", Purpose.NOTIFICATIONS, Purpose.PROFILE)
        person = await who.stored()
        assert person
        await town.store.write(people.change, person.id, municipality=place)
        await town.store.write(profile.apply_as, person.id, Applicant.NKO)


async def test_whom_a_programme_concerns_is_seen_in_numbers_and_a_draft_is_one_press(town: Town) -> None:
    await announce(town, SLUG, "2027-03-15T23:30")
    await readers(town, 5, "belogorsk", 301)
    await readers(town, 6, "tynda", 311)
    await readers(town, 2, "zeya", 321)
    anna = await town.coordinator()
    await open_programme(town, anna, SLUG)
    text = await anna.press("Кого касается")
    assert "подходит программе: 13" in text
    assert "Тында: 6" in text
    assert "Зея: мало" in text
    assert "Белогорск: мало" in text, "thirteen less six and five would tell of Zeya"
    assert "Сосед" not in text
    assert "Пока никто ничего не получил" in await anna.press("Подготовить рассылку")
    text = await anna.press("Открыть черновик")
    assert "тем, кому подходит грант" in text.lower()
    assert "13" in text
    await town.deliver()
    assert all("Сосед" not in each.get("text", "") for each in anna.said())


async def test_a_local_coordinator_reaches_their_place_alone(town: Town) -> None:
    await readers(town, 5, "belogorsk", 301)
    await readers(town, 6, "tynda", 311)
    galina = await coordinator_of(town, "belogorsk")
    found = await programme(town, SLUG)
    await galina.say("/catalogue")
    text = await galina.press_data(f"appreach:show:{found.id}")
    assert "подходит программе: 5" in text
    assert "Тында" not in text
    await galina.press("Подготовить рассылку")
    assert "5" in await galina.press("Открыть черновик")


async def test_the_statistics_come_as_bars_a_picture_and_a_table(town: Town) -> None:
    role = Role(RoleKind.COORDINATOR)
    anna = await town.person(103, "Анна", Purpose.WORK, roles=(role,))
    await anna.say("/applications")
    assert "Заявки на гранты, 2026" in await anna.press("Статистика заявок")
    await town.store.write(_applied, 7)
    await readers(town, 6, "belogorsk", 301)
    await town.store.write(_follow, 6)
    await anna.say("/applications")
    text = (await anna.press("Статистика заявок")).replace("\xa0", " ")
    assert "Следят за грантами: 6" in text, "by a filter, or by a programme, or both: each counts once"
    assert "Подали: 7, из них поддержано: мало" in text, "two that did not win would be seen"
    assert "Просили: 70 ₽" in text
    assert "Белогорск ▇" in text
    await anna.press("Картинка")
    photo = next(each for each in reversed(anna.said()) if "photo" in each)["photo"][-1]
    picture = Image.open(BytesIO(town.world.files.get(photo["file_id"]).content))
    assert picture.width == 1080
    await anna.say("/applications")
    await anna.press("Статистика заявок")
    await anna.press("Таблица")
    assert anna.said()[-1]["document"]["file_name"] == "Заявки 2026.xlsx"


def _follow(tx: Connection, count: int) -> None:
    """All of the newest people follow a filter, the last one a programme, too."""
    newest = list(tx.scalars(select(table.c.id).order_by(table.c.id.desc()).limit(count)))
    for person_id in newest:
        subscriptions.follow(tx, person_id, Filter(kind="nko"), START)
    subscriptions.subscribe(tx, 1, newest[0], START)


def _applied(tx: Connection, count: int) -> None:
    for number in range(count):
        row = {"author_id": 1, "counted_by": 1, "programme_id": 1, "season": "2027", "municipality": "belogorsk"}
        row |= {"status": "won" if number > 1 else "refused", "asked": 1000, "won": 500 if number > 1 else None}
        row |= {"handed_in_on": START.date(), "created_at": START, "touched_at": START}
        tx.execute(applications.insert().values(row))


async def test_residents_see_no_numbers(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.APPLICATIONS)
    await olga.say("/applications")
    assert "Статистика заявок" not in olga.buttons()
    for data in ("appreach:show:1", "appreach:draft:1", "appyear:show:0", "appyear:table:2026"):
        await olga.press_data(data)
        assert olga.hears() == "Это могут только координаторы."
