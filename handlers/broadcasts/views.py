"""Screens and buttons of a broadcast up to its review; `results.report` has those of the sending."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.audience.audience import AudienceKind
from bot.domain.broadcasts.broadcast import AnchorKind, Broadcast, BroadcastOutcome, BroadcastStatus, Form, Review
from bot.domain.broadcasts.results.history import End, Whose
from bot.domain.broadcasts.results.reports import Report
from bot.domain.topics import NewsTopic
from bot.i18n import Translator
from handlers.broadcasts.audience.texts import to_whom, who_else
from handlers.broadcasts.compose.variables import notes
from handlers.broadcasts.schedule.texts import begun_label, cost_text, send_label, when_text
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Open, button, keyboard, to_menu

PAGE_SIZE = 4
NAME_ON_BUTTON = 40
# This many names show whether these are the people that the coordinator means.
SAMPLES = 10


class PickButton(CallbackData, prefix="bcpick"):
    """A page of municipalities, events or grants to choose from. Only in older messages; now `PartsButton`."""

    broadcast_id: Number
    kind: AudienceKind
    page: Number


class AudienceButton(CallbackData, prefix="bcto"):
    """Replace the audience of a draft by this one. Only in older messages; now `PartButton`."""

    broadcast_id: Number
    kind: AudienceKind
    key: str


class SendButton(CallbackData, prefix="bcsend"):
    """Send the reviewed draft: `seal` is its seal at the review."""

    broadcast_id: Number
    seal: str


class TemplatesButton(CallbackData, prefix="bctpls"):
    """A page of the templates."""

    page: Number


class HistoryButton(CallbackData, prefix="bchist"):
    """A page of sent broadcasts; `month` as in `Wish`."""

    whose: Whose
    end: End
    month: str
    page: Number


class FilterButton(CallbackData, prefix="bcfind"):
    """Ask for a filter of sent broadcasts: `ask` is end or month, the other fields are the present filter."""

    ask: str
    whose: Whose
    end: End
    month: str


class UnderWayPage(CallbackData, prefix="bcnow"):
    """A page of the broadcasts under way in the coordinator's scope."""

    page: Number


class ChangeButton(CallbackData, prefix="bcchg"):
    """An edit of delivered copies. `do`: start, stop, drop, report."""

    do: str
    change_id: Number


class BeforeButton(CallbackData, prefix="bcbefore"):
    """A page of events or deadlines to anchor a draft to."""

    broadcast_id: Number
    kind: AnchorKind
    page: Number


class NewsButton(CallbackData, prefix="news"):
    """Ends the news; under broadcasts in readers' chats. `do`: off, or try in the author's preview."""

    do: str


class TopicButton(CallbackData, prefix="news-less"):
    """Ends one topic; beside the `NewsButton` of a broadcast to that topic. `do` as there."""

    do: str
    topic: NewsTopic


REFUSALS = {
    BroadcastOutcome.GONE: "broadcast-gone",
    BroadcastOutcome.FORBIDDEN: "broadcast-forbidden",
    BroadcastOutcome.NOWHERE: "broadcast-nowhere",
    BroadcastOutcome.ALREADY: "broadcast-already",
    BroadcastOutcome.CHANGED: "broadcast-changed",
    BroadcastOutcome.NOBODY: "broadcast-nobody",
    BroadcastOutcome.OVER: "broadcast-over",
    BroadcastOutcome.FULL: "wording-full",
    BroadcastOutcome.MIXED: "wording-mixed",
    BroadcastOutcome.MANY: "audience-many",
    BroadcastOutcome.BARE: "audience-bare",
    BroadcastOutcome.UNFIT: "newcomers-unfit",
    BroadcastOutcome.UNTICKED: "audience-unticked",
    BroadcastOutcome.PAST: "timing-past",
    BroadcastOutcome.LIMIT: "approval-limit",
    BroadcastOutcome.GROWN: "approval-grown",
    BroadcastOutcome.DECIDED: "approval-decided",
    BroadcastOutcome.RUNNING: "broadcast-runs",
    BroadcastOutcome.PAUSED: "broadcast-pauses",
    BroadcastOutcome.EMPTY: "broadcast-empty",
}
COUNTING = {
    BroadcastStatus.SENDING: "broadcast-sending",
    BroadcastStatus.PAUSED: "broadcast-paused",
    BroadcastStatus.LATE: "broadcast-late",
    BroadcastStatus.SENT: "broadcast-ended",
    BroadcastStatus.CANCELLED: "broadcast-stopped",
}


def to_home(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("broadcast-home"), Open(place="broadcast"))


def do(tr: Translator, key: str, what: str, broadcast_id: int) -> InlineKeyboardButton:
    return button(tr.plain(key), BroadcastButton(do=what, broadcast_id=broadcast_id))


