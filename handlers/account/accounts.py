"""[accounts] → the list → [add] → a code; in the other account the code or its link → what is joined → [join] → done.

The list → [write here]; [let go] → what stays where → [let go] → that account is a stranger again.
"""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.filters.command import CommandObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.linking import ACCOUNTS_MAX, Account, LinkOutcome, UnlinkOutcome, digest, new_code, read_code, spaced
from bot.domain.people import Person
from bot.domain.retention import LINK_CODE
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.account.views import AccountButton, account_label
from handlers.shared.commands import drop_commands
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, to_menu
from storage.people import accounts, linking

LINK = "link_"


class LinkButton(CallbackData, prefix="acclink"):
    """To join this account to the person of a code."""

    code: str


class Linking(StatesGroup):
    code = State()


router = Router(name="account.accounts")
router.message.filter(Said(link=LINK, states=Linking))
router.callback_query.filter(Pressed(AccountButton, LinkButton))
log = get_logger(__name__)

REFUSALS = {
    LinkOutcome.OWN: "account-link-own",
    LinkOutcome.UNKNOWN: "account-link-unknown",
    LinkOutcome.TOO_OFTEN: "account-link-too-often",
    LinkOutcome.FULL: "account-link-full",
}


@router.callback_query(AccountButton.filter(F.do == "list"))
async def show_accounts(query: CallbackQuery, ctx: Context) -> None:
    if ctx.person is None:
        await ask_code(query, ctx)
        return
    await put_accounts(query, ctx, ctx.person)


async def put_accounts(query: CallbackQuery, ctx: Context, person: Person, done: str = "") -> None:
    """Show the accounts of a person; `done` is an alert with the result of the last step."""
    found = await ctx.store.read(accounts.of, person.id)
    lines = Markup("\n").join(account_line(ctx, each) for each in found)
    named = any(each.is_named for each in found)
    how = ctx.tr("accounts-told-named" if named else "accounts-told-last") if len(found) > 1 else ctx.tr("accounts-one")
    rows = [[each] for each in account_buttons(ctx.tr, found)]
    await ctx.show(query, ctx.tr("accounts", lines=lines, how=how), keyboard(*rows, [to_profile(ctx.tr)]), done)


def account_line(ctx: Context, account: Account) -> Markup:
    if account.is_blocked:
        return ctx.tr("account-blocked", account=account_label(ctx.tr, account))
    is_here = account.chat_id == ctx.visitor.chat_id
    return ctx.tr("account-here" if is_here else "account-other", account=account_label(ctx.tr, account))


def account_buttons(tr: Translator, found: list[Account]) -> list[InlineKeyboardButton]:
    rows = []
    if len(found) > 1:
        rows += [_for_account(tr, "name", each) for each in found if not each.is_named and not each.is_blocked]
        if any(each.is_named for each in found):
            rows.append(button(tr.plain("account-last"), AccountButton(do="name", account_id=0)))
        rows += [_for_account(tr, "leave", each) for each in found]
    if len(found) < ACCOUNTS_MAX:
        rows.append(button(tr.plain("account-add"), AccountButton(do="code", account_id=0)))
        rows.append(button(tr.plain("account-enter"), AccountButton(do="enter", account_id=0)))
    return rows


def _for_account(tr: Translator, do: str, account: Account) -> InlineKeyboardButton:
    key = "account-name" if do == "name" else "account-leave"
    return button(tr.plain(key, account=account_label(tr, account)), AccountButton(do=do, account_id=account.id))


def to_profile(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("profile-back"), Open(place="profile"))


def to_accounts(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("accounts-back"), AccountButton(do="list", account_id=0))


@router.callback_query(AccountButton.filter(F.do == "name"))
async def name_account(query: CallbackQuery, ctx: Context, callback_data: AccountButton) -> None:
    if ctx.person is None:
        await ctx.deny(query, "account-link-nobody")
        return
    was_theirs = await ctx.store.write(accounts.name, ctx.person.id, callback_data.account_id, ctx.now)
    if was_theirs:
        log.info("account named", person_id=ctx.person.id, account_id=callback_data.account_id)
    else:
        ctx.note_refusal(query, "account-gone")
    await put_accounts(query, ctx, ctx.person, ctx.tr.plain("account-named" if was_theirs else "account-gone"))


