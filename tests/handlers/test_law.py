"""Law: norms past their review date, corrections with a source, notices to everybody concerned."""

import pytest
from sqlalchemy import select

from bot.domain.norms import is_due
from bot.domain.people import Purpose, Role, RoleKind
from storage.core import tables
from storage.law import municipalities, norms
from tests.chat import Neighbour, Town
from tests.handlers.cases import begin, note


async def coordinator_of(town: Town, scope: str, user_id: int = 104) -> Neighbour:
    return await town.person(user_id, "Галина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, scope),))


async def correct(who: Neighbour, button: str, value: str, source: str = "решение № 7 от 20.11.2026") -> str:
    """Type a correction, up to its review."""
    await who.press_data(button)
    await who.say(value)
    await who.press("по одному источнику")
    return await who.say(source)


async def test_norms_past_their_day_are_on_top_and_can_be_marked_as_checked(town: Town) -> None:
    anna = await town.coordinator()
    await town.pass_time(days=63)
    law = await town.store.read(norms.all_norms)
    due = sum(is_due(norm, town.clock().date()) for norm in law.values())
    assert f"⚠️ {due} норм" in await anna.say("/law")
    first = anna.buttons()[0]
    assert first.startswith("⚠️")
    card = await anna.press(first)
    assert "Источник:" in card
    assert "могло измениться" in card
    assert "Где вы это прочитали?" in await anna.press("Проверено, без изменений")
    await anna.say("решение № 9 от 20.01.2027")
    assert "проверено сегодня, снова через полгода" in anna.said()[-2]["text"]
    assert "Источник: решение № 9 от 20.01.2027" in anna.sees()
    assert f"⚠️ {due - 1} норм" in await anna.press("К нормам")


async def test_a_press_alone_makes_no_fact_fresher(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/law")
    await anna.press_data("lawn:card:meeting.majority")
    assert anna.buttons() == ["Изменить", "К нормам"], "no source confirms it, so there is nothing to confirm again"
    await anna.press_data("lawn:checked:meeting.majority")
    assert "уже нет" in await anna.say("сама так думаю")
    before = await town.store.read(norms.all_norms)
    await anna.press_data("lawn:checked:group.minimum")
    await anna.press("Отмена")
    assert await town.store.read(norms.all_norms) == before


async def test_a_norm_is_corrected_and_whoever_goes_by_it_hears(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    await olga.press("План к собранию")
    assert "до 9 декабря 2026 — объявить" in await olga.say("20 декабря в 18:00")
    review = await correct(anna, "lawn:edit:meeting.notice_days", "14")
    assert "Было: 10" in review
    assert "Станет: 14" in review
    assert "решение № 7 от 20.11.2026; сверено 24.11.2026; по одному источнику" in review
    assert "Это касается 1 дела, напишу людям: 1." in review
    assert "Сохранено" in await anna.press("Сохранить и сказать")
    await town.deliver()
    assert "Изменилось: За сколько объявляют о собрании, дней" in olga.sees()
    assert "Сроки я пересчитал" in olga.sees()
    assert "Объявить о нём нужно не позже 4 декабря 2026." in await olga.press("Открыть дело")
    assert "было 10, стало 14" in await anna.press_data("lawn:card:meeting.notice_days")
    await town.pass_time(days=7, hours=22)
    assert "не позже 4 декабря" in olga.sees()


async def test_whoever_has_it_behind_hears_nothing(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    await note(olga, "notice", "done", "5 ноября")
    assert "Это пока никого не касается" in await correct(anna, "lawn:edit:meeting.notice_days", "14")
    await anna.press("Сохранить и сказать")
    before = len(olga.said())
    await town.deliver()
    assert len(olga.said()) == before


async def test_papers_made_by_the_old_value_are_told_of(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    person = await olga.stored()
    assert person
    row = {"case_id": 1, "person_id": person.id, "made_at": town.clock(), "paper": "minutes"}
    papers = [row | {"law": {"federal.age_min": "18"}}, row | {"law": {"federal.age_min": "16"}}, row | {"law": {}}]
    await town.store.write(lambda tx: tx.execute(tables.case_papers.insert(), papers) and None)
    assert "Это касается 1 дела" in await correct(anna, "lawn:edit:federal.age_min", "16")
    await anna.press("Сохранить и сказать")
    await town.deliver()
    assert "1 ваша бумага сделана по прежнему значению." in olga.sees()
    assert "Сроки" not in olga.sees(), "no term is counted by the age"


async def test_a_paper_and_a_term_that_go_by_the_same_value_are_both_told_of(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    await olga.press_data("paper:file:1:headcount:0")
    await correct(anna, "lawn:edit:appeal.answer_days", "25")
    await anna.press("Сохранить и сказать")
    await town.deliver()
    assert "1 ваша бумага сделана по прежнему значению." in olga.sees()
    assert "Сроки я пересчитал." in olga.sees()


async def test_a_profile_is_corrected_by_its_own_coordinator_and_cites_its_source(town: Town) -> None:
    galina = await coordinator_of(town, "zeya")
    olga = await begin(town)
    await note(olga, "registration", "sent", "23.11.2026")
    await galina.say("/law")
    await galina.press("Карточки муниципалитетов")
    assert galina.buttons()[0] == "город Зея"
    assert "Сколько дней рассматривают устав: не подтверждено" in await galina.press("город Зея")
    review = await correct(galina, "lawf:edit:zeya:review_days", "20")
    assert "Сколько дней рассматривают устав, город Зея" in review
    assert "Было: не подтверждено" in review
    await galina.press("Сохранить и сказать")
    await town.deliver()
    assert "Изменилось: Сколько дней рассматривают устав, город Зея" in olga.sees()
    step = await olga.press_data("cstep:show:1:registration")
    assert "до 14 декабря 2026" in step
    assert "по местному положению, решение № 7 от 20.11.2026; сверено 24.11.2026; по одному источнику" in step
    where = await town.store.read(municipalities.get, "zeya")
    assert where
    assert (where.review_days, where.cited["review_days"].source) == (20, "решение № 7 от 20.11.2026")


async def test_the_road_shows_the_corrected_fact_with_its_source(town: Town) -> None:
    galina = await coordinator_of(town, "zeya")
    await galina.say("/law")
    await correct(galina, "lawf:edit:zeya:notice_days", "7")
    await galina.press("Сохранить и сказать")
    olga = town.somebody(105)
    await olga.say("/start tos_zeya")
    step = await olga.press_data("step:zeya:notice")
    assert "У вас о собрании извещают за 7 дней." in step
    assert "решение № 7 от 20.11.2026; сверено 24.11.2026" in step


async def test_the_order_of_steps_is_chosen_and_can_be_taken_back(town: Town) -> None:
    galina = await coordinator_of(town, "zeya")
    await galina.say("/law")
    await galina.press_data("lawf:edit:zeya:order")
    await galina.press("сначала собрание, потом границы")
    await galina.press("подтверждено")
    await galina.say("решение № 7")
    await galina.press("Сохранить и сказать")
    olga = town.somebody(105)
    road = await olga.say("/start tos_zeya")
    assert "сначала собрание, потом границы" in road
    assert "Источник: решение № 7; сверено 24.11.2026; подтверждено" in road
    await galina.press_data("lawf:unset:zeya:order")
    await galina.press("не подтверждено")
    await galina.say("положение отменили")
    await galina.press("Сохранить и сказать")
    assert "Порядок шагов не подтверждён" in await olga.say("/start tos_zeya")


@pytest.mark.parametrize(
    ("button", "typed"),
    [
        ("lawn:edit:meeting.notice_days", "десять"),
        ("lawn:edit:federal.quorum.meeting", "4/3"),
        ("lawn:edit:transition.acts_deadline", "31.02.2027"),
        ("lawf:edit:zeya:notice_days", "−5"),
        ("lawf:edit:zeya:notice_days", "100000"),
        ("lawf:edit:zeya:meeting_share", "половина"),
        ("lawf:edit:zeya:order", "как получится"),
        ("lawf:edit:zeya:body", "ы" * 4096),
    ],
)
async def test_a_value_of_another_kind_is_asked_again(town: Town, button: str, typed: str) -> None:
    anna = await town.coordinator()
    await anna.say("/law")
    await anna.press_data(button)
    assert "Это значение другого вида" in await anna.say(typed)
    assert "Отмена" in anna.buttons()


async def test_a_correction_without_a_source_or_a_difference_is_not_saved(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/law")
    await anna.press_data("lawn:edit:meeting.notice_days")
    await anna.say("10")
    await anna.press_data("lawd:save:1")
    assert "Не хватает источника" in anna.hears()
    await anna.press_data("lawd:source:1")
    await anna.say("источник")
    assert "Сохранить и сказать всем, кого касается" not in anna.buttons()
    await anna.press("Не менять")
    assert await town.store.read(lambda tx: tx.execute(select(tables.changes)).all()) == []


async def test_others_correct_nothing(town: Town) -> None:
    galina = await coordinator_of(town, "belogorsk")
    olga = await begin(town)
    await galina.say("/law")
    for who in (galina, olga):
        for data in (
            "lawn:checked:meeting.notice_days",
            "lawn:edit:meeting.notice_days",
            "lawf:edit:zeya:notice_days",
            "lawf:unset:zeya:notice_days",
            "lawp:zeya",
        ):
            await who.press_data(data)
            assert "только координаторы" in who.hears(), data
    law = await town.store.read(norms.all_norms)
    assert law["meeting.notice_days"].value == "10"


async def test_who_has_left_the_case_hears_nothing(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    await correct(anna, "lawn:edit:meeting.notice_days", "14")
    await anna.press("Сохранить и сказать")
    await olga.press_data("case:leave-sure:1")
    before = len(olga.said())
    await town.deliver()
    assert len(olga.said()) == before
