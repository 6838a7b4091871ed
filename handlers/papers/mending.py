"""A typed answer that should stand otherwise in a paper: mended forms to press, before anything is saved.

A TOS's name is shown as the charter will have it; names in capitals or small letters, and a settlement without its
kind, are offered as they should stand. What was typed is always among the choices, unless it is no name at all.
"""

import asyncio

from aiogram.types import InlineKeyboardMarkup
from markupsafe import Markup

from bot.daysoff import days_off
from bot.domain.papers.plausible import DoubtfulAnswer
from bot.domain.papers.questions import QUESTIONS, AnswerKind, Value
from bot.domain.papers.tidy import tidy_body, tidy_person
from bot.domain.places.settlements import Located
from bot.files.name_rules import name_rules
from bot.i18n import Translator
from bot.logs import get_logger
from bot.places import Places
from handlers.papers.views import AnswerButton, to_list
from handlers.papers.workspace import Workspace, answer_text, short
from handlers.shared.context import Context
from handlers.shared.municipality import PAGE_SIZE, note, settlement_name
from handlers.shared.screens import button, keyboard
from storage.cases import cases

LABEL_MAX, SHOWN_MAX = 40, 1000
log = get_logger(__name__)
DOUBTS = {
    DoubtfulAnswer.NO_ANSWER: "paper-doubt-answer",
    DoubtfulAnswer.NO_ADDRESS: "paper-doubt-address",
    DoubtfulAnswer.NO_PHONE: "paper-doubt-phone",
    DoubtfulAnswer.NOT_ALL_VOTED: "paper-doubt-votes",
}
BODIES = frozenset({"administration", "body", "administration_acc", "body_acc"})


async def mended(ctx: Context, workspace: Workspace, places: Places, name: str, value: Value | None) -> list[str]:
    """The forms to choose from, the best first; empty when the answer stands as it is."""
    typed, question = str(value or ""), QUESTIONS[name]
    if not typed or typed == workspace.value(name):
        return []
    if question.kind is AnswerKind.TITLE:
        return list(dict.fromkeys([tidy_title(typed), typed]))
    if name == "settlement":
        found = await settlements(ctx, workspace, places, typed)
    elif question.kind is AnswerKind.PERSON or name.startswith("authorised_"):
        rules = await asyncio.to_thread(name_rules)
        found = [tidy_person(typed, rules.patronymic_words.keys(), rules.particles)]
    else:
        found = [tidy_body(typed, proper_words(workspace))] if name in BODIES else []
    forms = list(dict.fromkeys([*found, typed]))
    return forms if len(forms) > 1 and typed not in found else []


def tidy_title(typed: str) -> str:
    """The name with a capital at its beginning; one in capitals gets small letters."""
    lower = typed.lower() if typed.isupper() and len(typed.split()[0]) > 3 else typed
    return lower[:1].upper() + lower[1:]


async def settlements(ctx: Context, workspace: Workspace, places: Places, typed: str) -> list[str]:
    """The settlements that were meant, of the case's municipality if there are any. A place nobody knows is noted."""
    sighting = await places.find(typed)
    if not sighting.places:
        await note(ctx, sighting, typed, 1)
    slug = workspace.dossier.municipality
    if sighting.is_sure and slug is None:
        await move_case(ctx, workspace, sighting.places[0])
    mine = [place for place in sighting.places if place.municipality.slug == slug] or sighting.places
    named = [settlement_name(workspace.russian, place.settlement) for place in mine if place.settlement]
    return list(dict.fromkeys(named))[: PAGE_SIZE - 1]


async def move_case(ctx: Context, workspace: Workspace, place: Located) -> None:
    """Set the municipality of a case that has none: it follows from the settlement."""
    case_id, slug, me = workspace.dossier.case_id, place.municipality.slug, workspace.person.id
    outcome = await ctx.store.write(cases.change, case_id, me, "municipality", slug, days_off(ctx.now.date()), ctx.now)
    log.info("case placed", case_id=case_id, person_id=me, municipality=slug, outcome=outcome)
    text = ctx.tr("paper-case-placed", municipality=place.municipality.name)
    await ctx.bot.send_message(ctx.visitor.chat_id, text)


def proper_words(workspace: Workspace) -> frozenset[str]:
    """The words of the municipality's name that begin with a capital, in all its forms."""
    where = workspace.basis.where
    names = [where.name, *where.forms.values()] if where else []
    return frozenset(word for name in names for word in name.split() if word[:1].isupper())


def nothing_words(tr: Translator) -> tuple[str, ...]:
    """The words that mean no answer."""
    return tuple(each.strip() for each in tr.plain("paper-nothing-words").split("|"))


def doubt_screen(
    workspace: Workspace, name: str, typed: str, doubted: DoubtfulAnswer
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question whether an unlikely answer is meant, or a line to write on, or another answer."""
    tr = workspace.tr

    def to(do: str) -> AnswerButton:
        return AnswerButton(do=do, case_id=workspace.dossier.case_id, paper=workspace.paper, question=name)

    said = answer_text(tr, name, typed)
    return tr(DOUBTS[doubted], answer=short(said, SHOWN_MAX)), keyboard(
        [button(tr.plain("paper-leave-line"), to("skip"))],
        [button(tr.plain("paper-take", answer=short(said, LABEL_MAX)), to("m0"))],
        [button(tr.plain("paper-mend-other"), to("ask"))],
        [to_list(workspace)],
    )


def mended_screen(workspace: Workspace, name: str, forms: list[str]) -> tuple[Markup, InlineKeyboardMarkup]:
    """The question which of the forms is right; another answer may be typed instead."""
    tr = workspace.tr
    if QUESTIONS[name].kind is AnswerKind.TITLE:
        shown = [tr("paper-title-in-charter", name=short(form, SHOWN_MAX)) for form in forms]
        parts = [tr("paper-title-check"), *shown]
    else:
        parts = [tr("paper-mend"), *(tr("paper-guess", answer=short(form, SHOWN_MAX)) for form in forms)]

    def to(do: str) -> AnswerButton:
        return AnswerButton(do=do, case_id=workspace.dossier.case_id, paper=workspace.paper, question=name)

    rows = [
        [button(tr.plain("paper-take", answer=short(form, LABEL_MAX)), to(f"m{at}"))] for at, form in enumerate(forms)
    ]
    return Markup("\n\n").join(parts), keyboard(
        *rows, [button(tr.plain("paper-mend-other"), to("ask"))], [to_list(workspace)]
    )
