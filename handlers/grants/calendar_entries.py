"""The dates of programmes as entries of a calendar: a forecast, or what was cancelled, says so in its title."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from bot.domain.catalogue.remaining import last_evening
from bot.domain.catalogue.shelf import DatedStage
from bot.domain.grants import TO_DO, Precision, Programme, Round, RoundStatus, Stage, first_day
from bot.domain.seasons import is_vote
from bot.domain.time import moment
from bot.files.ics import Entry, EntryStatus
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.views import ascii_url

# The hour at which a calendar reminds, and the length of an entry that ends with its deadline.
ALARM_AT, LAST_HOUR = time(10), timedelta(hours=1)
TITLES = {
    EntryStatus.CONFIRMED: "grant-entry",
    EntryStatus.TENTATIVE: "grant-entry-forecast",
    EntryStatus.CANCELLED: "grant-entry-cancelled",
}


def entries_of(tr: Translator, programme: Programme, zone: str, now: datetime) -> list[Entry]:
    """The dates that are ahead, by the clock of `zone`; those of a cancelled round, to strike them out."""
    vote = is_vote(programme)
    return [_entry(tr, programme, each, stage, zone, vote=vote) for each, stage in _ahead(programme, now)]


def entries_of_dates(tr: Translator, chosen: Iterable[DatedStage], zone: str) -> list[Entry]:
    """These dates, by the clock of `zone`."""
    return [_entry(tr, each.programme, each.season, each.stage, zone, vote=is_vote(each.programme)) for each in chosen]


def _ahead(programme: Programme, now: datetime) -> Iterator[tuple[Round, Stage]]:
    for each in programme.rounds:
        if each.status is not RoundStatus.CLOSED:
            yield from ((each, stage) for stage in each.stages if stage.over_at > now)


def _entry(tr: Translator, programme: Programme, season: Round, stage: Stage, zone: str, *, vote: bool) -> Entry:
    label = tr.plain((dates.VOTE_LABELS if vote else dates.LABELS)[stage.kind])
    status = _status(season, stage)
    line = Markup(dates.line(tr, stage, zone, vote=vote)).striptags()  # noqa: S704  our own text
    source = tr.plain("grant-entry-source", source=stage.source or programme.source)
    starts = _starts(stage)
    return Entry(
        name=f"grant-stage-{stage.id}",
        starts=starts,
        title=tr.plain(TITLES[status], label=label, title=programme.short_title),
        length=LAST_HOUR,
        description=f"{line}\n{source}",
        url=ascii_url(programme.url) if programme.url else "",
        status=status,
        alarm=_alarm(stage, zone, starts) if stage.kind in TO_DO else None,
        is_free=stage.forecast,
    )


def _starts(stage: Stage) -> date:
    """The last hour of a deadline, the day or the first day of the month of a date without an hour."""
    if stage.precision is Precision.MINUTE:
        return stage.over_at - LAST_HOUR if stage.kind in TO_DO else stage.over_at
    return first_day(stage)


def _status(season: Round, stage: Stage) -> EntryStatus:
    if season.status is RoundStatus.CANCELLED:
        return EntryStatus.CANCELLED
    return EntryStatus.TENTATIVE if stage.forecast else EntryStatus.CONFIRMED


def _alarm(stage: Stage, zone: str, starts: date) -> timedelta | None:
    """From the start of an entry to ten in the morning of its last day but for an evening; none for a month."""
    if stage.precision is Precision.MONTH:
        return None
    if isinstance(starts, datetime):
        return moment(datetime.combine(last_evening(stage, zone), ALARM_AT), zone) - starts
    # A day without an hour is told the day before. It begins at midnight by the clock of whoever reads the calendar.
    return timedelta(hours=ALARM_AT.hour) - timedelta(days=1)
