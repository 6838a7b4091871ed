"""[a role] on a person's card → to whom the open work passes → why → taken. It is kept with the open question."""

from typing import TypedDict

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.people import Role, RoleKind
from bot.domain.roles import RoleOutcome
from bot.logs import get_logger
from handlers.people.views import (
    REFUSALS,
    PersonButton,
    TakeRoleButton,
    actor,
    is_reason,
    put_card,
    require_desk,
    to_people,
    viewer,
)
from handlers.shared.commands import drop_commands
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import role_name
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from handlers.shared.sources import pass_sources_on
from storage.people import directory, roles
from storage.people.directory import Listed

log = get_logger(__name__)
ON_A_BUTTON = 40
HEIRS_MAX = 6


class HeirButton(CallbackData, prefix="roleheir"):
    """To whom the work passes: `do` is list or choose."""

    do: str
    person_id: Number


class TakeReasonButton(CallbackData, prefix="rolewhynot"):
    why: str


class Taking(StatesGroup):
    reason = State()


class Taken(TypedDict):
    """The role that is to be taken, from whom, and who gets the work, as the open question keeps it."""

    person: int
    kind: str
    scope: str
    heir: int


REASONS = {"moved": "role-why-moved", "asked": "role-why-asked", "over": "role-why-over"}

router = Router(name="people.taking")
router.message.filter(Said(states=Taking))
router.callback_query.filter(Pressed(TakeRoleButton, HeirButton, TakeReasonButton))


@router.callback_query(TakeRoleButton.filter())
async def begin(query: CallbackQuery, ctx: Context, callback_data: TakeRoleButton) -> None:
    if person := await require_desk(query, ctx):
        person_id, kind, scope = callback_data.person_id, callback_data.kind, callback_data.slug
        # Whoever gives up a role of their own cannot keep its work.
        heir = 0 if person_id == person.id else person.id
        await ask_reason(query, ctx, Taken(person=person_id, kind=kind, scope=scope, heir=heir))


async def ask_reason(query: CallbackQuery, ctx: Context, taken: Taken) -> None:
    listed = await ctx.store.read(directory.card, viewer(ctx), taken["person"])
    heir = await ctx.store.read(directory.chat, taken["heir"])
    if listed is None:
        await ctx.deny(query, "people-gone")
        return
    role = Role(RoleKind(taken["kind"]), taken["scope"])
    rows = [[button(ctx.tr.plain(label), TakeReasonButton(why=why))] for why, label in REASONS.items()]
    works = role.kind is not RoleKind.CHAIR
    other = [button(ctx.tr.plain("role-other-heir"), HeirButton(do="list", person_id=0))] if works else []
    back = [button(ctx.tr.plain("button-no"), PersonButton(do="card", person_id=listed.id))]
    shown = role_name(ctx.tr, role, await municipality_names(ctx))
    whose = "mine" if taken["heir"] == ctx.person_id else "other" if heir else "anybody"
    passes = ctx.tr("role-passes", whose=whose, name=heir.name if heir else "")
    parts = [
        ctx.tr("role-ask-take", name=listed.name, role=shown),
        *([passes] if works else []),
        ctx.tr("role-ask-why-take"),
    ]
    text = Markup("\n\n").join(parts)
    await ctx.ask(query, Taking.reason, text, keyboard(*rows, other, back), **taken)


async def taken_before(event: Message | CallbackQuery, ctx: Context) -> Taken | None:
    """The role that is to be taken; None when its question is closed, which is said."""
    data = await ctx.state.get_data()
    if ctx.state.opened in Taking.__all_states_names__ and "heir" in data:
        return Taken(person=data["person"], kind=data["kind"], scope=data["scope"], heir=data["heir"])
    await ctx.refuse(event, "people-closed")
    return None


@router.callback_query(HeirButton.filter(F.do == "list"))
async def list_heirs(query: CallbackQuery, ctx: Context) -> None:
    taken = await taken_before(query, ctx) if await require_desk(query, ctx) else None
    if taken is None:
        return
    others = await heirs(ctx, taken)
    rows = [[button(each.name[:ON_A_BUTTON], HeirButton(do="choose", person_id=each.id))] for each in others]
    back = [button(ctx.tr.plain("button-no"), PersonButton(do="card", person_id=taken["person"]))]
    await ctx.ask(query, Taking.reason, ctx.tr("role-choose-heir"), keyboard(*rows, back), **taken)


async def heirs(ctx: Context, taken: Taken) -> list[Listed]:
    """Those who keep the same scope: the work may pass to one of them."""
    found = await ctx.store.read(directory.colleagues, viewer(ctx), taken["scope"], HEIRS_MAX + 1)
    return [each for each in found if each.id != taken["person"]][:HEIRS_MAX]


@router.callback_query(HeirButton.filter(F.do == "choose"))
async def choose_heir(query: CallbackQuery, ctx: Context, callback_data: HeirButton) -> None:
    taken = await taken_before(query, ctx) if await require_desk(query, ctx) else None
    if taken is None:
        return
    if callback_data.person_id not in {each.id for each in await heirs(ctx, taken)}:
        await ctx.deny(query, "people-gone")
        return
    taken["heir"] = callback_data.person_id
    await ask_reason(query, ctx, taken)


@router.callback_query(TakeReasonButton.filter())
async def choose_reason(query: CallbackQuery, ctx: Context, callback_data: TakeReasonButton) -> None:
    label = REASONS.get(callback_data.why, REASONS["over"])
    if await require_desk(query, ctx) and (taken := await taken_before(query, ctx)):
        await take(query, ctx, taken, ctx.tr.plain(label))


@router.message(StateFilter(Taking), Typed())
async def take_reason(message: Message, ctx: Context, typed: str) -> None:
    taken = await taken_before(message, ctx) if await require_desk(message, ctx) else None
    if taken is None:
        await ctx.state.clear()
    elif await is_reason(message, ctx, typed):
        await take(message, ctx, taken, typed)


@router.message(StateFilter(Taking))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


async def take(event: Message | CallbackQuery, ctx: Context, taken: Taken, reason: str) -> None:
    await ctx.state.clear()
    person_id, role = taken["person"], Role(RoleKind(taken["kind"]), taken["scope"])
    outcome = await ctx.store.write(roles.take, actor(ctx), person_id, role, taken["heir"], reason, ctx.now)
    if outcome is not RoleOutcome.DONE:
        await ctx.deny(event, REFUSALS[outcome], *to_people(ctx.tr))
        return
    log.info("role taken", person_id=person_id, by=ctx.person_id, kind=role.kind, scope=role.scope)
    await pass_sources_on(ctx.bot, ctx.store, person_id)
    await end_work(ctx, person_id)
    await put_card(event, ctx, person_id, ctx.tr.plain("role-taken"))


async def end_work(ctx: Context, person_id: int) -> None:
    """Close what a former coordinator was asked, and show them the commands of everybody."""
    chat = await ctx.store.read(directory.chat, person_id, ctx.settings.admin_ids)
    if chat and not chat.coordinates:
        await ctx.state.close_in(chat.chat_id)
        await drop_commands(ctx.bot, chat.chat_id)
