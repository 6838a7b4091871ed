"""A broken template is refused at the start, with file and place; templates without errors are checked once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from bot.domain.papers.basis import Basis
from bot.domain.papers.kit import Paper
from bot.files import templates
from bot.files.papers import FOLDER, TemplateError
from bot.i18n import Translator
from storage.core.db import Store
from tests.clock import START
from tests.conftest import sqlite_store
from tests.files.extremes import ANYWHERE

RUSSIAN = Translator("ru")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the templates to edit."""
    return Path(shutil.copytree(FOLDER, tmp_path / "documents"))


def write(path: Path, text: str) -> None:
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))


def test_the_templates_of_the_release_are_in_order() -> None:
    assert templates.check(ANYWHERE, RUSSIAN) == len(Paper)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Подпись {{ tos_nam|line }} тут", "unknown name 'tos_nam', near 'Подпись"),
        ("Если {% if gathering %} собрание", "charter.docx"),
        ("Место {{ settlement", "charter.docx"),
        ("Место {{ settlement|nosuch }}", "No filter named 'nosuch'"),
        ("{%p for one in houses_rows %}", "charter.docx"),
        ("{% if gathering == 'party' %}{{ hidden }}{% endif %}", "unknown name 'hidden'"),
        ("{{ settlement.__class__.__mro__ }}", "charter.docx"),
    ],
)
def test_a_slip_is_told_with_its_file_and_place(folder: Path, text: str, reason: str) -> None:
    write(folder / "charter.docx", text)
    with pytest.raises(TemplateError, match=r"charter\.docx") as told:
        templates.check(ANYWHERE, RUSSIAN, folder)
    assert reason in str(told.value)


def test_a_slip_in_a_footer_is_found(folder: Path) -> None:
    document = Document(str(folder / "notice.docx"))
    document.sections[0].footer.paragraphs[0].add_run("{{ nobody }}")
    document.save(str(folder / "notice.docx"))
    with pytest.raises(TemplateError, match=r"notice\.docx: unknown name 'nobody'"):
        templates.check(ANYWHERE, RUSSIAN, folder)


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda path: path.write_bytes(b"PK"), lambda path: path.write_text("no Word file at all")],
    ids=["missing", "cut", "text"],
)
def test_a_file_that_is_no_word_file_is_told(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder / "group.docx")
    with pytest.raises(TemplateError, match=r"group\.docx: no Word file"):
        templates.check(ANYWHERE, RUSSIAN, folder)


@pytest.fixture
async def filled(seeded: Path, tmp_path: Path) -> Store:
    return await sqlite_store(seeded, tmp_path)


async def test_templates_are_checked_once_and_again_when_one_changes(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Path] = []

    async def check(basis: Basis, folder: Path) -> None:
        checked.append(folder)
        await really(basis, folder)

    really = templates.check_apart
    monkeypatch.setattr(templates, "check_apart", check)
    await templates.approve(filled, START, folder)
    await templates.approve(filled, START, folder)
    assert len(checked) == 1
    write(folder / "cover.docx", "Спасибо, {{ authorised }}")
    await templates.approve(filled, START, folder)
    assert len(checked) == 2
    write(folder / "cover.docx", "{{ nobody }}")
    for _ in range(2):  # A broken template is not recorded as checked.
        with pytest.raises(TemplateError, match=r"^cover\.docx: unknown name 'nobody'"):
            await templates.approve(filled, START, folder)
    await filled.close()
