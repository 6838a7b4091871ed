"""The meaning of a programme for one reader: the way in for them, by the words that they said of themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.grants import Applicant, Eligibility, Programme, may_apply

BEST_FIRST = (Eligibility.DIRECTLY, Eligibility.THROUGH_PARTNER, Eligibility.THROUGH_MUNICIPALITY, Eligibility.NO)
# Kinds that are organisations: a least age of an organisation concerns them.
ORGANISATIONS = frozenset({Applicant.NKO, Applicant.TOS_LEGAL, Applicant.BIZ, Applicant.BUDGET, Applicant.IP})


class Reach(StrEnum):
    """The reach of a programme, as seen from the place where the reader lives."""

    EVERYWHERE = "everywhere"
    YOURS = "yours"
    NOT_YOURS = "not_yours"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fit:
    """The best way in for a reader. `kind` is the kind of applicant who has it, None when nobody said who they are.

    `min_age_months` is the least age of the organisation that would apply: the reader's own, or the partner's.
    """

    kind: Applicant | None
    way: Eligibility | None
    reach: Reach
    min_age_months: int | None = None


def fit(programme: Programme, kinds: Iterable[Applicant], municipality: str | None) -> Fit:
    """The best way in for somebody who is of these kinds and lives in `municipality`."""
    reach = _reach(programme, municipality)
    ways = [(may_apply(programme, kind), kind) for kind in Applicant if kind in set(kinds)]
    if not ways:
        return Fit(None, None, reach)
    way, kind = min(ways, key=lambda each: BEST_FIRST.index(each[0]))
    concerned = way is Eligibility.THROUGH_PARTNER or (way is Eligibility.DIRECTLY and kind in ORGANISATIONS)
    return Fit(kind, way, reach, programme.min_age_months if concerned else None)


def _reach(programme: Programme, municipality: str | None) -> Reach:
    if not programme.municipalities:
        return Reach.EVERYWHERE
    if municipality is None:
        return Reach.UNKNOWN
    return Reach.YOURS if municipality in programme.municipalities else Reach.NOT_YOURS
