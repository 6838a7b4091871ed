"""The audit: what people with a right did to what is not theirs alone, and who looked at whose data.

An entry has ids and codes and, where the act asks for one, a reason in the actor's words. It outlives the names in it:
once a person has left, their number stays, which is never given to another.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    """An act that the audit keeps; texts name each as `act-` and its value."""

    ROLE_GIVEN = "role-given"
    ROLE_TAKEN = "role-taken"
    DATA_SEEN = "data-seen"
    DATA_EXPORTED = "data-exported"
    ERASED = "erased"
    INVITED = "invited"
    INVITATION_WITHDRAWN = "uninvited"
    INVITATION_GUESSED = "guessed"
    HANDED_OVER = "handed-over"
    TAKEN_OVER = "taken-over"
    ACCOUNT_LINKED = "account-linked"
    ACCOUNT_LEFT = "account-left"
    BROADCAST_PAUSED = "paused"
    BROADCAST_STOPPED = "stopped"
    BROADCAST_RECALLED = "recalled"
    QUESTIONS_BANNED = "questions-banned"
    QUESTIONS_ALLOWED = "questions-allowed"
    GROUP_CONNECTED = "group-connected"
    GROUP_DISCONNECTED = "group-disconnected"
    ANSWER_PUBLISHED = "answer-published"
    ANSWER_WITHDRAWN = "answer-withdrawn"
    TAKEN_OUT = "taken-out"
    PROGRAMME_EDITED = "programme-edited"
    CATALOGUE_LOADED = "catalogue-loaded"
    CATALOGUE_UNDONE = "catalogue-undone"
    EVENT_PUBLISHED = "event-published"
    EVENT_CHANGED = "event-changed"
    EVENT_CANCELLED = "event-cancelled"
    GUEST_REMOVED = "guest-removed"
    QUEUE_MOVED = "queue-moved"
    STEWARD_NAMED = "steward-named"
    STEWARD_DROPPED = "steward-dropped"


class AuditSubject(StrEnum):
    """The kind of thing that an act was on; the entry has its id as well."""

    PERSON = "person"
    ACCOUNT = "account"
    INVITATION = "invitation"
    CHAIR = "chair"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    BROADCAST = "broadcast"
    QUESTION = "question"
    GROUP = "group"
    ANSWER = "answer"
    CASE = "case"
    EDIT = "edit"  # of a programme in the catalogue of grants
    TABLE = "table"  # of many programmes
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `actor_id` is None when the bot did it by itself; `about_id` is the person whom it concerned.

    `subject_id` is the id of what it was on, `scope` a municipality's slug, or the region, whose coordinators see it.
    """

    act: Act
    actor_id: int | None
    about_id: int | None
    subject: AuditSubject
    subject_id: int | None
    scope: str
    reason: str
    at: datetime


# The acts that are read together; all others are OTHERS.
OTHERS = "others"
GROUPS = {
    "roles": (Act.ROLE_GIVEN, Act.ROLE_TAKEN, Act.INVITED, Act.INVITATION_WITHDRAWN, Act.INVITATION_GUESSED),
    "data": (Act.DATA_SEEN, Act.DATA_EXPORTED, Act.ERASED, Act.TAKEN_OUT),
}


def acts_of(chosen: str) -> tuple[Act, ...]:
    """The acts of a group, or the one act of this name; none for any other word, which means all of them."""
    if chosen == OTHERS:
        known = {act for acts in GROUPS.values() for act in acts}
        return tuple(act for act in Act if act not in known)
    return GROUPS.get(chosen) or tuple(act for act in Act if act == chosen)
