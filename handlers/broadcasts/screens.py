"""What a broadcast looks like: its buttons, the review before it, the counting and the report after it."""

from collections.abc import Sequence
from functools import partial

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts import (
    Audience,
    AudienceKind,
    Broadcast,
    BroadcastOutcome,
    BroadcastStatus,
    Progress,
    Report,
    Review,
)
from bot.i18n import Translator
from handlers.common import Number, Open, button, clock, keyboard, pager, to_menu

PAGE_SIZE = 8
NAME_ON_BUTTON = 40


class BroadcastButton(CallbackData, prefix="bc"):
    """`do`: agree, replace, who, review, discard, discard-sure, stop, report. Broadcast 0 is none yet."""

    do: str
    broadcast_id: Number


class PickButton(CallbackData, prefix="bcpick"):
    """A page of municipalities, events or grants to choose from."""

    broadcast_id: Number
    kind: AudienceKind
    page: Number


class AudienceButton(CallbackData, prefix="bcto"):
    """This audience for this draft; `key` as in `Audience`."""

    broadcast_id: Number
    kind: AudienceKind
    key: str


class SendButton(CallbackData, prefix="bcsend"):
    """Send what was reviewed: `seal` is the draft's at that moment."""

    broadcast_id: Number
    seal: str


class NewsButton(CallbackData, prefix="news"):
    """Under a broadcast, in people's chats for ever. `do`: off, or try in the author's preview."""

    do: str


REFUSALS = {
    BroadcastOutcome.GONE: "broadcast-gone",
    BroadcastOutcome.FORBIDDEN: "broadcast-forbidden",
    BroadcastOutcome.NOWHERE: "broadcast-nowhere",
    BroadcastOutcome.ALREADY: "broadcast-already",
    BroadcastOutcome.CHANGED: "broadcast-changed",
    BroadcastOutcome.NOBODY: "broadcast-nobody",
    BroadcastOutcome.OVER: "broadcast-over",
}
TO = {
    AudienceKind.EVERYBODY: "broadcast-to-everybody",
    AudienceKind.MUNICIPALITY: "broadcast-to-municipality",
    AudienceKind.EVENT: "broadcast-to-event",
    AudienceKind.GRANT: "broadcast-to-grant",
}
PICKS = {
    AudienceKind.MUNICIPALITY: "broadcast-pick-municipality",
    AudienceKind.EVENT: "broadcast-pick-event",
    AudienceKind.GRANT: "broadcast-pick-grant",
}
COUNTING = {
    BroadcastStatus.SENDING: "broadcast-sending",
    BroadcastStatus.SENT: "broadcast-ended",
    BroadcastStatus.CANCELLED: "broadcast-stopped",
}
# What people opted into as news can be left from the message itself.
NEWS = (AudienceKind.EVERYBODY, AudienceKind.MUNICIPALITY)


async def refuse(event: Message | CallbackQuery, tr: Translator, outcome: BroadcastOutcome) -> None:
    if isinstance(event, Message):
        await event.answer(tr(REFUSALS[outcome]), reply_markup=keyboard([to_home(tr)]))
    else:
        await event.answer(tr.plain(REFUSALS[outcome]), show_alert=True)


async def refuse_stranger(event: Message | CallbackQuery, tr: Translator) -> None:
    """Broadcasts are coordinators' business."""
    if isinstance(event, Message):
        await event.answer(tr("not-allowed"), reply_markup=keyboard([to_menu(tr)]))
    else:
        await event.answer(tr.plain("not-allowed"), show_alert=True)


def to_home(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("broadcast-home"), Open(place="broadcast"))


def do(tr: Translator, key: str, what: str, broadcast_id: int) -> InlineKeyboardButton:
    return button(tr.plain(key), BroadcastButton(do=what, broadcast_id=broadcast_id))


def to_whom(tr: Translator, audience: Audience | None, name: str) -> str:
    """The audience in words: "to everybody who…"."""
    if audience is None:
        return tr.plain("broadcast-to-nobody-yet")
    return tr.plain(TO[audience.kind], name=name or tr.plain("broadcast-no-name"))


def news_button(tr: Translator, audience: Audience | None, what: str) -> InlineKeyboardMarkup | None:
    """The way out under a broadcast of news; None under one that only participants or subscribers get."""
    if audience is None or audience.kind not in NEWS:
        return None
    return keyboard([button(tr.plain("broadcast-news-off"), NewsButton(do=what))])


