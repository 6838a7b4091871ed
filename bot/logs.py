"""Logging: one stream on stderr, aiogram's lines too. No words of people, no token, no phone numbers.

A line is an event with fields:

    log = get_logger(__name__)
    log.info("sign-up refused", event_id=5, person_id=7, reason="full")

The event is a constant in plain English; all that varies is a field: ids, counts, enum values, type names of errors.
Lines that are written while an update is handled carry its `update_id`, see `bot.telegram.correlation`; those of a job
its `job`.
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter, filter_by_level

TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{20,}")
PHONE = re.compile(r"(?<![\w+])\+?[78][\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b")

Line = MutableMapping[str, Any]


def get_logger(name: str) -> BoundLogger:
    """The logger of a module, for events with fields; it works, and is silent below WARNING, before `set_up`."""
    logger: BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[filter_by_level, _as_record],
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    return logger


def redact(_logger: object, _method: str, line: Line) -> Line:
    """Blot out tokens and phone numbers in every string of a line."""
    for name, value in line.items():
        if isinstance(value, str):
            line[name] = PHONE.sub("[phone]", TOKEN.sub("[token]", value))
    return line


def set_up(level: str, layout: str) -> None:
    """Send all lines to stderr. `layout` is console or json."""
    logging.basicConfig(level=level, handlers=[_handler(layout)], force=True)
    # aiogram's line for each update and APScheduler's for each tick say nothing that an operator asks about.
    logging.getLogger("aiogram.event").setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _handler(layout: str) -> logging.Handler:
    shared: list[Any] = [
        _with_fields,
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    last = structlog.processors.JSONRenderer() if layout == "json" else _console()
    handler = logging.StreamHandler()
    handler.setFormatter(
        ProcessorFormatter(foreign_pre_chain=shared, processors=[ProcessorFormatter.remove_processors_meta, last])
    )
    return handler


def _as_record(_logger: object, _method: str, line: Line) -> tuple[tuple[str], dict[str, Any]]:
    """The arguments of a stdlib logger: a message that is complete by itself, and the line for `_with_fields`."""
    kept = {name: line.pop(name) for name in ("exc_info", "stack_info") if name in line}
    fields = [f"{name}={value}" for name, value in line.items() if name != "event"]
    return (" ".join([line["event"], *fields]),), {**kept, "extra": {"line": line}}


def _with_fields(_logger: object, _method: str, line: Line) -> Line:
    """A line of ours gets its fields back; lines of libraries stay as they are."""
    line.update(getattr(line["_record"], "line", {}))
    return line


def _console() -> Any:
    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
