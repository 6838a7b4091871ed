"""[papers] → the list → the text of a paper, page by page → its file."""

from dataclasses import replace
from functools import partial

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.domain.papers.kit import Paper
from bot.files.papers import Printer
from handlers.papers.archives import note_made
from handlers.papers.blanks import show_blanks
from handlers.papers.files import make
from handlers.papers.pages import page_text
from handlers.papers.review_views import reply_row, review_screen
from handlers.papers.views import list_screen, section_screen, to_list
from handlers.papers.workspace import Workspace, require_workspace
from handlers.shared.buttons import PaperButton, SectionButton
from handlers.shared.context import Context
from handlers.shared.screens import PapersButton, Pressed, button, keyboard, pager
from handlers.shared.step_names import PAPERS

router = Router(name="papers.documents")
router.callback_query.filter(Pressed(PapersButton, SectionButton, PaperButton))

# Clean or not, PDF or not, by what the button says.
FILES = {"file": (False, False), "clean": (True, False), "pdf": (False, True), "cleanpdf": (True, True)}


@router.callback_query(PapersButton.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: PapersButton) -> None:
    """Show the papers of the case; without a case, blank papers for anybody."""
    if not callback_data.case_id:
        await show_blanks(query, ctx, "", "")
        return
    workspace = await require_workspace(query, ctx, callback_data.case_id, Paper.GROUP)
    if workspace:
        await ctx.show(query, *list_screen(ctx.tr, workspace))


@router.callback_query(SectionButton.filter())
async def show_section(query: CallbackQuery, ctx: Context, callback_data: SectionButton) -> None:
    workspace = await require_workspace(query, ctx, callback_data.case_id, Paper.GROUP)
    if workspace:
        await ctx.show(query, *section_screen(workspace, callback_data.section))


@router.callback_query(PaperButton.filter(F.do == "text"))
async def show_words(query: CallbackQuery, ctx: Context, callback_data: PaperButton, printer: Printer) -> None:
    workspace = await require_ready(query, ctx, callback_data)
    if workspace is None:
        return
    words = await printer.words(workspace.paper, workspace.dossier.answers, workspace.basis)
    text, page, pages = page_text(ctx.tr, workspace.title, words, callback_data.page)
    to = partial(PaperButton, case_id=workspace.dossier.case_id, paper=workspace.paper)
    buttons = keyboard(
        pager(ctx.tr, page, pages, partial(to, do="text")),
        [
            button(ctx.tr.plain("papers-file"), to(do="file", page=0)),
            button(ctx.tr.plain("papers-pdf"), to(do="pdf", page=0)),
        ],
        [button(ctx.tr.plain("papers-check"), to(do="review", page=0))],
        [to_list(workspace)],
    )
    await ctx.show(query, text, buttons)


async def require_ready(query: CallbackQuery, ctx: Context, pressed: PaperButton) -> Workspace | None:
    """The workspace of a paper that can be made now; else None, and the press is answered with the reason."""
    workspace = await require_workspace(query, ctx, pressed.case_id, pressed.paper)
    if workspace and workspace.stop:
        await ctx.show(query, *review_screen(workspace))
        return None
    return workspace


@router.callback_query(PaperButton.filter(F.do.in_(FILES)))
async def send_file(query: CallbackQuery, ctx: Context, callback_data: PaperButton, printer: Printer) -> None:
    """Send the draft or the clean copy, as Word or PDF. What a clean copy lacks is said in the review."""
    workspace, (is_clean, is_pdf) = await require_ready(query, ctx, callback_data), FILES[callback_data.do]
    if workspace is None:
        return
    if is_clean and not workspace.readiness.is_clean:
        await ctx.show(query, *review_screen(workspace))
        return
    await query.answer(ctx.tr.plain("papers-making"))
    answers, basis = workspace.dossier.answers, workspace.basis
    made = await make(printer, workspace.paper, answers, basis, is_clean=is_clean, is_pdf=is_pdf)
    await note_made(ctx, workspace, [workspace.paper])
    if query.message:
        name = workspace.russian.plain(PAPERS[workspace.paper])
        if is_clean:
            name = workspace.russian.plain("paper-clean-name", paper=name)
        said = ctx.tr("paper-sent-clean" if is_clean else "paper-sent", paper=workspace.title)
        await query.message.answer_document(
            made.named(name), caption=made.caption(ctx.tr, said), reply_markup=after_file(workspace)
        )


def after_file(workspace: Workspace) -> InlineKeyboardMarkup:
    """The ways on from a file that was just made: to note the answer to a request, and back."""
    dossier = replace(workspace.dossier, made=workspace.dossier.made | {workspace.paper})
    return keyboard(*reply_row(replace(workspace, dossier=dossier)), [to_list(workspace)])
