"""The one message of everything that a person is to be told of grants now: the worst deadline first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.following.items import Item, Known, Topic
from bot.domain.following.messages import stage_of
from bot.domain.grants import TO_DO, Precision, Programme, Round, Stage, StageKind
from bot.domain.seasons import dates as stages_of
from bot.domain.seasons import is_vote
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.following.buttons import FollowPage, RoundButton
from handlers.grants.views import TITLE_ON_BUTTON, GrantsYours, TipButton, site_button
from handlers.shared.buttons import GrantButton
from handlers.shared.screens import button, keyboard
from storage.grants.telling import items_of

# A message has so many programmes in full, and a line for each of the others.
IN_FULL, LINES_MOST = 6, 30
HEADS = {
    Topic.STEP: "told-step",
    Topic.HEADS_UP: "told-month",
    Topic.EXPECTED: "told-expected",
    Topic.NEW: "told-new",
    Topic.FITS: "told-fits",
    Topic.CONFIRMED: "told-confirmed",
    Topic.MOVED: "told-moved",
    Topic.WITHDRAWN: "told-withdrawn",
    Topic.CANCELLED: "told-cancelled",
    Topic.CLOSED: "told-closed",
    Topic.ARCHIVED: "told-archived",
    Topic.OPENED: "told-opened",
    Topic.RESULTS: "told-results",
    Topic.START: "told-start",
    Topic.REPORT: "told-report",
    Topic.SILENT: "told-silent",
}
OF_VOTES = HEADS | {Topic.EXPECTED: "told-expected-vote", Topic.OPENED: "told-opened-vote"}
# Topics after which there is something to answer.
ANSWERED = frozenset(
    {Topic.STEP, Topic.HEADS_UP, Topic.EXPECTED, Topic.NEW, Topic.FITS, Topic.CONFIRMED, Topic.MOVED, Topic.OPENED}
)

Block = tuple[Programme, list[Item]]


def tell(known: Mapping[int, Programme], row: Delivery, tr: Translator) -> SendMessage | None:
    """The message of a row; None when nothing of it is true any more."""
    found = items_of(row, known)
    blocks = [(known[number], list(items)) for number, items in groupby(found, key=lambda each: each.programme_id)]
    if not blocks:
        return None
    if len(blocks) == 1:
        text, markup = block_text(blocks[0], row, tr), single_buttons(blocks[0], tr)
    else:
        text, markup = digest_text(blocks, row, tr), digest_buttons(blocks, tr)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=markup)


def digest_text(blocks: Sequence[Block], row: Delivery, tr: Translator) -> Markup:
    full = [block_text(each, row, tr) for each in blocks[:IN_FULL]]
    rest = blocks[IN_FULL : IN_FULL + LINES_MOST]
    short = [tr("told-short", title=each.short_title, what=_short(items[0], each, row, tr)) for each, items in rest]
    left = len(blocks) - len(full) - len(short)
    parts = [tr("told-digest", count=len(blocks)), *full]
    if short:
        parts.append(Markup("\n").join([tr("told-also"), *short, *([tr("told-more", count=left)] if left else [])]))
    return Markup("\n\n").join(parts)


def _short(item: Item, programme: Programme, row: Delivery, tr: Translator) -> str:
    stage = _as_known(stage_of(programme, item.stage_id), item.date or item.was)
    return dates.when(tr, stage, row.zone) if stage and item.date else tr.plain("told-see-card")


def block_text(block: Block, row: Delivery, tr: Translator) -> Markup:
    """Everything about one programme: its title stands in the first head."""
    programme, items = block
    paragraphs: list[Markup] = []
    for topic, group in groupby(items, key=lambda each: (each.topic, each.days)):
        same = list(group)
        paragraphs.append(_paragraph(programme, topic[0], same, row, tr))
    return Markup("\n\n").join(paragraphs)


def _paragraph(programme: Programme, topic: Topic, items: Sequence[Item], row: Delivery, tr: Translator) -> Markup:
    heads = OF_VOTES if is_vote(programme) else HEADS
    lines = Markup("\n").join(_lines(programme, items, row, tr))
    before = [line for each in items if each.was for line in _before(programme, each, row, tr)]
    first = stage_of(programme, items[0].stage_id)
    return tr(
        heads[topic],
        title=programme.title,
        days=items[0].days or 0,
        lines=lines,
        before=Markup("\n").join(before),
        kind="deadline" if first is None or first.kind in TO_DO else "date",
        forecast="yes" if items[0].date and items[0].date.forecast else "no",
    )


def _lines(programme: Programme, items: Sequence[Item], row: Delivery, tr: Translator) -> Iterator[Markup]:
    for each in items:
        stage = _as_known(stage_of(programme, each.stage_id), each.date)
        if stage is not None:
            yield dates.line(tr, stage, row.zone, vote=is_vote(programme))
            if each.topic is Topic.OPENED:
                yield from _deadline_of(programme, stage, row, tr)


def _deadline_of(programme: Programme, opening: Stage, row: Delivery, tr: Translator) -> Iterator[Markup]:
    """The deadline of a call that has opened."""
    season = season_of(programme, opening.id)
    for stage in season.stages if season else ():
        if stage.kind is StageKind.DEADLINE:
            yield dates.line(tr, stage, row.zone, vote=is_vote(programme))


def _before(programme: Programme, item: Item, row: Delivery, tr: Translator) -> Iterator[Markup]:
    """The date that the reader knows; of a date that is gone its words stand alone."""
    stage = _as_known(stage_of(programme, item.stage_id), item.was)
    if stage is not None and item.date is None:
        yield dates.line(tr, stage, row.zone, vote=is_vote(programme))
    elif item.was is not None:
        shown = stage or _bare(item.was)
        yield Markup.escape(dates.when(tr, shown, row.zone))


def _bare(was: Known) -> Stage:
    """A date whose stage is gone."""
    return Stage(0, StageKind.DEADLINE, was.local, was.zone, Precision(was.precision), was.forecast, "")


def _as_known(stage: Stage | None, date: Known | None) -> Stage | None:
    """The stage with a date that the reader knows, or is to know."""
    if stage is None or date is None:
        return None
    return replace(stage, local=date.local, zone=date.zone, precision=Precision(date.precision), forecast=date.forecast)


def season_of(programme: Programme, stage_id: int) -> Round | None:
    return next((each for each, stage in stages_of(programme) if stage.id == stage_id), None)


def single_buttons(block: Block, tr: Translator) -> InlineKeyboardMarkup:
    programme, items = block
    card, off = (GrantButton(do=do, programme_id=programme.id, who=None, page=0) for do in ("card", "off"))
    if items[0].topic is Topic.SILENT:
        return keyboard(
            [button(tr.plain("told-others"), GrantsYours(page=0))],
            [button(tr.plain("tip-begin"), TipButton(do="begin", programme_id=programme.id))],
            site_button(tr, programme),
            [button(tr.plain("grant-open"), card)],
            [button(tr.plain("grant-unsubscribe"), off)],
        )
    return keyboard(
        _answers(programme, items, tr),
        [button(tr.plain("grant-open"), card)],
        site_button(tr, programme),
        [button(tr.plain("grant-unsubscribe"), off), button(tr.plain("follow-to-list"), FollowPage(page=0))],
    )


def _answers(programme: Programme, items: Sequence[Item], tr: Translator) -> list[InlineKeyboardButton]:
    """[applied] [not for us] [later], where there is something to answer; nobody has applied for what is expected."""
    item = next((each for each in items if each.topic in ANSWERED), None)
    season = season_of(programme, item.stage_id) if item else None
    if item is None or season is None:
        return []
    expected = item.topic is Topic.EXPECTED
    wanted = {
        "applied": not expected and not is_vote(programme),
        "no": True,
        "later": not expected,
    }
    keys = {"applied": "told-applied", "no": "told-not-for-us", "later": "told-later"}
    to = {do: RoundButton(do=do, programme_id=programme.id, round_id=season.id) for do in wanted}
    return [button(tr.plain(keys[do]), to[do]) for do, is_shown in wanted.items() if is_shown]


def digest_buttons(blocks: Sequence[Block], tr: Translator) -> InlineKeyboardMarkup:
    """A button for each of the first programmes, and the list of all that one follows."""
    rows = [[_open(programme, items)] for programme, items in blocks[:IN_FULL]]
    return keyboard(*rows, [button(tr.plain("follow-to-list"), FollowPage(page=0))])


def _open(programme: Programme, items: Sequence[Item]) -> InlineKeyboardButton:
    """To the round with its answers; of a programme without such a round to the card."""
    item = next((each for each in items if each.topic in ANSWERED), None)
    season = season_of(programme, item.stage_id) if item else None
    label = programme.short_title[:TITLE_ON_BUTTON]
    if season is None:
        return button(label, GrantButton(do="card", programme_id=programme.id, who=None, page=0))
    return button(label, RoundButton(do="open", programme_id=programme.id, round_id=season.id))
