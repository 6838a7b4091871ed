"""Reading the catalogue: what a card says first, narrowing the list, typed wishes, the calendar of a year."""

from io import BytesIO

import icalendar
import pytest
import vobject
from PIL import Image
from sqlalchemy import Connection, update

from bot.domain.grants import Applicant, StageKind
from bot.domain.people import Purpose
from handlers.grants.reading.buttons import DATA_MOST
from storage.core.tables import programmes, rounds
from storage.people import people, profile
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.files import content, newest_file
from tests.handlers.programmes import announce, open_card, programme, reader


async def chair(town: Town, *kinds: Applicant, municipality: str | None = None) -> Neighbour:
    """A person whose profile says who applies and where they live."""
    olga = await town.person(101, "Ольга", Purpose.PROFILE, Purpose.SUBSCRIPTIONS)
    person = await olga.stored()
    assert person
    for kind in kinds:
        await town.store.write(profile.apply_as, person.id, kind)
    if municipality:
        await town.store.write(profile.live_in, person.id, municipality, None)
    return olga


def describe(tx: Connection, slug: str, **facts: object) -> None:
    tx.execute(update(programmes).where(programmes.c.slug == slug).values(**facts))


# The card.


async def test_a_card_says_first_whether_this_reader_may_apply(town: Town) -> None:
    olga = await chair(town, Applicant.TOS, municipality="zeya")
    seen = await open_card(town, olga, "presidential-grants")
    assert seen.split("\n\n")[2].startswith("Для вас (ТОС без юрлица): 🤝 Через партнёрскую НКО")
    assert "Сказать, кто я" not in olga.buttons()
    assert "🚫 Подать нельзя" in await open_card(town, olga, "rosmolodezh-nko")
    elsewhere = await open_card(town, olga, "good-deeds-sibur")
    assert "📍 Вашего муниципалитета здесь нет. Только: " in elsewhere
    assert "📍 Ваш муниципалитет участвует." in await open_card(town, olga, "thousand-yards")


async def test_an_empty_profile_is_named_and_leads_there(town: Town) -> None:
    stranger = town.somebody(102)
    assert "Скажите, кто вы" in await open_card(town, stranger, "presidential-grants")
    assert "Кто подаёт заявку?" in await stranger.press("Сказать, кто я")
    olga = await chair(town)
    await open_card(town, olga, "presidential-grants")
    assert "Профиль" in await olga.press("Сказать, кто я") or "профил" in olga.sees().lower()


@pytest.mark.parametrize(
    ("local", "zone", "words"),
    [
        ("2027-03-16T23:30", "Europe/Moscow", "Осталось 112 дней. Последний вечер — 16 марта."),
        ("2026-12-01T17:00", ZONE, "Осталось 6 дней. Последний вечер — 30 ноября.\nЗакрывается днём."),
        ("2026-12-01", ZONE, "Осталось 7 дней. Последний вечер — 1 декабря.\nЧаса не назвали."),
        ("2026-11-24T22:00", ZONE, "Сегодня последний вечер."),
        ("2026-11-24T15:00", ZONE, "Последний вечер прошёл, остались часы."),
    ],
)
async def test_what_remains_is_told_as_evenings_at_home(town: Town, local: str, zone: str, words: str) -> None:
    await announce(town, "best-practice-oatos", local, zone=zone)
    assert words in await open_card(town, await reader(town), "best-practice-oatos")


async def test_a_forecast_month_is_counted_in_months(town: Town) -> None:
    seen = await open_card(town, town.somebody(101), "blagoveshchensk-nko")
    assert "До этого месяца 3 месяца." in seen
    assert "Последний вечер" not in seen


async def test_documents_are_a_list_to_tick_off(town: Town) -> None:
    facts = {"documents": ["Устав", "Смета"], "min_age_months": 12, "amounts": {"nko": 500_000}, "amount": None}
    await town.store.write(lambda tx: describe(tx, "presidential-grants", **facts))
    olga = await chair(town, Applicant.NKO)
    seen = await open_card(town, olga, "presidential-grants")
    assert "не моложе 12 месяцев" in seen
    assert "НКО: не больше 500" in seen
    await olga.press("Подробнее")
    assert "☐ Устав\n☐ Смета" in await olga.press("Документы: 2")
    assert "Для вас (НКО)" in await olga.press("К карточке")


