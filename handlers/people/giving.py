"""[give a role] or [invite] → which role → where → why → given, or a link that whoever opens it accepts.

What was chosen is kept with the open question: a person (0 for an invitation), a kind, the scopes.
"""

from typing import Any, TypedDict

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.people import REGION, Purpose, Role, RoleKind, may_administer, may_appoint, scopes
from bot.domain.roles import RoleOutcome
from bot.logs import get_logger
from bot.places import Places
from handlers.people.inviting import put_invitation
from handlers.people.views import (
    REFUSALS,
    PeopleButton,
    PersonButton,
    actor,
    is_reason,
    put_card,
    require_desk,
    to_people,
    viewer,
)
from handlers.shared.buttons import InviteButton
from handlers.shared.commands import set_commands
from handlers.shared.context import Context
from handlers.shared.municipality import Picker, municipality_names
from handlers.shared.role_names import ROLES, role_lines
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.law import municipalities
from storage.people import directory, roles

log = get_logger(__name__)


class GiveRoleButton(CallbackData, prefix="rolegive"):
    """Which role to give; person 0 is an invitation."""

    person_id: Number
    kind: RoleKind


class RoleScopeButton(CallbackData, prefix="rolein"):
    """A municipality; an empty slug is the whole region."""

    slug: str = ""


class RoleScopesPage(CallbackData, prefix="roleinp"):
    page: int


class GiveReasonButton(CallbackData, prefix="rolewhy"):
    """`why` is a reason to choose from, or scopes-done."""

    why: str


class WhyGiven(StatesGroup):
    reason = State()


class Giving(StatesGroup):
    scope = State()
    why = WhyGiven


class Chosen(TypedDict):
    """The choice so far, as the open question keeps it."""

    person: int
    kind: str
    scopes: list[str]


REASONS = {"elected": "role-why-elected", "agreed": "role-why-agreed", "instead": "role-why-instead"}
KINDS = {
    RoleKind.CHAIR: "role-about-chair",
    RoleKind.COORDINATOR: "role-about-coordinator",
    RoleKind.ADMIN: "role-about-admin",
}

router = Router(name="people.giving")
router.message.filter(Said(states=Giving))
router.callback_query.filter(
    Pressed(PeopleButton, PersonButton, GiveRoleButton, InviteButton, RoleScopeButton, RoleScopesPage, GiveReasonButton)
)


@router.callback_query(PersonButton.filter(F.do == "give"))
async def ask_kind(query: CallbackQuery, ctx: Context, callback_data: PersonButton) -> None:
    if await require_desk(query, ctx):
        await put_kinds(query, ctx, callback_data.person_id)


@router.callback_query(PeopleButton.filter(F.do == "invite"))
async def ask_kind_of_invitation(query: CallbackQuery, ctx: Context) -> None:
    if await require_desk(query, ctx):
        await put_kinds(query, ctx, 0)


async def put_kinds(query: CallbackQuery, ctx: Context, person_id: int) -> None:
    kinds = list(KINDS) if may_administer(ctx.roles) else [RoleKind.CHAIR]
    rows = [[button(ctx.tr.plain(ROLES[kind]), GiveRoleButton(person_id=person_id, kind=kind))] for kind in kinds]
    waiting = [button(ctx.tr.plain("invitations-waiting"), PeopleButton(do="invitations"))]
    about = Markup("\n").join(ctx.tr(KINDS[kind]) for kind in kinds)
    ask = ctx.tr("role-ask-kind" if person_id else "invitation-ask-kind")
    text = Markup("\n\n").join([ask, about])
    await ctx.show(query, text, keyboard(*rows, waiting if person_id == 0 else [], to_people(ctx.tr)))


@router.callback_query(GiveRoleButton.filter())
async def take_kind(query: CallbackQuery, ctx: Context, callback_data: GiveRoleButton) -> None:
    if await require_desk(query, ctx):
        await put_scopes(query, ctx, callback_data.person_id, callback_data.kind)


@router.callback_query(InviteButton.filter())
async def begin_invitation(query: CallbackQuery, ctx: Context, callback_data: InviteButton) -> None:
    if callback_data.do == "agree":
        ctx = await ctx.agreed(query, Purpose.WORK)
    if await require_desk(query, ctx, InviteButton(do="agree", kind=callback_data.kind)):
        await put_scopes(query, ctx, 0, callback_data.kind)


async def put_scopes(query: CallbackQuery, ctx: Context, person_id: int, kind: RoleKind) -> None:
    """Ask where the role is to count; go on to the reason when there is only one answer."""
    chosen = Chosen(person=person_id, kind=kind, scopes=[])
    own = scopes(ctx.roles)
    if kind is RoleKind.ADMIN:
        await ask_reason(query, ctx, chosen | {"scopes": [REGION]})
    elif len(own) == 1 and REGION not in own:
        await ask_reason(query, ctx, chosen | {"scopes": own})
    else:
        await ask_scope(query, ctx, chosen, 0)


def picker(kind: str) -> Picker:
    """The list of municipalities; only a coordinator may be one of the whole region."""
    everywhere = "role-everywhere" if kind == RoleKind.COORDINATOR else ""
    return Picker(Giving.scope, RoleScopeButton, RoleScopesPage, "role-unlisted", everywhere)


