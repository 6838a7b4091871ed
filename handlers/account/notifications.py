"""Notification about a person's own data: it is deleted soon, after a year of inactivity."""

from datetime import date

from aiogram.methods import SendMessage

from bot.domain.deliveries import Delivery
from bot.domain.inactivity import CAUSE, KIND, last_day, occasion
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.account.views import DataButton
from handlers.shared.screens import button, keyboard
from storage.people import inactivity


def warn(seen_on: date | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The warning with the last day; None for a person who has used the bot since, or whose data is gone."""
    if seen_on is None or row.occasion != occasion(seen_on):
        return None
    text = tr("absence-warning", day=tr.day(last_day(seen_on, local_date(row.at, row.zone))))
    stay = button(tr.plain("absence-stay"), DataButton(do="stay"))
    erase = button(tr.plain("absence-erase"), DataButton(do="erase"))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([stay], [erase]))


NOTIFICATIONS = {(KIND, CAUSE): Notification(load=inactivity.seen_on, render=warn)}
