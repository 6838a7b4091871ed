"""The source of the bot's processes: a server that has read the bot's code and texts once, and forks each of them.

`python -m bot` needs three seconds of a core to read aiogram, a fork of somebody who has read it a tenth of one. What
is forked is a process like any other: it has its own memory, files and signals.
"""

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.__main__ import main
from bot.i18n import LANGUAGES, Translator

ROOT = Path(__file__).parents[2]
FORKS = multiprocessing.get_context("forkserver")
# The bot imports most of these only where it needs them.
FORKS.set_forkserver_preload(
    [__name__, "bot.process", "bot.check", "bot.demo", "bot.telegram.webhook", "alembic.command", "docxtpl", "asyncpg"]
)
for locale in LANGUAGES:
    Translator(locale).keys()


def start(command: str, settings: dict[str, str], cold: bool) -> tuple[ForkServerProcess, Connection]:
    """Start `python -m bot COMMAND` with these settings alone. Returns the process and the pipe of its output.

    A `cold` one is a new Python that gets exactly this command, as people start it.
    """
    output, pipe = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=_become, args=(command, settings, pipe, cold), daemon=True)
    child.start()
    pipe.close()
    return child, output


def _become(command: str, settings: dict[str, str], pipe: Connection, cold: bool) -> None:
    os.chdir(ROOT)
    for stream in (1, 2):
        os.dup2(pipe.fileno(), stream)
    pipe.close()
    if cold:
        os.execve(sys.executable, (sys.executable, "-m", "bot", command), settings)  # noqa: S606 - no shell is wanted
    os.environ.clear()
    os.environ.update(settings)
    sys.exit(main([command]))