@router.callback_query(AccountButton.filter(F.do == "code"))
async def show_code(query: CallbackQuery, ctx: Context) -> None:
    if ctx.person is None:
        await ctx.refuse(query, "account-link-nobody")
        return
    code = new_code()
    await ctx.store.write(linking.offer, ctx.person.id, digest(ctx.bot.token, code), ctx.now)
    log.info("account code made", person_id=ctx.person.id)
    minutes = int(LINK_CODE.term.total_seconds() // 60)
    text = ctx.tr("account-link-code", code=spaced(code), link=await ctx.link(f"{LINK}{code}"), minutes=minutes)
    await ctx.show(query, text, keyboard([to_accounts(ctx.tr)]))


@router.callback_query(AccountButton.filter(F.do == "enter"))
async def ask_code(query: CallbackQuery, ctx: Context) -> None:
    await ctx.ask(query, Linking.code, ctx.tr("account-link-ask"), keyboard([to_profile(ctx.tr)]))


@router.message(Command("start"))
async def open_link(message: Message, ctx: Context, command: CommandObject) -> None:
    await put_offer(message, ctx, read_code((command.args or "").removeprefix(LINK)))


@router.message(StateFilter(Linking), Typed())
async def take_code(message: Message, ctx: Context, typed: str) -> None:
    code = read_code(typed)
    if not code:
        await ctx.refuse(message, "account-link-no-code", to_profile(ctx.tr))
        return
    await put_offer(message, ctx, code)


@router.message(StateFilter(Linking))
async def want_code(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("account-link-no-code"))


async def put_offer(message: Message, ctx: Context, code: str) -> None:
    """Show what a code joins. After a wrong one the question stays open."""
    found = await ctx.store.write(linking.look, digest(ctx.bot.token, code), ctx.visitor, ctx.state.row_key, ctx.now)
    if found.outcome is not LinkOutcome.OPEN:
        log.info("account code refused", person_id=ctx.person_id, outcome=found.outcome)
        await ctx.refuse(message, REFUSALS[found.outcome], to_profile(ctx.tr))
        return
    await ctx.state.clear()
    text = ctx.tr("account-link-offer-person" if ctx.person else "account-link-offer-stranger", name=found.name)
    join = button(ctx.tr.plain("account-link-join"), LinkButton(code=code))
    await ctx.show(message, text, keyboard([join], [button(ctx.tr.plain("button-no"), Open(place="profile"))]))


@router.callback_query(LinkButton.filter())
async def link_account(query: CallbackQuery, ctx: Context, callback_data: LinkButton) -> None:
    found = await ctx.store.write(linking.link, digest(ctx.bot.token, callback_data.code), ctx.visitor, ctx.now)
    if found.outcome is not LinkOutcome.DONE:
        log.info("account code refused", person_id=ctx.person_id, outcome=found.outcome)
        await ctx.refuse(query, REFUSALS[found.outcome])
        return
    log.info("account linked", person_id=ctx.person_id, doubles=found.doubles)
    text = ctx.tr("account-link-done", doubles=found.doubles)
    await ctx.show(query, text, keyboard([to_accounts(ctx.tr)], [to_menu(ctx.tr)]))


@router.callback_query(AccountButton.filter(F.do == "leave"))
async def ask_before_leaving(query: CallbackQuery, ctx: Context, callback_data: AccountButton) -> None:
    account = await own_account(query, ctx, callback_data.account_id)
    if account is None:
        return
    text = ctx.tr("account-leave-ask", account=account_label(ctx.tr, account))
    sure = button(ctx.tr.plain("account-leave-sure"), AccountButton(do="left", account_id=account.id))
    await ctx.show(query, text, keyboard([sure], [to_accounts(ctx.tr)]))


async def own_account(query: CallbackQuery, ctx: Context, account_id: int) -> Account | None:
    """The account of the person; without one, or for somebody else's, say so and return None."""
    mine = await ctx.store.read(accounts.of, ctx.person.id) if ctx.person else []
    found = next((each for each in mine if each.id == account_id), None)
    if found is None:
        await ctx.deny(query, "account-gone")
    return found


@router.callback_query(AccountButton.filter(F.do == "left"))
async def leave_account(query: CallbackQuery, ctx: Context, callback_data: AccountButton) -> None:
    account = await own_account(query, ctx, callback_data.account_id)
    if account is None or ctx.person is None:
        return
    key = ctx.state.key_of(account.chat_id, account.user_id)
    outcome = await ctx.store.write(accounts.leave, ctx.person.id, account.id, key, ctx.now)
    log.info("account left", person_id=ctx.person.id, account_id=account.id, outcome=outcome)
    await drop_commands(ctx.bot, account.chat_id)
    if outcome is not UnlinkOutcome.DONE:
        await ctx.refuse(query, "account-last-one" if outcome is UnlinkOutcome.LAST else "account-gone")
    elif account.chat_id == ctx.visitor.chat_id:
        await ctx.show(query, ctx.tr("account-left-here"), keyboard([to_menu(ctx.tr)]))
    else:
        await put_accounts(query, ctx, ctx.person, ctx.tr.plain("account-left"))