def home_screen(
    tr: Translator, drafts: Sequence[Broadcast], sent: Sequence[Report], zone: str
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question for a message, with what this coordinator began and what they have sent."""
    lines = [_line(tr, each, zone) for each in sent]
    text = Markup("\n\n").join([tr("broadcast-ask"), *([tr("broadcast-before"), *lines] if lines else [])])
    begun = [[_draft_button(tr, each, zone)] for each in drafts]
    reports = [[_report_button(tr, each, zone)] for each in sent]
    return text, keyboard(*begun, *reports, [to_menu(tr)])


def _line(tr: Translator, report: Report, zone: str) -> Markup:
    when = tr.moment(report.broadcast.started_at, zone) if report.broadcast.started_at else ""
    to = to_whom(tr, report.broadcast.audience, report.name)
    return Markup("\n").join([tr("broadcast-line", when=when, to=to), _counts(tr, report)])


def _draft_button(tr: Translator, draft: Broadcast, zone: str) -> InlineKeyboardButton:
    label = tr.plain("broadcast-draft", when=tr.moment(draft.created_at, zone))
    return button(label, BroadcastButton(do="review", broadcast_id=draft.id))


def _report_button(tr: Translator, report: Report, zone: str) -> InlineKeyboardButton:
    at = report.broadcast.started_at or report.broadcast.created_at
    label = tr.plain("broadcast-report-of", when=tr.moment(at, zone))
    return button(label, BroadcastButton(do="report", broadcast_id=report.broadcast.id))


def pick_screen(
    tr: Translator, broadcast_id: int, kind: AudienceKind, choices: Sequence[tuple[str, str]], page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of (key, name) to choose one from."""
    pages = max(1, -(-len(choices) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = choices[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [
        [button(name[:NAME_ON_BUTTON], AudienceButton(broadcast_id=broadcast_id, kind=kind, key=key))]
        for key, name in shown
    ]
    turn = pager(tr, page, pages, partial(PickButton, broadcast_id=broadcast_id, kind=kind))
    back = do(tr, "broadcast-back-to-whom", "who", broadcast_id)
    return tr(PICKS[kind], count=len(choices)), keyboard(*rows, turn, [back])


def review_screen(tr: Translator, review: Review) -> tuple[Markup, InlineKeyboardMarkup]:
    """Whom it goes to and how many they are; without anybody there is nothing to press."""
    broadcast = review.broadcast
    values = {"to": to_whom(tr, broadcast.audience, review.name), "count": review.recipients}
    values |= {"asleep": review.asleep, "woken": review.woken}
    label = tr.plain("broadcast-send", count=review.recipients)
    send = [button(label, SendButton(broadcast_id=broadcast.id, seal=broadcast.seal))] if review.recipients else []
    edits = [
        [do(tr, "broadcast-change-whom", "who", broadcast.id)],
        [do(tr, "broadcast-replace", "replace", broadcast.id)],
        [do(tr, "broadcast-discard", "discard", broadcast.id)],
    ]
    key = "broadcast-review" if review.recipients else "broadcast-review-nobody"
    return tr(key, **values), keyboard(send, *edits, [to_home(tr)])


def counting_screen(tr: Translator, report: Report) -> tuple[Markup, InlineKeyboardMarkup]:
    """The one message that counts up while a broadcast is sent."""
    return _counts(tr, report), keyboard([_stop(tr, report.broadcast)] if _is_sending(report) else [to_home(tr)])


def _counts(tr: Translator, report: Report) -> Markup:
    progress = report.progress
    values = {"sent": progress.sent, "all": progress.recipients, "undelivered": progress.undelivered}
    return tr(COUNTING[report.broadcast.status], **values, asleep=progress.asleep)


def _is_sending(report: Report) -> bool:
    return report.broadcast.status is BroadcastStatus.SENDING


def _stop(tr: Translator, broadcast: Broadcast) -> InlineKeyboardButton:
    return do(tr, "broadcast-stop", "stop", broadcast.id)


def report_screen(tr: Translator, report: Report, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """Everything that is known of a started broadcast."""
    again = do(tr, "broadcast-refresh", "report", report.broadcast.id)
    rows = [[_stop(tr, report.broadcast)], [again]] if _is_sending(report) else []
    return report_text(tr, report, zone), keyboard(*rows, [to_home(tr)])


def report_text(tr: Translator, report: Report, zone: str) -> Markup:
    broadcast, progress = report.broadcast, report.progress
    when = clock(tr, broadcast.started_at, zone) if broadcast.started_at else ""
    head = tr("broadcast-report", when=when, to=to_whom(tr, broadcast.audience, report.name))
    lines = [_counts(tr, report), *_details(tr, progress)]
    return Markup("\n\n").join([head, Markup("\n").join(lines)])


def _details(tr: Translator, progress: Progress) -> list[Markup]:
    """A line for everything that happened to somebody."""
    found = {
        "broadcast-blocked": progress.blocked,
        "broadcast-failed": progress.failed,
        "broadcast-expired": progress.expired,
        "broadcast-asleep": progress.asleep,
        "broadcast-left-out": progress.left_out,
        "broadcast-repeated": progress.repeated,
    }
    lines = [tr(key, count=count) for key, count in found.items() if count]
    return [*lines, *([tr("broadcast-source-gone")] if progress.source_gone else [])]
