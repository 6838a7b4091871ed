"""The screens of the stories: where to begin, a list, one story with its source."""

from collections.abc import Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.grants import Programme
from bot.domain.practices import DecidedBy, Practice, PracticeGroup
from bot.i18n import Translator
from handlers.shared.buttons import GrantButton, PracticesButton, StoryButton, WonButton
from handlers.shared.citations import CONFIDENCE
from handlers.shared.screens import Open, button, keyboard, pager, to_menu

ON_A_PAGE = 4
LABEL_MOST = 60


class StoryTopicsButton(CallbackData, prefix="storytopics"):
    """To the groups of topics."""


GROUP_NAMES = {
    PracticeGroup.YARDS: "practice-yards",
    PracticeGroup.LIGHT: "practice-light",
    PracticeGroup.CHILDREN: "practice-children",
    PracticeGroup.MEMORY: "practice-memory",
    PracticeGroup.FEASTS: "practice-feasts",
    PracticeGroup.PEOPLE: "practice-people",
    PracticeGroup.CHEAP: "practice-cheap",
    PracticeGroup.OBLAST: "practice-oblast",
}
NO_TOPIC = (PracticeGroup.CHEAP, PracticeGroup.OBLAST)
DECIDED = {
    DecidedBy.BUDGET: "practice-by-budget",
    DecidedBy.VOTE: "practice-by-vote",
    DecidedBy.CONTEST: "practice-by-contest",
    DecidedBy.GRANT: "practice-by-grant",
    DecidedBy.APPEAL: "practice-by-appeal",
    DecidedBy.OWN: "practice-by-own",
}


def start_screen(tr: Translator, count: int) -> tuple[Markup, InlineKeyboardMarkup]:
    topics = button(tr.plain("practice-topics"), StoryTopicsButton())
    others = [[to_group(tr, group)] for group in NO_TOPIC]
    learning = button(tr.plain("menu-learning"), Open(place="learning"))
    return tr("practice", count=count), keyboard([topics], *others, [learning, to_menu(tr)])


def topics_screen(tr: Translator) -> tuple[Markup, InlineKeyboardMarkup]:
    rows = [[to_group(tr, group)] for group in PracticeGroup if group not in NO_TOPIC]
    return tr("practice-ask-topic"), keyboard(*rows, [to_start(tr), to_menu(tr)])


def list_screen(
    tr: Translator, stories: Sequence[Practice], group: PracticeGroup, page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of the stories of a group."""
    pages = max(1, -(-len(stories) // ON_A_PAGE))
    page = min(page, pages - 1)
    rows = [[to_story(each, group)] for each in stories[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]]
    turn = pager(tr, page, pages, lambda page: PracticesButton(group=group, page=page))
    text = tr("practice-list", name=tr.plain(GROUP_NAMES[group]), count=len(stories))
    return text, keyboard(*rows, turn, [to_start(tr), to_menu(tr)])


def won_screen(
    tr: Translator, stories: Sequence[Practice], programme: Programme, page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of the stories that a grant paid for; without any, those of the oblast are next."""
    pages = max(1, -(-len(stories) // ON_A_PAGE))
    page = min(page, pages - 1)
    shown = stories[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = [[to_story(each, str(programme.id))] for each in shown]
    turn = pager(tr, page, pages, lambda page: WonButton(programme_id=programme.id, page=page))
    others = [] if stories else [to_group(tr, PracticeGroup.OBLAST)]
    card = button(tr.plain("grant-to-card"), GrantButton(do="card", programme_id=programme.id, who=None, page=0))
    text = tr("practice-won", title=programme.short_title, count=len(stories))
    return text, keyboard(*rows, turn, others, [card, to_menu(tr)])


def found_screen(tr: Translator, stories: Sequence[Practice], typed: str) -> tuple[Markup, InlineKeyboardMarkup]:
    rows = [[to_story(each)] for each in stories]
    text = tr("practice-found" if stories else "practice-nothing", typed=typed)
    return text, keyboard(*rows, [to_start(tr), to_menu(tr)])


def story_screen(
    tr: Translator, story: Practice, names: Mapping[str, str], group: str
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A story. What its source does not say has no line. `names` are those of the municipalities."""
    where = ", ".join(filter(None, [story.place, names.get(story.municipality or "")]))
    parts = [tr("practice-story", title=story.title, where=where, year=story.year, what=story.what)]
    if tr.locale != "ru":
        parts.append(tr("practice-in-russian"))
    facts = [tr("practice-money", money=story.money)] if story.money else []
    facts += [tr("practice-decided", how=tr.plain(DECIDED[story.decided]))] if story.decided else []
    parts += [Markup("\n").join(facts)] if facts else []
    parts.append(tr("practice-lesson", lesson=story.lesson))
    seen, sure = f"{story.seen_on:%d.%m.%Y}", tr.plain(CONFIDENCE[story.confidence])
    parts.append(tr("practice-source", source=story.source, told=story.told, seen=seen, confidence=sure))
    back = [to_group(tr, PracticeGroup(group))] if group in {*PracticeGroup} else []
    if group.isdecimal():
        back = [button(tr.plain("practice-to-won"), WonButton(programme_id=int(group), page=0))]
    road = button(tr.plain("menu-tos"), Open(place="tos"))
    return Markup("\n\n").join(parts), keyboard(back, [road], [to_start(tr), to_menu(tr)])


def to_group(tr: Translator, group: PracticeGroup) -> InlineKeyboardButton:
    return button(tr.plain(GROUP_NAMES[group]), PracticesButton(group=group, page=0))


def to_story(story: Practice, group: str = "") -> InlineKeyboardButton:
    return button(story.title[:LABEL_MOST], StoryButton(slug=story.slug, group=group))


def to_start(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("practice-to-start"), Open(place="practice"))
