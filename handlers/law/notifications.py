"""Notifications about a corrected value: the old value, the new one, its source, and the next thing to do."""

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.corrections import CAUSE, Correction
from bot.domain.deliveries import Delivery
from bot.domain.municipalities import Municipality
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.law.views import subject_title, value_text
from handlers.shared.buttons import CaseButton
from handlers.shared.citations import cite
from handlers.shared.screens import button, keyboard
from storage.law import corrections


def tell(news: tuple[Correction, Municipality | None] | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if news is None:
        return None
    change, where = news
    papers = row.payload["papers"]
    parts = [
        tr(
            "change-notice",
            title=subject_title(tr, change, where),
            was=value_text(tr, change.field, change.was),
            became=value_text(tr, change.field, change.became),
            source=cite(tr, change.source, change.as_of, change.confidence),
        ),
        tr("change-papers", papers=papers) if papers else tr("change-case"),
        *([tr("change-terms")] if change.moves_terms else []),
    ]
    to = button(tr.plain("change-open"), CaseButton(do="card", case_id=row.payload["case_id"]))
    return SendMessage(chat_id=row.chat_id, text=Markup("\n\n").join(parts), reply_markup=keyboard([to]))


NOTIFICATIONS = {("notice", CAUSE): Notification(load=corrections.news, render=tell)}
