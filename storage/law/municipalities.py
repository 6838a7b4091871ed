"""Municipalities and their profiles."""

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, select

from bot.domain.founding import Order
from bot.domain.municipalities import Cited, Municipality, MunicipalityKind
from bot.domain.norms import Confidence
from storage.core.tables import municipalities


def all_municipalities(tx: Connection) -> list[Municipality]:
    """All municipalities, sorted by name."""
    return sorted((_record(row.facts) for row in tx.execute(select(municipalities))), key=lambda one: one.name)


def get(tx: Connection, slug: str) -> Municipality | None:
    row = tx.execute(select(municipalities).where(municipalities.c.slug == slug)).one_or_none()
    return _record(row.facts) if row else None


def _record(facts: dict[str, Any]) -> Municipality:
    share = facts.get("meeting_share")
    return Municipality(
        **facts
        | {
            "kind": MunicipalityKind(facts["kind"]),
            "aliases": tuple(facts["aliases"]),
            "as_of": date.fromisoformat(facts["as_of"]),
            "confidence": Confidence(facts["confidence"]),
            "order": Order(facts["order"]) if facts.get("order") else None,
            "meeting_share": Fraction(share) if share else None,
            "cited": {field: _cited(said) for field, said in facts.get("cited", {}).items()},
        }
    )


def _cited(said: dict[str, str]) -> Cited:
    return Cited(said["source"], date.fromisoformat(said["as_of"]), Confidence(said["confidence"]))
