"""The progress of a broadcast in words: the progress message while it is sent, and the report."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus
from bot.domain.broadcasts.results.edits import BroadcastEdit, EditKind
from bot.domain.broadcasts.results.refusals import Refused
from bot.domain.broadcasts.results.reports import Report
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.broadcasts.audience.texts import to_whom
from handlers.broadcasts.schedule.texts import hours, steer_labels
from handlers.broadcasts.views import counts, do, to_home
from handlers.shared.screens import clock, keyboard

FULL, EMPTY, CELLS = "\u2593", "\u2591", 10
MINUTE, HOUR = 60, 3600
REASONS = {
    Refused.BLOCKED: "reason-blocked",
    Refused.DELETED: "reason-deleted",
    Refused.NO_CHAT: "reason-no-chat",
    Refused.SOURCE: "reason-source",
    Refused.NOT_THERE: "reason-not-there",
    Refused.LONG: "reason-long",
    Refused.FILE: "reason-file",
    Refused.VOICE: "reason-voice",
    Refused.MARKUP: "reason-markup",
    Refused.BUTTON: "reason-button",
    Refused.NO_WORDS: "reason-no-words",
    Refused.TROUBLE: "reason-trouble",
    Refused.OTHER: "reason-other",
}
CHANGED = {EditKind.CORRECT: "report-corrected", EditKind.RECALL: "report-recalled"}


def bar(tenths: int) -> str:
    return FULL * tenths + EMPTY * (CELLS - tenths)


def counting_screen(tr: Translator, report: Report, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The progress message while a broadcast is sent; at the end the totals."""
    if not report.broadcast.is_under_way:
        whole = [do(tr, "change-to-report", "report", report.broadcast.id)]
        return counts(tr, report), keyboard(whole, [to_home(tr)])
    shown = Markup("{}").format(bar(report.progress.tenths))
    return Markup("\n").join([shown, counts(tr, report), *_speed(tr, report, zone)]), keyboard(*_steer(tr, report))


def _steer(tr: Translator, report: Report) -> list[list[InlineKeyboardButton]]:
    """Pause or resume, and in a row of its own stop, which cannot be undone."""
    return [[do(tr, key, what, report.broadcast.id)] for key, what in steer_labels(report.broadcast)]


def _speed(tr: Translator, report: Report, zone: str) -> list[Markup]:
    """The rate and the time left, or the reason of a standstill; empty while unknown."""
    progress = report.progress
    if report.broadcast.status is not BroadcastStatus.SENDING:
        return []
    if progress.closed_until is not None:
        return [tr("report-closed", when=f"{wall_clock(progress.closed_until, zone):%H:%M:%S}")]
    if not progress.awake:
        return _later(tr, report, "report-asleep", "report-later")
    if progress.rate is None:
        return []
    if not progress.rate:
        return [tr("report-still")]
    return [Markup(" ").join([_rate(tr, progress.rate), time_left(tr, progress.seconds_left or 0)])]


def _later(tr: Translator, report: Report, by_night: str, by_hours: str) -> list[Markup]:
    """The number of people who get it in the morning or in the hours of its own; empty for nobody."""
    count, window = report.progress.asleep, report.broadcast.window
    if not count:
        return []
    return [tr(by_hours, count=count, hours=hours(tr, window)) if window else tr(by_night, count=count)]


def _rate(tr: Translator, rate: float) -> Markup:
    return tr("report-rate", rate=round(rate)) if rate >= 1 else tr("report-slow", rate=max(round(rate * MINUTE), 1))


def time_left(tr: Translator, seconds: float) -> Markup:
    """The time left, rounded up: in minutes, from an hour and a half on in hours."""
    if seconds < MINUTE:
        return tr("report-left-moment")
    if seconds < 1.5 * HOUR:
        return tr("report-left-minutes", count=-int(-seconds // MINUTE))
    return tr("report-left-hours", count=-int(-seconds // HOUR))


def report_screen(
    tr: Translator, report: Report, zone: str, changes: Sequence[BroadcastEdit] = (), *, is_own: bool = True
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The report of a started broadcast; only its author has buttons for it."""
    rows = _going(tr, report) if report.broadcast.is_under_way else []
    rows += _after(tr, report, changes) if is_own else []
    corrected = any(each.kind is EditKind.CORRECT and each.started_at for each in changes)
    versions = [do(tr, "versions-open", "versions", report.broadcast.id)] if corrected else []
    shown = keyboard(*(rows if is_own else rows[-1:]), versions, [to_home(tr)])
    return report_text(tr, report, zone, changes), shown


def _going(tr: Translator, report: Report) -> list[list[InlineKeyboardButton]]:
    return [*_steer(tr, report), [do(tr, "broadcast-refresh", "report", report.broadcast.id)]]


def _after(tr: Translator, report: Report, changes: Sequence[BroadcastEdit]) -> list[list[InlineKeyboardButton]]:
    """The table, the edits of the copies, and the same message once more."""
    broadcast_id = report.broadcast.id
    was_recalled = any(each.kind is EditKind.RECALL and each.stopped_at is None for each in changes)
    copies = [
        [do(tr, "change-correct", "correct", broadcast_id)],
        [do(tr, "change-recall", "recall", broadcast_id)],
    ]
    table = [[do(tr, "report-table", "table", broadcast_id)]]
    again = [[do(tr, "history-again", "again", broadcast_id)]]
    return [*table, *([] if was_recalled or not report.progress.sent else copies), *again]


def report_text(tr: Translator, report: Report, zone: str, changes: Sequence[BroadcastEdit] = ()) -> Markup:
    broadcast = report.broadcast
    when = clock(tr, broadcast.started_at, zone) if broadcast.started_at else ""
    head = tr("broadcast-report", when=when, to=to_whom(tr, broadcast.audience, report.names))
    lines = [counts(tr, report), *_took(tr, broadcast), *_details(tr, report), *_changed(tr, changes, zone)]
    return Markup("\n\n").join([head, Markup("\n").join(lines)])


def _took(tr: Translator, broadcast: Broadcast) -> list[Markup]:
    if broadcast.started_at is None or broadcast.finished_at is None:
        return []
    seconds = (broadcast.finished_at - broadcast.started_at).total_seconds()
    if seconds < MINUTE:
        return [tr("report-took-moment")]
    if seconds < 1.5 * HOUR:
        return [tr("report-took-minutes", count=round(seconds / MINUTE))]
    return [tr("report-took-hours", count=round(seconds / HOUR))]


def _details(tr: Translator, report: Report) -> list[Markup]:
    """A line for each count that is not zero."""
    progress = report.progress
    before = {"broadcast-blocked": progress.blocked, "broadcast-failed": progress.failed}
    after = {
        "broadcast-expired": progress.expired,
        "broadcast-left-out": progress.left_out,
        "newcomers-joined": report.broadcast.newcomers,
        "broadcast-repeated": progress.repeated,
    }
    lines = [tr(key, count=count) for key, count in before.items() if count]
    lines += [tr("report-reason", reason=tr.plain(REASONS[why]), count=count) for why, count in progress.refused]
    lines += _later(tr, report, "broadcast-asleep", "broadcast-later")
    lines += [tr(key, count=count) for key, count in after.items() if count]
    return [*lines, *([tr("broadcast-source-gone")] if progress.source_gone else [])]


def _changed(tr: Translator, changes: Sequence[BroadcastEdit], zone: str) -> list[Markup]:
    """Lines with the moments when its copies were corrected or recalled."""
    return [tr(CHANGED[each.kind], when=tr.moment(each.started_at, zone)) for each in changes if each.started_at]
