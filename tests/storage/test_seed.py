"""Seeds: loaded once, never over edited rows; changed dates reach the subscribers."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Table, select, update

from bot.domain.grants import Precision
from bot.domain.people import Purpose, Visitor
from bot.jobs import go_through_readers
from storage import grants
from storage.core import seed
from storage.core.db import Store
from storage.core.seed import FOLDER, Kept, load, load_all, parse
from storage.core.tables import deliveries, municipalities, norms, programmes, rounds, seeds, stages
from storage.people import people
from tests.clock import START, ZONE
from tests.moves import reschedule

LATER = START + timedelta(days=1)


def read(name: str) -> Any:
    return parse((FOLDER / f"{name}.yaml").read_bytes())


async def facts(store: Store, table: Table) -> list[Any]:
    return list(await store.read(lambda tx: tx.execute(select(table).order_by(*table.primary_key)).all()))


async def programme(store: Store, slug: str) -> Any:
    found = await store.read(grants.find, slug)
    assert found
    return found


async def follow(store: Store, slug: str) -> int:
    """Subscribe somebody to the programme. Return the person's id."""
    person = await store.write(
        people.agree, Visitor(101, 101, "Ольга"), Purpose.SUBSCRIPTIONS, "test", "ru", ZONE, START
    )
    await store.write(grants.subscribe, (await programme(store, slug)).id, person.id, START)
    return person.id


async def planned(store: Store, kind: str) -> list[Any]:
    chosen = (deliveries.c.kind == kind, deliveries.c.status == "planned")
    return list(
        await store.read(lambda tx: tx.execute(select(deliveries).where(*chosen).order_by(deliveries.c.due_at)).all())
    )


@pytest.fixture
def content() -> Any:
    """The seed of grants, for a test to change as a new release would."""
    return deepcopy(read("grants"))


def entry(content: Any, slug: str) -> Any:
    return next(one for one in content if one["slug"] == slug)


async def test_seeds_are_loaded_as_they_stand_in_the_files(store: Store) -> None:
    assert {row.slug for row in await facts(store, municipalities)} == {
        one["slug"] for one in read("municipalities")["municipalities"]
    }
    assert [(row.key, row.value) for row in await facts(store, norms)] == sorted(
        (one["key"], one["value"]) for one in read("norms")
    )
    known = {one["slug"]: one for one in read("grants")}
    for found in await store.read(grants.catalogue):
        expected = known[found.slug]
        assert found.amount == expected["amount"]
        assert [each.season for each in found.rounds] == sorted(each["season"] for each in expected["rounds"])
        dates = sorted((stage["kind"], stage["local"]) for each in expected["rounds"] for stage in each["stages"])
        assert sorted((stage.kind, stage.local) for each in found.rounds for stage in each.stages) == dates


async def test_second_load_of_the_same_files_does_nothing(store: Store) -> None:
    before = await facts(store, seeds)
    assert await load_all(store, LATER) == []
    assert await facts(store, seeds) == before
    assert {row.loaded_at for row in before} == {START}


