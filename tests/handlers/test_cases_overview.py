"""The overview of cases: only listed ones, only in the coordinator's scope, no names; where cases stop."""

from bot.domain.people import Purpose, Role, RoleKind
from tests.chat import Neighbour, Town
from tests.handlers.cases import begin, note


async def listed(town: Town, user_id: int = 101, slug: str = "zeya") -> Neighbour:
    """Olga with a case that coordinators may see."""
    olga = await begin(town, user_id, slug=slug)
    await olga.press("Ещё")
    await olga.press("Показать дело координаторам")
    assert "Координаторы ТОС видят это дело" in olga.sees()
    return olga


async def coordinator_of(town: Town, scope: str) -> Neighbour:
    return await town.person(104, "Галина", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, scope),))


async def test_a_case_is_seen_only_after_its_members_agreed(town: Town) -> None:
    anna = await town.coordinator()
    olga = await begin(town)
    assert "Пока никто не показал" in await anna.say("/cases")
    await olga.press_data("case:list:1")
    assert "Вам показали 1 дело" in await anna.say("/cases")
    await olga.press_data("case:unlist:1")
    assert "Пока никто не показал" in await anna.say("/cases")
    await anna.press_data("watchc:1")
    assert "больше не показывают" in anna.hears()


async def test_cases_stand_at_their_steps_and_nobody_is_named(town: Town) -> None:
    anna = await town.coordinator()
    olga = await listed(town)
    await note(olga, "group", "done", "5 ноября")
    await note(olga, "headcount", "sent", "6 ноября")
    await note(olga, "registration", "refused", "6 ноября")
    await olga.press_data("case:title:1")
    await olga.say("Дворик <b>")
    shown = await anna.say("/cases")
    assert "Территория: 1" in shown
    assert "Отказов сейчас: 1." in shown
    assert "Бумаг сделано: 0." in shown
    assert "Дворик <b>" in await anna.press("Территория · 1")
    card = await anna.press("Дворик")
    assert "✅ Инициативная группа — 5 ноября 2026" in card
    assert "отправили 6 ноября 2026, прошло 18 дней" in card
    assert "Ольга" not in "".join(each.get("text", "") for each in anna.said())


async def test_papers_made_are_counted_by_kind_and_a_paper_made_anew_once(town: Town) -> None:
    anna = await town.coordinator()
    for user_id in (101, 102):
        await listed(town, user_id)
    hidden = await begin(town, 105)
    for who, case_id, papers in ((101, 1, "territory group territory"), (102, 2, "group"), (105, 3, "charter")):
        for paper in papers.split():
            await town.somebody(who).press_data(f"paper:file:{case_id}:{paper}:0")
    assert any("document" in message for message in hidden.said())
    shown = await anna.say("/cases")
    assert "Бумаг сделано: 3 (переделанную считаем один раз):\nПротокол группы: 2\nОписание территории: 1" in shown
    assert "Устав" not in shown


async def test_where_cases_stop_is_seen_after_two_quiet_weeks(town: Town) -> None:
    anna = await town.coordinator()
    await listed(town)
    town.clock.move(days=15)
    assert "Инициативная группа: 1, без новостей две недели — 1" in await anna.say("/cases")
    assert "15 дней назад" in await anna.press("Инициативная группа · 1")


async def test_a_coordinator_of_one_municipality_sees_its_cases_only(town: Town) -> None:
    await listed(town, 101, "zeya")
    galina = await coordinator_of(town, "zeya")
    assert "Вам показали 1 дело" in await galina.say("/cases")


async def test_cases_of_other_municipalities_are_closed(town: Town) -> None:
    await listed(town, 101, "zeya")
    galina = await coordinator_of(town, "belogorsk")
    assert "Пока никто не показал" in await galina.say("/cases")
    await galina.press_data("watchc:1")
    assert "больше не показывают" in galina.hears()


async def test_a_resident_sees_none(town: Town) -> None:
    olga = await listed(town)
    assert "только координаторы" in await olga.say("/cases")
    for data in ("open:cases", "watchs:group:0"):
        await olga.press_data(data)
        assert "только координаторы" in olga.hears()


async def test_a_closed_case_is_listed_no_more_and_old_pages_show_the_nearest(town: Town) -> None:
    anna = await town.coordinator()
    olga = await listed(town)
    await anna.say("/cases")
    assert "1 дело" in await anna.press_data("watchs:group:99")
    assert "0 дел" in await anna.press_data("watchs:no-such-step:0")
    await olga.press_data("case:close:1")
    assert "Пока никто не показал" in await anna.say("/cases")
