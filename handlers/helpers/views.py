"""The screens of the directory of helpers: topics, a list, one helper with its source, the desk of coordinators."""

from collections.abc import Mapping, Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.helpers import Helper, HelpReach, HelpTopic
from bot.i18n import Translator
from handlers.shared.buttons import HelperButton, HelperFieldButton, HelpersButton
from handlers.shared.citations import CONFIDENCE
from handlers.shared.field_names import HELPER_FIELDS
from handlers.shared.screens import Number, Open, button, keyboard, pager, to_menu

ON_A_PAGE, KEPT_ON_A_PAGE = 4, 4
LABEL_MOST = 60

TOPICS = {
    HelpTopic.TOS: "helpers-tos",
    HelpTopic.YARD: "helpers-yard",
    HelpTopic.MONEY: "helpers-money",
    HelpTopic.PEOPLE: "helpers-people",
    HelpTopic.LEARNING: "helpers-learning",
    HelpTopic.RIGHTS: "helpers-rights",
}
REACHES = {
    HelpReach.OBLAST: "helper-in-oblast",
    HelpReach.COUNTRY: "helper-in-country",
    HelpReach.ELSEWHERE: "helper-elsewhere",
}


class KeptHelpers(CallbackData, prefix="helpkeep"):
    """To the entries that a coordinator keeps, those that wait for a check first; `do` is list or agree."""

    do: str
    page: Number


class NewHelper(CallbackData, prefix="helpnew"):
    """Begin a new entry."""


def start_screen(tr: Translator, count: int, due: int | None) -> tuple[Markup, InlineKeyboardMarkup]:
    """The topics; `due` is the number of entries to check, for those who keep them."""
    rows = [[to_topic(tr, topic)] for topic in TOPICS]
    keeps = [] if due is None else [button(tr.plain("helpers-keep", due=due), KeptHelpers(do="list", page=0))]
    return tr("helpers", count=count), keyboard(*rows, keeps, [to_menu(tr)])


def list_screen(
    tr: Translator, helpers: Sequence[Helper], topic: HelpTopic, page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of those who help with a topic."""
    pages = max(1, -(-len(helpers) // ON_A_PAGE))
    page = min(page, pages - 1)
    rows = [[to_helper(each)] for each in helpers[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]]
    turn = pager(tr, page, pages, lambda page: HelpersButton(topic=topic, page=page))
    text = tr("helpers-list", name=tr.plain(TOPICS[topic]), count=len(helpers))
    return text, keyboard(*rows, turn, [to_start(tr), to_menu(tr)])


def found_screen(tr: Translator, helpers: Sequence[Helper], typed: str) -> tuple[Markup, InlineKeyboardMarkup]:
    rows = [[to_helper(each)] for each in helpers]
    text = tr("helpers-found" if helpers else "helpers-nothing", typed=typed)
    person = [] if helpers else [[button(tr.plain("ask"), Open(place="ask"))]]
    return text, keyboard(*rows, *person, [to_start(tr), to_menu(tr)])


def card(tr: Translator, helper: Helper, names: Mapping[str, str], today: date) -> Markup:
    """A helper as people see it. `names` are those of the municipalities."""
    where = names.get(helper.municipality or "") or tr.plain(REACHES[helper.reach])
    parts = [tr("helper", name=helper.name, where=where, does=helper.does)]
    if tr.locale != "ru":
        parts.append(tr("practice-in-russian"))
    facts = [tr("helper-for-whom", whom=helper.for_whom)] if helper.for_whom else []
    facts.append(tr("helper-contact", contact=helper.contact) if helper.contact else tr("helper-without-contact"))
    parts.append(Markup("\n").join(facts))
    if helper.is_due(today):
        parts.append(tr("helper-due"))
    seen, sure = f"{helper.as_of:%d.%m.%Y}", tr.plain(CONFIDENCE[helper.confidence])
    source = tr("practice-source", source=helper.source, told=helper.told or seen, seen=seen, confidence=sure)
    parts.append(source)
    return Markup("\n\n").join(parts)


def card_buttons(tr: Translator, helper: Helper, *, votes: bool, keeps: bool) -> InlineKeyboardMarkup:
    asked = [to(tr, "helper-yes", "yes", helper), to(tr, "helper-no", "no", helper)] if votes else []
    kept = [to(tr, "helper-keep", "edit", helper)] if keeps else []
    topics = [[to_topic(tr, topic)] for topic in helper.topics]
    return keyboard(asked, kept, *topics, [to_start(tr), to_menu(tr)])


def kept_screen(
    tr: Translator, helpers: Sequence[Helper], page: int, today: date
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The entries of a coordinator: hidden ones, then those to check, then the others."""
    order = sorted(helpers, key=lambda each: (not each.is_hidden, not each.is_due(today), each.check_by, each.name))
    pages = max(1, -(-len(order) // KEPT_ON_A_PAGE))
    page = min(page, pages - 1)
    rows = []
    for each in order[page * KEPT_ON_A_PAGE : (page + 1) * KEPT_ON_A_PAGE]:
        key = "helper-is-hidden" if each.is_hidden else "helper-is-due" if each.is_due(today) else "helper-is-fresh"
        rows.append([to(tr, key, "edit", each, name=each.name[:LABEL_MOST])])
    turn = pager(tr, page, pages, lambda page: KeptHelpers(do="list", page=page))
    new = [button(tr.plain("helper-new"), NewHelper())]
    due = sum(each.is_due(today) for each in helpers)
    return tr("helpers-kept", count=len(helpers), due=due), keyboard(*rows, turn, new, [to_start(tr)])


def keep_buttons(tr: Translator, helper: Helper) -> InlineKeyboardMarkup:
    """The buttons of whoever keeps an entry."""
    fields = [
        button(
            tr.plain("helper-edit", field=tr.plain(label)),
            HelperFieldButton(do="edit", helper=helper.slug, field=field),
        )
        for field, label in HELPER_FIELDS.items()
    ]
    first = [] if helper.is_hidden else [to(tr, "helper-right", "checked", helper)]
    seen = to(tr, "helper-show", "show", helper) if helper.is_hidden else to(tr, "helper-hide", "hide", helper)
    return keyboard(
        first,
        *([each] for each in fields),
        [seen],
        [button(tr.plain("helpers-to-kept"), KeptHelpers(do="list", page=0))],
    )


def to(tr: Translator, key: str, do: str, helper: Helper, **values: str) -> InlineKeyboardButton:
    return button(tr.plain(key, **values), HelperButton(do=do, helper=helper.slug))


def to_helper(helper: Helper) -> InlineKeyboardButton:
    return button(helper.name[:LABEL_MOST], HelperButton(do="card", helper=helper.slug))


def to_topic(tr: Translator, topic: HelpTopic) -> InlineKeyboardButton:
    return button(tr.plain(TOPICS[topic]), HelpersButton(topic=topic, page=0))


def to_start(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("helpers-to-start"), Open(place="helpers"))
