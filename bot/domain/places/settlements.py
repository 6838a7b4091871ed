"""Settlements: their names, and the municipality that each is in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.municipalities import Municipality, MunicipalityKind, fold
from bot.domain.norms import Confidence

NAME_MAX = 60
MISS_WORDS_MAX = 5


class SettlementKind(StrEnum):
    """The kind of a settlement, or of a name that stands for one."""

    CITY = "city"
    TOWN = "town"  # an urban-type settlement
    SETTLEMENT = "settlement"
    VILLAGE = "village"
    STATION = "station"
    FORMER = "former"  # an earlier name
    PART = "part"  # a part of a town
    NICKNAME = "nickname"
    UNKNOWN = "unknown"


# Kinds of names that are no settlement of their own.
NAMES_ONLY = frozenset({SettlementKind.FORMER, SettlementKind.PART, SettlementKind.NICKNAME})
# Confidences of facts that may be offered and are never taken as sure.
UNSURE = frozenset({Confidence.C, Confidence.OWN})


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement, or a name that people use for one: `official` is then the settlement's own name.

    `municipality` is a slug. A name of kind UNKNOWN was given by a coordinator or is known from one list only.
    """

    id: int
    name: str
    kind: SettlementKind
    municipality: str
    source: str
    as_of: date
    confidence: Confidence
    official: str | None = None

    @property
    def is_sure(self) -> bool:
        return self.confidence not in UNSURE


@dataclass(frozen=True, slots=True)
class Located:
    """A place that somebody may mean: a settlement, or without one a municipality as a whole.

    `called` is the former name or the nickname by which the settlement was found.
    """

    municipality: Municipality
    settlement: Settlement | None = None
    called: Settlement | None = None

    def __hash__(self) -> int:
        return hash((self.municipality.slug, self.settlement and self.settlement.id, self.called and self.called.id))

    @property
    def is_sure(self) -> bool:
        """False for what is only known from memory or from one list."""
        return all(each.is_sure for each in (self.settlement, self.called) if each)

    @property
    def is_town(self) -> bool:
        """True for a town that is a municipality of its own."""
        is_urban = self.municipality.kind is MunicipalityKind.URBAN_OKRUG
        return is_urban and (
            self.settlement is None or fold(self.settlement.name) == fold(self.municipality.name).split()[-1]
        )

    @property
    def is_whole(self) -> bool:
        """True for a municipality as a whole."""
        return self.settlement is None or self.is_town
