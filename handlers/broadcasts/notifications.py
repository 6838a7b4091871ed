"""What broadcasts say unasked: the message itself to everybody it is for, and to its author how it ended."""

from typing import Any

from aiogram.methods import SendMessage, TelegramMethod

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus
from bot.domain.broadcasts.results.reports import Report
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.render import Reader, said
from handlers.broadcasts.results.report import report_screen
from storage.broadcasts.audience import reach
from storage.broadcasts.compose import contents
from storage.broadcasts.results import reports


def tell(
    spoken: tuple[Broadcast, dict[str, str]] | None, row: Delivery, tr: Translator
) -> tuple[TelegramMethod[Any], ...] | None:
    """The author's own message; None when it was stopped, or its author is forgotten."""
    if spoken is None or spoken[0].status is BroadcastStatus.CANCELLED:
        return None
    reader, sent = Reader(row.chat_id, row.name, row.municipality), len(row.message_ids)
    return said(*spoken, reader, tr, "off", sent) or (() if sent else None)


def tell_end(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if report is None:
        return None
    text, buttons = report_screen(tr, report, row.zone)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


NOTIFICATIONS = {
    ("broadcast", "broadcast"): Notification(
        load=contents.with_place_names, render=tell, still_wanted=reach.still_in_audience
    ),
    ("answer", "report"): Notification(load=reports.report, render=tell_end),
}
