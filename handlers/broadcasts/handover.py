"""The notice to a colleague of what passed to them, when the one who had it may not keep it."""

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.handover import CAUSE, Passed
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.broadcasts.views import to_home
from handlers.shared.screens import Open, button, keyboard
from storage.people import handover

LINES = {
    Passed.SENDING: "handover-sending",
    Passed.DRAFTS: "handover-drafts",
    Passed.EVENTS: "handover-events",
    Passed.ANSWERS: "handover-answers",
}


def tell_heir(name: str | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """Tell a colleague what is theirs now; `name` is whose it was, empty when they are erased."""
    if name is None:
        return None
    passed = row.payload["passed"]
    lines = [tr(key, count=passed[kind]) for kind, key in LINES.items() if kind in passed]
    text = Markup("\n").join([tr("handover-told", name=name or tr.plain("handover-somebody")), "", *lines])
    work = button(tr.plain("handover-work"), Open(place="work"))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to_home(tr)], [work]))


NOTIFICATIONS = {("answer", CAUSE): Notification(load=handover.left_by, render=tell_heir)}
