"""Context of the papers' templates: the value of every name, such as an answer or a norm with its source.

A template in `locales/ru/documents/` uses the name of a question for its answer, or one of the names below. A skipped
answer is empty; `{{ tos_name|line }}` prints a line for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias

from bot.domain.founding import Order
from bot.domain.norms import Confidence, Shape, day, is_due, shape
from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.contradictions import folded
from bot.domain.papers.interview import Answers, applies, value_of
from bot.domain.papers.kit import Paper
from bot.domain.papers.law import ARTICLE, NORMS, facts_of, pack_version
from bot.domain.papers.outcome import WITHOUT_CHARTER, MeetingOutcome, meeting_outcome, withheld
from bot.domain.papers.questions import PEOPLE, QUESTIONS, AnswerKind, Value
from bot.domain.papers.votes import more_than_half, parse, two_thirds
from bot.domain.quorum import votes_needed
from bot.files.enclosure_rows import enclosure_rows
from bot.files.vote_lines import vote_counts, vote_lines
from bot.i18n import Translator

# The value of a name in a template: a text, a flag, or the rows of a table.
Row: TypeAlias = Mapping[str, str | int]
Printed: TypeAlias = str | bool | Row | Iterable[Row] | Iterable[int]

BLANK_ROWS, MOST_ROWS = 12, 300
CONFIDENCE = {
    Confidence.A: "norm-confirmed",
    Confidence.B: "norm-one-source",
    Confidence.C: "norm-by-analogy",
    Confidence.OWN: "norm-unconfirmed",
}
CITED = {False: "norm-cited", True: "norm-cited-due"}
ABOUT = {
    "federal.age_min": "paper-norm-age",
    "federal.age_min.131fz": "paper-norm-age-before",
    "federal.quorum.meeting": "paper-norm-meeting",
    "federal.quorum.conference.delegates": "paper-norm-delegates",
    "federal.quorum.conference.residents": "paper-norm-represented",
    "founding.moment": "paper-norm-moment",
    "boundaries.who": "paper-norm-boundaries",
    "legal_entity.optional": "paper-norm-legal-entity",
    "charter.content": "paper-norm-charter",
    "charter.review_days": "paper-norm-review",
    "meeting.notice_days": "paper-norm-notice",
    "meeting.exclusive_powers": "paper-norm-powers",
    "meeting.majority": "paper-norm-majority",
    "tos.part_only": "paper-norm-part",
    "tos.draft_acts": "paper-norm-acts",
    "tos.initiative_project": "paper-norm-project",
    "pd.consent_separate": "paper-norm-consent",
    "group.minimum": "paper-norm-group",
    "appeal.answer_days": "paper-norm-answer",
}
FACT = {
    "order": "paper-fact-order",
    "body": "paper-fact-body",
    "group_minimum": "paper-fact-group",
    "notice_days": "paper-fact-notice",
    "meeting_share": "paper-fact-share",
    "review_days": "paper-fact-review",
    "charter_copies": "paper-fact-copies",
    "attachments": "paper-fact-attachments",
}
# Papers name a law in full.
LAWS = {"law_conference": "paper-law-131", "law_appeal": "paper-law-59", "law_data": "paper-law-152"}
# By the value of the norm, escaped as letters of the law.
FULL_NAMES = {"33-\u0424\u0417, \u0441\u0442. 50": "paper-law-33"}
AGENDA = ("create", "boundaries", "charter", "bodies", "directions", "authorised", "entity")
ORDERS = {
    Order.BOUNDARIES_FIRST: "paper-order-boundaries",
    Order.MEETING_FIRST: "paper-order-meeting",
    Order.SINGLE_APPLICATION: "paper-order-single",
}
OFFICES = {
    "chair": "office-chair",
    "council": "office-council",
    "auditor": "office-auditor",
    "commission": "office-commission",
}
# The seats that get a line while nobody said how many there are.
SEATS = {"council": 5, "commission": 3}


def context(
    paper: Paper, answers: Answers, basis: Basis, tr: Translator, *, is_clean: bool = False
) -> dict[str, Printed]:
    """The value of every name that a template may use. `tr` has the language of the papers.

    A clean paper has no note on the norms, and nothing that its template puts under `draft`.
    """
    outcome, kept_back = meeting_outcome(answers, basis), withheld(paper, answers, basis)
    ages = len(basis.ages)
    known = {name: answer for name, answer in answers.items() if name not in kept_back and applies(name, answers, ages)}
    printed: dict[str, Printed] = {name: written(name, value_of(known, name), tr) for name in QUESTIONS}
    printed |= {"failed": outcome is MeetingOutcome.FAILED, "draft": not is_clean}
    printed["not_adopted"] = outcome in WITHOUT_CHARTER
    law = _law(paper, basis, tr) | ({"norms": []} if is_clean else {})
    agenda = _agenda(answers)
    decided: dict[str, Printed] = {
        "agenda": agenda,
        "boundaries_on_agenda": "boundaries" in agenda,
        **vote_lines(known, agenda, tr),
    }
    return printed | law | _moment(known, tr) | _quorum(known, basis) | decided | _rows(paper, known, basis, tr)


def written(name: str, value: Value | None, tr: Translator) -> str:
    """An answer as text. A choice stays its name in code, so that the template can branch on it."""
    if value is None:
        return ""
    match QUESTIONS[name].kind:
        case AnswerKind.DAY:
            return tr.day(date.fromisoformat(str(value)))
        case AnswerKind.MOMENT:
            return tr.when(datetime.fromisoformat(str(value)))
        case AnswerKind.VOTES:
            return vote_counts(parse(str(value)), tr)
    return str(value)


def _law(paper: Paper, basis: Basis, tr: Translator) -> dict[str, Printed]:
    older, *younger = basis.ages
    article = basis.norms[ARTICLE]
    return {
        **{name: tr.plain(key) for name, key in LAWS.items()},
        "article": article.value,
        "law": tr.plain(FULL_NAMES[article.value]) if article.value in FULL_NAMES else article.value,
        "checked_on": f"{article.as_of:%d.%m.%Y}",
        "norms_version": pack_version(basis.norms),
        "norms": [*_norm_rows(paper, basis, tr), *_fact_rows(paper, basis, tr)],
        "age": str(older),
        "age_young": "".join(map(str, younger)),
        "share": str(basis.meeting.share),
        "share_delegates": str(basis.conference.delegates),
        "share_residents": str(basis.conference.residents),
        "municipality": basis.where.name if basis.where else "",
        "attachments": (basis.where.attachments if basis.where else None) or "",
    }


def _norm_rows(paper: Paper, basis: Basis, tr: Translator) -> Iterable[dict[str, str]]:
    for key in NORMS[paper]:
        norm = basis.norms[key]
        source = _cited(tr, norm.source, norm.as_of, norm.confidence, due=is_due(norm, basis.today))
        kind = shape(norm.value)
        # The name of a norm of this shape says everything; its value is a word in code.
        value = tr.day(day(norm)) if kind is Shape.DAY else "" if kind is Shape.TEXT else norm.value
        yield {"about": tr.plain(ABOUT[key]), "value": value, "source": source}


def _fact_rows(paper: Paper, basis: Basis, tr: Translator) -> Iterable[dict[str, str]]:
    """The facts of the municipality's profile. A row also says if there is no confirmed local regulation."""
    facts = facts_of(paper, basis.where)
    if basis.where is not None:
        for field, value in facts.items():
            said, by = tr.plain(ORDERS[value]) if isinstance(value, Order) else str(value), basis.where.said_by(field)
            source = _cited(tr, by.source, by.as_of, by.confidence)
            yield {"about": tr.plain(FACT[field]), "value": said, "source": source}
    if not facts.keys() - {"body"}:
        yield {"about": tr.plain("paper-fact-local"), "value": "", "source": tr.plain("paper-fact-ask")}


