"""[new filter] → who applies → where → what for → how much → what will come → [yes] → consent → the list.

[everything for us] is a filter that follows the profile. Nothing is kept until it is agreed to: the answers travel in
the buttons.
"""

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton
from markupsafe import Markup

from bot.domain.catalogue.wishes import SUMS, Filter
from bot.domain.grants import Applicant, Theme
from bot.domain.people import Purpose
from bot.logs import get_logger
from handlers.grants.following.buttons import FilterButton, FollowPage
from handlers.grants.following.lists import back_to_list, put_followed
from handlers.grants.following.words import coming_lines, filter_words, place_names
from handlers.grants.views import THEMES
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.buttons import AboutButton, FollowOwn
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard, to_menu
from storage.grants import readers, subscriptions, upcoming

# Seven, and "anybody".
KINDS = (
    Applicant.TOS,
    Applicant.TOS_LEGAL,
    Applicant.NKO,
    Applicant.GROUP,
    Applicant.PERSON,
    Applicant.PERSON14_35,
    Applicant.IP,
)
FIRST_THEMES = 6
SHOWN = 5

log = get_logger(__name__)
router = Router(name="grants.following.filters")
router.callback_query.filter(Pressed(FilterButton, FollowOwn))


def to(pressed: FilterButton, do: str, **changed: object) -> FilterButton:
    return pressed.model_copy(update={"do": do, **changed})


