"""Screens for choosing an audience: kinds of people, lists of each kind, the audience so far, sample names."""

from collections.abc import Sequence
from functools import partial

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.broadcasts.audience.audience import PARTS_MAX, QUALITIES, AudienceKind, Join, Part
from bot.domain.broadcasts.broadcast import Broadcast, Review
from bot.domain.founding import Step
from bot.domain.municipalities import Municipality
from bot.domain.people import REGION, own_scope
from bot.domain.topics import NewsTopic
from bot.i18n import Translator
from handlers.broadcasts.audience.texts import BUT_QUALITY, TO_QUALITY, capital, to_whom, who_else
from handlers.broadcasts.views import NAME_ON_BUTTON, PAGE_SIZE, do, to_home
from handlers.shared.buttons import ArrivalsPage
from handlers.shared.context import Context
from handlers.shared.screens import Number, button, keyboard, pager
from handlers.shared.step_names import STEPS
from handlers.shared.topic_names import TOPICS


class JoinButton(CallbackData, prefix="bcjoin"):
    """Choose the kind of people to join to the audience."""

    broadcast_id: Number
    join: Join


class PartsButton(CallbackData, prefix="bcparts"):
    """A page of the choices of one kind."""

    broadcast_id: Number
    join: Join
    kind: AudienceKind
    page: Number


class SavedPage(CallbackData, prefix="bcsets"):
    """A page of the saved audiences, to use one for a broadcast."""

    broadcast_id: Number
    page: Number


class PartButton(CallbackData, prefix="bcpart"):
    """Join this part to the audience: `what` is its kind and its key with a dot between."""

    broadcast_id: Number
    join: Join
    what: str

    @property
    def part(self) -> Part | None:
        kind, _, key = self.what.partition(".")
        return Part(AudienceKind(kind), key, self.join) if kind in [*AudienceKind] else None


ASKED = {Join.OR: "audience-add-whom", Join.AND: "audience-narrow-whom", Join.NOT: "audience-cut-whom"}
# Added kinds stand in the dative, kept or excluded kinds in the accusative.
KINDS = {
    AudienceKind.MUNICIPALITY: "broadcast-municipalities",
    AudienceKind.EVENT: "broadcast-events",
    AudienceKind.GRANT: "broadcast-grants",
    AudienceKind.TOPIC: "audience-topics",
    AudienceKind.CASE: "audience-cases",
    AudienceKind.ROLE: "audience-roles",
    AudienceKind.LANGUAGE: "audience-languages",
}
KINDS_OF_THEM = {
    AudienceKind.MUNICIPALITY: "audience-of-municipality",
    AudienceKind.EVENT: "audience-of-event",
    AudienceKind.GRANT: "audience-of-grant",
    AudienceKind.TOPIC: "audience-of-topics",
    AudienceKind.CASE: "audience-of-cases",
    AudienceKind.ROLE: "audience-of-roles",
    AudienceKind.LANGUAGE: "audience-languages",
}
PICKS = {
    AudienceKind.MUNICIPALITY: "broadcast-pick-municipality",
    AudienceKind.EVENT: "broadcast-pick-event",
    AudienceKind.GOING: "audience-pick-going",
    AudienceKind.WAITING: "audience-pick-waiting",
    AudienceKind.ATTENDED: "audience-pick-attended",
    AudienceKind.SEATED: "audience-pick-seated",
    AudienceKind.GRANT: "broadcast-pick-grant",
    AudienceKind.TOPIC: "audience-pick-topic",
    AudienceKind.ROLE: "audience-pick-role",
    AudienceKind.LANGUAGE: "audience-pick-language",
    AudienceKind.CASE: "audience-pick-case",
    AudienceKind.STEP: "audience-pick-step",
}
PAST = (AudienceKind.ATTENDED, AudienceKind.SEATED)
# Related lists, offered below each list.
NEAR = {
    AudienceKind.EVENT: (AudienceKind.GOING, AudienceKind.WAITING, *PAST),
    AudienceKind.GOING: (AudienceKind.EVENT, AudienceKind.WAITING, *PAST),
    AudienceKind.WAITING: (AudienceKind.EVENT, AudienceKind.GOING, *PAST),
    AudienceKind.ATTENDED: (AudienceKind.SEATED, AudienceKind.EVENT),
    AudienceKind.SEATED: (AudienceKind.ATTENDED, AudienceKind.EVENT),
    AudienceKind.CASE: (AudienceKind.STEP,),
    AudienceKind.STEP: (AudienceKind.CASE,),
}
NEAR_BY = {
    AudienceKind.EVENT: "audience-both",
    AudienceKind.GOING: "audience-going",
    AudienceKind.WAITING: "audience-waiting",
    AudienceKind.ATTENDED: "audience-attended",
    AudienceKind.SEATED: "audience-seated",
    AudienceKind.CASE: "audience-one-case",
    AudienceKind.STEP: "audience-step",
}