def _cited(tr: Translator, source: str, as_of: date, confidence: Confidence, *, due: bool = False) -> str:
    return tr.plain(CITED[due], source=source, on=f"{as_of:%d.%m.%Y}", confidence=tr.plain(CONFIDENCE[confidence]))


def _moment(answers: Answers, tr: Translator) -> dict[str, Printed]:
    value, term, notice = (value_of(answers, name) for name in ("meeting_at", "term", "charter_notice"))
    at = datetime.fromisoformat(str(value)) if value else None
    return {
        "meeting_day": tr.day(at.date()) if at else "",
        "meeting_weekday": tr.weekday(at.date()) if at else "",
        "meeting_hour": f"{at:%H:%M}" if at else "",
        "charter_notice_word": tr.plain("paper-days-before", count=notice if isinstance(notice, int) else 5),
        "term_word": tr.plain("paper-years", count=term if isinstance(term, int) else 5),
    }


def _agenda(answers: Answers) -> Row:
    """The numbers of the items of the agenda. One that is left out has none."""
    settled = {
        "boundaries": value_of(answers, "decision") is not None,
        "entity": value_of(answers, "legal_entity") == "no",
    }
    return {item: place for place, item in enumerate((each for each in AGENDA if not settled.get(each)), start=1)}


def _quorum(answers: Answers, basis: Basis) -> dict[str, Printed]:
    """The result of the quorum, the people it needs, and the votes that a decision needs; empty where unknown."""
    found = verdict(answers, basis)
    residents, elected = value_of(answers, "residents"), value_of(answers, "elected")
    young = value_of(answers, "residents_young") if len(basis.ages) > 1 else None
    came = value_of(answers, "delegates" if value_of(answers, "gathering") == "conference" else "present")
    return {
        "holds": "" if found is None else "yes" if found.holds else "no",
        "needed": _needed(residents, basis.meeting.share),
        "needed_young": _needed(young, basis.meeting.share),
        "needed_residents": _needed(residents, basis.conference.residents),
        "needed_residents_young": _needed(young, basis.conference.residents),
        "needed_delegates": _needed(elected, basis.conference.delegates),
        "majority_votes": str(more_than_half(came)) if isinstance(came, int) else "",
        "charter_votes": str(two_thirds(came)) if isinstance(came, int) else "",
    }


