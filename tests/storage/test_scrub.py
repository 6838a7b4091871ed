"""The scrub: no byte of erased words is left in the files, and nobody waits for it."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, text

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.questions import AskOutcome, Side, Words
from bot.domain.roles import Actor, InvitationOutcome
from storage import papers
from storage.cases import cases, membership
from storage.core import fsm, scrub, tables
from storage.core.db import Store
from storage.people import audit, invitations, people, personal_data
from storage.questions import inbox, published, questions
from tests.clock import START, ZONE
from tests.conftest import postgres_store, sqlite_store
from tests.storage.apollinaria import KEY, NAME, Street, settle
from tests.storage.office import OFFICE

PHONE, ADDRESS, WORDS = "8 914 777-66-55", "Забайкальский тупик, 99", "Слово-которого-больше-нигде-нет"
NICK = "apollinaria_pz"
TRACES = (NAME, "Преображенская", NICK, PHONE, ADDRESS, WORDS)
QUESTIONS = {"authorised": NAME, "phone": PHONE, "address": ADDRESS, "contact": f"{NAME}, {PHONE}", "territory": "двор"}


def share_a_case(tx: Connection, street: Street) -> None:
    """A case of Apollinaria and Boris in which both typed what is hers."""
    case_id = cases.begin(tx, street.apollinaria, None, ZONE, (), START)
    assert isinstance(case_id, int)
    membership.invite(tx, case_id, street.apollinaria, "the other code", START)
    membership.join(tx, "the other code", street.boris, (), START)
    for question, value in QUESTIONS.items():
        papers.save(tx, case_id, street.apollinaria, question, value, 0, (), START)
    papers.save(tx, case_id, street.boris, "meeting_chair", NAME, 0, (), START)
    papers.save(tx, case_id, street.boris, "meeting_place", f"у входа, {PHONE}", 0, (), START)
    papers.save(tx, case_id, street.boris, "body", "Дума", 0, (), START)


def live(tx: Connection) -> Street:
    """Apollinaria with words of hers in everything that takes words."""
    street = settle(tx)
    share_a_case(tx, street)
    fsm.put(tx, KEY, START, state="Making:title", data={"mine": WORDS}, locale="ru")
    tx.execute(tables.questions.update().values(text=WORDS).where(tables.questions.c.person_id == street.apollinaria))
    approvals = tables.broadcast_approvals
    tx.execute(approvals.update().values(reason=WORDS))
    for actor, whom in ((None, street.apollinaria), (street.apollinaria, street.boris)):
        audit.note(tx, AuditEntry(Act.ROLE_GIVEN, actor, whom, AuditSubject.PERSON, whom, "region", WORDS, START))
    return street


def crowd(tx: Connection) -> list[int]:
    """Neighbours who come, rename themselves and go, so that pages are split and joined."""
    found = []
    for number in range(400):
        visitor = Visitor(
            5000 + number, 5000 + number, f"Сосед-{number:04}-" + "я" * (number * 37 % 90), f"nick_{number:04}"
        )
        found.append(people.agree(tx, visitor, Purpose.NOTIFICATIONS, "words", "ru", ZONE, START).id)
        if number % 3 == 0:
            people.change(tx, found[number // 2], name=f"Сосед-{number:04}-" + "ю" * (number * 53 % 120))
    return found


def files(store: Store) -> list[Path]:
    assert store.file
    return [path for ending in ("", "-wal", "-shm", "-journal") if (path := Path(f"{store.file}{ending}")).exists()]


def raw_sqlite(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in files(store))


def raw_postgresql(tx: Connection) -> bytes:
    """Every file of the tables, their indexes and their TOAST, as the server keeps them on the disk."""
    tx.execute(text("CHECKPOINT"))
    paths = tx.scalars(
        text(
            "SELECT pg_relation_filepath(c.oid) FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'i', 't') AND n.nspname IN ('public', 'pg_toast')"
        )
    )
    return b"".join(tx.scalar(text("SELECT pg_read_binary_file(:path)"), {"path": path}) for path in paths if path)


async def raw(store: Store) -> bytes:
    return raw_sqlite(store) if store.is_sqlite else await store.read(raw_postgresql)


def left(content: bytes, words: tuple[str, ...] = TRACES) -> list[str]:
    return [word for word in words if word.encode() in content or _in_json(word) in content]


def _in_json(word: str) -> bytes:
    """Words inside JSON are escaped."""
    return word.encode("unicode_escape")


async def finish(store: Store) -> bool:
    """Scrub as the job does: again, until it is verified. On a busy server autovacuum may hold a table for a moment."""
    for _ in range(20):
        if await store.finish_scrubs():
            return True
    return False


async def test_no_byte_is_left_of_a_person_who_was_erased(store: Store) -> None:
    street = await store.write(live)
    assert left(await raw(store)) == [*TRACES], "the words have to be there before the test means anything"
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    assert await finish(store)
    assert left(await raw(store)) == []
    assert await store.read(scrub.pending) is None


async def invited(store: Store, words: str) -> int:
    """Somebody who accepted an invitation whose reason speaks of them."""
    anna = (await store.write(people.agree, Visitor(601, 601, "Анна"), Purpose.WORK, "words", "ru", ZONE, START)).id
    await store.write(people.grant, anna, Role(RoleKind.ADMIN), START)
    await store.write(invitations.make, Actor(anna), [Role(RoleKind.CHAIR, "zeya")], "code", words, START)
    olga = (await store.write(people.agree, Visitor(602, 602, "Ольга"), Purpose.WORK, "words", "ru", ZONE, START)).id
    accepted = await store.write(invitations.accept, "code", Actor(olga), START)
    assert accepted.outcome is InvitationOutcome.DONE
    return olga


async def asked_and_answered(store: Store, words: str) -> int:
    """Somebody whose question became the draft of an answer for everybody."""
    asker = (await store.write(people.agree, Visitor(603, 603, "Вася"), Purpose.QUESTIONS, "w", "ru", ZONE, START)).id
    boris = (await store.write(people.agree, Visitor(604, 604, "Борис"), Purpose.WORK, "w", "ru", ZONE, START)).id
    held = frozenset({Role(RoleKind.COORDINATOR)})
    await store.write(people.grant, boris, Role(RoleKind.COORDINATOR), START)
    question_id = await store.write(questions.draft, asker, None, Words(words), None, START)
    assert await store.write(questions.send, question_id, asker, OFFICE, START) is AskOutcome.SENT
    await store.write(inbox.write, question_id, held, (boris, Side.STAFF), Words(f"Здравствуйте, {words}"), START)
    await store.write(inbox.answer, question_id, held, boris, OFFICE, START)
    assert await store.write(published.draft, question_id, held, boris, OFFICE, START)
    return asker


@pytest.mark.parametrize("live_on", [invited, asked_and_answered])
async def test_no_byte_is_left_of_what_others_wrote_of_a_person(store: Store, live_on: Any) -> None:
    """Their words, or words about them, that stand in the rows of others."""
    person_id = await live_on(store, WORDS)
    assert WORDS in left(await raw(store)), "the words have to be there before the test means anything"
    await store.write(personal_data.erase, person_id, "", START)
    assert await finish(store)
    assert left(await raw(store)) == []


async def test_a_withdrawn_question_leaves_no_draft_of_an_answer_for_everybody(store: Store) -> None:
    asker = await asked_and_answered(store, WORDS)
    assert await store.write(questions.discard, 1, asker, START)
    assert await finish(store)
    assert left(await raw(store)) == []


async def test_a_withdrawn_consent_asks_for_a_scrub(store: Store) -> None:
    street = await store.write(live)
    await store.write(people.withdraw, street.apollinaria, Purpose.QUESTIONS, START)
    assert await store.read(scrub.pending)


async def test_no_byte_is_left_of_a_crowd(store: Store) -> None:
    """Pages that were split keep older copies, which `secure_delete` does not know of."""
    ids = await store.write(crowd)
    for person_id in ids[::2]:
        await store.write(personal_data.erase, person_id, "", START)
    assert await finish(store)
    content = await raw(store)
    gone = tuple(f"nick_{number:04}" for number in range(0, 400, 2))
    assert left(content, gone) == []
    assert b"nick_0001" in content


async def test_the_answers_of_others_stay(store: Store) -> None:
    street = await store.write(live)
    await store.write(personal_data.erase, street.apollinaria, KEY, START)
    answers = await store.read(lambda tx: {row.question for row in tx.execute(tables.case_answers.select())})
    assert answers == {"territory", "body"}


async def test_a_reader_keeps_nobody_waiting_and_is_waited_for(seeded: Path, tmp_path: Path) -> None:
    """A backup that reads for long: the scrub gives up at once, writes go on, and the next scrub does the work."""
    store = await sqlite_store(seeded, tmp_path)
    street = await store.write(live)
    with Reader(tmp_path / "tos.db"):
        await store.write(personal_data.erase, street.apollinaria, KEY, START)
        assert await store.finish_scrubs() is False
        await asyncio.gather(store.finish_scrubs(), store.write(people.change, street.boris, name="Боря"))
        assert left(raw_sqlite(store)) != []
    assert await store.read(scrub.pending)
    assert await finish(store)
    assert left(raw_sqlite(store)) == []
    await store.close()


class Reader:
    """Another program that reads the file in one transaction."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> None:
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM people").fetchone()

    def __exit__(self, *_: object) -> None:
        self._connection.close()


@pytest.mark.parametrize("read", ["people", "rounds"])
async def test_a_backup_of_postgresql_keeps_its_rows_and_nobody_waiting(read: str) -> None:
    """It has the lock of a table, or only an older snapshot: neither leaves a byte of the erased in the end."""
    store = await postgres_store()
    street = await store.write(live)
    async with store.engine.connect() as backup:
        await backup.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        before = await backup.scalar(text(f"SELECT count(*) FROM {read}"))  # noqa: S608
        await store.write(personal_data.erase, street.apollinaria, KEY, START)
        assert await store.finish_scrubs() is (read != "people")
        assert await backup.scalar(text(f"SELECT count(*) FROM {read}")) == before  # noqa: S608
    assert await finish(store)
    assert left(await raw(store)) == []
    await store.close()


async def test_an_erasure_during_a_scrub_asks_for_another(store: Store) -> None:
    await store.write(scrub.ask)
    number = await store.read(scrub.pending)
    assert number
    await store.write(scrub.ask)
    await store.write(scrub.done, number)
    assert await store.read(scrub.pending) == number + 1


async def test_without_an_erasure_nothing_is_written_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "scrub", None)
    await store.write(lambda tx: tx.execute(delete(tables.misses)) and None)
    assert await finish(store)
