"""Everything that the store holds of a person, as `/mydata` writes it, in one piece."""

from typing import Any

from sqlalchemy import Connection

from storage.people import personal_data


def export(tx: Connection, person_id: int, key: str) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, read in pages of one row, so that each test of an export is one of its pages."""
    return {kind: _rows(tx, kind, person_id, key) for kind in personal_data.kinds()}


def _rows(tx: Connection, kind: str, person_id: int, key: str) -> list[dict[str, Any]]:
    found: list[personal_data.Held] = []
    while more := personal_data.page(tx, kind, person_id, key, found[-1] if found else None, 1):
        found += more
    return [each.values for each in found]
