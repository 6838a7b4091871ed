"""Templates of broadcasts: [keep] → name; [templates] → list → card → [begin a broadcast] · [rename] · [delete].

Coordinators of one municipality share their templates; coordinators of the region see all.
"""

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from handlers.broadcasts.access import author_id, own_draft, refuse, require_author
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.compose.variables import as_typed, spellings
from handlers.broadcasts.render import trouble
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, TemplatesButton, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.broadcasts.compose import drafts, templates
from storage.broadcasts.compose.templates import Template

log = get_logger(__name__)

GONE = "wording-template-gone"
NAME_MOST = 60
WORDS_SHOWN = 600


class TemplateButton(CallbackData, prefix="bctpl"):
    """`do`: show, use, name, drop, drop-sure."""

    do: str
    template_id: Number


class Naming(StatesGroup):
    name = State()


router = Router(name="broadcasts.compose.templates")
router.message.filter(Said(states=Naming))
router.callback_query.filter(Pressed(BroadcastButton, TemplatesButton, TemplateButton))


@router.callback_query(BroadcastButton.filter(F.do == "keep"))
async def keep(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    """Keep the words at once under their first line; the answer may give the template another name."""
    if not await require_author(query, ctx):
        return
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None:
        return
    asked = await ask_name(ctx, draft)
    content = words_of(draft, asked, ctx.texts)
    if asked is None:
        await query.answer(ctx.tr.plain("wording-keep-gone"), show_alert=True)
    elif content is None:
        await ctx.state.leave()
        await asked.edit_text(ctx.tr("wording-keep-words-only"), reply_markup=back_to(ctx.tr, draft.id))
        await query.answer()
    else:
        name = wording.line(as_typed(ctx.tr, wording.plain(content.text)), NAME_ON_BUTTON)
        template_id = await ctx.store.write(templates.keep, author_id(ctx), ctx.roles, name, content, ctx.now)
        log.info("template kept", template_id=template_id, broadcast_id=draft.id, person_id=ctx.person_id)
        await ctx.state.ask(Naming.name, template_id=template_id, broadcast_id=draft.id)
        await query.answer()


async def ask_name(ctx: Context, draft: Broadcast) -> Message | None:
    """Ask for a name in a reply to the author's message. Returns the question; None when that message is gone.

    The words of a copied message are not stored. Telegram returns the message that is replied to, with its words.
    """
    to = draft.message_id if draft.form is Form.COPY else None
    reply = ReplyParameters(message_id=to) if to else None
    text, buttons = ctx.tr("wording-ask-name"), back_to(ctx.tr, draft.id)
    try:
        return await ctx.bot.send_message(ctx.visitor.chat_id, text, reply_parameters=reply, reply_markup=buttons)
    except TelegramBadRequest:
        return None


def words_of(draft: Broadcast, asked: Message | None, texts: Texts) -> Content | None:
    """The words that a template of this draft keeps; None when it has no text."""
    if draft.form is Form.TEXT and draft.content:
        return draft.content
    shown = asked.reply_to_message if asked and draft.form is Form.COPY else None
    if shown is None or not shown.text:
        return None
    return Content(text=wording.translated(shown.html_text, spellings(texts)), links=draft.links)


def back_to(tr: Translator, broadcast_id: int) -> InlineKeyboardMarkup:
    return keyboard([do(tr, "wording-to-review", "review", broadcast_id)])


@router.message(StateFilter(Naming.name), Typed())
async def take_name(message: Message, ctx: Context, typed: str) -> None:
    data, name = await ctx.state.get_data(), wording.line(typed, NAME_MOST)
    template_id, broadcast_id = data.get("template_id", 0), data.get("broadcast_id", 0)
    await ctx.state.clear()
    if not await ctx.store.write(templates.rename, template_id, ctx.roles, name):
        await refuse(message, ctx, GONE)
    elif broadcast_id:
        rows = [do(ctx.tr, "wording-to-review", "review", broadcast_id)], [to_list(ctx.tr)]
        await message.answer(ctx.tr("wording-template-kept", name=name), reply_markup=keyboard(*rows))
    else:
        await put_card(message, ctx, template_id)


def to_list(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("wording-templates"), TemplatesButton(page=0))


@router.message(StateFilter(Naming.name))
async def ask_name_again(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("wording-bad-name"))


@router.callback_query(TemplatesButton.filter())
async def list_templates(query: CallbackQuery, ctx: Context, callback_data: TemplatesButton) -> None:
    if await require_author(query, ctx):
        known = await ctx.store.read(templates.known, ctx.roles)
        await ctx.show(query, *list_screen(ctx.tr, known, callback_data.page))


def list_screen(tr: Translator, known: list[Template], page: int) -> tuple[Markup, InlineKeyboardMarkup]:
    pages = max(1, -(-len(known) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = known[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(each.name[:NAME_ON_BUTTON], TemplateButton(do="show", template_id=each.id))] for each in shown]
    turn = pager(tr, page, pages, TemplatesButton)
    return tr("wording-templates-list", count=len(known)), keyboard(*rows, turn, [to_home(tr)])


@router.callback_query(TemplateButton.filter(F.do == "show"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    await put_card(query, ctx, callback_data.template_id)


async def put_card(event: Message | CallbackQuery, ctx: Context, template_id: int) -> None:
    found = await ctx.store.read(templates.get, template_id, ctx.roles)
    if found is None:
        await refuse(event, ctx, GONE)
        return
    words = wording.plain(as_typed(ctx.tr, found.content.text))
    shown = words if len(words) <= WORDS_SHOWN else words[:WORDS_SHOWN] + "\u2026"
    labels = {"use": "wording-template-use", "name": "wording-template-rename", "drop": "wording-template-drop"}
    rows = [[button(ctx.tr.plain(key), TemplateButton(do=what, template_id=found.id))] for what, key in labels.items()]
    back = [to_list(ctx.tr)]
    await ctx.show(event, ctx.tr("wording-template", name=found.name, words=shown), keyboard(*rows, back))


@router.callback_query(TemplateButton.filter(F.do == "use"))
async def use(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    """Make a draft of a template, unless Telegram would refuse its words by now."""
    if not await require_author(query, ctx):
        return
    found = await ctx.store.read(templates.get, callback_data.template_id, ctx.roles)
    if found is None:
        await refuse(query, ctx, GONE)
    elif flaw := await trouble(ctx, Form.TEXT, found.content):
        await ctx.show(query, flaw, keyboard([to_list(ctx.tr)], [to_home(ctx.tr)]))
    else:
        place = (author_id(ctx), ctx.visitor.chat_id, None)
        broadcast_id = await ctx.store.write(drafts.begin, *place, ctx.now, Form.TEXT, found.content)
        log.info("broadcast draft", broadcast_id=broadcast_id, person_id=ctx.person_id, template_id=found.id)
        await put_review(query, ctx, broadcast_id)


@router.callback_query(TemplateButton.filter(F.do == "name"))
async def ask_other_name(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    found = await ctx.store.read(templates.get, callback_data.template_id, ctx.roles)
    if found is None:
        await refuse(query, ctx, GONE)
        return
    back = keyboard([button(ctx.tr.plain("button-no"), TemplateButton(do="show", template_id=found.id))])
    await ctx.ask(query, Naming.name, ctx.tr("wording-ask-other-name", name=found.name), back, template_id=found.id)


@router.callback_query(TemplateButton.filter(F.do == "drop"))
async def ask_before_dropping(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    found = await ctx.store.read(templates.get, callback_data.template_id, ctx.roles)
    if found is None:
        await refuse(query, ctx, GONE)
        return
    sure = button(ctx.tr.plain("wording-template-drop"), TemplateButton(do="drop-sure", template_id=found.id))
    back = button(ctx.tr.plain("button-no"), TemplateButton(do="show", template_id=found.id))
    await ctx.show(query, ctx.tr("wording-template-drop-sure", name=found.name), keyboard([sure], [back]))


@router.callback_query(TemplateButton.filter(F.do == "drop-sure"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: TemplateButton) -> None:
    if not await ctx.store.write(templates.drop, callback_data.template_id, ctx.roles):
        await refuse(query, ctx, GONE)
        return
    log.info("template deleted", template_id=callback_data.template_id, person_id=ctx.person_id)
    await ctx.show(query, ctx.tr("wording-template-dropped"), keyboard([to_list(ctx.tr)], [to_home(ctx.tr)]))
