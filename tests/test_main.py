"""The command line: a reason that prevents the start is one line and an exit code."""

import pytest

from bot.__main__ import start
from bot.config import Settings, SettingsError, load
from bot.files.papers import TemplateError
from bot.i18n import TextError
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

    monkeypatch.setattr("bot.app.run", fail)
    assert await start(settings) == code
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, "OPERATOR_NAME"),
        ({"OPERATOR_NAME": "Совет ТОС"}, "OPERATOR_CONTACT"),
        ({"OPERATOR_NAME": "Совет ТОС", "OPERATOR_CONTACT": "ул. Зейская, 1"}, "DATA_LOCATION"),
    ],
)
def test_a_real_token_needs_an_operator(monkeypatch: pytest.MonkeyPatch, known: dict[str, str], missing: str) -> None:
    for name in ("OPERATOR_NAME", "OPERATOR_CONTACT", "DATA_LOCATION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (known | {"BOT_TOKEN": "42:real"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"^{missing} is missing"):
        load()
