"""Link buttons under a draft: [links] → list → [add] → address → label → list; [remove]."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.broadcasts.compose import wording
from bot.i18n import Translator
from handlers.broadcasts.access import author_id, own_draft, refuse
from handlers.broadcasts.views import REFUSALS, do
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard
from storage.broadcasts.compose import contents, drafts


class LinkButton(CallbackData, prefix="bclink"):
    """Remove a link from a draft. `mark` is made by `bot.domain.broadcasts.compose.wording`."""

    broadcast_id: Number
    mark: str


class Links(StatesGroup):
    address = State()
    label = State()


router = Router(name="broadcasts.compose.links")
router.message.filter(Said(states=Links))
router.callback_query.filter(Pressed(BroadcastButton, LinkButton))


@router.callback_query(BroadcastButton.filter(F.do == "links"))
async def show_links(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    await put_links(query, ctx, callback_data.broadcast_id)


async def put_links(event: Message | CallbackQuery, ctx: Context, broadcast_id: int) -> None:
    if draft := await own_draft(event, ctx, broadcast_id):
        await ctx.show(event, *links_screen(ctx.tr, draft))


def links_screen(tr: Translator, draft: Broadcast) -> tuple[Markup, InlineKeyboardMarkup]:
    lines = [tr("wording-link-line", label=label, url=url) for label, url in draft.links]
    text = tr("wording-links-here") if lines else tr("wording-links-none")
    has_room = len(draft.links) < wording.LINKS_MOST
    rows = [
        [do(tr, "wording-link-add", "link-add", draft.id)] if has_room else [],
        *([drop_button(tr, draft.id, each)] for each in draft.links),
        [do(tr, "wording-to-review", "review", draft.id)],
    ]
    return Markup("\n").join([text, *lines]), keyboard(*rows)


def drop_button(tr: Translator, broadcast_id: int, each: tuple[str, str]) -> InlineKeyboardButton:
    to = LinkButton(broadcast_id=broadcast_id, mark=wording.mark(each))
    return button(tr.plain("wording-link-drop", label=each[0]), to)


@router.callback_query(BroadcastButton.filter(F.do == "link-add"))
async def ask_address(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await ctx.store.read(drafts.own, callback_data.broadcast_id, author_id(ctx))
    if draft is None:
        await refuse(query, ctx, REFUSALS[BroadcastOutcome.GONE])
    elif len(draft.links) >= wording.LINKS_MOST:
        await query.answer(ctx.tr.plain("wording-links-full"), show_alert=True)
    else:
        back = keyboard([do(ctx.tr, "wording-to-review", "review", draft.id)])
        await ctx.ask(query, Links.address, ctx.tr("wording-ask-url"), back, broadcast_id=draft.id)


@router.message(StateFilter(Links.address), Typed())
async def take_address(message: Message, ctx: Context, typed: str) -> None:
    """Add the link at once, labelled with the name of its site; the next question may change the label."""
    broadcast_id, url = (await ctx.state.get_data()).get("broadcast_id", 0), wording.web_address(typed)
    if url is None:
        await message.answer(ctx.tr("wording-bad-url"))
        return
    await ctx.state.clear()
    link = (wording.host(url), url)
    outcome = await ctx.store.write(contents.add_link, broadcast_id, author_id(ctx), link)
    if outcome is BroadcastOutcome.FULL:
        back = keyboard([do(ctx.tr, "wording-links", "links", broadcast_id)])
        await message.answer(ctx.tr("wording-links-full"), reply_markup=back)
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(message, ctx, REFUSALS[outcome])
    else:
        as_is = keyboard([do(ctx.tr, "wording-label-as-is", "links", broadcast_id)])
        asked = {"broadcast_id": broadcast_id, "mark": wording.mark(link)}
        await ctx.ask(message, Links.label, ctx.tr("wording-ask-label", label=link[0]), as_is, **asked)


@router.message(StateFilter(Links.label), Typed())
async def take_label(message: Message, ctx: Context, typed: str) -> None:
    data, label = await ctx.state.get_data(), wording.label(typed)
    if label is None:
        await message.answer(ctx.tr("wording-bad-label", most=wording.LABEL_MOST))
        return
    await ctx.state.clear()
    broadcast_id = data.get("broadcast_id", 0)
    outcome = await ctx.store.write(contents.name_link, broadcast_id, author_id(ctx), data.get("mark", ""), label)
    if outcome is BroadcastOutcome.DONE:
        await put_links(message, ctx, broadcast_id)
    else:
        await refuse(message, ctx, REFUSALS[outcome])


@router.message(StateFilter(Links.address))
async def ask_address_again(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("wording-bad-url"))


@router.message(StateFilter(Links.label))
async def ask_label_again(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("wording-bad-label", most=wording.LABEL_MOST))


@router.callback_query(LinkButton.filter())
async def remove(query: CallbackQuery, ctx: Context, callback_data: LinkButton) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await ctx.store.write(contents.drop_link, broadcast_id, author_id(ctx), callback_data.mark)
    if outcome is BroadcastOutcome.DONE:
        await put_links(query, ctx, broadcast_id)
    else:
        await refuse(query, ctx, REFUSALS[outcome])
