"""Notifications about grants: what a person follows (`told`), announcements that people saw, the queue of the desk."""

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.catalogue.tips import TIP_CAUSE, TipAnswer, TipKind
from bot.domain.deliveries import Delivery
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.grants.desk.buttons import TipDeskButton
from handlers.grants.desk.words import what_came
from handlers.grants.told import tell
from handlers.shared.buttons import GrantButton
from handlers.shared.screens import Open, button, keyboard
from storage.grants import checks, readers, telling, tips
from storage.grants.tips import TipSeen

TIP_ANSWERS = {
    TipAnswer.ENTERED: "tip-answer-entered",
    TipAnswer.KNOWN: "tip-answer-known",
    TipAnswer.WRONG: "tip-answer-wrong",
}


def tell_tip(found: TipSeen | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to a coordinator that somebody saw an announcement; None once it is answered."""
    if found is None or found.tip.answered_at is not None:
        return None
    see = button(tr.plain("tip-look"), TipDeskButton(do="card", tip_id=found.tip.id))
    key = "tip-link-notice" if found.tip.kind is TipKind.LINK else "tip-notice"
    text = tr(key, title=found.programme.short_title)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([see]))


def tell_finder(found: TipSeen | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The fate of an announcement, to the one who saw it."""
    if found is None or found.tip.outcome is None:
        return None
    card = GrantButton(do="card", programme_id=found.programme.id, who=None, page=0)
    entered = what_came(tr, found.edit, row.zone) if found.edit else ""
    is_mended = found.tip.kind is TipKind.LINK and found.tip.outcome is TipAnswer.ENTERED
    key = "tip-answer-link" if is_mended else TIP_ANSWERS[found.tip.outcome]
    text = tr(key, title=found.programme.title)
    if entered:
        text = Markup("\n\n").join([text, tr("tip-came-of", entered=entered)])
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([button(tr.plain("grant-open"), card)]))


def tell_queue(_: None, row: Delivery, tr: Translator) -> SendMessage:
    """The reminder to a coordinator that programmes wait to be checked."""
    text = tr("catalogue-remind", count=row.payload["count"])
    to = button(tr.plain("catalogue-to-open"), Open(place="catalogue"))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to]))


ONE = Notification(load=telling.one, render=tell, settle=telling.settle)
SEVERAL = Notification(load=telling.several, render=tell, settle=telling.settle)

NOTIFICATIONS = {
    ("grant", readers.CAUSE): ONE,
    ("notice", readers.CAUSE): ONE,
    ("grant", readers.SEVERAL): SEVERAL,
    ("notice", readers.SEVERAL): SEVERAL,
    ("notice", TIP_CAUSE): Notification(load=tips.get, render=tell_tip),
    ("answer", TIP_CAUSE): Notification(load=tips.get, render=tell_finder),
    ("notice", checks.CAUSE): Notification(load=checks.nothing, render=tell_queue),
}
