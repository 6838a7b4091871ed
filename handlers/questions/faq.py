"""/faq → topic → question → answer → [what the words mean]; [all the words]. Three taps from the menu to any answer."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.config import Settings
from bot.domain.people import Person, Role
from bot.i18n import Translator
from bot.library import Library
from handlers.questions.views import (
    EntryButton,
    EntryWordsButton,
    FoundButton,
    TopicButton,
    WordsPage,
    entry_screen,
    entry_words_screen,
    topic_screen,
    topics_screen,
    words_screen,
)
from handlers.shared.citations import read_law
from handlers.shared.screens import Open, Pressed, Said, show
from storage.core.db import Store
from storage.questions import unanswered

router = Router(name="questions.faq")
router.message.filter(Said("faq"))
router.callback_query.filter(
    Pressed(TopicButton, EntryButton, FoundButton, EntryWordsButton, WordsPage, places=("faq",))
)


@router.message(Command("faq"))
@router.callback_query(Open.filter())
async def show_topics(
    event: Message | CallbackQuery, tr: Translator, person: Person | None, roles: frozenset[Role]
) -> None:
    await show(event, *topics_screen(tr, person, roles))


@router.callback_query(TopicButton.filter())
async def show_topic(query: CallbackQuery, callback_data: TopicButton, library: Library, tr: Translator) -> None:
    await show(query, *topic_screen(tr, await library.shelf(tr.locale), callback_data.topic))


@router.callback_query(EntryButton.filter())
@router.callback_query(FoundButton.filter())
async def show_entry(
    query: CallbackQuery,
    callback_data: EntryButton | FoundButton,
    store: Store,
    library: Library,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    roles: frozenset[Role],
    now: datetime,
) -> None:
    """The answer; one that is no more leads to the topics. Somebody who searched has found it."""
    if isinstance(callback_data, FoundButton) and callback_data.miss:
        await store.write(unanswered.resolve, callback_data.miss)
    shelf = await library.shelf(tr.locale)
    entry = shelf.entries.get(callback_data.entry)
    if entry is None:
        await show(query, *topics_screen(tr, person, roles), alert=tr.plain("faq-gone"))
        return
    await show(query, *entry_screen(tr, await read_law(store, tr, settings, now), shelf, entry))


@router.callback_query(EntryWordsButton.filter())
async def show_entry_words(
    query: CallbackQuery,
    callback_data: EntryWordsButton,
    library: Library,
    tr: Translator,
    person: Person | None,
    roles: frozenset[Role],
) -> None:
    shelf = await library.shelf(tr.locale)
    entry = shelf.entries.get(callback_data.entry)
    if entry is None:
        await show(query, *topics_screen(tr, person, roles), alert=tr.plain("faq-gone"))
        return
    await show(query, *entry_words_screen(tr, shelf, entry))


@router.callback_query(WordsPage.filter())
async def show_words(query: CallbackQuery, callback_data: WordsPage, library: Library, tr: Translator) -> None:
    shelf = await library.shelf(tr.locale)
    await show(query, *words_screen(tr, shelf.terms, callback_data.page))
