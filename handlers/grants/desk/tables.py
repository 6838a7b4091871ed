"""[Table] → [download] | [send a file] → the fate of every row → [save all] | [undo the last table].

A file is read again when it is saved: what was seen is saved, or nothing.
"""

import asyncio
from typing import Any

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.catalogue.edits import DeskOutcome
from bot.domain.catalogue.sheets import ROWS_MOST, RowFate, SheetRow, as_rows, fingerprint, is_field
from bot.files.catalogue_yaml import BYTES_MOST, UnreadableSheetError, read, write
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.grants.desk.access import FAULTS, refuse, to_catalogue, worker
from handlers.grants.desk.buttons import TableButton
from handlers.grants.desk.words import changes_lines, field_name
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, button, keyboard
from storage.grants import imports

FILE_NAME = "catalogue.yaml"
TEXT_MOST = 3500
FATES = {
    RowFate.NEW: "catalogue-row-new",
    RowFate.CHANGED: "catalogue-row-changed",
    RowFate.SAME: "catalogue-row-same",
    RowFate.BAD: "catalogue-row-bad",
}
UNREADABLE = {
    "big": "catalogue-file-big",
    "text": "catalogue-file-text",
    "alias": "catalogue-file-alias",
    "rows": "catalogue-file-rows",
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
        ways = {"export": "catalogue-export", "load": "catalogue-load", "undo": "catalogue-undo"}
        await ctx.show(query, ctx.tr("catalogue-table-about"), table_buttons(ctx.tr, **ways))


@router.callback_query(TableButton.filter(F.do == "export"))
async def export(query: CallbackQuery, ctx: Context) -> None:
    """Send the programmes that the person keeps as a file with a legend."""
    if not await worker(query, ctx) or not query.message:
        return
    rows = as_rows(await ctx.store.read(imports.known, ctx.roles))
    content = await asyncio.to_thread(write, rows, ctx.tr.plain("catalogue-legend"))
    await query.answer()
    await query.message.answer_document(BufferedInputFile(content, FILE_NAME), caption=ctx.tr("catalogue-exported"))


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
    rows = await rows_of(ctx, file_id)
    if isinstance(rows, str):
        await ctx.ask(event, Loading.file, ctx.tr(rows), keyboard([to_catalogue(ctx.tr)]))
        return
    fates = await ctx.store.read(imports.dry_run, rows, ctx.roles)
    may_save = any(each.changes for each in fates) and all(each.fate is not RowFate.BAD for each in fates)
    ways = {"save": "catalogue-save-all"} if may_save else {}
    seen = {"file_id": file_id, "seen": fingerprint(fates)}
    await ctx.ask(event, Loading.file, fates_text(ctx, fates), table_buttons(ctx.tr, **ways), **seen)


async def rows_of(ctx: Context, file_id: str) -> list[Any] | str:
    """The rows of a file, or the key of the reason why it has none."""
    try:
        file = await ctx.bot.get_file(file_id)
        if (file.file_size or 0) > BYTES_MOST or not file.file_path:
            return "catalogue-file-big"
        content = await ctx.bot.download_file(file.file_path)
        rows = await asyncio.to_thread(read, content.read() if content else b"")
    except TelegramAPIError:
        return "catalogue-file-gone"
    except UnreadableSheetError as error:
        return UNREADABLE[error.reason]
    return rows if len(rows) <= ROWS_MOST else "catalogue-file-big"


def fates_text(ctx: Context, fates: list[SheetRow]) -> Markup:
    """The number of rows of each fate, then each that is not as before, those that cannot be saved first."""
    counts = {fate: sum(each.fate is fate for each in fates) for fate in RowFate}
    bad, new, changed, same = (counts[fate] for fate in (RowFate.BAD, RowFate.NEW, RowFate.CHANGED, RowFate.SAME))
    parts = [ctx.tr("catalogue-fates", bad=bad, new=new, changed=changed, same=same)]
    told = [each for each in fates if each.fate is not RowFate.SAME]
    told.sort(key=lambda each: each.fate is not RowFate.BAD)
    for place, each in enumerate(told):
        line = fate_text(ctx, each)
        if len(Markup("\n\n").join([*parts, line])) > TEXT_MOST:
            return Markup("\n\n").join([*parts, ctx.tr("catalogue-fates-more", count=len(told) - place)])
        parts.append(line)
    return Markup("\n\n").join(parts)


def fate_text(ctx: Context, each: SheetRow) -> Markup:
    head = ctx.tr(FATES[each.fate], number=each.number, slug=each.slug)
    lines = [ctx.tr(FAULTS[fault.kind], field=name_of(ctx.tr, fault.field)) for fault in each.faults]
    if each.fate is RowFate.CHANGED:
        lines += changes_lines(ctx.tr, each.changes, ctx.zone)
    return Markup("\n").join([head, *lines])


def name_of(tr: Translator, field: str) -> str:
    """The name of a field; a foreign one as it was written."""
    return field_name(tr, field) if is_field(field) else field


@router.callback_query(TableButton.filter(F.do == "save"))
async def save_all(query: CallbackQuery, ctx: Context) -> None:
    """Save what was seen; when the catalogue has changed since, show the rows again."""
    person, data = await worker(query, ctx), await ctx.state.get_data()
    if person is None:
        return
    rows = await rows_of(ctx, data["file_id"]) if "file_id" in data else "catalogue-file-gone"
    if isinstance(rows, str):
        await ctx.refuse(query, rows)
        return
    row = (data["seen"], person.id, ctx.roles, ctx.settings.timezone, ctx.now)
    outcome = await ctx.store.write(imports.save, rows, *row)
    if outcome is DeskOutcome.CHANGED:
        await put_fates(query, ctx, data["file_id"])
        return
    if outcome is not DeskOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    log.info("catalogue table saved", rows=len(rows), person_id=person.id)
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
