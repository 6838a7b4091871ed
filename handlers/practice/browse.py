"""/practice → topics, cheap ones, the oblast's → list → story; any words meanwhile → the stories that fit."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.domain.catalogue.wording import take_sum
from bot.domain.practices import Practice, chosen, won_with
from bot.library import STORY, Library
from bot.vocabulary import words_of_wishes
from handlers.practice.views import (
    StoryTopicsButton,
    found_screen,
    list_screen,
    start_screen,
    story_screen,
    topics_screen,
    won_screen,
)
from handlers.shared.buttons import PracticesButton, StoryButton, WonButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed
from storage import grants
from storage.law import municipalities

FOUND_MOST, CHEAPEST_MOST, SHOWN_TYPED = 5, 5, 100


class Seeking(StatesGroup):
    words = State()


router = Router(name="practice.browse")
router.message.filter(Said("practice", states=Seeking))
router.callback_query.filter(Pressed(PracticesButton, StoryButton, StoryTopicsButton, WonButton, places=("practice",)))


@router.message(Command("practice"))
@router.callback_query(Open.filter(F.place == "practice"))
async def show_start(event: Message | CallbackQuery, ctx: Context, library: Library) -> None:
    """Offer the ways to the stories, and wait for words."""
    await ctx.ask(event, Seeking.words, *start_screen(ctx.tr, len(await library.practices())))


@router.callback_query(StoryTopicsButton.filter())
async def ask_topic(query: CallbackQuery, ctx: Context) -> None:
    await ctx.show(query, *topics_screen(ctx.tr))


@router.callback_query(PracticesButton.filter())
async def show_list(query: CallbackQuery, ctx: Context, callback_data: PracticesButton, library: Library) -> None:
    group, page = callback_data.group, callback_data.page
    await ctx.show(query, *list_screen(ctx.tr, chosen((await library.practices()).values(), group), group, page))


@router.callback_query(WonButton.filter())
async def show_won(query: CallbackQuery, ctx: Context, callback_data: WonButton, library: Library) -> None:
    """Show what a grant has paid for."""
    programme = await ctx.store.read(grants.get, callback_data.programme_id)
    if programme is None:
        await ctx.refuse(query, "grant-gone")
        return
    stories = won_with((await library.practices()).values(), programme.slug)
    await ctx.show(query, *won_screen(ctx.tr, stories, programme, callback_data.page))


@router.callback_query(StoryButton.filter())
async def show_story(query: CallbackQuery, ctx: Context, callback_data: StoryButton, library: Library) -> None:
    """Show a story, or where to begin when it is gone."""
    stories = await library.practices()
    story = stories.get(callback_data.slug)
    if story is None:
        await ctx.show(query, *start_screen(ctx.tr, len(stories)), alert=ctx.tr.plain("practice-gone"))
        return
    names = {each.slug: each.name for each in await ctx.store.read(municipalities.all_municipalities)}
    await ctx.show(query, *story_screen(ctx.tr, story, names, callback_data.group))


@router.message(StateFilter(Seeking), Typed())
async def seek(message: Message, ctx: Context, typed: str, library: Library) -> None:
    """Find stories by words, a place or a sum; the question stays open, so that more words may follow."""
    found = await stories_for(library, typed)
    await ctx.show(message, *found_screen(ctx.tr, found, typed[:SHOWN_TYPED]))


@router.message(StateFilter(Seeking))
async def want_words(message: Message, ctx: Context, library: Library) -> None:
    text, buttons = start_screen(ctx.tr, len(await library.practices()))
    await ctx.answer_once(message, text, buttons)


async def stories_for(library: Library, typed: str) -> list[Practice]:
    """The stories that fit typed words; for a sum, those that cost no more, the dearest of them first."""
    stories = await library.practices()
    if most := take_sum(typed.casefold(), words_of_wishes())[0]:
        within = [each for each in stories.values() if each.spent is not None and each.spent <= most]
        return sorted(within, key=lambda each: -(each.spent or 0))[:CHEAPEST_MOST]
    hits = await library.find_more(typed, STORY, FOUND_MOST)
    return [stories[hit.id.removeprefix(STORY)] for hit in hits]
