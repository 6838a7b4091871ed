"""Numbers of residents that administrations answered with: founders pass them on, coordinators confirm them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ResidentCount:
    """The residents of a territory on a day, with the paper that says so.

    `residents` are those from 18, `residents_young` those from 16 where somebody told them.
    """

    municipality: str
    settlement: str
    territory: str
    residents: int
    residents_young: int | None
    source: str
    as_of: date
    id: int = 0
    is_confirmed: bool = False
