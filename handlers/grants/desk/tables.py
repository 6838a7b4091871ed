"""[Table] → [download .xlsx | .yaml] | [send a file] → the fate of every row → [save all] | [undo the last table].

A file is read again when it is saved: what was seen is saved, or nothing.
"""

import asyncio
from dataclasses import replace

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.catalogue.edits import DeskOutcome
from bot.domain.catalogue.sheets import ROWS_MOST, RowFate, SentRow, SheetRow, as_rows, compare, fingerprint, sent
from bot.files import catalogue_xlsx, catalogue_yaml
from bot.files.workbooks import BYTES_MOST, UnreadableSheetError, is_workbook
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from bot.vocabulary import passing_words
from handlers.grants.desk.access import refuse, to_catalogue, worker
from handlers.grants.desk.buttons import TableButton
from handlers.grants.desk.fates import fates_table, fates_text
from handlers.grants.desk.form_texts import codes_of, form_texts
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Pressed, Said, button, keyboard
from storage.grants import imports

FILE_NAME, YAML_NAME, FATES_NAME = "catalogue.xlsx", "catalogue.yaml", "fates.xlsx"
UNREADABLE = {
    "big": "catalogue-file-big",
    "text": "catalogue-file-text",
    "alias": "catalogue-file-alias",
    "rows": "catalogue-file-rows",
    "broken": "catalogue-file-broken",
    "old": "catalogue-file-old",
    "macros": "catalogue-file-macros",
    "form": "catalogue-file-form",
}


class Loading(StatesGroup):
    file = State()


router = Router(name="grants.desk.tables")
router.message.filter(Said(states=Loading))
router.callback_query.filter(Pressed(TableButton))
log = get_logger(__name__)


def table_buttons(tr: Translator, **ways: str) -> InlineKeyboardMarkup:
    return keyboard(*[[button(tr.plain(key), TableButton(do=do))] for do, key in ways.items()], [to_catalogue(tr)])


@router.callback_query(TableButton.filter(F.do == "show"))
async def show_table(query: CallbackQuery, ctx: Context) -> None:
    if await worker(query, ctx):
        ways = {"xlsx": "catalogue-xlsx", "export": "catalogue-export"}
        ways |= {"load": "catalogue-load", "undo": "catalogue-undo"}
        await ctx.show(query, ctx.tr("catalogue-table-about"), table_buttons(ctx.tr, **ways))


@router.callback_query(TableButton.filter(F.do.in_({"xlsx", "export"})))
async def export(query: CallbackQuery, ctx: Context, callback_data: TableButton) -> None:
    """Send the programmes that the person keeps as a file with a legend."""
    if not await worker(query, ctx) or not query.message:
        return
    known = await ctx.store.read(imports.known, ctx.roles)
    if callback_data.do == "xlsx":
        texts = form_texts(ctx, await municipality_names(ctx))
        content = await asyncio.to_thread(catalogue_xlsx.write, known, ctx.now.isoformat(), texts)
    else:
        legend = ctx.tr.plain("catalogue-legend")
        content = await asyncio.to_thread(catalogue_yaml.write, as_rows(known, ctx.now), legend)
    name = FILE_NAME if callback_data.do == "xlsx" else YAML_NAME
    await query.answer()
    await query.message.answer_document(
        BufferedInputFile(content, name),
        caption=ctx.tr("catalogue-exported"),
        reply_markup=table_buttons(ctx.tr, load="catalogue-load"),
    )


@router.callback_query(TableButton.filter(F.do == "load"))
async def ask_file(query: CallbackQuery, ctx: Context) -> None:
    if await worker(query, ctx):
        await ctx.ask(query, Loading.file, ctx.tr("catalogue-ask-file"), keyboard([to_catalogue(ctx.tr)]))


@router.message(StateFilter(Loading.file))
async def take_file(message: Message, ctx: Context) -> None:
    """Show the fate of every row; nothing is saved yet."""
    if not message.document:
        await ctx.answer_once(message, ctx.tr("catalogue-ask-file"), keyboard([to_catalogue(ctx.tr)]))
    elif await worker(message, ctx):
        await put_fates(message, ctx, message.document.file_id)


