"""All that a person follows besides single programmes: a filter, and the answers that they give about a round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from bot.domain.grants import Applicant, Eligibility, Programme, Theme, may_apply

# The least sums to choose from, in roubles; 0 asks nothing.
SUMS = (0, 50_000, 300_000, 1_000_000, 3_000_000)
# More filters than these nobody keeps an eye on.
FILTERS_MOST = 10
# The offer's choices for a rest, in days.
PAUSES = (7, 30, 90)


class RoundAnswer(StrEnum):
    """An answer to a message about a round: applied, not for us, later."""

    APPLIED = "applied"
    NO = "no"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class RoundReply:
    """An answer about a round; LATER has the moment at which to ask again."""

    answer: RoundAnswer
    until: datetime | None = None


class Filter(NamedTuple):
    """A kind of programmes; an empty part asks nothing.

    `kind` of applicant may apply, it reaches `municipality` (a slug), it pays for `theme`, and one may ask for
    `at_least` roubles. What a programme does not say of itself excludes nothing: better one message too many.
    """

    kind: str = ""
    municipality: str = ""
    theme: str = ""
    at_least: int = 0


class FilterReach(NamedTuple):
    """The values of filters that a programme fits, by part; an empty one is always among them."""

    kinds: tuple[str, ...]
    municipalities: tuple[str, ...] | None
    themes: tuple[str, ...] | None
    most: int | None


def reach(programme: Programme) -> FilterReach:
    """The filters to which a programme belongs. None is any value: it says nothing, or there is no limit."""
    kinds = [kind.value for kind in Applicant if may_apply(programme, kind) is not Eligibility.NO]
    most = max(programme.amounts.values(), default=None) if programme.amounts else None
    return FilterReach(
        ("", *kinds),
        ("", *programme.municipalities) if programme.municipalities else None,
        ("", *(theme.value for theme in programme.themes)) if programme.themes else None,
        most,
    )


def fits(programme: Programme, wanted: Filter) -> bool:
    found = reach(programme)
    return (
        wanted.kind in found.kinds
        and (found.municipalities is None or wanted.municipality in found.municipalities)
        and (found.themes is None or wanted.theme in found.themes)
        and (found.most is None or wanted.at_least <= found.most)
    )


def own_filters(kinds: Iterable[Applicant], municipality: str | None) -> list[Filter]:
    """The filters that "everything for us" is: one for each kind of applicant that the person is."""
    return [Filter(kind, municipality or "") for kind in sorted(kind.value for kind in kinds)] or [
        Filter("", municipality or "")
    ]


def every_theme() -> tuple[str, ...]:
    return "", *(theme.value for theme in Theme)


def keys(found: FilterReach, places: Iterable[str]) -> list[tuple[str, str, str]]:
    """All (kind, municipality, theme) of filters to which a programme belongs; `places` are all municipalities."""
    return list(product(found.kinds, found.municipalities or ("", *places), found.themes or every_theme()))
