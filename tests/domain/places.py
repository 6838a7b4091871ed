"""The gazetteer of the seeds, for tests of what it finds."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from bot.domain.municipalities import Municipality, MunicipalityKind
from bot.domain.norms import Confidence
from bot.domain.places.gazetteer import Gazetteer, Sighting
from bot.domain.places.settlements import Settlement, SettlementKind
from bot.i18n import LANGUAGES, LOCALES, Texts
from bot.places import read_words

SEED = Path(__file__).parents[2] / "storage" / "seed"
AS_OF = date(2026, 11, 29)
MUNICIPALITIES = [
    Municipality(
        slug=entry["slug"],
        name=entry["name"],
        kind=MunicipalityKind(entry["kind"]),
        aliases=tuple(entry["aliases"]),
        as_of=AS_OF,
        source=entry["source"],
        confidence=Confidence(entry["confidence"]),
    )
    for entry in yaml.safe_load((SEED / "municipalities.yaml").read_text("utf-8"))["municipalities"]
]
SETTLEMENTS = [
    Settlement(
        id=number,
        name=entry["name"],
        kind=SettlementKind(entry["kind"]),
        municipality=entry["municipality"],
        source=entry["source"],
        as_of=AS_OF,
        confidence=Confidence(entry["confidence"]),
        official=entry.get("official"),
    )
    for number, entry in enumerate(
        yaml.safe_load((SEED / "settlements.yaml").read_text("utf-8"))["settlements"], start=1
    )
]


@cache
def gazetteer() -> Gazetteer:
    keyboards = [tr.plain("keyboard-row") for tr in Texts("ru")]
    return Gazetteer(MUNICIPALITIES, SETTLEMENTS, read_words([LOCALES / locale for locale in LANGUAGES]), keyboards)


def named(sighting: Sighting) -> list[str]:
    """The places as "settlement @ slug", or the slug alone."""
    return [
        f"{place.settlement.name} @ {place.municipality.slug}" if place.settlement else place.municipality.slug
        for place in sighting.places
    ]


def slugs(sighting: Sighting) -> set[str]:
    return {place.municipality.slug for place in sighting.places}
