"""The names of norms. A norm that only a newer release knows is named by its key."""

from bot.i18n import Translator

TITLES = {
    "federal.tos.article": "norm-title-article",
    "federal.age_min": "norm-title-age",
    "federal.age_min.131fz": "norm-title-age-before",
    "federal.quorum.meeting": "norm-title-meeting",
    "federal.quorum.conference.delegates": "norm-title-delegates",
    "federal.quorum.conference.residents": "norm-title-represented",
    "transition.acts_deadline": "norm-title-acts-deadline",
    "transition.131fz_repeal": "norm-title-repeal",
    "founding.moment": "norm-title-moment",
    "boundaries.who": "norm-title-boundaries",
    "legal_entity.optional": "norm-title-legal-entity",
    "charter.content": "norm-title-charter",
    "charter.review_days": "norm-title-review-days",
    "meeting.notice_days": "norm-title-notice-days",
    "group.minimum": "norm-title-group",
    "appeal.answer_days": "norm-title-answer-days",
    "nko.founders_minimum": "norm-title-founders",
    "nko.state_fee": "norm-title-fee",
    "nko.state_fee.online": "norm-title-fee-online",
    "nko.form": "norm-title-form",
    "nko.review_calendar_days": "norm-title-nko-review",
    "meeting.exclusive_powers": "norm-title-powers",
    "meeting.majority": "norm-title-majority",
    "tos.part_only": "norm-title-part-only",
    "tos.draft_acts": "norm-title-draft-acts",
    "tos.initiative_project": "norm-title-project",
    "pd.consent_separate": "norm-title-consent",
    "law.33fz": "norm-title-law-33",
    "law.131fz": "norm-title-law-131",
    "law.59fz": "norm-title-law-59",
    "law.152fz": "norm-title-law-152",
}
# Values that are codes, in words.
WORDS = {
    "charter_registration": "norm-value-charter-registration",
    "representative_body": "norm-value-representative-body",
    "yes": "norm-value-yes",
    "mandatory": "norm-value-mandatory",
    "seven": "norm-value-seven",
    "by_charter": "norm-value-by-charter",
}


def title(tr: Translator, key: str) -> str:
    return tr.plain(TITLES[key]) if key in TITLES else key


def words(tr: Translator, value: str) -> str:
    return tr.plain(WORDS[value]) if value in WORDS else value
