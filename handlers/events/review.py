"""The review card → [publish]; [cancel the event] → sure → done; a coordinator's drafts."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.events import Attendance, ChangeOutcome, Event, EventStatus
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.events.fields import FIELDS
from handlers.events.views import DRAFTS_ON_PAGE, TITLE_ON_BUTTON, DraftsPage, EventButton, MakeButton, card
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, button, keyboard, pager
from storage.events import edits, events, series

log = get_logger(__name__)
router = Router(name="events.review")
router.callback_query.filter(Pressed(MakeButton, DraftsPage))

REFUSALS = {
    ChangeOutcome.FORBIDDEN: "not-allowed",
    ChangeOutcome.ELSEWHERE: "make-not-yours",
    ChangeOutcome.MEANWHILE: "move-meanwhile",
    ChangeOutcome.CROWDED: "mend-crowded-alert",
    ChangeOutcome.GONE: "event-gone",
    ChangeOutcome.CLOSED: "make-closed",
    ChangeOutcome.INCOMPLETE: "make-incomplete",
    ChangeOutcome.PAST: "make-past",
    ChangeOutcome.EARLY: "arrivals-early",
    ChangeOutcome.CALLED_OFF: "arrivals-called-off",
    ChangeOutcome.FORGOTTEN: "arrivals-forgotten",
    ChangeOutcome.LEFT: "arrivals-left",
}


async def refuse_change(event: Message | CallbackQuery, ctx: Context, event_id: int, outcome: ChangeOutcome) -> None:
    """Tell a coordinator why an event stays as it is."""
    log.info("event change refused", event_id=event_id, person_id=ctx.person_id, reason=outcome)
    await ctx.refuse(event, REFUSALS[outcome])


async def refuse_entry(event: Message | CallbackQuery, ctx: Context, event_id: int, reason: ChangeOutcome) -> None:
    """Say why nobody is let in; somebody without the right leaves a line in the log."""
    log.info("entry refused", event_id=event_id, person_id=ctx.person_id, reason=reason)
    if reason in (ChangeOutcome.FORBIDDEN, ChangeOutcome.ELSEWHERE):
        ctx.note_refusal(event, "entry-not-yours")
        await ctx.refuse(event, "entry-not-yours")
        return
    await ctx.refuse(event, REFUSALS[reason])


async def own_event(event: Message | CallbackQuery, ctx: Context, event_id: int) -> Event | None:
    """The event, if the roles allow to change it; else the reason is given and None returned."""
    found = await ctx.store.read(events.own, event_id, ctx.roles)
    if isinstance(found, Event):
        return found
    await refuse_change(event, ctx, event_id, found)
    return None


@router.callback_query(MakeButton.filter(F.do == "drafts"))
@router.callback_query(DraftsPage.filter())
async def list_drafts(query: CallbackQuery, ctx: Context, callback_data: MakeButton | DraftsPage) -> None:
    if not await ctx.require_coordinator(query):
        return
    page = callback_data.page if isinstance(callback_data, DraftsPage) else 0
    found, total = await ctx.store.read(events.drafts, ctx.roles, page * DRAFTS_ON_PAGE, DRAFTS_ON_PAGE)
    if page and not found:  # The last drafts of an old page are gone: begin at the first.
        page = 0
        found, total = await ctx.store.read(events.drafts, ctx.roles, 0, DRAFTS_ON_PAGE)
    rows = [[button(draft.title[:TITLE_ON_BUTTON], MakeButton(do="review", event_id=draft.id))] for draft in found]
    turn = pager(ctx.tr, page, max(1, -(-total // DRAFTS_ON_PAGE)), DraftsPage)
    new = button(ctx.tr.plain("event-new"), MakeButton(do="new", event_id=0))
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    await ctx.show(query, ctx.tr("make-drafts", count=total), keyboard(*rows, turn, [new], [back]))


@router.callback_query(MakeButton.filter(F.do == "review"))
async def review(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    await put_review(query, ctx, callback_data.event_id)


async def put_review(event: Message | CallbackQuery, ctx: Context, event_id: int) -> None:
    """Show the card as people will see it, with the changes that a coordinator may still make."""
    found = await own_event(event, ctx, event_id)
    if found is None:
        return
    head = [ctx.tr("make-review")] if found.status is EventStatus.DRAFT else []
    text = Markup("\n\n").join([*head, card(ctx, Attendance(found))])
    await ctx.show(event, text, review_buttons(ctx.tr, found))


def review_buttons(tr: Translator, event: Event) -> InlineKeyboardMarkup:
    def to(do: str, key: str) -> InlineKeyboardButton:
        return button(tr.plain(key), MakeButton(do=do, event_id=event.id))

    back = button(tr.plain("event-to-list"), Open(place="events"))
    if event.status is not EventStatus.DRAFT:
        return keyboard([button(tr.plain("event-open"), EventButton(do="card", event_id=event.id))], [back])
    edits = [to(name, field.button) for name, field in FIELDS.items()]
    publish = [to("publish", "make-publish")] if event.is_complete() else []
    return keyboard(
        publish, edits[:3], edits[3:], [to("stop", "make-discard")] if publish else [to("stop", "make-discard"), back]
    )


async def put_saved(event: Message | CallbackQuery, ctx: Context, event_id: int, done: str) -> None:
    """Show a changed event; of a published one `done`, the text key of what was done, and who hears of it when."""
    found = await own_event(event, ctx, event_id)
    if found is None or found.status is EventStatus.DRAFT:
        await put_review(event, ctx, event_id)
        return
    count, due_at = await ctx.store.read(edits.unsent, event_id)
    minutes = max(-(-(due_at - ctx.now).total_seconds() // 60), 0) if due_at else 0
    told = ctx.tr("mend-told", count=count, minutes=int(minutes))
    text = Markup("\n\n").join([Markup(" ").join([ctx.tr(done), told]), card(ctx, Attendance(found))])
    tell = [button(ctx.tr.plain("mend-tell"), MakeButton(do="tell", event_id=event_id))] if count and minutes else []
    rest = await ctx.store.read(series.rest, event_id, ctx.now)
    label = ctx.tr.plain("series-also", count=rest)
    tell += [button(label, MakeButton(do="spread", event_id=event_id))] if rest else []
    more = button(ctx.tr.plain("mend-more"), MakeButton(do="mend", event_id=event_id))
    see = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    await ctx.show(event, text, keyboard(*[[each] for each in tell], [more], [see]))


@router.callback_query(MakeButton.filter(F.do == "publish"))
async def publish(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event_id = callback_data.event_id
    outcome = await ctx.store.write(events.publish, event_id, ctx.roles, ctx.now, ctx.person_id)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    log.info("event published", event_id=event_id, person_id=ctx.person_id)
    text = ctx.tr("make-published", link=await ctx.link(f"event_{event_id}"))
    see = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    copy = button(ctx.tr.plain("event-copy"), MakeButton(do="copy", event_id=event_id))
    repeat = button(ctx.tr.plain("series-open"), MakeButton(do="repeat", event_id=event_id))
    back = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    await ctx.show(query, text, keyboard([see], [copy], [repeat], [back]))


@router.callback_query(MakeButton.filter(F.do == "stop"))
async def ask_before_stopping(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    back: CallbackData
    if event.status is EventStatus.DRAFT:
        text, yes = ctx.tr("make-discard-sure", title=event.title), ctx.tr.plain("make-discard-yes")
        back = MakeButton(do="review", event_id=event.id)
    elif event.status is EventStatus.PUBLISHED:
        text = ctx.tr("event-stop-sure", title=event.title, count=event.going + event.waiting)
        yes, back = ctx.tr.plain("event-stop-yes"), MakeButton(do="mend", event_id=event.id)
    else:
        await refuse_change(query, ctx, event.id, ChangeOutcome.CLOSED)
        return
    stop = button(yes, MakeButton(do="stop-sure", event_id=event.id))
    rest = await ctx.store.read(series.rest, event.id, ctx.now)
    label = ctx.tr.plain("series-stop-also")
    also = [button(label, MakeButton(do="stop-series", event_id=event.id))] if rest else []
    await ctx.show(query, text, keyboard([stop], also, [button(ctx.tr.plain("button-no"), back)]))


@router.callback_query(MakeButton.filter(F.do == "stop-sure"))
async def stop(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    event = await own_event(query, ctx, callback_data.event_id)
    if event is None:
        return
    outcome = await ctx.store.write(events.call_off, event.id, ctx.roles, ctx.now, ctx.person_id)
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event.id, outcome)
        return
    to_list = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    log.info("event called off", event_id=event.id, person_id=ctx.person_id, was=event.status)
    if event.status is EventStatus.DRAFT:
        drafts = button(ctx.tr.plain("event-drafts"), MakeButton(do="drafts", event_id=0))
        await ctx.show(query, ctx.tr("make-discarded"), keyboard([drafts], [to_list]))
    else:
        await ctx.show(query, ctx.tr("event-stopped", count=event.going + event.waiting), keyboard([to_list]))
