"""[papers] → the list → a paper's words, page by page → its file; all papers in one archive."""

from functools import partial

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers.interview import next_question, stop
from bot.domain.papers.kit import Paper, kit
from bot.domain.papers.law import used
from bot.files.papers import Printer
from handlers.papers.blanks import show_blanks
from handlers.papers.pages import page_text
from handlers.papers.views import ZipButton, list_screen, review_screen, to_list
from handlers.papers.workspace import Desk, read_desk, refuse
from handlers.shared.buttons import PaperButton
from handlers.shared.context import Context
from handlers.shared.screens import PapersButton, Pressed, button, keyboard, pager
from handlers.shared.step_names import PAPERS
from storage import papers
from storage.core.db import Store

router = Router(name="papers.documents")
router.callback_query.filter(Pressed(PapersButton, PaperButton, ZipButton))


@router.callback_query(PapersButton.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: PapersButton) -> None:
    """Without a case: blank papers, for anybody."""
    if not callback_data.case_id:
        await show_blanks(query, ctx, "", "")
        return
    desk = await read_desk(ctx, callback_data.case_id, Paper.GROUP, ctx.texts.choose("ru"))
    await (ctx.show(query, *list_screen(ctx.tr, desk)) if desk else refuse(query, ctx))


@router.callback_query(PaperButton.filter(F.do == "text"))
async def show_words(query: CallbackQuery, ctx: Context, callback_data: PaperButton, printer: Printer) -> None:
    desk = await ready_desk(query, ctx, callback_data)
    if desk is None:
        return
    words = await printer.words(desk.paper, desk.dossier.answers, desk.basis)
    text, page, pages = page_text(ctx.tr, desk.title, words, callback_data.page)
    to = partial(PaperButton, case_id=desk.dossier.case_id, paper=desk.paper)
    buttons = keyboard(
        pager(ctx.tr, page, pages, partial(to, do="text")),
        [button(ctx.tr.plain("papers-file"), to(do="file", page=0))],
        [button(ctx.tr.plain("papers-check"), to(do="review", page=0))],
        [to_list(desk)],
    )
    await ctx.show(query, text, buttons)


async def ready_desk(query: CallbackQuery, ctx: Context, pressed: PaperButton) -> Desk | None:
    """The desk, if the paper can be made now; else the press is answered with the reason."""
    desk = await read_desk(ctx, pressed.case_id, pressed.paper, ctx.texts.choose("ru"))
    if desk is None:
        await refuse(query, ctx)
        return None
    if stop(desk.paper, desk.dossier.answers, desk.local_now):
        await ctx.show(query, *review_screen(desk))
        return None
    return desk


@router.callback_query(PaperButton.filter(F.do == "file"))
async def send_file(query: CallbackQuery, ctx: Context, callback_data: PaperButton, printer: Printer) -> None:
    desk = await ready_desk(query, ctx, callback_data)
    if desk is None:
        return
    await query.answer(ctx.tr.plain("papers-making"))
    file = await printer.docx(desk.paper, desk.dossier.answers, desk.basis)
    await note(desk, [desk.paper], ctx.store)
    if query.message:
        named = BufferedInputFile(file, f"{desk.russian.plain(PAPERS[desk.paper])}.docx")
        await query.message.answer_document(
            named, caption=ctx.tr("paper-sent", paper=desk.title), reply_markup=keyboard([to_list(desk)])
        )


async def note(desk: Desk, made: list[Paper], store: Store) -> None:
    """Who made a paper hears when the law under it changes."""
    law = {str(paper): used(paper, desk.basis.norms, desk.basis.where) for paper in made}
    holidays = days_off(desk.now.date())
    await store.write(papers.note_made, desk.dossier.case_id, desk.person.id, law, holidays, desk.now)


@router.callback_query(ZipButton.filter())
async def send_archive(query: CallbackQuery, ctx: Context, callback_data: ZipButton, printer: Printer) -> None:
    """Every paper as far as it is answered; what calls people to a meeting that is over stays out, and that is said."""
    desk = await read_desk(ctx, callback_data.case_id, Paper.GROUP, ctx.texts.choose("ru"))
    if desk is None:
        await refuse(query, ctx)
        return
    await query.answer(ctx.tr.plain("papers-making"))
    every = kit(desk.basis.order)
    made = [paper for paper in every if not stop(paper, desk.dossier.answers, desk.local_now)]
    russian = desk.russian
    file = await printer.archive(made, desk.dossier.answers, desk.basis, lambda paper: russian.plain(PAPERS[paper]))
    await note(desk, made, ctx.store)
    parts = [ctx.tr("paper-zip-sent", count=len(made)), *_but(desk, made, every)]
    if query.message:
        named = BufferedInputFile(file, f"{russian.plain('paper-zip-name')}.zip")
        caption = Markup("\n\n").join(parts)
        await query.message.answer_document(named, caption=caption, reply_markup=keyboard([to_list(desk)]))


def _but(desk: Desk, made: list[Paper], every: tuple[Paper, ...]) -> list[Markup]:
    """What the archive lacks: answers in some papers, papers that call people to a meeting that is over."""

    def asks(paper: Paper) -> bool:
        return next_question(paper, desk.dossier.answers, desk.ages) is not None

    lacking = {
        "paper-zip-open": [paper for paper in made if asks(paper)],
        "paper-zip-left-out": [paper for paper in every if paper not in made],
    }
    names = {key: ", ".join(desk.tr.plain(PAPERS[each]) for each in papers) for key, papers in lacking.items()}
    return [desk.tr(key, papers=named) for key, named in names.items() if named]
