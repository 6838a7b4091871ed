"""`python -m bot check`: a check of settings, texts, papers, store, Redis and the Bot API, one line for each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram.exceptions import TelegramAPIError

from bot import app
from bot.config import Settings, SettingsError, load
from bot.domain.norms import Confidence, Norm
from bot.domain.papers.basis import Basis
from bot.files import templates
from bot.files.papers import TemplateError
from bot.i18n import TextError, Texts, Translator
from bot.vocabulary import words_of_time
from storage.core import seed
from storage.core.db import Store, StoreTrouble
from storage.core.migrate import NewerStoreError, revision, revisions


async def check() -> int:
    """Print a line for each subject. Returns 0 when all is well, 1 when something is wrong, 2 for wrong settings."""
    try:
        settings = load()
    except SettingsError as error:
        _say("settings", False, str(error))
        return 2
    _say("settings", True, "demo: no BOT_TOKEN" if settings.is_demo else "complete")
    subjects: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        *(("texts", _texts), ("documents", _documents), ("store", _store))
    ]
    if settings.redis_url is not None:
        subjects.append(("replicas", _replicas))
    if not settings.is_demo:
        subjects.append(("Bot API", _bot_api))
    results = [await _one(name, subject, settings) for name, subject in subjects]
    return 0 if all(results) else 1


async def _one(name: str, subject: Callable[[Settings], Awaitable[str]], settings: Settings) -> bool:
    try:
        _say(name, True, await subject(settings))
    except (TextError, TemplateError, NewerStoreError, TelegramAPIError, *StoreTrouble) as error:
        _say(name, False, str(error).splitlines()[0])
        return False
    return True


def _say(name: str, well: bool, words: str) -> None:
    print(f"{'ok ' if well else 'BAD'} {name}: {words}")  # noqa: T201


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
    finally:
        await store.close()
    newest = revisions()[-1]
    return f"at {at}" if at == newest else f"at {at or 'nothing yet'}, `migrate` or `run` brings it to {newest}"


async def _replicas(settings: Settings) -> str:
    from bot.telegram.isolation import RedisIsolation

    isolation = RedisIsolation.at(settings.redis_url or "")
    try:
        return await isolation.greet()
    finally:
        await isolation.close()


async def _bot_api(settings: Settings) -> str:
    return await app.greet(settings)
