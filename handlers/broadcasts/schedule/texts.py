"""The schedule of a broadcast in words: under its review and on its buttons."""

from markupsafe import Markup

from bot.domain.broadcasts.broadcast import LATE_AFTER_MINUTES, AnchorKind, Broadcast, BroadcastStatus, Review, Window
from bot.domain.broadcasts.schedule.timing import DAY, HOUR, minutes_needed, stars
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.shared.context import Context
from handlers.shared.screens import clock

# The duration of the sending is shown from this number of minutes on.
LONG = 3
ANCHORED = {AnchorKind.EVENT: "timing-before-event", AnchorKind.STAGE: "timing-before-deadline"}


def lead(tr: Translator, minutes: int) -> str:
    """The lead before an event or deadline: "2 days before"."""
    if minutes % DAY == 0:
        return tr.plain("timing-days-before", count=minutes // DAY)
    return tr.plain("timing-hours-before", count=minutes // 60)


def span(tr: Translator, minutes: int) -> str:
    """A span of time: "6 hours"."""
    if minutes % DAY == 0:
        return tr.plain("timing-days", count=minutes // DAY)
    return tr.plain("timing-hours", count=minutes // 60)


def hours(tr: Translator, window: Window) -> str:
    return tr.plain("timing-window", first=str(window.first), last=str(window.last))


def when_text(tr: Translator, review: Review, zone: str) -> Markup:
    """Lines under a review: the moment, the hours, the allowed lateness. Empty for the defaults."""
    return Markup("").join(Markup("\n") + line for line in _lines(tr, review, zone))


def _lines(tr: Translator, review: Review, zone: str) -> list[Markup]:
    broadcast = review.broadcast
    lines = []
    if broadcast.send_at is not None:
        lines.append(_moment(tr, review, clock(tr, broadcast.send_at, zone)))
    if broadcast.window is not None:
        lines.append(tr("timing-in-hours", hours=hours(tr, broadcast.window)))
    elif broadcast.send_at is not None:
        lines.append(tr("timing-sleepers"))
    if broadcast.late_after != LATE_AFTER_MINUTES:
        lines.append(tr("timing-late-after", span=span(tr, broadcast.late_after)))
    return lines


def _moment(tr: Translator, review: Review, when: str) -> Markup:
    anchor = review.broadcast.anchor
    if anchor is None:
        return tr("timing-at", when=when)
    name = review.anchor or tr.plain("broadcast-no-name")
    return tr(ANCHORED[anchor.kind], lead=lead(tr, anchor.minutes), name=name, when=when)


def cost_text(ctx: Context, review: Review) -> Markup:
    """Lines about the duration of the sending, when it is long, and about the most that Telegram charges."""
    lines = [*_takes(ctx.tr, review, ctx.settings.send_rate), *_price(ctx, review)]
    return Markup("").join(Markup("\n\n") + line for line in lines)


def _takes(tr: Translator, review: Review, rate: float) -> list[Markup]:
    broadcast = review.broadcast
    needed = minutes_needed(broadcast, review.recipients, rate)
    if needed > broadcast.late_after:
        return [tr("timing-too-long", took=took(tr, needed), span=span(tr, broadcast.late_after))]
    return [tr("timing-takes", took=took(tr, needed))] if needed >= LONG else []


def took(tr: Translator, minutes: int) -> str:
    """An approximate duration: in minutes, from an hour and a half on in hours."""
    if minutes < 1.5 * HOUR:
        return tr.plain("timing-minutes", count=minutes)
    return tr.plain("timing-hours-about", count=-(-minutes // HOUR))


def _price(ctx: Context, review: Review) -> list[Markup]:
    if not ctx.settings.paid_broadcast:
        return []
    most = stars(review.broadcast, review.recipients, ctx.settings.send_rate)
    return [ctx.tr("timing-price", stars=most)] if most else []


def send_label(tr: Translator, review: Review, zone: str) -> str:
    """The label of the send button: the number of people, or the moment."""
    send_at = review.broadcast.send_at
    if send_at is None:
        return tr.plain("broadcast-send", count=review.recipients)
    local = wall_clock(send_at, zone)
    return tr.plain("timing-send-at", day=tr.day(local.date()), time=f"{local:%H:%M}")


def begun_label(tr: Translator, begun: Broadcast, zone: str) -> str:
    """The label of an unsent broadcast in the list."""
    if begun.status is BroadcastStatus.SCHEDULED and begun.send_at is not None:
        return tr.plain("timing-listed", when=tr.moment(begun.send_at, zone))
    key = "approval-listed" if begun.status is BroadcastStatus.ASKED else "broadcast-draft"
    return tr.plain(key, when=tr.moment(begun.created_at, zone))


def steer_labels(broadcast: Broadcast) -> tuple[tuple[str, str], ...]:
    """(text key, action) of the buttons that pause, resume and stop a broadcast under way; none when it is over."""
    if not broadcast.is_under_way:
        return ()
    if broadcast.status is BroadcastStatus.SENDING:
        return ("broadcast-pause", "pause"), ("broadcast-stop", "stop")
    return ("broadcast-resume", "resume"), ("broadcast-stop", "stop")
