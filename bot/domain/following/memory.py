"""A programme that somebody follows, and what they know of it: told, answered, seen on its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain.following.answers import RoundReply
from bot.domain.following.items import Known, LastTold, Move
from bot.domain.grants import Programme

FAR = datetime.max.replace(tzinfo=UTC)
LONG_OVER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Following:
    """A programme that a person follows since a moment; `direct` is by itself, not through a filter only.

    `moves_seen` is the number of the last change before that: they saw the dates as they were then. An `unseen` one
    fits what they follow only since a later edit: they have seen nothing of it.
    """

    programme: Programme
    since: datetime
    direct: bool = True
    moves_seen: int = 0
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """All that a person was told and answered about the seasons of a programme, and how its dates moved."""

    told: Mapping[int, LastTold] = field(default_factory=dict)
    answers: Mapping[str, RoundReply] = field(default_factory=dict)
    moves: Mapping[int, Sequence[Move]] = field(default_factory=dict)


NOTHING = Memory()


def recent(programme: Programme, now: datetime) -> Programme:
    """The programme without the rounds of which there is nothing to say any more; its last round stays."""
    ends = {each.id: max((stage.over_at for stage in each.stages), default=FAR) for each in programme.rounds}
    last = max((end for end in ends.values() if end != FAR), default=FAR)
    kept = tuple(each for each in programme.rounds if ends[each.id] > now - LONG_OVER or ends[each.id] == last)
    return replace(programme, rounds=kept)


def known_date(stage_id: int, present: Known | None, following: Following, memory: Memory) -> Known | None:
    """The date of a stage as the person knows it; None when they know of none, or that it is over.

    They were told it, or they saw the card when they began to follow; dates that moved later they do not know.
    """
    told = memory.told.get(stage_id)
    if told is not None and told.at >= following.since:
        return told.date
    if following.unseen:
        return None
    first = next((move for move in memory.moves.get(stage_id, ()) if move.number > following.moves_seen), None)
    return first.was if first else present
