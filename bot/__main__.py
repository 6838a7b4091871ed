"""The command line: python -m bot COMMAND, `run` if none is named; COMMANDS lists them."""

import argparse
import asyncio
import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.config import Settings

PERSONAS = Path(__file__).parents[1] / "storage" / "seed" / "demo.yaml"  # the people of the sandbox's page
COMMANDS = {
    "run": "start the bot; without BOT_TOKEN, the demo with a page to try it",
    "sandbox": "start only the pretend Telegram with its page",
    "migrate": "bring the store to this release's schema",
    "backup": "write a backup into a folder (BACKUP_DIR if none is named): backup [FOLDER]",
    "restore": "put a backup in the store's place: restore FILE [--replace]",
    "migrate-engine": "copy an SQLite store into the PostgreSQL of DATABASE_URL: migrate-engine FILE",
    "retention": "tell what the sweep would delete now, and delete nothing: retention --dry-run",
    "check": "tell whether settings, store, texts and the Bot API are in order",
}
WITH_PATH = ("backup", "restore", "migrate-engine")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["sandbox"]:
        from bot.sandbox.server import main as sandbox

        return sandbox(["--people", str(PERSONAS), *given[1:]])
    asked = _parse(given)
    # Until `process.run` ends the bot in order, Ctrl-C ends it at once, be it in the middle of an import.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.config import SettingsError

    # What the bot writes (the store, its log, a backup) is for its owner alone.
    os.umask(0o077)
    try:
        return _run(asked)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _parse(given: list[str]) -> argparse.Namespace:
    lines = "\n".join(f"  {name:16}{what}" for name, what in COMMANDS.items())
    parser = argparse.ArgumentParser(
        "python -m bot", epilog=f"commands:\n{lines}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", nargs="?", default="run", choices=COMMANDS, metavar="command")
    parser.add_argument(
        "path", nargs="?", type=Path, help="the folder of a backup, the backup to restore, or the store to move"
    )
    parser.add_argument("--replace", action="store_true", help="restore over a store that holds people")
    parser.add_argument("--dry-run", action="store_true", help="retention: count, and take everything back")
    asked = parser.parse_args(given)
    if (asked.command == "retention") != asked.dry_run:
        parser.error("retention and --dry-run go together: the running bot deletes by itself, every ten minutes")
    if asked.path and asked.command not in WITH_PATH:
        parser.error(f"{asked.command} takes no path")
    return asked


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "check":
        from bot.check import check

        return asyncio.run(check())
    from bot import logs
    from bot.config import load

    settings = load(serves=asked.command == "run")
    logs.set_up(settings.log_level, settings.log_format)
    if asked.command == "migrate":
        return asyncio.run(_migrate(settings))
    if asked.command in WITH_PATH:
        return asyncio.run(_backup(settings, asked))
    if asked.command == "retention":
        return asyncio.run(_rehearse_retention(settings))
    return asyncio.run(start(settings))


async def start(settings: "Settings") -> int:
    # The collector would walk again and again through the thousands of models that aiogram brings along.
    gc.disable()
    from bot import process
    from bot.files.papers import TemplateError
    from bot.i18n import TextError
    from storage.core.db import StoreTrouble
    from storage.core.migrate import NewerStoreError
    from storage.core.opening import StoreChangedError

    gc.freeze()
    gc.enable()
    try:
        if settings.is_demo:
            from bot import demo

            async with demo.world(settings) as pretend:
                return await process.run(pretend, prepare=demo.fill)
        return await process.run(settings)
    except NewerStoreError as error:
        print(f"{error}: start the newer release, or restore the backup made before it", file=sys.stderr)
        return 3
    except StoreChangedError as error:
        print(f"store: {error}", file=sys.stderr)
        return 3
    except TemplateError as error:
        print(f"documents: {error}", file=sys.stderr)
        return 2
    except TextError as error:
        print(f"texts: {error}", file=sys.stderr)
        return 2
    except StoreTrouble as error:
        return _store_away(error)


async def _backup(settings: "Settings", asked: argparse.Namespace) -> int:
    """Make or restore a backup, or move the store. Returns 1 when it cannot be done, 3 for that of a newer release."""
    from bot import backups
    from storage.core.backup import BackupError
    from storage.core.db import StoreTrouble
    from storage.core.migrate import NewerStoreError

    try:
        if asked.command == "backup":
            print(await backups.make(settings, asked.path))
        elif asked.command == "migrate-engine":
            print(await backups.migrate_engine(settings, asked.path, _progress))
        else:
            print(await backups.restore(settings, asked.path, replace=asked.replace))
    except NewerStoreError as error:
        print(error, file=sys.stderr)
        return 3
    except BackupError as error:
        print(f"{asked.command}: {error}", file=sys.stderr)
        return 1
    except StoreTrouble as error:
        return _store_away(error)
    return 0


def _progress(table: str, done: int, rows: int) -> None:
    """Print a bar on a terminal, elsewhere one line a table."""
    if sys.stderr.isatty():
        bar = "#" * (30 * done // max(rows, 1))
        print(
            f"\r\033[K{table:24} [{bar:30}] {done} of {rows}",
            end="\n" if done >= rows else "",
            file=sys.stderr,
            flush=True,
        )
    elif done >= rows:
        print(f"{table}: {done} rows", file=sys.stderr)


def _store_away(error: Exception) -> int:
    print(f"store: {str(error).splitlines()[0]}", file=sys.stderr)
    return 1


async def _migrate(settings: "Settings") -> int:
    from storage.core.db import Store, StoreTrouble
    from storage.core.migrate import NewerStoreError, revisions
    from storage.core.opening import StoreChangedError, identity_file, open_store

    try:
        store = Store(settings.database_url)
        try:
            before = (await open_store(store, identity_file(store.url, PERSONAS.parents[2] / "data"))).before
        finally:
            await store.close()
    except (NewerStoreError, StoreChangedError) as error:
        print(error, file=sys.stderr)
        return 3
    except StoreTrouble as error:
        return _store_away(error)
    newest = revisions()[-1]
    print(f"store: {before or 'empty'} -> {newest}" if before != newest else f"store: {before}, up to date")
    return 0


async def _rehearse_retention(settings: "Settings") -> int:
    """Print how many rows of each table have outlived their term."""
    from datetime import UTC, datetime

    from storage.core.db import Store, StoreTrouble
    from storage.core.retention import RehearsedError, rehearse

    store = Store(settings.database_url)
    try:
        await store.write(rehearse, datetime.now(UTC))
    except RehearsedError as found:
        print("\n".join(f"{name:24}{count}" for name, count in found.rows.items()) or "nothing is due")
    except StoreTrouble as error:
        return _store_away(error)
    finally:
        await store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
