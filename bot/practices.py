"""The stories of `storage/seed/practices.yaml`."""

from collections.abc import Mapping
from pathlib import Path

from bot.domain.norms import Confidence
from bot.domain.practices import DecidedBy, Practice, PracticeTopic
from bot.i18n import read_yaml

SEED = Path(__file__).parent.parent / "storage" / "seed"


def read_practices(folder: Path = SEED) -> Mapping[str, Practice]:
    """Read the stories by their slugs, in the order of the file."""
    content = read_yaml(folder / "practices.yaml")
    found = {}
    for row in content["practices"]:
        kinds = {"topics": tuple(map(PracticeTopic, row["topics"])), "confidence": Confidence(row["confidence"])}
        decided = DecidedBy(row["decided"]) if "decided" in row else None
        found[row["slug"]] = Practice(**row | kinds | {"decided": decided, "seen_on": content["seen_on"]})
    return found
