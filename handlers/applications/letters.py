"""[letters] → the letter of support as a Word file · the project in a few words · the papers of the TOS.

The letter takes over what is known: the project from the application, the TOS from a founding case in the same place.
"""

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import Application
from bot.domain.applications.budget import Payer, totals
from bot.domain.cases import Case
from bot.domain.papers.interview import value_of
from bot.files.application_words import money, title_of
from bot.files.papers import Printer
from bot.files.support_letter import FROM_CASE, LETTER, letter_names
from bot.files.template_context import written
from bot.logs import get_logger
from handlers.applications.access import require, to_application
from handlers.applications.buttons import ApplicationButton
from handlers.applications.views import deadline_line
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import PapersButton, Pressed, button, keyboard
from storage import papers
from storage.cases import cases

LABELS = {"support": "apply-letter-support", "brief": "apply-file-brief"}

router = Router(name="applications.letters")
router.callback_query.filter(Pressed(ApplicationButton))
log = get_logger(__name__)


@router.callback_query(ApplicationButton.filter(F.do == "letters"))
async def show_letters(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    if found := await require(query, ctx, callback_data.application_id):
        text = ctx.tr("apply-letters-head", title=title_of(ctx.tr, found))
        await ctx.show(query, text, await letters_buttons(ctx, found))


async def letters_buttons(ctx: Context, application: Application) -> InlineKeyboardMarkup:
    case = await case_of(ctx, application)
    rows = [
        [button(ctx.tr.plain(key), ApplicationButton(do=do, application_id=application.id))]
        for do, key in LABELS.items()
    ]
    papers_row = [button(ctx.tr.plain("apply-papers"), PapersButton(case_id=case.id if case else 0))]
    return keyboard(*rows, papers_row, [to_application(ctx.tr, application.id)])


async def case_of(ctx: Context, application: Application) -> Case | None:
    """The person's founding case in the place of the application; where that is not known, the last one changed."""
    mine = await ctx.store.read(cases.of_person, ctx.person_id or 0)
    here = [each for each in mine if each.where and each.where.slug == application.municipality]
    return next(iter(here if application.municipality else mine), None)


@router.callback_query(ApplicationButton.filter(F.do == "support"))
async def send_letter(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton, printer: Printer) -> None:
    found = await require(query, ctx, callback_data.application_id)
    if found is None:
        return
    await query.answer(ctx.tr.plain("papers-making"))
    russian, places = ctx.texts.choose("ru"), await municipality_names(ctx)
    known = await answers_of(ctx, await case_of(ctx, found))
    place = places.get(found.municipality or "", "")
    who = ctx.person.name if ctx.person else ""
    file = await printer.filled(LETTER, letter_names(found, russian, place=place, known=known, who=who))
    log.info("letter of support made", application_id=found.id, person_id=ctx.person_id, from_case=bool(known))
    if isinstance(query.message, Message):
        named = BufferedInputFile(file, f"{russian.plain('apply-letter-name')}.docx")
        back = keyboard([to_application(ctx.tr, found.id)])
        caption = ctx.tr("apply-letter-sent", known="yes" if known else "no")
        await query.message.answer_document(named, caption=caption, reply_markup=back)


async def answers_of(ctx: Context, case: Case | None) -> Mapping[str, str]:
    """The facts of the TOS that a case has, as a letter writes them; none for somebody who is no member."""
    dossier = await ctx.store.read(papers.load, case.id, ctx.person_id or 0) if case else None
    if dossier is None:
        return {}
    russian = ctx.texts.choose("ru")
    found = {name: written(name, value_of(dossier.answers, name), russian) for name in FROM_CASE}
    return {name: value for name, value in found.items() if value}


@router.callback_query(ApplicationButton.filter(F.do == "brief"))
async def send_brief(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Send the project in short as a message of its own, without names, to be forwarded or put into a letter."""
    found = await require(query, ctx, callback_data.application_id)
    if found is None:
        return
    if isinstance(query.message, Message):
        await query.message.answer(brief(ctx, found))
        back = keyboard([to_application(ctx.tr, found.id)])
        await query.message.answer(ctx.tr("apply-brief-sent"), reply_markup=back)
    await query.answer()


def brief(ctx: Context, application: Application) -> Markup:
    tr, sums = ctx.tr, totals(application.lines)
    head = tr("apply-brief", title=title_of(tr, application), programme=application.programme.title)
    money_line = tr("apply-brief-money", all=money(tr, sums.all), asked=money(tr, sums.of(Payer.GRANT)))
    parts = [
        head,
        *([Markup.escape(application.about)] if application.about else []),
        *([tr("apply-brief-who", tos=application.tos)] if application.tos else []),
        *([money_line] if sums.all else []),
        deadline_line(ctx, application),
    ]
    return Markup("\n\n").join(parts)
