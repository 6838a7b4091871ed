"""The registry of personal data: every column that could hold something of a person says what becomes of it."""

import pytest
from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, MetaData, String, Table, Text

from bot.domain.retention import DRAFT, Retention
from storage.core.holdings import CHAT, CODE, ERASURES, FOR_GOOD, PERSON, WORDS, Holds, holding
from storage.core.tables import metadata

HELP = "see storage/core/holdings.py and say what it holds: info=CODE, WORDS, SHARED, CHAT or PERSON"


def faults(schema: MetaData) -> list[str]:
    return [each for table in schema.sorted_tables for each in (*_of_columns(table), *_of_table(table))]


def _of_columns(table: Table) -> list[str]:
    undeclared = [each.name for each in table.c if _could_be_personal(each) and "holds" not in each.info]
    return [f"{table.name}.{name}: {HELP}" for name in undeclared]


def _could_be_personal(column: Column[object]) -> bool:
    """Text, JSON, and whatever is named like somebody's id, unless it points to a table without people."""
    targets = {key.target_fullname for key in column.foreign_keys}
    if targets & {"people.id", "accounts.id"} or isinstance(column.type, (String, Text, JSON)):
        return True
    return column.name.endswith(("_id", "_ids", "_by")) and not targets


def _of_table(table: Table) -> list[str]:
    personal = holding(table, *(set(Holds) - {Holds.CODE}))
    if not personal:
        return []
    erase, owner, kept = (table.info.get(key) for key in ("erase", "person", "kept"))
    if erase not in ERASURES or not (isinstance(kept, Retention) or kept == FOR_GOOD):
        return [f"{table.name}: its info has to say `erase` (one of {ERASURES}) and `kept` (a term or FOR_GOOD)"]
    if (owner is None) != (erase == "expire") or (owner is not None and owner not in table.c):
        return [f"{table.name}: `person` has to be a column of it, and is left out where rows only expire"]
    if erase == "expire" and (lost := holding(table, Holds.CHAT, Holds.PERSON)):
        return [f"{table.name}.{each.name}: nobody's row leads to a person" for each in lost]
    full = [each for each in _emptied(table) if not (each.nullable or isinstance(each.type, (String, Text)))]
    return [f"{table.name}.{each.name} has to be nullable: an erasure empties it" for each in full]


def _emptied(table: Table) -> list[Column[object]]:
    if table.info["erase"] == "keep":
        return holding(table, Holds.WORDS)
    if table.info["erase"] == "forget":
        return holding(table, Holds.WORDS, Holds.CHAT, Holds.PERSON)
    return [each for each in holding(table, Holds.PERSON) if each.name != table.info.get("person")]


def test_every_column_says_what_it_holds() -> None:
    assert faults(metadata) == [], "a column without an entry in the registry of personal data"


@pytest.mark.parametrize(
    "column",
    [
        Column("note", Text),
        Column("title", String(20)),
        Column("data", JSON),
        Column("chat_id", BigInteger),
        Column("granted_by", Integer),
        Column("person_id", Integer, ForeignKey("people.id")),
        Column("account_id", Integer, ForeignKey("accounts.id")),
    ],
    ids=lambda column: column.name,
)
def test_a_new_column_without_an_entry_is_noticed(column: Column[object]) -> None:
    schema = MetaData()
    for name in ("people", "accounts"):
        Table(name, schema, Column("id", Integer, primary_key=True))
    Table("letters", schema, Column("id", Integer, primary_key=True), column)
    assert faults(schema) == [f"letters.{column.name}: {HELP}"]


def test_a_table_with_words_says_whose_they_are_and_for_how_long() -> None:
    schema = MetaData()
    Table("letters", schema, Column("id", Integer, primary_key=True), Column("note", Text, info=WORDS))
    assert "its info has to say `erase`" in faults(schema)[0]
    Table("poems", schema, Column("note", Text, info=WORDS), info={"erase": "delete", "kept": DRAFT})
    assert "`person` has to be a column" in faults(schema)[1]


def test_what_an_erasure_empties_can_be_empty() -> None:
    schema = MetaData()
    columns = (
        Column("author_id", Integer, nullable=False, info=PERSON),
        Column("chat_id", Integer, info=CHAT),
        Column("kind", String(8), nullable=False, info=CODE),
    )
    Table("news", schema, *columns, info={"person": "author_id", "erase": "forget", "kept": FOR_GOOD})
    assert faults(schema) == ["news.author_id has to be nullable: an erasure empties it"]


def test_nobody_is_behind_a_row_that_only_expires() -> None:
    schema = MetaData()
    Table("misses", schema, Column("person_id", Integer, info=PERSON), info={"erase": "expire", "kept": DRAFT})
    assert faults(schema) == ["misses.person_id: nobody's row leads to a person"]
