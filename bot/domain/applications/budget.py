"""The budget of an application: lines, sums by who pays, and the check against what the round allows.

Sums are whole kopecks, quantities thousandths, so that every sum is exact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.grants import Applicant, Programme

LINES_MAX, WHAT_MAX, UNIT_MAX = 200, 120, 20
KOPECKS, THOUSANDTHS = 100, 1000
# Ten billion roubles for one, a million pieces: beyond that it is a slip of the pen.
PRICE_MAX, QUANTITY_MAX = 10**10 * KOPECKS, 10**6 * THOUSANDTHS


class Payer(StrEnum):
    """The source of a line's money: the grant, the applicant's own means, a partner's."""

    GRANT = "grant"
    OWN = "own"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line: what, how many thousandths of a unit, the price of one in kopecks (None: not said yet), who pays."""

    id: int
    what: str
    quantity: int = THOUSANDTHS
    unit: str = ""
    price: int | None = None
    payer: Payer = Payer.GRANT

    @property
    def sum(self) -> int:
        """The sum in kopecks, halves of a kopeck rounded up; 0 while the price is unknown."""
        return (self.quantity * (self.price or 0) + THOUSANDTHS // 2) // THOUSANDTHS


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a budget in kopecks, by payer."""

    by_payer: Mapping[Payer, int] = field(default_factory=dict)

    def of(self, payer: Payer) -> int:
        return self.by_payer.get(payer, 0)

    @property
    def all(self) -> int:
        return sum(self.by_payer.values())

    @property
    def shared(self) -> int:
        """The money that does not come from the grant."""
        return self.of(Payer.OWN) + self.of(Payer.PARTNER)


def totals(lines: Iterable[BudgetLine]) -> Totals:
    sums: dict[Payer, int] = {}
    for each in lines:
        sums[each.payer] = sums.get(each.payer, 0) + each.sum
    return Totals(sums)


class BudgetFault(StrEnum):
    """A fault of a budget: the round does not allow it, or something is missing."""

    EMPTY = "empty"
    NO_PRICE = "no_price"
    NO_GRANT = "no_grant"
    OVER = "over"
    LITTLE_OWN = "little_own"


@dataclass(frozen=True, slots=True)
class BudgetCheck:
    """A fault with its numbers: OVER has the most and the excess in kopecks, LITTLE_OWN the least and what is missing,
    NO_PRICE the number of lines.
    """

    fault: BudgetFault
    limit: int = 0
    lacking: int = 0


def most(programme: Programme, kind: Applicant | None) -> int | None:
    """The most that the programme gives to a kind of applicant, in kopecks; None where it is unknown.

    Without a kind it is known only when the programme gives the same to all.
    """
    if kind is not None:
        return programme.amounts[kind] * KOPECKS if kind in programme.amounts else None
    sums = set(programme.amounts.values())
    return next(iter(sums)) * KOPECKS if len(sums) == 1 else None


def check(lines: tuple[BudgetLine, ...], programme: Programme, kind: Applicant | None) -> list[BudgetCheck]:
    """Check a budget against its round. The own share is counted from the whole budget, partners' money belongs to it.

    The catalogue says the share as "not less than so many per cent of one's own money"; whether a funder counts the
    money of partners as own stands in its rules, so texts say how it was counted.
    """
    if not lines:
        return [BudgetCheck(BudgetFault.EMPTY)]
    found, sums = [], totals(lines)
    if unpriced := sum(each.price is None for each in lines):
        found.append(BudgetCheck(BudgetFault.NO_PRICE, lacking=unpriced))
    if not sums.of(Payer.GRANT):
        found.append(BudgetCheck(BudgetFault.NO_GRANT))
    ceiling = most(programme, kind)
    if ceiling is not None and sums.of(Payer.GRANT) > ceiling:
        found.append(BudgetCheck(BudgetFault.OVER, ceiling, sums.of(Payer.GRANT) - ceiling))
    least = least_own(sums.all, programme.own_share or 0)
    if sums.shared < least:
        found.append(BudgetCheck(BudgetFault.LITTLE_OWN, least, least - sums.shared))
    return found


def least_own(whole: int, share: int) -> int:
    """The least own money in kopecks, rounded up, of a whole budget at a share in per cent."""
    return -(-whole * share // 100)


def share_of(part: int, whole: int) -> int:
    """Per cent, rounded down: a share that is reached is never said to be more than it is."""
    return part * 100 // whole if whole else 0
