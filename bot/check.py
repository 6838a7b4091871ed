"""`python -m bot check`: a check of settings, texts, papers, store, Redis and the Bot API, one line for each.

`ok` is well, `BAD` keeps the bot from working, `warn` is something to look at.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError

from bot import app
from bot.config import Settings, SettingsError, load, unknown_names
from bot.domain.norms import Confidence, Norm
from bot.domain.papers.basis import Basis
from bot.files import templates
from bot.files.office import office_program
from bot.files.papers import TemplateError
from bot.i18n import TextError, Texts, Translator
from bot.monitoring.health import Health
from bot.outbox.worker import LEADER_LOCK
from bot.vocabulary import words_of_time
from storage.core import seed
from storage.core.db import Store, StoreTrouble
from storage.core.migrate import NewerStoreError, revision, revisions
from storage.core.probe import check_pages

# So long another process is given to ask for updates, too: it asks again within a second.
POLL_SECONDS = 3


async def check() -> int:
    """Print a line for each subject. Returns 0 when all is well, 1 when something is wrong, 2 for wrong settings."""
    try:
        settings = load()
    except SettingsError as error:
        _say("settings", False, str(error))
        return 2
    _say("settings", True, "demo: no BOT_TOKEN" if settings.is_demo else "complete")
    for words in doubts(settings):
        _warn("settings", words)
    _tell_of_pdf()
    subjects: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        *(("texts", _texts), ("documents", _documents), ("store", _store))
    ]
    if settings.redis_url is not None:
        subjects.append(("replicas", _replicas))
    if not settings.is_demo:
        subjects += _egresses(settings)
    results = [await _one(name, subject, settings) for name, subject in subjects]
    if all(results) and not settings.is_demo:
        await _warn_of_another_copy(settings)
    return 0 if all(results) else 1


def doubts(settings: Settings, env_file: Path | None = None) -> list[str]:
    """The settings that are allowed and yet look like a mistake, in words."""
    found = [
        f"{name} in .env is no setting{f', did you mean {meant}?' if meant else ''}"
        for name, meant in unknown_names(env_file)
    ]
    if not settings.is_demo and not settings.admin_ids:
        found.append("ADMIN_IDS is empty: nobody gives roles, and nobody is told of troubles")
    if not settings.is_demo and settings.backup_dir is None:
        found.append("BACKUP_DIR is empty: no backups are made")
    return found


async def _one(name: str, subject: Callable[[Settings], Awaitable[str]], settings: Settings) -> bool:
    try:
        _say(name, True, await subject(settings))
    except (TextError, TemplateError, NewerStoreError, TelegramAPIError, DamagedStoreError, *StoreTrouble) as error:
        _say(name, False, str(error).splitlines()[0])
        return False
    return True


def _tell_of_pdf() -> None:
    program = office_program()
    if program:
        _say("PDF", True, f"LibreOffice at {program}")
    else:
        _warn("PDF", "LibreOffice is not installed: papers come as Word files only")


class DamagedStoreError(Exception):
    """Pages or indexes of the store are damaged."""


def _say(name: str, well: bool, words: str) -> None:
    print(f"{'ok ' if well else 'BAD'} {name}: {words}")  # noqa: T201


def _warn(name: str, words: str) -> None:
    print(f"warn {name}: {words}")  # noqa: T201


async def _texts(settings: Settings) -> str:
    counts = [f"{tr.locale} {len(tr.keys())}" for tr in Texts(settings.default_locale)]
    return f"{', '.join(counts)}, {len(words_of_time().phrases)} words of time"


async def _documents(settings: Settings) -> str:
    """Check the templates with the norms of the release: the store may not exist yet."""
    rows = seed.parse((seed.FOLDER / "norms.yaml").read_bytes())
    norms = {row["key"]: Norm(**row | {"confidence": Confidence(row["confidence"])}) for row in rows}
    basis = Basis(norms, None, datetime.now(UTC).date())
    return f"{await asyncio.to_thread(templates.check, basis, Translator('ru'))} Word templates"


async def _store(settings: Settings) -> str:
    store = Store(settings.database_url)
    try:
        at = await revision(store)
        damage = await asyncio.to_thread(check_pages, store.file, "integrity_check") if store.file else None
        if damage:
            raise DamagedStoreError("damaged: keep a copy of the file and restore the last backup")
    finally:
        await store.close()
    newest = revisions()[-1]
    return f"at {at}" if at == newest else f"at {at or 'nothing yet'}, `migrate` or `run` brings it to {newest}"


async def _replicas(settings: Settings) -> str:
    from bot.telegram.isolation import RedisIsolation

    isolation = RedisIsolation.at(settings.redis_url or "", Health(lambda: datetime.now(UTC)))
    try:
        return await isolation.greet()
    finally:
        await isolation.close()


def _egresses(settings: Settings) -> list[tuple[str, Callable[[Settings], Awaitable[str]]]]:
    """The ways to the Bot API: each proxy by its number and host, without its password, or the direct way."""

    def through(address: str) -> Callable[[Settings], Awaitable[str]]:
        return lambda settings: app.greet(settings, address)

    proxies = enumerate(settings.bot_proxy, 1)
    ways = [(f"Bot API through proxy {number}, {_host(address)}", through(address)) for number, address in proxies]
    return ways or [("Bot API", app.greet)]


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}:{parts.port}"


async def _warn_of_another_copy(settings: Settings) -> None:
    """Warn when somebody else receives the updates. While the bot of this store runs, Telegram is not asked.

    A second request for updates would end the bot's own.
    """
    store, session = Store(settings.database_url), app.make_session(settings, 1)
    leader = store.leader_lock(LEADER_LOCK)
    try:
        if await leader.take() and (words := await another_copy(app.make_bot(settings, session), settings)):
            _warn("Bot API", words)
    except (TelegramAPIError, *StoreTrouble):
        return  # The lines above tell it.
    finally:
        await leader.release()
        await session.close()
        await store.close()


async def another_copy(bot: Bot, settings: Settings) -> str:
    """The reason to think that somebody else receives the bot's updates, in words; empty when there is none."""
    url = (await bot.get_webhook_info()).url
    if settings.webhook_url:
        return "" if url in ("", settings.webhook_url) else "a webhook of another address is set; `run` replaces it"
    if url:
        return "a webhook is set, and `run` removes it: does another copy of the bot rely on it?"
    try:
        await bot.get_updates(limit=1, timeout=POLL_SECONDS)
    except TelegramConflictError:
        return "another process asks for updates with this token: two copies take them from each other"
    return ""
