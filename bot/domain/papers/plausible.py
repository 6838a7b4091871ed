"""Doubts about a typed answer: no answer at all, or not what was asked for. A doubt is a question, not a refusal."""

import re
from collections.abc import Collection
from enum import StrEnum

from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.votes import parse

_WRITTEN = frozenset({AnswerKind.LINE, AnswerKind.TEXT, AnswerKind.TITLE, AnswerKind.PERSON})
# A short answer that ends with such words says nothing, as in "address: no" or "the rest I do not know".
_WORDS_MOST = 4
_PHONE_DIGITS = 5


class DoubtfulAnswer(StrEnum):
    """A doubt about an answer."""

    NO_ANSWER = "no_answer"
    NO_ADDRESS = "no_address"
    NO_PHONE = "no_phone"
    NOT_ALL_VOTED = "not_all_voted"


def doubt(name: str, value: Value, nothing: Collection[str]) -> DoubtfulAnswer | None:
    """The doubt about a typed answer to `name`. `nothing` are words that mean no answer, in small letters."""
    if QUESTIONS[name].kind is AnswerKind.VOTES:
        return DoubtfulAnswer.NOT_ALL_VOTED if parse(str(value)).silent else None
    if QUESTIONS[name].kind not in _WRITTEN:
        return None
    text = str(value)
    words = re.findall(r"\w+", text.casefold())
    if not words or (
        len(words) <= _WORDS_MOST and f" {' '.join(words)}".endswith(tuple(f" {each}" for each in nothing))
    ):
        return DoubtfulAnswer.NO_ANSWER
    digits = sum(each.isdigit() for each in text)
    if name == "address" and not digits:
        return DoubtfulAnswer.NO_ADDRESS
    return DoubtfulAnswer.NO_PHONE if name == "phone" and digits < _PHONE_DIGITS else None
