"""What news comes → [a topic] → ticked, or not any more. Without the consent → consent → ticked."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.people import Person, Purpose, Visitor
from bot.domain.topics import NewsTopic
from bot.i18n import Translator
from handlers.account.views import MunicipalitiesPage, put_privacy
from handlers.shared.screens import Open, Pressed, agreed_words, ask_consent, button, keyboard, show
from handlers.shared.topic_names import TOPICS
from storage.core.db import Store
from storage.law import municipalities
from storage.people import people, topics


class ChooseTopicButton(CallbackData, prefix="news-topic"):
    """`do` is choose, agree or drop."""

    do: str
    topic: NewsTopic


router = Router(name="account.news")
router.callback_query.filter(Pressed(ChooseTopicButton))


async def put_news(
    event: Message | CallbackQuery, person: Person, store: Store, tr: Translator, done: str = ""
) -> None:
    """What comes to somebody who agreed to news; `done` is an alert that says what has just happened."""
    home = await store.read(municipalities.get, person.municipality) if person.municipality else None
    chosen = await store.read(topics.of, person.id)
    now = tr("news-of-home", municipality=home.name) if home else tr("news-of-all")
    rows = [[_toggle(tr, topic, is_chosen=topic in chosen)] for topic in TOPICS]
    where = button(tr.plain("news-where"), MunicipalitiesPage(page=0))
    back = button(tr.plain("privacy-back"), Open(place="privacy"))
    await show(event, Markup("\n\n").join([now, tr("news-topics")]), keyboard(*rows, [where], [back]), done)


def _toggle(tr: Translator, topic: NewsTopic, *, is_chosen: bool) -> InlineKeyboardButton:
    name = tr.plain(TOPICS[topic])
    if is_chosen:
        return button(tr.plain("news-topic-chosen", topic=name), ChooseTopicButton(do="drop", topic=topic))
    return button(name, ChooseTopicButton(do="choose", topic=topic))


@router.callback_query(ChooseTopicButton.filter(F.do == "choose"))
async def choose_topic(
    query: CallbackQuery,
    callback_data: ChooseTopicButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
    now: datetime,
) -> None:
    if person is None or not person.agreed(Purpose.NOTIFICATIONS):
        agree = ChooseTopicButton(do="agree", topic=callback_data.topic)
        await ask_consent(query, tr, settings, Purpose.NOTIFICATIONS, agree, Open(place="privacy"))
        return
    await store.write(topics.choose, person.id, callback_data.topic, now)
    await put_news(query, person, store, tr)


@router.callback_query(ChooseTopicButton.filter(F.do == "agree"))
async def agree_to_topic(
    query: CallbackQuery,
    callback_data: ChooseTopicButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    visitor: Visitor,
    person: Person | None,
    now: datetime,
) -> None:
    words = agreed_words(query, tr, settings, Purpose.NOTIFICATIONS)
    if words is not None:
        agreed = (visitor, Purpose.NOTIFICATIONS, words, tr.locale, settings.timezone)
        person = await store.write(people.agree, *agreed, now)
    await choose_topic(query, callback_data, store, tr, settings, person, now)


@router.callback_query(ChooseTopicButton.filter(F.do == "drop"))
async def drop_topic(
    query: CallbackQuery,
    callback_data: ChooseTopicButton,
    store: Store,
    tr: Translator,
    settings: Settings,
    person: Person | None,
) -> None:
    """It goes at once; who has withdrawn since sees that there is no news at all."""
    if person:
        await store.write(topics.drop, person.id, callback_data.topic)
    if person and person.agreed(Purpose.NOTIFICATIONS):
        await put_news(query, person, store, tr)
    else:
        await put_privacy(query, person, store, tr, settings, tr.plain("news-off"))
