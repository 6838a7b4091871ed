"""Notifications about a person's own data: it is deleted soon; another account was linked to it."""

from datetime import date

from aiogram.methods import SendMessage

from bot.domain import linking
from bot.domain.deliveries import Delivery
from bot.domain.inactivity import CAUSE, KIND, last_day, occasion
from bot.domain.linking import Account
from bot.domain.time import local_date
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.account.views import AccountButton, DataButton, account_label
from handlers.shared.screens import button, keyboard
from storage.people import accounts, inactivity


def warn(seen_on: date | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The warning with the last day; None for a person who has used the bot since, or whose data is gone."""
    if seen_on is None or row.occasion != occasion(seen_on):
        return None
    text = tr("absence-warning", day=tr.day(last_day(seen_on, local_date(row.at, row.zone))))
    stay = button(tr.plain("absence-stay"), DataButton(do="stay"))
    erase = button(tr.plain("absence-erase"), DataButton(do="erase"))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([stay], [erase]))


def tell_of_link(linked: Account | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The word to the other accounts; None when the linked one has left again."""
    if linked is None:
        return None
    text = tr("account-linked", account=account_label(tr, linked))
    look = button(tr.plain("profile-to-accounts"), AccountButton(do="list", account_id=0))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([look]))


NOTIFICATIONS = {
    (KIND, CAUSE): Notification(load=inactivity.seen_on, render=warn),
    (linking.KIND, linking.CAUSE): Notification(load=accounts.get, render=tell_of_link),
}
