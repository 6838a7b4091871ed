"""Any words that answer no open question → three answers that may fit → one of them. The last conversation of all."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.municipalities import fold
from bot.domain.questions import MISS_MAX, is_private
from bot.library import Library
from handlers.questions.views import FoundButton, to_person, to_topics
from handlers.shared.context import Context
from handlers.shared.screens import Open, Typed, button, keyboard, to_menu, words_of
from storage.questions import unanswered

router = Router(name="questions.search")


class Words(Filter):
    """Words that are no command. Conversations before this one have taken the answers to their questions."""

    async def __call__(self, message: Message) -> bool:
        return bool(words_of(message)) and not words_of(message).startswith("/")


router.message.filter(Words())


@router.message(Typed())
async def search(message: Message, ctx: Context, typed: str, library: Library) -> None:
    hits = await library.find(typed, await ctx.store.glance(unanswered.added))
    kept = fold(typed)[:MISS_MAX]
    # Every search counts as a miss until one of its answers is opened.
    miss = await ctx.store.write(unanswered.note, kept, ctx.now) if kept and not is_own(typed, library) else 0
    if not hits:
        await not_found(message, ctx)
        return
    shelf = await library.shelf(ctx.tr.locale)
    found = [shelf.entries[hit.id] for hit in hits]
    rows = [[button(entry.question, FoundButton(miss=miss, entry=entry.id))] for entry in found]
    buttons = keyboard(*rows, [to_person(ctx.tr)], [to_topics(ctx.tr), to_menu(ctx.tr)])
    await message.reply(ctx.tr("search-found", count=len(hits)), reply_markup=buttons)


def is_own(typed: str, library: Library) -> bool:
    """True when the words may be personal: then nothing of them is kept."""
    return is_private(typed) or library.names_somebody(typed)


async def not_found(message: Message, ctx: Context) -> None:
    """Offer other ways: a person to ask, the list of topics, the main conversations."""
    buttons = keyboard(
        [to_person(ctx.tr)],
        [button(ctx.tr.plain("menu-faq"), Open(place="faq"))],
        [button(ctx.tr.plain("menu-tos"), Open(place="tos"))],
        [
            button(ctx.tr.plain("menu-events"), Open(place="events")),
            button(ctx.tr.plain("menu-grants"), Open(place="grants")),
        ],
        [to_menu(ctx.tr)],
    )
    await message.reply(ctx.tr("search-nothing"), reply_markup=buttons)
