"""Papers contain every answer and the law they refer to, and Word opens them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bot.domain.municipalities import Cited
from bot.domain.norms import Confidence
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.kit import Paper, kit
from bot.domain.papers.law import pack_version
from bot.domain.papers.questions import PEOPLE
from bot.files import papers
from bot.files.papers import FOLDER, Printer
from bot.files.table_rows import own_names
from tests.files.answers import ADVICE, RUSSIAN, in_another_case, printed, words
from tests.files.extremes import AFTER, ANYWHERE, CITY, NORMS, TODAY, everything

PAPERS = pytest.mark.parametrize("paper", Paper)


@pytest.fixture
def printer() -> Printer:
    return Printer(RUSSIAN)


def flat(text: str) -> str:
    """The text without spaces, since lines and cells break it at spaces."""
    return re.sub(r"[\s|]+", "", text)


def flat_lines(file: bytes) -> str:
    """The text of a file in one line."""
    return " ".join(words(file).split())


@PAPERS
@pytest.mark.parametrize("gathering", ["meeting", "conference"])
@pytest.mark.parametrize("option", range(3))
async def test_every_answer_is_found_in_its_paper(printer: Printer, paper: Paper, gathering: str, option: int) -> None:
    answers = everything(gathering, option)
    text = flat(words(await printer.docx(paper, answers, Basis(NORMS, CITY, AFTER))))
    wanted = printed(paper, answers)
    missing = {
        name for name, said in wanted.items() if not all(flat(part) in text for part in re.split("[:;\n]", said))
    }
    assert missing - in_another_case(wanted, missing) == set()


@PAPERS
@pytest.mark.parametrize("gathering", ["meeting", "conference"])
@pytest.mark.parametrize("option", range(3))
async def test_a_clean_paper_holds_every_answer_and_nothing_but_the_paper(
    printer: Printer, paper: Paper, gathering: str, option: int
) -> None:
    answers, basis = everything(gathering, option), Basis(NORMS, CITY, AFTER)
    file = await printer.docx(paper, answers, basis, is_clean=True)
    text, opened = words(file), Document(BytesIO(file))
    assert ADVICE.findall(text) == []
    assert ADVICE.search(words(await printer.docx(paper, answers, basis)))
    footers = opened.sections[0].footer, opened.sections[0].first_page_footer
    assert "".join(paragraph.text for footer in footers for paragraph in footer.paragraphs).strip() == ""
    assert not ADVICE.search((opened.core_properties.subject or "").removeprefix("Свод норм"))
    wanted, found = printed(paper, answers), flat(text)
    lost = {name for name, said in wanted.items() if not all(flat(part) in found for part in re.split("[:;\n]", said))}
    assert lost - in_another_case(wanted, lost) == set()


@PAPERS
async def test_a_blank_paper_has_lines_to_write_on_and_no_gaps(printer: Printer, paper: Paper) -> None:
    text = words(await printer.docx(paper, {}, ANYWHERE))
    assert "____" in text
    assert "None" not in text
    assert "{" not in text
    assert "«»" not in text


@PAPERS
async def test_a_paper_says_what_it_rests_on(printer: Printer, paper: Paper) -> None:
    """The footer of every page, the file's properties and a note at its end name the version of the norms."""
    for basis in (ANYWHERE, Basis(NORMS, CITY, TODAY)):
        file = Document(BytesIO(await printer.docx(paper, {}, basis)))
        section, version = file.sections[0], pack_version(NORMS)
        for footer in (section.footer, section.first_page_footer):
            said = "".join(paragraph.text for paragraph in footer.paragraphs)
            assert said.startswith("Проект; сверено с 33-ФЗ, ст. 50 на 11.09.2026; сверьте с положением о ТОС вашего")
            assert version in said
        assert version in (file.core_properties.subject or "")
        assert "Справка к проекту" in "".join(each.text for each in file.paragraphs)


async def test_every_norm_is_said_with_its_value_source_date_and_confidence(printer: Printer) -> None:
    text = words(await printer.docx(Paper.NOTICE, {}, Basis(NORMS, CITY, date(2027, 1, 26))))
    assert "За сколько дней извещают о собрании | 10 | образец другого муниципалитета: base.garant.ru/70819992" in text
    assert "сверено 24.11.2026; по опыту других муниципалитетов; могло измениться" in text
    assert (
        "Срок извещения у вас, дней | 14 | положение <о ТОС> & другие; сверено 24.11.2026; по одному источнику" in text
    )
    assert "не подтверждено, уточните" not in text
    assert "не подтверждено, уточните" in words(await printer.docx(Paper.NOTICE, {}, ANYWHERE))


