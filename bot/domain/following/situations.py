"""The situation of a reader: what is said to one is said to everybody in the same, so it is worked out once.

Moments count in it as the agenda looks at them: which of the programme's own moments they are behind. Two neighbours of
one zone who subscribed on different days of October are in one situation.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from bot.domain.following.agenda import agenda, once_at, silent_on
from bot.domain.following.answers import RoundAnswer
from bot.domain.following.items import Item, LastTold, Move
from bot.domain.following.memory import Following, Memory, recent
from bot.domain.following.messages import due, next_at
from bot.domain.following.timing import Reader
from bot.domain.grants import TO_DO, Programme, Stage, StageKind
from bot.domain.ladder import first_word, rungs
from bot.domain.seasons import AFTER_DEADLINE, dates
from bot.domain.time import local_date

Key = tuple[Any, ...]
# Beyond so many the oldest are forgotten: the memory stays bounded, however different people are.
MOST = 5000
EARLY = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """All that is due for a reader, `items` in their order, and the moment of the next thing to tell."""

    items: tuple[Item, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Situations:
    """The messages of one moment, by situation."""

    now: datetime
    moves: Mapping[int, Sequence[Move]]
    _known: dict[Key, Message] = field(default_factory=dict)
    _outlines: dict[tuple[int, str, tuple[int, ...]], "_Outline"] = field(default_factory=dict)
    _recent: dict[int, Programme] = field(default_factory=dict)

    def recent(self, programme: Programme) -> Programme:
        """The programme without the rounds of which there is nothing to say any more."""
        if programme.id not in self._recent:
            self._recent[programme.id] = recent(programme, self.now)
        return self._recent[programme.id]

    def message(self, follows: Sequence[Following], reader: Reader, memories: Mapping[int, Memory]) -> Message:
        """The message of a reader now, of all that they follow."""
        key = self.key(follows, reader, memories)
        found = self._known.get(key)
        if found is None:
            items = [item for each in follows for item in agenda(each, reader, memories[each.programme.id], self.now)]
            if len(self._known) >= MOST:
                del self._known[next(iter(self._known))]
            found = self._known[key] = Message(tuple(due(items, self.now)), next_at(items, self.now))
        return found

    def key(self, follows: Sequence[Following], reader: Reader, memories: Mapping[int, Memory]) -> Key:
        """A value that is equal for readers to whom the same is said."""
        spoke = reader.told_at is not None and self._is_today(reader.told_at, reader)
        about = (self._about(each, reader, memories[each.programme.id]) for each in follows)
        return reader.zone, reader.quiet, reader.steps, reader.muted, spoke, *about

    def _about(self, following: Following, reader: Reader, memory: Memory) -> Key:
        outline = self._outline(following.programme, reader)
        since = following.since
        later = any(each.answer is RoundAnswer.LATER for each in memory.answers.values())
        fresh = (each for each in memory.told.items() if each[1].at >= since)
        return (
            following.programme.id,
            following.direct,
            following.unseen,
            bisect_right(outline.moments, since),
            outline.silent_on(following, memory.told.get(0)) if following.direct else None,
            bisect_right(outline.moves, following.moves_seen),
            tuple(sorted(self._heard(outline, each, reader, exact=later) for each in fresh)) if memory.told else (),
            tuple(sorted(memory.answers.items(), key=_season)) if memory.answers else (),
        )

    def _heard(self, outline: "_Outline", told: tuple[int, LastTold], reader: Reader, *, exact: bool) -> Key:
        stage_id, (date, step, at) = told
        when = at.timestamp() if exact else bisect_right(outline.moments, at)
        return stage_id, str(date), -1 if step is None else step, self._is_today(at, reader), when

    def _is_today(self, at: datetime, reader: Reader) -> bool:
        return local_date(at, reader.zone) == local_date(self.now, reader.zone)

    def _outline(self, programme: Programme, reader: Reader) -> "_Outline":
        key = programme.id, reader.zone, reader.steps
        if key not in self._outlines:
            if len(self._outlines) >= MOST:
                self._outlines.clear()
            self._outlines[key] = _Outline(programme, reader, self.moves)
        return self._outlines[key]


def _season(answer: tuple[str, object]) -> str:
    return answer[0]


@dataclass(frozen=True)
class _Outline:
    """The moments of a programme that its agenda for readers of a zone and steps compares others with."""

    programme: Programme
    reader: Reader
    all_moves: Mapping[int, Sequence[Move]]

    @cached_property
    def moments(self) -> list[datetime]:
        return sorted(set(self._moments()))

    @cached_property
    def moves(self) -> list[int]:
        """The numbers of the changes of its dates."""
        return sorted(each.number for _, stage in dates(self.programme) for each in self.all_moves.get(stage.id, ()))

    @cached_property
    def last_at(self) -> datetime | None:
        """The end of its last date by which somebody could apply."""
        ahead = (stage.over_at for _, stage in dates(self.programme) if stage.kind not in AFTER_DEADLINE)
        return max(ahead, default=None)

    @cached_property
    def silent_after_last(self) -> date | None:
        """The day of its silence for whoever began to follow before its last date was over."""
        return silent_on(Following(self.programme, EARLY), None, self.reader)

    def silent_on(self, following: Following, told: LastTold | None) -> date | None:
        is_plain = told is None and self.last_at is not None and following.since <= self.last_at
        return self.silent_after_last if is_plain else silent_on(following, told, self.reader)

    def _moments(self) -> Iterable[datetime]:
        yield from filter(None, [self.programme.archived_at])
        for season in self.programme.rounds:
            yield from filter(None, [first_word(season, self.reader.zone)])
        for _, stage in dates(self.programme):
            yield stage.over_at
            yield from self._of(stage)

    def _of(self, stage: Stage) -> Iterator[datetime]:
        if stage.kind in TO_DO:
            yield from (at for _, at, _ in rungs(stage, self.reader.zone, self.reader.steps))
        if stage.kind is StageKind.OPEN or stage.kind in AFTER_DEADLINE:
            yield once_at(stage, self.reader.zone)
