"""A coordinator: searches without an answer → words → [the right answer] → found from now on; [no use].

[Added words] → words that coordinators linked to answers, the newest first → words with their answer → [take away].
"""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.domain.faq import FaqTopic, of_topic
from bot.i18n import Translator
from bot.library import Library
from bot.logs import get_logger
from handlers.questions.shelf import find, shelf_of
from handlers.questions.views import TOPICS, MissesPage, to_topics
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, button, keyboard, pager, to_menu
from storage.questions import unanswered

PAGE_SIZE = 4
ON_A_BUTTON = 40


class MissButton(CallbackData, prefix="miss"):
    """`do`: card, drop."""

    do: str
    miss: Number


class TeachTopicButton(CallbackData, prefix="mist"):
    miss: Number
    topic: FaqTopic


class TeachButton(CallbackData, prefix="mise"):
    miss: Number
    entry: str


class UnteachButton(CallbackData, prefix="misu"):
    keyword: Number


class TaughtPage(CallbackData, prefix="mislp"):
    """A page of the words that coordinators linked to answers."""

    page: Number


class TaughtButton(CallbackData, prefix="misl"):
    keyword: Number


log = get_logger(__name__)
router = Router(name="questions.unanswered")
router.callback_query.filter(
    Pressed(MissesPage, MissButton, TeachTopicButton, TeachButton, UnteachButton, TaughtPage, TaughtButton)
)


@router.callback_query(MissesPage.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: MissesPage) -> None:
    await put_list(query, ctx, callback_data.page)


