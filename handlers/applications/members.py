"""[people] → the list → [invite] → a link for one person; /start app_… → consent → joined; rights, leaving."""

import secrets
from functools import partial

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.filters.command import CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import Access, Application, ApplicationOutcome, Applying
from bot.domain.people import Purpose
from bot.domain.retention import INVITATION
from bot.domain.time import local_date
from bot.files.application_words import title_of
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import REFUSALS, refuse, require, to_application, to_applications
from handlers.applications.begin import put_card
from handlers.applications.buttons import (
    ApplicationButton,
    ApplyingButton,
    ApplyingPage,
    InviteToButton,
    JoinApplicationButton,
)
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, pager, to_menu
from storage.applications import members

LINK = "app_"
# 144 random bits: 24 characters.
CODE_BYTES, CODE_MAX = 18, 40
NAMES_FIRST, NAMES_LATER, ON_BUTTON = 3, 5, 30
ACCESSES = {
    Access.OWNER: "apply-access-owner",
    Access.HELPER: "apply-access-helper",
    Access.VIEWER: "apply-access-viewer",
}
OPENED = {Access.HELPER: "apply-invited-helper", Access.VIEWER: "apply-invited-viewer"}

router = Router(name="applications.members")
router.message.filter(Said(link=LINK))
router.callback_query.filter(
    Pressed(ApplicationButton, ApplyingButton, ApplyingPage, InviteToButton, JoinApplicationButton)
)
log = get_logger(__name__)