async def test_the_consent_says_why_it_is_a_sheet_of_its_own(printer: Printer) -> None:
    text = words(await printer.docx(Paper.CONSENT, {}, ANYWHERE))
    assert "отдельный документ, с какого дня | 1 сентября 2025 | 152-ФЗ, ст. 9" in text


async def test_a_corrected_fact_is_said_with_its_own_source(printer: Printer) -> None:
    corrected = replace(CITY, cited={"notice_days": Cited("решение № 7", TODAY, Confidence.A)})
    text = words(await printer.docx(Paper.NOTICE, {}, Basis(NORMS, corrected, TODAY)))
    assert "Срок извещения у вас, дней | 14 | решение № 7; сверено 24.11.2026; подтверждено" in text


@PAPERS
async def test_papers_look_like_papers(printer: Printer, paper: Paper) -> None:
    """The rules cover margins, the font, page numbers, and table heads repeated on the next page."""
    file = Document(BytesIO(await printer.docx(paper, {}, ANYWHERE)))
    section = file.sections[0]
    margins = section.left_margin, section.right_margin, section.top_margin, section.bottom_margin
    standing, lying = (30, 15, 20, 20), (20, 20, 30, 15)
    assert tuple(round(margin / Mm(1)) for margin in margins if margin) in (standing, lying)
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert "PAGE" in section.header._element.xml
    lists = [table for table in file.tables if table.style and table.style.name == "Table Grid"]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in lists)


@PAPERS
def test_a_date_to_write_on_never_wraps(paper: Paper) -> None:
    text = papers.words((FOLDER / f"{paper}.docx").read_bytes())
    assert not re.search(r"»\s*(?<!\xa0)_|_(?!\xa0)\s*20__|20__(?!\xa0г)|\}\} г\.", text)


@PAPERS
def test_the_note_is_a_sheet_of_its_own_and_what_belongs_together_stays_together(paper: Paper) -> None:
    """The note is removed before the paper is submitted, so its page may contain no part of the paper."""
    file = Document(str(FOLDER / f"{paper}.docx"))
    note = next(each for each in file.paragraphs if each.text == "Справка к проекту")
    assert note.paragraph_format.page_break_before
    for table in file.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        if table.rows[0].cells[0].text == "№":
            assert widths[0] < min(widths[1:]), "the number is narrow"
        elif table.rows[0].cells[0].text != "Норма":
            assert all("w:cantSplit" in row._tr.xml for row in table.rows), "names stay with their signatures"


def test_only_names_of_the_people_who_make_the_papers_are_in_lists_by_the_alphabet() -> None:
    names = {"group_chair": "Яковлева", "authorised": "Ёлкина", "tos_chair": "Жук", "group_secretary": "Ёлкина"}
    answers = {name: Answer(value) for name, value in names.items()}
    assert own_names(answers | {"meeting_chair": Answer(None)}) == ["Ёлкина", "Жук", "Яковлева"]
    assert {*names} <= {*PEOPLE}


async def test_the_registration_sheet_has_a_line_for_everybody_who_should_come(printer: Printer) -> None:
    answers = {"residents": Answer(240), "authorised": Answer("Иванова М. П.")}
    lines = words(await printer.docx(Paper.ATTENDANCE, answers, ANYWHERE)).splitlines()
    assert "1 | Иванова М. П. |  |  |" in lines
    assert sum(bool(re.match(r"\d+ \|", line)) for line in lines) == 99, (
        "80 are needed, more may come, and the last page has rows"
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"present": 80, "residents": 240}, "Кворум имеется"),
        ({"present": 79, "residents": 240}, "Кворум отсутствует, собрание неправомочно"),
        ({"present": 80}, "Кворум ____"),
    ],
)
async def test_the_minutes_say_whether_there_was_a_quorum(printer: Printer, known: dict[str, Any], said: str) -> None:
    answers = {name: Answer(value) for name, value in (known | {"gathering": "meeting"}).items()}
    assert said in words(await printer.docx(Paper.MINUTES, answers, ANYWHERE))


FAILED: dict[str, dict[str, Any]] = {
    "meeting": {"gathering": "meeting", "residents": 240, "present": 79},
    "conference": {"gathering": "conference", "residents": 240, "elected": 24, "delegates": 15, "represented": 90},
}


