"""Messages to the members of an application: the message of a day, the news of a round and of other members."""

from datetime import date, timedelta

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.applications import calendar
from bot.domain.applications.applications import CAUSE, Application, ChecklistItem, ItemKind
from bot.domain.applications.calendar import DayEntry, TopicOfDay, entries
from bot.domain.applications.rounds import RoundNews
from bot.domain.deliveries import Delivery
from bot.domain.time import local_date
from bot.files.application_words import item_name, title_of
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.applications.access import to_application, to_applications
from handlers.applications.buttons import ApplicationButton
from handlers.applications.views import line_of_list, stage_when, told_when
from handlers.shared.screens import button, keyboard
from storage.applications import applications, reminders

BUTTONS_MOST, LINES_MOST = 6, 12
NEWS = {
    RoundNews.MOVED: "apply-news-moved",
    RoundNews.SET: "apply-news-set",
    RoundNews.CANCELLED: "apply-news-cancelled",
    RoundNews.CLOSED: "apply-news-closed",
    RoundNews.ARCHIVED: "apply-news-archived",
    RoundNews.ROUND_GONE: "apply-news-gone",
    RoundNews.MERGED: "apply-news-merged",
    RoundNews.REOPENED: "apply-news-reopened",
    RoundNews.DAYS: "apply-news-days",
}
ENTRIES = {
    TopicOfDay.DEADLINE: "apply-day-deadline",
    TopicOfDay.HANDED_IN: "apply-day-handed-in",
    TopicOfDay.RESULT: "apply-day-result",
}


def tell_day(mine: list[Application], row: Delivery, tr: Translator) -> SendMessage | None:
    """Everything that a person has to know of their applications today, in one message."""
    today = local_date(row.at, row.zone)
    if f"{today}" != row.payload["on"]:
        return None
    found = [(each, entries(each, today, row.zone)) for each in mine]
    told = [(each, said) for each, said in found if said]
    if not told:
        return None
    parts = [Markup("\n").join(_of_application(tr, each, said, row)) for each, said in told]
    rows = [
        [button(line_of_list(tr, each), ApplicationButton(do="card", application_id=each.id))]
        for each, _ in told[:BUTTONS_MOST]
    ]
    text = Markup("\n\n").join([tr("apply-day-head"), *parts[:BUTTONS_MOST]])
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(*rows, [to_applications(tr)]))


def _of_application(tr: Translator, application: Application, said: list[DayEntry], row: Delivery) -> list[Markup]:
    head = tr("apply-day-title", title=title_of(tr, application), programme=application.programme.short_title)
    lines = [_entry(tr, each, row) for each in said[:LINES_MOST]]
    more = [tr("apply-day-more", count=len(said) - LINES_MOST)] if len(said) > LINES_MOST else []
    return [head, *lines, *more]


def _entry(tr: Translator, entry: DayEntry, row: Delivery) -> Markup:
    if entry.topic is TopicOfDay.ITEM and entry.item:
        if entry.days < 0:
            return tr("apply-day-late", item=item_name(tr, entry.item))
        day = tr.day_month(local_date(row.at, row.zone) + timedelta(days=entry.days))
        return tr("apply-day-item", item=item_name(tr, entry.item), days=entry.days, day=day)
    stage = entry.application.deadline
    when = stage_when(tr, stage, row.zone) if stage else ""
    return tr(ENTRIES[entry.topic], when=when, days=entry.days, left=len(entry.application.left))


def tell(application: Application | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The news of a round, or what another member did: joined, left, handed over, removed this person."""
    if application is None:
        return None
    title = title_of(tr, application)
    if row.occasion.startswith("removed"):
        return SendMessage(chat_id=row.chat_id, text=tr("apply-removed-notice", title=title))
    if application.member(row.person_id or 0) is None:
        return None
    text = _said(application, row, tr, title)
    back = keyboard([to_application(tr, application.id)])
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=back) if text else None


def _said(application: Application, row: Delivery, tr: Translator, title: str) -> Markup | None:
    if row.occasion.startswith("round"):
        return _of_round(application, row, tr, title)
    if row.occasion.startswith("yours"):
        return tr("apply-yours-notice", title=title)
    if row.occasion.startswith("left"):
        return tr("apply-left-notice", title=title)
    others = [each for each in reversed(application.members) if each.person_id != row.person_id]
    fresh = next((each for each in others if each.joined_at.isoformat() == row.payload["at"]), None)
    return tr("apply-joined-notice", title=title, name=fresh.name) if fresh else None


def _of_round(application: Application, row: Delivery, tr: Translator, title: str) -> Markup:
    news, was, stage = RoundNews(row.payload["news"]), row.payload["was"], application.deadline
    said: dict[str, object] = {
        "title": title,
        "programme": application.programme.short_title,
        "season": application.season,
    }
    said["days"] = Markup("\n").join(_new_day(tr, kind, day) for kind, day in row.payload.get("days", {}).items())
    said["when"] = stage_when(tr, stage, row.zone) if stage else ""
    said["was"] = told_when(tr, was["local"], was["zone"], was["precision"], row.zone) if was else ""
    return tr(NEWS[news], **said)


def _new_day(tr: Translator, kind: str, day: str | None) -> Markup:
    name = item_name(tr, ChecklistItem(0, ItemKind(kind)))
    return tr(
        "apply-news-day", item=name, day=tr.day(date.fromisoformat(day)) if day else "", known="yes" if day else "no"
    )


NOTIFICATIONS = {
    ("reminder", calendar.DAYS): Notification(load=reminders.heard_of, render=tell_day),
    ("notice", CAUSE): Notification(load=applications.get, render=tell),
}
