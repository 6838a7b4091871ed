"""The value of every name of a table: its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from bot.domain.papers.basis import Basis
from bot.domain.papers.contradictions import folded
from bot.domain.papers.houses import HousesRow, HouseWords
from bot.domain.papers.houses import rows_of as rows_of_houses
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.kit import Paper
from bot.domain.papers.questions import PEOPLE
from bot.domain.quorum import votes_needed
from bot.files.enclosure_rows import enclosure_rows
from bot.i18n import Translator

# The value of a name in a template: a text, a flag, or the rows of a table.
Row: TypeAlias = Mapping[str, str | int]
Printed: TypeAlias = str | bool | Row | Iterable[Row] | Iterable[int]

BLANK_ROWS, BLANK_HOUSES, MOST_ROWS = 12, 6, 303
# Rows on the first and on each next page of the registration sheet, and those in whose height its closing lines stand.
SHEET_FIRST, SHEET_NEXT, CLOSING_ROWS, FEW_ROWS = 12, 17, 3, 2
OFFICES = {
    "chair": "office-chair",
    "chair_of_council": "office-chair-of-council",
    "council": "office-council",
    "auditor": "office-auditor",
    "commission": "office-commission",
}
# The seats that get a line while nobody said how many there are.
SEATS = {"council": 5, "commission": 3}


def rows_of(paper: Paper, answers: Answers, basis: Basis, tr: Translator) -> dict[str, Printed]:
    """The rows of the tables. They name only the people who make the papers, in alphabetical order."""
    names = own_names(answers)
    present, residents = value_of(answers, "group_present"), value_of(answers, "residents")
    expected = votes_needed(residents, basis.meeting.share) if isinstance(residents, int) else None
    coming = 2 * BLANK_ROWS if expected is None else expected * 6 // 5
    return {
        "houses_rows": _houses(str(value_of(answers, "houses") or ""), tr),
        "group_rows": _numbered(names, present if isinstance(present, int) else BLANK_ROWS),
        "member_rows": _numbered(names, 5),
        "attendance_rows": _attendance(names, coming, answers),
        "signature_rows": range(1, 2 * BLANK_ROWS + 1),
        "delegate_rows": range(1, 6),
        "enclosures": enclosure_rows(paper, answers, basis, tr),
        "officer_rows": _officers(answers, tr),
    }


def own_names(answers: Answers) -> list[str]:
    """The people named in the answers, each once whatever the letter case, in the order of the Russian alphabet."""
    names = {folded(str(value)): str(value) for name in PEOPLE if (value := value_of(answers, name))}
    return [names[each] for each in sorted(names)]


def _attendance(names: Sequence[str], coming: int, answers: Answers) -> list[Row]:
    """The rows of the registration sheet; delegates of a conference are nobody's guess, so they are written in."""
    if value_of(answers, "gathering") != "conference":
        return _numbered(names, _with_room(max(coming, BLANK_ROWS)))
    elected = value_of(answers, "elected")
    return _numbered([], _with_room(elected if isinstance(elected, int) else 2 * BLANK_ROWS))


def _with_room(rows: int) -> int:
    """The number of rows after which the last page of a clean sheet has some of them, and room for its closing lines.

    Word keeps the closing lines with the last rows by itself; LibreOffice does not.
    """
    on_last = (rows - SHEET_FIRST) % SHEET_NEXT
    if 0 < on_last <= SHEET_NEXT - CLOSING_ROWS:
        return rows
    return rows + (SHEET_NEXT - on_last) % SHEET_NEXT + FEW_ROWS


def _numbered(names: Sequence[str], rows: int) -> list[Row]:
    count = min(max(rows, len(names)), MOST_ROWS)
    return [
        {"number": number, "name": names[number - 1] if number <= len(names) else ""} for number in range(1, count + 1)
    ]


def _houses(typed: str, tr: Translator) -> list[Row]:
    """A row for each street; without a list, empty rows."""
    found = rows_of_houses(typed, house_words(tr)) or [HousesRow("", "", "")] * BLANK_HOUSES
    return [{"number": number, **asdict(row)} for number, row in enumerate(found, start=1)]


def house_words(tr: Translator) -> HouseWords:
    """The words of a list of houses."""
    return HouseWords(tr.plain("paper-street-words").split(), tr.plain("paper-house-words").split())


def _officers(answers: Answers, tr: Translator) -> list[Row]:
    """A row for each seat of the elected bodies, with the chair's name if it is known."""
    bodies, audit, size = (value_of(answers, name) for name in ("bodies", "audit", "council_size"))
    council = 0 if bodies == "chair" else size if isinstance(size, int) else SEATS["council"]
    seats = {"chair": int(bodies != "council"), "council": council}
    seats |= {"auditor": int(audit in (None, "auditor")), "commission": SEATS["commission"] * (audit == "commission")}
    if bodies == "both" and value_of(answers, "chair_by") == "council":
        # The council elects the chair from among its members: one person, one line.
        seats = {"chair_of_council": 1} | seats | {"chair": 0, "council": council - 1}
    chair = str(value_of(answers, "tos_chair") or "")
    offices = [office for office, count in seats.items() for _ in range(count)]
    return [
        {"number": number, "office": tr.plain(OFFICES[office]), "name": chair if office == "chair" else ""}
        for number, office in enumerate(offices, start=1)
    ]
