"""What the road looks like: its buttons, a municipality's card, a step. A slug of "" is anywhere: the common road."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.founding import Order, Step, road
from bot.domain.municipalities import Kind, Municipality
from bot.i18n import Translator
from handlers.common import Open, button, keyboard, to_menu
from handlers.founding.law import Law, cite


class MunicipalitiesPage(CallbackData, prefix="munp"):
    page: int


class RoadButton(CallbackData, prefix="road"):
    slug: str


class StepButton(CallbackData, prefix="step"):
    slug: str
    step: Step


class QuorumButton(CallbackData, prefix="quo"):
    """To the calculator's first screen."""

    slug: str


KINDS = {
    Kind.URBAN_OKRUG: "kind-urban-okrug",
    Kind.MUNICIPAL_OKRUG: "kind-municipal-okrug",
    Kind.MUNICIPAL_DISTRICT: "kind-municipal-district",
}
ORDERS = {
    None: "road-order-unconfirmed",
    Order.BOUNDARIES_FIRST: "road-boundaries-first",
    Order.MEETING_FIRST: "road-meeting-first",
    Order.SINGLE_APPLICATION: "road-single-application",
}
STEPS = {
    Step.GROUP: "step-group",
    Step.TERRITORY: "step-territory",
    Step.HEADCOUNT: "step-headcount",
    Step.BOUNDARIES: "step-boundaries",
    Step.CHARTER: "step-charter",
    Step.NOTICE: "step-notice",
    Step.DELEGATES: "step-delegates",
    Step.MEETING: "step-meeting",
    Step.REGISTRATION: "step-registration",
    Step.FIRST_DAYS: "step-first-days",
    Step.LEGAL_ENTITY: "step-legal-entity",
}
# What a municipality's profile may know about a step: field → text.
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
COUNTED = frozenset({Step.HEADCOUNT, Step.DELEGATES, Step.MEETING})


def to_quorum(tr: Translator, slug: str) -> InlineKeyboardButton:
    return button(tr.plain("founding-quorum"), QuorumButton(slug=slug))


def to_road(tr: Translator, slug: str) -> InlineKeyboardButton:
    return button(tr.plain("founding-all-steps"), RoadButton(slug=slug))


def road_screen(tr: Translator, one: Municipality | None) -> tuple[Markup, InlineKeyboardMarkup]:
    """A municipality's card with its steps; None is the common road."""
    slug, order = (one.slug, one.order) if one else ("", None)
    card = _card(tr, one) if one else tr("road-anywhere")
    text = Markup("\n\n").join([card, tr(ORDERS[order]), tr("road-choose-step")])
    steps = [
        [button(f"{place}. {tr.plain(STEPS[step])}", StepButton(slug=slug, step=step))]
        for place, step in enumerate(road(order), start=1)
    ]
    others = button(tr.plain("founding-choose"), MunicipalitiesPage(page=0))
    return text, keyboard(*steps, [to_quorum(tr, slug)], [others], [to_menu(tr)])


def _card(tr: Translator, one: Municipality) -> Markup:
    body = one.body or tr.plain("road-body-unknown")
    lines = [tr("road-card", name=one.name, kind=tr.plain(KINDS[one.kind]), body=body)]
    if one.contact:
        lines.append(tr("road-contact", contact=one.contact))
    return Markup("\n").join([*lines, _source(tr, one)])


def _source(tr: Translator, one: Municipality) -> Markup:
    return tr("road-source", source=cite(tr, one.source, one.as_of, one.confidence))


def step_screen(tr: Translator, law: Law, one: Municipality | None, step: Step) -> tuple[Markup, InlineKeyboardMarkup]:
    """A step of the road it is on: which one, what is known of it here, its guide text."""
    steps = road(one.order if one else None)
    place = steps.index(step)
    where = one.name if one else tr.plain("road-anywhere-name")
    head = [tr("step-head", place=str(place + 1), of=str(len(steps)), where=where)]
    if one is None or one.order is None:
        head.append(tr("step-order-unconfirmed"))
    text = Markup("\n\n").join([Markup("\n").join(head), *_local(tr, one, step), law.guide(step)])
    return text, _step_buttons(tr, one.slug if one else "", steps, place)


def _local(tr: Translator, one: Municipality | None, step: Step) -> list[Markup]:
    """What the municipality's own regulation says of a step; empty where nobody has confirmed anything."""
    known = {key: getattr(one, field, None) for field, key in LOCAL.get(step, {}).items()}
    said = [tr(key, value=value if isinstance(value, int) else str(value)) for key, value in known.items() if value]
    return [Markup("\n").join([*said, _source(tr, one)])] if one and said else []


def _step_buttons(tr: Translator, slug: str, steps: tuple[Step, ...], place: int) -> InlineKeyboardMarkup:
    def to(step: Step, label: str) -> InlineKeyboardButton:
        return button(label, StepButton(slug=slug, step=step))

    onward = [to(after, tr.plain("step-next", title=tr.plain(STEPS[after]))) for after in steps[place + 1 : place + 2]]
    back = [to(before, tr.plain("button-back-page")) for before in steps[:place][-1:]]
    quorum = [to_quorum(tr, slug)] if steps[place] in COUNTED else []
    return keyboard(onward, [*back, to_road(tr, slug)], quorum, [to_menu(tr)])


def to_start(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("founding-to-start"), Open(place="tos"))
