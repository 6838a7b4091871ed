"""Municipalities and their profiles; names folded for comparing. `bot.domain.places` searches for one."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.domain.founding import Order
from bot.domain.norms import Confidence

_DIAERESIS = "\u0308"
_FIRST_LETTER = 0x430  # U+0430 to U+044F: the small letters of the Russian alphabet except one, which `fold` replaces
_LATIN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
TO_LATIN = {_FIRST_LETTER + place: "" if latin == "-" else latin for place, latin in enumerate(_LATIN.split())}


class MunicipalityKind(StrEnum):
    """The legal kind of a municipality."""

    URBAN_OKRUG = "urban_okrug"
    MUNICIPAL_OKRUG = "municipal_okrug"
    MUNICIPAL_DISTRICT = "municipal_district"


@dataclass(frozen=True, slots=True)
class Cited:
    """The citation of a profile's field: its source, its date and its confidence."""

    source: str
    as_of: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and its profile. A field that nobody has confirmed is None: the administration has to be asked.

    `confidence`, `as_of` and `source` are those of its name and kind; `notes` is the key of a text about the profile.
    `forms` are the grammatical cases of its name, by their names in code. `cited` has the citations of the fields that
    coordinators corrected. Terms are in days, `meeting_share` is the local quorum where the local act sets one.
    """

    slug: str
    name: str
    kind: MunicipalityKind
    aliases: tuple[str, ...]
    as_of: date
    source: str
    confidence: Confidence
    body: str | None = None
    order: Order | None = None
    notes: str | None = None
    oktmo: str | None = None
    group_minimum: int | None = None
    notice_days: int | None = None
    review_days: int | None = None
    charter_copies: int | None = None
    meeting_share: Fraction | None = None
    attachments: str | None = None
    contact: str | None = None
    forms: Mapping[str, str] = field(default_factory=dict, hash=False)
    cited: Mapping[str, Cited] = field(default_factory=dict, hash=False)

    def in_case(self, case: str) -> str:
        """The name in a grammatical case; in the nominative where that case is unknown."""
        return self.forms.get(case, self.name)

    def said_by(self, name: str) -> Cited:
        """The citation of a field: its own where it was corrected, else that of the whole profile."""
        return self.cited.get(name) or Cited(self.source, self.as_of, self.confidence)


def fold(text: str) -> str:
    """The text for comparing: lower case, no diaeresis (yo is ye), one space for all but letters and digits."""
    letters = unicodedata.normalize("NFD", text.casefold()).replace(_DIAERESIS, "")
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", letters)).strip()


def latin(folded: str) -> str:
    """A folded Russian name in Latin letters."""
    return folded.translate(TO_LATIN)
