"""A broadcast as a reader gets it: one function for the preview, the test and everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import CopyMessage, SendMediaGroup, SendMessage, TelegramMethod
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MediaUnion,
)
from markupsafe import Markup

from bot.domain.broadcasts.audience.audience import Audience
from bot.domain.broadcasts.broadcast import Broadcast, Form
from bot.domain.broadcasts.compose import wording
from bot.domain.broadcasts.compose.wording import Content, Variable
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.broadcasts.compose.variables import fault_words, longest_values
from handlers.broadcasts.views import NewsButton, TopicButton
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, link
from handlers.shared.topic_names import TOPICS
from storage.broadcasts.compose import contents, drafts
from storage.core.db import Store
from storage.law import municipalities

MEDIA: dict[str, Callable[..., MediaUnion]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
# As what people write to each other: the page of a link is shown. What the bot itself says shows none.
PREVIEWED = LinkPreviewOptions(is_disabled=False)
NOT_TYPED: Mapping[str, Variable] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: `municipality` is a slug."""

    chat_id: int
    name: str = ""
    municipality: str | None = None


def said(
    broadcast: Broadcast, names: Mapping[str, str], reader: Reader, tr: Translator, news: str, sent: int = 0
) -> tuple[TelegramMethod[Any], ...]:
    """The messages that this reader is still to get after the first `sent`; none of what cannot be made any more.

    `names` are the municipalities' by slug; `news` is what the way out of the news does.
    """
    under = buttons_under(broadcast, tr, news)
    if broadcast.from_chat_id is None:
        return ()
    if broadcast.form is Form.ALBUM and broadcast.content:
        return _album(broadcast.content, reader, under, tr, sent)
    if broadcast.form is Form.TEXT and broadcast.content:
        text = wording.filled(broadcast.content.text, values_for(reader, names, tr))
        return (SendMessage(chat_id=reader.chat_id, text=text, reply_markup=under, link_preview_options=PREVIEWED),)
    if broadcast.message_id is None:
        return ()
    source, message_id = broadcast.from_chat_id, broadcast.message_id
    return (CopyMessage(chat_id=reader.chat_id, from_chat_id=source, message_id=message_id, reply_markup=under),)


def buttons_under(broadcast: Broadcast, tr: Translator, news: str) -> InlineKeyboardMarkup | None:
    """The author's links, and last the ways out of the news; None under what only participants or subscribers get."""
    rows = [[link(label, url)] for label, url in broadcast.links]
    rows += [[out] for out in _ways_out(broadcast.audience, tr, news)]
    return keyboard(*rows) if rows else None


def _ways_out(audience: Audience | None, tr: Translator, news: str) -> list[InlineKeyboardButton]:
    """Of the topic, where all have it for the sake of one, and of all news; none under what is no news."""
    if audience is None or not audience.is_news:
        return []
    all_news = button(tr.plain("broadcast-news-off"), NewsButton(do=news))
    if (topic := audience.topic) is None:
        return [all_news]
    less = tr.plain("news-topic-leave", topic=tr.plain(TOPICS[topic]))
    return [button(less, TopicButton(do=news, topic=topic)), all_news]


def _album(
    content: Content, reader: Reader, under: InlineKeyboardMarkup | None, tr: Translator, sent: int
) -> tuple[TelegramMethod[Any], ...]:
    """An album takes no buttons: they come under a second message."""
    files = SendMediaGroup(chat_id=reader.chat_id, media=[media_of(*each) for each in content.files])
    words = tr("wording-album-links" if content.links else "wording-album-news")
    tail = SendMessage(chat_id=reader.chat_id, text=words, reply_markup=under)
    album = () if sent >= len(content.files) else (files,)
    return (*album, tail) if under and sent <= len(content.files) else album


def media_of(kind: str, file_id: str, caption: str) -> MediaUnion:
    return MEDIA[kind](media=file_id, caption=caption or None)


def values_for(reader: Reader, names: Mapping[str, str], tr: Translator) -> dict[Variable, str]:
    """What the variables say to a reader; who has no name or municipality is called by a word that fits everybody."""
    return {
        Variable.NAME: wording.called(reader.name) or tr.plain("wording-nobody"),
        Variable.MUNICIPALITY: names.get(reader.municipality or "") or tr.plain("wording-nowhere"),
    }


async def preview(ctx: Context, draft: Broadcast, person: Person, chat_id: int) -> Markup:
    """Send a draft to its author as readers get it. Returns why that cannot be, or nothing.

    What is copied goes out from here: its author can change their own message, but not the one that was reviewed.
    """
    if flaw := await trouble(ctx.store, draft.form, draft.content, ctx.tr):
        return flaw
    names = await ctx.store.read(contents.names, draft)
    messages = said(draft, names, Reader(chat_id, person.name, person.municipality), ctx.tr, "try")
    try:
        shown = [await ctx.bot(message) for message in messages]
    except TelegramBadRequest:
        return ctx.tr("broadcast-no-preview")
    if shown and draft.form is Form.COPY:
        await ctx.store.write(drafts.copy_from, draft.id, person.id, chat_id, shown[0].message_id)
    return Markup() if shown else ctx.tr("broadcast-no-preview")


async def trouble(
    store: Store, form: Form, content: Content | None, tr: Translator, typed: Mapping[str, Variable] = NOT_TYPED
) -> Markup:
    """What of a draft's own words Telegram would refuse, and why; nothing when they are as they should be.

    `typed` are the spellings of variables in words that have just been typed.
    """
    if content and form is Form.TEXT:
        known = await store.read(municipalities.all_municipalities)
        fault = wording.fault(content.text, longest_values(tr, known), typed)
        return fault_words(tr, fault) if fault else Markup()
    if content and form is Form.ALBUM:
        longest = max(wording.units(wording.plain(caption)) for _, _, caption in content.files)
        if longest > wording.CAPTION_MOST:
            return tr("wording-caption-long", length=longest, most=wording.CAPTION_MOST)
    return Markup()
