"""Clean papers of one set of answers agree, whatever was answered, left out, or left over from another choice.

Each line to write on in a clean paper stands for a question without an answer, or for something that only hands write:
a signature, a stamp, people whose names the bot does not keep.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.papers.agenda import LOST, VOTED, decision, votes_of
from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.contradictions import contradictions
from bot.domain.papers.interview import Answer, applies, asked, value_of
from bot.domain.papers.kit import ASKS, Paper
from bot.domain.papers.outcome import WITHOUT_CHARTER, MeetingOutcome, meeting_outcome, withheld
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.readiness import readiness
from bot.domain.papers.votes import Votes
from bot.files.papers import FOLDER, render, words
from bot.files.template_context import context, written
from tests.files.answers import ADVICE, RUSSIAN
from tests.files.extremes import ANYWHERE

PEOPLE = ("Иванова Мария Петровна", "ИВАНОВА Мария Петровна", "Жук Анна Юрьевна", "Ёлкин Пётр Ильич")
DAYS = st.dates(date(2026, 10, 1), date(2027, 1, 31))
# Names in templates that follow from the answers to questions.
FOLLOWS = {
    "meeting_day": ("meeting_at",),
    "meeting_hour": ("meeting_at",),
    "majority_votes": ("gathering", "present", "delegates"),
    "charter_votes": ("gathering", "present", "delegates"),
}
VOTES_BY_HAND = RUSSIAN.plain("paper-voted-blank")
UNVOTED = f"{VOTES_BY_HAND}. {RUSSIAN.plain('paper-decided-blank')}"
# What only hands write.
BY_HAND = re.compile(
    "|".join(
        (
            r"_+\n\(подпись\)( \| _+)?",  # a signature, and the name of somebody who is in no answer
            r"_+ \(подпись\)",
            r"№ ______   «___»\xa0_+\xa020__\xa0г\.",  # the minutes of one house
            r"«___»\xa0_+\xa020__\xa0г\.",
            r"Входящий № _+",
            r"_+ \(орган\)|регистрационный № _+",  # the stamp
            r"_+ \((?:должность, )?ФИО(?:, адрес)?\)|_+ \(фамилия, имя, отчество\)",
            r"листов: _+|всего на _+ листах",
            r"Отметка о приёме: № _+(?: от )?|_+ \(должность, ФИО, подпись\)",
            r"Счётная комиссия: _+",
            r"избрать (?:членами совета|ревизором|членами ревизионной комиссии): [_ ]+",
            VOTES_BY_HAND,
            r"Когда собирается ваш дом \(подъезд\): _+",
            r"(?:Дом, подъезд|лет|присутствовало|чел\.|делегатов|жителей|зарегистрировано): _+",
            r"председатель собрания _+ и секретарь _+",
            r"адрес(?: оператора)?: _+",
        )
    )
)


class Missing(str):
    """The value of a name without an answer: empty, and it knows its name."""

    name: str

    @classmethod
    def of(cls, name: str) -> "Missing":
        made = cls()
        made.name = name
        return made


def marked(value: str, length: int = 30) -> str:
    """The filter `line`, with the name of what is missing in place of the line."""
    return value or f"⟦{value.name if isinstance(value, Missing) else '?'}⟧"


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
        case AnswerKind.VOTES:
            return st.builds(Votes, st.integers(1, 90), *[st.integers(0, 9)] * 3).map(str)
        case AnswerKind.PERSON:
            return st.sampled_from(PEOPLE)
    return st.just(f"[{name}]")


def answers_of(drawn: dict[str, Any]) -> dict[str, Answer]:
    return {name: Answer(value) for name, value in drawn.items()}


ANSWERS = st.fixed_dictionaries(
    {name: values(name) if QUESTIONS[name].options else st.none() | values(name) for name in QUESTIONS}
).map(answers_of)


def said(paper: Paper, answers: dict[str, Answer], basis: Basis) -> str:
    """The text of a clean paper; a missing answer has its name in place of a line."""
    names = context(paper, answers, basis, RUSSIAN, is_clean=True)
    with patch("bot.files.papers.line", marked):
        missing = {name: Missing.of(name) for name, value in names.items() if value == ""}
        return words(render(FOLDER / f"{paper}.docx", {**names, **missing}))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
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
        assert_lines(paper, text, answers, basis)
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


def assert_lines(paper: Paper, text: str, answers: dict[str, Answer], basis: Basis) -> None:
    """Every line to write on stands for a question without an answer, or is for hands alone."""
    kept, ages = withheld(paper, answers, basis), len(basis.ages)

    def is_open(name: str) -> bool:
        return name in kept or not applies(name, answers, ages) or value_of(answers, name) is None

    for name in re.findall("⟦(.*?)⟧", text):
        if name == "holds":
            assert verdict(answers, basis) is None or "present" in kept, paper
        else:
            assert any(map(is_open, FOLLOWS.get(name, (name,)))), f"{paper}: {name} has an answer"
    unvoted = [name for name in ASKS[paper] if name in VOTED and (is_open(name) or votes_of(answers, name) is None)]
    assert text.count(UNVOTED) <= len(unvoted), paper
    if is_open("meeting_at"):
        text = text.replace("\n_______________\nначало", "\nначало")  # of the poster
    rest = BY_HAND.sub("", text.replace(UNVOTED, "").replace("Решение ______________.", ""))
    assert "__" not in rest, f"{paper}: {re.findall('.*__.*', rest)}"


def assert_ages(texts: dict[Paper, str], basis: Basis) -> None:
    """The age of those who take part is the same in every paper."""
    found = {age for text in texts.values() for age in re.findall(r"достигш\w+ (\d+) лет", text)}
    assert found == {str(basis.ages[0])}


def assert_bodies(texts: dict[Paper, str], answers: dict[str, Answer], basis: Basis) -> None:
    """The minutes elect what the charter has, in the way of the charter, and adopt the charter that says so."""
    charter, minutes = texts[Paper.CHARTER], texts[Paper.MINUTES]
    outcome = meeting_outcome(answers, basis)
    assert ("УТВЕРЖДЁН" in charter) == (outcome not in WITHOUT_CHARTER)
    by_council = "Председателя избирает совет" in charter
    assert {
        "кроме председателя" in each
        for each in re.findall(r"(?:избирает органы|Органы ТОС,? ?)[^.;:]*", charter)
        if "избирает" in each
    } <= {by_council}
    if outcome is MeetingOutcome.FAILED:
        assert not re.search("Решили|Голосовали|избрать", minutes)
        return
    if decision("votes_bodies", answers) in LOST and outcome is not MeetingOutcome.AHEAD:
        assert "избрать председателем" not in minutes
        return
    assert by_council == ("Председателя ТОС избирает совет" in minutes)
    has_chair = value_of(answers, "bodies") != "council"
    assert (has_chair and not by_council) == ("избрать председателем ТОС:" in minutes)
    assert ("Совет — постоянно действующий" in charter) == ("избрать членами совета:" in minutes)
    for body in ("ревизор", "ревизионная комиссия"):
        assert (f", {body}." in charter) == (f", {body}." in minutes)


def assert_day(texts: dict[Paper, str], answers: dict[str, Answer], basis: Basis) -> None:
    """Every paper that names the day of the meeting names the same one."""
    at = value_of(answers, "meeting_at")
    if at is None or meeting_outcome(answers, basis) in WITHOUT_CHARTER:
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
        assert {*gaps.undecided} == open_choices
        assert not {*gaps.undecided} & {*gaps.blank}
