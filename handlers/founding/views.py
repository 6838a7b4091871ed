"""The screens of the road: its buttons, the card of a municipality, a step. The slug "" is the common road."""

from collections.abc import Iterable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.faq import GlossaryTerm
from bot.domain.founding import Order, Step, road
from bot.domain.helpers import HelpTopic
from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.papers.kit import papers_of
from bot.domain.places.settlements import Located
from bot.domain.practices import PracticeGroup
from bot.i18n import Translator
from handlers.shared.buttons import CaseHereButton, CaseNewButton, HelpersButton, PracticesButton, RoadButton
from handlers.shared.citations import Law, cite
from handlers.shared.glossary import words_text
from handlers.shared.municipality import place_label
from handlers.shared.screens import BlanksButton, Open, button, keyboard, to_menu
from handlers.shared.step_names import STEPS, StepButton


class MunicipalitiesPage(CallbackData, prefix="munp"):
    page: int


class StepWordsButton(CallbackData, prefix="stepw"):
    """To the glossary of a step."""

    slug: str
    step: Step


class StepRefusalButton(CallbackData, prefix="stepr"):
    """To the advice on a step that was refused."""

    slug: str
    step: Step


class QuorumButton(CallbackData, prefix="quo"):
    """To the calculator's first screen."""

    slug: str


class DelegatesButton(CallbackData, prefix="dlg"):
    """To the calculator of delegates that each house elects."""

    slug: str


KINDS = {
    MunicipalityKind.URBAN_OKRUG: "kind-urban-okrug",
    MunicipalityKind.MUNICIPAL_OKRUG: "kind-municipal-okrug",
    MunicipalityKind.MUNICIPAL_DISTRICT: "kind-municipal-district",
}
ORDERS = {
    None: "road-order-unconfirmed",
    Order.BOUNDARIES_FIRST: "road-boundaries-first",
    Order.MEETING_FIRST: "road-meeting-first",
    Order.SINGLE_APPLICATION: "road-single-application",
}
# Fields of a municipality's profile that a step shows, with their texts.
LOCAL = {
    Step.GROUP: {"group_minimum": "local-group-minimum"},
    Step.BOUNDARIES: {"body": "local-body"},
    Step.NOTICE: {"notice_days": "local-notice-days"},
    Step.MEETING: {"meeting_share": "local-meeting-share"},
    Step.REGISTRATION: {
        "review_days": "local-review-days",
        "charter_copies": "local-charter-copies",
        "attachments": "local-attachments",
    },
}
# Steps that somebody may refuse.
DECIDED = frozenset({Step.BOUNDARIES, Step.REGISTRATION, Step.LEGAL_ENTITY})
COUNTED = frozenset({Step.HEADCOUNT, Step.DELEGATES, Step.MEETING})


def to_quorum(tr: Translator, slug: str) -> InlineKeyboardButton:
    return button(tr.plain("founding-quorum"), QuorumButton(slug=slug))


def to_blanks(tr: Translator, slug: str, step: str = "") -> InlineKeyboardButton:
    return button(tr.plain("papers-blanks"), BlanksButton(slug=slug, step=step))


def to_road(tr: Translator, slug: str) -> InlineKeyboardButton:
    return button(tr.plain("founding-all-steps"), RoadButton(slug=slug))


def road_from(tr: Translator, place: Located) -> tuple[Markup, InlineKeyboardMarkup]:
    """The road of a place's municipality, below the place as it was understood, with its source."""
    where, settlement = place.municipality, place.settlement
    begin = CaseHereButton(do="begin", slug=where.slug, settlement=settlement.id, missed=0) if settlement else None
    text, buttons = road_screen(tr, where, begin)
    return Markup("\n\n").join([*_understood(tr, place), text]), buttons


def _understood(tr: Translator, place: Located) -> list[Markup]:
    """A settlement as it was understood, with its source; nothing where the card of its municipality says it all."""
    fact = place.called or (None if place.is_whole else place.settlement)
    if fact is None:
        return []
    said = [tr("place-taken", place=place_label(tr, place))]
    said += [tr("place-called", name=fact.name)] if place.called else []
    said.append(tr("road-source", source=cite(tr, fact.source, fact.as_of, fact.confidence)))
    return [Markup("\n").join(said)]


