"""[what to do] → the checklist, page by page → an entry → [done] | [until when] → typed day | [remove]; [add] → words.

A new entry is asked for its day at once; the question may be skipped.
"""

from datetime import date
from functools import partial

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.applications.applications import (
    ITEM_MAX,
    Access,
    Application,
    ApplicationOutcome,
    ChecklistItem,
    is_after_deadline,
    new_documents,
)
from bot.domain.time import local_date
from bot.domain.words import one_line, says_something
from bot.files.application_words import item_name, title_of
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.applications.access import refuse, require, to_application
from handlers.applications.buttons import ApplicationButton, ItemButton, ItemsPage
from handlers.applications.views import ON_BUTTON, may_change
from handlers.shared.context import Context
from handlers.shared.parse_dates import NotRead, TimeButton, above, example, expect, from_minutes, read_day
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, pager
from storage.applications import items

PAGE_SIZE = 4


class Listing(StatesGroup):
    item = State()
    day = State()


router = Router(name="applications.checklist")
router.message.filter(Said(states=Listing))
router.callback_query.filter(Pressed(ApplicationButton, ItemsPage, ItemButton, TimeButton))
log = get_logger(__name__)


@router.callback_query(ItemsPage.filter())
async def show_items(query: CallbackQuery, ctx: Context, callback_data: ItemsPage) -> None:
    await put_items(query, ctx, callback_data.application_id, callback_data.page)


async def put_items(
    event: Message | CallbackQuery, ctx: Context, application_id: int, page: int = 0, alert: str = ""
) -> None:
    found = await require(event, ctx, application_id)
    if found is None:
        return
    await ctx.show(event, items_text(ctx, found), items_buttons(ctx, found, page), alert)


def items_text(ctx: Context, application: Application) -> Markup:
    """Every entry: what is open by its date, then what is done; a date that has passed or comes too late says so."""
    tr = ctx.tr
    done = [each for each in application.items if each.done_at is not None]
    lines = [item_line(ctx, application, each) for each in (*application.left, *done)]
    head = tr("apply-items-head", title=title_of(tr, application), done=len(done), count=len(application.items))
    return Markup("\n").join([head, "", *(lines or [tr("apply-items-none")])])


def item_line(ctx: Context, application: Application, item: ChecklistItem) -> Markup:
    tr, name = ctx.tr, item_name(ctx.tr, item)
    if item.done_at is not None:
        return tr("apply-item-done", item=name)
    if item.due_on is None:
        return tr("apply-item-open", item=name)
    day = tr.day_month(item.due_on) if item.due_on.year == ctx.now.year else tr.day(item.due_on)
    if item.due_on < local_date(ctx.now, ctx.zone):
        return tr("apply-item-late", item=name, day=day)
    key = "apply-item-too-late" if is_after_deadline(application, item.due_on, ctx.zone) else "apply-item-until"
    return tr(key, item=name, day=day)


