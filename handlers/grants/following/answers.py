"""Under a message: [applied], [not for us], [later] → when; the answer can be taken back, and leads on."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.following.answers import Answered, RoundAnswer, RoundReply
from bot.domain.grants import TO_DO, Programme, Round
from bot.domain.seasons import AFTER_DEADLINE, is_vote
from bot.logs import get_logger
from handlers.grants import dates
from handlers.grants.following.buttons import FollowPage, LaterButton, RoundButton
from handlers.grants.following.words import ten_in
from handlers.grants.views import season
from handlers.shared.buttons import ApplyButton, GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, to_menu
from storage import grants
from storage.grants import answers

# When to ask again, in days.
LATER = (1, 3, 7, 14)

log = get_logger(__name__)
router = Router(name="grants.following.answers")
router.callback_query.filter(Pressed(RoundButton, LaterButton))

Found = tuple[Programme, Round]


async def round_of(query: CallbackQuery, ctx: Context, which: RoundButton | LaterButton) -> Found | None:
    """The programme and the round of a button; says so when they are gone."""
    programme = await ctx.store.read(grants.get, which.programme_id)
    found = next((each for each in programme.rounds if each.id == which.round_id), None) if programme else None
    if programme is None or found is None:
        await ctx.refuse(query, "grant-gone")
        return None
    return programme, found


async def put(query: CallbackQuery, ctx: Context, text: Markup, *rows: Sequence[InlineKeyboardButton]) -> None:
    """Show a screen below the message, which stays: it may be about other programmes, too."""
    markup = keyboard(*rows)
    if isinstance(query.message, Message):
        await query.answer()
        await ctx.show(query.message, text, markup)
    else:
        await ctx.show(query, text, markup)


@router.callback_query(RoundButton.filter(F.do == "open"))
async def show_round(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Show one programme of a message that was about several."""
    if found := await round_of(query, ctx, callback_data):
        programme, each = found
        parts = [
            ctx.tr("grant-short-title", title=programme.title),
            season(ctx, each, vote=is_vote(programme)),
        ]
        own = answer_rows(ctx, programme, each)
        await put(query, ctx, Markup("\n\n").join(parts), *own, [_card(ctx, programme)], [_list(ctx)])


def answer_rows(ctx: Context, programme: Programme, each: Round) -> list[list[InlineKeyboardButton]]:
    buttons = [
        button(ctx.tr.plain(key), RoundButton(do=do, programme_id=programme.id, round_id=each.id))
        for do, key in (("applied", "told-applied"), ("no", "told-not-for-us"), ("later", "told-later"))
        if do != "applied" or not is_vote(programme)
    ]
    return [buttons]


def _card(ctx: Context, programme: Programme) -> InlineKeyboardButton:
    return button(ctx.tr.plain("grant-open"), GrantButton(do="card", programme_id=programme.id, who=None, page=0))


def _list(ctx: Context) -> InlineKeyboardButton:
    return button(ctx.tr.plain("follow-to-list"), FollowPage(page=0))


async def keep(query: CallbackQuery, ctx: Context, found: Found, said: RoundReply | None) -> bool:
    """Keep an answer of somebody whom the bot reminds; else say why it is not kept, and return False."""
    programme, each = found
    if ctx.person is None:
        await ctx.refuse(query, "told-nothing-followed")
        return False
    outcome = await ctx.store.write(answers.answer, ctx.person.id, programme.id, each.season, said, ctx.now)
    what = said.answer.value if said else "undone"
    known = {"person_id": ctx.person.id, "programme_id": programme.id, "round_id": each.id}
    log.info("grant answer", **known, answer=what, outcome=outcome)
    if outcome is Answered.UNHEARD:
        await ctx.refuse(query, "told-nothing-followed")
    elif outcome is Answered.IN_APPLICATION:
        text = ctx.tr("told-in-application", title=programme.short_title)
        await put(query, ctx, text, [_ours(ctx, programme)], [_card(ctx, programme)], [_list(ctx)])
    return outcome is Answered.DONE


def _ours(ctx: Context, programme: Programme) -> InlineKeyboardButton:
    return button(ctx.tr.plain("apply-open"), ApplyButton(do="open", programme_id=programme.id))


def _undo(ctx: Context, found: Found) -> InlineKeyboardButton:
    programme, each = found
    return button(ctx.tr.plain("told-undo"), RoundButton(do="undo", programme_id=programme.id, round_id=each.id))


