"""Numbers of residents and lists of addresses that administrations answered with, passed on by founders."""

from dataclasses import dataclass
from datetime import date

from bot.domain.papers.houses import HouseWords, rows_of

HOUSES_MOST = 2000
"""The length of a list that a coordinator can look through on one screen."""


@dataclass(frozen=True, slots=True)
class ResidentCount:
    """The residents of a territory on a day, with the paper that says so.

    `residents` are those from 18, `residents_young` those from 16 where somebody told them. `houses` is the list of
    addresses in the same answer, a line for each street; empty where nobody told it.
    """

    municipality: str
    settlement: str
    territory: str
    residents: int
    residents_young: int | None
    source: str
    as_of: date
    houses: str = ""
    id: int = 0
    is_confirmed: bool = False


def list_of_houses(typed: str, words: HouseWords) -> str:
    """Streets and houses of a list, a line for each street, without remarks: they may be about people.

    Empty where the list is too long to be looked through.
    """
    found = "\n".join(f"{row.street}: {row.houses}" if row.houses else row.street for row in rows_of(typed, words))
    return found if len(found) <= HOUSES_MOST else ""