def road_screen(
    tr: Translator, one: Municipality | None, begin: CallbackData | None = None
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The card of a municipality with its steps; the common road for None. `begin` begins a case there."""
    slug, order = (one.slug, one.order) if one else ("", None)
    card = _card(tr, one) if one else tr("road-anywhere")
    said = [tr(ORDERS[order]), *([_source(tr, one, "order")] if one and order else [])]
    text = Markup("\n\n").join([card, Markup("\n").join(said), tr("road-choose-step")])
    steps = [
        [button(f"{place}. {tr.plain(STEPS[step])}", StepButton(slug=slug, step=step))]
        for place, step in enumerate(road(order), start=1)
    ]
    others = button(tr.plain("founding-choose"), MunicipalitiesPage(page=0))
    keep = button(tr.plain("case-begin-here"), begin or CaseNewButton(do="begin", slug=slug))
    return text, keyboard([keep], *steps, [to_quorum(tr, slug)], [to_blanks(tr, slug)], [others], [to_menu(tr)])


def _card(tr: Translator, one: Municipality) -> Markup:
    body = one.body or tr.plain("road-body-unknown")
    lines = [tr("road-card", name=one.name, kind=tr.plain(KINDS[one.kind]), body=body)]
    if one.contact:
        lines.append(tr("road-contact", contact=one.contact))
    shown = ["", *(field for field in ("body", "contact") if getattr(one, field))]
    return Markup("\n").join([*lines, *dict.fromkeys(_source(tr, one, field) for field in shown)])


def _source(tr: Translator, one: Municipality, field: str = "") -> Markup:
    """The source of a field of the profile; without a field, of the municipality itself."""
    said = one.said_by(field)
    return tr("road-source", source=cite(tr, said.source, said.as_of, said.confidence))


def step_screen(tr: Translator, law: Law, one: Municipality | None, step: Step) -> tuple[Markup, InlineKeyboardMarkup]:
    """A step of the road: its place, the municipality's own rules for it, its guide text."""
    steps = road(one.order if one else None)
    place = steps.index(step)
    where = one.name if one else tr.plain("road-anywhere-name")
    head = [tr("step-head", place=str(place + 1), of=str(len(steps)), where=where)]
    if one is None or one.order is None:
        head.append(tr("step-order-unconfirmed"))
    text = Markup("\n\n").join([Markup("\n").join(head), *_local(tr, one, step), law.guide(step)])
    slug, has_papers = one.slug if one else "", papers_of(step, one.order if one else None)
    return text, _step_buttons(tr, slug, steps, place, [to_blanks(tr, slug, step)] if has_papers else [])


def _local(tr: Translator, one: Municipality | None, step: Step) -> list[Markup]:
    """The municipality's own rules for a step; empty where none is confirmed."""
    if one is None:
        return []
    known = {field: getattr(one, field) for field in LOCAL.get(step, {}) if getattr(one, field)}
    said = [
        tr(LOCAL[step][field], value=value if isinstance(value, int) else str(value)) for field, value in known.items()
    ]
    sources = dict.fromkeys(_source(tr, one, field) for field in known)
    return [Markup("\n").join([*said, *sources])] if said else []


def _step_buttons(
    tr: Translator, slug: str, steps: tuple[Step, ...], place: int, blanks: list[InlineKeyboardButton]
) -> InlineKeyboardMarkup:
    def to(step: Step, label: str) -> InlineKeyboardButton:
        return button(label, StepButton(slug=slug, step=step))

    onward = [to(after, tr.plain("step-next", title=tr.plain(STEPS[after]))) for after in steps[place + 1 : place + 2]]
    back = [to(before, tr.plain("button-back-page")) for before in steps[:place][-1:]]
    quorum = [to_quorum(tr, slug)] if steps[place] in COUNTED else []
    refusal = button(tr.plain("case-refusal"), StepRefusalButton(slug=slug, step=steps[place]))
    refused = [refusal] if steps[place] in DECIDED else []
    words = button(tr.plain("words-open"), StepWordsButton(slug=slug, step=steps[place]))
    others = button(tr.plain("step-stories"), PracticesButton(group=PracticeGroup.PEOPLE, page=0))
    stories = [others] if steps[place] is Step.GROUP else []
    who = button(tr.plain("step-helpers"), HelpersButton(topic=HelpTopic.TOS, page=0))
    stories += [who] if steps[place] in DECIDED else []
    return keyboard(onward, [*back, to_road(tr, slug)], blanks, quorum, refused, stories, [words], [to_menu(tr)])


def words_screen(
    tr: Translator, terms: Iterable[GlossaryTerm], slug: str, step: Step
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The glossary of a step."""
    back = button(tr.plain("button-back-page"), StepButton(slug=slug, step=step))
    return words_text(tr, terms), keyboard([back], [to_menu(tr)])


def refusal_screen(tr: Translator, law: Law, slug: str, step: Step) -> tuple[Markup, InlineKeyboardMarkup]:
    """The advice on a step that was refused."""
    back = button(tr.plain("button-back-page"), StepButton(slug=slug, step=step))
    return law.guide("refusal"), keyboard([back], [to_blanks(tr, slug, step)], [to_menu(tr)])


def to_start(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("founding-to-start"), Open(place="tos"))
