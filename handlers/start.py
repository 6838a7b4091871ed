"""/start and /menu → the menu → any conversation; /help, /cancel, /language; blocking and unblocking the bot.

Nothing is stored about a stranger: the language they choose is kept with the open question for a day.
"""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import KICKED, MEMBER, ChatMemberUpdatedFilter, Command, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.people import may_administer
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.shared.commands import set_commands
from handlers.shared.context import Context
from handlers.shared.screens import MoreButton, Open, Pressed, Said, button, few_buttons, keyboard, put_screen, to_menu
from storage.core.fsm import kept_buttons, put
from storage.people import people

log = get_logger(__name__)
router = Router(name="start")


class LanguageButton(CallbackData, prefix="lang"):
    locale: str


router.message.filter(Said("start", "menu", "help", "cancel", "language"))
router.callback_query.filter(Pressed(LanguageButton, MoreButton, places=("menu", "help", "language")))


@router.message(CommandStart(deep_link=False))
@router.message(Command("menu"))
@router.callback_query(Open.filter(F.place == "menu"))
async def show_menu(event: Message | CallbackQuery, ctx: Context) -> None:
    coordinates = ctx.coordinates()
    if coordinates and isinstance(event, Message):
        await set_commands(ctx.bot, ctx.tr, ctx.visitor.chat_id, coordinator=True)
    buttons = keyboard(
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [button(ctx.tr.plain("menu-events"), Open(place="events"))],
        [button(ctx.tr.plain("menu-grants"), Open(place="grants"))],
        [button(ctx.tr.plain("menu-faq"), Open(place="faq"))],
        [button(ctx.tr.plain("menu-learning"), Open(place="learning"))],
        [] if coordinates else [button(ctx.tr.plain("ask"), Open(place="ask"))],
        [button(ctx.tr.plain("menu-work"), Open(place="work"))] if coordinates else [],
        [
            button(ctx.tr.plain("menu-help"), Open(place="help")),
            button(ctx.tr.plain("menu-profile"), Open(place="profile")),
        ],
    )
    await ctx.show(event, ctx.tr("menu"), buttons)


@router.message(Command("help"))
@router.callback_query(Open.filter(F.place == "help"))
async def show_help(event: Message | CallbackQuery, ctx: Context) -> None:
    parts = [
        ctx.tr("help"),
        *([ctx.tr("help-coordinator")] if ctx.coordinates() else []),
        *([ctx.tr("help-admin")] if may_administer(ctx.roles) else []),
    ]
    await ctx.show(event, Markup("\n\n").join(parts), keyboard(*help_buttons(ctx.tr)))


def help_buttons(tr: Translator) -> tuple[list[InlineKeyboardButton], ...]:
    return [button(tr.plain("menu-language"), Open(place="language"))], [to_menu(tr)]


@router.message(Command("cancel"))
async def cancel(message: Message, ctx: Context) -> None:
    """Confirm: `LeaveQuestion` has closed the question by now, `ctx.state.opened` tells whether there was one."""
    text = ctx.tr("cancelled" if ctx.state.opened else "nothing-to-cancel")
    await ctx.show(message, text, keyboard([to_menu(ctx.tr)]))


@router.message(Command("language"))
@router.callback_query(Open.filter(F.place == "language"))
async def show_languages(event: Message | CallbackQuery, ctx: Context) -> None:
    languages = [[button(each.plain("language-name"), LanguageButton(locale=each.locale))] for each in ctx.texts]
    await ctx.show(event, ctx.tr("choose-language"), keyboard(*languages, [to_menu(ctx.tr)]))


@router.callback_query(LanguageButton.filter())
async def choose_language(query: CallbackQuery, ctx: Context, callback_data: LanguageButton) -> None:
    ctx = replace(ctx, tr=ctx.texts.choose(callback_data.locale))
    if ctx.person:
        await ctx.store.write(people.change, ctx.person.id, locale=ctx.tr.locale)
    else:
        await ctx.store.write(put, ctx.state.row_key, ctx.now, locale=ctx.tr.locale)
    await set_commands(ctx.bot, ctx.tr, ctx.visitor.chat_id, coordinator=ctx.coordinates())
    await show_menu(query, ctx)


@router.callback_query(MoreButton.filter())
async def show_more(query: CallbackQuery, ctx: Context, callback_data: MoreButton) -> None:
    """Show other buttons of the same screen; the open question stays open. Only the last such screen has them."""
    kept = await ctx.store.read(kept_buttons, ctx.state.row_key, callback_data.mark)
    if not kept or not isinstance(query.message, Message):
        await ctx.refuse(query, "more-stale")
        return
    buttons = few_buttons(ctx.tr, kept, callback_data.mark, callback_data.page, ctx.most_buttons)
    await put_screen(query, Markup(query.message.html_text), buttons)  # noqa: S704


@router.my_chat_member(ChatMemberUpdatedFilter(KICKED))
async def note_blocked(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.block, ctx.visitor.chat_id, ctx.now, ctx.visitor.channel.platform)
    log.info("bot blocked", person_id=ctx.person_id)


@router.my_chat_member(ChatMemberUpdatedFilter(MEMBER))
async def note_unblocked(_: ChatMemberUpdated, ctx: Context) -> None:
    await ctx.store.write(people.unblock, ctx.visitor.chat_id, ctx.now, ctx.visitor.channel.platform)
    log.info("bot unblocked", person_id=ctx.person_id)
