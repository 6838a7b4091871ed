"""[table] on a report → an .xlsx with a row for each recipient of the broadcast.

Only the author gets it, as a coordinator with the consent to their work. It shows a name only where the person agreed
that coordinators see it, see `storage.broadcasts.results.export`. The file is made anew each time; nothing of it is
stored, and the log gets only the number of its rows.
"""

import asyncio
from collections.abc import Callable, Sequence

from aiogram import F, Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.results.refusals import Refused, refused
from bot.domain.deliveries import DeliveryStatus
from bot.domain.time import wall_clock
from bot.domain.words import one_line
from bot.files.tables import Cell, Table
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.broadcasts.access import refuse, require_author
from handlers.broadcasts.results.report import REASONS
from handlers.broadcasts.views import REFUSALS
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed
from storage.broadcasts.results import export
from storage.broadcasts.results.export import Outcome
from storage.law import municipalities
from storage.people import looks

log = get_logger(__name__)

router = Router(name="broadcasts.results.export")
router.callback_query.filter(Pressed(BroadcastButton))

STATUSES = {
    DeliveryStatus.PLANNED: "table-waiting",
    DeliveryStatus.CLAIMED: "table-waiting",
    DeliveryStatus.SENT: "table-sent",
    DeliveryStatus.FAILED: "table-failed",
    DeliveryStatus.BLOCKED: "table-blocked",
    DeliveryStatus.EXPIRED: "table-expired",
    DeliveryStatus.CANCELLED: "table-cancelled",
}
COLUMNS = {
    "table-number": 6,
    "table-name": 30,
    "table-municipality": 34,
    "table-status": 24,
    "table-when": 18,
    "table-reason": 44,
    "table-twice": 20,
}


@router.callback_query(BroadcastButton.filter(F.do == "table"))
async def send_table(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    author = await require_author(query, ctx)
    if author is None:
        return
    broadcast_id = callback_data.broadcast_id
    event_ids = await ctx.store.read(export.named_by, broadcast_id, author.id, ctx.roles)
    if event_ids is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
        return
    await query.answer(ctx.tr.plain("table-coming"))
    await ctx.store.write(looks.at_recipients, author.id, broadcast_id, event_ids, ctx.now)
    file = await make(ctx, broadcast_id, event_ids)
    name = ctx.tr.plain("table-file", when=f"{wall_clock(ctx.now, ctx.zone):%Y-%m-%d}")
    if query.message:
        document = BufferedInputFile(file, f"{name}.xlsx")
        await query.message.answer_document(document, caption=ctx.tr("table-sent-caption"))


async def make(ctx: Context, broadcast_id: int, event_ids: Sequence[int]) -> bytes:
    """Make the file: rows are read in pages and written in a thread."""
    heads = [(ctx.tr.plain(key), width) for key, width in COLUMNS.items()]
    table = await asyncio.to_thread(Table, ctx.tr.plain("table-sheet"), heads)
    known = await ctx.store.read(municipalities.all_municipalities)
    in_words = words_of(ctx.tr, {each.slug: each.name for each in known}, ctx.zone)
    number = 0
    async for page in ctx.store.pages(export.outcomes, broadcast_id, event_ids):
        rows = [(number + place, *in_words(each)) for place, each in enumerate(page, start=1)]
        number += len(page)
        await asyncio.to_thread(table.add, rows)
    log.info("broadcast table made", broadcast_id=broadcast_id, person_id=ctx.person_id, rows=number)
    return await asyncio.to_thread(table.done)


def words_of(tr: Translator, names: dict[str, str], zone: str) -> Callable[[Outcome], tuple[Cell, ...]]:
    """A function that puts an outcome into the cells after the number. Texts are looked up once for all rows."""
    statuses = {status: tr.plain(key) for status, key in STATUSES.items()}
    reasons = {why: tr.plain(key) for why, key in REASONS.items()}
    hidden, yes = tr.plain("table-hidden"), tr.plain("table-yes")

    def why(each: Outcome) -> str | None:
        if each.error is None or each.status is DeliveryStatus.SENT:
            return None
        kind = refused(each.error)
        return f"{reasons[kind]}: {each.error}" if kind is Refused.OTHER else reasons[kind]

    def said(each: Outcome) -> tuple[Cell, ...]:
        when = wall_clock(each.sent_at, zone) if each.sent_at and each.status is DeliveryStatus.SENT else None
        place = names.get(each.municipality or "")
        return one_line(each.name) or hidden, place, statuses[each.status], when, why(each), yes * each.is_repeated

    return said
