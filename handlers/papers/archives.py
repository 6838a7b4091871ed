"""[all in one archive] → Word or PDF, drafts or clean copies → the archive, with what is not in it.

An archive of PDF takes LibreOffice: where there is none, or it is late, the Word files come with the reason.
"""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers.kit import Paper, kit
from bot.domain.papers.law import used
from bot.files.papers import Printer
from bot.logs import get_logger
from handlers.papers.files import make_all
from handlers.papers.views import ArchiveButton, CleanZipButton, ZipButton, archives_screen, to_list
from handlers.papers.workspace import Workspace, require_workspace
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, keyboard
from handlers.shared.step_names import PAPERS
from storage import papers

router = Router(name="papers.archives")
router.callback_query.filter(Pressed(ZipButton, CleanZipButton, ArchiveButton))
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    is_clean: bool = False
    is_pdf: bool = False


KINDS = {"docx": Wanted(), "pdf": Wanted(is_pdf=True), "clean": Wanted(is_clean=True), "cleanpdf": Wanted(True, True)}


@router.callback_query(ArchiveButton.filter())
async def choose_archive(query: CallbackQuery, ctx: Context, callback_data: ArchiveButton, printer: Printer) -> None:
    if callback_data.kind in KINDS:
        await send_archive(query, ctx, callback_data.case_id, printer, KINDS[callback_data.kind])
    elif workspace := await require_workspace(query, ctx, callback_data.case_id, Paper.GROUP):
        await ctx.show(query, *archives_screen(workspace))


@router.callback_query(ZipButton.filter())
async def send_drafts(query: CallbackQuery, ctx: Context, callback_data: ZipButton, printer: Printer) -> None:
    await send_archive(query, ctx, callback_data.case_id, printer, Wanted())


@router.callback_query(CleanZipButton.filter())
async def send_clean(query: CallbackQuery, ctx: Context, callback_data: CleanZipButton, printer: Printer) -> None:
    await send_archive(query, ctx, callback_data.case_id, printer, Wanted(is_clean=True))


async def send_archive(query: CallbackQuery, ctx: Context, case_id: int, printer: Printer, wanted: Wanted) -> None:
    """Send every paper that can be made; name those that cannot, and those that still have questions."""
    workspace = await require_workspace(query, ctx, case_id, Paper.GROUP)
    if workspace is None:
        return
    every = kit(workspace.basis.order)
    papers = [paper for paper in every if _can_be_made(replace(workspace, paper=paper), wanted)]
    if not papers:
        await ctx.refuse(query, "paper-zip-clean-none")
        return
    await query.answer(ctx.tr.plain("papers-making"))
    russian, answers = workspace.russian, workspace.dossier.answers
    name = russian.plain("paper-zip-clean-name" if wanted.is_clean else "paper-zip-name")
    made = await make_all(
        *(printer, papers, answers, workspace.basis, lambda paper: russian.plain(PAPERS[paper])),
        is_clean=wanted.is_clean,
        is_pdf=wanted.is_pdf,
    )
    await note_made(ctx, workspace, papers)
    said = Markup("\n\n").join(_said(workspace, papers, every, is_clean=wanted.is_clean))
    if query.message:
        caption, back = made.caption(ctx.tr, said), keyboard([to_list(workspace)])
        await query.message.answer_document(made.named(name), caption=caption, reply_markup=back)


async def note_made(ctx: Context, workspace: Workspace, made: list[Paper]) -> None:
    """Record papers with the law they were made by: members are notified when that law changes."""
    law = {str(paper): used(paper, workspace.basis.norms, workspace.basis.where) for paper in made}
    case_id, person_id = workspace.dossier.case_id, workspace.person.id
    await ctx.store.write(papers.note_made, case_id, person_id, law, days_off(ctx.now.date()), ctx.now)
    log.info("papers made", case_id=case_id, person_id=person_id, papers=",".join(law))


def _can_be_made(workspace: Workspace, wanted: Wanted) -> bool:
    """Tell whether a paper can be made now; a clean copy with every question answered or left out by choice."""
    is_open = workspace.next_question is not None or not workspace.readiness.is_clean
    return workspace.stop is None and not (wanted.is_clean and is_open)


def _said(workspace: Workspace, made: list[Paper], every: tuple[Paper, ...], *, is_clean: bool) -> list[Markup]:
    """The number of papers, those with missing answers, and those that are not in the archive."""
    tr, left = workspace.tr, [paper for paper in every if paper not in made]
    if is_clean:
        count, lacking = tr("paper-zip-clean", count=len(made)), {"paper-zip-not-ready": left}
    else:
        asking = [paper for paper in made if replace(workspace, paper=paper).next_question is not None]
        count = tr("paper-zip-sent", count=len(made))
        lacking = {"paper-zip-open": asking, "paper-zip-left-out": left}
    names = {key: ", ".join(tr.plain(PAPERS[each]) for each in papers) for key, papers in lacking.items()}
    return [count, *(tr(key, papers=named) for key, named in names.items() if named)]
