"""Grants: search by applicant, dates in two time zones, subscriptions to deadlines and their changes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.catalogue.wishes import GrantWish
from bot.domain.grants import Applicant, Eligibility, StageKind, may_apply
from bot.domain.people import Purpose
from bot.i18n import Texts
from handlers.grants import dates
from handlers.grants.reading.buttons import to_card
from handlers.grants.views import GrantsPage, ascii_url
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.buttons import GrantButton
from storage import grants
from storage.people import people
from tests.chat import Neighbour, Town, placeholders
from tests.clock import ZONE
from tests.handlers.programmes import MOSCOW, announce, open_card, reader
from tests.selfcheck import failed

RU = Texts("ru").choose("ru")
EN = Texts("ru").choose("en")


def links(who: Neighbour) -> list[str]:
    rows = who.said()[-1]["reply_markup"]["inline_keyboard"]
    return [each["url"] for row in rows for each in row if "url" in each]


# The list.


async def test_list_shows_three_at_a_time_the_nearest_first_and_the_way_back(town: Town) -> None:
    olga = town.somebody(101)
    first = await olga.say("/grants")
    assert "13 программ" in first
    assert "❓ Срок подачи: ожидается в декабре 2026, не объявлено" in first
    assert olga.buttons()[0] == "Инициативное бюджетирование"
    assert len([label for label in olga.buttons() if label in first]) == 3
    for _ in range(4):
        assert len(olga.buttons()) <= 8
        assert "Меню" in olga.buttons()
        last = await olga.press("Дальше")
    assert "Дальневосточные дворы\nДат впереди мы не знаем." in last
    assert "Дальше →" not in olga.buttons()
    assert await olga.press("Назад") != last
    assert await olga.stored() is None


async def test_announced_date_looks_unlike_a_forecast_in_the_list(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2026-12-01T18:00", zone=ZONE)
    olga = town.somebody(101)
    seen = await olga.say("/grants")
    line = "📅 Срок подачи: до 1 декабря 2026, 18:00 по Благовещенску; ваш последний целый день — 30 ноября"
    assert f"Лучшая практика (ОАТОС)\n{line}" in seen
    assert olga.buttons()[:2] == ["Инициативное бюджетирование", "Лучшая практика (ОАТОС)"], "a meeting comes before"
    assert seen.count("📅") == 2, "the legend and this one"


async def test_menu_and_the_english_list(town: Town) -> None:
    olga = town.somebody(101, language="en")
    await olga.say("/menu")
    seen = await olga.press("Grants and deadlines")
    assert "13 programmes" in seen
    assert "❓ Deadline: expected in December 2026, not announced" in seen


@pytest.mark.parametrize("kind", [Applicant.TOS, Applicant.PERSON14_35, Applicant.MUN])
async def test_list_for_somebody_shows_only_what_is_open_to_them_and_how(town: Town, kind: Applicant) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    await olga.press("Кто подаёт")
    if RU.plain(APPLICANTS[kind]) not in olga.buttons():
        await olga.press("Другие")
    await olga.press(RU.plain(APPLICANTS[kind]))
    seen = await olga.press("Показать")
    said = [seen]
    while "Дальше →" in olga.buttons():
        said.append(await olga.press("Дальше"))
    ways = {each.short_title: may_apply(each, kind) for each in await town.store.read(grants.catalogue)}
    text = "\n".join(said)
    for title, way in ways.items():
        assert (f"\n{title}\n" in text) is (way is not Eligibility.NO), title
    assert "Подать нельзя" not in text
    assert text.count("через партнёр") + text.count("Через партнёр") == list(ways.values()).count(
        Eligibility.THROUGH_PARTNER
    )
    assert text.count("Через муниципалитет") == list(ways.values()).count(Eligibility.THROUGH_MUNICIPALITY)


async def test_filter_travels_to_the_card_and_back(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press("Найти и уточнить")
    await olga.press("Кто подаёт")
    await olga.press("ТОС без юрлица")
    await olga.press("Показать")
    await olga.press("Дальше")
    page = await olga.press("Дальше")
    assert "Для вас (ТОС без юрлица): ✅ Участвуете сами" in await olga.press("Добывая лучшее будущее")
    await olga.press("Подробнее")
    town.restart()
    await olga.press("К карточке")
    assert await olga.press("К списку") == page
    await olga.press("Найти и уточнить")
    await olga.press("Убрать условия")
    await olga.press("Показать: 13")
    assert "13 программ" in olga.sees()


async def test_page_that_is_not_there_is_the_last_one(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    assert "Дальневосточные дворы" in await olga.press_data(GrantsPage(who=None, page=999).pack())


# The card.


async def test_card_says_what_is_known_and_how_well(town: Town) -> None:
    olga = town.somebody(101)
    short = await open_card(town, olga, "presidential-grants")
    assert "Сведения на 15 января 2026. Источник — в «Подробнее»." in short
    assert links(olga) == ["https://xn--80afcdbalict6afooklqi5o.xn--p1ai"]
    seen = await olga.press("Подробнее")
    for words in (
        "Организатор: Фонд президентских грантов",
        "Сумма: Предельную сумму мы не нашли",
        "• ТОС без юрлица или группа — через партнёрскую НКО",
        "Сезон 2026-2 — приём закрыт\nНачало приёма: 2 февраля 2026\nСрок подачи: 16 марта 2026",
        "Сезон 2027-1 — по прогнозу приём уже закончился, объявления мы не видели",
        "Сезон 2027-2 — не объявлен, даты — прогноз",
        "❓ Срок подачи: ожидается в марте 2027, не объявлено",
        "Источник: ТАСС",
        "Сведения на 15 января 2026. Прошедшие даты точные",
    ):
        assert words in seen
    assert "📅" not in seen


async def test_deadline_is_told_by_both_clocks(town: Town) -> None:
    await announce(town, "presidential-grants", "2027-03-16T23:30")
    seen = await open_card(town, await reader(town), "presidential-grants")
    assert "Сезон 2027-2: объявлен" in seen
    assert (
        "📅 Срок подачи: до 16 марта 2027, 23:30 по Москве = 17 марта, 05:30 по Благовещенску;"
        " ваш последний целый день — 16 марта"
    ) in seen


async def test_reader_sees_their_own_clock_and_only_it_when_it_is_the_funders(town: Town) -> None:
    await announce(town, "presidential-grants", "2027-03-16T23:30")
    olga = await reader(town)
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, zone=MOSCOW)
    seen = await open_card(town, olga, "presidential-grants")
    assert "до 16 марта 2027, 23:30 по Москве; ваш последний целый день — 15 марта" in seen


async def test_day_without_an_hour_says_so(town: Town) -> None:
    await announce(town, "presidential-grants", "2027-03-16")
    seen = await open_card(town, town.somebody(101), "presidential-grants")
    assert "до 16 марта 2027 по Москве, время не указано; ваш последний целый день — 16 марта" in seen


async def test_round_whose_deadline_has_passed_is_closed(town: Town) -> None:
    await announce(town, "best-practice-oatos", "2026-11-01")
    olga = town.somebody(101)
    await open_card(town, olga, "best-practice-oatos")
    assert "Сезон 2027 — приём закрыт\nСрок подачи: 1 ноября 2026" in await olga.press("Подробнее")


async def test_round_that_has_opened_is_open(town: Town) -> None:
    await announce(town, "cultural-initiatives", "2026-11-01", StageKind.OPEN)
    await announce(town, "cultural-initiatives", "2026-12-02T23:30")
    seen = await open_card(town, town.somebody(101), "cultural-initiatives")
    assert "Сезон 2027-2: приём идёт" in seen


async def test_a_page_without_a_date_tells_when_it_was_read(town: Town) -> None:
    seen = await open_card(town, town.somebody(101), "best-practice-oatos")
    assert "Дата страницы не указана, смотрели 24 ноября 2026." in seen


async def test_a_card_warns_once_its_facts_should_have_been_checked(town: Town) -> None:
    olga = town.somebody(101)
    assert "Сверить это надо было" not in await open_card(town, olga, "cultural-initiatives")
    await town.pass_time(days=8)
    assert "Сверить это надо было 2 декабря 2026." in await open_card(town, olga, "cultural-initiatives")


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_card_is_told_in_full_in_both_languages(
    town: Town, locale: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.middlewares.FLOOD_UPDATES", 1_000_000)
    olga = await reader(town, agreed=False)
    await olga.press_data(f"lang:{locale}")
    tr = {"ru": RU, "en": EN}[locale]
    for each in await town.store.read(grants.catalogue):
        for who in (None, *APPLICANTS):
            pressed = GrantButton(do="card", programme_id=each.id, who=who, page=0)
            short = await olga.press_data(pressed.pack())
            assert len(olga.buttons()) <= 8
            full = await olga.press_data(
                to_card("more", each.id, GrantWish(kinds=frozenset({who} if who else ()))).pack()
            )
            assert len(olga.buttons()) <= 8
            for seen in (short, full):
                assert each.title in seen
                assert not placeholders(seen)
            assert len(short) <= 1200
            assert len(full) <= 4000
        await olga.press_data(pressed.pack())
        assert tr.plain("grant-subscribe") in olga.buttons()
        assert bool(links(olga)) is bool(each.url)
    assert not failed(caplog)


async def test_link_to_nothing_says_so_and_leads_on(town: Town) -> None:
    olga = town.somebody(101)
    for payload in ("999", "0", "abc", "-1", "9" * 15, "9" * 30):
        assert "Такой программы нет" in await olga.say(f"/start grant_{payload}")
    assert "13 программ" in await olga.press("К списку")


@pytest.mark.parametrize(
    "data",
    [
        "gr:card:999::0",
        "gr:on:999:tos:0",
        "gr:agree:999::3",
        "gr:off:999::0",
        "gr:card:1:king:0",
        "gr:card:-1::0",
        f"gr:card:{'9' * 40}::0",
        f"gr:on:1:person14_35:{'9' * 40}",
        "gr:steal:1::0",
        "gr:card:1",
        "grp:king:0",
        "grp:tos:-5",
        f"grp::{'9' * 50}",
        "grp:partner:0",
        "grm:-1",
        "grm:7",
        "grw:1",
        "grx:1",
    ],
)
async def test_forged_buttons_are_answered_and_break_nothing(
    town: Town, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    olga = await reader(town)
    await olga.say("/grants")
    await olga.press_data(data)
    await olga.press_data(data)
    assert not failed(caplog)


# Subscribing.


async def test_consent_comes_first_and_then_the_very_thing(town: Town) -> None:
    olga = town.somebody(101)
    await open_card(town, olga, "presidential-grants")
    assert "31 декабря 2026, 10:00 — по прогнозу пора готовиться" in await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    assert await olga.stored() is None
    assert "Вы подписаны" not in await olga.press(RU.plain("button-refuse"))
    assert await olga.stored() is None
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    assert "Вы подписаны" in await olga.press(RU.plain("button-agree"))
    assert "это прогноз. Первое напоминание — 31 декабря 2026, 10:00 по Благовещенску" in olga.hears()
    person = await olga.stored()
    assert person
    assert person.agreed(Purpose.SUBSCRIPTIONS)


async def test_english_reader_subscribes_too(town: Town) -> None:
    olga = town.somebody(101, language="en")
    await open_card(town, olga, "presidential-grants")
    assert "31 December 2026, 10:00: time to prepare, by our forecast" in await olga.press("Remind me")
    await olga.press("Yes, write to me")
    assert "You get reminders" in await olga.press(EN.plain("button-agree"))
    assert "The first reminder comes on 31 December 2026, 10:00 Blagoveshchensk time" in olga.hears()
    await olga.press("Do not remind me")
    assert "no more reminders" in olga.hears()


@pytest.mark.parametrize(
    ("local", "heard"),
    [
        ("2027-03-16T23:30", "Подписка включена. Первое напоминание — 14 февраля 2027, 10:00 по Благовещенску."),
        ("2026-11-24T20:00", "срок уже близко"),
        ("2026-11-25T17:00", "Первое напоминание — 25 ноября 2026, 10:00"),
        ("2026-11-01", "Дата ещё не объявлена. Как только"),
    ],
)
async def test_toast_promises_no_more_than_will_come(town: Town, local: str, heard: str) -> None:
    await announce(town, "best-practice-oatos", local)
    olga = await reader(town)
    await open_card(town, olga, "best-practice-oatos")
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    assert heard in olga.hears()


@pytest.mark.parametrize("tr", [RU, EN], ids=["ru", "en"])
def test_alerts_fit(tr: Any) -> None:
    when = dates.clock(tr, datetime(2027, 9, 20, 20, 30, tzinfo=UTC), "America/Argentina/ComodRivadavia")
    for key in ("grant-subscribed", "grant-subscribed-forecast", "grant-subscribed-late", "grant-subscribed-unknown"):
        assert len(tr.plain(key, when=when)) <= 200


async def test_double_press_subscribes_once(town: Town) -> None:
    olga = await reader(town)
    await announce(town, "cultural-initiatives", "2026-12-10")
    await open_card(town, olga, "cultural-initiatives")
    await olga.press("Напоминать о сроке")
    message_id, data = olga.button("Да, пишите мне")
    for _ in range(2):
        assert "Вы подписаны" in await olga.press_data(data, message_id)
    await town.pass_time(days=9)
    assert len([message for message in olga.said() if message["text"].startswith("⏰ За 7 дней")]) == 1
    message_id, data = olga.button("Не напоминать")
    await olga.press_data(data, message_id)
    await olga.press_data(data, message_id)
    assert olga.hears() == "Вы не были подписаны."


async def test_stranger_who_presses_an_old_button_was_not_subscribed(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/grants")
    await olga.press_data("gr:off:1::0")
    assert olga.hears() == "Вы не были подписаны."
    assert await olga.stored() is None


async def test_my_subscriptions_are_offered_to_those_who_have_some(town: Town) -> None:
    olga = await reader(town)
    await olga.say("/grants")
    assert not [label for label in olga.buttons() if "подписки" in label]
    await open_card(town, olga, "presidential-grants")
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    await olga.say("/grants")
    assert "🔔 Президентские гранты" in await olga.press("Мои подписки: 1")
    assert olga.buttons()[:1] == ["Президентские гранты"]
    assert "31 декабря 2026, 10:00 — по прогнозу пора готовиться" in await olga.press("Президентские гранты")
    assert "Пока вы ни за чем не следите" in await olga.press("Отключить")
    assert "Пока вы ни за чем не следите" in await olga.press_data("grm:0")


@pytest.mark.parametrize(
    ("url", "ascii_"),
    [
        ("https://фондкультурныхинициатив.рф", "https://xn--80aeeqaabljrdbg6a3ahhcl4ay9hsa.xn--p1ai"),
        ("https://амур.гранты.рф/public/home?год=2027#top", None),
        ("https://admblag.ru/гранты", "https://admblag.ru/%D0%B3%D1%80%D0%B0%D0%BD%D1%82%D1%8B"),
        ("https://amurobl.ru/a?b=c&d=%20", "https://amurobl.ru/a?b=c&d=%20"),
    ],
)
def test_addresses_become_plain_ascii(url: str, ascii_: str | None) -> None:
    assert ascii_url(url).isascii()
    assert ascii_ is None or ascii_url(url) == ascii_


async def test_a_vote_has_dates_of_its_own(town: Town) -> None:
    """Nothing is submitted there: "opens" and "deadline" would send people to look for a form."""
    olga = town.somebody(101)
    await open_card(town, olga, "comfortable-city-vote")
    card = await olga.press("Подробнее")
    assert "Начало голосования: 21 апреля 2026" in card
    assert "Конец голосования: ожидается в июне 2027" in card
    assert "Сезон 2026 — голосование окончено" in card
    assert not any(words in card for words in ("Начало приёма", "Срок подачи", "приём "))
