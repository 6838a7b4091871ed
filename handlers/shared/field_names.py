"""The names of the fields of a municipality's profile, and of those of a helper."""

FIELDS = {
    "order": "field-order",
    "body": "field-body",
    "group_minimum": "field-group-minimum",
    "notice_days": "field-notice-days",
    "review_days": "field-review-days",
    "charter_copies": "field-charter-copies",
    "meeting_share": "field-meeting-share",
    "attachments": "field-attachments",
    "contact": "field-contact",
}
HELPER_FIELDS = {
    "contact": "helper-field-contact",
    "does": "helper-field-does",
    "for_whom": "helper-field-for-whom",
    "name": "helper-field-name",
}
