"""Link buttons under a draft: [links] → list → [add] → address → label → list; [remove]."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastOutcome
from bot.domain.broadcasts.compose import wording
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.broadcasts.audience.selection import author
from handlers.broadcasts.views import BroadcastButton, do, refuse
from handlers.shared.screens import Number, Pressed, Said, Typed, answer_once, ask, button, keyboard, show
from storage.broadcasts.compose import contents, drafts
from storage.core.db import Store


class LinkButton(CallbackData, prefix="bclink"):
    """Take a link away from under a draft: `mark` as `bot.domain.wording` makes it."""

    broadcast_id: Number
    mark: str


class Links(StatesGroup):
    address = State()
    label = State()


router = Router(name="broadcasts.compose.links")
router.message.filter(Said(states=Links))
router.callback_query.filter(Pressed(BroadcastButton, LinkButton))


@router.callback_query(BroadcastButton.filter(F.do == "links"))
async def show_links(
    query: CallbackQuery, callback_data: BroadcastButton, store: Store, tr: Translator, person: Person | None
) -> None:
    await put_links(query, callback_data.broadcast_id, store, tr, person)


async def put_links(
    event: Message | CallbackQuery, broadcast_id: int, store: Store, tr: Translator, person: Person | None
) -> None:
    draft = await store.read(drafts.own, broadcast_id, author(person))
    if draft is None:
        await refuse(event, tr, BroadcastOutcome.GONE)
        return
    await show(event, *links_screen(tr, draft))


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
async def ask_address(
    query: CallbackQuery,
    callback_data: BroadcastButton,
    state: FSMContext,
    store: Store,
    tr: Translator,
    person: Person | None,
) -> None:
    draft = await store.read(drafts.own, callback_data.broadcast_id, author(person))
    if draft is None:
        await refuse(query, tr, BroadcastOutcome.GONE)
    elif len(draft.links) >= wording.LINKS_MOST:
        await query.answer(tr.plain("wording-links-full"), show_alert=True)
    else:
        back = keyboard([do(tr, "wording-to-review", "review", draft.id)])
        await ask(query, state, Links.address, tr("wording-ask-url"), back, broadcast_id=draft.id)


@router.message(StateFilter(Links.address), Typed())
async def take_address(
    message: Message, typed: str, state: FSMContext, store: Store, tr: Translator, person: Person | None
) -> None:
    """The link is there at once, under the name of its site; the next question may give it another."""
    broadcast_id, url = (await state.get_data()).get("broadcast_id", 0), wording.web_address(typed)
    if url is None:
        await message.answer(tr("wording-bad-url"))
        return
    await state.clear()
    link = (wording.host(url), url)
    outcome = await store.write(contents.add_link, broadcast_id, author(person), link)
    if outcome is BroadcastOutcome.FULL:
        back = keyboard([do(tr, "wording-links", "links", broadcast_id)])
        await message.answer(tr("wording-links-full"), reply_markup=back)
    elif outcome is not BroadcastOutcome.DONE:
        await refuse(message, tr, outcome)
    else:
        as_is = keyboard([do(tr, "wording-label-as-is", "links", broadcast_id)])
        asked = {"broadcast_id": broadcast_id, "mark": wording.mark(link)}
        await ask(message, state, Links.label, tr("wording-ask-label", label=link[0]), as_is, **asked)


@router.message(StateFilter(Links.label), Typed())
async def take_label(
    message: Message, typed: str, state: FSMContext, store: Store, tr: Translator, person: Person | None
) -> None:
    data, label = await state.get_data(), wording.label(typed)
    if label is None:
        await message.answer(tr("wording-bad-label", most=wording.LABEL_MOST))
        return
    await state.clear()
    broadcast_id = data.get("broadcast_id", 0)
    outcome = await store.write(contents.name_link, broadcast_id, author(person), data.get("mark", ""), label)
    if outcome is BroadcastOutcome.DONE:
        await put_links(message, broadcast_id, store, tr, person)
    else:
        await refuse(message, tr, outcome)


@router.message(StateFilter(Links.address))
async def ask_address_again(message: Message, state: FSMContext, tr: Translator) -> None:
    await answer_once(message, state, tr("wording-bad-url"))


@router.message(StateFilter(Links.label))
async def ask_label_again(message: Message, state: FSMContext, tr: Translator) -> None:
    await answer_once(message, state, tr("wording-bad-label", most=wording.LABEL_MOST))


@router.callback_query(LinkButton.filter())
async def remove(
    query: CallbackQuery, callback_data: LinkButton, store: Store, tr: Translator, person: Person | None
) -> None:
    broadcast_id = callback_data.broadcast_id
    outcome = await store.write(contents.drop_link, broadcast_id, author(person), callback_data.mark)
    if outcome is BroadcastOutcome.DONE:
        await put_links(query, broadcast_id, store, tr, person)
    else:
        await refuse(query, tr, outcome)
