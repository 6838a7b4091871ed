"""The audience so far → [save] → a name; [saved audiences] → list → card → [use] [rename] [delete]."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.domain.broadcasts.broadcast import BroadcastOutcome
from bot.domain.broadcasts.compose import wording
from bot.logs import get_logger
from handlers.broadcasts.access import author_id, own_draft, refuse, require_author
from handlers.broadcasts.audience.selection import put_review
from handlers.broadcasts.audience.texts import said_of, to_whom
from handlers.broadcasts.audience.views import SavedPage
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, REFUSALS, do, to_home
from handlers.shared.buttons import BroadcastButton
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.broadcasts.audience import saved

GONE = "saved-gone"
NAME_MOST = 60


class SavedButton(CallbackData, prefix="bcset"):
    """A saved audience, to be used for a broadcast. `do`: show, use, name, drop, drop-sure."""

    do: str
    saved_id: Number
    broadcast_id: Number


class Saving(StatesGroup):
    name = State()
    other_name = State()


log = get_logger(__name__)

router = Router(name="broadcasts.audience.saved")
router.message.filter(Said(states=Saving))
router.callback_query.filter(Pressed(BroadcastButton, SavedPage, SavedButton))


@router.callback_query(BroadcastButton.filter(F.do == "save-who"))
async def ask_name(query: CallbackQuery, ctx: Context, callback_data: BroadcastButton) -> None:
    draft = await own_draft(query, ctx, callback_data.broadcast_id)
    if draft is None or not await require_author(query, ctx):
        return
    back = keyboard([do(ctx.tr, "audience-back", "who", draft.id)])
    await ctx.ask(query, Saving.name, ctx.tr("saved-ask-name"), back, broadcast_id=draft.id)


@router.message(StateFilter(Saving.name), Typed())
async def take_name(message: Message, ctx: Context, typed: str) -> None:
    broadcast_id, name = (await ctx.state.get_data()).get("broadcast_id", 0), wording.line(typed, NAME_MOST)
    await ctx.state.clear()
    kept = await ctx.store.write(saved.keep, broadcast_id, author_id(ctx), ctx.roles, name, ctx.now)
    log.info("audience saved", broadcast_id=broadcast_id, person_id=ctx.person_id, outcome=kept)
    if isinstance(kept, BroadcastOutcome):
        await refuse(message, ctx, REFUSALS[kept])
        return
    back = [do(ctx.tr, "audience-back", "who", broadcast_id)]
    await message.answer(ctx.tr("saved-kept", name=name), reply_markup=keyboard(back, [to_home(ctx.tr)]))


@router.callback_query(SavedPage.filter())
async def list_saved(query: CallbackQuery, ctx: Context, callback_data: SavedPage) -> None:
    if not await require_author(query, ctx):
        return
    broadcast_id, page = callback_data.broadcast_id, callback_data.page
    known = await ctx.store.read(saved.known, ctx.roles)
    pages = max(1, -(-len(known) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = known[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    rows = [[button(each.name[:NAME_ON_BUTTON], _to("show", each.id, broadcast_id))] for each in shown]
    turn = pager(ctx.tr, page, pages, lambda page: SavedPage(broadcast_id=broadcast_id, page=page))
    back = [do(ctx.tr, "broadcast-back-to-whom", "who", broadcast_id)]
    await ctx.show(query, ctx.tr("saved-list", count=len(known)), keyboard(*rows, turn, back))


def _to(what: str, saved_id: int, broadcast_id: int) -> SavedButton:
    return SavedButton(do=what, saved_id=saved_id, broadcast_id=broadcast_id)


@router.callback_query(SavedButton.filter(F.do == "show"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: SavedButton) -> None:
    if await require_author(query, ctx):
        await put_card(query, ctx, callback_data.saved_id, callback_data.broadcast_id)


async def put_card(event: Message | CallbackQuery, ctx: Context, saved_id: int, broadcast_id: int) -> None:
    found = await ctx.store.read(saved.get, saved_id, ctx.roles)
    if found is None:
        await refuse(event, ctx, GONE)
        return
    labels = {"use": "saved-use", "name": "wording-template-rename", "drop": "saved-drop"}
    rows = [[button(ctx.tr.plain(key), _to(what, saved_id, broadcast_id))] for what, key in labels.items()]
    text = ctx.tr("saved-card", name=found.name, to=to_whom(ctx.tr, found.audience, found.names))
    back = button(ctx.tr.plain("saved-open"), SavedPage(broadcast_id=broadcast_id, page=0))
    await ctx.show(event, text, keyboard(*rows, [back]))


@router.callback_query(SavedButton.filter(F.do == "use"))
async def use(query: CallbackQuery, ctx: Context, callback_data: SavedButton) -> None:
    """Give the draft this audience; name the parts that are gone."""
    saved_id, broadcast_id = callback_data.saved_id, callback_data.broadcast_id
    outcome = await ctx.store.write(saved.use, saved_id, broadcast_id, author_id(ctx), ctx.roles, ctx.now)
    log.info("saved audience used", broadcast_id=broadcast_id, saved_id=saved_id, outcome=outcome)
    if outcome is BroadcastOutcome.DONE:
        await put_review(query, ctx, broadcast_id)
    elif outcome is BroadcastOutcome.NOWHERE and (found := await ctx.store.read(saved.get, saved_id, ctx.roles)):
        gone = await ctx.store.read(saved.lost, found, ctx.now)
        lines = [ctx.tr("saved-lost-part", part=said_of(ctx.tr, part, name, part.join)) for part, name in gone]
        back = button(ctx.tr.plain("saved-open"), SavedPage(broadcast_id=broadcast_id, page=0))
        other = [do(ctx.tr, "broadcast-back-to-whom", "who", broadcast_id)]
        await ctx.show(query, Markup("\n").join([ctx.tr("saved-lost"), *lines]), keyboard([back], other))
    else:
        await refuse(query, ctx, REFUSALS[outcome])


@router.callback_query(SavedButton.filter(F.do == "name"))
async def ask_other_name(query: CallbackQuery, ctx: Context, callback_data: SavedButton) -> None:
    found = await ctx.store.read(saved.get, callback_data.saved_id, ctx.roles)
    if found is None:
        await refuse(query, ctx, GONE)
        return
    back = keyboard([button(ctx.tr.plain("button-no"), callback_data.model_copy(update={"do": "show"}))])
    ids = {"saved_id": found.id, "broadcast_id": callback_data.broadcast_id}
    await ctx.ask(query, Saving.other_name, ctx.tr("wording-ask-other-name", name=found.name), back, **ids)


@router.message(StateFilter(Saving.other_name), Typed())
async def take_other_name(message: Message, ctx: Context, typed: str) -> None:
    data, name = await ctx.state.get_data(), wording.line(typed, NAME_MOST)
    saved_id = data.get("saved_id", 0)
    await ctx.state.clear()
    if await ctx.store.write(saved.rename, saved_id, ctx.roles, name):
        await put_card(message, ctx, saved_id, data.get("broadcast_id", 0))
    else:
        await refuse(message, ctx, GONE)


@router.callback_query(SavedButton.filter(F.do == "drop"))
async def ask_before_dropping(query: CallbackQuery, ctx: Context, callback_data: SavedButton) -> None:
    found = await ctx.store.read(saved.get, callback_data.saved_id, ctx.roles)
    if found is None:
        await refuse(query, ctx, GONE)
        return
    sure = button(ctx.tr.plain("saved-drop"), callback_data.model_copy(update={"do": "drop-sure"}))
    back = button(ctx.tr.plain("button-no"), callback_data.model_copy(update={"do": "show"}))
    await ctx.show(query, ctx.tr("saved-drop-sure", name=found.name), keyboard([sure], [back]))


@router.callback_query(SavedButton.filter(F.do == "drop-sure"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: SavedButton) -> None:
    if not await ctx.store.write(saved.drop, callback_data.saved_id, ctx.roles):
        await refuse(query, ctx, GONE)
        return
    log.info("saved audience deleted", saved_id=callback_data.saved_id, person_id=ctx.person_id)
    back = button(ctx.tr.plain("saved-open"), SavedPage(broadcast_id=callback_data.broadcast_id, page=0))
    await ctx.show(query, ctx.tr("saved-dropped"), keyboard([back], [to_home(ctx.tr)]))


@router.message(StateFilter(Saving))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