async def test_the_dates_of_a_programme_go_into_a_calendar(town: Town) -> None:
    await announce(town, "presidential-grants", "2027-03-16T23:30")
    olga = await reader(town)
    await open_card(town, olga, "presidential-grants")
    await olga.press("Подробнее")
    await olga.press("Даты в мой календарь")
    first = icalendar.Calendar.from_ical(newest_file(olga)[1])
    entries = {str(each["summary"]): each for each in first.walk("VEVENT")}
    deadline = entries["Срок подачи: Президентские гранты"]
    assert deadline.decoded("dtend").isoformat() == "2027-03-16T20:30:00+00:00"
    alarm = deadline.walk("VALARM")[0].decoded("trigger")
    assert (deadline.decoded("dtstart") + alarm).isoformat() == "2027-03-16T01:00:00+00:00", "ten in the morning here"
    forecast = entries["Прогноз. Начало приёма: Президентские гранты"]
    assert str(forecast["status"]) == "TENTATIVE"
    assert str(forecast["transp"]) == "TRANSPARENT"
    await announce(town, "presidential-grants", "2027-03-20T23:30")
    await olga.press("Даты в мой календарь")
    later = icalendar.Calendar.from_ical(newest_file(olga)[1])
    moved = next(each for each in later.walk("VEVENT") if each["uid"] == deadline["uid"])
    assert moved.decoded("sequence") > deadline.decoded("sequence")


