"""Names of the answers that papers need: the text key of each question's label."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.i18n import Translator
from storage.cases.membership import Parting

LABEL = {
    "settlement": "label-settlement",
    "tos_name": "label-tos-name",
    "territory": "label-territory",
    "houses": "label-houses",
    "borders": "label-borders",
    "map_source": "label-map-source",
    "group_on": "label-group-on",
    "group_place": "label-group-place",
    "group_present": "label-group-present",
    "group_purpose": "label-group-purpose",
    "group_chair": "label-group-chair",
    "group_secretary": "label-group-secretary",
    "administration": "label-administration",
    "administration_acc": "label-administration-acc",
    "body": "label-body",
    "body_acc": "label-body-acc",
    "authorised": "label-authorised",
    "authorised_gen": "label-authorised-gen",
    "authorised_acc": "label-authorised-acc",
    "address": "label-address",
    "phone": "label-phone",
    "gathering": "label-gathering",
    "meeting_at": "label-meeting-at",
    "meeting_place": "label-meeting-place",
    "premises_hours": "label-premises-hours",
    "charter_where": "label-charter-where",
    "contact": "label-contact",
    "decision": "label-decision",
    "delegate_norm": "label-delegate-norm",
    "residents": "label-residents",
    "residents_young": "label-residents-young",
    "residents_source": "label-residents-source",
    "present": "label-present",
    "present_young": "label-present-young",
    "elected": "label-elected",
    "delegates": "label-delegates",
    "represented": "label-represented",
    "meeting_chair": "label-meeting-chair",
    "meeting_secretary": "label-meeting-secretary",
    "minutes_number": "label-minutes-number",
    "tos_chair": "label-tos-chair",
    "directions": "label-directions",
    "bodies": "label-bodies",
    "council_size": "label-council-size",
    "chair_by": "label-chair-by",
    "audit": "label-audit",
    "term": "label-term",
    "quorum_share": "label-quorum-share",
    "majority": "label-majority",
    "charter_notice": "label-charter-notice",
    "charter_way": "label-charter-way",
    "delegate_term": "label-delegate-term",
    "property": "label-property",
    "legal_entity": "label-legal-entity",
    "regulation": "label-regulation",
    "copies": "label-copies",
    "charter_record": "label-charter-record",
    "changes_minutes": "label-changes-minutes",
    "changes": "label-changes",
    "votes_group": "label-votes-group",
    "votes_initiative": "label-votes-initiative",
    "votes_requests": "label-votes-requests",
    "votes_presidium": "label-votes-presidium",
    "votes_create": "label-votes-create",
    "votes_boundaries": "label-votes-boundaries",
    "votes_charter": "label-votes-charter",
    "votes_bodies": "label-votes-bodies",
    "votes_chair": "label-votes-chair",
    "votes_directions": "label-votes-directions",
    "votes_authorised": "label-votes-authorised",
    "votes_entity": "label-votes-entity",
}


def answer_names(tr: Translator, questions: Iterable[str]) -> str:
    """The names of answers, one after another."""
    return ", ".join(tr.plain(LABEL[each]) for each in questions if each in LABEL)


def parting_text(tr: Translator, parting: Parting) -> Markup:
    """The answers that go with a person who leaves a shared case, and the reason why the others stay."""
    gone, named = len(parting.gone), answer_names(tr, parting.gone)
    shown = parting.case.title or tr.plain("case-untitled")
    return tr("case-parting", title=shown, gone=gone, answers=named, kept=parting.kept)
