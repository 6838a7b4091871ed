"""An answered question → [to the prepared answers] → a draft → an administrator: words, source, topic → [publish].

A published answer is found by the search at once, with its source, its day and who confirmed it.
"""

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.faq import FaqTopic
from bot.domain.people import may_administer
from bot.domain.questions import ANSWER_MAX, QUESTION_MAX, is_private
from bot.i18n import Translator
from bot.logs import get_logger
from bot.outbox import Notification
from handlers.questions.inbox import put_card
from handlers.questions.inbox_views import InboxButton, to_inbox
from handlers.questions.office import office_of
from handlers.questions.views import TOPICS, DraftsPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, Pressed, Said, Typed, button, keyboard, pager
from storage.questions import published
from storage.questions.published import Published, PublishOutcome

PAGE_SIZE, ON_A_BUTTON = 6, 44
LONGEST = {"question": QUESTION_MAX // 5, "answer": ANSWER_MAX, "source": 300}
ASKED = {"question": "entry-ask-question", "answer": "entry-ask-answer", "source": "entry-ask-source"}
REFUSALS = {
    PublishOutcome.GONE: "entry-gone",
    PublishOutcome.FORBIDDEN: "not-allowed",
    PublishOutcome.NO_SOURCE: "entry-no-source",
    PublishOutcome.NO_OWN_WORDS: "entry-no-own-words",
}


class EntryEditButton(CallbackData, prefix="faqe"):
    """`do`: card, question, answer, source, topics, publish, remove."""

    do: str
    entry: Number


class EntryTopicButton(CallbackData, prefix="faqet"):
    entry: Number
    topic: FaqTopic


class Publishing(StatesGroup):
    words = State()


log = get_logger(__name__)
router = Router(name="questions.publishing")
router.message.filter(Said(states=Publishing))
router.callback_query.filter(Pressed(InboxButton, EntryEditButton, EntryTopicButton, DraftsPage))


@router.callback_query(InboxButton.filter(F.do == "faq"))
async def draft(query: CallbackQuery, ctx: Context, callback_data: InboxButton) -> None:
    """Make a draft of the answer; a coordinator hears that an administrator will read it, who sees it at once."""
    question_id = callback_data.question
    given = (ctx.roles, ctx.person_id or 0, office_of(ctx), ctx.now)
    entry_id = await ctx.store.write(published.draft, question_id, *given) if ctx.person else None
    if entry_id is None:
        await ctx.deny(query, "desk-gone" if ctx.coordinates() else "not-allowed")
        return
    log.info("answer drafted for everybody", entry_id=entry_id, question_id=question_id, person_id=ctx.person_id)
    if may_administer(ctx.roles):
        await put_entry(query, ctx, entry_id)
    else:
        await put_card(query, ctx, question_id, ctx.tr.plain("entry-drafted"))


@router.callback_query(DraftsPage.filter())
async def show_drafts(query: CallbackQuery, ctx: Context, callback_data: DraftsPage) -> None:
    await put_drafts(query, ctx, callback_data.page)


async def put_drafts(query: CallbackQuery, ctx: Context, page: int, done: str = "") -> None:
    """Show a page of the answers, drafts first; `done` is an alert with the result of the last step."""
    if not may_administer(ctx.roles):
        await ctx.deny(query)
        return
    found = await ctx.store.read(published.drafts, page * PAGE_SIZE, PAGE_SIZE + 1)
    rows = [[button(_label(ctx.tr, each), EntryEditButton(do="card", entry=each.id))] for each in found[:PAGE_SIZE]]
    turn = pager(ctx.tr, page, page + 1 + (len(found) > PAGE_SIZE), DraftsPage)
    text = ctx.tr("entries", count=len(found))
    await ctx.show(query, text, keyboard(*rows, turn, [to_inbox(ctx.tr)]), done)


def _label(tr: Translator, entry: Published) -> str:
    text = (entry.question or entry.asked)[:ON_A_BUTTON] or "—"
    return tr.plain("own-answered" if entry.published_at else "entry-waits", text=text)


@router.callback_query(EntryEditButton.filter(F.do == "card"))
async def show_entry(query: CallbackQuery, ctx: Context, callback_data: EntryEditButton) -> None:
    await put_entry(query, ctx, callback_data.entry)


async def put_entry(event: Message | CallbackQuery, ctx: Context, entry_id: int, done: str = "") -> None:
    found = await ctx.store.read(published.get, entry_id) if may_administer(ctx.roles) else None
    if found is None:
        await ctx.deny(event, "entry-gone" if may_administer(ctx.roles) else "not-allowed")
        return
    await ctx.show(event, *entry_card(ctx.tr, found), done)


def entry_card(tr: Translator, entry: Published) -> tuple[Markup, InlineKeyboardMarkup]:
    """The answer as everybody will read it, and what lacks."""

    def do(key: str, what: str) -> list[InlineKeyboardButton]:
        return [button(tr.plain(key), EntryEditButton(do=what, entry=entry.id))]

    topic = tr.plain(TOPICS[FaqTopic(entry.topic)])
    source = entry.source or tr.plain("entry-source-lacks")
    parts = [
        tr("entry-state-published" if entry.published_at else "entry-state-draft"),
        tr("faq-question", question=entry.question) if entry.question else tr("entry-asked", asked=entry.asked or "—"),
        tr("entry-text", answer=entry.answer, topic=topic, source=source),
    ]
    if is_private(f"{entry.question} {entry.answer}"):
        parts.append(tr("entry-private"))
    publish = [] if entry.published_at else do("entry-publish", "publish")
    words = [*do("entry-question", "question"), *do("entry-answer", "answer")]
    rest = [*do("entry-source", "source"), *do("entry-topic", "topics")]
    back = [button(tr.plain("entries-open"), DraftsPage(page=0))]
    return Markup("\n\n").join(parts), keyboard(publish, words, rest, do("entry-remove", "remove"), back)


@router.callback_query(EntryEditButton.filter(F.do.in_({"question", "answer", "source"})))
async def ask_words(query: CallbackQuery, ctx: Context, callback_data: EntryEditButton) -> None:
    if not may_administer(ctx.roles):
        await ctx.deny(query)
        return
    field, entry_id = callback_data.do, callback_data.entry
    await ctx.ask(query, Publishing.words, ctx.tr(ASKED[field]), _cancel(ctx.tr, entry_id), entry=entry_id, field=field)


def _cancel(tr: Translator, entry_id: int) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-cancel"), EntryEditButton(do="card", entry=entry_id))])


@router.message(StateFilter(Publishing), Typed())
async def take_words(message: Message, ctx: Context, typed: str) -> None:
    data = await ctx.state.get_data()
    entry_id, field = data.get("entry", 0), data.get("field", "answer")
    if len(typed) > LONGEST[field]:
        text = ctx.tr("too-long", typed=len(typed), most=LONGEST[field])
        await ctx.show(message, text, _cancel(ctx.tr, entry_id))
        return
    await ctx.state.clear()
    outcome = await ctx.store.write(published.change, entry_id, ctx.roles, field, typed)
    if outcome is not PublishOutcome.DONE:
        await ctx.deny(message, REFUSALS[outcome])
        return
    log.info("answer for everybody changed", entry_id=entry_id, field=field, person_id=ctx.person_id)
    await put_entry(message, ctx, entry_id)


@router.message(StateFilter(Publishing))
async def want_words(message: Message, ctx: Context) -> None:
    entry_id = (await ctx.state.get_data()).get("entry", 0)
    await ctx.show(message, ctx.tr("want-words"), _cancel(ctx.tr, entry_id))


@router.callback_query(EntryEditButton.filter(F.do == "topics"))
async def choose_topic(query: CallbackQuery, ctx: Context, callback_data: EntryEditButton) -> None:
    entry_id = callback_data.entry
    if not may_administer(ctx.roles):
        await ctx.deny(query)
        return
    topics = [button(ctx.tr.plain(key), EntryTopicButton(entry=entry_id, topic=topic)) for topic, key in TOPICS.items()]
    pairs = [topics[first : first + 2] for first in range(0, len(topics), 2)]
    back = button(ctx.tr.plain("button-back-page"), EntryEditButton(do="card", entry=entry_id))
    await ctx.show(query, ctx.tr("entry-ask-topic"), keyboard(*pairs, [back]))


@router.callback_query(EntryTopicButton.filter())
async def take_topic(query: CallbackQuery, ctx: Context, callback_data: EntryTopicButton) -> None:
    given = (callback_data.entry, ctx.roles, "topic", callback_data.topic.value)
    outcome = await ctx.store.write(published.change, *given)
    if outcome is not PublishOutcome.DONE:
        await ctx.deny(query, REFUSALS[outcome])
        return
    await put_entry(query, ctx, callback_data.entry)


@router.callback_query(EntryEditButton.filter(F.do.in_({"publish", "remove"})))
async def publish_or_remove(query: CallbackQuery, ctx: Context, callback_data: EntryEditButton) -> None:
    entry_id, do = callback_data.entry, callback_data.do
    act = published.publish if do == "publish" else published.remove
    outcome = await ctx.store.write(act, entry_id, ctx.roles, ctx.person_id or 0, ctx.now)
    if outcome is not PublishOutcome.DONE or ctx.person is None:
        await ctx.deny(query, REFUSALS.get(outcome, "not-allowed"))
        return
    log.info("answer for everybody handled", entry_id=entry_id, do=do, person_id=ctx.person_id)
    await put_drafts(query, ctx, 0, ctx.tr.plain("entry-published" if do == "publish" else "entry-removed"))


def say_drafted(entry: Published | None, row: Delivery, tr: Translator) -> SendMessage | None:
    """The notice to administrators that an answer waits to be published."""
    if entry is None or entry.published_at:
        return None
    see = button(tr.plain("entries-open"), EntryEditButton(do="card", entry=entry.id))
    return SendMessage(
        chat_id=row.chat_id, text=tr("entry-notice", text=entry.question or entry.asked), reply_markup=keyboard([see])
    )


NOTIFICATIONS = {("notice", published.CAUSE): Notification(load=published.get, render=say_drafted)}