async def test_a_cancelled_round_is_struck_out_of_the_calendar(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2027-03-25")
    found = await programme(town, "best-practice-oatos")
    cancelled = update(rounds).where(rounds.c.programme_id == found.id).values(status="cancelled")
    await town.store.write(lambda tx: tx.execute(cancelled) and None)
    olga = town.somebody(101)
    await open_card(town, olga, "best-practice-oatos")
    await olga.press("Подробнее")
    await olga.press("Даты в мой календарь")
    entries = icalendar.Calendar.from_ical(newest_file(olga)[1]).walk("VEVENT")
    assert {str(each["status"]) for each in entries} == {"CANCELLED"}
    await olga.press_data("grk:file::")
    year = icalendar.Calendar.from_ical(newest_file(olga)[1]).walk("VEVENT")
    struck = [each for each in year if str(each["status"]) == "CANCELLED"]
    assert [str(each["summary"]) for each in struck] == ["Отменено. Срок подачи: Лучшая практика (ОАТОС)"]
    assert struck[0]["uid"] == entries[0]["uid"]


# Narrowing.


async def test_every_way_to_narrow_fits_a_screen_and_a_button(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    for way, choice in (
        ("Кто подаёт", "Без юрлица"),
        ("На что", "благоустройство"),
        ("Где", "Благовещенск"),
        ("Когда", "март 2027"),
        ("Сколько", "300 тысяч"),
    ):
        await olga.press(way)
        assert len(olga.buttons()) <= 8
        await olga.press(choice)
        assert len(olga.buttons()) <= 8
    assert "Без юрлица · благоустройство · город Благовещенск · март 2027 · 300 тысяч ₽" in olga.sees()
    for row in olga.said()[-1]["reply_markup"]["inline_keyboard"]:
        assert all(len(each["callback_data"].encode()) <= DATA_MOST for each in row)
    seen = await olga.press("Показать")
    assert "Здесь и те, где потолок неизвестен." in seen
    assert "🤝" in seen or "✅" in seen


async def test_a_sum_shows_only_where_so_much_may_be_asked_for(town: Town) -> None:
    await town.store.write(lambda tx: describe(tx, "governor-amur", amounts={"nko": 500_000}))
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    await olga.press("Сколько")
    assert "12 программ" in await olga.press("1 млн")


async def test_a_place_may_be_typed(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    await olga.press("Где")
    assert "город Шимановск" in await olga.say("город Шимановск")
    assert "Формула хороших дел" not in await olga.press("Показать")


# Typed wishes.


async def test_a_typed_wish_is_understood_anywhere(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    seen = await olga.say("гранты без юрлица в Архаре на площадку до 300 тысяч")
    assert "Без юрлица · благоустройство · Архаринский муниципальный округ · 300 тысяч ₽" in seen
    assert "Инициативное бюджетирование" in seen
    assert "Мест с названием «тынде» несколько" in await olga.say("Гранты в Тынде")


async def test_a_question_about_grants_still_goes_to_the_answers(town: Town) -> None:
    olga = town.somebody(101)
    seen = await olga.say("можно ли получить грант без юрлица?")
    assert "Вот что подходит" in seen
    assert "Какие гранты дают без юрлица?" in olga.buttons()


async def test_words_find_programmes_and_stay_with_the_pages(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    await olga.press("Своими словами")
    seen = await olga.say("росмолодеж пабликстаут")
    assert "В каталоге нет слов: «пабликстаут»" in seen
    assert "Росмолодёжь — для НКО" in seen
    assert "Президентские гранты" not in seen
    await olga.press("Росмолодёжь — для НКО")
    assert "«росмолодёжь»" in await olga.press("К списку")
    await olga.press("Найти и уточнить")
    await olga.press("Своими словами")
    assert "Таких слов в каталоге нет" in await olga.say("щщщщщщ")


# The year.


async def test_the_year_is_told_in_words_by_months_and_in_a_file(town: Town) -> None:
    await announce(town, "cultural-initiatives", "2026-12-02T23:30")
    olga = await reader(town)
    await olga.say("/grants")
    seen = await olga.press("Календарь на год")
    assert "Декабрь 2026\n" in seen
    assert "📅 2 декабря — Срок подачи: Культурные инициативы (ПФКИ)" in seen
    assert "❓ прогноз — Срок подачи: Инициативное бюджетирование" in seen
    assert len(olga.buttons()) <= 8
    assert "❓ прогноз — Собрание жителей: Инициативное бюджетирование" in await olga.press("По месяцам")
    assert "📅 2 декабря" in await olga.press("Декабрь 2026")
    assert "Культурные инициативы (ПФКИ)" in await olga.press("Программы этого месяца")
    await olga.press("Календарь на год")
    await olga.press("Файлом")
    calendar = icalendar.Calendar.from_ical(newest_file(olga)[1])
    assert str(calendar["x-wr-calname"]) == "Гранты и сроки для ТОС"
    assert len(calendar.walk("VEVENT")) == len(vobject.readOne(newest_file(olga)[1].decode()).vevent_list)
    titles = [str(each["summary"]) for each in calendar.walk("VEVENT") if str(each["status"]) == "TENTATIVE"]
    assert titles
    assert all(each.startswith("Прогноз. ") for each in titles)


async def test_the_year_as_a_picture_has_the_same_in_words(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Календарь на год")
    await olga.press("Картинкой")
    photo = olga.said()[-1]
    assert Image.open(BytesIO(content(olga, photo["photo"][-1]))).size[0] == 1080
    assert "• Инициативное бюджетирование — прогноз: ноябрь 2026" in olga.said()[-1]["caption"]
    assert "Календарь грантов на год" in await olga.press("К календарю")


async def test_what_has_passed_leaves_the_list_by_itself(town: Town) -> None:
    await announce(town, "cultural-initiatives", "2026-11-25T12:00", zone=ZONE)
    await announce(town, "cultural-initiatives", "2026-11-01", StageKind.OPEN)
    olga = town.somebody(101)
    await olga.say("/grants")
    assert olga.buttons()[0] == "Культурные инициативы (ПФКИ)"
    await town.pass_time(days=2)
    await olga.say("/grants")
    assert olga.buttons()[0] == "Инициативное бюджетирование"


async def test_a_reader_elsewhere_has_a_clock_of_their_own(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2026-12-01T23:30", zone="Europe/Moscow")
    olga = await reader(town)
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, zone="Europe/Moscow")
    assert "Последний вечер — 1 декабря." in await open_card(town, olga, "best-practice-oatos")