@router.callback_query(ApplicationButton.filter(F.do == "members"))
async def show_members(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    await put_members(query, ctx, callback_data.application_id)


@router.callback_query(ApplyingPage.filter())
async def turn_page(query: CallbackQuery, ctx: Context, callback_data: ApplyingPage) -> None:
    await put_members(query, ctx, callback_data.application_id, page=callback_data.page)


async def put_members(query: CallbackQuery, ctx: Context, application_id: int, alert: str = "", page: int = 0) -> None:
    found = await require(query, ctx, application_id)
    if found is None:
        return
    lines = [
        ctx.tr("apply-member", name=each.name, access=ctx.tr.plain(ACCESSES[each.access])) for each in found.members
    ]
    head = ctx.tr("apply-members-head", title=title_of(ctx.tr, found))
    await ctx.show(query, Markup("\n").join([head, "", *lines]), members_buttons(ctx, found, page), alert)


def members_buttons(ctx: Context, application: Application, page: int) -> InlineKeyboardMarkup:
    """The owner invites, and sees a button for each other member; everybody may leave and be quiet."""
    tr, me = ctx.tr, ctx.person_id or 0
    mine, owns = application.member(me), application.may(me, Access.OWNER)
    others = [each for each in application.members if each.person_id != me] if owns else []
    pages = [others] if len(others) <= NAMES_FIRST else chunks(others)
    page = min(page, len(pages) - 1)
    whose = partial(ApplyingButton, do="card", application_id=application.id)
    names = [[button(each.name[:ON_BUTTON], whose(person_id=each.person_id))] for each in pages[page]]
    turn = pager(tr, page, len(pages), partial(ApplyingPage, application_id=application.id))
    back = [to_application(tr, application.id)]
    if page:
        return keyboard(*names, turn, back)
    ways = {Access.HELPER: "apply-invite-helper", Access.VIEWER: "apply-invite-viewer"} if owns else {}
    invites = [
        [button(tr.plain(key), InviteToButton(application_id=application.id, access=access))]
        for access, key in ways.items()
    ]
    sound = ("loud", "apply-loud") if mine and mine.quiet else ("quiet", "apply-quiet")
    own = [
        button(tr.plain(key), ApplicationButton(do=do, application_id=application.id))
        for do, key in (("leave", "apply-leave"), sound)
    ]
    return keyboard(*invites, *names, turn, own, back)


def chunks(others: list[Applying]) -> list[list[Applying]]:
    """The members by page: the first page has other buttons, too."""
    first, rest = others[: NAMES_FIRST - 1], others[NAMES_FIRST - 1 :]
    return [first, *(rest[at : at + NAMES_LATER] for at in range(0, len(rest), NAMES_LATER))]


@router.callback_query(InviteToButton.filter())
async def invite(query: CallbackQuery, ctx: Context, callback_data: InviteToButton) -> None:
    """Make a link for one person; only a hash of its code is kept, so it is shown once."""
    # Nobody becomes an owner by a link: a forged button invites a viewer.
    access = callback_data.access if callback_data.access is Access.HELPER else Access.VIEWER
    found = await require(query, ctx, callback_data.application_id, Access.OWNER)
    if found is None:
        return
    code = secrets.token_urlsafe(CODE_BYTES)
    outcome = await ctx.store.write(members.invite, found.id, ctx.person_id or 0, access, code, ctx.now)
    log.info("invited to an application", application_id=found.id, person_id=ctx.person_id, outcome=outcome)
    back = button(ctx.tr.plain("apply-to-members"), ApplicationButton(do="members", application_id=found.id))
    if outcome is ApplicationOutcome.TOO_MANY:
        void = button(ctx.tr.plain("apply-uninvite"), ApplicationButton(do="uninvite", application_id=found.id))
        await ctx.show(query, ctx.tr("apply-invitations-many"), keyboard([void], [back]))
    elif outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
    else:
        link = await ctx.link(f"{LINK}{code}")
        until = ctx.tr.day(local_date(ctx.now + INVITATION.term, ctx.zone))
        text = ctx.tr("apply-invitation", link=link, until=until, access=ctx.tr.plain(ACCESSES[access]))
        await ctx.show(query, text, keyboard([back], [to_application(ctx.tr, found.id)]))


@router.callback_query(ApplicationButton.filter(F.do == "uninvite"))
async def uninvite(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Make the links void that nobody has used."""
    application_id = callback_data.application_id
    outcome = await ctx.store.write(members.withdraw_all, application_id, ctx.person_id or 0)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_members(query, ctx, application_id, ctx.tr.plain("apply-uninvited"))


@router.message(Command("start"))
async def open_invitation(message: Message, ctx: Context, command: CommandObject) -> None:
    code = (command.args or "").removeprefix(LINK)[:CODE_MAX]
    opened = await ctx.store.write(members.open_by, code, ctx.state.row_key, ctx.person_id or 0, ctx.now)
    log.info("invitation to an application opened", person_id=ctx.person_id, outcome=opened.outcome)
    if opened.outcome is ApplicationOutcome.ALREADY and opened.application:
        await put_card(message, ctx, opened.application.id)
        return
    if opened.application is None:
        await ctx.refuse(message, REFUSALS[opened.outcome], to_applications(ctx.tr))
        return
    text = ctx.tr(
        OPENED[opened.access],
        name=opened.by,
        title=title_of(ctx.tr, opened.application),
        programme=opened.application.programme.short_title,
    )
    join_it = button(ctx.tr.plain("apply-join"), JoinApplicationButton(do="join", code=code))
    await message.answer(text, reply_markup=keyboard([join_it], [to_menu(ctx.tr)]))


@router.callback_query(JoinApplicationButton.filter(F.do == "join"))
async def join(query: CallbackQuery, ctx: Context, callback_data: JoinApplicationButton) -> None:
    """Join, after the consent. An invitation that does not work is refused before anybody is asked to agree.

    A press may be forged: a code that does not exist counts as a guess here, too.
    """
    code = callback_data.code
    opened = await ctx.store.write(members.open_by, code, ctx.state.row_key, ctx.person_id or 0, ctx.now)
    if opened.outcome is ApplicationOutcome.ALREADY and opened.application:
        await put_card(query, ctx, opened.application.id, ctx.tr.plain("apply-joined-already"))
        return
    if opened.outcome is not ApplicationOutcome.DONE:
        await ctx.refuse(query, REFUSALS[opened.outcome])
        return
    agree = JoinApplicationButton(do="agree", code=code)
    person = await ctx.require(query, Purpose.APPLICATIONS, agree, Open(place="menu"))
    if person is None:
        return
    done = await ctx.store.write(members.join, code, person.id, ctx.now)
    log.info("application joined", person_id=person.id, outcome=done.outcome)
    if done.application is None:
        key = "apply-members-full" if done.outcome is ApplicationOutcome.TOO_MANY else REFUSALS[done.outcome]
        await ctx.refuse(query, key)
        return
    await put_card(query, ctx, done.application.id, ctx.tr.plain("apply-joined"))


@router.callback_query(JoinApplicationButton.filter(F.do == "agree"))
async def agree_and_join(query: CallbackQuery, ctx: Context, callback_data: JoinApplicationButton) -> None:
    code = callback_data.code
    opened = await ctx.store.write(members.open_by, code, ctx.state.row_key, ctx.person_id or 0, ctx.now)
    if opened.outcome is ApplicationOutcome.DONE:
        ctx = await ctx.agreed(query, Purpose.APPLICATIONS)
    await join(query, ctx, callback_data)


async def whom(query: CallbackQuery, ctx: Context, pressed: ApplyingButton) -> tuple[Application, Applying] | None:
    """Another member, for the owner; else the reason is given and None returned."""
    found = await require(query, ctx, pressed.application_id, Access.OWNER)
    other = found.member(pressed.person_id) if found else None
    if found and (other is None or other.person_id == ctx.person_id):
        await ctx.refuse(query, "apply-member-gone")
        return None
    return (found, other) if found and other else None


@router.callback_query(ApplyingButton.filter(F.do == "card"))
async def show_member(query: CallbackQuery, ctx: Context, callback_data: ApplyingButton) -> None:
    found = await whom(query, ctx, callback_data)
    if found is None:
        return
    other = found[1]
    switch = ("viewer", "apply-make-viewer") if other.access is Access.HELPER else ("helper", "apply-make-helper")
    ways = [switch, ("owner", "apply-make-owner"), ("remove", "apply-remove")]
    text = ctx.tr("apply-member-card", name=other.name, access=ctx.tr.plain(ACCESSES[other.access]))
    await ctx.show(query, text, member_ways(ctx.tr, callback_data, ways))


def member_ways(tr: Translator, pressed: ApplyingButton, ways: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    rows = [[button(tr.plain(key), pressed.model_copy(update={"do": do}))] for do, key in ways]
    back = ApplicationButton(do="members", application_id=pressed.application_id)
    return keyboard(*rows, [button(tr.plain("apply-to-members"), back)])


@router.callback_query(ApplyingButton.filter(F.do.in_({"owner", "remove"})))
async def ask_before(query: CallbackQuery, ctx: Context, callback_data: ApplyingButton) -> None:
    """Ask before what cannot be taken back alone: a hand-over, a removal."""
    if found := await whom(query, ctx, callback_data):
        do = callback_data.do
        text = ctx.tr("apply-owner-ask" if do == "owner" else "apply-remove-ask", name=found[1].name)
        sure = (f"{do}-sure", "apply-owner-sure" if do == "owner" else "apply-remove-sure")
        await ctx.show(query, text, member_ways(ctx.tr, callback_data, [sure]))


ACCESS_GIVEN = {"helper": Access.HELPER, "viewer": Access.VIEWER}
CHANGED = {
    "helper": "apply-access-given",
    "viewer": "apply-access-given",
    "owner-sure": "apply-handed-over",
    "remove-sure": "apply-removed",
}


@router.callback_query(ApplyingButton.filter(F.do.in_(CHANGED)))
async def change(query: CallbackQuery, ctx: Context, callback_data: ApplyingButton) -> None:
    do, application_id = callback_data.do, callback_data.application_id
    whose = (application_id, ctx.person_id or 0, callback_data.person_id)
    if access := ACCESS_GIVEN.get(do):
        outcome = await ctx.store.write(members.give_access, *whose, access, ctx.now)
    elif do == "owner-sure":
        outcome = await ctx.store.write(members.hand_over, *whose, ctx.now)
    else:
        outcome = await ctx.store.write(members.remove, *whose, ctx.now)
    log.info("application member changed", application_id=application_id, by=ctx.person_id, act=do, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_members(query, ctx, application_id, ctx.tr.plain(CHANGED[do]))


@router.callback_query(ApplicationButton.filter(F.do.in_({"quiet", "loud"})))
async def set_quiet(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    application_id, quiet = callback_data.application_id, callback_data.do == "quiet"
    outcome = await ctx.store.write(members.set_quiet, application_id, ctx.person_id or 0, quiet, ctx.now)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_members(query, ctx, application_id, ctx.tr.plain("apply-is-quiet" if quiet else "apply-is-loud"))


@router.callback_query(ApplicationButton.filter(F.do == "leave"))
async def ask_before_leaving(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Say what happens: it goes on with others, passes to one of them, or is deleted."""
    found = await require(query, ctx, callback_data.application_id)
    if found is None:
        return
    owns = found.may(ctx.person_id or 0, Access.OWNER)
    key = "apply-leave-last" if len(found.members) == 1 else "apply-leave-owner" if owns else "apply-leave-ask"
    sure = button(ctx.tr.plain("apply-leave-sure"), ApplicationButton(do="leave-sure", application_id=found.id))
    no = button(ctx.tr.plain("button-no"), ApplicationButton(do="members", application_id=found.id))
    await ctx.show(query, ctx.tr(key, title=title_of(ctx.tr, found)), keyboard([sure], [no]))


@router.callback_query(ApplicationButton.filter(F.do == "leave-sure"))
async def leave(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    application_id = callback_data.application_id
    outcome = await ctx.store.write(members.leave, application_id, ctx.person_id or 0, ctx.now)
    log.info("application left", application_id=application_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await ctx.show(query, ctx.tr("apply-left"), keyboard([to_applications(ctx.tr)], [to_menu(ctx.tr)]))
