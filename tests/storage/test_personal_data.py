"""`/mydata` of 10,000 rows is written in a memory that does not grow with them."""

import json
import tracemalloc
from pathlib import Path

from sqlalchemy import Connection, insert

from bot.domain.audit import Act, AuditSubject
from handlers.account.download import SHOWN, write_rows
from storage.core.db import Store
from storage.core.tables import audit
from tests.clock import START

PERSON, MANY = 7, 10_000
REASON = "я" * 500


def crowd(tx: Connection) -> None:
    entry = {"act": Act.ROLE_GIVEN, "about_id": PERSON, "subject": AuditSubject.PERSON, "scope": "region"}
    rows = [entry | {"reason": REASON, "at": START} for _ in range(1000)]
    for _ in range(MANY // 1000):
        tx.execute(insert(audit), rows)


async def test_many_rows_are_written_in_bounded_memory(store: Store, tmp_path: Path) -> None:
    await store.write(crowd)
    await write_rows(store, 0, "", tmp_path / "warm.json")
    file = tmp_path / "rows.json"
    tracemalloc.start()
    try:
        shown, count = await write_rows(store, PERSON, "", file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (count, len(shown["audit"])) == (MANY, SHOWN)
    assert len({row["id"] for row in json.loads(file.read_text("utf-8"))["audit"]}) == MANY
    assert file.stat().st_size > 8 * 1024 * 1024
    assert peak < 4 * 1024 * 1024
