"""/applications → a person's applications; a grant → [our application] → a round → consent → begun.

An earlier application of theirs is offered as the beginning: its title, words, budget and checklist.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.applications.applications import (
    Application,
    ApplicationOutcome,
    open_rounds,
)
from bot.domain.grants import Programme, Round, StageKind
from bot.domain.people import Purpose
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import require, to_applications
from handlers.applications.buttons import ApplicationButton, ApplicationsPage, ApplyRoundButton, FiguresOfYear
from handlers.applications.views import card_buttons, card_text, line_of_list, stage_when
from handlers.shared.buttons import ApplyButton, GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, pager, to_menu
from storage import grants
from storage.applications import applications
from storage.people import profile

PAGE_SIZE, ROUNDS_SHOWN, EARLIER_SHOWN = 4, 5, 4

router = Router(name="applications.begin")
router.message.filter(Said("applications"))
router.callback_query.filter(
    Pressed(ApplicationsPage, ApplyButton, ApplyRoundButton, ApplicationButton, places=("applications",))
)
log = get_logger(__name__)


@router.message(Command("applications"))
@router.callback_query(Open.filter())
@router.callback_query(ApplicationsPage.filter())
async def show_mine(
    event: Message | CallbackQuery, ctx: Context, callback_data: Open | ApplicationsPage | None = None
) -> None:
    mine = await ctx.store.read(applications.of_person, ctx.person_id or 0)
    pages = max(1, -(-len(mine) // PAGE_SIZE))
    page = min(callback_data.page if isinstance(callback_data, ApplicationsPage) else 0, pages - 1)
    shown = mine[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    to_grants = button(ctx.tr.plain("apply-to-grants"), Open(place="grants"))
    rows = [*rows_of(ctx.tr, shown), pager(ctx.tr, page, pages, ApplicationsPage)]
    figures = button(ctx.tr.plain("apply-figures"), FiguresOfYear(do="show", year=0))
    text = ctx.tr("apply-list", count=len(mine)) if mine else ctx.tr("apply-none")
    await ctx.show(
        event, text, keyboard(*rows, [figures] if ctx.coordinates() and not page else [], [to_grants, to_menu(ctx.tr)])
    )


def rows_of(tr: Translator, mine: list[Application]) -> list[list[InlineKeyboardButton]]:
    return [[button(line_of_list(tr, each), ApplicationButton(do="card", application_id=each.id))] for each in mine]


@router.callback_query(ApplyButton.filter(F.do == "open"))
async def show_of_programme(query: CallbackQuery, ctx: Context, callback_data: ApplyButton) -> None:
    """Open the person's only application for the programme, show several, or lead to a round."""
    seen = await ctx.store.read(grants.look, callback_data.programme_id, None)
    if seen is None:
        await ctx.refuse(query, "grant-gone")
        return
    mine = await ctx.store.read(applications.of_person, ctx.person_id or 0)
    here = [each for each in mine if each.programme.id == seen.programme.id]
    if not here:
        await put_rounds(query, ctx, seen.programme)
        return
    another = ApplyButton(do="another", programme_id=seen.programme.id)
    rows = [*rows_of(ctx.tr, here[:PAGE_SIZE]), [button(ctx.tr.plain("apply-another"), another)]]
    text = ctx.tr("apply-of-programme", title=seen.programme.short_title, count=len(here))
    await ctx.show(query, text, keyboard(*rows, [to_programme(ctx.tr, seen.programme.id), to_applications(ctx.tr)]))


@router.callback_query(ApplyButton.filter(F.do == "another"))
async def begin_another(query: CallbackQuery, ctx: Context, callback_data: ApplyButton) -> None:
    seen = await ctx.store.read(grants.look, callback_data.programme_id, None)
    if seen is None:
        await ctx.refuse(query, "grant-gone")
        return
    await put_rounds(query, ctx, seen.programme)


def to_programme(tr: Translator, programme_id: int) -> InlineKeyboardButton:
    return button(tr.plain("apply-to-programme"), GrantButton(do="card", programme_id=programme_id, who=None, page=0))


