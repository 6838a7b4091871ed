"""Logging: one stream on stderr, known libraries' warnings too. No words of people, no token, no phone numbers.

A line is an event with fields:

    log = get_logger(__name__)
    log.info("sign-up refused", event_id=5, person_id=7, reason="full")

The event is a constant in plain English; all that varies is a field: ids, counts, enum values, type names of errors.
Only known loggers speak. Those of this project write what they are given; a library is heard from WARNING on, with the
constant part of its line alone, since its arguments may be words of people. For the same reason a traceback has the
message of an error only when the interpreter itself wrote it.

Lines that are written while an update is handled carry its `update_id`, see `bot.telegram.correlation`; those of a job
its `job`.
"""

import logging
import re
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter, filter_by_level

TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{20,}")
PHONE = re.compile(r"(?<![\w+])\+?[78][\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b")

OURS = ("bot", "handlers", "storage")
LIBRARIES = ("aiogram", "aiohttp", "alembic", "apscheduler", "asyncio", "redis", "sqlalchemy")
# Errors with a message of the interpreter, about names and types. Others may quote what somebody typed.
OF_INTERPRETER = (AttributeError, ImportError, IndexError, NameError, RecursionError, RuntimeError, TypeError)

Line = MutableMapping[str, Any]
Failure = tuple[type[BaseException], BaseException, TracebackType | None]


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
    """Send all lines to stderr, ours from `level` on. `layout` is console or json."""
    of_libraries = max(logging.WARNING, logging.getLevelName(level))
    logging.basicConfig(level=of_libraries, handlers=[_handler(layout)], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)


def _is_known(record: logging.LogRecord) -> bool:
    root = record.name.split(".")[0]
    return root in OURS or (root in LIBRARIES and record.levelno >= logging.WARNING)


def traceback_of(exc_info: Failure) -> str:
    """A traceback without words of people: of each error its type and, where the interpreter wrote it, its message."""
    return "\n".join(_lines(exc_info[1]))


def _lines(error: BaseException) -> Iterator[str]:
    if before := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _lines(before)
        yield "then:"
    for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _lines(each)
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    name = type(error).__name__
    yield f"{name}: {error}" if isinstance(error, OF_INTERPRETER) else name


def _handler(layout: str) -> logging.Handler:
    shared: list[Any] = [
        _with_fields,
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(traceback_of),
        redact,
    ]
    last = structlog.processors.JSONRenderer() if layout == "json" else _console()
    handler = logging.StreamHandler()
    handler.addFilter(_is_known)
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
    """A line of ours gets its fields back; a line of a library keeps its constant part, without its arguments."""
    record = line["_record"]
    line.update(getattr(record, "line", None) or {"event": str(record.msg).partition("\n")[0]})
    return line


def _console() -> Any:
    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
