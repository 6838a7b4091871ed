"""[blank papers] of a municipality, a step or anywhere → the words of one → its file; all in one archive.

For anybody: nothing is asked, nothing is stored.
"""

from datetime import datetime

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup

from bot.config import Settings
from bot.domain.founding import Order, Step
from bot.domain.papers.kit import Paper, kit, papers_of
from bot.domain.time import local_date
from bot.files.papers import Printer
from bot.i18n import Texts, Translator
from handlers.papers.pages import page_text
from handlers.shared.screens import BlanksButton, Number, Open, Pressed, button, keyboard, pager, show, to_menu
from handlers.shared.step_names import PAPERS
from storage import papers
from storage.core.db import Store
from storage.law import municipalities


class BlankButton(CallbackData, prefix="blank"):
    """The words of a blank paper, a page of them."""

    slug: str
    paper: Paper
    page: Number


class BlankFileButton(CallbackData, prefix="blankfile"):
    slug: str
    paper: Paper


class BlankZipButton(CallbackData, prefix="blankzip"):
    slug: str


router = Router(name="papers.blanks")
router.callback_query.filter(Pressed(BlanksButton, BlankButton, BlankFileButton, BlankZipButton))


@router.callback_query(BlanksButton.filter())
async def list_blanks(query: CallbackQuery, callback_data: BlanksButton, store: Store, tr: Translator) -> None:
    await show_blanks(query, callback_data.slug, callback_data.step, store, tr)


async def show_blanks(query: CallbackQuery, slug: str, step: str, store: Store, tr: Translator) -> None:
    """The blank papers of a step; of the whole road when the step is none, or has none."""
    one = await store.read(municipalities.get, slug)
    slug, order = (one.slug, one.order) if one else ("", None)
    of_step = of(step, order)
    rows = [
        [button(tr.plain(PAPERS[paper]), BlankButton(slug=slug, paper=paper, page=0))]
        for paper in of_step or kit(order)
    ]
    every = button(tr.plain("papers-zip"), BlankZipButton(slug=slug))
    whole = button(tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step=""))
    head = "papers-blank-step" if of_step else "papers-blank"
    where = one.name if one else tr.plain("papers-anywhere")
    to_start = button(tr.plain("founding-to-start"), Open(place="tos"))
    await show(query, tr(head, where=where), keyboard(*rows, [whole if of_step else every], [to_start, to_menu(tr)]))


def of(step: str, order: Order | None) -> tuple[Paper, ...]:
    return papers_of(Step(step), order) if step in {*Step} else ()


@router.callback_query(BlankButton.filter())
async def show_words(
    query: CallbackQuery,
    callback_data: BlankButton,
    store: Store,
    printer: Printer,
    tr: Translator,
    settings: Settings,
    now: datetime,
) -> None:
    slug, paper = callback_data.slug, callback_data.paper
    basis = await store.read(papers.basis, slug, local_date(now, settings.timezone))
    words = await printer.words(paper, {}, basis)
    text, page, pages = page_text(tr, tr.plain(PAPERS[paper]), words, callback_data.page)
    buttons = keyboard(
        pager(tr, page, pages, lambda page: BlankButton(slug=slug, paper=paper, page=page)),
        [button(tr.plain("papers-file"), BlankFileButton(slug=slug, paper=paper))],
        [button(tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step="")), to_menu(tr)],
    )
    await show(query, text, buttons)


@router.callback_query(BlankFileButton.filter())
async def send_file(
    query: CallbackQuery,
    callback_data: BlankFileButton,
    store: Store,
    printer: Printer,
    tr: Translator,
    texts: Texts,
    settings: Settings,
    now: datetime,
) -> None:
    paper = callback_data.paper
    await query.answer(tr.plain("papers-making"))
    basis = await store.read(papers.basis, callback_data.slug, local_date(now, settings.timezone))
    file = await printer.docx(paper, {}, basis)
    if query.message:
        named = BufferedInputFile(file, f"{texts.choose('ru').plain(PAPERS[paper])}.docx")
        caption = tr("paper-sent-blank", paper=tr.plain(PAPERS[paper]))
        await query.message.answer_document(named, caption=caption, reply_markup=onward(tr, callback_data.slug))


def onward(tr: Translator, slug: str) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("papers-to-blanks"), BlanksButton(slug=slug, step="")), to_menu(tr)])


@router.callback_query(BlankZipButton.filter())
async def send_archive(
    query: CallbackQuery,
    callback_data: BlankZipButton,
    store: Store,
    printer: Printer,
    tr: Translator,
    texts: Texts,
    settings: Settings,
    now: datetime,
) -> None:
    await query.answer(tr.plain("papers-making"))
    basis = await store.read(papers.basis, callback_data.slug, local_date(now, settings.timezone))
    russian, every = texts.choose("ru"), kit(basis.order)
    file = await printer.archive(every, {}, basis, lambda paper: russian.plain(PAPERS[paper]))
    if query.message:
        named = BufferedInputFile(file, f"{russian.plain('paper-zip-name')}.zip")
        caption = tr("paper-zip-sent", count=len(every))
        await query.message.answer_document(named, caption=caption, reply_markup=onward(tr, callback_data.slug))