def items_buttons(ctx: Context, application: Application, page: int) -> InlineKeyboardMarkup:
    """A page of the entries; documents that the programme has got since take the place of one."""
    tr, mine, fresh = ctx.tr, may_change(ctx, application), new_documents(application)
    size = PAGE_SIZE - bool(fresh)
    pages = max(1, -(-len(application.items) // size))
    page = min(page, pages - 1)
    order = [*application.left, *(each for each in application.items if each.done_at is not None)]
    shown = order[page * size : (page + 1) * size]
    rows = [[item_button(tr, each)] for each in shown]
    turn = pager(tr, page, pages, partial(ItemsPage, application_id=application.id))
    add = [button(tr.plain("apply-item-add"), ApplicationButton(do="item-new", application_id=application.id))]
    more = button(
        tr.plain("apply-documents-new", count=len(fresh)),
        ApplicationButton(do="documents", application_id=application.id),
    )
    offered = [more] if fresh else []
    return keyboard(*rows, turn, [*add, *offered] if mine else [], [to_application(tr, application.id)])


def item_button(tr: Translator, item: ChecklistItem) -> InlineKeyboardButton:
    mark = "apply-ticked" if item.done_at is not None else "apply-unticked"
    label = tr.plain(mark, item=item_name(tr, item))[:ON_BUTTON]
    return button(label, ItemButton(do="card", item_id=item.id))


@router.callback_query(ItemButton.filter(F.do == "card"))
async def show_item(query: CallbackQuery, ctx: Context, callback_data: ItemButton) -> None:
    await put_item(query, ctx, callback_data.item_id)


async def put_item(event: Message | CallbackQuery, ctx: Context, item_id: int, alert: str = "") -> None:
    found = await held(event, ctx, item_id)
    if found is None:
        return
    application, item = found
    tr = ctx.tr
    parts = [tr("apply-item-head", item=item_name(tr, item)), item_line(ctx, application, item)]
    if item.done_at is not None:
        name = item.done_by or tr.plain("apply-somebody")
        parts.append(tr("apply-item-done-by", name=name, day=tr.day(local_date(item.done_at, ctx.zone))))
    if item.due_on and item.done_at is None and is_after_deadline(application, item.due_on, ctx.zone):
        parts.append(tr("apply-item-after-deadline"))
    await ctx.show(event, Markup("\n\n").join(parts), item_buttons(ctx, application, item), alert)


def item_buttons(ctx: Context, application: Application, item: ChecklistItem) -> InlineKeyboardMarkup:
    ways = {"undone": "apply-item-undo"} if item.done_at else {"done": "apply-item-do", "day": "apply-item-set-day"}
    ways |= {"no-day": "apply-item-no-day"} if item.due_on and not item.done_at else {}
    ways |= {"remove": "apply-item-remove"}
    rows = [[button(ctx.tr.plain(key), ItemButton(do=do, item_id=item.id))] for do, key in ways.items()]
    back = button(ctx.tr.plain("apply-to-items"), ItemsPage(application_id=application.id, page=0))
    return keyboard(*(rows if may_change(ctx, application) else []), [back])


async def held(
    event: Message | CallbackQuery, ctx: Context, item_id: int, access: Access = Access.VIEWER
) -> tuple[Application, ChecklistItem] | None:
    """An entry with its application, for a member with this right; else the reason is given and None returned."""
    application = await require(event, ctx, await ctx.store.read(items.application_of, item_id), access)
    item = next((each for each in application.items if each.id == item_id), None) if application else None
    return (application, item) if application and item else None


@router.callback_query(ItemButton.filter(F.do.in_({"done", "undone"})))
async def tick(query: CallbackQuery, ctx: Context, callback_data: ItemButton) -> None:
    """Tick an entry, or take the tick away, and show the checklist."""
    item_id, is_done = callback_data.item_id, callback_data.do == "done"
    application_id = await ctx.store.read(items.application_of, item_id)
    outcome = await ctx.store.write(items.tick, item_id, ctx.person_id or 0, is_done, ctx.now)
    log.info("application entry ticked", item_id=item_id, person_id=ctx.person_id, done=is_done, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_items(query, ctx, application_id, alert="")


@router.callback_query(ItemButton.filter(F.do == "remove"))
async def remove(query: CallbackQuery, ctx: Context, callback_data: ItemButton) -> None:
    application_id = await ctx.store.read(items.application_of, callback_data.item_id)
    outcome = await ctx.store.write(items.remove, callback_data.item_id, ctx.person_id or 0, ctx.now)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(query, ctx, outcome)
        return
    await put_items(query, ctx, application_id)


@router.callback_query(ApplicationButton.filter(F.do == "documents"))
async def add_documents(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    """Add the documents that the programme has got since."""
    application_id = callback_data.application_id
    added = await ctx.store.write(items.add_new_documents, application_id, ctx.person_id or 0, ctx.now)
    if isinstance(added, ApplicationOutcome):
        await refuse(query, ctx, added)
        return
    await put_items(query, ctx, application_id, alert=ctx.tr.plain("apply-documents-added", count=added))


@router.callback_query(ApplicationButton.filter(F.do == "item-new"))
async def ask_item(query: CallbackQuery, ctx: Context, callback_data: ApplicationButton) -> None:
    found = await require(query, ctx, callback_data.application_id, Access.HELPER)
    if found:
        cancel = button(ctx.tr.plain("button-cancel"), ItemsPage(application_id=found.id, page=0))
        await ctx.ask(query, Listing.item, ctx.tr("apply-ask-item"), keyboard([cancel]), application_id=found.id)


@router.message(StateFilter(Listing.item), Typed())
async def take_item(message: Message, ctx: Context, typed: str) -> None:
    text = one_line(typed)
    if not says_something(text) or len(text) > ITEM_MAX:
        key = "too-long" if len(text) > ITEM_MAX else "want-words"
        await message.answer(ctx.tr(key, typed=len(text), most=ITEM_MAX))
        return
    application_id = (await ctx.state.get_data()).get("application_id", 0)
    made = await ctx.store.write(items.add, application_id, ctx.person_id or 0, text, ctx.now)
    if isinstance(made, ApplicationOutcome):
        await ctx.state.clear()
        await refuse(message, ctx, made)
        return
    log.info("application entry added", application_id=application_id, person_id=ctx.person_id, item_id=made)
    await put_day_question(message, ctx, made)


@router.callback_query(ItemButton.filter(F.do == "day"))
async def ask_day(query: CallbackQuery, ctx: Context, callback_data: ItemButton) -> None:
    if await held(query, ctx, callback_data.item_id, Access.HELPER):
        await put_day_question(query, ctx, callback_data.item_id)


async def put_day_question(
    event: Message | CallbackQuery, ctx: Context, item_id: int, problem: NotRead | None = None
) -> None:
    found = await held(event, ctx, item_id, Access.HELPER)
    if found is None:
        return
    sample = example(ctx.tr, expect(ctx.tr, ctx.now, ctx.zone, needs_hour=False))
    text = ctx.tr("apply-ask-day", item=item_name(ctx.tr, found[1]), example=sample)
    skip = button(ctx.tr.plain("apply-no-day"), ItemButton(do="no-day", item_id=item_id))
    await ctx.ask(event, Listing.day, *above(problem, text, keyboard([skip])), item_id=item_id)


@router.message(StateFilter(Listing.day), Typed())
async def take_day(message: Message, ctx: Context, typed: str) -> None:
    item_id = (await ctx.state.get_data()).get("item_id", 0)
    found = read_day(typed, ctx.tr, expect(ctx.tr, ctx.now, ctx.zone, needs_hour=False))
    if isinstance(found, NotRead):
        await put_day_question(message, ctx, item_id, found)
        return
    await keep_day(message, ctx, item_id, found)


@router.callback_query(TimeButton.filter(), StateFilter(Listing.day))
async def take_pressed_day(query: CallbackQuery, ctx: Context, callback_data: TimeButton) -> None:
    item_id = (await ctx.state.get_data()).get("item_id", 0)
    await keep_day(query, ctx, item_id, from_minutes(callback_data.at).date())


@router.callback_query(ItemButton.filter(F.do == "no-day"))
async def take_no_day(query: CallbackQuery, ctx: Context, callback_data: ItemButton) -> None:
    await keep_day(query, ctx, callback_data.item_id, None)


async def keep_day(event: Message | CallbackQuery, ctx: Context, item_id: int, on: date | None) -> None:
    """Keep the day. One after the deadline is kept, too, and the card says what is wrong with it."""
    await ctx.state.clear()
    outcome = await ctx.store.write(items.set_day, item_id, ctx.person_id or 0, on, ctx.now)
    log.info("application entry dated", item_id=item_id, person_id=ctx.person_id, outcome=outcome)
    if outcome is not ApplicationOutcome.DONE:
        await refuse(event, ctx, outcome)
        return
    await put_item(event, ctx, item_id)


@router.message(StateFilter(Listing))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))
