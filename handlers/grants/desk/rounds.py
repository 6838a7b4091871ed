"""A round on the desk → its dates with their sources → a date to move | a date to add."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome, copied, next_season, with_status
from bot.domain.catalogue.entries import entry_of
from bot.domain.grants import ENDED, Programme, Round, RoundStatus, Stage, StageKind
from bot.domain.seasons import is_vote
from bot.i18n import Translator
from handlers.grants import dates
from handlers.grants.desk.access import kept, refuse, to_programme
from handlers.grants.desk.buttons import PostponeButton, RoundButton, RoundStatusButton, StageButton
from handlers.grants.desk.drafts import begin
from handlers.grants.views import season
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard

# The dates that have a button of their own; the others are a step away.
STAGES_SHOWN = (StageKind.OPEN, StageKind.DEADLINE)
ENDS = {RoundStatus.CLOSED: "catalogue-close", RoundStatus.CANCELLED: "catalogue-cancel"}
AGAIN = {RoundStatus.ANNOUNCED: "catalogue-reopen"}

router = Router(name="grants.desk.rounds")
router.callback_query.filter(Pressed(RoundButton, RoundStatusButton))


async def kept_round(
    event: Message | CallbackQuery, ctx: Context, programme_id: int, round_id: int
) -> tuple[Programme, Round] | None:
    """A round of a programme that the person keeps; else the reason is given and None returned."""
    programme = await kept(event, ctx, programme_id)
    found = next((each for each in programme.rounds if each.id == round_id), None) if programme else None
    if programme is None or found is None:
        if programme is not None:
            await refuse(event, ctx, DeskOutcome.GONE)
        return None
    return programme, found


@router.callback_query(RoundButton.filter(F.do == "card"))
async def show_round(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    if found := await kept_round(query, ctx, callback_data.programme_id, callback_data.round_id):
        programme, each = found
        text = [ctx.tr("catalogue-round", title=programme.short_title), season(ctx, each, vote=is_vote(programme))]
        sources = [source_line(ctx.tr, stage) for stage in each.stages]
        parts = Markup("\n\n").join([*text, *([Markup("\n").join(sources)] if sources else [])])
        await ctx.show(query, parts, round_buttons(ctx.tr, programme, each))


def source_line(tr: Translator, stage: Stage) -> Markup:
    """The source of a date, and the day it was read."""
    label = tr.plain(dates.LABELS[stage.kind])
    if stage.seen_on is None:
        return tr("catalogue-stage-source", label=label, source=stage.source)
    return tr("catalogue-stage-seen", label=label, source=stage.source, day=tr.day(stage.seen_on))


def round_buttons(tr: Translator, programme: Programme, each: Round) -> InlineKeyboardMarkup:
    more = RoundButton(do="more", programme_id=programme.id, round_id=each.id)
    rows = [[stage_button(tr, programme, each, kind)] for kind in STAGES_SHOWN]
    if any(stage.kind is StageKind.DEADLINE for stage in each.stages) and each.status not in ENDED:
        to = PostponeButton(programme_id=programme.id, round_id=each.id)
        rows.append([button(tr.plain("catalogue-postpone"), to)])
    ways = [
        button(tr.plain(key), RoundStatusButton(status=status, programme_id=programme.id, round_id=each.id))
        for status, key in (AGAIN if each.status in ENDED else ENDS).items()
    ]
    back = to_programme(tr, programme.id)
    copy = more.model_copy(update={"do": "copy"})
    more_rows = [[button(tr.plain("catalogue-more-dates"), more)], [button(tr.plain("catalogue-copy"), copy)]]
    return keyboard(*rows, *more_rows, ways, [back])


def stage_button(tr: Translator, programme: Programme, each: Round, kind: StageKind) -> InlineKeyboardButton:
    to = StageButton(kind=kind, programme_id=programme.id, round_id=each.id)
    return button(tr.plain(dates.LABELS[kind]), to)


@router.callback_query(RoundButton.filter(F.do == "more"))
async def show_more_dates(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Show the other kinds of dates, those too that the round does not have yet."""
    if found := await kept_round(query, ctx, callback_data.programme_id, callback_data.round_id):
        programme, each = found
        rows = [[stage_button(ctx.tr, programme, each, kind)] for kind in StageKind if kind not in STAGES_SHOWN]
        back = button(ctx.tr.plain("catalogue-to-round"), callback_data.model_copy(update={"do": "card"}))
        await ctx.show(query, ctx.tr("catalogue-which-date", season=each.season), keyboard(*rows, [back]))


@router.callback_query(RoundStatusButton.filter())
async def set_status(query: CallbackQuery, ctx: Context, callback_data: RoundStatusButton) -> None:
    """Begin a draft: the round has closed, is cancelled, or goes on after all."""
    if found := await kept_round(query, ctx, callback_data.programme_id, callback_data.round_id):
        programme, each = found
        await begin(query, ctx, programme.id, with_status(entry_of(programme), each.season, callback_data.status))


@router.callback_query(RoundButton.filter(F.do == "copy"))
async def copy_round(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Begin a draft of the same round a year later: its dates are forecasts, nobody has announced them."""
    if found := await kept_round(query, ctx, callback_data.programme_id, callback_data.round_id):
        programme, each = found
        entry = entry_of(programme)
        if to := next_season(entry, each.season):
            await begin(query, ctx, programme.id, copied(entry, each.season, to))
        else:
            await refuse(query, ctx, DeskOutcome.EXISTS)
