"""Plan of a case's meeting → [event of the meeting] → review → [publish]; at its door → as whom a guest counts."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.domain.cases import Case
from bot.domain.events import PLACE_MAX, TITLE_MAX, ChangeOutcome
from bot.domain.events.entry import Arrival, Ticket
from bot.domain.papers.interview import certain
from bot.domain.people import REGION, Purpose
from bot.domain.tallies import CountedAs
from bot.domain.words import one_line
from bot.logs import get_logger
from handlers.events.create_steps import Asked, put_question
from handlers.events.door_buttons import CountButton, DoorButton
from handlers.events.review import put_review, refuse_change, refuse_entry
from handlers.events.views import MakeButton
from handlers.shared.buttons import CaseButton, MeetingEventButton
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, button, keyboard
from storage.cases import cases, interview_answers
from storage.events import entry, meetings

log = get_logger(__name__)
router = Router(name="events.meeting")
router.callback_query.filter(Pressed(MeetingEventButton, CountButton))

COUNTS = {
    CountedAs.ADULT: "counts-adult",
    CountedAs.YOUNGER: "counts-younger",
    CountedAs.NOBODY: "counts-nobody",
}


@router.callback_query(MeetingEventButton.filter())
async def open_meeting_event(query: CallbackQuery, ctx: Context, callback_data: MeetingEventButton) -> None:
    """Draft the event of a case's meeting, with all that the case knows of it; a second time show the first."""
    case_id = callback_data.case_id
    case = await ctx.store.read(cases.of_member, case_id, ctx.person_id or 0)
    if case is None or ctx.person_id is None:
        await ctx.deny(query, "case-not-yours")
        return
    scope = case.where.slug if case.where else None
    if not ctx.coordinates(scope or REGION):
        await ctx.refuse(query, "meeting-event-coordinator")
        return
    back = CaseButton(do="plan", case_id=case_id)
    if not await ctx.require(query, Purpose.WORK, MakeButton(do="agree", event_id=0), back):
        return
    values = await what_is_known(ctx, case, scope)
    outcome, event_id = await ctx.store.write(meetings.draft, case_id, values, ctx.roles, ctx.person_id, ctx.now)
    log.info("event of a meeting", case_id=case_id, event_id=event_id, person_id=ctx.person_id, outcome=outcome)
    if outcome not in (ChangeOutcome.DONE, ChangeOutcome.ALREADY):
        await refuse_change(query, ctx, event_id, outcome)
    elif values["place"] or outcome is ChangeOutcome.ALREADY:
        await put_review(query, ctx, event_id)
    else:
        await put_question(query, ctx, Asked("place", event_id))


async def what_is_known(ctx: Context, case: Case, scope: str | None) -> dict[str, object]:
    """The fields of the event that the case and its papers know."""
    known = await ctx.store.read(interview_answers.all_of, case.id)
    title = ctx.tr.plain("meeting-event-title", of=case.title or "", is_named=int(bool(case.title)))
    place = str(certain(known, "meeting_place") or "")[:PLACE_MAX]
    of_meeting = {"starts_local": case.meeting_local, "zone": case.zone}
    return {"title": title[:TITLE_MAX], "place": place, "municipality": scope, **of_meeting}


async def quorum_row(ctx: Context, ticket: Ticket, guest: Arrival) -> list[InlineKeyboardButton]:
    """The other ways to count a guest who is in, at a meeting of a case; else no buttons."""
    if not guest.came or await ctx.store.read(meetings.case_of, ticket.event_id) is None:
        return []
    now = await ctx.store.read(meetings.counts_as, ticket.sign_up_id)
    return [
        button(
            ctx.tr.plain(key), CountButton(event_id=ticket.event_id, sign_up_id=ticket.sign_up_id, counts_as=counts_as)
        )
        for counts_as, key in COUNTS.items()
        if counts_as is not now
    ]


@router.callback_query(CountButton.filter())
async def count_as(query: CallbackQuery, ctx: Context, callback_data: CountButton) -> None:
    event_id, sign_up_id, counts_as = callback_data.event_id, callback_data.sign_up_id, callback_data.counts_as
    by = (ctx.roles, ctx.person_id)
    outcome = await ctx.store.write(meetings.count_as, event_id, sign_up_id, counts_as, by, ctx.now)
    done = {"event_id": event_id, "sign_up_id": sign_up_id, "outcome": outcome}
    log.info("guest of a meeting counts", person_id=ctx.person_id, counts_as=counts_as, **done)
    if outcome is not ChangeOutcome.DONE:
        await refuse_entry(query, ctx, event_id, outcome)
        return
    guest = await ctx.store.read(entry.one, Ticket(event_id, sign_up_id), by, ctx.now)
    if not isinstance(guest, Arrival):
        await refuse_entry(query, ctx, event_id, guest)
        return
    row = await quorum_row(ctx, Ticket(event_id, sign_up_id), guest)
    back = button(ctx.tr.plain("entry-open"), DoorButton(do="open", event_id=event_id))
    text = ctx.tr("counts-said", name=one_line(guest.name) or "–", as_=ctx.tr.plain(COUNTS[counts_as]))
    await ctx.show(query, text, keyboard(row, [back]))
