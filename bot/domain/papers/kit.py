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
    SCHEME = "scheme"
    HEADCOUNT = "headcount"
    BOUNDARIES = "boundaries"
    SIGNATURES = "signatures"
    CHARTER = "charter"
    PREMISES = "premises"
    NOTICE = "notice"
    POSTER = "poster"
    LETTER = "letter"
    DELEGATES = "delegates"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    REGISTRATION = "registration"
    SUBMISSION = "submission"
    COVER = "cover"
    OFFICERS = "officers"
    CONSENT = "consent"
    CHANGES = "changes"


_PLACE = ("settlement", "tos_name", "territory")
_ADMINISTRATION = ("administration", "administration_acc")
_SENDER = ("authorised", "authorised_gen", "address", "phone")
_WHEN_AND_WHERE = ("gathering", *_PLACE, "meeting_at", "meeting_place")
_ANNOUNCED = (*_WHEN_AND_WHERE, "decision", "delegate_norm", "charter_where", "legal_entity", "contact")
_LIVE = ("residents", "residents_young", "residents_source")
_CAME = ("present", "present_young", "elected", "delegates", "represented")
_ADOPTED = ("gathering", "meeting_at", "minutes_number")
_BODIES = ("bodies", "council_size", "chair_by", "audit")

# In the order in which the questions are asked.
ASKS: Mapping[Paper, tuple[str, ...]] = {
    Paper.GROUP: (
        *_PLACE,
        *("group_on", "group_place", "group_present", "group_purpose"),
        *("group_chair", "group_secretary", "votes_group", "votes_initiative", "votes_requests"),
    ),
    Paper.TERRITORY: (*_PLACE, "houses", "borders", "map_source", "residents"),
    Paper.SCHEME: (*_PLACE, "borders", "map_source", "decision"),
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
        *("charter_notice", "charter_way", "property", "legal_entity", "regulation"),
        *("meeting_at", "minutes_number"),
    ),
    Paper.PREMISES: (*_WHEN_AND_WHERE, "premises_hours", "residents", *_ADMINISTRATION, *_SENDER),
    Paper.NOTICE: _ANNOUNCED,
    Paper.POSTER: (*_WHEN_AND_WHERE, "contact"),
    Paper.LETTER: (*_ANNOUNCED, *_ADMINISTRATION, *_SENDER),
    Paper.DELEGATES: (*_PLACE, "meeting_at", "delegate_norm"),
    Paper.ATTENDANCE: (*_WHEN_AND_WHERE, "residents"),
    Paper.MINUTES: (
        *_WHEN_AND_WHERE,
        *("decision", *_LIVE, *_CAME, "minutes_number", "majority"),
        *("meeting_chair", "meeting_secretary", "votes_presidium", "votes_create", "votes_boundaries", "votes_charter"),
        *(*_BODIES, "votes_bodies", "tos_chair", "votes_chair", "directions", "votes_directions"),
        *("authorised", "authorised_acc", "votes_authorised", "legal_entity", "votes_entity"),
    ),
    Paper.REGISTRATION: (
        *_PLACE,
        *("gathering", "meeting_at", "minutes_number", "decision", "copies"),
        *(*_ADMINISTRATION, *_SENDER),
    ),
    Paper.SUBMISSION: (*_PLACE, *_ADOPTED, *_ADMINISTRATION, *_SENDER),
    Paper.COVER: (
        *("settlement", "tos_name", "gathering", "meeting_at", "minutes_number", "decision", "copies"),
        *(*_ADMINISTRATION, "authorised"),
    ),
    Paper.OFFICERS: (*_PLACE, *_ADOPTED, *_BODIES, "tos_chair", "term", "meeting_chair", "meeting_secretary"),
    Paper.CONSENT: ("settlement", "tos_name", "administration"),
    Paper.CHANGES: (
        *("settlement", "tos_name", "charter_record", "changes_minutes", "changes", "copies"),
        *(*_ADMINISTRATION, *_SENDER),
    ),
}

# The questions that are settled by the answer to a request.
REPLIES: Mapping[Paper, tuple[str, ...]] = {Paper.HEADCOUNT: (*_LIVE, "houses", "regulation")}
# A question of the request that its answer may settle anew: it is asked once more, after this one.
COMPARED: Mapping[str, str] = {"residents_source": "houses"}

# Papers that invite people to a meeting: a day that has passed makes no sense in them.
CALLS = frozenset({Paper.PREMISES, Paper.NOTICE, Paper.POSTER, Paper.LETTER})
# Papers that submit a charter: without one that was adopted there is nothing to submit.
SUBMITS = frozenset({Paper.REGISTRATION, Paper.SUBMISSION, Paper.COVER, Paper.OFFICERS})


class Section(StrEnum):
    """A part of the kit that fits on one screen."""

    BEFORE = "before"
    GATHERING = "gathering"
    FILING = "filing"
    AFTER = "after"


SECTIONS: Mapping[Section, tuple[Step, ...]] = {
    Section.BEFORE: (Step.GROUP, Step.TERRITORY, Step.HEADCOUNT, Step.BOUNDARIES, Step.CHARTER),
    Section.GATHERING: (Step.NOTICE, Step.DELEGATES, Step.MEETING),
    Section.FILING: (Step.REGISTRATION,),
    Section.AFTER: (Step.FIRST_DAYS,),
}

_OF_STEP: Mapping[Step, tuple[Paper, ...]] = {
    Step.GROUP: (Paper.GROUP,),
    Step.TERRITORY: (Paper.TERRITORY, Paper.SCHEME),
    Step.HEADCOUNT: (Paper.HEADCOUNT,),
    Step.BOUNDARIES: (Paper.BOUNDARIES, Paper.SIGNATURES),
    Step.CHARTER: (Paper.CHARTER,),
    Step.NOTICE: (Paper.PREMISES, Paper.NOTICE, Paper.POSTER, Paper.LETTER),
    Step.DELEGATES: (Paper.DELEGATES,),
    Step.MEETING: (Paper.ATTENDANCE, Paper.MINUTES),
    Step.REGISTRATION: (Paper.REGISTRATION, Paper.SUBMISSION, Paper.COVER, Paper.OFFICERS, Paper.CONSENT),
    Step.FIRST_DAYS: (Paper.CHANGES,),
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


def papers_in(section: Section, order: Order | None = None) -> tuple[Paper, ...]:
    """The papers of a section, in the order of the municipality's road."""
    return tuple(paper for step in road(order) if step in SECTIONS[section] for paper in papers_of(step, order))


def section_of(paper: Paper, order: Order | None = None) -> Section:
    """The section that has the paper on this road."""
    return next((section for section in Section if paper in papers_in(section, order)), Section.BEFORE)
