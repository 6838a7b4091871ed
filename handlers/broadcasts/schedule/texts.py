"""When a broadcast goes out, in words: under its review, on its buttons, to whom it is shown."""

from markupsafe import Markup

from bot.domain.broadcasts.broadcast import LATE_AFTER_MINUTES, AnchorKind, Broadcast, BroadcastStatus, Review, Window
from bot.domain.broadcasts.schedule.timing import DAY, HOUR, minutes_needed, stars
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.shared.context import Context
from handlers.shared.screens import clock

# Minutes from which on it is worth knowing how long the sending takes.
LONG = 3
ANCHORED = {AnchorKind.EVENT: "timing-before-event", AnchorKind.STAGE: "timing-before-deadline"}


def lead(tr: Translator, minutes: int) -> str:
    """How long before: "2 days before"."""
    if minutes % DAY == 0:
        return tr.plain("timing-days-before", count=minutes // DAY)
    return tr.plain("timing-hours-before", count=minutes // 60)


def span(tr: Translator, minutes: int) -> str:
    """How late: "6 hours"."""
    if minutes % DAY == 0:
        return tr.plain("timing-days", count=minutes // DAY)
    return tr.plain("timing-hours", count=minutes // 60)


def hours(tr: Translator, window: Window) -> str:
    return tr.plain("timing-window", first=str(window.first), last=str(window.last))


def when_text(tr: Translator, review: Review, zone: str) -> Markup:
    """What stands under a review: when, in which hours, how late at most. Nothing when it goes at once as ever."""
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
    """How long the sending takes, when that is worth a word, and what Telegram takes for it at most."""
    lines = [*_takes(ctx.tr, review, ctx.settings.send_rate), *_price(ctx, review)]
    return Markup("").join(Markup("\n\n") + line for line in lines)


def _takes(tr: Translator, review: Review, rate: float) -> list[Markup]:
    broadcast = review.broadcast
    needed = minutes_needed(broadcast, review.recipients, rate)
    if needed > broadcast.late_after:
        return [tr("timing-too-long", took=took(tr, needed), span=span(tr, broadcast.late_after))]
    return [tr("timing-takes", took=took(tr, needed))] if needed >= LONG else []


def took(tr: Translator, minutes: int) -> str:
    """About so long: in minutes, from an hour and a half on in hours."""
    if minutes < 1.5 * HOUR:
        return tr.plain("timing-minutes", count=minutes)
    return tr.plain("timing-hours-about", count=-(-minutes // HOUR))


def _price(ctx: Context, review: Review) -> list[Markup]:
    if not ctx.settings.paid_broadcast:
        return []
    most = stars(review.broadcast, review.recipients, ctx.settings.send_rate)
    return [ctx.tr("timing-price", stars=most)] if most else []


def send_label(tr: Translator, review: Review, zone: str) -> str:
    """What the button that sends promises: to how many, or when."""
    send_at = review.broadcast.send_at
    if send_at is None:
        return tr.plain("broadcast-send", count=review.recipients)
    local = wall_clock(send_at, zone)
    return tr.plain("timing-send-at", day=tr.day(local.date()), time=f"{local:%H:%M}")


def begun_label(tr: Translator, begun: Broadcast, zone: str) -> str:
    """What is not sent yet, on its button in the list."""
    if begun.status is BroadcastStatus.SCHEDULED and begun.send_at is not None:
        return tr.plain("timing-listed", when=tr.moment(begun.send_at, zone))
    key = "approval-listed" if begun.status is BroadcastStatus.ASKED else "broadcast-draft"
    return tr.plain(key, when=tr.moment(begun.created_at, zone))


def steer_labels(broadcast: Broadcast) -> tuple[tuple[str, str], ...]:
    """(text key, what it does) of the buttons that steer a broadcast under way; none when it is over."""
    if not broadcast.is_under_way:
        return ()
    if broadcast.status is BroadcastStatus.SENDING:
        return ("broadcast-pause", "pause"), ("broadcast-stop", "stop")
    return ("broadcast-resume", "resume"), ("broadcast-stop", "stop")
