"""[my subscriptions] → all that one follows → one of it: what will come, off, a rest; [when] → one's own steps."""

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.domain.following.answers import PAUSES
from bot.domain.ladder import LADDER
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.grants.following.buttons import (
    FilterButton,
    FollowItem,
    FollowPage,
    FollowRest,
    StepButton,
    StepsButton,
)
from handlers.grants.following.words import coming_lines, followed_words, place_names, ten_in
from handlers.grants.views import TITLE_ON_BUTTON, GrantsMine
from handlers.shared.buttons import GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, pager, to_menu
from storage.grants import readers, subscriptions, upcoming
from storage.grants.subscriptions import Followed

# With the pager, the new filter, the steps and the menu, a screen has eight buttons.
ON_ONE_PAGE, ON_A_PAGE = 5, 3

log = get_logger(__name__)
router = Router(name="grants.following.lists")
router.callback_query.filter(Pressed(FollowPage, FollowItem, FollowRest, StepsButton, StepButton, GrantsMine))


@router.callback_query(FollowPage.filter())
@router.callback_query(GrantsMine.filter())
async def show_followed(query: CallbackQuery, ctx: Context, callback_data: FollowPage | GrantsMine) -> None:
    await put_followed(query, ctx, callback_data.page)


async def put_followed(query: CallbackQuery, ctx: Context, page: int = 0, done: str = "") -> None:
    found = await ctx.store.read(subscriptions.followed, ctx.person.id) if ctx.person else []
    names = await place_names(ctx)
    size = ON_ONE_PAGE if len(found) <= ON_ONE_PAGE else ON_A_PAGE
    pages = max(1, -(-len(found) // size))
    page = min(page, pages - 1)
    shown = found[page * size : (page + 1) * size]
    lines = [line(ctx, each, names) for each in shown]
    rows = [[button(followed_words(ctx.tr, each, names)[:TITLE_ON_BUTTON], item("show", each))] for each in shown]
    add = button(ctx.tr.plain("follow-add"), FilterButton(do="kind", kind="", place="", theme="", at_least=0))
    steps = [[button(ctx.tr.plain("follow-to-steps"), StepsButton())]] if found else []
    text = Markup("\n").join([ctx.tr("follow-list", count=len(found)), *lines])
    markup = keyboard(*rows, pager(ctx.tr, page, pages, FollowPage), [add], *steps, [to_menu(ctx.tr)])
    await ctx.show(query, text, markup, done)


def item(do: str, each: Followed) -> FollowItem:
    return FollowItem(do=do, programme_id=each.programme_id or 0, row=each.id)


def line(ctx: Context, each: Followed, names: Mapping[str, str]) -> Markup:
    what = followed_words(ctx.tr, each, names)
    if each.paused_until is not None and each.paused_until > ctx.now:
        return ctx.tr("follow-resting", what=what, day=ctx.tr.day(each.paused_until.date()))
    return ctx.tr("follow-line", what=what)


@router.callback_query(FollowItem.filter(F.do == "show"))
async def show_one(query: CallbackQuery, ctx: Context, callback_data: FollowItem) -> None:
    if found := await one_of(query, ctx, callback_data):
        await put_one(query, ctx, found)


async def one_of(query: CallbackQuery, ctx: Context, which: FollowItem | FollowRest) -> Followed | None:
    """The thing that the button is about; when the person does not follow it any more, the list is shown."""
    found = None
    if ctx.person:
        key = which.programme_id or None, which.row
        found = await ctx.store.read(subscriptions.look_up, ctx.person.id, *key)
    if found is None:
        await put_followed(query, ctx, done=ctx.tr.plain("follow-gone"))
    return found


async def put_one(query: CallbackQuery, ctx: Context, each: Followed, done: str = "") -> None:
    known, items = await ctx.store.read(upcoming.of_followed, each, ctx.person_id, ctx.zone, ctx.now)
    resting = each.paused_until is not None and each.paused_until > ctx.now
    do, key = ("on", "follow-on") if resting else ("rest", "follow-rest")
    card = [
        button(ctx.tr.plain("grant-open"), GrantButton(do="card", programme_id=number, who=None, page=0))
        for number in [each.programme_id]
        if number is not None
    ]
    buttons = keyboard(
        [button(ctx.tr.plain("follow-off"), item("off", each)), button(ctx.tr.plain(key), item(do, each))],
        card,
        [back_to_list(ctx.tr), to_menu(ctx.tr)],
    )
    parts = [line(ctx, each, await place_names(ctx)), coming_lines(ctx, items, known)]
    await ctx.show(query, Markup("\n\n").join(parts), buttons, done)


def back_to_list(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("follow-to-list"), FollowPage(page=0))


@router.callback_query(FollowItem.filter(F.do == "off"))
async def leave(query: CallbackQuery, ctx: Context, callback_data: FollowItem) -> None:
    if (found := await one_of(query, ctx, callback_data)) and ctx.person:
        await ctx.store.write(subscriptions.leave, ctx.person.id, found)
        log.info("grant following off", person_id=ctx.person.id, programme_id=found.programme_id, own=found.own)
        await put_followed(query, ctx, done=ctx.tr.plain("follow-left"))


@router.callback_query(FollowItem.filter(F.do == "rest"))
async def ask_rest(query: CallbackQuery, ctx: Context, callback_data: FollowItem) -> None:
    if found := await one_of(query, ctx, callback_data):
        rows = [
            [
                button(
                    ctx.tr.plain("follow-rest-days", days=days),
                    FollowRest(programme_id=callback_data.programme_id, row=callback_data.row, days=days),
                )
            ]
            for days in PAUSES
        ]
        back = button(ctx.tr.plain("follow-back"), item("show", found))
        await ctx.show(query, ctx.tr("follow-ask-rest"), keyboard(*rows, [back]))


@router.callback_query(FollowRest.filter())
async def rest(query: CallbackQuery, ctx: Context, callback_data: FollowRest) -> None:
    if callback_data.days not in PAUSES:
        await ctx.refuse(query, "button-stale")
    elif (found := await one_of(query, ctx, callback_data)) and ctx.person:
        until = ten_in(ctx, callback_data.days)
        await ctx.store.write(subscriptions.rest, ctx.person.id, found, until)
        log.info("grant following rests", person_id=ctx.person.id, programme_id=found.programme_id, until=until)
        await put_followed(query, ctx, done=ctx.tr.plain("follow-rests", day=ctx.tr.day(until.date())))


@router.callback_query(FollowItem.filter(F.do == "on"))
async def speak_again(query: CallbackQuery, ctx: Context, callback_data: FollowItem) -> None:
    if (found := await one_of(query, ctx, callback_data)) and ctx.person:
        await ctx.store.write(subscriptions.rest, ctx.person.id, found, None)
        log.info("grant following goes on", person_id=ctx.person.id, programme_id=found.programme_id)
        await put_followed(query, ctx, done=ctx.tr.plain("follow-speaks"))


@router.callback_query(StepsButton.filter())
async def show_steps(query: CallbackQuery, ctx: Context) -> None:
    await put_steps(query, ctx)


async def put_steps(query: CallbackQuery, ctx: Context) -> None:
    """Show the days before a deadline on which the person is reminded; each is on or off."""
    reader = await ctx.store.read(readers.get, ctx.person.id) if ctx.person else None
    if reader is None:
        await put_followed(query, ctx)
        return
    rows = [[_step(ctx.tr, days, chosen=days in reader.steps)] for days in LADDER]
    await ctx.show(query, ctx.tr("follow-steps"), keyboard(*rows, [back_to_list(ctx.tr)]))


def _step(tr: Translator, days: int, *, chosen: bool) -> InlineKeyboardButton:
    return button(tr.plain("follow-step-on" if chosen else "follow-step-off", days=days), StepButton(days=days))


@router.callback_query(StepButton.filter())
async def choose_step(query: CallbackQuery, ctx: Context, callback_data: StepButton) -> None:
    if callback_data.days not in LADDER:
        await ctx.refuse(query, "button-stale")
        return
    if ctx.person:
        is_chosen = await ctx.store.write(subscriptions.choose_step, ctx.person.id, callback_data.days, ctx.now)
        log.info("grant step", person_id=ctx.person.id, days=callback_data.days, chosen=is_chosen)
    await put_steps(query, ctx)
