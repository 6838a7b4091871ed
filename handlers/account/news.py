"""The news that a person gets → [a topic] → ticked or unticked; without the consent → consent → ticked."""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message
from markupsafe import Markup

from bot.domain.people import Person, Purpose
from bot.domain.topics import NewsTopic
from bot.i18n import Translator
from bot.logs import get_logger
from handlers.account.views import NewsMunicipalitiesPage, put_privacy
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, button, keyboard
from handlers.shared.topic_names import TOPICS
from storage.law import municipalities
from storage.people import topics

log = get_logger(__name__)


class ChooseTopicButton(CallbackData, prefix="news-topic"):
    """`do` is choose, agree or drop."""

    do: str
    topic: NewsTopic


router = Router(name="account.news")
router.callback_query.filter(Pressed(ChooseTopicButton))


async def put_news(event: Message | CallbackQuery, ctx: Context, person: Person, done: str = "") -> None:
    """Show the news that a person who agreed gets; `done` is an alert with the result of the last step."""
    home = await ctx.store.read(municipalities.get, person.municipality) if person.municipality else None
    chosen = await ctx.store.read(topics.of, person.id)
    now = ctx.tr("news-of-home", municipality=home.name) if home else ctx.tr("news-of-all")
    rows = [[_toggle(ctx.tr, topic, is_chosen=topic in chosen)] for topic in TOPICS]
    where = button(ctx.tr.plain("news-where"), NewsMunicipalitiesPage(page=0))
    back = button(ctx.tr.plain("profile-back"), Open(place="profile"))
    await ctx.show(event, Markup("\n\n").join([now, ctx.tr("news-topics")]), keyboard(*rows, [where], [back]), done)


def _toggle(tr: Translator, topic: NewsTopic, *, is_chosen: bool) -> InlineKeyboardButton:
    name = tr.plain(TOPICS[topic])
    if is_chosen:
        return button(tr.plain("news-topic-chosen", topic=name), ChooseTopicButton(do="drop", topic=topic))
    return button(name, ChooseTopicButton(do="choose", topic=topic))


@router.callback_query(ChooseTopicButton.filter(F.do == "choose"))
async def choose_topic(query: CallbackQuery, ctx: Context, callback_data: ChooseTopicButton) -> None:
    agree = ChooseTopicButton(do="agree", topic=callback_data.topic)
    if person := await ctx.require(query, Purpose.NOTIFICATIONS, agree, Open(place="privacy")):
        await ctx.store.write(topics.choose, person.id, callback_data.topic, ctx.now)
        log.info("news topic on", person_id=person.id, topic=callback_data.topic)
        await put_news(query, ctx, person)


@router.callback_query(ChooseTopicButton.filter(F.do == "agree"))
async def agree_to_topic(query: CallbackQuery, ctx: Context, callback_data: ChooseTopicButton) -> None:
    await choose_topic(query, await ctx.agreed(query, Purpose.NOTIFICATIONS), callback_data)


@router.callback_query(ChooseTopicButton.filter(F.do == "drop"))
async def drop_topic(query: CallbackQuery, ctx: Context, callback_data: ChooseTopicButton) -> None:
    """Drop the topic at once. A person who has withdrawn the consent since gets no news at all and is told so."""
    if ctx.person:
        await ctx.store.write(topics.drop, ctx.person.id, callback_data.topic)
        log.info("news topic off", person_id=ctx.person.id, topic=callback_data.topic)
    if ctx.person and ctx.person.agreed(Purpose.NOTIFICATIONS):
        await put_news(query, ctx, ctx.person)
    else:
        await put_privacy(query, ctx, ctx.tr.plain("news-off"))