@router.callback_query(RoundButton.filter(F.do == "applied"))
async def take_applied(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """End the reminders of the deadline; results and what follows are told."""
    found = await round_of(query, ctx, callback_data)
    if found is None or not await keep(query, ctx, found, RoundReply(RoundAnswer.APPLIED)):
        return
    programme, each = found
    later = [dates.line(ctx.tr, stage, ctx.zone, ctx.now) for stage in each.stages if stage.kind in AFTER_DEADLINE]
    text = ctx.tr("told-applied-done", title=programme.short_title)
    parts = [text, *([Markup("\n").join(later)] if later else [])]
    rows = [[_ours(ctx, programme)], [_card(ctx, programme)], [_undo(ctx, found)], [_list(ctx)]]
    await put(query, ctx, Markup("\n\n").join(parts), *rows)


@router.callback_query(RoundButton.filter(F.do == "no"))
async def take_no(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Say nothing more of this round."""
    found = await round_of(query, ctx, callback_data)
    if found is None or not await keep(query, ctx, found, RoundReply(RoundAnswer.NO)):
        return
    never = button(ctx.tr.plain("told-never"), callback_data.model_copy(update={"do": "never"}))
    text = ctx.tr("told-no-done", title=found[0].short_title)
    await put(query, ctx, text, [_undo(ctx, found)], [never], [_list(ctx)])


@router.callback_query(RoundButton.filter(F.do == "never"))
async def take_never(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Say nothing more of the programme, whatever filter it fits."""
    if not (found := await round_of(query, ctx, callback_data)):
        return
    if not ctx.person or not await ctx.store.write(grants.unsubscribe, found[0].id, ctx.person.id, ctx.now):
        await ctx.refuse(query, "told-nothing-followed")
        return
    log.info("grant subscription off", programme_id=found[0].id, person_id=ctx.person_id)
    text = ctx.tr("told-never-done", title=found[0].short_title)
    await ctx.show(query, text, keyboard([_card(ctx, found[0])], [_list(ctx)], [to_menu(ctx.tr)]))


@router.callback_query(RoundButton.filter(F.do == "undo"))
async def take_back(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    found = await round_of(query, ctx, callback_data)
    if found and await keep(query, ctx, found, None):
        text = ctx.tr("told-undone", title=found[0].short_title)
        rows = answer_rows(ctx, *found)
        await ctx.show(query, text, keyboard(*rows, [_card(ctx, found[0])], [_list(ctx)]))


@router.callback_query(RoundButton.filter(F.do == "later"))
async def ask_when(query: CallbackQuery, ctx: Context, callback_data: RoundButton) -> None:
    """Ask when to remind; only of days that leave time before the deadline."""
    if not (found := await round_of(query, ctx, callback_data)):
        return
    programme, each = found
    days = [each_day for each_day in LATER if _is_in_time(ctx, each, each_day)]
    rows = [[_in_days(ctx, callback_data, number)] for number in days]
    key = "told-ask-when" if days else "told-no-time"
    await put(query, ctx, ctx.tr(key, title=programme.short_title), *rows, [_card(ctx, programme)])


def _is_in_time(ctx: Context, each: Round, days: int) -> bool:
    ends = [stage.over_at for stage in each.stages if stage.kind in TO_DO and stage.over_at > ctx.now]
    return not ends or ten_in(ctx, days) < min(ends)


def _in_days(ctx: Context, pressed: RoundButton, days: int) -> InlineKeyboardButton:
    later = LaterButton(programme_id=pressed.programme_id, round_id=pressed.round_id, days=days)
    return button(ctx.tr.plain("told-in-days", days=days), later)


@router.callback_query(LaterButton.filter())
async def take_later(query: CallbackQuery, ctx: Context, callback_data: LaterButton) -> None:
    if not (found := await round_of(query, ctx, callback_data)):
        return
    if callback_data.days not in LATER or not _is_in_time(ctx, found[1], callback_data.days):
        await ctx.refuse(query, "button-stale")
        return
    until = ten_in(ctx, callback_data.days)
    if not await keep(query, ctx, found, RoundReply(RoundAnswer.LATER, until)):
        return
    text = ctx.tr("told-later-done", title=found[0].short_title, when=dates.clock(ctx.tr, until, ctx.zone))
    await ctx.show(query, text, keyboard([_undo(ctx, found)], [_card(ctx, found[0])], [_list(ctx)]))
