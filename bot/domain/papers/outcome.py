"""The outcome of the founding meeting in the answers, the answers that a paper must not take because of it, and the
papers that cannot be made.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.papers.agenda import DECIDES, LOST, VOTED, Decision, decision
from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.interview import Answers, problem, value_of
from bot.domain.papers.kit import ASKS, CALLS, SUBMITS, Paper


class MeetingOutcome(StrEnum):
    """The outcome of the meeting. One without a quorum has failed: it decides nothing. One may reject the charter."""

    UNKNOWN = "unknown"
    AHEAD = "ahead"
    HELD = "held"
    FAILED = "failed"
    REJECTED = "rejected"


class Stop(StrEnum):
    """The reason why a paper cannot be made."""

    PAST = "past"  # it invites to a meeting that is over
    NOT_ADOPTED = "not_adopted"  # it submits a charter that was not adopted
    NOT_AUTHORISED = "not_authorised"  # the meeting did not agree to who submits it


WITHOUT_CHARTER = frozenset({MeetingOutcome.FAILED, MeetingOutcome.REJECTED})
_VOTES = frozenset(VOTED) & frozenset(ASKS[Paper.MINUTES])
# Known only after the meeting.
_RESULTS = _VOTES | {
    *("present", "present_young", "delegates", "represented"),
    *("meeting_chair", "meeting_secretary", "tos_chair"),
}
# Decided only by a meeting with a quorum.
_DECISIONS = _VOTES | {
    *("majority", "bodies", "council_size", "chair_by", "audit", "tos_chair"),
    *("directions", "legal_entity", "authorised", "authorised_acc"),
}
# The minutes that adopted the charter.
_ADOPTED = frozenset({"meeting_at", "minutes_number"})

_WITHHELD: Mapping[tuple[Paper, MeetingOutcome], frozenset[str]] = {
    (Paper.MINUTES, MeetingOutcome.AHEAD): _RESULTS,
    (Paper.MINUTES, MeetingOutcome.FAILED): _DECISIONS,
    (Paper.OFFICERS, MeetingOutcome.AHEAD): _RESULTS,
    **{(paper, outcome): _ADOPTED for paper in (Paper.CHARTER, *SUBMITS) for outcome in WITHOUT_CHARTER},
    **{(Paper.OFFICERS, outcome): _DECISIONS | _ADOPTED for outcome in WITHOUT_CHARTER},
}


def meeting_outcome(answers: Answers, basis: Basis) -> MeetingOutcome:
    """The outcome by the day, the quorum and the votes on the charter. On its own day the meeting counts as over."""
    at = value_of(answers, "meeting_at")
    if at and datetime.fromisoformat(str(at)).date() > basis.today:
        return MeetingOutcome.AHEAD
    counted = verdict(answers, basis)
    if counted is not None and not counted.holds:
        return MeetingOutcome.FAILED
    if decision("votes_charter", answers) in LOST:
        return MeetingOutcome.REJECTED
    return MeetingOutcome.UNKNOWN if counted is None else MeetingOutcome.HELD


def withheld(paper: Paper, answers: Answers, basis: Basis) -> frozenset[str]:
    """The questions whose answers the paper neither asks nor prints: there is no such result, or no such decision."""
    kept = _WITHHELD.get((paper, meeting_outcome(answers, basis)), frozenset())
    return kept | {*_not_voted(paper, {name: answer for name, answer in answers.items() if name not in kept})}


def _not_voted(paper: Paper, answers: Answers) -> Iterator[str]:
    """The votes that were not taken, with what they would have decided, and those whom the meeting did not elect."""
    for name in _VOTES_OF.get(paper, ()):
        if name == "votes_boundaries" and value_of(answers, "decision") is not None:
            yield name
        elif decision(name, answers) is Decision.DROPPED:
            yield from (name, *DECIDES.get(name, ()))
    if paper is Paper.OFFICERS:
        yield from (each for name in ELECTIONS if decision(name, answers) in LOST for each in DECIDES[name])


ELECTIONS = ("votes_bodies", "votes_chair")
_VOTES_OF = {paper: tuple(name for name in names if name in VOTED) for paper, names in ASKS.items()}


def stop(paper: Paper, answers: Answers, basis: Basis, local_now: datetime) -> Stop | None:
    """The reason why the paper cannot be made now; None when it can. `local_now` is the wall clock of the case."""
    at = value_of(answers, "meeting_at")
    if paper in CALLS and at is not None and problem("meeting_at", at, answers, paper, local_now):
        return Stop.PAST
    if paper in SUBMITS and meeting_outcome(answers, basis) in WITHOUT_CHARTER:
        return Stop.NOT_ADOPTED
    if paper in SUBMITS and "authorised" in ASKS[paper] and decision("votes_authorised", answers) is Decision.REJECTED:
        return Stop.NOT_AUTHORISED
    return None
