"""A search for events: by words, by kind, by municipality; what is over or a draft is not found."""

from sqlalchemy import Connection, update

from storage.core.tables import events
from tests.chat import Town
from tests.handlers.events import make_event


async def three_events(town: Town) -> None:
    about = {1: ("Школа председателей", "seminar", None), 2: ("Чай", "feast", "zeya"), 3: ("Субботник", None, "zeya")}
    for event_id, (title, kind, place) in about.items():
        assert await make_event(town, title, days=event_id) == event_id
        values = {"kind": kind, "municipality": place, "place": f"Улица Зейская, {event_id}"}
        await town.store.write(_set, event_id, values)


def _set(tx: Connection, event_id: int, values: dict[str, str | None]) -> None:
    tx.execute(update(events).where(events.c.id == event_id).values(**values))


async def test_an_event_is_found_by_words_in_any_form(town: Town) -> None:
    await three_events(town)
    olga = town.somebody(101)
    await olga.say("/events")
    assert "Напишите слово" in await olga.press("Найти")
    assert "Школа председателей" in await olga.say("школу")
    assert olga.buttons()[0] == "Школа председателей"
    found = await olga.say("зейская субботники")
    assert "Субботник" in found
    assert "Чай" not in found
    assert "Ничего не нашлось: <b>каток" in await olga.say("<b>каток")
    assert "зейской: 3" in await olga.say("зейской")
    assert "Чай" in await olga.press("Чай")


async def test_events_are_listed_by_kind_and_by_municipality(town: Town) -> None:
    await three_events(town)
    olga = town.somebody(101)
    await olga.say("/events")
    await olga.press("Найти")
    assert "Чай" in await olga.press("Праздник двора: 1")
    assert "Что будет: Праздник двора" in await olga.press("Чай")
    await olga.say("/events")
    await olga.press("Найти")
    await olga.press("По муниципалитетам")
    assert olga.buttons()[:2] == ["город Зея: 2", "Вся область: 1"]
    both = await olga.press("город Зея: 2")
    assert both.index("Чай") < both.index("Субботник")
    assert "Школа" not in both
    town.clock.move(days=2)
    assert "Чай" not in await olga.press_data("evby:place:zeya:0")
    assert "Ничего не нашлось" in await olga.press_data("evby:kind:feast:7")
