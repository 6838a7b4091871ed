"""Notifications of cases: terms that end, a notice to give, two quiet weeks, members who joined or were removed."""

from datetime import date, timedelta

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.cases import CAUSE, QUIET_AFTER, Case, StepStatus
from bot.domain.deliveries import Delivery
from bot.domain.founding import Step
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.cases.views import title, to_card, to_step
from handlers.shared.answer_names import answer_names
from handlers.shared.buttons import CaseButton
from handlers.shared.screens import PapersButton, button, keyboard
from handlers.shared.step_names import STEPS
from storage.cases import cases

# The text of an outbox row, by the beginning of its occasion.
TERMS = {"review-3d": "case-remind-term", "review-over": "case-remind-over"}
NOTICES = {"notice-3d": "case-remind-notice", "notice-last": "case-remind-notice-last"}


def remind(case: Case | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """A reminder for one member; None when they left the case, or there is nothing to remind of any more."""
    if case is None or case.closed_at is not None or case.member(row.person_id or 0) is None:
        return None
    word = row.occasion.split(":")[0].split("@")[0]
    if word in TERMS:
        return _of_term(case, row, tr, word)
    if word in NOTICES:
        return _of_notice(case, row, tr, word)
    return _nudge(case, row, tr)


def _of_term(case: Case, row: Delivery, tr: Translator, word: str) -> SendMessage | None:
    step = Step(row.payload["step"])
    noted = case.steps.get(step)
    if noted is None or noted.status is not StepStatus.SENT or f"{noted.happened_on}" != row.payload["sent_on"]:
        return None
    ends = tr.day(date.fromisoformat(row.payload["ends_on"]))
    text = tr(
        TERMS[word],
        title=title(tr, case),
        step=tr.plain(STEPS[step]),
        sent=tr.day(noted.happened_on),
        ends=ends,
    )
    return _message(case, row, tr, text, step)


def _of_notice(case: Case, row: Delivery, tr: Translator, word: str) -> SendMessage | None:
    is_same = case.meeting_local is not None and f"{case.meeting_local.date()}" == row.payload["meeting_on"]
    if case.meeting_local is None or not is_same or Step.NOTICE in case.steps:
        return None
    day = tr.day(date.fromisoformat(row.payload["notice_by"]))
    text = tr(NOTICES[word], title=title(tr, case), day=day, when=tr.when(case.meeting_local))
    return _message(case, row, tr, text, Step.NOTICE)


def _nudge(case: Case, row: Delivery, tr: Translator) -> SendMessage | None:
    step = case.next_step
    is_quiet = row.at - case.touched_at >= QUIET_AFTER - timedelta(days=1)
    if step is None or step != row.payload["step"] or not is_quiet:
        return None
    text = tr("case-nudge", title=title(tr, case), step=tr.plain(STEPS[step]))
    hush = button(tr.plain("case-hush"), CaseButton(do="quiet", case_id=case.id))
    to = button(tr.plain("case-to-next", step=tr.plain(STEPS[step])), to_step(case, step))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to], [hush]))


def _message(case: Case, row: Delivery, tr: Translator, text: Markup, step: Step) -> SendMessage:
    to = button(tr.plain("case-to-next", step=tr.plain(STEPS[step])), to_step(case, step))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to], [to_card(tr, case.id)]))


def tell(case: Case | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """A notice of what another member did: joined, left, set a meeting, listed the case, removed this person."""
    if case is None:
        return None
    if row.occasion.startswith("removed"):
        return SendMessage(chat_id=row.chat_id, text=tr("case-removed-notice", title=title(tr, case)))
    if case.member(row.person_id or 0) is None:
        return None
    if row.occasion.startswith("listed"):
        hide = button(tr.plain("case-unlist"), CaseButton(do="unlist", case_id=case.id))
        text = tr("case-listed-notice", title=title(tr, case))
        return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([hide])) if case.listed_at else None
    if row.occasion.startswith(("left", "named")):
        return _of_leaver(case, row, tr)
    if row.occasion.startswith("meeting"):
        return _of_meeting(case, row, tr)
    return _of_newcomer(case, row, tr)


def _of_meeting(case: Case, row: Delivery, tr: Translator) -> SendMessage | None:
    if case.meeting_local is None:
        return None
    plan = button(tr.plain("case-plan"), CaseButton(do="plan", case_id=case.id))
    text = tr("case-meeting-notice", title=title(tr, case), when=tr.when(case.meeting_local))
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([plan]))


def _of_leaver(case: Case, row: Delivery, tr: Translator) -> SendMessage:
    """Say which answers went along with a person who left, or was taken out of the papers; nobody is named."""
    gone, left = row.payload.get("questions", []), row.occasion.startswith("left")
    lost = tr("case-left-lost", answers=answer_names(tr, gone), count=len(gone)) if gone else tr("case-left-nothing")
    happened = tr("case-left-notice" if left else "named-notice", title=title(tr, case))
    text = Markup("\n\n").join([happened, lost])
    papers = [button(tr.plain("case-papers"), PapersButton(case_id=case.id))] if gone else []
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(papers, [to_card(tr, case.id)]))


def _of_newcomer(case: Case, row: Delivery, tr: Translator) -> SendMessage | None:
    fresh = next((each for each in reversed(case.members) if each.joined_at.isoformat() == row.payload["at"]), None)
    if fresh is None:
        return None
    text = tr("case-joined-notice", title=title(tr, case), name=fresh.name)
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard([to_card(tr, case.id)]))


NOTIFICATIONS = {
    ("reminder", CAUSE): Notification(load=cases.get, render=remind),
    ("notice", CAUSE): Notification(load=cases.get, render=tell),
}