def kinds_screen(
    ctx: Context, draft: Broadcast, join: Join, home: Municipality | None, *, has_saved: bool = False
) -> tuple[Markup, InlineKeyboardMarkup]:
    """Offer only the kinds that the coordinator's roles reach; a chosen audience may be narrowed by any quality."""
    is_first, is_regional = draft.audience is None, ctx.coordinates(REGION)
    offered = {
        AudienceKind.MUNICIPALITY: not own_scope(ctx.roles),
        AudienceKind.EVENT: True,
        AudienceKind.GRANT: is_regional,
        AudienceKind.TOPIC: is_regional or join is not Join.OR,
        AudienceKind.CASE: True,
        AudienceKind.ROLE: is_regional or join is not Join.OR,
        AudienceKind.LANGUAGE: is_regional or join is not Join.OR,
    }
    everybody = _part_button(ctx.tr.plain("broadcast-everybody"), draft.id, Part(AudienceKind.EVERYBODY, "", join))
    saved = button(ctx.tr.plain("saved-open"), SavedPage(broadcast_id=draft.id, page=0))
    rows = [
        [saved] if has_saved and is_first else [],
        [everybody] if is_regional and join is Join.OR else [],
        [_home_button(ctx.tr, draft.id, join, home)] if home else [],
        *([_kind_button(ctx.tr, draft.id, join, kind)] for kind, is_theirs in offered.items() if is_theirs),
        [do(ctx.tr, "broadcast-discard", "discard", draft.id)] if is_first else [],
        [to_home(ctx.tr) if is_first else do(ctx.tr, "audience-back", "who", draft.id)],
    ]
    return ctx.tr("broadcast-whom") if is_first else ctx.tr(ASKED[join]), keyboard(*rows)


def _home_button(tr: Translator, broadcast_id: int, join: Join, home: Municipality) -> InlineKeyboardButton:
    label = tr.plain("broadcast-home-municipality", name=home.name)
    return _part_button(label, broadcast_id, Part(AudienceKind.MUNICIPALITY, home.slug, join))


def _kind_button(tr: Translator, broadcast_id: int, join: Join, kind: AudienceKind) -> InlineKeyboardButton:
    label = tr.plain((KINDS if join is Join.OR else KINDS_OF_THEM)[kind])
    return button(label, PartsButton(broadcast_id=broadcast_id, join=join, kind=kind, page=0))


def _part_button(label: str, broadcast_id: int, part: Part) -> InlineKeyboardButton:
    to = PartButton(broadcast_id=broadcast_id, join=part.join, what=f"{part.kind}.{part.key}")
    return button(label[:NAME_ON_BUTTON], to)


def parts_screen(
    tr: Translator, asked: PartsButton, choices: Sequence[tuple[str, str]]
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of (key, name) to choose one from."""
    broadcast_id, join, kind = asked.broadcast_id, asked.join, asked.kind
    pages = max(1, -(-len(choices) // PAGE_SIZE))
    page = min(asked.page, pages - 1)
    shown = [(Part(kind, key, join), name) for key, name in choices[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]]
    rows = [[_part_button(_label(tr, part, name), broadcast_id, part)] for part, name in shown]
    to = partial(PartsButton, broadcast_id=broadcast_id, join=join)
    turn = pager(tr, page, pages, partial(to, kind=kind))
    near = [[button(tr.plain(NEAR_BY[each]), to(kind=each, page=0))] for each in NEAR.get(kind, ())]
    label = "broadcast-back-to-whom" if join is Join.OR else "audience-back-to-kinds"
    back = button(tr.plain(label), JoinButton(broadcast_id=broadcast_id, join=join))
    if join is Join.OR:
        text = tr(PICKS[kind], count=len(choices))
    else:
        text = tr("audience-keep-which" if join is Join.AND else "audience-cut-which", count=len(choices))
    return text, keyboard(*rows, turn, *near, [back])


def unticked_screen(tr: Translator, broadcast_id: int, part: Part) -> tuple[Markup, InlineKeyboardMarkup]:
    """The attendance of the event is not recorded yet: the way to record it, and back to the other lists."""
    tell = button(tr.plain("audience-tick"), ArrivalsPage(event_id=part.number, page=0))
    lists = PartsButton(broadcast_id=broadcast_id, join=part.join, kind=part.kind, page=0)
    return tr("audience-unticked"), keyboard([tell], [button(tr.plain("audience-other-event"), lists)])


def _label(tr: Translator, part: Part, name: str) -> str:
    if part.kind is AudienceKind.TOPIC:
        return tr.plain(TOPICS[NewsTopic(part.key)])
    if part.kind in QUALITIES:
        return capital(tr.plain((TO_QUALITY if part.join is Join.OR else BUT_QUALITY)[part.key]))
    if part.kind is AudienceKind.STEP:
        step = tr.plain(STEPS[Step(part.step)])
        return f"{step} · {name}" if name else step
    return name or tr.plain("case-untitled")


def audience_screen(tr: Translator, review: Review, zone: str) -> tuple[Markup, InlineKeyboardMarkup]:
    """The audience so far, the number of its people, and the ways to change it."""
    draft, audience = review.broadcast, review.broadcast.audience
    many = len(audience.parts) if audience else 0
    joins = [
        [_join(tr, "audience-add", draft.id, Join.OR)],
        [_join(tr, "audience-narrow", draft.id, Join.AND), _join(tr, "audience-cut", draft.id, Join.NOT)],
    ]
    rows = [
        [do(tr, "audience-next", "review", draft.id)],
        *(joins if many < PARTS_MAX else []),
        [do(tr, "audience-drop" if many > 1 else "audience-anew", "drop", draft.id)],
        [do(tr, "newcomers-change", "newcomers", draft.id)],
        [do(tr, "saved-save", "save-who", draft.id)],
        [to_home(tr)],
    ]
    head = tr("audience-so-far", to=capital(to_whom(tr, audience, review.names)), count=review.recipients)
    return Markup("\n\n").join([head, *who_else(tr, review, zone)]), keyboard(*rows)


def _join(tr: Translator, key: str, broadcast_id: int, join: Join) -> InlineKeyboardButton:
    return button(tr.plain(key), JoinButton(broadcast_id=broadcast_id, join=join))


def samples_screen(
    tr: Translator, broadcast_id: int, names: Sequence[str], count: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    text = Markup("\n").join([tr("samples", count=count), "", *(tr("samples-name", name=name) for name in names)])
    return text, keyboard([do(tr, "samples-back", "review", broadcast_id)])