async def put_fates(event: Message | CallbackQuery, ctx: Context, file_id: str) -> None:
    """Show the fates; what does not fit a message comes as a table."""
    fates = await fates_of(ctx, file_id)
    if isinstance(fates, str):
        await ctx.ask(event, Loading.file, ctx.tr(fates), keyboard([to_catalogue(ctx.tr)]))
        return
    text, is_all = fates_text(ctx, fates)
    if not is_all and (message := event if isinstance(event, Message) else event.message):
        content = await asyncio.to_thread(fates_table, ctx, fates)
        await message.answer_document(BufferedInputFile(content, FATES_NAME), caption=ctx.tr("catalogue-all-fates"))
    may_save = any(each.changes for each in fates) and all(each.fate is not RowFate.BAD for each in fates)
    ways = {"save": "catalogue-save-all"} if may_save else {}
    seen = {"file_id": file_id, "seen": fingerprint(fates)}
    await ctx.ask(event, Loading.file, text, table_buttons(ctx.tr, **ways), **seen)


async def fates_of(ctx: Context, file_id: str) -> list[SheetRow] | str:
    """The fate of each row of a file with the catalogue as it is, or the key of the reason why it has no rows."""
    rows = await rows_of(ctx, file_id)
    if isinstance(rows, str):
        return rows
    since = min((row.downloaded_at for row in rows if row.downloaded_at), default=None)
    catalogue = await ctx.store.read(imports.catalogue, ctx.roles, since)
    return await asyncio.to_thread(compare, replace(catalogue, passing=passing_words()), rows)


async def rows_of(ctx: Context, file_id: str) -> list[SentRow] | str:
    """The rows of a file, or the key of the reason why it has none."""
    try:
        file = await ctx.bot.get_file(file_id)
        if (file.file_size or 0) > BYTES_MOST or not file.file_path:
            return "catalogue-file-big"
        content = await ctx.bot.download_file(file.file_path)
        rows = await asyncio.to_thread(read, content.read() if content else b"", ctx.texts)
    except TelegramAPIError:
        return "catalogue-file-gone"
    except UnreadableSheetError as error:
        return UNREADABLE[error.reason]
    return rows if len(rows) <= ROWS_MOST else "catalogue-file-big"


def read(content: bytes, texts: Texts) -> list[SentRow]:
    """The rows of a file of either kind, told by its first bytes, not by its name."""
    if is_workbook(content):
        return catalogue_xlsx.read(content, codes_of(texts))
    return sent(catalogue_yaml.read(content))


@router.callback_query(TableButton.filter(F.do == "save"))
async def save_all(query: CallbackQuery, ctx: Context) -> None:
    """Save what was seen; when the catalogue has changed since, show the rows again."""
    person, data = await worker(query, ctx), await ctx.state.get_data()
    if person is None:
        return
    fates = await fates_of(ctx, data["file_id"]) if "file_id" in data else "catalogue-file-gone"
    if isinstance(fates, str):
        await ctx.refuse(query, fates)
        return
    outcome = DeskOutcome.CHANGED
    if fingerprint(fates) == data["seen"]:
        outcome = await ctx.store.write(imports.save, fates, person.id, ctx.roles, ctx.settings.timezone, ctx.now)
    if outcome is DeskOutcome.CHANGED:
        await put_fates(query, ctx, data["file_id"])
        return
    if outcome is not DeskOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    log.info("catalogue table saved", rows=len(fates), person_id=person.id)
    await ctx.show(query, ctx.tr("catalogue-all-saved"), table_buttons(ctx.tr, undo="catalogue-undo"))


@router.callback_query(TableButton.filter(F.do == "undo"))
async def undo_last(query: CallbackQuery, ctx: Context) -> None:
    person = await worker(query, ctx)
    if person is None:
        return
    outcome = await ctx.store.write(imports.undo, person.id, ctx.roles, ctx.settings.timezone, ctx.now)
    if outcome is not DeskOutcome.DONE:
        log.info("catalogue edit refused", person_id=person.id, reason=outcome)
        await ctx.refuse(query, "catalogue-undo-changed" if outcome is DeskOutcome.CHANGED else "catalogue-undo-none")
        return
    log.info("catalogue table undone", person_id=person.id)
    await ctx.show(query, ctx.tr("catalogue-undone"), keyboard([to_catalogue(ctx.tr)]))
