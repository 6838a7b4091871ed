"""Places: the search for a settlement or a municipality by what people type, over the store's gazetteer.

The index is made in a thread, at the first search and after each change of the gazetteer: it takes a twentieth of a
second.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.places.gazetteer import Gazetteer, Sighting
from bot.domain.places.settlements import SettlementKind
from bot.domain.places.wording import PlaceWords
from bot.i18n import LANGUAGES, LOCALES, Texts, read_yaml
from storage import places
from storage.core.db import Store

TYPED_MAX = 120


@dataclass
class Places:
    """The search for places. All languages' words are understood, whatever language a person reads."""

    store: Store
    texts: Texts
    folder: Path = LOCALES
    _gazetteer: Gazetteer | None = None
    _version: int = -1
    _build_lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def find(self, typed: str) -> Sighting:
        """The places that a typed line may mean."""
        return (await self._current()).find(typed[:TYPED_MAX])

    async def _current(self) -> Gazetteer:
        async with self._build_lock:
            version = await self.store.glance(places.version)
            if self._gazetteer is None or self._version != version:
                known = await self.store.read(places.catalogue)
                keyboards = [tr.plain("keyboard-row") for tr in self.texts]
                words = await asyncio.to_thread(read_words, [self.folder / locale for locale in LANGUAGES])
                self._gazetteer = await asyncio.to_thread(Gazetteer, *known, words, keyboards)
                self._version = version
            return self._gazetteer


def read_words(folders: Iterable[Path]) -> PlaceWords:
    """The words of all languages together, from the file `places.yaml` of each."""
    read: list[dict[str, Any]] = [read_yaml(folder / "places.yaml") for folder in folders]

    def both(name: str) -> list[str]:
        return [word for each in read for word in each[name]]

    return PlaceWords(
        kinds={kind: [word for each in read for word in each["kinds"].get(kind, ())] for kind in SettlementKind},
        areas=both("areas"),
        regions=both("regions"),
        fillers=both("fillers"),
        streets=both("streets"),
        endings={ending: cases for each in read for ending, cases in each["endings"].items()},
        lookalikes=("".join(each["lookalikes"][0] for each in read), "".join(each["lookalikes"][1] for each in read)),
    )
