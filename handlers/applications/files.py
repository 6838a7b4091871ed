"""[files and letters] → the Word form, a draft or clean, or as PDF; the budget as a table; a few words for a partner.

The papers of the TOS itself (minutes, letters) are those of the kit: the screen leads there.
"""

import asyncio
from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import Application
from bot.domain.applications.budget import check
from bot.domain.time import local_date
from bot.files.application_form import FORM, form_names
from bot.files.application_words import PAYERS, title_of
from bot.files.budget_table import BudgetHeads, budget_table
from bot.files.office import NoPdfError
from bot.files.papers import Printer
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import require, to_application
from handlers.applications.budget_views import fault_text
from handlers.applications.buttons import ApplicationButton
from handlers.applications.views import stage_when
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, button, keyboard

NAME_MOST = 60
# Clean or not, PDF or not, by what the button says.
FILES = {"docx": (False, False), "clean": (True, False), "pdf": (False, True), "cleanpdf": (True, True)}
LABELS = {
    "docx": "apply-file-draft",
    "clean": "apply-file-clean",
    "pdf": "apply-file-draft-pdf",
    "cleanpdf": "apply-file-clean-pdf",
    "xlsx": "apply-file-table",
    "letters": "apply-letters",
}
COLUMNS = (
    "apply-table-number",
    "apply-table-what",
    "apply-table-quantity",
    "apply-table-unit",
    "apply-table-price",
    "apply-table-sum",
    "apply-table-payer",
)

router = Router(name="applications.files")
router.callback_query.filter(Pressed(ApplicationButton))
log = get_logger(__name__)


@router.callback_query(ApplicationButton.filter(F.do == "files"))
async def show_files(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    if found := await require(query, ctx, callback_data.application_id):
        await ctx.show(query, *files_screen(ctx, found))


def files_screen(ctx: Context, application: Application) -> tuple[Markup, InlineKeyboardMarkup]:
    tr = ctx.tr
    labels = [
        button(tr.plain(key), ApplicationButton(do=do, application_id=application.id)) for do, key in LABELS.items()
    ]
    rows = [labels[:2], labels[2:4], labels[4:6], [to_application(tr, application.id)]]
    return tr("apply-files-head", title=title_of(tr, application)), keyboard(*rows)


def lacking(tr: Translator, application: Application) -> list[Markup]:
    """The lines about what the form still lacks: words of the project, and what speaks against the budget."""
    wanted = {"apply-lacks-title": application.title, "apply-lacks-about": application.about}
    wanted |= {"apply-lacks-tos": application.tos, "apply-lacks-kind": application.applicant}
    words = [tr(key) for key, value in wanted.items() if not value]
    found = check(application.lines, application.programme, application.applicant)
    return [*words, *(fault_text(tr, application, each) for each in found)]


@router.callback_query(ApplicationButton.filter(F.do.in_(FILES)))
async def send_form(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton, printer: Printer) -> None:
    """Send the form. A clean one is made once nothing is missing; what is missing is said."""
    found, (is_clean, is_pdf) = await require(query, ctx, callback_data.application_id), FILES[callback_data.do]
    if found is None:
        return
    missing = lacking(ctx.tr, found)
    back = keyboard([to_application(ctx.tr, found.id)])
    if is_clean and missing:
        await ctx.show(query, Markup("\n").join([ctx.tr("apply-form-lacks"), *missing]), back)
        return
    await query.answer(ctx.tr.plain("papers-making"))
    file = await printer.filled(FORM, await names_of(ctx, found, is_clean=is_clean))
    kind, excuse = "docx", None
    if is_pdf:
        file, kind, excuse = await as_pdf(printer, file)
    log.info("application form made", application_id=found.id, person_id=ctx.person_id, clean=is_clean, kind=kind)
    caption = ctx.tr("apply-form-clean" if is_clean else "apply-form-draft")
    if isinstance(query.message, Message):
        text = Markup("\n\n").join([caption, ctx.tr(excuse)]) if excuse else caption
        named = BufferedInputFile(file, f"{file_name(ctx, found)}.{kind}")
        await query.message.answer_document(named, caption=text, reply_markup=back)


async def as_pdf(printer: Printer, file: bytes) -> tuple[bytes, str, str | None]:
    """The form as PDF; where none can be made, the Word file and the text key of the reason."""
    try:
        return await printer.pdf_of(file), "pdf", None
    except NoPdfError as error:
        log.warning("no PDF was made", paper="application", reason=error.reason)
        return file, "docx", "apply-no-pdf"


async def names_of(ctx: Context, application: Application, *, is_clean: bool) -> Mapping[str, object]:
    """The values of the form, in the language of papers."""
    tr, stage = ctx.texts.choose("ru"), application.deadline
    places = await municipality_names(ctx)
    return form_names(
        application,
        tr,
        is_clean=is_clean,
        faults=[each.striptags() for each in lacking(tr, application)],
        kind=tr.plain(APPLICANTS[application.applicant]) if application.applicant else "",
        place=places.get(application.municipality or "", ""),
        deadline=stage_when(tr, stage, ctx.zone) if stage and not stage.forecast else "",
        made_on=tr.day(local_date(ctx.now, ctx.zone)),
    )


def file_name(ctx: Context, application: Application) -> str:
    """A name that every system takes: letters, digits and spaces."""
    tr = ctx.texts.choose("ru")
    words = "".join(each if each.isalnum() else " " for each in title_of(tr, application))
    return f"{tr.plain('apply-file-name')} {' '.join(words.split())}"[:NAME_MOST].strip()


@router.callback_query(ApplicationButton.filter(F.do == "xlsx"))
async def send_table(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    found = await require(query, ctx, callback_data.application_id)
    if found is None:
        return
    tr = ctx.tr
    heads = BudgetHeads(
        sheet=tr.plain("apply-table-sheet"),
        title=f"{title_of(tr, found)} · {found.programme.short_title}, {found.season}",
        columns=[tr.plain(key) for key in COLUMNS],
        payers={payer: tr.plain(key) for payer, key in PAYERS.items()},
        total=tr.plain("apply-table-total"),
    )
    file = await asyncio.to_thread(budget_table, found.lines, heads)
    await query.answer()
    log.info("budget table made", application_id=found.id, person_id=ctx.person_id, lines=len(found.lines))
    if isinstance(query.message, Message):
        back = keyboard([to_application(tr, found.id)])
        named = BufferedInputFile(file, f"{file_name(ctx, found)}.xlsx")
        await query.message.answer_document(named, caption=tr("apply-table-sent"), reply_markup=back)
