"""What the places of the papers' templates are filled with: answers as people write them, the law with its sources.

A template of `locales/ru/documents/` names a question for its answer, empty when it was left out (`{{ tos_name|line }}`
draws a line then), or one of the names below.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.founding import Order
from bot.domain.norms import Confidence, Shape, day, is_due, shape
from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.kit import Paper
from bot.domain.papers.law import ARTICLE, NORMS, facts_of, pack_version
from bot.domain.papers.questions import PEOPLE, QUESTIONS, AnswerKind, Value
from bot.domain.quorum import votes_needed
from bot.i18n import Translator

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
ORDERS = {
    Order.BOUNDARIES_FIRST: "paper-order-boundaries",
    Order.MEETING_FIRST: "paper-order-meeting",
    Order.SINGLE_APPLICATION: "paper-order-single",
}
ENCLOSED = {
    "minutes": "enclosed-minutes",
    "charter": "enclosed-charter",
    "decision": "enclosed-decision",
    "territory": "enclosed-territory",
    "bodies": "enclosed-bodies",
    "delegates": "enclosed-delegates",
    "attendance": "enclosed-attendance",
    "consents": "enclosed-consents",
}


def context(paper: Paper, answers: Answers, basis: Basis, tr: Translator) -> dict[str, Any]:
    """Every name that a template may use, with what to print; `tr` speaks the language of the papers."""
    printed = {name: written(name, value_of(answers, name), tr) for name in QUESTIONS}
    return printed | _law(paper, basis, tr) | _moment(answers, tr) | _quorum(answers, basis) | _rows(answers, basis, tr)


def written(name: str, value: Value | None, tr: Translator) -> str:
    """An answer as people write it; a choice stays its word in code, for the template to choose by."""
    if value is None:
        return ""
    match QUESTIONS[name].kind:
        case AnswerKind.DAY:
            return tr.day(date.fromisoformat(str(value)))
        case AnswerKind.MOMENT:
            return tr.when(datetime.fromisoformat(str(value)))
    return str(value)


def _law(paper: Paper, basis: Basis, tr: Translator) -> dict[str, Any]:
    older, *younger = basis.ages
    article = basis.norms[ARTICLE]
    return {
        "article": article.value,
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
        # A norm that is a word in code says all it says in its name.
        value = tr.day(day(norm)) if kind is Shape.DAY else "" if kind is Shape.TEXT else norm.value
        yield {"about": tr.plain(ABOUT[key]), "value": value, "source": source}


def _fact_rows(paper: Paper, basis: Basis, tr: Translator) -> Iterable[dict[str, str]]:
    """What the municipality's profile says; that nobody has confirmed its regulation is said too."""
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


def _moment(answers: Answers, tr: Translator) -> dict[str, Any]:
    value, term = value_of(answers, "meeting_at"), value_of(answers, "term")
    at = datetime.fromisoformat(str(value)) if value else None
    return {
        "meeting_day": tr.day(at.date()) if at else "",
        "meeting_hour": f"{at:%H:%M}" if at else "",
        "term_word": tr.plain("paper-years", count=term if isinstance(term, int) else 5),
        "boundaries_on_agenda": value_of(answers, "decision") is None,
    }


def _quorum(answers: Answers, basis: Basis) -> dict[str, Any]:
    """How many are needed, and whether they came; empty where the answers do not say."""
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
        "voters": "" if came is None else str(came),
    }


def _needed(of: Value | None, share: Any) -> str:
    return str(votes_needed(of, share)) if isinstance(of, int) else ""


def _rows(answers: Answers, basis: Basis, tr: Translator) -> dict[str, Any]:
    """The rows of the tables. Names are only those of the people who make the papers, in the order of the alphabet."""
    names = own_names(answers)
    present, expected = value_of(answers, "group_present"), _needed(value_of(answers, "residents"), basis.meeting.share)
    coming = int(expected) * 6 // 5 if expected else 2 * BLANK_ROWS
    return {
        "houses_rows": _houses(str(value_of(answers, "houses") or "")),
        "group_rows": _numbered(names, present if isinstance(present, int) else BLANK_ROWS),
        "member_rows": _numbered(names, 5),
        "attendance_rows": _numbered(names, max(coming, BLANK_ROWS)),
        "signature_rows": range(1, 2 * BLANK_ROWS + 1),
        "delegate_rows": range(1, 6),
        "enclosures": _enclosures(answers, tr),
    }


def own_names(answers: Answers) -> list[str]:
    """The people whom the answers name, each once, as the Russian alphabet has them."""
    names = {str(value) for name in PEOPLE if (value := value_of(answers, name))}
    return sorted(names, key=lambda name: name.casefold().replace("\u0451", "\u0435"))


def _numbered(names: Sequence[str], rows: int) -> list[dict[str, Any]]:
    count = min(max(rows, len(names)), MOST_ROWS)
    return [
        {"number": number, "name": names[number - 1] if number <= len(names) else ""} for number in range(1, count + 1)
    ]


def _houses(typed: str) -> list[dict[str, Any]]:
    """A row a line: the street, after a colon the houses, after a semicolon a remark; empty rows for none."""
    rows = []
    for number, line in enumerate([each.strip() for each in typed.splitlines() if each.strip()] or [""] * 8, start=1):
        place, _, note = line.partition(";")
        street, _, houses = place.partition(":")
        rows.append({"number": number, "street": street.strip(), "houses": houses.strip(), "note": note.strip()})
    return rows


def _enclosures(answers: Answers, tr: Translator) -> list[dict[str, Any]]:
    """What goes with the charter, as other municipalities ask; the local list comes from the profile."""
    left_out = {"delegates"} if value_of(answers, "gathering") == "meeting" else set()
    copies: Mapping[str, str] = {"charter": str(value_of(answers, "copies") or "")}
    names = [name for name in ENCLOSED if name not in left_out]
    return [
        {"number": number, "name": tr.plain(ENCLOSED[name]), "copies": copies.get(name, "1")}
        for number, name in enumerate(names, start=1)
    ]
