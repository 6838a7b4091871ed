"""A coordinator: what nobody found → words → [the answer they mean] → found from now on; [no use].

[Added words] → those led to answers, the newest first → words with their answer → [take away].
"""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.domain.faq import FaqTopic, of_topic
from bot.domain.people import Role, coordinates_somewhere
from bot.i18n import Translator
from bot.library import Library
from handlers.questions.views import TOPICS, MissesPage, to_topics
from handlers.shared.screens import Number, Pressed, button, keyboard, pager, show, to_menu
from storage.core.db import Store
from storage.questions import unanswered

PAGE_SIZE = 8
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
    """A page of the words that were led to answers."""

    page: Number


class TaughtButton(CallbackData, prefix="misl"):
    keyword: Number


router = Router(name="questions.unanswered")
router.callback_query.filter(
    Pressed(MissesPage, MissButton, TeachTopicButton, TeachButton, UnteachButton, TaughtPage, TaughtButton)
)


@router.callback_query(MissesPage.filter())
async def show_list(
    query: CallbackQuery, callback_data: MissesPage, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    await put_list(query, callback_data.page, store, tr, roles)


async def put_list(
    query: CallbackQuery, page: int, store: Store, tr: Translator, roles: frozenset[Role], done: str = ""
) -> None:
    """A page of misses; `done` is an alert that says what has just happened."""
    if not coordinates_somewhere(roles):
        await query.answer(tr.plain("not-allowed"), show_alert=True)
        return
    found, total = await store.read(unanswered.page, roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(_label(tr, each), MissButton(do="card", miss=each.id))] for each in found]
    turn = pager(tr, page, -(-total // PAGE_SIZE), MissesPage)
    taught = [button(tr.plain("taught-open"), TaughtPage(page=0))]
    await show(query, tr("misses", count=total), keyboard(*rows, turn, taught, [to_topics(tr), to_menu(tr)]), done)


def _label(tr: Translator, miss: unanswered.Miss) -> str:
    return tr.plain("miss-label", text=miss.text[:ON_A_BUTTON], count=str(miss.count))


@router.callback_query(MissButton.filter(F.do == "card"))
async def show_miss(
    query: CallbackQuery,
    callback_data: MissButton,
    store: Store,
    library: Library,
    tr: Translator,
    roles: frozenset[Role],
) -> None:
    """The words with the answers that come nearest, and all others by their topics."""
    miss = await store.read(unanswered.get, callback_data.miss, roles)
    if miss is None:
        await put_list(query, 0, store, tr, roles, tr.plain("miss-gone"))
        return
    shelf = await library.shelf(tr.locale)
    near = [shelf.entries[hit.id] for hit in await library.find(miss.text, await store.glance(unanswered.added))]
    answers = [[button(entry.question, TeachButton(miss=miss.id, entry=entry.id))] for entry in near]
    topics = [button(tr.plain(key), TeachTopicButton(miss=miss.id, topic=topic)) for topic, key in TOPICS.items()]
    pairs = [topics[first : first + 2] for first in range(0, len(topics), 2)]
    drop = button(tr.plain("miss-drop"), MissButton(do="drop", miss=miss.id))
    back = button(tr.plain("misses-open"), MissesPage(page=0))
    await show(query, tr("miss", text=miss.text, count=miss.count), keyboard(*answers, *pairs, [drop], [back]))


@router.callback_query(MissButton.filter(F.do == "drop"))
async def drop(
    query: CallbackQuery, callback_data: MissButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    was_there = await store.write(unanswered.drop, callback_data.miss, roles)
    await put_list(query, 0, store, tr, roles, "" if was_there else tr.plain("miss-gone"))


@router.callback_query(TeachTopicButton.filter())
async def choose_answer(
    query: CallbackQuery,
    callback_data: TeachTopicButton,
    store: Store,
    library: Library,
    tr: Translator,
    roles: frozenset[Role],
) -> None:
    miss = await store.read(unanswered.get, callback_data.miss, roles)
    if miss is None:
        await put_list(query, 0, store, tr, roles, tr.plain("miss-gone"))
        return
    shelf = await library.shelf(tr.locale)
    rows = [
        [button(entry.question, TeachButton(miss=miss.id, entry=entry.id))]
        for entry in of_topic(shelf.entries.values(), callback_data.topic)
    ]
    back = button(tr.plain("button-back-page"), MissButton(do="card", miss=miss.id))
    await show(query, tr("miss-choose", text=miss.text), keyboard(*rows, [back]))


@router.callback_query(TeachButton.filter())
async def teach(
    query: CallbackQuery,
    callback_data: TeachButton,
    store: Store,
    library: Library,
    tr: Translator,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    entry = (await library.shelf(tr.locale)).entries.get(callback_data.entry)
    miss = await store.read(unanswered.get, callback_data.miss, roles)
    keyword_id = await store.write(unanswered.teach, callback_data.miss, entry.id, roles, now) if entry else None
    if entry is None or miss is None or keyword_id is None:
        await put_list(query, 0, store, tr, roles, tr.plain("miss-gone"))
        return
    undo = button(tr.plain("miss-undo"), UnteachButton(keyword=keyword_id))
    back = button(tr.plain("misses-open"), MissesPage(page=0))
    await show(query, tr("miss-taught", text=miss.text, question=entry.question), keyboard([undo], [back]))


@router.callback_query(UnteachButton.filter())
async def unteach(
    query: CallbackQuery, callback_data: UnteachButton, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    """Back to the list of such words, or, after the last of them, to what nobody found."""
    was_there = await store.write(unanswered.unteach, callback_data.keyword, roles)
    done = tr.plain("miss-undone" if was_there else "miss-gone")
    _, left = await store.read(unanswered.taught, roles, 0, 1)
    await (put_taught if left else put_list)(query, 0, store, tr, roles, done)


@router.callback_query(TaughtPage.filter())
async def show_taught(
    query: CallbackQuery, callback_data: TaughtPage, store: Store, tr: Translator, roles: frozenset[Role]
) -> None:
    await put_taught(query, callback_data.page, store, tr, roles)


async def put_taught(
    query: CallbackQuery, page: int, store: Store, tr: Translator, roles: frozenset[Role], done: str = ""
) -> None:
    if not coordinates_somewhere(roles):
        await query.answer(tr.plain("not-allowed"), show_alert=True)
        return
    found, total = await store.read(unanswered.taught, roles, page * PAGE_SIZE, PAGE_SIZE)
    rows = [[button(each.words[:ON_A_BUTTON], TaughtButton(keyword=each.id))] for each in found]
    turn = pager(tr, page, -(-total // PAGE_SIZE), TaughtPage)
    back = button(tr.plain("misses-open"), MissesPage(page=0))
    await show(query, tr("taught", count=total), keyboard(*rows, turn, [back, to_menu(tr)]), done)


@router.callback_query(TaughtButton.filter())
async def show_taught_words(
    query: CallbackQuery,
    callback_data: TaughtButton,
    store: Store,
    library: Library,
    tr: Translator,
    roles: frozenset[Role],
) -> None:
    """The words with the answer they lead to; an answer that is no more is named by its id."""
    words = await store.read(unanswered.taught_words, callback_data.keyword, roles)
    if words is None:
        await put_taught(query, 0, store, tr, roles, tr.plain("miss-gone"))
        return
    entry = (await library.shelf(tr.locale)).entries.get(words.entry)
    undo = button(tr.plain("miss-undo"), UnteachButton(keyword=words.id))
    back = button(tr.plain("taught-open"), TaughtPage(page=0))
    said = tr("taught-words", text=words.words, question=entry.question if entry else words.entry)
    await show(query, said, keyboard([undo], [back]))
