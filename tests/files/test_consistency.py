"""Clean papers of one set of answers agree, whatever was answered, left out, or left over from another choice."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.papers.basis import Basis
from bot.domain.papers.contradictions import contradictions
from bot.domain.papers.interview import Answer, asked, value_of
from bot.domain.papers.kit import Paper
from bot.domain.papers.outcome import MeetingOutcome, meeting_outcome, withheld
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.readiness import readiness
from bot.files.papers import FOLDER, render, words
from bot.files.template_context import context, written
from tests.files.answers import ADVICE, RUSSIAN
from tests.files.extremes import ANYWHERE

PEOPLE = ("Иванова Мария Петровна", "ИВАНОВА Мария Петровна", "Жук Анна Юрьевна", "Ёлкин Пётр Ильич")
DAYS = st.dates(date(2026, 10, 1), date(2027, 1, 31))
BY_HAND = frozenset({"group_votes", "meeting_votes"})


def values(name: str) -> st.SearchStrategy[Any]:
    """Likely answers to a question, each recognisable where it is printed."""
    question = QUESTIONS[name]
    match question.kind:
        case AnswerKind.NUMBER:
            return st.integers(question.least, min(question.most, 300))
        case AnswerKind.DAY:
            return DAYS.map(date.isoformat)
        case AnswerKind.MOMENT:
            return DAYS.map(lambda day: f"{day.isoformat()}T18:00")
        case AnswerKind.CHOICE:
            return st.sampled_from(question.options)
        case AnswerKind.PERSON:
            return st.sampled_from(PEOPLE)
    return st.just(f"[{name}]")


def answers_of(drawn: dict[str, Any]) -> dict[str, Answer]:
    return {name: Answer(value) for name, value in drawn.items()}


ANSWERS = st.fixed_dictionaries(
    {name: values(name) if QUESTIONS[name].options else st.none() | values(name) for name in QUESTIONS}
).map(answers_of)


def said(paper: Paper, answers: dict[str, Answer], basis: Basis) -> str:
    return words(render(FOLDER / f"{paper}.docx", context(paper, answers, basis, RUSSIAN, is_clean=True)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answers=ANSWERS, today=DAYS)
def test_every_paper_of_a_set_says_the_same(answers: dict[str, Answer], today: date) -> None:
    basis = replace(ANYWHERE, today=today)
    texts = {paper: said(paper, answers, basis) for paper in Paper}
    for paper, text in texts.items():
        assert ADVICE.findall(text) == [], paper
        lost = [
            name for name in due(paper, answers, basis) if written(name, value_of(answers, name), RUSSIAN) not in text
        ]
        assert lost == [], f"{paper}: an answer exists and is not printed"
    assert_ages(texts, basis)
    assert_bodies(texts, answers, basis)
    assert_day(texts, answers, basis)


def due(paper: Paper, answers: dict[str, Answer], basis: Basis) -> list[str]:
    """The questions whose answers the paper must print as they are."""
    names = asked(paper, answers, len(basis.ages), withheld(paper, answers, basis))
    shapes = (AnswerKind.CHOICE, AnswerKind.MOMENT)
    forms = {form.removesuffix("_acc").removesuffix("_gen") for form in names if QUESTIONS[form].case}
    return [
        name
        for name in names
        if value_of(answers, name) is not None and QUESTIONS[name].kind not in shapes and name not in forms
    ]


def assert_ages(texts: dict[Paper, str], basis: Basis) -> None:
    """The age of those who take part is the same in every paper."""
    found = {age for text in texts.values() for age in re.findall(r"достигш\w+ (\d+) лет", text)}
    assert found == {str(basis.ages[0])}


def assert_bodies(texts: dict[Paper, str], answers: dict[str, Answer], basis: Basis) -> None:
    """The minutes elect what the charter has, in the way of the charter."""
    charter, minutes = texts[Paper.CHARTER], texts[Paper.MINUTES]
    if meeting_outcome(answers, basis) is MeetingOutcome.FAILED:
        assert not re.search("Решили|Голосовали|Председатель ТОС", minutes)
        return
    by_council = "Председателя избирает совет" in charter
    assert by_council == ("Председателя ТОС избирает совет" in minutes)
    has_chair = value_of(answers, "bodies") != "council"
    assert (has_chair and not by_council) == ("Председатель ТОС —" in minutes)
    assert ("Совет — постоянно действующий" in charter) == ("Члены совета:" in minutes)
    for body in ("ревизор", "ревизионная комиссия"):
        assert (f", {body}." in charter) == (f", {body}." in minutes)


def assert_day(texts: dict[Paper, str], answers: dict[str, Answer], basis: Basis) -> None:
    """Every paper that names the day of the meeting names the same one."""
    at = value_of(answers, "meeting_at")
    if at is None or meeting_outcome(answers, basis) is MeetingOutcome.FAILED:
        return
    day = RUSSIAN.day(date.fromisoformat(str(at)[:10]))
    for paper in (Paper.CHARTER, Paper.NOTICE, Paper.LETTER, Paper.DELEGATES, Paper.ATTENDANCE, Paper.REGISTRATION):
        assert day in texts[paper], paper


@settings(max_examples=200, deadline=None)
@given(answers=ANSWERS)
def test_what_is_ready_has_nothing_undecided_and_no_contradiction(answers: dict[str, Answer]) -> None:
    for paper in Paper:
        names = asked(paper, answers, 2)
        gaps = readiness(names, answers, contradictions(answers, 2))
        open_choices = {name for name in names if QUESTIONS[name].options and value_of(answers, name) is None}
        assert {*gaps.undecided} == open_choices - BY_HAND
        assert not {*gaps.undecided} & {*gaps.blank}
