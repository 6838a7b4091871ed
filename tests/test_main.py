"""The command line: a reason that prevents the start is one line and an exit code."""

from pathlib import Path

import pytest

from bot.__main__ import main, start
from bot.config import SANDBOX_TOKEN, Settings, SettingsError, load
from bot.files.papers import TemplateError
from bot.i18n import TextError
from bot.sandbox.world import DEFAULT_TOKEN
from storage.core.migrate import NewerStoreError

TROUBLE = [
    (NewerStoreError("9999"), 3, "9999"),
    (TemplateError("charter.docx: broken"), 2, "documents: charter.docx: broken"),
    (TextError("start.ftl: broken"), 2, "texts: start.ftl: broken"),
    (OSError("out of reach"), 1, "store: out of reach"),
]


@pytest.mark.parametrize(("error", "code", "line"), TROUBLE)
async def test_what_keeps_it_from_starting_is_one_line(
    error: Exception,
    code: int,
    line: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fail(_: Settings) -> int:
        raise error

    monkeypatch.setattr("bot.process.run", fail)
    assert await start(settings) == code
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1


def test_a_store_goes_into_a_backup_and_back_by_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("BOT_TOKEN", "BOT_API_URL", "OPERATOR_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'tos.db'}")
    folder = tmp_path / "backups"
    assert main(["backup", str(folder)]) == 1
    assert main(["migrate"]) == 0
    assert main(["backup"]) == 2
    assert main(["backup", str(folder)]) == 0
    assert "checked" in capsys.readouterr().out
    (made,) = folder.glob("tos-bot-*.db")
    assert (folder / "erased.json").read_text("utf-8") == "[]"
    (tmp_path / "tos.db").unlink()
    assert main(["restore"]) == 2
    assert main(["restore", str(tmp_path / "nothing.db")]) == 1
    assert main(["restore", str(made)]) == 0
    assert "restored: 0 people" in capsys.readouterr().out
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, "OPERATOR_NAME"),
        ({"OPERATOR_NAME": "Совет ТОС"}, "OPERATOR_CONTACT"),
        ({"OPERATOR_NAME": "Совет ТОС", "OPERATOR_CONTACT": "ул. Зейская, 1"}, "DATA_LOCATION"),
    ],
)
@pytest.mark.parametrize("api", ["", "http://127.0.0.1:1"])
def test_a_real_token_needs_an_operator_also_on_a_bot_api_server_of_its_own(
    monkeypatch: pytest.MonkeyPatch, known: dict[str, str], missing: str, api: str
) -> None:
    for name in ("OPERATOR_NAME", "OPERATOR_CONTACT", "DATA_LOCATION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (known | {"BOT_TOKEN": "42:real", "BOT_API_URL": api}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{missing} is missing"):
        load()


def test_the_bot_knows_the_token_of_the_sandbox() -> None:
    """The sandbox imports nothing of the bot's, so both have it."""
    assert SANDBOX_TOKEN == DEFAULT_TOKEN