async def put_rounds(query: CallbackQuery, ctx: Context, programme: Programme) -> None:
    """Ask for which round; say it when none is known that has not ended."""
    ahead = [] if programme.archived_at else open_rounds(programme, ctx.now)
    rows = [
        [button(round_label(ctx, each), ApplyRoundButton(do="begin", round_id=each.id, application_id=0))]
        for each in ahead[:ROUNDS_SHOWN]
    ]
    text = ctx.tr("apply-which-round" if ahead else "apply-no-rounds", title=programme.short_title)
    await ctx.show(query, text, keyboard(*rows, [to_programme(ctx.tr, programme.id), to_applications(ctx.tr)]))


def round_label(ctx: Context, season: Round) -> str:
    stage = next((each for each in season.stages if each.kind is StageKind.DEADLINE), None)
    if stage is None:
        return ctx.tr.plain("apply-round-undated", season=season.season)
    key = "apply-round-forecast" if stage.forecast else "apply-round-until"
    return ctx.tr.plain(key, season=season.season, when=stage_when(ctx.tr, stage, ctx.zone))


@router.callback_query(ApplyRoundButton.filter(F.do == "begin"))
async def begin(query: CallbackQuery, ctx: Context, callback_data: ApplyRoundButton) -> None:
    """Offer an earlier application as the beginning, after the consent; without one, begin at once."""
    agree = callback_data.model_copy(update={"do": "agree"})
    person = await ctx.require(query, Purpose.APPLICATIONS, agree, Open(place="grants"))
    if person is None:
        return
    earlier = await ctx.store.read(applications.of_person, person.id)
    if not earlier:
        await make(query, ctx, callback_data)
        return
    make_of = callback_data.model_copy(update={"do": "make"})
    rows = [
        [button(line_of_list(ctx.tr, each), make_of.model_copy(update={"application_id": each.id}))]
        for each in earlier[:EARLIER_SHOWN]
    ]
    anew = button(ctx.tr.plain("apply-anew"), make_of)
    await ctx.show(query, ctx.tr("apply-take-earlier"), keyboard([anew], *rows, [to_applications(ctx.tr)]))


@router.callback_query(ApplyRoundButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context, callback_data: ApplyRoundButton) -> None:
    await begin(query, await ctx.agreed(query, Purpose.APPLICATIONS), callback_data.model_copy(update={"do": "begin"}))


@router.callback_query(ApplyRoundButton.filter(F.do == "make"))
async def make(query: CallbackQuery, ctx: Context, callback_data: ApplyRoundButton) -> None:
    agree = callback_data.model_copy(update={"do": "agree"})
    person = await ctx.require(query, Purpose.APPLICATIONS, agree, Open(place="grants"))
    if person is None:
        return
    own = await ctx.store.read(profile.get, person.id)
    given = (callback_data.round_id, callback_data.application_id)
    begun = await ctx.store.write(applications.begin, person, own, *given, ctx.now)
    if isinstance(begun, ApplicationOutcome):
        log.info("application not begun", person_id=person.id, round_id=callback_data.round_id, reason=begun)
        key = "apply-too-many-applications" if begun is ApplicationOutcome.TOO_MANY else "apply-round-unknown"
        await ctx.refuse(query, key)
        return
    log.info("application begun", application_id=begun, person_id=person.id, round_id=callback_data.round_id)
    await put_card(query, ctx, begun, ctx.tr.plain("apply-begun"))


@router.callback_query(ApplicationButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_card(query, ctx, callback_data.application_id)


async def put_card(event: Message | CallbackQuery, ctx: Context, application_id: int, alert: str = "") -> None:
    """Show the card; `alert` has the result of the last step, which stands above it after typed words."""
    found = await require(event, ctx, application_id)
    if found is None:
        return
    text = card_text(ctx, found)
    if alert and isinstance(event, Message):
        text = Markup("\n\n").join([Markup.escape(alert), text])
    await ctx.show(event, text, card_buttons(ctx, found), alert)
