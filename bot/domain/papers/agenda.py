"""The items of an agenda: the decision that follows from the votes on each, and what rests on it.

A decision needs more than half of those present; the charter two thirds of them where it asks so of itself: 33-FZ,
article 50 leaves the majority to the charter and the local regulation (`meeting.majority`, unconfirmed), and of two
readings the stricter one is used.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.papers.interview import Answers, certain
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.votes import Votes, more_than_half, parse, two_thirds


class Decision(StrEnum):
    """The decision on an item. A dropped one rests on an item that was not adopted, so it is not put to the vote."""

    UNKNOWN = "unknown"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    DROPPED = "dropped"


LOST = frozenset({Decision.REJECTED, Decision.DROPPED})


VOTED = tuple(name for name, question in QUESTIONS.items() if question.kind is AnswerKind.VOTES)
"""The questions about votes, each about one item."""
# The item without which another one makes no sense.
RESTS_ON: Mapping[str, str] = {
    "votes_boundaries": "votes_create",
    "votes_charter": "votes_create",
    "votes_bodies": "votes_charter",
    "votes_chair": "votes_bodies",
    "votes_directions": "votes_charter",
    "votes_authorised": "votes_charter",
    "votes_entity": "votes_charter",
    "votes_initiative": "votes_group",
    "votes_requests": "votes_initiative",
}
# The answers that an item decides about: without the item there is no such decision.
DECIDES: Mapping[str, tuple[str, ...]] = {
    "votes_bodies": ("bodies", "council_size", "chair_by", "audit"),
    "votes_chair": ("tos_chair",),
    "votes_directions": ("directions",),
    "votes_authorised": ("authorised", "authorised_acc"),
    "votes_entity": ("legal_entity",),
    "votes_initiative": ("group_purpose",),
}


def votes_of(answers: Answers, name: str) -> Votes | None:
    """The votes in the answer to `name`; None when they are missing or doubtful."""
    found = certain(answers, name)
    return parse(str(found)) if found is not None else None


def decision(name: str, answers: Answers) -> Decision:
    """The decision on the item that a question about votes asks for."""
    if blocking(name, answers):
        return Decision.DROPPED
    votes = votes_of(answers, name)
    if votes is None:
        return Decision.UNKNOWN
    if not votes.has_majority:
        return Decision.REJECTED
    if name != "votes_charter" or votes.yes >= two_thirds(votes.present):
        return Decision.ADOPTED
    majority = certain(answers, "majority")
    if majority is None:
        return Decision.UNKNOWN
    return Decision.ADOPTED if majority == "simple" else Decision.REJECTED


def blocking(name: str, answers: Answers) -> str | None:
    """The rejected item because of which another one is dropped; None when it is put to the vote."""
    below = RESTS_ON.get(name)
    if below is None:
        return None
    return blocking(below, answers) or (below if decision(below, answers) is Decision.REJECTED else None)


def votes_required(name: str, present: int, majority: str | None) -> int:
    """The least number of votes that adopts an item, by the majority of the charter."""
    return two_thirds(present) if name == "votes_charter" and majority == "two_thirds" else more_than_half(present)
