"""Notifications of broadcasts: the message itself for each reader, and the report for its author."""

from typing import Any

from aiogram.methods import SendMessage, TelegramMethod

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus
from bot.domain.broadcasts.compose.wording import PlaceForms
from bot.domain.broadcasts.results.reports import Report
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.render import reader_of, said
from handlers.broadcasts.results.report import report_screen
from storage.broadcasts.audience import reach
from storage.broadcasts.compose import contents
from storage.broadcasts.results import reports


def render_message(
    loaded: tuple[Broadcast, dict[str, PlaceForms]] | None, row: Delivery, tr: Translator
) -> tuple[TelegramMethod[Any], ...] | None:
    """Render the author's message; None when the broadcast was stopped or its author was erased."""
    if loaded is None or loaded[0].status is BroadcastStatus.CANCELLED:
        return None
    broadcast, names = loaded
    sent = len(row.message_ids)
    return said(broadcast, reader_of(row, names), tr, "off", sent) or (() if sent else None)


def render_report(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if report is None:
        return None
    text, buttons = report_screen(tr, report, row.zone)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


NOTIFICATIONS = {
    ("broadcast", "broadcast"): Notification(
        load=contents.with_place_names, render=render_message, still_wanted=reach.still_in_audience
    ),
    ("answer", "report"): Notification(load=reports.report, render=render_report),
}
