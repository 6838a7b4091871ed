"""Gaps of a paper that stand in the way of its clean copy, which holds nothing but the paper."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.domain.papers.contradictions import Rule
from bot.domain.papers.interview import Answers, certain
from bot.domain.papers.questions import QUESTIONS, AnswerKind

# The paper is whole without these.
_OPTIONAL = frozenset({"phone", "decision", "residents_young", "present_young"})


@dataclass(frozen=True, slots=True)
class Readiness:
    """The gaps of a paper. `undecided` and `clashes` forbid a clean copy; `blank` becomes lines to write on."""

    undecided: tuple[str, ...]
    blank: tuple[str, ...]
    clashes: tuple[Rule, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether a clean copy can be made."""
        return not (self.undecided or self.clashes)


def readiness(asked: Collection[str], answers: Answers, clashes: Iterable[Rule]) -> Readiness:
    """The gaps among the questions that a paper asks. `clashes` are all contradictions of the case."""
    missing = [name for name in asked if certain(answers, name) is None and name not in _OPTIONAL]
    undecided = tuple(name for name in missing if _shapes_words(name) or (name in answers and answers[name].is_stale))
    blank = tuple(name for name in missing if name not in undecided)
    return Readiness(undecided, blank, tuple(clash for clash in clashes if {*clash.questions} & {*asked}))


def _shapes_words(name: str) -> bool:
    """Tell whether a draft prints all options of the question, to strike out what does not apply."""
    return QUESTIONS[name].kind is AnswerKind.CHOICE
