"""Any words outside a question → three answers that may fit → one of them. The last conversation of all."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.municipalities import fold
from bot.domain.questions import MISS_MAX, is_private
from bot.i18n import Translator
from bot.library import Library
from handlers.questions.views import FoundButton, to_person, to_topics
from handlers.shared.screens import Open, Typed, button, keyboard, to_menu
from storage.core.db import Store
from storage.questions import unanswered

router = Router(name="questions.search")


class Words(Filter):
    """Words that are no command: the conversations before this one took those that answer their questions."""

    async def __call__(self, message: Message) -> bool:
        return bool(message.text) and not (message.text or "").startswith("/")


router.message.filter(Words())


@router.message(Typed())
async def search(message: Message, typed: str, store: Store, library: Library, tr: Translator, now: datetime) -> None:
    hits = await library.find(typed, await store.glance(unanswered.added))
    kept = fold(typed)[:MISS_MAX]
    # Every search counts as a miss until one of its answers is opened.
    miss = await store.write(unanswered.note, kept, now) if kept and not is_own(typed, library) else 0
    if not hits:
        await not_found(message, tr)
        return
    shelf = await library.shelf(tr.locale)
    found = [shelf.entries[hit.id] for hit in hits]
    rows = [[button(entry.question, FoundButton(miss=miss, entry=entry.id))] for entry in found]
    buttons = keyboard(*rows, [to_person(tr)], [to_topics(tr), to_menu(tr)])
    await message.reply(tr("search-found", count=len(hits)), reply_markup=buttons)


def is_own(typed: str, library: Library) -> bool:
    """Whether the words may be somebody's own: then nothing of them is kept."""
    return is_private(typed) or library.names_somebody(typed)


async def not_found(message: Message, tr: Translator) -> None:
    """A way on all the same: other words, a list, the menu's first rooms."""
    buttons = keyboard(
        [to_person(tr)],
        [button(tr.plain("menu-faq"), Open(place="faq"))],
        [button(tr.plain("menu-tos"), Open(place="tos"))],
        [button(tr.plain("menu-events"), Open(place="events")), button(tr.plain("menu-grants"), Open(place="grants"))],
        [to_menu(tr)],
    )
    await message.reply(tr("search-nothing"), reply_markup=buttons)
