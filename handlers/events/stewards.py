"""[who helps at the door] on a coordinator's card → stewards → from the list, or by a one-time link → named.

/start helper_… → the event, what is to be done → [I will help] → consent → a steward of this event, and nothing else.
"""

import secrets

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, CopyTextButton, InlineKeyboardButton, Message

from bot.domain.events import ChangeOutcome
from bot.domain.people import Purpose
from bot.logs import get_logger
from handlers.events.door_buttons import HelpButton, StewardButton, StewardsButton
from handlers.events.entry import shown
from handlers.events.review import refuse_change
from handlers.events.signup import put_card
from handlers.events.views import EventButton, when
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.events import stewards
from storage.events.stewards import Helpers
from storage.people import looks

LINK = "helper_"
# 144 random bits: 24 characters.
CODE_BYTES, CODE_MAX = 18, 40
NAME_ON_BUTTON, OTHERS_MOST = 40, 60

log = get_logger(__name__)
router = Router(name="events.stewards")
router.message.filter(Said(link=LINK))
router.callback_query.filter(Pressed(StewardsButton, StewardButton, HelpButton))


@router.callback_query(StewardsButton.filter(F.do.in_({"list", "choose"})))
async def list_stewards(query: CallbackQuery, ctx: Context, callback_data: StewardsButton) -> None:
    await put_stewards(query, ctx, callback_data.event_id, choose=callback_data.do == "choose")


async def put_stewards(query: CallbackQuery, ctx: Context, event_id: int, *, choose: bool = False) -> None:
    """Show the stewards, or with `choose` those on the list who may be asked."""
    found = await ctx.store.read(stewards.listed, event_id, ctx.roles, OTHERS_MOST)
    if not isinstance(found, Helpers):
        await refuse_change(query, ctx, event_id, found)
        return
    back = button(ctx.tr.plain("event-open"), EventButton(do="card", event_id=event_id))
    if choose:
        person = await ctx.require_work(query)
        if person is None:
            return
        await ctx.store.write(looks.at_guests, person.id, event_id, ctx.now)
        rows = [[_button(ctx, "name", event_id, each)] for each in found.others]
        back = button(ctx.tr.plain("stewards-open"), StewardsButton(do="list", event_id=event_id))
        await ctx.show(query, ctx.tr("stewards-choose", count=len(rows)), keyboard(*rows, [back]))
        return
    rows = [[_button(ctx, "drop", event_id, each)] for each in found.stewards]
    more = button(ctx.tr.plain("stewards-from-list"), StewardsButton(do="choose", event_id=event_id))
    invite = button(ctx.tr.plain("stewards-invite"), StewardsButton(do="invite", event_id=event_id))
    text = ctx.tr("stewards", title=found.event.title, count=len(rows))
    is_open = found.event.is_open(ctx.now) or found.event.has_begun(ctx.now)
    await ctx.show(query, text, keyboard([invite] if is_open else [], [more] if found.others else [], *rows, [back]))


def _button(ctx: Context, do: str, event_id: int, each: stewards.Steward) -> InlineKeyboardButton:
    name = shown(each.name)[:NAME_ON_BUTTON]
    label = ctx.tr.plain("stewards-drop", name=name) if do == "drop" else name
    return button(label, StewardButton(do=do, event_id=event_id, person_id=each.person_id))


@router.callback_query(StewardsButton.filter(F.do == "invite"))
async def invite(query: CallbackQuery, ctx: Context, callback_data: StewardsButton) -> None:
    """Make a link that one person can use within a week. It is shown once: only its hash is kept."""
    event_id, code = callback_data.event_id, secrets.token_urlsafe(CODE_BYTES)
    by = ctx.person_id
    if by is None:
        await ctx.deny(query)
        return
    event = await ctx.store.write(stewards.invite, event_id, ctx.roles, by, code, ctx.now)
    if isinstance(event, ChangeOutcome):
        await refuse_change(query, ctx, event_id, event)
        return
    log.info("invited to the door", event_id=event_id, person_id=by)
    link = await ctx.link(f"{LINK}{code}")
    copy = InlineKeyboardButton(text=ctx.tr.plain("stewards-copy"), copy_text=CopyTextButton(text=link))
    back = button(ctx.tr.plain("stewards-open"), StewardsButton(do="list", event_id=event_id))
    await ctx.show(
        query, ctx.tr("stewards-link", title=event.title, when=when(ctx.tr, event), link=link), keyboard([copy], [back])
    )


@router.callback_query(StewardButton.filter(F.do.in_({"name", "drop"})))
async def change_steward(query: CallbackQuery, ctx: Context, callback_data: StewardButton) -> None:
    do = stewards.name if callback_data.do == "name" else stewards.drop
    event_id, person_id = callback_data.event_id, callback_data.person_id
    outcome = await ctx.store.write(do, event_id, ctx.roles, person_id, ctx.person_id, ctx.now)
    log.info(
        "steward", event_id=event_id, person_id=ctx.person_id, whom=person_id, what=callback_data.do, outcome=outcome
    )
    if outcome is not ChangeOutcome.DONE:
        await refuse_change(query, ctx, event_id, outcome)
        return
    await put_stewards(query, ctx, event_id)


@router.message(Command("start"))
async def open_invitation(message: Message, ctx: Context, command: CommandObject) -> None:
    code = (command.args or "").removeprefix(LINK)[:CODE_MAX]
    event = await ctx.store.read(stewards.invited, code, ctx.now)
    if event is None:
        ctx.note_refusal(message, "steward-link-used")
        await ctx.refuse(message, "steward-link-used")
        return
    yes = button(ctx.tr.plain("steward-yes"), HelpButton(do="yes", code=code))
    text = ctx.tr("steward-asked", title=event.title, when=when(ctx.tr, event), place=event.place)
    await ctx.show(message, text, keyboard([yes], [to_menu(ctx.tr)]))


@router.callback_query(HelpButton.filter(F.do.in_({"yes", "agree"})))
async def accept(query: CallbackQuery, ctx: Context, callback_data: HelpButton) -> None:
    """Accept after the consent; a link that does not count any more is refused before anybody is asked to agree."""
    code = callback_data.code
    if await ctx.store.read(stewards.invited, code, ctx.now) is None:
        await ctx.deny(query, "steward-link-used")
        return
    if callback_data.do == "agree":
        ctx = await ctx.agreed(query, Purpose.SIGN_UPS)
    agree = HelpButton(do="agree", code=code)
    person = await ctx.require(query, Purpose.SIGN_UPS, agree, Open(place="events"))
    if person is None:
        return
    event = await ctx.store.write(stewards.accept, code, person.id, ctx.now)
    log.info("steward accepted", event_id=event.id if event else 0, person_id=person.id)
    if event is None:
        await ctx.deny(query, "steward-link-used")
        return
    await put_card(query, ctx, event.id, "steward-done")
