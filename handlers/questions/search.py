"""Any words that answer no open question → three answers, two lessons, stories or helpers that may fit → one of them.

The name of a place leads to its road.

The last conversation of all.
"""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.municipalities import fold
from bot.domain.questions import MISS_MAX, is_private
from bot.library import HELPER, STORY, Library
from bot.places import Places
from handlers.questions.shelf import find, shelf_of
from handlers.questions.views import FoundButton, to_person, to_topics
from handlers.questions.words import taken
from handlers.shared.buttons import HelperButton, LessonButton, RoadButton, RoadFromButton, StoryButton
from handlers.shared.context import Context
from handlers.shared.helpers import read_helpers
from handlers.shared.municipality import PAGE_SIZE, rows
from handlers.shared.screens import Open, Typed, button, keyboard, to_menu, words_of
from storage.questions import unanswered

# With three answers, a person to ask and two ways on there are eight buttons at most.
MORE_MOST = 2

router = Router(name="questions.search")


class Words(Filter):
    """Words that are no command, or what a person could understand. Conversations before have taken their answers."""

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool:
        if words := words_of(message):
            return not words.startswith("/")
        return raw_state is None and taken(message) is not None


router.message.filter(Words())


@router.message(Typed())
async def search(message: Message, ctx: Context, typed: str, library: Library, places: Places) -> None:
    if roads := await roads_to(ctx, places, typed):
        await message.reply(ctx.tr("search-place"), reply_markup=keyboard(*roads, [to_menu(ctx.tr)]))
        return
    hits = await find(ctx, library, typed)
    kept = fold(typed)[:MISS_MAX]
    # Every search counts as a miss until one of its answers is opened.
    miss = await ctx.store.write(unanswered.note, kept, ctx.now) if kept and not is_own(typed, library) else 0
    more = await more_rows(ctx, library, typed)
    if not hits and not more:
        await not_found(message, ctx)
        return
    shelf = await shelf_of(ctx, library)
    found = [shelf.entries[hit.id] for hit in hits]
    answers = [[button(entry.question, FoundButton(miss=miss, entry=entry.id))] for entry in found]
    buttons = keyboard(*answers, *more, [to_person(ctx.tr)], [to_topics(ctx.tr), to_menu(ctx.tr)])
    text = ctx.tr("search-found", count=len(hits)) if hits else ctx.tr("search-found-more")
    await message.reply(text, reply_markup=buttons)


async def more_rows(ctx: Context, library: Library, typed: str) -> list[list[InlineKeyboardButton]]:
    """Buttons to the lessons, stories and helpers that fit a line; each says what it is."""
    school, stories = (await library.shelf(ctx.tr.locale)).school, await library.practices()
    known = await read_helpers(ctx)
    rows = []
    for hit in await library.find_more(typed, most=MORE_MOST, helpers=[*known.values()]):
        kind, _, name = hit.id.partition(":")
        if f"{kind}:" == STORY:
            label = ctx.tr.plain("search-story", title=stories[name].title)
            rows.append([button(label, StoryButton(slug=name, group=""))])
        elif f"{kind}:" == HELPER:
            label = ctx.tr.plain("search-helper", title=known[name].name)
            rows.append([button(label, HelperButton(do="card", helper=name))])
        elif lesson := school.lesson(name):
            label = ctx.tr.plain("search-lesson", title=lesson.title)
            rows.append([button(label, LessonButton(lesson=name, screen=0))])
    return rows


@router.message()
async def offer_a_person(message: Message, ctx: Context) -> None:
    """A voice message, a photo or a file: no search can read it, a coordinator can."""
    buttons = keyboard([to_person(ctx.tr)], [to_menu(ctx.tr)])
    await answer_album_once(message, ctx, ctx.tr("search-media"), buttons)


async def answer_album_once(message: Message, ctx: Context, text: Markup, buttons: InlineKeyboardMarkup) -> None:
    """Reply to a message; of an album, to its first part."""
    album = message.media_group_id
    if album and (await ctx.state.get_data()).get("album") == album:
        return
    if album:
        await ctx.state.update_data(album=album)
    await message.reply(text, reply_markup=buttons)


async def roads_to(ctx: Context, places: Places, typed: str) -> list[list[InlineKeyboardButton]]:
    """Buttons to the roads of the places that a line names exactly; none where it is no place."""
    sighting = await places.find(typed)
    found = sighting.places[:PAGE_SIZE] if sighting.is_exact else ()
    return rows(ctx.tr, found, RoadButton, RoadFromButton)


def is_own(typed: str, library: Library) -> bool:
    """True when the words may be personal: then nothing of them is kept."""
    return is_private(typed) or library.names_somebody(typed)


async def not_found(message: Message, ctx: Context) -> None:
    """Offer other ways: a person to ask, the list of topics, the main conversations."""
    buttons = keyboard(
        [to_person(ctx.tr)],
        [button(ctx.tr.plain("menu-faq"), Open(place="faq"))],
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [button(ctx.tr.plain("learning-helpers"), Open(place="helpers"))],
        [
            button(ctx.tr.plain("menu-events"), Open(place="events")),
            button(ctx.tr.plain("menu-grants"), Open(place="grants")),
        ],
        [to_menu(ctx.tr)],
    )
    await message.reply(ctx.tr("search-nothing"), reply_markup=buttons)
