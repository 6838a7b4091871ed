"""/new_event → consent → [municipality] → the questions of `making`; [a new event] in the list."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain import events as rules
from bot.domain.events import ChangeOutcome
from bot.domain.people import REGION, Purpose, own_scope, scopes
from handlers.events.create_steps import put_question
from handlers.events.review import refuse
from handlers.events.views import MakeButton, ScopeButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard
from storage.law import municipalities

router = Router(name="events.create")
router.message.filter(Said("new_event"))
router.callback_query.filter(Pressed(MakeButton, ScopeButton))


@router.message(Command("new_event"))
@router.callback_query(MakeButton.filter(F.do == "new"))
async def begin(event: Message | CallbackQuery, ctx: Context) -> None:
    if not ctx.coordinates():
        await refuse(event, ctx, ChangeOutcome.FORBIDDEN)
    elif await ctx.require(event, Purpose.WORK, MakeButton(do="agree", event_id=0), Open(place="events")):
        await ask_first(event, ctx)


@router.callback_query(MakeButton.filter(F.do == "agree"))
async def agree_and_begin(query: CallbackQuery, ctx: Context) -> None:
    if not ctx.coordinates():
        await refuse(query, ctx, ChangeOutcome.FORBIDDEN)
        return
    await begin(query, await ctx.agreed(query, Purpose.WORK))


async def ask_first(event: Message | CallbackQuery, ctx: Context) -> None:
    """For which municipality, when the roles leave a choice; else at once the title."""
    known = scopes(ctx.roles)
    if len(known) == 1:
        await put_question(event, ctx, "title", 0, chain=True, slug=own_scope(ctx.roles) or "")
        return
    names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
    rows = [[button(names.get(slug, slug), ScopeButton(slug=slug))] for slug in known if slug != REGION]
    everywhere = [button(ctx.tr.plain("make-everywhere"), ScopeButton())] if REGION in known else []
    cancel = button(ctx.tr.plain("button-cancel"), Open(place="events"))
    await ctx.show(event, ctx.tr("make-ask-scope"), keyboard(everywhere, *rows, [cancel]))


@router.callback_query(ScopeButton.filter())
async def choose_scope(query: CallbackQuery, ctx: Context, callback_data: ScopeButton) -> None:
    slug = callback_data.slug
    if refusal := rules.refusal(ctx.roles, slug or REGION):
        await refuse(query, ctx, refusal)
    elif ctx.person is None or not ctx.person.agreed(Purpose.WORK):
        await begin(query, ctx)
    else:
        await put_question(query, ctx, "title", 0, chain=True, slug=slug)
