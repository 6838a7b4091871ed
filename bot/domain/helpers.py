"""Helpers: bodies that help residents and chairs, each with a public contact, its source and the day to check it by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.norms import Confidence

NAME_MAX, TEXT_MAX = 120, 300
CHECK_AFTER = timedelta(days=365)
# A mobile number, a nickname, a page of one's own: a body has none of these.
PRIVATE = re.compile(
    r"""(?:\+7|\b[78])[\s(-]*9\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b
      | (?<![\w.])@\w{4,} | \bt\.me/ | \bvk\.(?:com|ru)/id\d+ | \bwa\.me/""",
    re.VERBOSE,
)


class HelpTopic(StrEnum):
    """A need that somebody helps with, in the order of the buttons."""

    TOS = "tos"
    YARD = "yard"
    MONEY = "money"
    PEOPLE = "people"
    LEARNING = "learning"
    RIGHTS = "rights"


class HelpReach(StrEnum):
    """The reach of a body; ELSEWHERE is one of another region, to learn from."""

    OBLAST = "oblast"
    COUNTRY = "country"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Helper:
    """A body that helps. Its slug begins with `municipality` and a dot, if it helps there alone.

    `told` is the date of its source as the source shows it. After `check_by` it may have changed. `contact` is empty
    where no public page gave one.
    """

    slug: str
    name: str
    topics: tuple[HelpTopic, ...]
    reach: HelpReach
    does: str
    for_whom: str
    contact: str
    source: str
    told: str
    as_of: date
    confidence: Confidence
    check_by: date
    is_hidden: bool = False

    @property
    def municipality(self) -> str | None:
        return municipality_of(self.slug)

    def is_due(self, today: date) -> bool:
        return today > self.check_by

    def is_whole(self) -> bool:
        """Tell whether all is there that people need to be shown it."""
        return bool(self.name and self.topics and self.does and self.source)


def municipality_of(slug: str) -> str | None:
    """The municipality that a slug begins with; None for a helper of the whole oblast or of more."""
    where, dot, _ = slug.partition(".")
    return where if dot else None


def is_private(typed: str, patronymics: Sequence[str]) -> bool:
    """Tell whether words name or reach a private person: the directory holds bodies and their public contacts.

    `patronymics` are the endings that only names of people have.
    """
    words = re.findall(r"\w+", typed)
    is_named = any(word[:1].isupper() and word.lower().endswith((*patronymics,)) for word in words)
    return is_named or PRIVATE.search(typed) is not None


def chosen(helpers: Iterable[Helper], topic: HelpTopic, here: str | None) -> Sequence[Helper]:
    """Those who help with a topic: those of the municipality `here`, of the oblast, the country, elsewhere.

    Those of other municipalities are left out, unless nothing is known of a place.
    """
    found = [each for each in helpers if topic in each.topics and not each.is_hidden]
    if here:
        found = [each for each in found if each.municipality in (None, here)]
    reaches = [*HelpReach]
    return sorted(found, key=lambda each: (not here or each.municipality != here, reaches.index(each.reach), each.slug))
