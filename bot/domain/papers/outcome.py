"""The outcome of the founding meeting in the answers, and the answers that a paper must not take because of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.kit import Paper


class MeetingOutcome(StrEnum):
    """The outcome of the meeting. A meeting without a quorum has failed: it decides nothing."""

    UNKNOWN = "unknown"
    AHEAD = "ahead"
    HELD = "held"
    FAILED = "failed"


# Known only after the meeting.
_RESULTS = frozenset(
    {
        *("present", "present_young", "delegates", "represented"),
        *("meeting_chair", "meeting_secretary", "meeting_votes", "tos_chair"),
    }
)
# Decided only by a meeting with a quorum.
_DECISIONS = frozenset(
    {
        *("meeting_votes", "bodies", "council_size", "chair_by", "audit", "tos_chair"),
        *("directions", "legal_entity", "authorised", "authorised_acc"),
    }
)
# The minutes that adopted the charter.
_ADOPTED = frozenset({"meeting_at", "minutes_number"})

_WITHHELD: Mapping[tuple[Paper, MeetingOutcome], frozenset[str]] = {
    (Paper.MINUTES, MeetingOutcome.AHEAD): _RESULTS,
    (Paper.MINUTES, MeetingOutcome.FAILED): _DECISIONS,
    (Paper.OFFICERS, MeetingOutcome.AHEAD): _RESULTS,
    (Paper.OFFICERS, MeetingOutcome.FAILED): _DECISIONS | _ADOPTED,
    (Paper.CHARTER, MeetingOutcome.FAILED): _ADOPTED,
    (Paper.REGISTRATION, MeetingOutcome.FAILED): _ADOPTED,
    (Paper.SUBMISSION, MeetingOutcome.FAILED): _ADOPTED,
    (Paper.COVER, MeetingOutcome.FAILED): _ADOPTED,
}


def meeting_outcome(answers: Answers, basis: Basis) -> MeetingOutcome:
    """The outcome by the day of the meeting and the quorum. On the day itself the meeting counts as over."""
    at = value_of(answers, "meeting_at")
    if at and datetime.fromisoformat(str(at)).date() > basis.today:
        return MeetingOutcome.AHEAD
    counted = verdict(answers, basis)
    if counted is None:
        return MeetingOutcome.UNKNOWN
    return MeetingOutcome.HELD if counted.holds else MeetingOutcome.FAILED


def withheld(paper: Paper, answers: Answers, basis: Basis) -> frozenset[str]:
    """The questions whose answers the paper neither asks nor prints: there is no such result, or no such decision."""
    return _WITHHELD.get((paper, meeting_outcome(answers, basis)), frozenset())
