"""Notifications about grants: reminders of a deadline, changed deadlines, announcements that people saw, the queue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.catalogue.tips import TIP_CAUSE, TipAnswer
from bot.domain.deliveries import Delivery
from bot.domain.grants import Precision, Programme, RoundStatus, Stage
from bot.domain.seasons import deadlines, is_live, is_vote
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.grants import dates
from handlers.grants.desk.buttons import TipDeskButton
from handlers.grants.views import site_button
from handlers.shared.buttons import GrantButton
from handlers.shared.screens import Open, button, keyboard
from storage import grants
from storage.grants import checks, tips
from storage.grants.tips import TipSeen

# The text of a reminder, by (the date is known to the month only, the date is a forecast).
REMINDERS = {
    (False, False): "grant-remind",
    (False, True): "grant-remind-forecast",
    (True, False): "grant-remind-month",
    (True, True): "grant-remind-month-forecast",
}


TIP_ANSWERS = {
    TipAnswer.ENTERED: "tip-answer-entered",
    TipAnswer.KNOWN: "tip-answer-known",
    TipAnswer.WRONG: "tip-answer-wrong",
}


def remind(programme: Programme | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The reminder of the deadline that the row was planned for; None when that deadline has changed or is gone."""
    stage = _planned_for(programme, row)
    if programme is None or stage is None:
        return None
    key = REMINDERS[stage.precision is Precision.MONTH, stage.forecast]
    text = tr(key, title=programme.title, days=row.payload["days"], line=_line(programme, stage, row, tr))
    return _message(programme, row, tr, text)


def tell_change(programme: Programme | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice of a new, a moved or an ended deadline; None when it has moved again since."""
    if row.payload["date"] is None:
        return _tell_end(programme, row, tr)
    stage = _planned_for(programme, row)
    if programme is None or stage is None:
        return None
    line, was = _line(programme, stage, row, tr), row.payload["was"]
    if was is None:
        return _message(programme, row, tr, tr("grant-new-deadline", title=programme.title, line=line))
    before = dates.when(tr, _as_of(stage, was), row.zone)
    return _message(programme, row, tr, tr("grant-moved", title=programme.title, line=line, before=before))


def _tell_end(programme: Programme | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice that nobody can apply any more by a date that the reader knows; None when the round lives again."""
    for each, stage in deadlines(programme) if programme else ():
        if programme and stage.id == row.payload["stage_id"] and not is_live(programme, each) and row.payload["was"]:
            key = "grant-cancelled" if each.status is RoundStatus.CANCELLED else "grant-closed"
            before = _line(programme, _as_of(stage, row.payload["was"]), row, tr)
            return _message(programme, row, tr, tr(key, title=programme.title, before=before))
    return None


def _line(programme: Programme, stage: Stage, row: Delivery, tr: Translator) -> Markup:
    return dates.line(tr, stage, row.zone, vote=is_vote(programme))


def _planned_for(programme: Programme | None, row: Delivery) -> Stage | None:
    """The stage of the row, if its date is still the same as when the row was planned."""
    found = [stage for each, stage in deadlines(programme) if is_live(programme, each)] if programme else []
    planned = [stage for stage in found if stage.id == row.payload["stage_id"]]
    return next((stage for stage in planned if _as_of(stage, row.payload["date"]) == stage), None)


def _as_of(stage: Stage, date: Mapping[str, Any]) -> Stage:
    """The stage with the date that the row's payload has."""
    return replace(stage, **{**date, "precision": Precision(date["precision"])})


def _message(programme: Programme, row: Delivery, tr: Translator, text: Markup) -> SendMessage:
    card, off = (GrantButton(do=do, programme_id=programme.id, who=None, page=0) for do in ("card", "off"))
    buttons = keyboard(
        [button(tr.plain("grant-open"), card)],
        site_button(tr, programme),
        [button(tr.plain("grant-unsubscribe"), off)],
    )
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=buttons)


def tell_tip(found: TipSeen | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to a coordinator that somebody saw an announcement; None once it is answered."""
    if found is None or found.tip.answered_at is not None:
        return None
    see = button(tr.plain("tip-look"), TipDeskButton(do="card", tip_id=found.tip.id))
    text = tr("tip-notice", title=found.programme.short_title)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([see]))


def tell_finder(found: TipSeen | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The fate of an announcement, to the one who saw it."""
    if found is None or found.tip.outcome is None:
        return None
    card = GrantButton(do="card", programme_id=found.programme.id, who=None, page=0)
    text = tr(TIP_ANSWERS[found.tip.outcome], title=found.programme.title)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([button(tr.plain("grant-open"), card)]))


def tell_queue(_: None, row: Delivery, tr: Translator) -> SendMessage:
    """The reminder to a coordinator that programmes wait to be checked."""
    text = tr("catalogue-remind", count=row.payload["count"])
    to = button(tr.plain("catalogue-to-open"), Open(place="catalogue"))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to]))


NOTIFICATIONS = {
    ("grant", grants.CAUSE): Notification(load=grants.get, render=remind),
    ("notice", grants.CAUSE): Notification(load=grants.get, render=tell_change),
    ("notice", TIP_CAUSE): Notification(load=tips.get, render=tell_tip),
    ("answer", TIP_CAUSE): Notification(load=tips.get, render=tell_finder),
    ("notice", checks.CAUSE): Notification(load=checks.nothing, render=tell_queue),
}
