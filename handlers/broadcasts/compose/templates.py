"""Words kept for the next time: [keep] → name; [templates] → list → card → [begin a broadcast] · [rename] · [delete].

Coordinators of one municipality share theirs; those of the region see all.
"""

from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from markupsafe import Markup

from bot.config import Settings
from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Person, Role, Visitor
from bot.i18n import Texts, Translator
from handlers.broadcasts.audience.selection import author, put_review
from handlers.broadcasts.compose.message import admitted
from handlers.broadcasts.compose.variables import as_typed, spellings
from handlers.broadcasts.render import trouble
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, BroadcastButton, TemplatesButton, do, refuse, to_home
from handlers.shared.open_question import asked_anew, leave_question
from handlers.shared.screens import Number, Pressed, Said, Typed, answer_once, ask, button, keyboard, pager, show
from storage.broadcasts.compose import drafts, templates
from storage.broadcasts.compose.templates import Template
from storage.core.db import Store

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
async def keep(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    bot: Bot,
    state: FSMContext,
    store: Store,
    texts: Texts,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """Kept at once under its first words; the answer may name it otherwise."""
    if not await admitted(query, tr, settings, person, roles):
        return
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
        return
    asked = await ask_name_under(bot, visitor.chat_id, draft, tr)
    content = words_of(draft, asked, texts)
    if asked is None:
        await query.answer(tr.plain("wording-keep-gone"), show_alert=True)
    elif content is None:
        await leave_question()
        await asked.edit_text(tr("wording-keep-words-only"), reply_markup=back_to(tr, draft.id))
        await query.answer()
    else:
        name = wording.line(as_typed(tr, wording.plain(content.text)), NAME_ON_BUTTON)
        template_id = await store.write(templates.keep, author(person), roles, name, content, now)
        asked_anew()
        await state.set_data({"template_id": template_id, "broadcast_id": draft.id})
        await state.set_state(Naming.name)
        await query.answer()


async def ask_name_under(bot: Bot, chat_id: int, draft: Broadcast, tr: Translator) -> Message | None:
    """The question for a name, as an answer to the author's message; None when that is gone.

    Of a message that is copied the words are not stored. Telegram shows what is answered: so they are read here.
    """
    to = draft.message_id if draft.form is Form.COPY else None
    reply = ReplyParameters(message_id=to) if to else None
    text, buttons = tr("wording-ask-name"), back_to(tr, draft.id)
    try:
        return await bot.send_message(chat_id, text, reply_parameters=reply, reply_markup=buttons)
    except TelegramBadRequest:
        return None


def words_of(draft: Broadcast, asked: Message | None, texts: Texts) -> Content | None:
    """What a template of this draft says; None when it is no text."""
    if draft.form is Form.TEXT and draft.content:
        return draft.content
    shown = asked.reply_to_message if asked and draft.form is Form.COPY else None
    if shown is None or not shown.text:
        return None
    return Content(text=wording.translated(shown.html_text, spellings(texts)), links=draft.links)


def back_to(tr: Translator, broadcast_id: int) -> InlineKeyboardMarkup:
    return keyboard([do(tr, "wording-to-review", "review", broadcast_id)])


@router.message(StateFilter(Naming.name), Typed())
async def take_name(
    message: Message, typed: str, state: FSMContext, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    data, name = await state.get_data(), wording.line(typed, NAME_MOST)
    template_id, broadcast_id = data.get("template_id", 0), data.get("broadcast_id", 0)
    await state.clear()
    if not await store.write(templates.rename, template_id, roles, name):
        await refuse_gone(message, tr)
    elif broadcast_id:
        rows = [do(tr, "wording-to-review", "review", broadcast_id)], [to_list(tr)]
        await message.answer(tr("wording-template-kept", name=name), reply_markup=keyboard(*rows))
    else:
        await put_card(message, template_id, store, tr, roles)


def to_list(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("wording-templates"), TemplatesButton(page=0))


@router.message(StateFilter(Naming.name))
async def ask_name_again(message: Message, state: FSMContext, tr: Translator) -> None:
    await answer_once(message, state, tr("wording-bad-name"))


@router.callback_query(TemplatesButton.filter())
async def list_templates(
    query: CallbackQuery,
    callback_data: TemplatesButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    if await admitted(query, tr, settings, person, roles):
        await show(query, *list_screen(tr, await store.read(templates.known, roles), callback_data.page))


def list_screen(tr: Translator, known: list[Template], page: int) -> tuple[Markup, InlineKeyboardMarkup]:
    pages = max(1, -(-len(known) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = known[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(each.name[:NAME_ON_BUTTON], TemplateButton(do="show", template_id=each.id))] for each in shown]
    turn = pager(tr, page, pages, TemplatesButton)
    return tr("wording-templates-list", count=len(known)), keyboard(*rows, turn, [to_home(tr)])


@router.callback_query(TemplateButton.filter(F.do == "show"))
async def show_card(
    query: CallbackQuery, callback_data: TemplateButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    await put_card(query, callback_data.template_id, store, tr, roles)


async def put_card(
    event: Message | CallbackQuery, template_id: int, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    found = await store.read(templates.get, template_id, roles)
    if found is None:
        await refuse_gone(event, tr)
        return
    words = wording.plain(as_typed(tr, found.content.text))
    shown = words if len(words) <= WORDS_SHOWN else words[:WORDS_SHOWN] + "\u2026"
    labels = {"use": "wording-template-use", "name": "wording-template-rename", "drop": "wording-template-drop"}
    rows = [[button(tr.plain(key), TemplateButton(do=what, template_id=found.id))] for what, key in labels.items()]
    back = [to_list(tr)]
    await show(event, tr("wording-template", name=found.name, words=shown), keyboard(*rows, back))


async def refuse_gone(event: Message | CallbackQuery, tr: Translator) -> None:
    if isinstance(event, Message):
        await event.answer(tr("wording-template-gone"), reply_markup=keyboard([to_home(tr)]))
    else:
        await event.answer(tr.plain("wording-template-gone"), show_alert=True)


@router.callback_query(TemplateButton.filter(F.do == "use"))
async def use(
    query: CallbackQuery,
    callback_data: TemplateButton,
    bot: Bot,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The kept words become a draft. Those that Telegram would refuse now are told so before anything else."""
    if not await admitted(query, tr, settings, person, roles):
        return
    found = await store.read(templates.get, callback_data.template_id, roles)
    if found is None:
        await refuse_gone(query, tr)
    elif flaw := await trouble(store, Form.TEXT, found.content, tr):
        await show(query, flaw, keyboard([to_list(tr)], [to_home(tr)]))
    else:
        place = (author(person), visitor.chat_id, None)
        broadcast_id = await store.write(drafts.begin, *place, now, Form.TEXT, found.content)
        await put_review(query, broadcast_id, bot, store, tr, settings, visitor, person, roles, now)


@router.callback_query(TemplateButton.filter(F.do == "name"))
async def ask_other_name(
    query: CallbackQuery,
    callback_data: TemplateButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    roles: frozenset[Role],
) -> None:
    found = await store.read(templates.get, callback_data.template_id, roles)
    if found is None:
        await refuse_gone(query, tr)
        return
    back = keyboard([button(tr.plain("button-no"), TemplateButton(do="show", template_id=found.id))])
    await ask(query, state, Naming.name, tr("wording-ask-other-name", name=found.name), back, template_id=found.id)


@router.callback_query(TemplateButton.filter(F.do == "drop"))
async def ask_before_dropping(
    query: CallbackQuery, callback_data: TemplateButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    found = await store.read(templates.get, callback_data.template_id, roles)
    if found is None:
        await refuse_gone(query, tr)
        return
    sure = button(tr.plain("wording-template-drop"), TemplateButton(do="drop-sure", template_id=found.id))
    back = button(tr.plain("button-no"), TemplateButton(do="show", template_id=found.id))
    await show(query, tr("wording-template-drop-sure", name=found.name), keyboard([sure], [back]))


@router.callback_query(TemplateButton.filter(F.do == "drop-sure"))
async def drop(
    query: CallbackQuery, callback_data: TemplateButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    if not await store.write(templates.drop, callback_data.template_id, roles):
        await refuse_gone(query, tr)
        return
    await show(query, tr("wording-template-dropped"), keyboard([to_list(tr)], [to_home(tr)]))
