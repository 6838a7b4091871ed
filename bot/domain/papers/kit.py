"""The kit: every paper of the founding, its questions, and the step at which it is needed.

Sources of the set and of its fields: templates and lists published by other municipalities; no local list of
Amur Oblast is confirmed, so each paper is a draft and says so.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.founding import Order, Step, road


class Paper(StrEnum):
    """A paper; its value names the template `locales/ru/documents/<value>.docx`."""

    GROUP = "group"
    TERRITORY = "territory"
    HEADCOUNT = "headcount"
    BOUNDARIES = "boundaries"
    SIGNATURES = "signatures"
    CHARTER = "charter"
    NOTICE = "notice"
    LETTER = "letter"
    DELEGATES = "delegates"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    REGISTRATION = "registration"
    COVER = "cover"
    CONSENT = "consent"


_PLACE = ("settlement", "tos_name", "territory")
_ADMINISTRATION = ("administration", "administration_acc")
_SENDER = ("authorised", "authorised_gen", "address", "phone")
_WHEN_AND_WHERE = ("gathering", *_PLACE, "meeting_at", "meeting_place")
_ANNOUNCED = (*_WHEN_AND_WHERE, "decision", "delegate_norm", "charter_where", "legal_entity", "contact")
_LIVE = ("residents", "residents_young", "residents_source")
_CAME = ("present", "present_young", "elected", "delegates", "represented")
_BODIES = ("bodies", "council_size", "chair_by", "audit")

# In the order in which the questions are asked.
ASKS: Mapping[Paper, tuple[str, ...]] = {
    Paper.GROUP: (
        *_PLACE,
        *("group_on", "group_place", "group_present", "group_purpose"),
        *("group_chair", "group_secretary", "group_votes"),
    ),
    Paper.TERRITORY: (*_PLACE, "houses", "borders", "map_source", "residents"),
    Paper.HEADCOUNT: (*_PLACE, "houses", *_ADMINISTRATION, *_SENDER),
    Paper.BOUNDARIES: (
        *_PLACE,
        *("houses", "borders", "residents", "body", "body_acc", "authorised", "address", "phone"),
    ),
    Paper.SIGNATURES: (*_PLACE, "body"),
    Paper.CHARTER: (
        *_PLACE,
        *("borders", "decision", "directions"),
        *_BODIES,
        *("term", "quorum_share", "majority", "gathering", "delegate_norm", "delegate_term"),
        *("charter_notice", "charter_way", "property", "legal_entity", "meeting_at", "minutes_number"),
    ),
    Paper.NOTICE: _ANNOUNCED,
    Paper.LETTER: (*_ANNOUNCED, *_ADMINISTRATION, *_SENDER),
    Paper.DELEGATES: (*_PLACE, "meeting_at", "delegate_norm"),
    Paper.ATTENDANCE: (*_WHEN_AND_WHERE, "residents"),
    Paper.MINUTES: (
        *_WHEN_AND_WHERE,
        *("decision", *_LIVE, *_CAME, "meeting_chair", "meeting_secretary", "minutes_number", "meeting_votes"),
        *(*_BODIES, "tos_chair", "directions", "legal_entity", "authorised", "authorised_acc"),
    ),
    Paper.REGISTRATION: (
        *_PLACE,
        *("gathering", "meeting_at", "minutes_number", "decision", "copies"),
        *(*_ADMINISTRATION, *_SENDER),
    ),
    Paper.COVER: (
        *("settlement", "tos_name", "gathering", "meeting_at", "minutes_number", "decision", "copies"),
        *(*_ADMINISTRATION, "authorised"),
    ),
    Paper.CONSENT: ("settlement", "tos_name", "administration"),
}

# Papers that invite people to a meeting: a day that has passed makes no sense in them.
CALLS = frozenset({Paper.NOTICE, Paper.LETTER})

_OF_STEP: Mapping[Step, tuple[Paper, ...]] = {
    Step.GROUP: (Paper.GROUP,),
    Step.TERRITORY: (Paper.TERRITORY,),
    Step.HEADCOUNT: (Paper.HEADCOUNT,),
    Step.BOUNDARIES: (Paper.BOUNDARIES, Paper.SIGNATURES),
    Step.CHARTER: (Paper.CHARTER,),
    Step.NOTICE: (Paper.NOTICE, Paper.LETTER),
    Step.DELEGATES: (Paper.DELEGATES,),
    Step.MEETING: (Paper.ATTENDANCE, Paper.MINUTES),
    Step.REGISTRATION: (Paper.REGISTRATION, Paper.COVER, Paper.CONSENT),
}


def papers_of(step: Step, order: Order | None = None) -> tuple[Paper, ...]:
    """The papers of a step; with a single application the papers of the boundaries belong to the registration."""
    own = _OF_STEP.get(step, ())
    if step is Step.REGISTRATION and Step.BOUNDARIES not in road(order):
        return (*_OF_STEP[Step.BOUNDARIES], *own)
    return own


def kit(order: Order | None = None) -> tuple[Paper, ...]:
    """Every paper once, in the order of the municipality's road."""
    return tuple(paper for step in road(order) for paper in papers_of(step, order))
