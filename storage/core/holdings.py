"""The registry of personal data: what each column holds, and what becomes of each table that holds it.

`/mydata`, `/erase` and the scrub go by it, and `tests/storage/test_holdings.py` fails for a column without an entry.
In `storage/core/tables.py` a column of text, of JSON, or with somebody's id says what it holds:

* `info=CODE`: a word or number of the bot's own, such as a status, a slug, a hash. It stays.
* `info=WORDS`: words of or about one person, such as a name or a question. They are erased with the person.
* `info=SHARED`: words written for others, such as an event's title. They stay, without their author.
* `info=CHAT`: an id of a person's chat, account or message. It is erased with the person.
* `info=PERSON`: the id of a person; `_person()` says it by itself. It is erased with the person.

A table with anything but codes says in its own `info` whose it is and how long it is kept:

* `person`: the column with the id of the person to whom `/mydata` gives the row.
* `erase`: what `/erase` does to the person's rows. "delete": they go. "forget": ids and words of the person become
  empty, the rest stays. "keep": words become empty, ids stay, since the row proves what was done. "expire": the row is
  nobody's, only its term ends it; then `person` is left out.
* `kept`: its term in `bot.domain.retention`, or FOR_GOOD for what is public and names nobody.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, update


class Holds(StrEnum):
    """Kinds of content; see above."""

    CODE = "code"
    WORDS = "words"
    SHARED = "shared"
    CHAT = "chat"
    PERSON = "person"


CODE, WORDS, SHARED, CHAT, PERSON = ({"holds": each} for each in Holds)
FOR_GOOD = "for good"
ERASURES = ("delete", "forget", "keep", "expire")


def holding(table: Table, *kinds: Holds) -> list[Column[Any]]:
    """The columns of a table that hold one of these kinds."""
    return [each for each in table.c if each.info.get("holds") in kinds]


def person_column(table: Table) -> Column[int]:
    """The column with the id of the person to whom a row belongs."""
    return table.c[table.info["person"]]


def erase_rows(tx: Connection, table: Table, person_id: int) -> None:
    """Erase a person from a table as its `info` says, also where another column than its owner leads to them."""
    if table.info["erase"] == "delete":
        tx.execute(delete(table).where(person_column(table) == person_id))
    for column in holding(table, Holds.PERSON):
        if emptied := _emptied(table, column):
            tx.execute(update(table).where(column == person_id).values(emptied))


def _emptied(table: Table, column: Column[int]) -> dict[str, object]:
    """The new values of a row that stays, for the person to whom `column` leads."""
    erase, is_owner = table.info["erase"], column.name == table.info["person"]
    if erase == "delete":
        return {} if is_owner else {column.name: None}
    if erase == "forget" and not is_owner:
        return {column.name: None}
    gone = holding(table, Holds.WORDS) if erase == "keep" else [column, *holding(table, Holds.WORDS, Holds.CHAT)]
    return {each.name: None if each.nullable else "" for each in gone}
