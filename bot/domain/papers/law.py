"""The norms that a paper relies on: recorded when it is made, so that its makers are told when a value changes."""

from collections.abc import Mapping
from hashlib import sha256

from bot.domain.municipalities import Municipality
from bot.domain.norms import Norm
from bot.domain.papers.kit import Paper

_AGES = ("federal.age_min", "federal.age_min.131fz")
_MEETING = ("federal.quorum.meeting",)
_CONFERENCE = ("federal.quorum.conference.delegates", "federal.quorum.conference.residents")

# The full names of laws, as papers cite them; each is a norm with its source and day.
LAW, LAW_CONFERENCE, LAW_APPEAL, LAW_DATA = "law.33fz", "law.131fz", "law.59fz", "law.152fz"

NORMS: Mapping[Paper, tuple[str, ...]] = {
    Paper.GROUP: ("group.minimum", "federal.age_min"),
    Paper.TERRITORY: ("boundaries.who", "tos.part_only"),
    Paper.SCHEME: ("boundaries.who", "tos.part_only"),
    Paper.HEADCOUNT: (*_AGES, "appeal.answer_days", LAW_APPEAL),
    Paper.BOUNDARIES: ("boundaries.who", "group.minimum"),
    Paper.SIGNATURES: ("boundaries.who", "federal.age_min"),
    Paper.CHARTER: (
        *("charter.content", "founding.moment", "boundaries.who", "legal_entity.optional", "tos.part_only"),
        *("meeting.exclusive_powers", "meeting.majority", "tos.draft_acts", "tos.initiative_project"),
        *(*_AGES, *_MEETING, *_CONFERENCE),
    ),
    Paper.PREMISES: ("federal.age_min", *_MEETING, "appeal.answer_days"),
    Paper.NOTICE: ("meeting.notice_days", "federal.age_min", *_MEETING, LAW_CONFERENCE),
    Paper.POSTER: ("meeting.notice_days", "federal.age_min", *_MEETING),
    Paper.LETTER: ("meeting.notice_days", "federal.age_min", *_MEETING, LAW_CONFERENCE),
    Paper.DELEGATES: ("federal.age_min", *_CONFERENCE, LAW_CONFERENCE),
    Paper.ATTENDANCE: (*_AGES, *_MEETING),
    Paper.MINUTES: (*_AGES, *_MEETING, *_CONFERENCE, "legal_entity.optional", LAW_CONFERENCE),
    Paper.REGISTRATION: ("founding.moment", "charter.review_days"),
    Paper.SUBMISSION: ("founding.moment", "charter.review_days"),
    Paper.COVER: ("charter.review_days",),
    Paper.OFFICERS: ("meeting.exclusive_powers", "charter.content"),
    Paper.CONSENT: ("pd.consent_separate", LAW_DATA),
    Paper.CHANGES: ("meeting.exclusive_powers", "charter.review_days"),
}
FACTS: Mapping[Paper, tuple[str, ...]] = {
    Paper.GROUP: ("group_minimum",),
    Paper.TERRITORY: ("body",),
    Paper.BOUNDARIES: ("order", "body", "group_minimum"),
    Paper.SCHEME: ("body",),
    Paper.SIGNATURES: ("body",),
    Paper.CHARTER: ("order", "meeting_share"),
    Paper.NOTICE: ("notice_days", "meeting_share"),
    Paper.POSTER: ("notice_days", "meeting_share"),
    Paper.PREMISES: ("meeting_share",),
    Paper.LETTER: ("notice_days", "meeting_share"),
    Paper.ATTENDANCE: ("meeting_share",),
    Paper.MINUTES: ("order", "meeting_share"),
    Paper.REGISTRATION: ("review_days", "charter_copies", "attachments"),
    Paper.SUBMISSION: ("review_days",),
    Paper.COVER: ("charter_copies", "attachments"),
    Paper.CHANGES: ("review_days", "charter_copies"),
}
"""The fields of the municipality's profile that a paper uses."""

ARTICLE = "federal.tos.article"


def facts_of(paper: Paper, where: Municipality | None) -> dict[str, object]:
    """The confirmed fields of the profile that the paper uses, by field."""
    known = {field: getattr(where, field, None) for field in FACTS.get(paper, ())}
    return {field: value for field, value in known.items() if value is not None}


def used(paper: Paper, norms: Mapping[str, Norm], where: Municipality | None) -> dict[str, str]:
    """The values that a paper is made from: norms by their keys, the profile's fields by "municipality.<field>"."""
    law = {key: norms[key].value for key in (ARTICLE, *NORMS[paper])}
    return law | {f"municipality.{field}": str(value) for field, value in facts_of(paper, where).items()}


def pack_version(norms: Mapping[str, Norm]) -> str:
    """The version of all norms together: the date of the newest check and a digest, as in "2026-11-24/3f9a1c02"."""
    said = "\n".join(f"{key}={norms[key].value};{norms[key].confidence};{norms[key].as_of}" for key in sorted(norms))
    newest = max(norm.as_of for norm in norms.values())
    return f"{newest}/{sha256(said.encode()).hexdigest()[:8]}"
