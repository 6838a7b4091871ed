"""One message of everything that is due: its order, its truth at the send, and the knowledge that it leaves behind."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.domain.following.items import CHANGES, Item, Known, Topic
from bot.domain.following.timing import Reader
from bot.domain.grants import TO_DO, Precision, Programme, Stage, first_day
from bot.domain.ladder import rungs, ten_on
from bot.domain.seasons import AFTER_DEADLINE, dates, holds

FAR = datetime.max.replace(tzinfo=UTC)
# After one of these nothing more of the round is ahead.
ENDS = frozenset({Topic.CANCELLED, Topic.CLOSED, Topic.ARCHIVED})


def due(items: Sequence[Item], now: datetime) -> list[Item]:
    """The items to tell now, in their order. A change says its date's step, too, and never waits when a step is due."""
    waiting = {each.stage_id: each for each in items if each.topic in CHANGES and each.at > now}
    ready = [waiting.get(each.stage_id, each) if each.stage_id else each for each in items if each.at <= now]
    changed = {each.stage_id for each in ready if each.topic in CHANGES}
    kept = {
        (each.stage_id, each.topic): each for each in ready if each.topic in CHANGES or each.stage_id not in changed
    }
    return in_order(list(kept.values()))


def next_at(items: Iterable[Item], now: datetime) -> datetime | None:
    """The next moment at which something is to be told, as far as is known now."""
    return min((each.at for each in items if each.at > now), default=None)


def in_order(items: Sequence[Item]) -> list[Item]:
    """Items in the order in which they are told: the worst deadline first, those of one programme together."""
    first: dict[int, datetime] = {}
    for each in items:
        first[each.programme_id] = min(first.get(each.programme_id, _nearest(each)), _nearest(each))
    return sorted(items, key=lambda each: (first[each.programme_id], each.programme_id, _nearest(each), each.topic))


def _nearest(item: Item) -> datetime:
    date = item.date or item.was
    return date.over_at if date else FAR


def heard(item: Item, stage: Stage | None, reader: Reader, now: datetime) -> int | None:
    """The last step of a date that counts as heard once an item is told: a change says what would be due by now."""
    if item.topic not in CHANGES or item.date is None or stage is None:
        return item.days
    if stage.kind not in TO_DO:
        begins = stage.over_at if stage.precision is Precision.MINUTE else ten_on(first_day(stage), reader.zone)
        return 0 if begins <= now else None
    return min((days for days, at, _ in rungs(stage, reader.zone, reader.steps) if at <= now), default=None)


def covered(item: Item, programme: Programme | None) -> list[int]:
    """The stages of which a told item says what there is to know: the end of a round is the end of all its dates."""
    if item.topic in ENDS and item.stage_id and programme:
        seasons = (each for each in programme.rounds if item.stage_id in {stage.id for stage in each.stages})
        over = [stage.id for each in seasons for stage in each.stages if not holds(programme, each, stage)]
        return [item.stage_id, *(each for each in over if each != item.stage_id)]
    return [item.stage_id]


def stage_of(programme: Programme | None, stage_id: int) -> Stage | None:
    found = (stage for _, stage in dates(programme)) if programme else ()
    return next((stage for stage in found if stage.id == stage_id), None)


def is_true(item: Item, programme: Programme | None, now: datetime) -> bool:
    """Tell whether an item is still true at the moment at which it would be said."""
    if programme is None:
        return False
    found = next(((each, stage) for each, stage in dates(programme) if stage.id == item.stage_id), None)
    if item.topic is Topic.SILENT:
        return programme.archived_at is None
    if item.topic is Topic.ARCHIVED and not item.stage_id:
        return programme.archived_at is not None
    if item.date is None:
        return found is None or not holds(programme, *found)
    if found is None or not holds(programme, *found) or Known.of(found[1]) != item.date:
        return False
    return (
        found[1].kind in AFTER_DEADLINE or item.topic in CHANGES or item.topic is Topic.OPENED or found[1].over_at > now
    )
