"""The agenda of one reader for one programme: everything that is to be said of it now, and later as far as is known.

It is a function of the catalogue, of what the person follows, was told and answered. Nothing of it is stored ahead, so
a date that moves leaves no reminder to take back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.following.answers import RoundAnswer, RoundReply
from bot.domain.following.items import Item, Known, LastTold, Topic
from bot.domain.following.memory import Following, Memory, known_date
from bot.domain.following.timing import Reader, change_from, speak_from
from bot.domain.grants import REPORTS, TO_DO, Precision, Programme, Round, RoundStatus, Stage, StageKind, first_day
from bot.domain.ladder import first_word, last_day, rungs, ten_on
from bot.domain.seasons import AFTER_DEADLINE, holds, is_live
from bot.domain.time import local_date

# So long an opening is news, unless its deadline is sooner; so long results and starts are.
OPENING_LASTS, DAY_LASTS, ENDS_LAST = timedelta(days=14), timedelta(days=7), timedelta(days=30)
# A programme whose expected date went by without a word is spoken of sooner than one that is simply over.
UNSEEN_FOR, SILENT_FOR, SILENT_EVERY = timedelta(days=30), timedelta(days=180), timedelta(days=365)
# A report is told so long before its date to those of whom nobody knows whether they won.
REPORT_BEFORE = timedelta(days=14)
DAYS = {
    StageKind.RESULTS: Topic.RESULTS,
    StageKind.PROJECT_START: Topic.START,
    StageKind.INTERIM_REPORT: Topic.REPORT,
    StageKind.FINAL_REPORT: Topic.REPORT,
}
HAVE_APPLIED = frozenset({RoundAnswer.APPLIED, RoundAnswer.WON})


def agenda(following: Following, reader: Reader, memory: Memory, now: datetime) -> list[Item]:
    """The items of a programme, due ones and later ones; each says until when it makes sense.

    Those with `at` up to `now` are due. A muted reader hears of changes only.
    """
    if memory.answers.get("") == RoundReply(RoundAnswer.NO):  # About the whole programme.
        return []
    view = _View(following, reader, memory, now)
    found = [*view.changes(), *([] if reader.muted else view.reminders())]
    return [each for each in found if each.until is None or each.until > now]


@dataclass(frozen=True, slots=True)
class _View:
    following: Following
    reader: Reader
    memory: Memory
    now: datetime

    @property
    def programme(self) -> Programme:
        return self.following.programme

    def told(self, stage_id: int) -> LastTold | None:
        found = self.memory.told.get(stage_id)
        return found if found and found.at >= self.following.since else None

    def seasons(self) -> Iterator[tuple[Round, RoundReply | None]]:
        """The rounds that concern the person: not those that they said are not for them."""
        for each in self.programme.rounds:
            said = self.memory.answers.get(each.season)
            if said is None or said.answer is not RoundAnswer.NO:
                yield each, said

    def changes(self) -> Iterator[Item]:
        for season, said in self.seasons():
            found = [item for stage in season.stages if (item := self._change(season, stage, said))]
            ended = sorted((each for each in found if each.date is None), key=lambda each: each.until or self.now)
            yield from (each for each in found if each.date is not None)
            yield from ended[:1]
        yield from self._withdrawn()
        yield from self._archived()

    def _change(self, season: Round, stage: Stage, said: RoundReply | None) -> Item | None:
        applied = _has_applied(said)
        if stage.kind in AFTER_DEADLINE and not self._concerned(stage, said):
            return None
        became = Known.of(stage) if holds(self.programme, season, stage) else None
        was = known_date(stage.id, became, self.following, self.memory)
        if was == became or (
            applied and stage.kind not in AFTER_DEADLINE and season.status is not RoundStatus.CANCELLED
        ):
            return None
        if became is None:
            was_sure = was is not None and (not was.forecast or self.told(stage.id) is not None)
            is_said = self.programme.archived_at is not None and self.following.direct
            return self._item(_end(self.programme, season), stage.id, None, was) if was_sure and not is_said else None
        if was is None or not was.forecast:
            fresh = Topic.FITS if self.following.unseen else Topic.NEW
            topic = fresh if was is None else Topic.MOVED
            return None if was is None and became.forecast else self._item(topic, stage.id, became, was)
        if became.forecast:  # One guess instead of another is news only to somebody who was told the first.
            return self._item(Topic.MOVED, stage.id, became, was) if self.told(stage.id) else None
        return self._item(Topic.CONFIRMED, stage.id, became, was)

    def _withdrawn(self) -> Iterator[Item]:
        """Dates that the person was told and that the catalogue has no more."""
        there = {stage.id for each in self.programme.rounds for stage in each.stages}
        for stage_id, told in self.memory.told.items():
            is_sure = told.date is not None and not told.date.forecast and told.at >= self.following.since
            if stage_id and stage_id not in there and is_sure:
                yield self._item(Topic.WITHDRAWN, stage_id, None, told.date)

    def _archived(self) -> Iterator[Item]:
        """The end of a programme that one follows by itself."""
        at, told = self.programme.archived_at, self.told(0)
        if at is not None and self.following.direct and at > self.following.since and not (told and told.at >= at):
            due_at = change_from(self.now, None, self.reader, corrects=False)
            yield Item(Topic.ARCHIVED, self.programme.id, 0, due_at, at + ENDS_LAST)

    def _item(self, topic: Topic, stage_id: int, date: Known | None, was: Known | None) -> Item:
        """A change, to be told in its time; nobody is told of a date that is over and was over."""
        ends = [each.over_at for each in (date, was) if each]
        nearest = min((each for each in ends if each > self.now), default=None)
        told = self.told(stage_id)
        zone = self.reader.zone
        corrects = told is not None and local_date(told.at, zone) == local_date(self.now, zone)
        at = change_from(self.now, nearest, self.reader, corrects=corrects)
        return Item(topic, self.programme.id, stage_id, at, max(ends), date, was)

    def _when(self, at: datetime, until: datetime | None) -> datetime:
        """The moment for what is to be told from `at` on; what is late is not told at night, either."""
        return speak_from(max(at, self.now), until, self.reader)

    def _concerned(self, stage: Stage, said: RoundReply | None) -> bool:
        """Results are for those who applied, or follow the programme and did not say; the rest for those who applied.

        Whoever has won hears of it from their application.
        """
        if _has_applied(said):
            return said is not None and said.answer is not RoundAnswer.WON
        return stage.kind is StageKind.RESULTS and self.following.direct

    def reminders(self) -> Iterator[Item]:
        for season, said in self.seasons():
            applied = _has_applied(said)
            for stage in season.stages:
                if stage.kind in AFTER_DEADLINE:
                    yield from self._day(season, stage, said)
                elif not applied and not stage.forecast and is_live(self.programme, season):
                    yield from (
                        self._opening(season, stage) if stage.kind is StageKind.OPEN else self._steps(stage, said)
                    )
            if not applied and is_live(self.programme, season):
                yield from self._expected(season)
        yield from self._silent()

    def _steps(self, stage: Stage, said: RoundReply | None) -> Iterator[Item]:
        if stage.kind not in TO_DO or _is_told_by_application(stage, said):
            return
        date, told = Known.of(stage), self.told(stage.id)
        if known_date(stage.id, date, self.following, self.memory) != date:
            told = None  # The change says it; the steps that are still to come follow.
        later = said.until if said and said.answer is RoundAnswer.LATER else None
        topic = Topic.HEADS_UP if stage.precision is Precision.MONTH else Topic.STEP
        for days, at, end in self._later_steps(stage, later):
            if told is not None and at == later:
                heard = told.at >= at
            else:
                heard = told is not None and told.date == date and told.step is not None and told.step <= days
            if (at > self.following.since or at == later) and not heard:
                yield Item(topic, self.programme.id, stage.id, self._when(at, end), end, date, days=days)

    def _later_steps(self, stage: Stage, later: datetime | None) -> list[tuple[int, datetime, datetime]]:
        """The steps; of somebody who asked to be reminded later none before that, and one at that moment."""
        steps = list(rungs(stage, self.reader.zone, self.reader.steps))
        if later is None or later >= stage.over_at:
            return steps
        after = [each for each in steps if each[1] > later]
        left = (last_day(stage, self.reader.zone) - local_date(later, self.reader.zone)).days
        return [(max(left, 0), later, after[0][1] if after else stage.over_at), *after]

    def _opening(self, season: Round, stage: Stage) -> Iterator[Item]:
        if stage.precision is Precision.MONTH:
            return
        at = once_at(stage, self.reader.zone)
        deadline = min((each.over_at for each in season.stages if each.kind is StageKind.DEADLINE), default=None)
        until = min(filter(None, (at + OPENING_LASTS, deadline)))
        yield from self._once(Topic.OPENED, stage, at, until)

    def _day(self, season: Round, stage: Stage, said: RoundReply | None) -> Iterator[Item]:
        """The day of results or of a start, for those whom it concerns; an expected month is told to who applied."""
        if (
            not holds(self.programme, season, stage)
            or not self._concerned(stage, said)
            or (stage.forecast and not _has_applied(said))
        ):
            return
        at = once_at(stage, self.reader.zone)
        until = stage.over_at if stage.kind in REPORTS else at + DAY_LASTS
        yield from self._once(DAYS[stage.kind], stage, at, until)

    def _once(self, topic: Topic, stage: Stage, at: datetime, until: datetime) -> Iterator[Item]:
        date, told = Known.of(stage), self.told(stage.id)
        heard = told is not None and told.date == date and told.step is not None
        if at > self.following.since and at < until and not heard:
            yield Item(topic, self.programme.id, stage.id, self._when(at, until), until, date, days=0)

    def _expected(self, season: Round) -> Iterator[Item]:
        """The first word of a season that nobody has announced: once, early enough to prepare."""
        at = first_word(season, self.reader.zone)
        dates = [stage for stage in season.stages if stage.kind in TO_DO or stage.kind is StageKind.OPEN]
        if at is None or at <= self.following.since or any(self.told(stage.id) for stage in dates):
            return
        last = max(dates, key=lambda stage: stage.over_at)
        for stage in dates:
            yield Item(
                Topic.EXPECTED,
                self.programme.id,
                stage.id,
                self._when(at, last.over_at),
                last.over_at,
                Known.of(stage),
            )

    def _silent(self) -> Iterator[Item]:
        """A programme that one follows by itself and that has had no date for long."""
        day = silent_on(self.following, self.memory.told.get(0), self.reader)
        if day is not None:
            at = self._when(ten_on(day, self.reader.zone), None)
            yield Item(Topic.SILENT, self.programme.id, 0, at, None)


def _has_applied(said: RoundReply | None) -> bool:
    return said is not None and said.answer in HAVE_APPLIED


def _is_told_by_application(stage: Stage, said: RoundReply | None) -> bool:
    """Tell whether an application in the making reminds of a date, so that nobody hears of it twice."""
    preparing = said is not None and said.answer is RoundAnswer.PREPARING
    return preparing and stage.precision is not Precision.MONTH


def once_at(stage: Stage, zone: str) -> datetime:
    """The moment from which an opening, results, a start or a report are told: an opening at its minute, if known."""
    if stage.kind in REPORTS:
        return ten_on(first_day(stage) - REPORT_BEFORE, zone)
    is_minute = stage.kind is StageKind.OPEN and stage.precision is Precision.MINUTE
    return stage.over_at if is_minute else ten_on(first_day(stage), zone)


def silent_on(following: Following, told: LastTold | None, reader: Reader) -> date | None:
    """The day on which somebody is told that a programme has had no date for long; None of one that is not spoken of.

    `told` is what they were told last of the programme itself.
    """
    programme = following.programme
    if not following.direct or programme.archived_at is not None:
        return None
    dates = [stage for each in programme.rounds for stage in each.stages if stage.kind not in AFTER_DEADLINE]
    last = max(dates, key=lambda stage: stage.over_at, default=None)
    since = max(following.since, last.over_at if last else following.since)
    unseen = last is not None and last.forecast and since == last.over_at
    at = since + (UNSEEN_FOR if unseen else SILENT_FOR)
    if told is not None and told.at >= following.since:
        at = max(at, told.at + SILENT_EVERY)
    return local_date(at, reader.zone)


def _end(programme: Programme, season: Round) -> Topic:
    if season.status is RoundStatus.CANCELLED:
        return Topic.CANCELLED
    return Topic.ARCHIVED if programme.archived_at is not None else Topic.CLOSED
