"""PDF beside Word: from the same screen, with words and the Word file where none can be made."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.chat import Neighbour, Town
from tests.files.office import PDF, install
from tests.handlers.files import newest_file, opened
from tests.handlers.log_lines import log_lines
from tests.handlers.papers import answered, begin, case_of, every_paper, founder

CONSENT = {"settlement": "Зея", "tos_name": "Двор", "administration": None}


async def test_word_and_pdf_come_from_the_same_screen(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, tmp_path / "bin")
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **CONSENT)
    await begin(olga, "Согласие на данные")
    for label, name in (
        ("Файл PDF", "Согласие на данные.pdf"),
        ("Чистовик PDF", "Согласие на данные, чистовик.pdf"),
    ):
        await olga.press_data("paper:review:1:consent:0")
        await olga.press(label)
        assert newest_file(olga) == (name, PDF)
    await olga.press_data("paper:text:1:consent:0")
    await olga.press("Файл PDF")
    await olga.press("К бумагам")
    assert "✓ Согласие на данные" in olga.buttons()


async def test_where_no_pdf_can_be_made_the_word_file_comes_with_the_reason(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **CONSENT)
    await begin(olga, "Согласие на данные")
    await olga.press("Файл PDF")
    assert "PDF здесь сделать нечем, поэтому прислал Word" in olga.sees()
    assert "СОГЛАСИЕ" in opened(olga)
    install(monkeypatch, tmp_path / "bin", "exit 1")
    await olga.press_data("paper:pdf:1:consent:0")
    assert "PDF сейчас не получился, поэтому прислал Word" in olga.sees()
    reasons = [line for line in log_lines(caplog) if line.startswith("no PDF")]
    assert reasons == [f"no PDF was made paper=consent reason={reason}" for reason in ("absent", "failed")]


async def test_all_papers_come_as_pdf_in_one_archive_or_as_word_with_the_reason(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **CONSENT)
    await olga.press_data("papers:1")
    await every_paper(olga, "Все: PDF")
    assert "PDF здесь сделать нечем, поэтому прислал Word" in olga.sees()
    assert names(olga)[0] == "01 Протокол группы.docx"
    install(monkeypatch, tmp_path / "bin")
    for kind, count in (("Все: PDF", 20), ("Все: чистовики PDF", 1)):
        await olga.press_data("papers:1")
        await every_paper(olga, kind)
        assert len(names(olga)) == count
        assert all(name.endswith(".pdf") for name in names(olga))
    await olga.press_data("blanks::")
    await olga.press("Все: PDF")
    assert len(names(olga)) == 20


def names(who: Neighbour) -> list[str]:
    """The files in the newest archive."""
    return ZipFile(BytesIO(newest_file(who)[1])).namelist()


async def test_a_clean_pdf_waits_for_the_same_answers_as_a_clean_word_file(town: Town) -> None:
    olga = await founder(town)
    await case_of(olga)
    await answered(town, **CONSENT)
    await olga.press_data("paper:cleanpdf:1:charter:0")
    assert "Для чистовика ещё нужно решить" in olga.sees()


async def test_a_blank_comes_as_pdf_too(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path / "bin")
    nina = town.somebody(101)
    await nina.say("/start")
    await nina.press_data("blank:zeya:charter:0")
    await nina.press("Файл PDF")
    assert newest_file(nina) == ("Устав.pdf", PDF)
    assert nina.buttons() == ["Все бланки", "Меню"]


async def test_a_stop_of_the_bot_waits_for_no_pdf(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install(monkeypatch, tmp_path / "bin", "sleep 600")
    town.app.printer.stop()
    nina = town.somebody(101)
    await nina.say("/start")
    await nina.press_data("blankpdf:zeya:consent")
    assert "поэтому прислал Word" in nina.sees()
