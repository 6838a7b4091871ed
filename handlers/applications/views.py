"""Parts that the screens of an application have in common: sums, dates, names, its card."""

from datetime import date, datetime

from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.applications.applications import (
    Access,
    Application,
    ApplicationStatus,
    Hindrance,
    asks_for_result,
    hindrance,
)
from bot.domain.applications.budget import Payer, share_of, totals
from bot.domain.grants import Precision, Stage, first_day, last_whole_day
from bot.domain.time import local_date
from bot.files.application_words import item_name, money, title_of
from bot.i18n import Translator
from handlers.applications.access import to_applications
from handlers.applications.buttons import ApplicationButton, ItemsPage, LinesPage
from handlers.shared.buttons import GrantButton
from handlers.shared.context import Context
from handlers.shared.screens import button, clock, keyboard

ON_BUTTON = 40
STATUSES = {
    ApplicationStatus.PREPARING: "apply-status-preparing",
    ApplicationStatus.HANDED_IN: "apply-status-handed-in",
    ApplicationStatus.WON: "apply-status-won",
    ApplicationStatus.REFUSED: "apply-status-refused",
    ApplicationStatus.DROPPED: "apply-status-dropped",
}
MARKS = {
    ApplicationStatus.PREPARING: "apply-mark-preparing",
    ApplicationStatus.HANDED_IN: "apply-mark-handed-in",
    ApplicationStatus.WON: "apply-mark-won",
    ApplicationStatus.REFUSED: "apply-mark-refused",
    ApplicationStatus.DROPPED: "apply-mark-dropped",
}
HINDRANCES = {
    Hindrance.CANCELLED: "apply-round-cancelled",
    Hindrance.CLOSED: "apply-round-closed",
    Hindrance.ARCHIVED: "apply-round-archived",
    Hindrance.ROUND_GONE: "apply-round-gone",
    Hindrance.OVER: "apply-round-over",
}


def line_of_list(tr: Translator, application: Application) -> str:
    """An application on a button of a list."""
    mark = tr.plain(MARKS[application.status])
    return f"{mark} {title_of(tr, application)} · {application.programme.short_title}"[:ON_BUTTON]


def deadline_line(ctx: Context, application: Application) -> Markup:
    """The deadline of the round by the reader's clock, and the days that are left."""
    stage = application.deadline
    if stage is None:
        return ctx.tr("apply-no-deadline")
    when = stage_when(ctx.tr, stage, ctx.zone)
    if stage.forecast:
        return ctx.tr("apply-deadline-forecast", when=when)
    left = (last_whole_day(stage, ctx.zone) - local_date(ctx.now, ctx.zone)).days
    if stage.over_at <= ctx.now or stage.precision is Precision.MONTH:
        return ctx.tr("apply-deadline", when=when)
    return ctx.tr("apply-deadline-left", when=when, days=max(left, 0))


def stage_when(tr: Translator, stage: Stage, zone: str) -> str:
    if stage.precision is Precision.MINUTE:
        return clock(tr, stage.over_at, zone)
    if stage.precision is Precision.DAY:
        return tr.day(first_day(stage))
    return tr.month(first_day(stage))


def told_when(tr: Translator, local: str, zone: str, precision: str, reader_zone: str) -> str:
    """A date as an outbox row keeps it."""
    if precision == Precision.MINUTE:
        stage = datetime.fromisoformat(local)
        return tr.when(stage) if zone == reader_zone else tr.plain("apply-when-elsewhere", when=tr.when(stage))
    return (
        tr.day(date.fromisoformat(local)) if precision == Precision.DAY else tr.month(date.fromisoformat(f"{local}-01"))
    )


def card_text(ctx: Context, application: Application) -> Markup:
    """The application in short: the round, what is next, the money, the people."""
    tr = ctx.tr
    head = tr(
        "apply-head",
        title=title_of(tr, application),
        programme=application.programme.short_title,
        season=application.season,
    )
    stopped = hindrance(application, ctx.now) if application.status is ApplicationStatus.PREPARING else None
    parts: list[Markup] = [
        Markup("\n").join([head, tr(STATUSES[application.status]), deadline_line(ctx, application)]),
        *([tr(HINDRANCES[stopped])] if stopped else []),
        *_outcome_lines(tr, application),
        Markup("\n").join([*_items_lines(tr, application), *_money_lines(tr, application)]),
        *([tr("apply-members-count", count=len(application.members))] if len(application.members) > 1 else []),
    ]
    return Markup("\n\n").join(filter(None, parts))


def _outcome_lines(tr: Translator, application: Application) -> list[Markup]:
    said = []
    if application.asked:
        said.append(tr("apply-asked-sum", sum=money(tr, application.asked)))
    if application.won is not None:
        said.append(tr("apply-won-sum", sum=money(tr, application.won)))
    if application.why:
        said.append(tr("apply-why-refused", why=application.why))
    return [Markup("\n").join(said)] if said else []


def _items_lines(tr: Translator, application: Application) -> list[Markup]:
    if not application.items:
        return [tr("apply-no-items")]
    lines = [tr("apply-done-of", done=application.done, count=len(application.items))]
    if nearest := next((each for each in application.left if each.due_on), None):
        lines.append(tr("apply-nearest", item=item_name(tr, nearest), day=tr.day(nearest.due_on or date.min)))
    return lines


def _money_lines(tr: Translator, application: Application) -> list[Markup]:
    sums = totals(application.lines)
    if not sums.all:
        return []
    asked, own = money(tr, sums.of(Payer.GRANT)), money(tr, sums.shared)
    return [tr("apply-money-of", all=money(tr, sums.all), asked=asked, own=own, share=share_of(sums.shared, sums.all))]


def card_buttons(ctx: Context, application: Application) -> InlineKeyboardMarkup:
    tr, to = ctx.tr, ApplicationButton
    items = tr.plain("apply-items", done=application.done, count=len(application.items))
    asks = asks_for_result(application, ctx.now)
    progress = "apply-progress-ask" if asks else "apply-progress"
    programme = GrantButton(do="card", programme_id=application.programme.id, who=None, page=0)
    return keyboard(
        [button(items, ItemsPage(application_id=application.id, page=0))],
        [button(tr.plain("apply-budget"), LinesPage(application_id=application.id, page=0))],
        [button(tr.plain("apply-project"), to(do="project", application_id=application.id))],
        [button(tr.plain("apply-files"), to(do="files", application_id=application.id))],
        [button(tr.plain("apply-members"), to(do="members", application_id=application.id))],
        [button(tr.plain(progress), to(do="progress", application_id=application.id))],
        [button(tr.plain("apply-to-programme"), programme), to_applications(tr)],
    )


def may_change(ctx: Context, application: Application) -> bool:
    return application.may(ctx.person_id or 0, Access.HELPER)