async def put_list(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of misses; `done` is an alert with the result of the last step."""
    if not await ctx.require_coordinator(query):
        return
    found, total = await ctx.store.read(unanswered.page, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(_label(ctx.tr, each), MissButton(do="card", miss=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), MissesPage)
    taught = [button(ctx.tr.plain("taught-open"), TaughtPage(page=0))]
    buttons = keyboard(*rows, turn, taught, [to_topics(ctx.tr)])
    await ctx.show(query, ctx.tr("misses", count=total), buttons, done)


def _label(tr: Translator, miss: unanswered.Miss) -> str:
    return tr.plain("miss-label", text=miss.text[:ON_A_BUTTON], count=str(miss.count))


@router.callback_query(MissButton.filter(F.do == "card"))
async def show_miss(query: CallbackQuery, ctx: Context, callback_data: MissButton, library: Library) -> None:
    """Show the words with the nearest answers, and the topics for all other answers."""
    miss = await ctx.store.read(unanswered.get, callback_data.miss, ctx.roles)
    if miss is None:
        await put_list(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    shelf = await shelf_of(ctx, library)
    near = [shelf.entries[hit.id] for hit in await find(ctx, library, miss.text)]
    answers = [[button(entry.question, TeachButton(miss=miss.id, entry=entry.id))] for entry in near]
    topics = [button(ctx.tr.plain(key), TeachTopicButton(miss=miss.id, topic=topic)) for topic, key in TOPICS.items()]
    pairs = [topics[first : first + 2] for first in range(0, len(topics), 2)]
    drop = button(ctx.tr.plain("miss-drop"), MissButton(do="drop", miss=miss.id))
    back = button(ctx.tr.plain("misses-open"), MissesPage(page=0))
    await ctx.show(query, ctx.tr("miss", text=miss.text, count=miss.count), keyboard(*answers, *pairs, [drop], [back]))


@router.callback_query(MissButton.filter(F.do == "drop"))
async def drop(query: CallbackQuery, ctx: Context, callback_data: MissButton) -> None:
    was_there = await ctx.store.write(unanswered.drop, callback_data.miss, ctx.roles)
    if was_there:
        log.info("unanswered search dropped", miss_id=callback_data.miss, person_id=ctx.person_id)
    await put_list(query, ctx, 0, "" if was_there else ctx.tr.plain("miss-gone"))


@router.callback_query(TeachTopicButton.filter())
async def choose_answer(query: CallbackQuery, ctx: Context, callback_data: TeachTopicButton, library: Library) -> None:
    miss = await ctx.store.read(unanswered.get, callback_data.miss, ctx.roles)
    if miss is None:
        await put_list(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    shelf = await shelf_of(ctx, library)
    rows = [
        [button(entry.question, TeachButton(miss=miss.id, entry=entry.id))]
        for entry in of_topic(shelf.entries.values(), callback_data.topic)
    ]
    back = button(ctx.tr.plain("button-back-page"), MissButton(do="card", miss=miss.id))
    await ctx.show(query, ctx.tr("miss-choose", text=miss.text), keyboard(*rows, [back]))


@router.callback_query(TeachButton.filter())
async def teach(query: CallbackQuery, ctx: Context, callback_data: TeachButton, library: Library) -> None:
    entry = (await shelf_of(ctx, library)).entries.get(callback_data.entry)
    miss = await ctx.store.read(unanswered.get, callback_data.miss, ctx.roles)
    taught = (callback_data.miss, callback_data.entry, ctx.roles, ctx.now)
    keyword_id = await ctx.store.write(unanswered.teach, *taught) if entry else None
    if entry is None or miss is None or keyword_id is None:
        await put_list(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    log.info("keyword added", keyword_id=keyword_id, entry=entry.id, person_id=ctx.person_id)
    undo = button(ctx.tr.plain("miss-undo"), UnteachButton(keyword=keyword_id))
    back = button(ctx.tr.plain("misses-open"), MissesPage(page=0))
    await ctx.show(query, ctx.tr("miss-taught", text=miss.text, question=entry.question), keyboard([undo], [back]))


@router.callback_query(UnteachButton.filter())
async def unteach(query: CallbackQuery, ctx: Context, callback_data: UnteachButton) -> None:
    """Delete the words. Show the list of such words or, after the last one, the searches without an answer."""
    was_there = await ctx.store.write(unanswered.unteach, callback_data.keyword, ctx.roles)
    if was_there:
        log.info("keyword deleted", keyword_id=callback_data.keyword, person_id=ctx.person_id)
    done = ctx.tr.plain("miss-undone" if was_there else "miss-gone")
    _, left = await ctx.store.read(unanswered.taught, ctx.roles, 0, 1)
    await (put_taught if left else put_list)(query, ctx, 0, done)


@router.callback_query(TaughtPage.filter())
async def show_taught(query: CallbackQuery, ctx: Context, callback_data: TaughtPage) -> None:
    await put_taught(query, ctx, callback_data.page)


async def put_taught(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of the linked words; `done` is an alert with the result of the last step."""
    if not await ctx.require_coordinator(query):
        return
    found, total = await ctx.store.read(unanswered.taught, ctx.roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(each.words[:ON_A_BUTTON], TaughtButton(keyword=each.id))] for each in found]
    turn = pager(ctx.tr, page, -(-total // PAGE_SIZE), TaughtPage)
    back = button(ctx.tr.plain("misses-open"), MissesPage(page=0))
    await ctx.show(query, ctx.tr("taught", count=total), keyboard(*rows, turn, [back, to_menu(ctx.tr)]), done)


@router.callback_query(TaughtButton.filter())
async def show_taught_words(query: CallbackQuery, ctx: Context, callback_data: TaughtButton, library: Library) -> None:
    """Show the words with their answer; an answer that is gone is named by its id."""
    words = await ctx.store.read(unanswered.taught_words, callback_data.keyword, ctx.roles)
    if words is None:
        await put_taught(query, ctx, 0, ctx.tr.plain("miss-gone"))
        return
    entry = (await shelf_of(ctx, library)).entries.get(words.entry)
    undo = button(ctx.tr.plain("miss-undo"), UnteachButton(keyword=words.id))
    back = button(ctx.tr.plain("taught-open"), TaughtPage(page=0))
    said = ctx.tr("taught-words", text=words.words, question=entry.question if entry else words.entry)
    await ctx.show(query, said, keyboard([undo], [back]))
