"""Founding a TOS: the steps of the road and the orders in which municipalities take them.

Each municipality's own regulation decides whether the boundaries or the meeting come first, so the order is data of the
municipality. Seen so far: boundaries first (Komsomolsk-on-Amur, Uzlovaya), meeting first (Kopeysk), one application for
both (Kirov).
"""

from enum import StrEnum


class Order(StrEnum):
    """The order in which a municipality takes the steps; None in its place means that nobody has confirmed it yet."""

    BOUNDARIES_FIRST = "boundaries_first"
    MEETING_FIRST = "meeting_first"
    SINGLE_APPLICATION = "single_application"


class Step(StrEnum):
    """A step of the road; its value names the guide text `locales/<locale>/guide/<value>.html`."""

    GROUP = "group"
    TERRITORY = "territory"
    HEADCOUNT = "headcount"
    BOUNDARIES = "boundaries"
    CHARTER = "charter"
    NOTICE = "notice"
    DELEGATES = "delegates"
    MEETING = "meeting"
    REGISTRATION = "registration"
    FIRST_DAYS = "first-days"
    LEGAL_ENTITY = "legal-entity"


OPTIONAL = frozenset({Step.DELEGATES, Step.LEGAL_ENTITY})
"""Optional steps: delegates are for a conference only, a legal entity is the neighbours' choice."""

_PREPARE = (Step.GROUP, Step.TERRITORY, Step.HEADCOUNT)
_MEET = (Step.CHARTER, Step.NOTICE, Step.DELEGATES, Step.MEETING)
_FINISH = (Step.REGISTRATION, Step.FIRST_DAYS, Step.LEGAL_ENTITY)

ROADS = {
    Order.BOUNDARIES_FIRST: (*_PREPARE, Step.BOUNDARIES, *_MEET, *_FINISH),
    Order.MEETING_FIRST: (*_PREPARE, *_MEET, Step.BOUNDARIES, *_FINISH),
    # The boundaries are part of the application for the charter: the registration step is about both.
    Order.SINGLE_APPLICATION: (*_PREPARE, *_MEET, *_FINISH),
}
USUAL = Order.BOUNDARIES_FIRST


def road(order: Order | None) -> tuple[Step, ...]:
    """The steps in the municipality's order; the usual order for None (not confirmed), and the screen has to say so."""
    return ROADS[order or USUAL]
