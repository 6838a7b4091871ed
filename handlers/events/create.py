"""/new_event, or [a new event] in the list → consent → [municipality] → the questions of `create_steps`.

[one like it] on a published or past event → consent → when → review, with all the rest as it was.
"""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain import events as rules
from bot.domain.people import REGION, Purpose, own_scope, scopes
from bot.logs import get_logger
from handlers.events.create_steps import Asked, put_question
from handlers.events.review import REFUSALS, refuse_change
from handlers.events.views import EventButton, MakeButton, ScopeButton
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.parse_dates import NotRead
from handlers.shared.screens import Open, Pressed, Said, button, keyboard
from storage.events import copies

WORK_CONSENT = MakeButton(do="agree", event_id=0), Open(place="events")

log = get_logger(__name__)
router = Router(name="events.create")
router.message.filter(Said("new_event"))
router.callback_query.filter(Pressed(MakeButton, ScopeButton))


@router.message(Command("new_event"))
@router.callback_query(MakeButton.filter(F.do == "new"))
async def begin(event: Message | CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(event) and await ctx.require(event, Purpose.WORK, *WORK_CONSENT):
        await ask_scope(event, ctx)


@router.callback_query(MakeButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context) -> None:
    if await ctx.require_coordinator(query):
        await begin(query, await ctx.agreed(query, Purpose.WORK))


async def ask_scope(event: Message | CallbackQuery, ctx: Context) -> None:
    """Ask for the municipality when the roles leave a choice; else ask for the title at once."""
    known = scopes(ctx.roles)
    if len(known) == 1:
        await put_question(event, ctx, Asked("title", chain=True, slug=own_scope(ctx.roles) or ""))
        return
    names = await municipality_names(ctx)
    rows = [[button(names.get(slug, slug), ScopeButton(slug=slug))] for slug in known if slug != REGION]
    everywhere = [button(ctx.tr.plain("make-everywhere"), ScopeButton())] if REGION in known else []
    cancel = button(ctx.tr.plain("button-cancel"), Open(place="events"))
    await ctx.show(event, ctx.tr("make-ask-scope"), keyboard(everywhere, *rows, [cancel]))


@router.callback_query(ScopeButton.filter())
async def choose_scope(query: CallbackQuery, ctx: Context, callback_data: ScopeButton) -> None:
    if refusal := rules.refusal(ctx.roles, callback_data.slug or REGION):
        await ctx.deny(query, REFUSALS[refusal])
    elif await ctx.require(query, Purpose.WORK, *WORK_CONSENT):
        await put_question(query, ctx, Asked("title", chain=True, slug=callback_data.slug))


@router.callback_query(MakeButton.filter(F.do == "copy"))
async def copy(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    """Make a draft like an event and ask for its start alone."""
    event_id = callback_data.event_id
    consent = MakeButton(do="copy-agree", event_id=event_id), EventButton(do="card", event_id=event_id)
    if not await ctx.require_coordinator(query) or not await ctx.require(query, Purpose.WORK, *consent):
        return
    outcome, made = await ctx.store.write(copies.copy, event_id, ctx.roles, ctx.person_id, ctx.now)
    if outcome is not rules.ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    log.info("event copied", event_id=made, of=event_id, person_id=ctx.person_id)
    await put_question(query, ctx, Asked("when", made), NotRead(ctx.tr("make-copied")))


@router.callback_query(MakeButton.filter(F.do == "copy-agree"))
async def agree_and_copy(query: CallbackQuery, ctx: Context, callback_data: MakeButton) -> None:
    if await ctx.require_coordinator(query):
        await copy(query, await ctx.agreed(query, Purpose.WORK), callback_data)
