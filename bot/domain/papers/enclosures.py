"""The enclosures that a paper names: only papers that this set makes, and documents that the case has."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.papers.agenda import LOST, decision
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.kit import Paper


class Enclosure(StrEnum):
    """A document that is enclosed."""

    GROUP = "group"
    TERRITORY = "territory"
    SCHEME = "scheme"
    SIGNATURES = "signatures"
    MINUTES = "minutes"
    CHARTER = "charter"
    DECISION = "decision"
    OFFICERS = "officers"
    DELEGATES = "delegates"
    ATTENDANCE = "attendance"
    CONSENT = "consent"


_OF_CHARTER = (
    *(Enclosure.MINUTES, Enclosure.CHARTER, Enclosure.DECISION, Enclosure.TERRITORY, Enclosure.SCHEME),
    *(Enclosure.OFFICERS, Enclosure.DELEGATES, Enclosure.ATTENDANCE, Enclosure.CONSENT),
)
# Other municipalities require those of a charter; the profile has the local list.
ENCLOSES: Mapping[Paper, tuple[Enclosure, ...]] = {
    Paper.BOUNDARIES: (Enclosure.GROUP, Enclosure.TERRITORY, Enclosure.SCHEME, Enclosure.SIGNATURES),
    Paper.MINUTES: (
        *(Enclosure.ATTENDANCE, Enclosure.DELEGATES, Enclosure.CHARTER),
        *(Enclosure.TERRITORY, Enclosure.SCHEME, Enclosure.OFFICERS),
    ),
    Paper.REGISTRATION: _OF_CHARTER,
    Paper.COVER: _OF_CHARTER,
}
_PAPER_OF: Mapping[Enclosure, Paper] = {each: Paper(each) for each in Enclosure if each is not Enclosure.DECISION}
_OF_BOUNDARIES = frozenset({Enclosure.TERRITORY, Enclosure.SCHEME})


def enclosed(paper: Paper, answers: Answers, basis: Basis) -> tuple[Enclosure, ...]:
    """The enclosures of a paper, in order: without papers that the case does without, a decision that there is not yet,
    delegates of a meeting of all, and bodies that were not elected.
    """
    return tuple(each for each in ENCLOSES.get(paper, ()) if _has(each, paper, answers, basis))


def _has(each: Enclosure, paper: Paper, answers: Answers, basis: Basis) -> bool:
    if _PAPER_OF.get(each) in basis.left_out:
        return False
    is_decided = value_of(answers, "decision") is not None
    if each is Enclosure.DECISION:
        return is_decided or "decision" not in answers
    if each is Enclosure.DELEGATES:
        return value_of(answers, "gathering") != "meeting"
    if each is Enclosure.OFFICERS:
        return decision("votes_bodies", answers) not in LOST
    return not (paper is Paper.MINUTES and each in _OF_BOUNDARIES and is_decided)