@router.callback_query(FilterButton.filter(F.do == "kind"))
async def ask_kind(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    rows = [[button(ctx.tr.plain(APPLICANTS[kind]), to(callback_data, "place", kind=kind.value))] for kind in KINDS]
    anybody = button(ctx.tr.plain("follow-any-kind"), to(callback_data, "place", kind=""))
    await ctx.show(query, ctx.tr("follow-ask-kind"), keyboard(*rows, [anybody]))


@router.callback_query(FilterButton.filter(F.do == "place"))
async def ask_place(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    """Ask for the place: the person's own, if they said it in the profile, or any."""
    names, mine = await place_names(ctx), ctx.person.municipality if ctx.person else None
    here = [button(names[mine], to(callback_data, "theme", place="here"))] if mine and mine in names else []
    tell = [] if here else [button(ctx.tr.plain("follow-tell-place"), AboutButton(do="open"))]
    anywhere = button(ctx.tr.plain("follow-any-place"), to(callback_data, "theme", place=""))
    await ctx.show(query, ctx.tr("follow-ask-place"), keyboard(here, [anywhere], tell, [back_to_list(ctx.tr)]))


@router.callback_query(FilterButton.filter(F.do.in_(("theme", "themes"))))
async def ask_theme(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    """Ask for the theme, on two screens: "themes" is the second."""
    known = list(Theme)
    is_first = callback_data.do == "theme"
    shown = known[:FIRST_THEMES] if is_first else known[FIRST_THEMES:]
    rows = [[button(ctx.tr.plain(THEMES[theme]), to(callback_data, "sum", theme=theme.value))] for theme in shown]
    any_theme = button(ctx.tr.plain("follow-any-theme"), to(callback_data, "sum", theme=""))
    more = button(
        ctx.tr.plain("follow-more-themes" if is_first else "follow-back"),
        to(callback_data, "themes" if is_first else "theme"),
    )
    await ctx.show(query, ctx.tr("follow-ask-theme"), keyboard([any_theme], *rows, [more]))


@router.callback_query(FilterButton.filter(F.do == "sum"))
async def ask_sum(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    rows = [[_sum(ctx, callback_data, least)] for least in SUMS]
    await ctx.show(query, ctx.tr("follow-ask-sum"), keyboard(*rows, [back_to_list(ctx.tr)]))


def _sum(ctx: Context, pressed: FilterButton, least: int) -> InlineKeyboardButton:
    label = ctx.tr.plain("follow-at-least", roubles=least) if least else ctx.tr.plain("follow-any-sum")
    return button(label, to(pressed, "see", at_least=least))


def wanted_by(ctx: Context, pressed: FilterButton) -> Filter | None:
    """The filter of a button; None for one that no screen of the bot made."""
    here = (ctx.person.municipality if ctx.person else None) or ""
    known = pressed.kind in ("", *Applicant) and pressed.theme in ("", *Theme) and pressed.at_least in SUMS
    return Filter(pressed.kind, here if pressed.place else "", pressed.theme, pressed.at_least) if known else None


@router.callback_query(FilterButton.filter(F.do == "see"))
async def show_what_will_come(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    wanted = wanted_by(ctx, callback_data)
    if wanted is None:
        await ctx.refuse(query, "button-stale")
        return
    yes = button(ctx.tr.plain("follow-yes"), to(callback_data, "yes"))
    again = button(ctx.tr.plain("follow-again"), FilterButton(do="kind", kind="", place="", theme="", at_least=0))
    what = filter_words(ctx.tr, wanted, await place_names(ctx))
    text = await promised(ctx, what, [wanted])
    await ctx.show(query, text, keyboard([yes], [again], [back_to_list(ctx.tr)]))


async def promised(ctx: Context, what: str, wanted: list[Filter]) -> Markup:
    """The filter in words, how many programmes fit it now, and the next messages."""
    known, items = await ctx.store.read(upcoming.of_filters, wanted, ctx.person_id, ctx.zone, ctx.now)
    head = ctx.tr("follow-filter", what=what, count=len(known))
    return Markup("\n\n").join([head, coming_lines(ctx, items[:SHOWN], known), ctx.tr("follow-promise")])


@router.callback_query(FilterButton.filter(F.do.in_(("yes", "agree"))))
async def follow(query: CallbackQuery, ctx: Context, callback_data: FilterButton) -> None:
    wanted = wanted_by(ctx, callback_data)
    if wanted is None:
        await ctx.refuse(query, "button-stale")
        return
    if callback_data.do == "agree":
        ctx = await ctx.agreed(query, Purpose.SUBSCRIPTIONS)
    person = await ctx.require(query, Purpose.SUBSCRIPTIONS, to(callback_data, "agree"), FollowPage(page=0))
    if person is None:
        return
    if not await ctx.store.write(subscriptions.follow, person.id, wanted, ctx.now):
        await put_followed(query, ctx, done=ctx.tr.plain("follow-too-many"))
        return
    log.info("grant filter on", person_id=person.id, kind=wanted.kind, theme=wanted.theme, at_least=wanted.at_least)
    await put_followed(query, ctx, done=ctx.tr.plain("follow-done"))


@router.callback_query(FollowOwn.filter(F.do == "see"))
async def show_own(query: CallbackQuery, ctx: Context) -> None:
    """Show what "everything for us" means by the profile; without a profile, lead there. A follower sees the list."""
    if ctx.person and any(each.own for each in await ctx.store.read(subscriptions.followed, ctx.person.id)):
        await put_followed(query, ctx)
        return
    wanted = await ctx.store.read(readers.everything_for, ctx.person.id) if ctx.person else []
    if not any(each.kind for each in wanted):
        tell = button(ctx.tr.plain("follow-tell-kinds"), AboutButton(do="open"))
        await ctx.show(query, ctx.tr("follow-own-unknown"), keyboard([tell], [back_to_list(ctx.tr)], [to_menu(ctx.tr)]))
        return
    names = await place_names(ctx)
    what = "; ".join(filter_words(ctx.tr, each, names) for each in wanted)
    yes = button(ctx.tr.plain("follow-yes"), FollowOwn(do="yes"))
    narrow = button(ctx.tr.plain("follow-narrow"), FilterButton(do="kind", kind="", place="", theme="", at_least=0))
    await ctx.show(
        query, await promised(ctx, what, wanted), keyboard([yes], [narrow], [back_to_list(ctx.tr), to_menu(ctx.tr)])
    )


@router.callback_query(FollowOwn.filter(F.do.in_(("yes", "agree"))))
async def follow_own(query: CallbackQuery, ctx: Context, callback_data: FollowOwn) -> None:
    if callback_data.do == "agree":
        ctx = await ctx.agreed(query, Purpose.SUBSCRIPTIONS)
    person = await ctx.require(query, Purpose.SUBSCRIPTIONS, FollowOwn(do="agree"), FollowOwn(do="see"))
    if person is None:
        return
    if not await ctx.store.write(subscriptions.follow_own, person.id, ctx.now):
        await show_own(query, ctx)
        return
    log.info("everything for them followed", person_id=person.id)
    await put_followed(query, ctx, done=ctx.tr.plain("follow-done"))
