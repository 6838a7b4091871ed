"""The number of residents and the list of addresses from an answer of an administration → preview → passed on.

Once a coordinator has confirmed it, others who found a TOS in the same settlement are offered it with its source.
"""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.domain.headcounts import ResidentCount, list_of_houses
from bot.domain.papers.interview import certain, value_of
from bot.domain.papers.kit import Paper
from bot.domain.time import local_date
from bot.files.table_rows import house_words
from bot.logs import get_logger
from handlers.papers.workspace import Workspace, require_workspace
from handlers.shared.buttons import PaperButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage.law import headcounts

router = Router(name="papers.sharing")
router.callback_query.filter(Pressed(PaperButton))
log = get_logger(__name__)


@router.callback_query(PaperButton.filter(F.do == "share"))
async def ask(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    """Show what a coordinator would see, before anything is passed on."""
    workspace = await require_workspace(query, ctx, callback_data.case_id, Paper.HEADCOUNT)
    if workspace is None:
        return
    count = count_of(workspace, local_date(ctx.now, workspace.dossier.zone))
    if count is None:
        await ctx.refuse(query, "headcount-nothing")
        return
    text = ctx.tr(
        "headcount-share",
        settlement=count.settlement,
        territory=count.territory,
        residents=count.residents,
        source=count.source,
        houses=count.houses,
        streets=len(count.houses.splitlines()),
    )
    give = PaperButton(do="give", case_id=workspace.dossier.case_id, paper=Paper.HEADCOUNT, page=0)
    buttons = keyboard([button(ctx.tr.plain("headcount-give"), give)], [_back(workspace)])
    await ctx.show(query, text, buttons)


@router.callback_query(PaperButton.filter(F.do == "give"))
async def give(query: CallbackQuery, ctx: Context, callback_data: PaperButton) -> None:
    workspace = await require_workspace(query, ctx, callback_data.case_id, Paper.HEADCOUNT)
    if workspace is None:
        return
    count = count_of(workspace, local_date(ctx.now, workspace.dossier.zone))
    if count is None:
        await ctx.refuse(query, "headcount-nothing")
        return
    if not await ctx.store.read(headcounts.is_known, count):
        await ctx.store.write(headcounts.propose, count, ctx.now)
    log.info("headcount passed on", case_id=workspace.dossier.case_id, municipality=count.municipality)
    await ctx.show(query, ctx.tr("headcount-given"), keyboard([_back(workspace)]))


def count_of(workspace: Workspace, today: date) -> ResidentCount | None:
    """The number as it would be passed on; None while something of it is missing."""
    answers, slug = workspace.dossier.answers, workspace.dossier.municipality
    place, territory, source, residents, young = (
        value_of(answers, name)
        for name in ("settlement", "territory", "residents_source", "residents", "residents_young")
    )
    if slug is None or not (place and territory and source and isinstance(residents, int)):
        return None
    return ResidentCount(
        municipality=slug,
        settlement=str(place),
        territory=str(territory),
        residents=residents,
        residents_young=young if isinstance(young, int) else None,
        source=str(source),
        as_of=today,
        houses=list_of_houses(str(certain(answers, "houses") or ""), house_words(workspace.russian)),
    )


def _back(workspace: Workspace) -> InlineKeyboardButton:
    review = PaperButton(do="review", case_id=workspace.dossier.case_id, paper=Paper.HEADCOUNT, page=0)
    return button(workspace.tr.plain("papers-check"), review)