async def ask_scope(query: CallbackQuery, ctx: Context, chosen: Chosen, page: int) -> None:
    text = ctx.tr("role-ask-scope" if not chosen["scopes"] else "role-ask-scope-more")
    await picker(chosen["kind"]).ask(query, ctx, page, text, [to_people(ctx.tr)])
    await ctx.state.update_data(**chosen)


async def chosen_before(event: Message | CallbackQuery, ctx: Context) -> Chosen | None:
    """The choice so far; None when its question is closed, which is said."""
    data = await ctx.state.get_data()
    if ctx.state.opened in Giving.__all_states_names__ and "scopes" in data:
        return Chosen(person=data["person"], kind=data["kind"], scopes=data["scopes"])
    await ctx.refuse(event, "people-closed")
    return None


@router.callback_query(RoleScopesPage.filter())
async def turn_scopes(query: CallbackQuery, ctx: Context, callback_data: RoleScopesPage) -> None:
    if await require_desk(query, ctx) and (chosen := await chosen_before(query, ctx)):
        await ask_scope(query, ctx, chosen, callback_data.page)


@router.callback_query(RoleScopeButton.filter())
async def choose_scope(query: CallbackQuery, ctx: Context, callback_data: RoleScopeButton) -> None:
    slug = callback_data.slug
    if slug and await ctx.store.read(municipalities.get, slug) is None:
        await ctx.refuse(query, "people-closed")
    elif await require_desk(query, ctx) and (chosen := await chosen_before(query, ctx)):
        await take_scope(query, ctx, chosen, slug or REGION)


@router.message(StateFilter(Giving.scope), Typed())
async def find_scope(message: Message, ctx: Context, typed: str, places: Places) -> None:
    chosen = await chosen_before(message, ctx) if await require_desk(message, ctx) else None
    if chosen is None:
        await ctx.state.clear()
    elif place := await picker(chosen["kind"]).find(message, ctx, places, typed, [to_people(ctx.tr)]):
        await take_scope(message, ctx, chosen, place.municipality.slug)


async def take_scope(event: Message | CallbackQuery, ctx: Context, chosen: Chosen, scope: str) -> None:
    if not may_appoint(ctx.roles, Role(RoleKind(chosen["kind"]), scope)):
        await ctx.deny(event, "people-foreign-scope")
        return
    chosen["scopes"] = [*dict.fromkeys([*chosen["scopes"], scope])]
    await ask_reason(event, ctx, chosen)


async def ask_reason(event: Message | CallbackQuery, ctx: Context, chosen: Any) -> None:
    rows = [[button(ctx.tr.plain(label), GiveReasonButton(why=why))] for why, label in REASONS.items()]
    # A coordinator may keep several municipalities, a chair has one TOS.
    several = chosen["kind"] == RoleKind.COORDINATOR and REGION not in chosen["scopes"]
    more = [button(ctx.tr.plain("role-one-more"), RoleScopesPage(page=0))] if several else []
    listed = await ctx.store.read(directory.card, viewer(ctx), chosen["person"]) if chosen["person"] else None
    to = listed.name if listed else ctx.tr.plain("role-to-whoever")
    text = ctx.tr("role-ask-reason", roles=await written(ctx, chosen), name=to)
    await ctx.ask(event, WhyGiven.reason, text, keyboard(*rows, more, to_people(ctx.tr)), **chosen)


async def written(ctx: Context, chosen: Chosen) -> str:
    return role_lines(ctx.tr, wanted(chosen), await municipality_names(ctx))


def wanted(chosen: Chosen) -> list[Role]:
    return [Role(RoleKind(chosen["kind"]), scope) for scope in chosen["scopes"]]


@router.callback_query(GiveReasonButton.filter())
async def choose_reason(query: CallbackQuery, ctx: Context, callback_data: GiveReasonButton) -> None:
    label = REASONS.get(callback_data.why, REASONS["agreed"])
    if await require_desk(query, ctx) and (chosen := await chosen_before(query, ctx)):
        await give(query, ctx, chosen, ctx.tr.plain(label))


@router.message(StateFilter(WhyGiven), Typed())
async def take_reason(message: Message, ctx: Context, typed: str) -> None:
    chosen = await chosen_before(message, ctx) if await require_desk(message, ctx) else None
    if chosen is None:
        await ctx.state.clear()
    elif await is_reason(message, ctx, typed):
        await give(message, ctx, chosen, typed)


@router.message(StateFilter(Giving))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


async def give(event: Message | CallbackQuery, ctx: Context, chosen: Chosen, reason: str) -> None:
    """Give what was chosen, or make the invitation."""
    await ctx.state.clear()
    if not chosen["person"]:
        await put_invitation(event, ctx, wanted(chosen), reason)
        return
    person_id = chosen["person"]
    outcome = await ctx.store.write(roles.give, actor(ctx), person_id, wanted(chosen), reason, ctx.now)
    if outcome is not RoleOutcome.DONE:
        await ctx.deny(event, REFUSALS[outcome], *to_people(ctx.tr))
        return
    log.info("role given", person_id=person_id, by=ctx.person_id, kind=chosen["kind"])
    await mend_commands(ctx, person_id)
    await put_card(event, ctx, person_id, ctx.tr.plain("role-given"))


async def mend_commands(ctx: Context, person_id: int) -> None:
    """Show the person the commands of their roles."""
    if chat := await ctx.store.read(directory.chat, person_id, ctx.settings.admin_ids):
        tr = ctx.texts.choose(chat.locale)
        await set_commands(ctx.bot, tr, chat.chat_id, coordinator=chat.coordinates)
