"""The date of a stage in words: a forecast never looks like a date that the funder has announced."""

from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup

from bot.domain.grants import REPORTS, TO_DO, Precision, Programme, Stage, StageKind, first_day, last_whole_day
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.shared.screens import zone_name

LABELS = {
    StageKind.MEETING: "grant-meeting",
    StageKind.PARTNER: "grant-partner-found",
    StageKind.LETTER: "grant-letter",
    StageKind.OPEN: "grant-opening",
    StageKind.DEADLINE: "grant-deadline",
    StageKind.RESULTS: "grant-results",
    StageKind.PROJECT_START: "grant-project-start",
    StageKind.INTERIM_REPORT: "grant-interim-report",
    StageKind.FINAL_REPORT: "grant-final-report",
}
# Where people vote and nothing is applied for.
VOTE_LABELS = LABELS | {StageKind.OPEN: "grant-vote-opening", StageKind.DEADLINE: "grant-vote-end"}
EXPECTED = {
    Precision.MINUTE: "grant-expected-about",
    Precision.DAY: "grant-expected-about",
    Precision.MONTH: "grant-expected-in",
}


def line(tr: Translator, stage: Stage, zone: str, now: datetime | None = None, *, vote: bool = False) -> Markup:
    """A stage with its date, also in the reader's `zone`: "Deadline: 15 October 2026, 23:30 Moscow time = …".

    With `now`, a date that is over is shown as past; without it, as one that is still ahead. A vote has its own labels.
    """
    label = tr.plain((VOTE_LABELS if vote else LABELS)[stage.kind])
    if now is not None and stage.over_at <= now:
        return tr("grant-past-line", label=label, when=_past(tr, stage, zone))
    key = "grant-forecast-line" if stage.forecast else "grant-confirmed-line"
    return tr(key, label=label, when=_ahead(tr, stage, zone))


def when(tr: Translator, stage: Stage, zone: str) -> str:
    """The date alone, as one that is still ahead."""
    return _ahead(tr, stage, zone)


def brief(tr: Translator, stage: Stage, zone: str) -> str:
    """The date in a few words, for a picture: a forecast says so."""
    day = first_day(stage)
    if stage.precision is Precision.MONTH:
        return tr.plain("grant-brief-month-forecast" if stage.forecast else "grant-brief-month", month=tr.month(day))
    local = wall_clock(stage.over_at, zone).date() if stage.precision is Precision.MINUTE else day
    if stage.forecast:
        return tr.plain("grant-brief-forecast", day=_short(tr, local))
    return tr.plain("grant-brief", day=_short(tr, local), kind="open" if stage.kind is StageKind.OPEN else "until")


def clock(tr: Translator, at: datetime, zone: str) -> str:
    """15 October 2026, 23:30 Moscow time"""
    local = wall_clock(at, zone)
    return tr.plain("grant-clock", day=tr.day(local), time=f"{local:%H:%M}", zone=zone_name(tr, zone))


@lru_cache(maxsize=4096)
def _ahead(tr: Translator, stage: Stage, zone: str) -> str:
    said = _date(tr, stage, zone)
    if stage.forecast:
        said = tr.plain(EXPECTED[stage.precision], when=said)
    elif stage.precision is Precision.MONTH:
        said = tr.plain("grant-day-unknown", when=said)
    elif stage.kind in TO_DO | REPORTS:
        said = _until(tr, stage, zone, said)
    if stage.kind not in TO_DO or stage.precision is Precision.MONTH:
        return said
    return tr.plain("grant-last-day", when=said, day=_short(tr, last_whole_day(stage, zone)))


def _until(tr: Translator, stage: Stage, zone: str, said: str) -> str:
    """The deadline up to a minute or, without an hour, up to the end of a day in the funder's zone."""
    if stage.precision is Precision.MINUTE:
        return tr.plain("grant-until", when=said)
    if _same_clock(stage, zone):
        return tr.plain("grant-until-day", day=said)
    return tr.plain("grant-until-day-there", day=said, zone=zone_name(tr, stage.zone))


def _past(tr: Translator, stage: Stage, zone: str) -> str:
    if not stage.forecast:
        return _date(tr, stage, zone)
    month = stage.precision is Precision.MONTH
    return tr.plain("grant-was-expected", when=tr.month(first_day(stage)) if month else _date(tr, stage, zone))


def _date(tr: Translator, stage: Stage, zone: str) -> str:
    """The date as it was announced; a minute in both zones where the reader's differs from the funder's."""
    day = first_day(stage)
    if stage.precision is Precision.MONTH:
        return tr.plain("grant-in-month", month=day.month, year=str(day.year))
    if stage.precision is Precision.DAY:
        return tr.day(day)
    theirs = clock(tr, stage.over_at, stage.zone)
    if _same_clock(stage, zone):
        return theirs
    here = wall_clock(stage.over_at, zone)
    ours = tr.plain("grant-clock", day=_short(tr, here), time=f"{here:%H:%M}", zone=zone_name(tr, zone))
    return tr.plain("grant-both-clocks", theirs=theirs, ours=ours)


def _same_clock(stage: Stage, zone: str) -> bool:
    return wall_clock(stage.over_at, zone) == wall_clock(stage.over_at, stage.zone)


def _short(tr: Translator, on: date) -> str:
    """15 October, for a text that has the year elsewhere."""
    return tr.day(on).removesuffix(f" {on.year}")


def as_of(tr: Translator, programme: Programme) -> str:
    """The date of a programme's facts in words; for an undated source, the day on which it was read."""
    if programme.as_of is not None:
        return tr.plain("grant-dated", when=_known_on(tr, programme.as_of))
    if programme.seen_on is not None:
        return tr.plain("grant-undated", day=tr.day(programme.seen_on))
    return tr.plain("grant-unseen")


def _known_on(tr: Translator, known: str) -> str:
    """2023, 2026-01 or 2026-01-15 in words."""
    if len(known) == len("2023"):
        return tr.plain("grant-year", year=known)
    if len(known) == len("2026-01"):
        return tr.month(date.fromisoformat(f"{known}-01"))
    return tr.day(date.fromisoformat(known))
