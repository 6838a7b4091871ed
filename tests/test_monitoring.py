"""/health and /metrics as a prober, Prometheus and an operator read them, over HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
import yaml
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from bot.config import ROOT
from bot.domain.troubles import SERIOUS, Trouble
from bot.monitoring import metrics
from bot.monitoring.health import ANSWER_SECONDS, TICK_SECONDS, Health
from bot.telegram import monitoring
from storage.core.db import Store
from storage.core.probe import StoreProbe
from tests.chat import START, Clock, Town

DASHBOARD = ROOT / "deploy/grafana/tos-bot.json"
ALERTS = ROOT / "deploy/prometheus/alerts.yml"
# Names in an expression, its labels and its functions.
METRIC = re.compile(r"\b((?:tos|process)_\w+|up)\b")
SELECTORS = re.compile(r"\{([^}]*)\}")
GROUPING = re.compile(r"\bby \(([^)]*)\)")
LEGEND = re.compile(r"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}")
# Labels that Prometheus itself adds.
OF_PROMETHEUS = {"job", "instance", "le"}


class Server:
    """The addresses of monitoring, served; `seconds` is the monotonic time that `health` reads."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.seconds = 0.0
        self.health = Health(clock, lambda: self.seconds)
        self.probe = StoreProbe(store, self.health, clock)
        self.app = web.Application()
        self.app.add_routes(monitoring.routes(self.health, store, clock))

    async def begin(self) -> None:
        self.runner = web.AppRunner(self.app)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as client, client.get(self.base + path) as response:
            return response.status, await response.text()

    async def read(self, path: str) -> tuple[int, dict[str, Any]]:
        status, text = await self.get(path)
        return status, json.loads(text)

    async def live(self) -> None:
        """Give the signs of life of a running bot."""
        self.health.ticked()
        self.health.answered()
        await self.probe.look()


@pytest.fixture
async def server(town: Town) -> AsyncIterator[Server]:
    made = Server(town.store, town.clock)
    await made.begin()
    yield made
    await made.runner.cleanup()


async def test_a_bot_that_has_just_begun_lives_and_is_not_ready(server: Server) -> None:
    assert await server.read("/health/live") == (200, {"live": True})
    assert await server.read("/health/ready") == (503, {"ready": False, "reasons": ["starting"]})
    await server.live()
    assert await server.read("/health/ready") == (200, {"ready": True, "reasons": []})


async def test_health_tells_all_parts(server: Server) -> None:
    await server.live()
    server.seconds = 2.04
    server.health.begin(Trouble.REDIS_AWAY, "ConnectionError")
    status, parts = await server.read("/health")
    assert (status, parts) == (
        200,
        {
            "ready": True,
            "reasons": [],
            "store": "ok",
            "bot_api": {"answer_age_seconds": 2.0, "egress": "direct"},
            "tick": {"age_seconds": 2.0},
            "outbox": {"lag_seconds": 0.0},
            "troubles": [
                {"trouble": "redis-away", "since": START.isoformat(), "seconds": 0, "detail": "ConnectionError"}
            ],
        },
    )


@pytest.mark.parametrize("trouble", Trouble)
async def test_a_serious_trouble_makes_the_bot_not_ready_and_is_named(server: Server, trouble: Trouble) -> None:
    await server.live()
    server.health.begin(trouble)
    status, parts = await server.read("/health")
    assert status == (503 if trouble in SERIOUS else 200)
    assert parts["reasons"] == ([trouble.value] if trouble in SERIOUS else [])
    assert parts["troubles"][0]["trouble"] == trouble.value
    server.health.end(trouble)
    assert (await server.get("/health/ready"))[0] == 200


async def test_silence_of_telegram_or_of_the_scheduler_is_a_reason(server: Server) -> None:
    await server.live()
    server.seconds = TICK_SECONDS + 1
    server.health.answered()
    assert (await server.read("/health/ready"))[1]["reasons"] == ["tick-late"]
    server.seconds += ANSWER_SECONDS + 1
    server.health.ticked()
    assert (await server.read("/health/ready"))[1]["reasons"] == ["bot-api-silent"]


