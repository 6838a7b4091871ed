"""The screens of prepared answers: buttons, the list of topics, an answer with its source."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.faq import Entry, FaqTopic, GlossaryTerm, is_due, of_topic, terms_in
from bot.domain.people import Purpose
from bot.i18n import Translator
from bot.library import Shelf
from handlers.shared.citations import Law, cite
from handlers.shared.context import Context
from handlers.shared.glossary import words_text
from handlers.shared.screens import Number, Open, button, keyboard, pager, to_menu
from handlers.shared.step_names import to_step

WORDS_ON_A_PAGE = 8
# Telegram shows a hundred buttons at most.
ENTRIES_MOST = 90
QUESTION_ON_A_BUTTON = 60


class FaqTopicButton(CallbackData, prefix="faqt"):
    topic: FaqTopic


class EntryButton(CallbackData, prefix="faq"):
    entry: str


class EntryWordsButton(CallbackData, prefix="faqw"):
    """The meaning of the terms in an answer."""

    entry: str


class WordsPage(CallbackData, prefix="words"):
    """A page of all terms of the glossary."""

    page: Number


class AskButton(CallbackData, prefix="ask"):
    """A question to a person.

    `do`: begin, place, agree; again, again-place, again-agree to type it anew, whatever was searched for before.
    `after` is the question that it continues, 0 for none. `slug` is the municipality it goes to, "region" for the
    whole region, "" while it is not known.
    """

    do: str
    after: Number
    slug: str


class OwnPage(CallbackData, prefix="askp"):
    """A page of a person's own questions."""

    page: Number


class OwnButton(CallbackData, prefix="askq"):
    """One of a person's questions. `do`: card, add, delete, delete-sure."""

    do: str
    question: Number


class RateButton(CallbackData, prefix="askr"):
    """`do`: yes, no: the answer to a question helped or did not."""

    do: str
    question: Number


class InboxPage(CallbackData, prefix="qsp"):
    """The beginning of a coordinator's inbox, whatever the page: it goes on with `InboxAfter`."""

    page: Number


class InboxAfter(CallbackData, prefix="qsa"):
    """The inbox behind the question that was seen last: since when it waits, in seconds, and its id."""

    at: Number
    question: Number


class DraftsPage(CallbackData, prefix="faqd"):
    """A page of the answers that came from questions, for administrators."""

    page: Number


class FiguresButton(CallbackData, prefix="qsf"):
    """`do`: show, table."""

    do: str


class MissesPage(CallbackData, prefix="missp"):
    """A page of searches without an answer, for coordinators."""

    page: Number


class FoundButton(CallbackData, prefix="faqf"):
    """An answer that a search offered; a press shows that the search was no miss."""

    miss: Number
    entry: str


TOPICS = {
    FaqTopic.BASICS: "topic-basics",
    FaqTopic.PEOPLE: "topic-people",
    FaqTopic.TERRITORY: "topic-territory",
    FaqTopic.MEETING: "topic-meeting",
    FaqTopic.CHARTER: "topic-charter",
    FaqTopic.MONEY: "topic-money",
    FaqTopic.WORK: "topic-work",
    FaqTopic.BOT: "topic-bot",
}


def topics_screen(ctx: Context) -> tuple[Markup, InlineKeyboardMarkup]:
    """All topics, two in a row, with the person's own questions and a coordinator's inbox."""
    topics = [button(ctx.tr.plain(key), FaqTopicButton(topic=topic)) for topic, key in TOPICS.items()]
    pairs = [topics[first : first + 2] for first in range(0, len(topics), 2)]
    words = button(ctx.tr.plain("words-all"), WordsPage(page=0))
    asks = ctx.person is not None and ctx.person.agreed(Purpose.QUESTIONS)
    own = [button(ctx.tr.plain("ask-own"), OwnPage(page=0))] if asks else []
    inbox: list[list[InlineKeyboardButton]] = []
    if ctx.coordinates():
        inbox = [
            [button(ctx.tr.plain("desk"), Open(place="questions"))],
            [button(ctx.tr.plain("misses-open"), MissesPage(page=0))],
        ]
    return ctx.tr("faq"), keyboard([to_person(ctx.tr, anew=True)], own, *pairs, [words], *inbox, [to_menu(ctx.tr)])


def topic_screen(tr: Translator, shelf: Shelf, topic: FaqTopic) -> tuple[Markup, InlineKeyboardMarkup]:
    rows = [[to_entry(entry)] for entry in of_topic(shelf.entries.values(), topic)[:ENTRIES_MOST]]
    text = tr("faq-topic", topic=tr.plain(TOPICS[topic]))
    return text, keyboard(*rows, [to_topics(tr), to_menu(tr)])


def to_entry(entry: Entry) -> InlineKeyboardButton:
    return button(entry.question[:QUESTION_ON_A_BUTTON], EntryButton(entry=entry.id))


def to_person(tr: Translator, key: str = "ask", *, anew: bool = False) -> InlineKeyboardButton:
    """The button that asks a person: the words that were just searched for or, with `anew`, words to type."""
    return button(tr.plain(key), AskButton(do="again" if anew else "begin", after=0, slug=""))


def to_topics(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("faq-topics"), Open(place="faq"))


def entry_screen(tr: Translator, law: Law, shelf: Shelf, entry: Entry) -> tuple[Markup, InlineKeyboardMarkup]:
    """An answer with its source, date and confidence, and the ways on: a step of the guide, terms, a person to ask."""
    source = cite(tr, entry.source, entry.as_of, entry.confidence, due=is_due(entry, law.today))
    parts = [tr("faq-question", question=entry.question), entry.answer, tr("faq-source", source=source)]
    if entry.confirmed_by:
        parts.append(tr("faq-confirmed", name=entry.confirmed_by))
    on = [to_step(tr, entry.step)] if entry.step else []
    has_words = bool(terms_in(entry.answer, shelf.terms))
    words = [button(tr.plain("words-open"), EntryWordsButton(entry=entry.id))] if has_words else []
    back = button(tr.plain("faq-back", topic=tr.plain(TOPICS[entry.topic])), FaqTopicButton(topic=entry.topic))
    return law.fill("\n\n".join(parts)), keyboard(on, words, [to_person(tr, "ask-instead")], [back, to_menu(tr)])


def entry_words_screen(tr: Translator, shelf: Shelf, entry: Entry) -> tuple[Markup, InlineKeyboardMarkup]:
    back = button(tr.plain("button-back-page"), EntryButton(entry=entry.id))
    return words_text(tr, terms_in(entry.answer, shelf.terms)), keyboard([back], [to_menu(tr)])


def words_screen(tr: Translator, terms: Sequence[GlossaryTerm], page: int) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of the glossary."""
    pages = max(1, -(-len(terms) // WORDS_ON_A_PAGE))
    page = min(page, pages - 1)
    shown = terms[page * WORDS_ON_A_PAGE : (page + 1) * WORDS_ON_A_PAGE]
    return words_text(tr, shown), keyboard(pager(tr, page, pages, WordsPage), [to_topics(tr), to_menu(tr)])