def _needed(of: Value | None, share: Fraction) -> str:
    return str(votes_needed(of, share)) if isinstance(of, int) else ""


def _rows(paper: Paper, answers: Answers, basis: Basis, tr: Translator) -> dict[str, Printed]:
    """The rows of the tables. They name only the people who make the papers, in alphabetical order."""
    names = own_names(answers)
    present, expected = value_of(answers, "group_present"), _needed(value_of(answers, "residents"), basis.meeting.share)
    coming = int(expected) * 6 // 5 if expected else 2 * BLANK_ROWS
    return {
        "houses_rows": _houses(str(value_of(answers, "houses") or "")),
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
        return _numbered(names, max(coming, BLANK_ROWS))
    elected = value_of(answers, "elected")
    return _numbered([], elected if isinstance(elected, int) else 2 * BLANK_ROWS)


def _numbered(names: Sequence[str], rows: int) -> list[Row]:
    count = min(max(rows, len(names)), MOST_ROWS)
    return [
        {"number": number, "name": names[number - 1] if number <= len(names) else ""} for number in range(1, count + 1)
    ]


def _houses(typed: str) -> list[Row]:
    """One row for each line "street: houses; remark". Without lines, empty rows."""
    rows: list[Row] = []
    for number, line in enumerate([each.strip() for each in typed.splitlines() if each.strip()] or [""] * 8, start=1):
        place, _, note = line.partition(";")
        street, _, houses = place.partition(":")
        rows.append({"number": number, "street": street.strip(), "houses": houses.strip(), "note": note.strip()})
    return rows


def _officers(answers: Answers, tr: Translator) -> list[Row]:
    """A row for each seat of the elected bodies, with the chair's name if it is known."""
    bodies, audit, size = (value_of(answers, name) for name in ("bodies", "audit", "council_size"))
    council = 0 if bodies == "chair" else size if isinstance(size, int) else SEATS["council"]
    seats = {"chair": int(bodies != "council"), "council": council}
    seats |= {"auditor": int(audit in (None, "auditor")), "commission": SEATS["commission"] * (audit == "commission")}
    chair = str(value_of(answers, "tos_chair") or "")
    offices = [office for office, count in seats.items() for _ in range(count)]
    return [
        {"number": number, "office": tr.plain(OFFICES[office]), "name": chair if office == "chair" else ""}
        for number, office in enumerate(offices, start=1)
    ]
