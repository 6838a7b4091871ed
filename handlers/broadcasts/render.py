"""The messages of a broadcast as a reader gets them: one function for the preview, the test and the outbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
from bot.domain.broadcasts.compose.wording import Content, PlaceForms, Variable
from bot.domain.deliveries import Delivery
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.broadcasts.compose.variables import fault_words, longest_values, nowhere
from handlers.broadcasts.views import NewsButton, TopicButton
from handlers.shared.context import Context
from handlers.shared.screens import button, keyboard, link
from handlers.shared.topic_names import TOPICS
from storage.broadcasts.compose import contents, drafts
from storage.law import municipalities

MEDIA: dict[str, Callable[..., MediaUnion]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
# The page of a link is shown, as in messages between people. The bot's own messages show none.
PREVIEWED = LinkPreviewOptions(is_disabled=False)
NOT_TYPED: Mapping[str, Variable] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: their chat and name, and the forms of their municipality's name; empty where unknown."""

    chat_id: int
    name: str = ""
    municipality: PlaceForms = field(default_factory=dict)


def reader_of(row: Delivery, names: Mapping[str, PlaceForms]) -> Reader:
    """The reader of an outbox row; `names` are the forms of the municipalities' names by slug."""
    return Reader(row.chat_id, row.name, names.get(row.municipality or "", {}))


def said(
    broadcast: Broadcast, reader: Reader, tr: Translator, news: str, sent: int = 0
) -> tuple[TelegramMethod[Any], ...]:
    """The messages that a reader still has to get after the first `sent`; empty when they cannot be made any more.

    `news` is the action of the button that ends the news.
    """
    under = buttons_under(broadcast, tr, news)
    if broadcast.from_chat_id is None:
        return ()
    if broadcast.form is Form.ALBUM and broadcast.content:
        return _album(broadcast.content, reader, under, tr, sent)
    if broadcast.form is Form.TEXT and broadcast.content:
        text = wording.filled(broadcast.content.text, values_for(reader, tr))
        return (SendMessage(chat_id=reader.chat_id, text=text, reply_markup=under, link_preview_options=PREVIEWED),)
    if broadcast.message_id is None:
        return ()
    source, message_id = broadcast.from_chat_id, broadcast.message_id
    return (CopyMessage(chat_id=reader.chat_id, from_chat_id=source, message_id=message_id, reply_markup=under),)


def buttons_under(broadcast: Broadcast, tr: Translator, news: str) -> InlineKeyboardMarkup | None:
    """The author's links, and last the buttons that end the news; None without both."""
    rows = [[link(label, url)] for label, url in broadcast.links]
    rows += [[out] for out in _ways_out(broadcast.audience, tr, news)]
    return keyboard(*rows) if rows else None


def _ways_out(audience: Audience | None, tr: Translator, news: str) -> list[InlineKeyboardButton]:
    """The button that ends the topic, if the audience has one, and the button that ends all news; none without news."""
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
    """An album and, since it takes no buttons, a second message for them."""
    files = SendMediaGroup(chat_id=reader.chat_id, media=[media_of(*each) for each in content.files])
    words = tr("wording-album-links" if content.links else "wording-album-news")
    tail = SendMessage(chat_id=reader.chat_id, text=words, reply_markup=under)
    album = () if sent >= len(content.files) else (files,)
    return (*album, tail) if under and sent <= len(content.files) else album


def media_of(kind: str, file_id: str, caption: str) -> MediaUnion:
    return MEDIA[kind](media=file_id, caption=caption or None)


def values_for(reader: Reader, tr: Translator) -> dict[Variable, str]:
    """The values of the variables for a reader, with neutral words instead of an unknown name or municipality."""
    name = wording.called(reader.name) or tr.plain("wording-nobody")
    return {Variable.NAME: name, **(reader.municipality or nowhere(tr))}


async def preview(ctx: Context, draft: Broadcast, author: Person) -> Markup:
    """Send a draft to its author as readers get it. Returns the reason why that is impossible, or nothing.

    Readers get copies of this preview, which the author cannot edit, unlike the message that they wrote.
    """
    if flaw := await trouble(ctx, draft.form, draft.content):
        return flaw
    chat_id, names = ctx.visitor.chat_id, await ctx.store.read(contents.names, draft)
    reader = Reader(chat_id, author.name, names.get(author.municipality or "", {}))
    messages = said(draft, reader, ctx.tr, "try")
    try:
        shown = [await ctx.bot(message) for message in messages]
    except TelegramBadRequest:
        return ctx.tr("broadcast-no-preview")
    if shown and draft.form is Form.COPY:
        await ctx.store.write(drafts.copy_from, draft.id, author.id, chat_id, shown[0].message_id)
    return Markup() if shown else ctx.tr("broadcast-no-preview")


async def trouble(
    ctx: Context, form: Form, content: Content | None, typed: Mapping[str, Variable] = NOT_TYPED
) -> Markup:
    """The reason why Telegram would refuse the words of a draft; empty when it would not.

    `typed` are the spellings of variables in words that have just been typed.
    """
    tr = ctx.tr
    if content and form is Form.TEXT:
        known = await ctx.store.read(municipalities.all_municipalities)
        fault = wording.fault(content.text, longest_values(tr, known), typed)
        return fault_words(tr, fault) if fault else Markup()
    if content and form is Form.ALBUM:
        longest = max(wording.units(wording.plain(caption)) for _, _, caption in content.files)
        if longest > wording.CAPTION_MOST:
            return tr("wording-caption-long", length=longest, most=wording.CAPTION_MOST)
    return Markup()
