"""A grant that somebody follows and applies for: it is said in one place, told once, and followed to its report."""

from datetime import date

from sqlalchemy import Connection, select

from bot.domain.applications.applications import ApplicationStatus, ItemKind
from bot.domain.people import Purpose
from storage.core.tables import grant_answers
from tests.chat import Neighbour, Town
from tests.clock import ZONE
from tests.handlers.applications import card, invitation, join, only
from tests.handlers.catalogue import enter_date, open_round
from tests.handlers.programmes import announce, open_card

SLUG = "presidential-grants"


async def follower(town: Town, *, applies: bool = True) -> Neighbour:
    """Somebody who follows the presidential grants, and has an application for their winter round."""
    await announce(town, SLUG, "2027-03-16", zone=ZONE)
    olga = await town.person(101, "Ольга", Purpose.SUBSCRIPTIONS, Purpose.APPLICATIONS)
    await open_card(town, olga, SLUG)
    await olga.press("Напоминать о сроке")
    await olga.press("Да, пишите мне")
    if applies:
        await begin(town, olga)
    return olga


async def begin(town: Town, who: Neighbour) -> None:
    await open_card(town, who, SLUG)
    await who.press("Наша заявка")
    await who.press("2027-2")


async def own_answers(town: Town) -> list[str]:
    def rows(tx: Connection) -> list[str]:
        return list(tx.scalars(select(grant_answers.c.answer)))

    return await town.store.read(rows)


def firsts(who: Neighbour, since: int) -> list[str]:
    return [message["text"].partition("\n")[0] for message in who.said()[since:]]


async def test_a_deadline_is_told_once_to_who_follows_it_and_prepares_an_application(town: Town) -> None:
    olga = await follower(town)
    since = len(olga.said())
    await town.pass_time(days=81, hours=22)  # 14 February, ten in the morning
    assert firsts(olga, since) == ["Наши заявки: что на сегодня"]
    assert "До последнего дня подачи 30 дней" in olga.sees()


async def test_own_steps_count_for_an_application_too(town: Town) -> None:
    olga = await follower(town)
    await olga.press_data("fol:0")
    await olga.press("Когда напоминать")
    await olga.press("За 30 дней")
    await olga.press("За 7 дней")
    since = len(olga.said())
    await town.pass_time(days=81, hours=22)  # 30 days before
    assert firsts(olga, since) == []
    await town.pass_time(days=16)
    assert firsts(olga, since) == ["Наши заявки: что на сегодня"]
    await town.pass_time(days=7)
    assert len(olga.said()) == since + 1


async def test_applied_under_a_message_is_noted_in_the_application_and_taken_back_there(town: Town) -> None:
    olga = await follower(town, applies=False)
    await town.pass_time(days=81, hours=22)
    message_id, applied = olga.button("Подали")
    await begin(town, olga)
    await olga.press_data(applied, message_id)
    assert "Поздравляю с поданной заявкой" in olga.sees()
    assert (await only(olga)).status is ApplicationStatus.HANDED_IN
    assert await own_answers(town) == []
    assert "Напоминаю снова" in await olga.press("Вернуть")
    assert (await only(olga)).status is ApplicationStatus.PREPARING


async def test_an_application_that_is_begun_afterwards_takes_the_answer_over(town: Town) -> None:
    olga = await follower(town, applies=False)
    await town.pass_time(days=81, hours=22)
    await olga.press("Подали")
    assert await own_answers(town) == ["applied"]
    await begin(town, olga)
    assert (await only(olga)).status is ApplicationStatus.HANDED_IN
    assert await own_answers(town) == []


async def test_who_only_looks_is_led_to_the_application(town: Town) -> None:
    olga = await follower(town)
    pavel = await town.person(102, "Павел", Purpose.SUBSCRIPTIONS, Purpose.APPLICATIONS)
    await open_card(town, pavel, SLUG)
    await pavel.press("Напоминать о сроке")
    await pavel.press("Да, пишите мне")
    await town.pass_time(days=81, hours=22)
    message_id, applied = pavel.button("Подали")
    await pavel.say(f"/start app_{await invitation(olga, 'Показать партнёру')}")
    await pavel.press("Открыть заявку")
    await pavel.press_data(applied, message_id)
    assert "это отмечает тот, кто её готовит" in pavel.sees()
    assert (await only(olga)).status is ApplicationStatus.PREPARING
    await pavel.press("Наша заявка")


async def test_a_report_date_from_the_desk_reaches_the_winners_and_reminds_them(town: Town) -> None:
    olga = await follower(town)
    pavel = await join(town, olga, 102, "Павел")
    await card(olga)
    await olga.press("Как идёт заявка")
    await olga.press("Подали")
    await olga.press("Сегодня")
    await olga.press("Позже")
    await card(olga)
    await olga.press("Как идёт заявка")
    await olga.press("Поддержали")
    await olga.say("500 тысяч")
    anna = await town.coordinator()
    await open_round(town, anna, SLUG, "2027-2")
    await anna.press("Другая дата")
    assert len(anna.buttons()) <= 8
    await anna.press("Итоговый отчёт")
    await enter_date(anna, "31 января 2028", zone="Благовещенску")
    await anna.press("Сохранить")
    await town.deliver()
    for who in (olga, pavel):
        assert who.sees().startswith("Организатор назвал даты: Без названия, Президентские гранты.")
        assert "• Итоговый отчёт: 31 января 2028" in who.sees()
    final = next(each for each in (await only(olga)).items if each.kind is ItemKind.FINAL)
    assert final.due_on == date(2028, 1, 31)
    since = len(olga.said())
    await town.pass_time(days=402, hours=22)  # 1 January 2028
    assert firsts(olga, since)[0] == "Наши заявки: что на сегодня"
    assert "До 31 января: Итоговый отчёт" in olga.said()[since]["text"]
