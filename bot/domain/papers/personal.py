"""Answers about a person: names, telephones and addresses that neighbours type into the case that they share.

Such an answer is about one person: a member whose name it has, else the member who typed it. It leaves with that
person, and so does every other answer of the case that repeats it. All other answers (the territory, the meeting, the
charter) belong to the case.
"""

import re
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from bot.domain.papers.questions import PEOPLE, QUESTIONS, AnswerKind, Value

CONTACTS = ("address", "phone", "contact")
FORMS = {
    name: of
    for name, question in QUESTIONS.items()
    if question.kind is AnswerKind.FORM
    for of in question.needs
    if of in PEOPLE
}
"""Questions for a name in a grammatical case, by the question for the name itself."""

PERSONAL = frozenset({*PEOPLE, *CONTACTS, *FORMS})
"""Questions whose answers are about one person."""

PHONE_LEAST, PHONE_MOST, TRACE_LEAST = 6, 10, 5
NO_PHONE, NO_WORD = re.compile(r"[^\d\s()+-]+"), re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A stored answer: its question, its value, and the member whom it is about."""

    question: str
    value: Value | None
    about_id: int | None = None


def about(question: str, value: Value | None, author_id: int, names: Mapping[int, str]) -> int | None:
    """The member whom an answer is about; None for what is about nobody. `names` are those of all members."""
    if question not in PERSONAL or value is None:
        return None
    named = [who for who, name in names.items() if len(name.split()) > 1 and _has_words(value, name)]
    return named[0] if len(named) == 1 else author_id


def leaving(answers: Collection[Stated], person_id: int, name: str, username: str | None = None) -> frozenset[str]:
    """The questions whose answers leave with a member: about them, or repeating what is about them."""
    given = {each.question for each in answers}
    personal = [each for each in answers if each.question in PERSONAL and FORMS.get(each.question) not in given]
    theirs = {each.question for each in personal if each.about_id == person_id or _has_words(each.value, name)}
    known = ([name] if " " in name else []) + ([f"@{username}"] if username else [])
    return with_repeats(answers, theirs, known)


def with_repeats(answers: Collection[Stated], questions: Set[str], known: Collection[str] = ()) -> frozenset[str]:
    """These questions, with the forms of their names and all answers that repeat theirs or what is `known`."""
    traces = [(each.question, str(each.value)) for each in answers if each.question in questions]
    traces += [("", trace) for trace in known]
    repeated = {each.question for each in answers for question, trace in traces if repeats(each.value, trace, question)}
    gone = questions | repeated
    return frozenset(gone | {form for form, base in FORMS.items() if base in gone}) & {
        each.question for each in answers
    }


def is_named(typed: str) -> bool:
    """True for words that can name one person: a surname with a name, a telephone. One word would take out too much."""
    words = [each for each in NO_WORD.split(_folded(typed)) if len(each) > 1 and each.isalpha()]
    return len(words) > 1 or len(_digits(typed)) >= PHONE_LEAST


def naming(answers: Collection[Stated], typed: str) -> frozenset[str]:
    """The questions whose answers leave when somebody asks for it who is named there, as `typed`.

    They are answers with the name, the telephone or the address, in whatever order of words, and all that repeat them.
    """
    named = {each.question for each in answers if _has_words(each.value, typed) or repeats(each.value, typed)}
    personal = named & PERSONAL
    return frozenset(named | with_repeats(answers, personal, [typed])) if named else frozenset()


def repeats(value: Value | None, trace: str, question: str = "") -> bool:
    """Tell whether an answer has the telephone, the name or the words of another, in whatever spelling.

    An address has to be the whole answer: a territory may well begin with the same street and number.
    """
    if not isinstance(value, str) or len(trace) < TRACE_LEAST:
        return False
    if question == "address":
        return _folded(trace) == _folded(value)
    digits = _digits(trace)[-PHONE_MOST:]
    if len(digits) >= PHONE_LEAST and any(digits in _digits(piece) for piece in NO_PHONE.split(value)):
        return True
    name = " ".join(trace.split()[:2])
    return _folded(trace) in _folded(value) or (question in PEOPLE and " " in name and _has_words(value, name))


def _has_words(value: Value | None, name: str) -> bool:
    """Tell whether every word of a name stands in an answer."""
    words = set(NO_WORD.split(_folded(name))) - {""}
    return bool(words) and words <= set(NO_WORD.split(_folded(str(value))))


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("\u0451", "\u0435").split())


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))
