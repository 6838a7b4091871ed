"""The values of the catalogue in words: a field, a date, a change of one."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.domain.catalogue.edits import Change, Edit
from bot.domain.catalogue.entries import as_day, as_round, as_stage, stage_of
from bot.domain.grants import Applicant, Certainty, Level, Precision, RoundStatus, Theme, first_day, said
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.views import CERTAINTIES, THEMES
from handlers.shared.applicant_names import APPLICANTS

VALUE_MAX = 300

FIELDS = {
    "title": "catalogue-title",
    "short_title": "catalogue-short-title",
    "organiser": "catalogue-organiser",
    "level": "catalogue-level",
    "url": "catalogue-url",
    "applicants": "catalogue-applicants",
    "municipalities": "catalogue-municipalities",
    "themes": "catalogue-themes",
    "amount": "catalogue-amount",
    "amounts": "catalogue-amounts",
    "own_share": "catalogue-own-share",
    "min_age_months": "catalogue-min-age",
    "hand_in": "catalogue-hand-in",
    "documents": "catalogue-documents",
    "links": "catalogue-links",
    "contact": "catalogue-contact",
    "note": "catalogue-note",
    "source": "catalogue-source",
    "as_of": "catalogue-as-of",
    "seen_on": "catalogue-seen-on",
    "recheck_on": "catalogue-recheck-on",
    "confidence": "catalogue-confidence",
    "archived": "catalogue-archived",
    "merged_into": "catalogue-merged-into",
}
LEVELS = {
    Level.FEDERAL: "catalogue-federal",
    Level.REGION: "catalogue-region",
    Level.MUNICIPALITY: "catalogue-municipality",
    Level.COMPANY: "catalogue-company",
    Level.ASSOCIATION: "catalogue-association",
}
STATUSES = {
    RoundStatus.FORECAST: "catalogue-forecast",
    RoundStatus.ANNOUNCED: "catalogue-announced",
    RoundStatus.OPEN: "catalogue-open",
    RoundStatus.CLOSED: "catalogue-closed",
    RoundStatus.CANCELLED: "catalogue-cancelled",
}
NAMES: Mapping[str, Mapping[Any, str]] = {
    "level": LEVELS,
    "applicants": APPLICANTS,
    "themes": THEMES,
    "confidence": CERTAINTIES,
}
KINDS: Mapping[str, type[Level | Applicant | Theme | Certainty]] = {
    "level": Level,
    "applicants": Applicant,
    "themes": Theme,
    "confidence": Certainty,
}


def field_name(tr: Translator, field: str) -> str:
    """The name of a field; of a round and its dates, with the season."""
    if place := as_stage(field):
        return tr.plain("catalogue-of-season", field=tr.plain(dates.LABELS[place.kind]), season=place.season)
    if season := as_round(field):
        return tr.plain("catalogue-season", season=season)
    return tr.plain(FIELDS[field])


def is_unknown(value: Any) -> bool:
    return value in (None, [], {}, False, "")


def value_text(tr: Translator, field: str, value: Any, zone: str) -> str:
    """A value as people read it, cut to VALUE_MAX; None is "not known"."""
    if is_unknown(value):
        return tr.plain("catalogue-unknown")
    if place := as_stage(field):
        return dates.when(tr, stage_of(place.kind, value), zone)
    if as_round(field):
        return tr.plain(STATUSES[RoundStatus(value)])
    return _plain_text(tr, field, value)[:VALUE_MAX]


def _plain_text(tr: Translator, field: str, value: Any) -> str:
    if field == "archived":
        return tr.plain("catalogue-yes")
    if field in ("seen_on", "recheck_on") and (day := as_day(value)):
        return tr.day(day)
    if field == "amounts":
        return "; ".join(
            f"{tr.plain(APPLICANTS[Applicant(kind)])} — {most:_}".replace("_", " ") for kind, most in value.items()
        )
    if isinstance(value, Mapping):
        return said(value, tr.locale)
    parts = value if isinstance(value, list) else [value]
    return ", ".join(tr.plain(NAMES[field][KINDS[field](each)]) if field in NAMES else str(each) for each in parts)


def change_line(tr: Translator, field: str, change: Change, zone: str) -> Markup:
    """A field before and after."""
    was, became = (value_text(tr, field, value, zone) for value in change)
    return tr("catalogue-change", field=field_name(tr, field), was=was, became=became)


def what_came(tr: Translator, edit: Edit, zone: str) -> str:
    """The fate of the dates and of the address in an edit, in one line."""
    told = [(field, change.became) for field, change in edit.changes.items() if field == "url" or as_stage(field)]
    return "; ".join(
        tr.plain("catalogue-became", field=field_name(tr, field), value=value_text(tr, field, value, zone))
        for field, value in told
    )


def in_short(tr: Translator, edit: Edit) -> str:
    """The first date of an edit, or its address, for a button."""
    for field, change in edit.changes.items():
        if (place := as_stage(field)) and change.became:
            stage = stage_of(place.kind, change.became)
            day = first_day(stage)
            when = tr.month(day) if stage.precision is Precision.MONTH else tr.day(day)
            return tr.plain("catalogue-became", field=tr.plain(dates.LABELS[place.kind]), value=when)
    return tr.plain(FIELDS["url"])


def changes_lines(tr: Translator, changes: Mapping[str, Change], zone: str) -> list[Markup]:
    return [change_line(tr, field, change, zone) for field, change in changes.items()]


def changes_text(tr: Translator, edit: Edit, zone: str) -> Markup:
    return Markup("\n").join(changes_lines(tr, edit.sourced(), zone))


def history_text(tr: Translator, edit: Edit, zone: str) -> Markup:
    """A saved edit: day, author, changes, source."""
    head = tr(
        "catalogue-history-head",
        day=tr.day(edit.saved_at.date()) if edit.saved_at else "",
        author=edit.author or tr.plain("catalogue-author-gone"),
    )
    return Markup("\n").join([head, changes_text(tr, edit, zone), tr("catalogue-history-source", source=edit.source)])
