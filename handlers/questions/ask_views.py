"""The screens of a question before and after it is sent, for its author."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.people import REGION, Person
from bot.domain.questions import Question, Words
from bot.i18n import Translator
from handlers.questions.office import hours_of, moment
from handlers.questions.views import AskButton, OwnButton, OwnPage, to_topics
from handlers.questions.words import shown
from handlers.shared.consent import operator
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.screens import Number, Open, button, keyboard, to_menu
from storage.law import municipalities

# A preview shows so many characters: the messages themselves stand above it.
SHOWN_MOST = 3000


class QuestionDraftButton(CallbackData, prefix="askd"):
    """`do`: send, drop."""

    do: str
    question: Number


def nobody_screen(ctx: Context) -> tuple[Markup, InlineKeyboardMarkup]:
    """The screen when no coordinator can answer yet: the operator's contact."""
    return ctx.tr("ask-nobody", **operator(ctx.tr, ctx.settings)), keyboard([to_topics(ctx.tr), to_menu(ctx.tr)])


def cancel_button(tr: Translator) -> InlineKeyboardMarkup:
    return keyboard([button(tr.plain("button-cancel"), Open(place="faq"))])


async def place_buttons(ctx: Context, asked: AskButton, slugs: Sequence[str]) -> InlineKeyboardMarkup:
    """Municipalities that have coordinators, two in a row, and the region for everybody else."""
    do = "again-place" if asked.do.startswith("again") else "place"

    def to(name: str, slug: str) -> InlineKeyboardButton:
        return button(name, AskButton(do=do, after=asked.after, slug=slug))

    names = await municipality_names(ctx)
    here = [to(names.get(slug, slug), slug) for slug in slugs]
    pairs = [here[first : first + 2] for first in range(0, len(here), 2)]
    return keyboard(*pairs, [to(ctx.tr.plain("ask-elsewhere"), REGION)], [to_topics(ctx.tr), to_menu(ctx.tr)])


async def place_name(ctx: Context, municipality: str | None) -> str:
    found = await ctx.store.read(municipalities.get, municipality) if municipality else None
    return found.name if found else municipality or ctx.tr.plain("role-region")


async def draft_screen(
    ctx: Context, drafted: Question, said: Sequence[Words], person: Person
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The draft as it will be sent, with its addressee."""
    lines = "\n".join(shown(ctx.tr, words) for words in said)[:SHOWN_MOST]
    place = await place_name(ctx, drafted.municipality)
    again = AskButton(do="again", after=drafted.previous_id or 0, slug=drafted.scope)
    buttons = keyboard(
        [button(ctx.tr.plain("ask-send"), QuestionDraftButton(do="send", question=drafted.id))],
        [button(ctx.tr.plain("ask-rewrite"), again)],
        [button(ctx.tr.plain("ask-drop"), QuestionDraftButton(do="drop", question=drafted.id))],
    )
    return ctx.tr("ask-preview", text=lines, place=place, name=person.name), buttons


def sent_screen(ctx: Context, sent: Question) -> tuple[Markup, InlineKeyboardMarkup]:
    """The number of a question that was sent, and an honest time of its answer."""
    due = moment(ctx.tr, sent.due_at, ctx.zone)
    add = button(ctx.tr.plain("own-add"), OwnButton(do="add", question=sent.id))
    mine = button(ctx.tr.plain("ask-own"), OwnPage(page=0))
    text = ctx.tr("ask-sent", number=str(sent.id), due=due, **hours_of(ctx.settings))
    return text, keyboard([add], [mine], [to_topics(ctx.tr), to_menu(ctx.tr)])