@pytest.mark.parametrize("gathering", FAILED)
async def test_a_meeting_without_a_quorum_decides_nothing(printer: Printer, gathering: str) -> None:
    known = {"votes_create": "79/0/0/0", "tos_chair": "Жук А. А.", "minutes_number": "7", "meeting_chair": "Яр Б. Б."}
    answers = {name: Answer(value) for name, value in (known | FAILED[gathering]).items()}
    answers["meeting_at"] = Answer("2026-11-20T18:00")
    minutes = words(await printer.docx(Paper.MINUTES, answers, ANYWHERE)).split("Справка к проекту")[0]
    assert "о несостоявш" in minutes
    assert "решения не приняты" in minutes
    assert "ПРОТОКОЛ № 7" in minutes
    assert not re.search("Решили|Слушали|Голосовали|за\xa0— |Жук|Избрали", minutes)
    assert "УТВЕРЖДЁН" not in words(await printer.docx(Paper.CHARTER, answers, ANYWHERE))
    assert "УТВЕРЖДЁН" in words(await printer.docx(Paper.CHARTER, {}, ANYWHERE))


HELD: dict[str, Any] = {
    "gathering": "meeting",
    "residents": 240,
    "present": 84,
    "meeting_at": "2026-11-20T18:00",
    "meeting_chair": "Жук А. А.",
    "meeting_secretary": "Яр Б. Б.",
    "bodies": "chair",
    "audit": "none",
    "tos_chair": "Ёлкина М. П.",
    "directions": "дела",
    "majority": "two_thirds",
    "legal_entity": "no",
}


async def minutes_of(printer: Printer, **known: Any) -> str:
    answers = {name: Answer(value) for name, value in (HELD | known).items()}
    return words(await printer.docx(Paper.MINUTES, answers, ANYWHERE, is_clean=True))


async def test_each_item_of_the_minutes_has_its_votes_and_its_decision(printer: Printer) -> None:
    votes = {"votes_presidium": "84/0/0/0", "votes_create": "60/20/4/0", "votes_charter": "56/0/0/28"}
    text = await minutes_of(printer, **votes, votes_bodies="42/42/0/0")
    assert "Устав принимают не менее чем двумя третями голосов: не менее 56." in text
    assert (
        "секретарь — Яр Б. Б.\nГолосовали: за\xa0— 84, против\xa0— нет, воздержались\xa0— нет. Решение принято едино"
        in text
    )
    assert "Голосовали: за\xa0— 60, против\xa0— 20, воздержались\xa0— 4. Решение принято." in text
    assert "за\xa0— 56, против\xa0— нет, воздержались\xa0— нет, не голосовали\xa0— 28. Решение принято." in text
    assert "Предложили: образовать органы ТОС: председатель.\nГолосовали: за\xa0— 42, против\xa0— 42, воздерж" in text
    assert "Решение не принято: нужно не менее 43 «за»." in text
    assert "Ёлкина" not in text, "without bodies nobody is elected to them"
    assert "Решили: утвердить основные направления: дела.\nГолосовали: за\xa0— ____" in text, (
        "of others nothing is known"
    )


async def test_minutes_that_reject_the_charter_decide_nothing_that_rests_on_it(printer: Printer) -> None:
    text = await minutes_of(printer, votes_create="84/0/0/0", votes_charter="55/29/0/0", votes_chair="84/0/0/0")
    assert "Предложили: принять устав" in text
    assert "Решение не принято: нужно не менее 56 «за»." in text
    assert text.count("Вопрос не рассматривали: не принято решение по вопросу 3 повестки дня.") == 3
    assert "Ёлкина" not in text


async def test_minutes_written_ahead_have_lines_for_the_results(printer: Printer) -> None:
    known: dict[str, Any] = {"meeting_at": "2026-12-20T18:00", "votes_create": "79/0/0/0", **FAILED["meeting"]}
    text = words(await printer.docx(Paper.MINUTES, {name: Answer(value) for name, value in known.items()}, ANYWHERE))
    assert "Кворум ____" in text
    assert "за\xa0— ____" in text
    assert "за\xa0— 79" not in text


