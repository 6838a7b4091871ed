"""Screens of a correction or a recall for its author, and the edit of each reader's copy by the outbox."""

from typing import Any

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import PlaceForms
from bot.domain.broadcasts.results.edits import (
    CAUSE,
    ENDED,
    KIND,
    BroadcastEdit,
    EditKind,
    EditOutcome,
    EditProgress,
    EditReport,
    Place,
    caption_at,
    corrected,
)
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.render import Reader, buttons_under, reader_of, values_for
from handlers.broadcasts.results.report import bar
from handlers.broadcasts.views import ChangeButton, do, to_home
from handlers.shared.screens import button, keyboard
from storage.broadcasts.results import edit_reports, edits

# The page of a link is shown, as under a copied message.
PREVIEWED = LinkPreviewOptions(is_disabled=False)
REFUSED = {
    EditOutcome.GONE: "change-gone",
    EditOutcome.FORBIDDEN: "change-forbidden",
    EditOutcome.UNSENT: "change-unsent",
    EditOutcome.NOTHING: "change-nothing",
    EditOutcome.BUSY: "change-busy",
    EditOutcome.RECALLED: "change-recalled",
    EditOutcome.OVER: "change-over",
}
GOING = {EditKind.CORRECT: "change-correcting", EditKind.RECALL: "change-recalling"}
ENDS = {EditKind.CORRECT: "change-corrected", EditKind.RECALL: "change-taken-back"}
STOPS = {EditKind.CORRECT: "change-correct-stopped", EditKind.RECALL: "change-recall-stopped"}


def press(tr: Translator, key: str, what: str, change_id: int, **values: int) -> InlineKeyboardButton:
    return button(tr.plain(key, **values), ChangeButton(do=what, change_id=change_id))


def change_screen(tr: Translator, report: EditReport) -> tuple[Markup, InlineKeyboardMarkup]:
    """The progress message while copies are edited, and the report at the end."""
    change, progress = report.change, report.progress
    keys = GOING if change.is_running else STOPS if change.stopped_at else ENDS
    head = tr(keys[change.kind], done=progress.done, all=progress.copies)
    shown = [Markup("{}").format(bar(progress.tenths))] if change.is_running else []
    stop = [press(tr, "change-stop", "stop", change.id)] if change.is_running else []
    back = do(tr, "change-to-report", "report", change.broadcast_id)
    return Markup("\n").join([*shown, head, *_details(tr, progress)]), keyboard(stop, [back], [to_home(tr)])


def _details(tr: Translator, progress: EditProgress) -> list[Markup]:
    found = {
        "change-copies-gone": progress.gone,
        "change-failed": progress.failed,
        "change-blocked": progress.blocked,
        "change-late": progress.late,
        "change-too-old": progress.too_old,
        "change-left": progress.left_out,
    }
    return [tr(key, count=count) for key, count in found.items() if count]


def change_copy(
    subject: tuple[BroadcastEdit, Broadcast, dict[str, PlaceForms]] | None, row: Delivery, tr: Translator
) -> TelegramMethod[Any] | None:
    """Edit or delete one reader's copy; None when there is nothing to do any more."""
    message_ids = row.payload.get("message_ids")
    if subject is None or not message_ids:
        return None
    change, broadcast, names = subject
    if change.kind is EditKind.CORRECT:
        return _edit(change, corrected(broadcast, change), reader_of(row, names), message_ids, tr)
    if len(message_ids) > 1:
        return DeleteMessages(chat_id=row.chat_id, message_ids=message_ids)
    return DeleteMessage(chat_id=row.chat_id, message_id=message_ids[0])


def _edit(
    change: BroadcastEdit, broadcast: Broadcast, reader: Reader, message_ids: list[int], tr: Translator
) -> TelegramMethod[Any] | None:
    """Put the corrected words in their place, and keep the buttons; an album has none."""
    if change.content is None:
        return None
    chat_id, words = reader.chat_id, change.content.text
    if broadcast.form is Form.ALBUM:
        at = caption_at(broadcast.content.files) if broadcast.content else None
        if at is None or at >= len(message_ids):
            return None
        return EditMessageCaption(chat_id=chat_id, message_id=message_ids[at], caption=words)
    if broadcast.form is Form.TEXT:
        words = wording.filled(words, values_for(reader, tr))
    buttons = buttons_under(broadcast, tr, "off")
    if change.place is Place.CAPTION:
        return EditMessageCaption(chat_id=chat_id, message_id=message_ids[0], caption=words, reply_markup=buttons)
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_ids[0],
        text=words,
        reply_markup=buttons,
        link_preview_options=PREVIEWED,
    )


def tell_changed(report: EditReport | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if report is None:
        return None
    text, buttons = change_screen(tr, report)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


NOTIFICATIONS = {
    (KIND, CAUSE): Notification(load=edits.subject, render=change_copy),
    ("answer", ENDED): Notification(load=edit_reports.report, render=tell_changed),
}