async def test_changed_file_is_loaded_once_more(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any
) -> None:
    for name in seed.SEEDS:
        (tmp_path / f"{name}.yaml").write_bytes((FOLDER / f"{name}.yaml").read_bytes())
    entry(content, "thousand-yards")["organiser"] = "Область"
    (tmp_path / "grants.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    monkeypatch.setattr(seed, "FOLDER", tmp_path)
    assert await load_all(store, LATER) == []
    assert (await programme(store, "thousand-yards")).organiser == "Область"
    loaded = dict.fromkeys(seed.SEEDS, START) | {"grants": LATER}
    assert {row.name: row.loaded_at for row in await facts(store, seeds)} == loaded


async def test_edited_rows_stay_and_are_listed(store: Store, content: Any) -> None:
    def edit(tx: Any) -> None:
        tx.execute(update(programmes).where(programmes.c.slug == "granty-pervyh").values(title="Наше", edited_at=START))
        tx.execute(update(norms).where(norms.c.key == "group.minimum").values(value="5", edited_at=START))
        tx.execute(update(municipalities).where(municipalities.c.slug == "zeya").values(facts={}, edited_at=START))

    await store.write(edit)
    for each in content:
        each["title"] = each["short_title"] = "Новое"
    entry(content, "granty-pervyh")["rounds"] = []
    kept = await store.write(load, "grants", content, "new", LATER)
    kept += await store.write(load, "norms", read("norms"), "new", LATER)
    kept += await store.write(load, "municipalities", read("municipalities"), "new", LATER)
    assert kept == [Kept("grants", "granty-pervyh"), Kept("norms", "group.minimum"), Kept("municipalities", "zeya")]
    titles = {row.slug: row.title for row in await facts(store, programmes)}
    assert titles.pop("granty-pervyh") == "Наше"
    assert set(titles.values()) == {"Новое"}
    assert (await programme(store, "granty-pervyh")).rounds
    assert {row.value for row in await facts(store, norms) if row.key == "group.minimum"} == {"5"}
    assert {str(row.facts) for row in await facts(store, municipalities) if row.slug == "zeya"} == {"{}"}


async def test_date_that_a_coordinator_set_stays(store: Store, content: Any) -> None:
    stage = (await programme(store, "best-practice-oatos")).rounds[0].stages[0]
    date = ("2027-03-25", ZONE, Precision.DAY, False)
    await store.write(reschedule, stage.id, *date, START)
    assert await store.write(load, "grants", content, "new", LATER) == [Kept("grants", "best-practice-oatos")]
    assert (await programme(store, "best-practice-oatos")).rounds[0].stages[0].local == "2027-03-25"


async def test_what_a_release_leaves_out_is_forgotten(store: Store, content: Any) -> None:
    row = entry(content, "presidential-grants")
    del row["url"], row["note"]
    row["rounds"] = row["rounds"][-1:]
    row["rounds"][0]["stages"] = row["rounds"][0]["stages"][-1:]
    before = len(await facts(store, rounds)), len(await facts(store, stages))
    await store.write(load, "grants", content, "new", LATER)
    found = await programme(store, "presidential-grants")
    assert (found.url, found.note) == (None, None)
    assert [(each.season, len(each.stages)) for each in found.rounds] == [("2027-2", 1)]
    assert (len(await facts(store, rounds)), len(await facts(store, stages))) == (before[0] - 3, before[1] - 9)


async def test_same_release_again_keeps_ids_and_tells_nobody(store: Store, content: Any) -> None:
    await follow(store, "presidential-grants")
    before = await facts(store, programmes), await facts(store, stages)
    await store.write(load, "grants", content, "new", LATER)
    await go_through_readers(store, LATER)
    assert (await facts(store, programmes), await facts(store, stages)) == before
    assert await planned(store, "notice") == []


async def test_announced_date_of_a_release_is_told_to_the_subscribers(store: Store, content: Any) -> None:
    person_id = await follow(store, "presidential-grants")
    deadline = entry(content, "presidential-grants")["rounds"][-1]["stages"][-1]
    deadline |= {"local": "2027-03-16T23:30", "precision": "minute", "forecast": False}
    await store.write(load, "grants", content, "new", LATER)
    noon = LATER.replace(hour=3)
    await go_through_readers(store, noon)
    (notice,) = await planned(store, "notice")
    assert (notice.person_id, notice.due_at) == (person_id, noon)
    [item] = notice.payload["items"]
    assert (item["topic"], item["was"]["local"]) == ("confirmed", "2027-03")


async def test_closed_round_reminds_no_more(store: Store, content: Any) -> None:
    await follow(store, "presidential-grants")
    entry(content, "presidential-grants")["rounds"][-1]["status"] = "closed"
    await store.write(load, "grants", content, "new", LATER)
    await go_through_readers(store, datetime(2027, 1, 1, 3, tzinfo=UTC))
    assert await planned(store, "grant") == []


async def test_new_programme_comes_with_a_release(store: Store, content: Any) -> None:
    content.append(entry(content, "granty-pervyh") | {"slug": "new-one", "title": "Новая"})
    await store.write(load, "grants", content, "new", LATER)
    assert len((await programme(store, "new-one")).rounds) == 2