async def test_the_minutes_name_the_number_that_each_age_needs(printer: Printer) -> None:
    """84 adults are enough, 85 people of both ages are not: a single number would contradict the verdict."""
    known: dict[str, Any] = {
        "gathering": "meeting",
        "residents": 240,
        "residents_young": 258,
        "present": 84,
        "present_young": 85,
    }
    text = words(await printer.docx(Paper.MINUTES, {name: Answer(value) for name, value in known.items()}, ANYWHERE))
    assert "нужно не менее 1/3 жителей территории (80; от 16 лет — 86). Кворум отсутствует" in text
    known = {"gathering": "conference", "residents": 240, "residents_young": 258, "elected": 30}
    text = words(await printer.docx(Paper.MINUTES, {name: Answer(value) for name, value in known.items()}, ANYWHERE))
    assert "представляющих не менее 1/3 жителей (80; от 16 лет — 86)" in text


async def test_without_a_decision_the_boundaries_are_on_the_agenda(printer: Printer) -> None:
    known = {"decision": Answer("решение № 5")}
    for paper in (Paper.NOTICE, Paper.LETTER, Paper.MINUTES):
        assert "О границах территории" in words(await printer.docx(paper, {}, ANYWHERE))
        assert "О границах территории ТОС." not in words(await printer.docx(paper, known, ANYWHERE))


async def test_the_agenda_is_numbered_without_gaps_and_the_minutes_follow_it(printer: Printer) -> None:
    for known, most in (({}, 7), ({"decision": "решение № 5"}, 6), ({"decision": "№ 5", "legal_entity": "no"}, 5)):
        answers = {name: Answer(value) for name, value in known.items()}
        for paper, times in ((Paper.NOTICE, 1), (Paper.LETTER, 1), (Paper.MINUTES, 2)):
            text = words(await printer.docx(paper, answers, ANYWHERE))
            found = re.findall(r"^(\d)\. (?:О |Об )", text, re.MULTILINE)
            assert sorted(found) == sorted([str(number) for number in range(1, most + 1)] * times), paper


async def test_the_papers_of_a_conference_speak_of_delegates(printer: Printer) -> None:
    known: dict[str, Any] = {"gathering": "conference", "elected": 24, "residents": 240, "authorised": "Иванова М. П."}
    answers = {name: Answer(value) for name, value in known.items()}
    notice = words(await printer.docx(Paper.NOTICE, answers, ANYWHERE))
    assert "делегаты, которых жители избирают заранее" in notice
    assert "приглашаем" not in notice
    sheet = words(await printer.docx(Paper.ATTENDANCE, answers, ANYWHERE))
    assert "Сколько жителей представляет" in sheet
    assert "Иванова" not in sheet, "nobody knows who is a delegate"
    assert "24 |  |  |  |" in sheet
    assert "25 |" not in sheet


async def test_the_charter_names_the_law_in_full_and_ends_its_sentences(printer: Printer) -> None:
    answers = {"borders": Answer("по реке"), "directions": Answer("дела.")}
    text = words(await printer.docx(Paper.CHARTER, answers, ANYWHERE, is_clean=True))
    assert "Федеральный закон от 20.03.2025 № 33\u2011ФЗ «Об общих принципах организации местного" in text
    assert "Граница территории: по реке.\n" in text
    assert "деятельности: дела.\n" in text
    assert "ЗАРЕГИСТРИРОВАН" in text


async def test_enclosures_name_only_papers_of_this_set(printer: Printer) -> None:
    basis = replace(ANYWHERE, left_out=frozenset({Paper.TERRITORY, Paper.SCHEME, Paper.SIGNATURES, Paper.DELEGATES}))
    answers = {"gathering": Answer("conference"), "decision": Answer(None)}
    for paper in (Paper.BOUNDARIES, Paper.MINUTES, Paper.REGISTRATION, Paper.COVER):
        whole = words(await printer.docx(paper, answers, ANYWHERE, is_clean=True))
        text = words(await printer.docx(paper, answers, basis, is_clean=True))
        assert "Описание территории" in whole
        assert "Схема границ территории" in whole
        named = re.findall(r"^(?:\d+\)|\d+ \|) ([^;.|]+)", text, re.MULTILINE)
        assert named, paper
        assert not {"Описание территории", "Схема границ территории", "Подписные листы"} & {*named}
        assert not any("делегатов" in each for each in named)
    rejected = HELD | {"votes_bodies": "42/42/0/0"}
    text = words(await printer.docx(Paper.MINUTES, {name: Answer(each) for name, each in rejected.items()}, ANYWHERE))
    assert "Список избранных органов" not in text


# Large letters, and lists that go with a paper that has the law.
WITHOUT_LAW = {Paper.POSTER, Paper.OFFICERS, Paper.SCHEME}