async def test_neither_address_waits_for_a_store_that_hangs(
    server: Server, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.core.probe.PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(monitoring, "WAIT_SECONDS", 0.1)
    await server.live()
    hung = asyncio.Event()

    async def hang(*_: object) -> None:
        await hung.wait()

    monkeypatch.setattr(town.store, "write", hang)
    monkeypatch.setattr(town.store, "read", hang)
    await server.live()
    status, parts = await server.read("/health")
    assert (status, parts["store"], parts["reasons"]) == (503, "unreachable", ["store-away"])
    status, text = await server.get("/metrics")
    assert status == 200
    assert "tos_store_ok 0.0" in text
    hung.set()


# Metrics


def touch() -> None:
    """Make every labelled metric of the process exist: Prometheus shows a label once it was used."""
    for counter in (metrics.SENDS, metrics.STORE_ERRORS, metrics.REFUSALS, metrics.POISONED_UPDATES):
        counter.labels("any").inc(0)


async def scraped(server: Server) -> dict[str, set[str]]:
    """The names of all samples of a scrape, each with its labels."""
    _, text = await server.get("/metrics")
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """Every expression of the dashboard and of the alert rules, with the text that shows its labels."""
    for panel in json.loads(DASHBOARD.read_text("utf-8"))["panels"]:
        for target in panel["targets"]:
            yield target["expr"], target["legendFormat"]
    for group in yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            yield rule["expr"], rule["annotations"]["summary"]


def labels_in(expression: str, shown: str) -> set[str]:
    selected = {part.split("=")[0].strip("!~ ") for each in SELECTORS.findall(expression) for part in each.split(",")}
    grouped = {part.strip() for each in GROUPING.findall(expression) for part in each.split(",")}
    return (selected | grouped | {*LEGEND.findall(shown)}) - OF_PROMETHEUS - {""}


async def test_dashboard_and_alerts_use_names_and_labels_that_are_exposed(server: Server, town: Town) -> None:
    touch()
    olga = await town.coordinator()
    await olga.say("/events")
    await olga.say("/broadcast")
    await olga.say("Завтра субботник.")
    await olga.press("Всем")
    await olga.press("Отправить")
    await server.live()
    exposed = await scraped(server)
    unknown = {}
    for expression, shown in expressions():
        names = {*METRIC.findall(expression)} - {"up"}
        labels = set().union(*(exposed.get(name, set()) for name in names))
        if missing := (names - exposed.keys()) | (labels_in(expression, shown) - labels):
            unknown[expression] = missing
    assert unknown == {}


async def test_what_is_exposed_is_watched(server: Server, town: Town) -> None:
    """A metric that no panel and no rule uses is forgotten, or should not be there."""
    touch()
    await town.coordinator()
    await server.live()
    used = {name for expression, _ in expressions() for name in METRIC.findall(expression)}
    exposed = {name for name in await scraped(server) if name.startswith("tos_")}
    told = {re.sub("_(count|sum|created)$", "_bucket", name) for name in exposed if not name.endswith("_created")}
    assert told - used - {"tos_store_ok"} == set()


async def test_metrics_count_updates_by_conversation_and_rows_by_kind_and_status(server: Server, town: Town) -> None:
    async def samples(name: str, **labels: str) -> float:
        _, text = await server.get("/metrics")
        families = text_string_to_metric_families(text)
        found = (each for family in families for each in family.samples)
        return sum(each.value for each in found if each.name == name and labels.items() <= each.labels.items())

    before = await samples("tos_updates_total", conversation="events")
    anna = await town.coordinator()
    await anna.say("/events")
    await anna.say("/broadcast")
    await anna.say("Завтра субботник.")
    await anna.press("Всем")
    await anna.press("Отправить")
    await town.settle()
    assert await samples("tos_updates_total", conversation="events") == before + 1
    assert await samples("tos_handler_seconds_count", conversation="broadcasts") > 0
    assert await samples("tos_store_seconds_count", kind="write") > 0


async def test_no_label_has_an_id_or_a_word_of_somebody(server: Server, town: Town) -> None:
    anna = await town.coordinator(770_001_112, "Аполлинария")
    await anna.say("/events")
    await server.live()
    _, text = await server.get("/metrics")
    assert "770001112" not in text
    assert not re.search("[а-яё]", text, re.IGNORECASE)
