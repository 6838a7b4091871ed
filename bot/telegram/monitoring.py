"""/health and /metrics: what a prober, Prometheus and an operator read."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily

from bot.logs import get_logger
from bot.monitoring.health import Health
from storage.core.db import Store, StoreTrouble
from storage.core.faults import fault
from storage.figures import Figures, figures

log = get_logger(__name__)

# A scrape waits this long for figures of the store; then it gets those of an earlier one.
WAIT_SECONDS = 3.0
# Figures are read again after this time, and so seldom that reading takes a twentieth of the time at most.
FRESH_SECONDS, READING_SHARE = 15.0, 20


def routes(health: Health, store: Store, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The addresses of `/health`, `/health/live`, `/health/ready` and `/metrics`. None of them waits for the store."""
    collector = StoreCollector(store, health, clock)
    registry = CollectorRegistry()
    registry.register(collector)

    async def live(_: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(_: web.Request) -> web.Response:
        reasons = [*health.reasons()]
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    async def parts(_: web.Request) -> web.Response:
        found = health.parts()
        return web.json_response(found, status=200 if found["ready"] else 503)

    async def metrics(_: web.Request) -> web.Response:
        await collector.refresh()
        body = generate_latest(REGISTRY) + generate_latest(registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    handlers = {"/health": parts, "/health/live": live, "/health/ready": ready, "/metrics": metrics}
    return [web.get(path, handler) for path, handler in handlers.items()]


class StoreCollector:
    """Figures of the store and of `health` for one scrape."""

    def __init__(self, store: Store, health: Health, clock: Callable[[], datetime]) -> None:
        self._store, self._health, self._clock = store, health, clock
        self._figures: Figures | None = None
        self._read_at = 0.0
        self._due_at = 0.0
        self._reading: asyncio.Future[None] | None = None

    async def refresh(self) -> None:
        """Read the figures when they are due. A reading that takes long goes on, and the scrape does without it."""
        if self._reading is None and time.monotonic() >= self._due_at:
            self._reading = asyncio.ensure_future(self._read())
        if self._reading is not None:
            await asyncio.wait({self._reading}, timeout=WAIT_SECONDS)
            if self._reading.done():
                self._reading = None

    async def _read(self) -> None:
        began = time.monotonic()
        try:
            self._figures = await self._store.read(figures, self._clock())
            self._read_at = time.monotonic()
        except StoreTrouble as error:
            log.warning("figures of the store cannot be read", reason=fault(error).value)
        now = time.monotonic()
        self._due_at = now + max(FRESH_SECONDS, (now - began) * READING_SHARE)

    def collect(self) -> Iterator[Metric]:
        health = self._health
        yield _gauge("tos_ready", "1 while the bot can serve people", int(not health.reasons()))
        yield _gauge("tos_store_ok", "1 when the last look at the store found no fault", int(health.store == "ok"))
        yield _gauge("tos_outbox_lag_seconds", "Age of the oldest due row of the outbox", health.lag_seconds)
        if health.answer_age is not None:
            yield _gauge("tos_bot_api_answer_age_seconds", "Seconds since Telegram's last answer", health.answer_age)
        if health.tick_age is not None:
            yield _gauge("tos_tick_age_seconds", "Seconds since the scheduler's last tick", health.tick_age)
        if self._figures is not None:
            yield from self._of_store(self._figures)

    def _of_store(self, found: Figures) -> Iterator[Metric]:
        ledger = GaugeMetricFamily("tos_deliveries", "Rows of the outbox", labels=["kind", "status"])
        for labels, count in sorted(found.ledger.items()):
            ledger.add_metric(labels, count)
        yield ledger
        yield _gauge("tos_questions_open", "Questions that wait for a coordinator", found.questions_open)
        yield _gauge("tos_question_age_seconds", "Age of the oldest open question", found.question_age)
        age = time.monotonic() - self._read_at
        yield _gauge("tos_figures_age_seconds", "Age of the counts of outbox rows and questions", age)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)
