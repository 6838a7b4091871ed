"""What broadcasts say unasked: the message itself to everybody it is for, and to its author how it ended."""

from aiogram.methods import CopyMessage, SendMessage

from bot.delivery import Speech
from bot.domain.broadcasts import Broadcast, BroadcastStatus, Report
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from handlers.broadcasts.screens import news_button, report_screen
from storage import broadcasts


def copy(broadcast: Broadcast | None, row: Delivery, tr: Translator) -> CopyMessage | None:
    """The author's own message; None when it was stopped, or its author is forgotten."""
    if broadcast is None or broadcast.status is BroadcastStatus.CANCELLED:
        return None
    return copied(broadcast, row.chat_id, tr, "off")


def copied(broadcast: Broadcast, chat_id: int, tr: Translator, news: str) -> CopyMessage | None:
    """The message as people get it; `news` is what the button under it does."""
    if broadcast.from_chat_id is None or broadcast.message_id is None:
        return None
    return CopyMessage(
        chat_id=chat_id,
        from_chat_id=broadcast.from_chat_id,
        message_id=broadcast.message_id,
        reply_markup=news_button(tr, broadcast.audience, news),
    )


def tell_end(report: Report | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if report is None:
        return None
    text, buttons = report_screen(tr, report, row.zone)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


SPEECHES = {
    ("broadcast", "broadcast"): Speech(load=broadcasts.get, say=copy),
    ("answer", "report"): Speech(load=broadcasts.report, say=tell_end),
}
