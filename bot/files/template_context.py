"""Context of the papers' templates: the value of every name, such as an answer or a norm with its source.

A template in `locales/ru/documents/` uses the name of a question for its answer, or one of the names below. A skipped
answer is empty; `{{ tos_name|line }}` prints a line for it.
"""

from datetime import date, datetime
from fractions import Fraction

from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.interview import Answers, applies, value_of
from bot.domain.papers.kit import Paper
from bot.domain.papers.outcome import WITHOUT_CHARTER, MeetingOutcome, meeting_outcome, withheld
from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.votes import more_than_half, parse, two_thirds
from bot.domain.quorum import votes_needed
from bot.files.norm_lines import law_of
from bot.files.table_rows import Printed, Row, rows_of
from bot.files.vote_lines import vote_counts, vote_lines
from bot.i18n import Translator

AGENDA = ("create", "boundaries", "charter", "bodies", "directions", "authorised", "entity")


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
    law = law_of(paper, basis, tr) | ({"norms": []} if is_clean else {})
    agenda = _agenda(answers)
    decided: dict[str, Printed] = {
        "agenda": agenda,
        "boundaries_on_agenda": "boundaries" in agenda,
        **vote_lines(known, agenda, tr),
    }
    return printed | law | _moment(known, tr) | _quorum(known, basis) | decided | rows_of(paper, known, basis, tr)


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
    return tight(str(value))


def tight(text: str) -> str:
    """The text whose number signs stay with their numbers at the end of a line."""
    return text.replace("\u2116 ", "\u2116\u00a0")


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
