"""An application from the card of a grant to its result: checklist, days, budget; what is typed badly is said so."""

from datetime import date

import pytest
from sqlalchemy import Connection

from bot.domain.applications.applications import ApplicationStatus, ItemKind
from bot.domain.people import Purpose
from storage.core.tables import programmes
from tests.chat import Neighbour, Town
from tests.handlers.applications import SLUG, add_item, add_line, begin, card, mine, only
from tests.handlers.programmes import announce, open_card, programme


async def test_a_stranger_begins_in_three_taps_after_a_consent(town: Town) -> None:
    await announce(town, SLUG, "2027-03-15T23:30")
    olga = town.somebody(101)
    await open_card(town, olga, SLUG)
    assert "К какому конкурсу готовимся?" in await olga.press("Наша заявка")
    assert "Согласие: заявка на грант" in await olga.press("2027-2 · до")
    assert await olga.stored() is None
    text = await olga.press("Даю согласие")
    assert "Без названия" in text
    assert "Остал" in text
    assert olga.hears() == "Заявка открыта. Начните со списка дел."
    assert len(olga.buttons()) <= 8
    await open_card(town, olga, SLUG)
    assert "У вас 1 заявка сюда." in await olga.press("Наша заявка")


async def test_what_has_to_be_done_is_added_dated_ticked_and_removed(town: Town) -> None:
    olga = await begin(town)
    text = await add_item(olga, "Собрать подписи соседей", "1 марта 2027")
    assert "Собрать подписи соседей — до 1 марта 2027" in text
    await olga.press("Готово")
    assert "✅ Собрать подписи соседей" in olga.sees()
    await olga.press("✅ Собрать подписи")
    assert "Отметил Ольга, 24 ноября 2026" in olga.sees()
    await olga.press("Ещё не готово")
    assert (await only(olga)).done == 0
    await olga.press("Собрать подписи")
    await olga.press("Убрать из списка")
    assert (await only(olga)).items == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("32 февраля", "Такого дня в календаре нет"), ("когда-нибудь", "Не понял"), ("…", "Не понял")],
)
async def test_a_day_that_is_none_is_asked_again(town: Town, typed: str, said: str) -> None:
    olga = await begin(town)
    assert said in await add_item(olga, "Письмо из школы", typed)
    assert "до 5 декабря" in await olga.say("5 декабря")


async def test_a_day_after_the_deadline_is_kept_and_said_to_be_late(town: Town) -> None:
    olga = await begin(town)
    assert "Этот день позже срока подачи" in await add_item(olga, "Смета от подрядчика", "20 марта 2027")
    await card(olga)
    assert "это позже срока подачи" in await olga.press("Что сделать")


async def test_the_project_is_described_and_words_that_are_none_are_refused(town: Town) -> None:
    olga = await begin(town)
    await olga.press("Проект")
    await olga.press("Название")
    assert "Слишком длинно" in await olga.say("я" * 121)
    assert "Здесь нужен ответ словами" in await olga.say("…")
    assert "Двор, где играют" in await olga.say("Двор, где играют")
    await olga.press("Кто подаёт")
    assert "Кто подаёт: НКО" in await olga.press("НКО")


async def test_a_budget_is_typed_line_by_line_and_summed(town: Town) -> None:
    olga = await begin(town)
    text = await add_line(olga, "Скамейка", "4 шт.", "12,5 тыс")
    assert "1. Скамейка: 4 шт. × 12 500 ₽ = 50 000 ₽, из гранта" in text.replace("\xa0", " ")
    text = await add_line(olga, "Доставка", "1", "2 500,50 руб.", "Свои деньги")
    assert "Всего: 52 500,50 ₽" in text.replace("\xa0", " ")
    assert "свои деньги: 2 500,50 ₽ (4 %)" in text.replace("\xa0", " ")
    assert "Просим 50 000 ₽" in (await card(olga)).replace("\xa0", " ")


@pytest.mark.parametrize("typed", ["-500", "много", "0", "10000000000000000", "12.345", "=1+1", "1,5 попугая"])
async def test_a_price_that_is_none_is_asked_again(town: Town, typed: str) -> None:
    olga = await begin(town)
    await add_line_to_price(olga)
    assert "Нужна сумма в рублях" in await olga.say(typed)
    assert "Кто платит?" in await olga.say("12 500")


async def add_line_to_price(who: Neighbour) -> None:
    await card(who)
    await who.press("Смета")
    await who.press("Добавить строку")
    await who.say("Скамейка")
    await who.press("Одна")


