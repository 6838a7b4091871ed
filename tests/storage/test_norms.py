"""Norms read back from the store, on both engines."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.domain.norms import Confidence, Norm
from storage.core.db import Store
from storage.law import norms
from tests.storage.profiles import correct

SEED = yaml.safe_load((Path(__file__).parents[2] / "storage/seed/norms.yaml").read_text(encoding="utf-8"))


async def test_every_norm_of_the_seed_comes_back_as_it_was_written(store: Store) -> None:
    found = await store.read(norms.all_norms)
    assert found == {row["key"]: Norm(**row | {"confidence": Confidence(row["confidence"])}) for row in SEED}


async def test_dates_are_dates_and_values_are_text(store: Store) -> None:
    age = (await store.read(norms.all_norms))["federal.age_min"]
    assert (age.value, age.as_of, age.recheck_on) == ("18", date(2026, 9, 11), date(2027, 1, 25))


@pytest.mark.parametrize("value", ["1/2", "33-ФЗ, ст. 50", ""])
async def test_what_was_corrected_is_what_is_read(store: Store, value: str) -> None:
    await correct(store, "federal.age_min", value=value)
    assert (await store.read(norms.all_norms))["federal.age_min"].value == value
