"""[blank papers] of a municipality, a step or anywhere → section → the text of one → its file; all in one archive.

Blank papers are for anybody: nothing is asked and nothing is stored.
"""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.domain.founding import Step
from bot.domain.papers.kit import Paper, Section, kit, papers_in, papers_of
from bot.domain.time import local_date
from bot.files.papers import Printer
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.papers.files import make, make_all
from handlers.papers.pages import page_text
from handlers.shared.context import Context
from handlers.shared.screens import BlanksButton, Number, Open, Pressed, button, keyboard, pager, to_menu
from handlers.shared.step_names import PAPERS, SECTIONS, STEPS
from storage import papers
from storage.law import municipalities


class BlankButton(CallbackData, prefix="blank"):
    """A page of the text of a blank paper."""

    slug: str
    paper: Paper
    page: Number


class BlankFileButton(CallbackData, prefix="blankfile"):
    slug: str
    paper: Paper


class BlankPdfButton(CallbackData, prefix="blankpdf"):
    slug: str
    paper: Paper


class BlankZipButton(CallbackData, prefix="blankzip"):
    slug: str


class BlankPdfZipButton(CallbackData, prefix="blankpdfzip"):
    slug: str


router = Router(name="papers.blanks")
router.callback_query.filter(
    Pressed(BlanksButton, BlankButton, BlankFileButton, BlankPdfButton, BlankZipButton, BlankPdfZipButton)
)
log = get_logger(__name__)


@router.callback_query(BlanksButton.filter())
async def list_blanks(query: CallbackQuery, ctx: Context, callback_data: BlanksButton) -> None:
    await show_blanks(query, ctx, callback_data.slug, callback_data.step)


async def show_blanks(query: CallbackQuery, ctx: Context, slug: str, step: str) -> None:
    """Show the blank papers of a step or a section; the sections when there is no such step, or it has no papers."""
    one = await ctx.store.read(municipalities.get, slug)
    slug, order = (one.slug, one.order) if one else ("", None)
    where = one.name if one else ctx.tr.plain("papers-anywhere")
    found = papers_in(Section(step), order) if step in {*Section} else ()
    found = papers_of(Step(step), order) if step in {*Step} else found
    if not found:
        await ctx.show(query, ctx.tr("papers-blank", where=where), sections(ctx.tr, slug))
        return
    whole = button(ctx.tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step=""))
    rows = [[button(ctx.tr.plain(PAPERS[paper]), BlankButton(slug=slug, paper=paper, page=0))] for paper in found]
    is_step = step in {*Step}
    name = ctx.tr.plain(STEPS[Step(step)] if is_step else SECTIONS[Section(step)])
    await ctx.show(query, ctx.tr("papers-blank-of", section=name, where=where), keyboard(*rows, [whole]))


def sections(tr: Translator, slug: str) -> InlineKeyboardMarkup:
    """The sections of the kit, and all blank papers at once."""
    rows = [[button(tr.plain(SECTIONS[each]), BlanksButton(slug=slug, step=each))] for each in Section]
    every = [
        button(tr.plain("papers-zip-word"), BlankZipButton(slug=slug)),
        button(tr.plain("papers-zip-pdf"), BlankPdfZipButton(slug=slug)),
    ]
    to_start = button(tr.plain("founding-to-start"), Open(place="tos"))
    return keyboard(*rows, every, [to_start, to_menu(tr)])


@router.callback_query(BlankButton.filter())
async def show_words(query: CallbackQuery, ctx: Context, callback_data: BlankButton, printer: Printer) -> None:
    slug, paper = callback_data.slug, callback_data.paper
    basis = await ctx.store.read(papers.basis, slug, local_date(ctx.now, ctx.settings.timezone))
    words = await printer.words(paper, {}, basis)
    text, page, pages = page_text(ctx.tr, ctx.tr.plain(PAPERS[paper]), words, callback_data.page)
    buttons = keyboard(
        pager(ctx.tr, page, pages, lambda page: BlankButton(slug=slug, paper=paper, page=page)),
        [
            button(ctx.tr.plain("papers-file"), BlankFileButton(slug=slug, paper=paper)),
            button(ctx.tr.plain("papers-pdf"), BlankPdfButton(slug=slug, paper=paper)),
        ],
        [button(ctx.tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step="")), to_menu(ctx.tr)],
    )
    await ctx.show(query, text, buttons)


@router.callback_query(BlankFileButton.filter())
async def send_word(query: CallbackQuery, ctx: Context, callback_data: BlankFileButton, printer: Printer) -> None:
    await send_file(query, ctx, callback_data, printer)


@router.callback_query(BlankPdfButton.filter())
async def send_pdf(query: CallbackQuery, ctx: Context, callback_data: BlankPdfButton, printer: Printer) -> None:
    await send_file(query, ctx, callback_data, printer)


async def send_file(
    query: CallbackQuery, ctx: Context, pressed: BlankFileButton | BlankPdfButton, printer: Printer
) -> None:
    paper = pressed.paper
    await query.answer(ctx.tr.plain("papers-making"))
    basis = await ctx.store.read(papers.basis, pressed.slug, local_date(ctx.now, ctx.settings.timezone))
    made = await make(printer, paper, {}, basis, is_pdf=isinstance(pressed, BlankPdfButton))
    log.info("blank paper made", person_id=ctx.person_id, paper=paper)
    if query.message:
        named = made.named(ctx.texts.choose("ru").plain(PAPERS[paper]))
        caption = made.caption(ctx.tr, ctx.tr("paper-sent-blank", paper=ctx.tr.plain(PAPERS[paper])))
        await query.message.answer_document(named, caption=caption, reply_markup=onward(ctx.tr, pressed.slug))


def onward(tr: Translator, slug: str) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step="")), to_menu(tr)])


@router.callback_query(BlankZipButton.filter())
async def send_word_archive(
    query: CallbackQuery, ctx: Context, callback_data: BlankZipButton, printer: Printer
) -> None:
    await send_archive(query, ctx, callback_data, printer)


@router.callback_query(BlankPdfZipButton.filter())
async def send_pdf_archive(
    query: CallbackQuery, ctx: Context, callback_data: BlankPdfZipButton, printer: Printer
) -> None:
    await send_archive(query, ctx, callback_data, printer)


async def send_archive(
    query: CallbackQuery, ctx: Context, pressed: BlankZipButton | BlankPdfZipButton, printer: Printer
) -> None:
    await query.answer(ctx.tr.plain("papers-making"))
    basis = await ctx.store.read(papers.basis, pressed.slug, local_date(ctx.now, ctx.settings.timezone))
    russian, every = ctx.texts.choose("ru"), kit(basis.order)
    is_pdf = isinstance(pressed, BlankPdfZipButton)
    made = await make_all(printer, every, {}, basis, lambda paper: russian.plain(PAPERS[paper]), is_pdf=is_pdf)
    log.info("blank papers made", person_id=ctx.person_id, count=len(every))
    if query.message:
        named = made.named(russian.plain("paper-zip-name"))
        caption = made.caption(ctx.tr, ctx.tr("paper-zip-sent", count=len(every)))
        await query.message.answer_document(named, caption=caption, reply_markup=onward(ctx.tr, pressed.slug))
