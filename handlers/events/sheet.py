"""[registration sheet] at the list of names → columns and blank rows, a press each → [Word] or [Excel] → the file."""

import asyncio

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton

from bot.domain.events import ChangeOutcome
from bot.domain.events.sheet import BLANK_ROWS, Sheet, SheetColumn, in_order
from bot.files.registration import SheetPaper, registration_docx, registration_xlsx
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.door_buttons import SheetButton
from handlers.events.review import own_event, refuse_change
from handlers.events.views import GuestsPage, when
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage.events import sheet
from storage.people import looks

log = get_logger(__name__)
router = Router(name="events.sheet")
router.callback_query.filter(Pressed(SheetButton))

HEADS = {
    SheetColumn.FROM: "sheet-from",
    SheetColumn.PHONE: "sheet-phone",
    SheetColumn.CAME: "sheet-came",
    SheetColumn.SIGNATURE: "sheet-signature",
}
WIDTHS = {SheetColumn.FROM: 26, SheetColumn.PHONE: 18, SheetColumn.CAME: 10, SheetColumn.SIGNATURE: 18}
MAKERS = {"docx": registration_docx, "xlsx": registration_xlsx}


@router.callback_query(SheetButton.filter(F.do == "open"))
async def choose_columns(query: CallbackQuery, ctx: Context, callback_data: SheetButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return

    def other(label: str, **change: int | str) -> InlineKeyboardButton:
        return button(label, callback_data.model_copy(update=change))

    chosen = SheetColumn(callback_data.columns)
    columns = []
    for column, key in HEADS.items():
        mark = "arrivals-ticked" if column in chosen else "arrivals-unticked"
        columns.append([other(ctx.tr.plain(mark, name=ctx.tr.plain(key)), columns=int(chosen ^ column))])
    following = next((each for each in BLANK_ROWS if each > callback_data.blank), BLANK_ROWS[0])
    blank = other(ctx.tr.plain("sheet-blank", count=callback_data.blank), blank=following)
    files = [other(ctx.tr.plain("sheet-word"), do="docx"), other(ctx.tr.plain("sheet-excel"), do="xlsx")]
    back = button(ctx.tr.plain("event-guests"), GuestsPage(event_id=event.id, page=0))
    await ctx.show(query, ctx.tr("sheet", title=event.title), keyboard(*columns, [blank], files, [back]))


@router.callback_query(SheetButton.filter(F.do.in_(MAKERS)))
async def send_sheet(query: CallbackQuery, ctx: Context, callback_data: SheetButton) -> None:
    event_id, do = callback_data.event_id, callback_data.do
    found = await ctx.store.read(sheet.sheet, event_id, ctx.roles)
    if isinstance(found, ChangeOutcome):
        await refuse_change(query, ctx, event_id, found)
        return
    person = await ctx.require_work(query)
    if person is None:
        return
    await ctx.store.write(looks.at_guests, person.id, event_id, ctx.now)
    content = await asyncio.to_thread(make, ctx.tr, found, callback_data)
    log.info("registration sheet", event_id=event_id, person_id=ctx.person_id, people=len(found.people), form=do)
    if query.message:
        file = BufferedInputFile(content, f"event_{event_id}.{do}")
        await query.message.answer_document(file, caption=ctx.tr("sheet-sent", count=len(found.people)))
    await query.answer()


def make(tr: Translator, found: Sheet, wanted: SheetButton) -> bytes:
    """The file; call it in a thread."""
    chosen = [column for column in HEADS if column in SheetColumn(wanted.columns)]
    columns = [("№", 5), (tr.plain("sheet-name"), 34), *((tr.plain(HEADS[each]), WIDTHS[each]) for each in chosen)]
    rows = []
    for number, each in enumerate(in_order(found.people), start=1):
        name = tr.plain("sheet-with", name=each.name, guest=each.with_whom) if each.with_whom else each.name
        rows.append(
            [str(number), name, *("+" if each.came and column is SheetColumn.CAME else "" for column in chosen)]
        )
    rows += [[str(len(rows) + extra), "", *("" for _ in chosen)] for extra in range(1, wanted.blank + 1)]
    event = found.event
    title = tr.plain("sheet-title", title=event.title)
    paper = SheetPaper(tr.plain("sheet-tab"), title, f"{when(tr, event)}. {event.place}", columns, rows)
    return MAKERS[wanted.do](paper)
