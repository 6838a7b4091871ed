"""The interview: the next question, the answers that a new answer makes doubtful, and the checks of an answer."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.founding import Step
from bot.domain.papers.kit import ASKS, CALLS, REPLIES, Paper
from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.votes import parse


class AnswerProblem(StrEnum):
    """The reason why an answer is refused."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    MORE_CAME_THAN_LIVE = "more_came_than_live"
    MORE_CAME_THAN_ELECTED = "more_came_than_elected"
    MORE_REPRESENTED_THAN_LIVE = "more_represented_than_live"
    AGES_CONTRADICT = "ages_contradict"
    MORE_VOTED_THAN_CAME = "more_voted_than_came"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; None is "left out": a blank line is printed. A stale one has to be confirmed."""

    value: Value | None
    version: int = 1
    is_stale: bool = False


Answers = Mapping[str, Answer]

# The answers that bound a number from above, and from below.
_AT_MOST = {
    "present": ("residents", AnswerProblem.MORE_CAME_THAN_LIVE),
    "present_young": ("residents_young", AnswerProblem.MORE_CAME_THAN_LIVE),
    "delegates": ("elected", AnswerProblem.MORE_CAME_THAN_ELECTED),
    "represented": ("residents", AnswerProblem.MORE_REPRESENTED_THAN_LIVE),
}
_AT_LEAST = {
    "residents_young": ("residents", AnswerProblem.AGES_CONTRADICT),
    "present_young": ("present", AnswerProblem.AGES_CONTRADICT),
}


def value_of(answers: Answers, name: str) -> Value | None:
    """The answer's value; None when it was left out or never given."""
    answer = answers.get(name)
    return answer.value if answer else None


def certain(answers: Answers, name: str) -> Value | None:
    """The answer's value; None also when the answer is doubtful."""
    answer = answers.get(name)
    return answer.value if answer and not answer.is_stale else None


def asked(paper: Paper, answers: Answers, ages: int, withheld: Set[str] = frozenset()) -> tuple[str, ...]:
    """The questions of a paper that apply with these answers, in order, without the `withheld` ones.

    `ages` is the number of ages: 1 or 2.
    """
    return tuple(name for name in ASKS[paper] if name not in withheld and applies(name, answers, ages))


def applies(name: str, answers: Answers, ages: int) -> bool:
    """Tell whether a question makes sense with these answers. `ages` is the number of ages: 1 or 2."""
    question = QUESTIONS[name]
    if question.by_both_ages and ages < 2:
        return False
    if not all(applies(other, answers, ages) and value_of(answers, other) is not None for other in question.needs):
        return False
    if any(value_of(answers, other) == value and applies(other, answers, ages) for other, value in question.unless):
        return False
    if question.only_if is None:
        return True
    name, values = question.only_if
    return value_of(answers, name) in values


def next_question(paper: Paper, answers: Answers, ages: int, withheld: Set[str] = frozenset()) -> str | None:
    """The first question without an answer or with a stale one; None when there is none."""
    return first_open(asked(paper, answers, ages, withheld), answers)


def reply(paper: Paper, answers: Answers, ages: int) -> tuple[str, ...]:
    """The questions that the answer to a request settles; none for a paper that is no such request."""
    return tuple(name for name in REPLIES.get(paper, ()) if applies(name, answers, ages))


def first_open(names: Iterable[str], answers: Answers) -> str | None:
    """The first of the questions without an answer or with a stale one; None when there is none."""
    return next((name for name in names if name not in answers or answers[name].is_stale), None)


def question_before(name: str, chain: tuple[str, ...]) -> str | None:
    """The question to which [back] returns in a chain of questions; None at the first."""
    place = chain.index(name) if name in chain else 0
    return chain[place - 1] if place else None


def dependents(name: str) -> frozenset[str]:
    """All questions that a new answer to `name` makes doubtful, directly or through others."""
    direct = {each for each, question in QUESTIONS.items() if name in question.depends_on}
    return frozenset(direct | {deeper for each in direct for deeper in dependents(each)})


def came_to_vote(name: str, answers: Answers) -> tuple[str, int] | None:
    """The question that counts the people who vote on an item, and their number; None when it is unknown."""
    for each in QUESTIONS[name].depends_on:
        if QUESTIONS[each].kind is AnswerKind.NUMBER and applies(each, answers, 1):
            came = certain(answers, each)
            return (each, came) if isinstance(came, int) else None
    return None


def problem(name: str, value: Value, answers: Answers, paper: Paper, local_now: datetime) -> AnswerProblem | None:
    """The reason why `value` cannot be the answer to `name`, given the others; None when it can.

    `local_now` is the wall clock of the case's zone: nobody is invited to a meeting that is over.
    """
    question = QUESTIONS[name]
    if question.kind is AnswerKind.NUMBER and isinstance(value, int):
        return _number_problem(name, value, answers)
    if question.kind is AnswerKind.VOTES and (came := came_to_vote(name, answers)):
        return AnswerProblem.MORE_VOTED_THAN_CAME if parse(str(value)).present > came[1] else None
    if question.kind is AnswerKind.MOMENT and paper in CALLS and datetime.fromisoformat(str(value)) <= local_now:
        return AnswerProblem.PAST
    return None


def _number_problem(name: str, value: int, answers: Answers) -> AnswerProblem | None:
    question = QUESTIONS[name]
    if value < question.least:
        return AnswerProblem.TOO_SMALL
    if value > question.most:
        return AnswerProblem.TOO_LARGE
    for bounds, sign in ((_AT_MOST, 1), (_AT_LEAST, -1)):
        other, trouble = bounds.get(name, ("", None))
        bound = value_of(answers, other)
        if trouble and isinstance(bound, int) and (value - bound) * sign > 0:
            return trouble
    return None


def bound_of(name: str, found: AnswerProblem, answers: Answers) -> tuple[str, int] | None:
    """The question and the number of the other answer that a problem is about; None when there is no other."""
    if found is AnswerProblem.MORE_VOTED_THAN_CAME:
        return came_to_vote(name, answers)
    for bounds in (_AT_MOST, _AT_LEAST):
        other, trouble = bounds.get(name, ("", None))
        bound = value_of(answers, other)
        if trouble is found and isinstance(bound, int):
            return other, bound
    return None


class SaveOutcome(StrEnum):
    """The outcome of saving an answer."""

    SAVED = "saved"
    CHANGED_MEANWHILE = "changed_meanwhile"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The data of a case for its papers: its place, zone and answers, and the papers that were made before.

    `decided` are the steps that are done, with the day and the number of the decision where it has one.
    """

    case_id: int
    municipality: str | None
    settlement: str | None
    title: str | None
    zone: str
    meeting_local: datetime | None
    answers: Answers
    made: frozenset[str]
    decided: Mapping[Step, tuple[date, str | None]] = field(default_factory=dict)
