"""The buttons of the people's desk, access to it, and the card of a person."""

from collections.abc import Mapping

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.people import Person, Purpose, Role, RoleKind, may_administer, may_appoint
from bot.domain.roles import REASON_MAX, REASON_MIN, Actor, RoleOutcome
from bot.i18n import Translator
from handlers.shared.buttons import AuditOfPerson
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import role_lines, role_name
from handlers.shared.screens import Number, Open, button, keyboard
from storage.people import directory, looks
from storage.people.directory import Listed, Viewer

# So many roles of one person have a button that takes them; the others come up once these are taken.
ROLES_ON_CARD = 4


class PeopleButton(CallbackData, prefix="people"):
    """`do` is agree, kinds, places, find, invite or invitations."""

    do: str


class PeoplePage(CallbackData, prefix="peoplep"):
    """A page of people of a kind (`which`), before or after a person (`to`); of person 0 it is the first."""

    which: str
    to: str
    person_id: Number


class PeopleInScope(CallbackData, prefix="peoples"):
    """The same of people whose role counts in a scope."""

    which: str
    to: str
    person_id: Number
    slug: str


class PersonButton(CallbackData, prefix="person"):
    """`do` is card or give."""

    do: str
    person_id: Number


class TakeRoleButton(CallbackData, prefix="roletake"):
    person_id: Number
    kind: RoleKind
    slug: str


REFUSALS = {
    RoleOutcome.FORBIDDEN: "people-forbidden",
    RoleOutcome.GONE: "people-gone",
    RoleOutcome.ALREADY: "people-already",
    RoleOutcome.LAST_ADMIN: "people-last-admin",
}


def to_people(tr: Translator) -> list[InlineKeyboardButton]:
    return [button(tr.plain("people-back"), Open(place="people"))]


async def require_desk(
    event: Message | CallbackQuery, ctx: Context, agree: CallbackData | None = None
) -> Person | None:
    """The coordinator who agreed to the work; None for others, who are refused or asked for the consent.

    `agree` records the consent and goes on with what was asked for; else it leads to the list.
    """
    if not await ctx.require_coordinator(event):
        return None
    return await ctx.require(event, Purpose.WORK, agree or PeopleButton(do="agree"), Open(place="menu"))


def actor(ctx: Context) -> Actor:
    return Actor(ctx.person_id or 0, ctx.settings.admin_ids)


def viewer(ctx: Context) -> Viewer:
    return Viewer(ctx.roles, ctx.settings.admin_ids)


async def put_card(event: Message | CallbackQuery, ctx: Context, person_id: int, done: str = "") -> None:
    """Show a person as they are now; `done` is the result of the last step, an alert or the first words."""
    listed = await ctx.store.read(directory.card, viewer(ctx), person_id)
    places = await municipality_names(ctx)
    if listed and ctx.person:
        await ctx.store.write(looks.at_person, ctx.person.id, person_id, ctx.now)
    if listed is None:
        ctx.note_refusal(event, "people-gone")
    text = card_text(ctx.tr, listed, places) if listed else ctx.tr("people-gone")
    buttons = card_buttons(ctx, listed, places) if listed else keyboard(to_people(ctx.tr))
    if done and isinstance(event, Message):
        text = Markup("\n\n").join([done, text])
    await ctx.show(event, text, buttons, done)


def card_text(tr: Translator, listed: Listed, places: Mapping[str, str]) -> Markup:
    parts = [
        tr("people-card", name=listed.name, nick=f"@{listed.nick}" if listed.nick else "–"),
        tr("people-card-seen", day=tr.day(listed.seen_on)) if listed.seen_on else None,
        tr("people-card-roles", roles=role_lines(tr, listed.roles, places))
        if listed.roles
        else tr("people-card-no-roles"),
        tr("people-card-named") if listed.is_named else None,
    ]
    return Markup("\n").join(filter(None, parts))


def card_buttons(ctx: Context, listed: Listed, places: Mapping[str, str]) -> InlineKeyboardMarkup:
    tr = ctx.tr
    held = sorted(listed.roles, key=lambda role: (role.kind, role.scope))
    mine = [role for role in held if may_appoint(ctx.roles, role)][:ROLES_ON_CARD]
    return keyboard(
        [button(tr.plain("people-give"), PersonButton(do="give", person_id=listed.id))],
        *([_take(tr, listed.id, role, places)] for role in mine),
        [button(tr.plain("people-audit"), AuditOfPerson(person_id=listed.id))] if may_administer(ctx.roles) else [],
        to_people(tr),
    )


def _take(tr: Translator, person_id: int, role: Role, places: Mapping[str, str]) -> InlineKeyboardButton:
    label = tr.plain("people-take", role=role_name(tr, role, places))
    return button(label, TakeRoleButton(person_id=person_id, kind=role.kind, slug=role.scope))


async def is_reason(message: Message, ctx: Context, typed: str) -> bool:
    """True for words that are long enough for a reason and not too long; else the person is told so."""
    if REASON_MIN <= len(typed) <= REASON_MAX:
        return True
    await message.answer(ctx.tr("role-reason-length", least=REASON_MIN, most=REASON_MAX))
    return False
