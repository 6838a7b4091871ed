"""/faq → topic → question → answer → [what the words mean]; [all the words]. Any answer is three taps from the menu."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.library import Library
from handlers.questions.shelf import shelf_of
from handlers.questions.views import (
    EntryButton,
    EntryWordsButton,
    FaqTopicButton,
    FoundButton,
    WordsPage,
    entry_screen,
    entry_words_screen,
    topic_screen,
    topics_screen,
    words_screen,
)
from handlers.shared.citations import read_law
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said
from storage.questions import unanswered

router = Router(name="questions.faq")
router.message.filter(Said("faq"))
router.callback_query.filter(
    Pressed(FaqTopicButton, EntryButton, FoundButton, EntryWordsButton, WordsPage, places=("faq",))
)


@router.message(Command("faq"))
@router.callback_query(Open.filter())
async def show_topics(event: Message | CallbackQuery, ctx: Context) -> None:
    await ctx.show(event, *topics_screen(ctx))


@router.callback_query(FaqTopicButton.filter())
async def show_topic(query: CallbackQuery, ctx: Context, callback_data: FaqTopicButton, library: Library) -> None:
    await ctx.show(query, *topic_screen(ctx.tr, await shelf_of(ctx, library), callback_data.topic))


@router.callback_query(EntryButton.filter())
@router.callback_query(FoundButton.filter())
async def show_entry(
    query: CallbackQuery, ctx: Context, callback_data: EntryButton | FoundButton, library: Library
) -> None:
    """Show the answer, or the topics when it is gone. An answer opened from a search resolves that search."""
    if isinstance(callback_data, FoundButton) and callback_data.miss:
        await ctx.store.write(unanswered.resolve, callback_data.miss)
    shelf = await shelf_of(ctx, library)
    entry = shelf.entries.get(callback_data.entry)
    if entry is None:
        await ctx.show(query, *topics_screen(ctx), alert=ctx.tr.plain("faq-gone"))
        return
    await ctx.show(query, *entry_screen(ctx.tr, await read_law(ctx), shelf, entry))


@router.callback_query(EntryWordsButton.filter())
async def show_entry_words(
    query: CallbackQuery, ctx: Context, callback_data: EntryWordsButton, library: Library
) -> None:
    shelf = await shelf_of(ctx, library)
    entry = shelf.entries.get(callback_data.entry)
    if entry is None:
        await ctx.show(query, *topics_screen(ctx), alert=ctx.tr.plain("faq-gone"))
        return
    await ctx.show(query, *entry_words_screen(ctx.tr, shelf, entry))


@router.callback_query(WordsPage.filter())
async def show_words(query: CallbackQuery, ctx: Context, callback_data: WordsPage, library: Library) -> None:
    shelf = await shelf_of(ctx, library)
    await ctx.show(query, *words_screen(ctx.tr, shelf.terms, callback_data.page))
