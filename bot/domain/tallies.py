"""The headcount at the entrance of a meeting: stewards press as people come, and the quorum's rule judges the sum.

Whoever is let in at the door of the meeting's event counts without a press; presses add those who stand on no list.

No names are taken: a mark says how many people of which kind came in. Adults count at every age, younger people only at
the younger one. A delegate counts with the residents they represent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.quorum import Gathering

PRESS_MAX = 10_000


class Came(StrEnum):
    """The kind of people that a mark counts."""

    ADULTS = "adults"
    YOUNGER = "younger"
    DELEGATES = "delegates"
    REPRESENTED = "represented"


class CountedAs(StrEnum):
    """As whom somebody counts who was let in at the door of the meeting's event."""

    ADULT = "adult"
    YOUNGER = "younger"
    NOBODY = "nobody"


class TallyOutcome(StrEnum):
    """The outcome of a press."""

    DONE = "done"
    NOT_YOURS = "not_yours"
    CLOSED = "closed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Territory:
    """The numbers before anybody comes: residents by the counted ages, the oldest first; for a conference the elected
    delegates, and the number of residents each represents by the norm of representation.
    """

    ages: tuple[int, ...]
    residents: tuple[int, ...]
    elected: int = 0
    norm: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """A headcount with its current sums; `let_in` of them came through the door of the meeting's event."""

    id: int
    case_id: int
    gathering: Gathering
    territory: Territory
    opened_at: datetime
    closed_at: datetime | None
    sums: Mapping[Came, int] = field(default_factory=dict)
    event_id: int | None = None
    let_in: int = 0

    @property
    def present_by_age(self) -> tuple[int, ...]:
        """The number of people who came, by the ages of the territory: the younger age includes the adults."""
        adults = self.sums.get(Came.ADULTS, 0)
        return tuple(adults if place == 0 else adults + self.sums.get(Came.YOUNGER, 0) for place in self._places)

    @property
    def _places(self) -> range:
        return range(len(self.territory.ages))

    @property
    def numbers(self) -> tuple[int, ...]:
        """All numbers in the order of the calculator's questions."""
        known = self.territory
        if self.gathering is Gathering.MEETING:
            return (*known.residents, *self.present_by_age)
        came = self.sums.get(Came.DELEGATES, 0), self.sums.get(Came.REPRESENTED, 0)
        return (*known.residents, known.elected, *came)

    @property
    def answers(self) -> dict[str, str | int]:
        """The answers for the minutes, by the names of their questions. A number that nobody gave is left out."""
        known = dict(zip(("residents", "residents_young"), self.territory.residents, strict=False))
        if self.gathering is Gathering.MEETING:
            came = dict(zip(("present", "present_young"), self.present_by_age, strict=False))
        else:
            names = ("elected", "delegates", "represented")
            came = dict(zip(names, self.numbers[len(self.territory.residents) :], strict=True))
            came |= {"delegate_norm": self.territory.norm}
        numbers = {name: number for name, number in (known | came).items() if number}
        return {"gathering": self.gathering.value, **numbers}