async def test_many_lines_are_pasted_all_or_none(town: Town) -> None:
    olga = await begin(town)
    await card(olga)
    await olga.press("Смета")
    await olga.press("Добавить строку")
    await olga.press("Вставить сразу много строк")
    text = await olga.say("Скамейка; 4 шт.; 12 500\nДоставка; очень дорого\nПлитка; 2,5 м²; 1,2 тыс")
    assert "1 строку" in text
    assert "2. Доставка; очень дорого" in text
    assert (await only(olga)).lines == ()
    rows = "\n".join(f"Плитка {number}; 2; 100" for number in range(1, 201))
    assert "200 строк\n" in await olga.say(rows)
    assert len(olga.buttons()) <= 8
    await olga.press("Добавить строку")
    assert "Больше сюда не помещается" in await olga.say("Двести первая")
    assert len((await only(olga)).lines) == 200


@pytest.mark.usefixtures("patient")
async def test_how_it_ended_is_kept_and_offered_at_the_next_round(town: Town) -> None:
    olga = await begin(town)
    await add_item(olga, "Письмо из школы", "1 марта 2027")
    await add_line(olga, "Скамейка", "4", "12 500")
    await card(olga)
    await olga.press("Проект")
    await olga.press("Название")
    await olga.say("Двор, где играют")
    await card(olga)
    await olga.press("Как идёт заявка")
    await olga.press("Подали")
    assert "Сколько просили" in await olga.press("Сегодня")
    assert "учесть эту заявку в статистике" in await olga.press("50")
    await olga.press("К заявке")
    await olga.press("Как идёт заявка")
    await olga.press("Не поддержали")
    await olga.say("Мало своих денег")
    first = await only(olga)
    assert (first.status, first.asked, first.why) == (ApplicationStatus.REFUSED, 5_000_000, "Мало своих денег")
    await open_card(town, olga, SLUG)
    await olga.press("Наша заявка")
    await olga.press("Ещё одна заявка")
    assert "Взять за основу прошлую заявку?" in await olga.press("2027-2")
    assert "Двор, где играют" in await olga.press("Двор, где играют")
    second = next(each for each in await mine(olga) if each.id != first.id)
    assert [(each.text, each.due_on) for each in second.items] == [("Письмо из школы", None)]
    assert [each.what for each in second.lines] == ["Скамейка"]
    assert (second.status, second.asked, second.why) == (ApplicationStatus.PREPARING, None, None)


async def test_a_won_grant_leads_to_its_reports(town: Town) -> None:
    olga = await begin(town)
    await card(olga)
    await olga.press("Как идёт заявка")
    await olga.press("Подали")
    await olga.say("20 ноября")
    await olga.say("1,2 млн")
    await card(olga)
    await olga.press_data(f"app:progress:{(await only(olga)).id}")
    await olga.press("Поддержали")
    assert "Поставьте дни из договора" in await olga.say("900 тыс. руб.")
    won = await only(olga)
    assert (won.won, won.handed_in_on) == (90_000_000, date(2026, 11, 20))
    assert {each.kind for each in won.items} >= {ItemKind.CONTRACT, ItemKind.INTERIM, ItemKind.FINAL}


async def test_documents_of_the_programme_are_the_checklist_and_new_ones_are_offered(town: Town) -> None:
    found = await programme(town, SLUG)
    await town.store.write(_with_documents, found.id, ["Устав", "Смета"])
    olga = await begin(town)
    assert [each.text for each in (await only(olga)).items] == ["Устав", "Смета"]
    await town.store.write(_with_documents, found.id, ["Устав", "Смета", "Письмо поддержки"])
    await card(olga)
    await olga.press("Что сделать")
    await olga.press("Новое в программе: 1")
    assert [each.text for each in (await only(olga)).items] == ["Устав", "Смета", "Письмо поддержки"]


def _with_documents(tx: Connection, programme_id: int, documents: list[str]) -> None:
    tx.execute(programmes.update().where(programmes.c.id == programme_id).values(documents=documents))


async def test_nobody_else_sees_or_changes_an_application(town: Town) -> None:
    olga = await begin(town)
    found = await only(olga)
    boris = await town.person(102, "Борис", Purpose.APPLICATIONS)
    await boris.say("/applications")
    for do in ("card", "project", "files", "members", "progress", "leave-sure", "handed", "won", "title"):
        await boris.press_data(f"app:{do}:{found.id}")
        assert boris.hears() == "Такой заявки у вас нет. Может быть, вы из неё вышли или её удалили."
    assert (await only(olga)) == found