@pytest.mark.parametrize("paper", sorted({*Paper} - WITHOUT_LAW))
async def test_a_paper_names_its_law_in_full(printer: Printer, paper: Paper) -> None:
    known = {"gathering": Answer("conference"), "regulation": Answer("решение Думы от 20.12.2026 № 18/150")}
    text = words(await printer.docx(paper, known, ANYWHERE, is_clean=True))
    assert re.search(r"Федеральный закон от \d\d\.\d\d\.\d{4} №\s\d+.ФЗ «[^»]+», статья \d+", text)
    if "Основание: " in text or paper in (Paper.CHARTER, Paper.BOUNDARIES):
        assert "33\u2011ФЗ" in text
    if paper in (Paper.CHARTER, Paper.BOUNDARIES, Paper.NOTICE, Paper.LETTER, Paper.MINUTES, Paper.REGISTRATION):
        assert "решение Думы от 20.12.2026 № 18/150" in text
    if paper in (Paper.NOTICE, Paper.LETTER, Paper.MINUTES, Paper.DELEGATES):
        assert "131\u2011ФЗ" in text, "the shares of a conference stand there"


async def test_an_archive_holds_the_papers_in_the_order_of_the_road(printer: Printer) -> None:
    packed = await printer.archive(kit(), {}, ANYWHERE, str)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "01 group.docx"
        assert len(archive.namelist()) == len(Paper)


async def test_the_main_facts_of_a_poster_are_read_from_two_metres(printer: Printer) -> None:
    known: dict[str, Any] = {"settlement": "город Благовещенск", "tos_name": "Сосновый бор", "contact": "чат «Лесная»"}
    known |= {"territory": "улица Лесная, 1–24, переулок Тихий", "meeting_place": "школа № 5, Лесная, 10, актовый зал"}
    known |= {"meeting_at": "2026-12-20T18:00"}
    for gathering in ("meeting", "conference"):
        answers = {name: Answer(value) for name, value in (known | {"gathering": gathering}).items()}
        file = Document(BytesIO(await printer.docx(Paper.POSTER, answers, ANYWHERE, is_clean=True)))
        sizes = [run.font.size for paragraph in file.paragraphs for run in paragraph.runs if run.text.strip()]
        assert len(sizes) >= 7
        assert all(size and size >= Pt(28) for size in sizes)


@pytest.mark.parametrize(
    ("known", "offices"),
    [
        ({"bodies": "chair", "audit": "none"}, ["Председатель ТОС"]),
        ({"bodies": "council", "council_size": 2, "audit": "none"}, ["Член совета"] * 2),
        (
            {"bodies": "both", "council_size": 2, "audit": "commission"},
            ["Председатель ТОС", *["Член совета"] * 2, *["Член ревизионной комиссии"] * 3],
        ),
        (
            {"bodies": "both", "chair_by": "council", "council_size": 3, "audit": "none"},
            ["Председатель ТОС, член совета", *["Член совета"] * 2],
        ),
        ({}, ["Председатель ТОС", *["Член совета"] * 5, "Ревизор"]),
    ],
)
async def test_the_list_of_bodies_has_a_line_for_each_seat(
    printer: Printer, known: dict[str, Any], offices: list[str]
) -> None:
    answers = {name: Answer(value) for name, value in known.items()}
    text = words(await printer.docx(Paper.OFFICERS, answers, ANYWHERE, is_clean=True))
    assert re.findall(r"^\d+ \| ([^|]+) \|", text, re.MULTILINE) == offices


async def test_a_charter_after_a_meeting_has_no_line_in_its_rule_on_delegates(printer: Printer) -> None:
    """The norm is asked for a conference alone."""
    text = words(await printer.docx(Paper.CHARTER, everything("meeting", 0), ANYWHERE, is_clean=True))
    assert "по норме представительства, которую устанавливает тот, кто созывает конференцию" in text
    assert "один делегат от" not in text


async def test_a_number_stays_with_its_sign_at_the_end_of_a_line(printer: Printer) -> None:
    answers = {"decision": Answer("решение Думы № 15/120")}
    assert "Думы №\u00a015/120" in papers.words(await printer.docx(Paper.SCHEME, answers, ANYWHERE, is_clean=True))


@PAPERS
def test_a_full_name_stands_in_one_line_beside_the_signature(paper: Paper) -> None:
    """The column is wide enough for a long name, a first name and a patronymic."""
    for table in Document(str(FOLDER / f"{paper}.docx")).tables:
        if any("(подпись)" in cell.text for row in table.rows for cell in row.cells) and len(table.columns) == 3:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
            assert widths[2] > widths[0] > widths[1]