def home_screen(
    tr: Translator, drafts: Sequence[Broadcast], sent: Sequence[Report], zone: str
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question for a message, with the coordinator's drafts and sent broadcasts."""
    lines = [report_line(tr, each, zone) for each in sent]
    text = Markup("\n\n").join([tr("broadcast-ask"), *([tr("broadcast-before"), *lines] if lines else [])])
    begun = [[_draft_button(tr, each, zone)] for each in drafts]
    reports = [[report_button(tr, each, zone)] for each in sent]
    kept = [button(tr.plain("wording-templates"), TemplatesButton(page=0))]
    everything = [button(tr.plain("history-open"), HistoryButton(whose=Whose.MINE, end=End.ANY, month="", page=0))]
    now = [button(tr.plain("under-way-open"), UnderWayPage(page=0))]
    return text, keyboard(*begun, kept, now, *reports, everything, [to_menu(tr)])


def report_line(tr: Translator, report: Report, zone: str) -> Markup:
    """A sent broadcast in a list: moment, audience, progress."""
    when, to = _begun(tr, report, zone), to_whom(tr, report.broadcast.audience, report.names)
    return Markup("\n").join([tr("broadcast-line", when=when, to=to), counts(tr, report)])


def _begun(tr: Translator, report: Report, zone: str) -> str:
    return tr.moment(report.broadcast.started_at or report.broadcast.created_at, zone)


def _draft_button(tr: Translator, draft: Broadcast, zone: str) -> InlineKeyboardButton:
    what = "review" if draft.status is BroadcastStatus.DRAFT else "look"
    return button(begun_label(tr, draft, zone), BroadcastButton(do=what, broadcast_id=draft.id))


def report_button(tr: Translator, report: Report, zone: str) -> InlineKeyboardButton:
    label = tr.plain("broadcast-report-of", when=_begun(tr, report, zone))
    return button(label, BroadcastButton(do="report", broadcast_id=report.broadcast.id))


def review_screen(ctx: Context, review: Review) -> tuple[Markup, InlineKeyboardMarkup]:
    """The audience, the number of people and the schedule; without people first the choice of another audience."""
    broadcast, zone = review.broadcast, ctx.zone
    later = broadcast.send_at is not None or broadcast.window is not None
    values = {"to": to_whom(ctx.tr, broadcast.audience, review.names), "count": review.recipients}
    # People who are asleep now matter only when it is sent now and without hours of its own.
    values |= {"asleep": 0 if later else review.asleep, "woken": 0 if later else review.woken}
    label = send_label(ctx.tr, review, zone)
    when = [do(ctx.tr, "timing-when", "when", broadcast.id)]
    whom = [do(ctx.tr, "broadcast-change-whom", "who", broadcast.id)]
    if review.recipients:
        send = [button(label, SendButton(broadcast_id=broadcast.id, seal=broadcast.seal))]
        key, rows, more = "broadcast-review", [send, _samples(ctx.tr, review), when, whom], notes(ctx.tr, broadcast)
        rows += [
            [do(ctx.tr, "broadcast-message", "message", broadcast.id)],
            [do(ctx.tr, "wording-try", "try", broadcast.id)],
        ]
    else:
        key, rows, more = "broadcast-review-nobody", [whom, when], []
    said = ctx.tr(key, **values) + when_text(ctx.tr, review, zone) + cost_text(ctx, review)
    text = Markup("\n\n").join([said, *who_else(ctx.tr, review, zone), *more])
    return text, keyboard(*rows, [do(ctx.tr, "broadcast-discard", "discard", broadcast.id)], [to_home(ctx.tr)])


def message_screen(tr: Translator, broadcast: Broadcast) -> tuple[Markup, InlineKeyboardMarkup]:
    """The ways to change the message of a draft. Only text can be kept as a template."""
    keep = [] if broadcast.form is Form.ALBUM else [do(tr, "wording-keep", "keep", broadcast.id)]
    another = do(tr, "broadcast-replace", "replace", broadcast.id)
    links = do(tr, "wording-links", "links", broadcast.id)
    back = do(tr, "samples-back", "review", broadcast.id)
    return tr("broadcast-message-what"), keyboard([another], [links], keep, [back])


def _samples(tr: Translator, review: Review) -> list[InlineKeyboardButton]:
    """The button to some of the names, where the coordinator may see them."""
    audience = review.broadcast.audience
    if audience is None or audience.is_nameless or not review.recipients:
        return []
    return [do(tr, "samples-ten" if review.recipients > SAMPLES else "samples-all", "samples", review.broadcast.id)]


def counts(tr: Translator, report: Report) -> Markup:
    progress = report.progress
    values = {"sent": progress.sent, "all": progress.recipients, "undelivered": progress.undelivered}
    # People who get it in hours of its own do not wait for the morning.
    waits = "later" if report.broadcast.window else "asleep"
    return tr(_how_far(report.broadcast), **values, **{"asleep": 0, "later": 0, waits: progress.asleep})


def _how_far(broadcast: Broadcast) -> str:
    """The text key for the progress. LATE and finished means that the author did not answer in time about the rest."""
    is_unanswered = broadcast.status is BroadcastStatus.LATE and broadcast.finished_at is not None
    return "broadcast-unanswered" if is_unanswered else COUNTING[broadcast.status]
