"""Questions in the store: notices, visibility, one answer, erasure of askers and coordinators."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, func, select

from bot.domain.deliveries import DeliveryStatus
from bot.domain.people import Purpose, Role, RoleKind, Visitor
from bot.domain.questions import CAUSE, MESSAGE, OPEN_MOST, AnswerOutcome, AskOutcome, Desk, Side, Words
from bot.domain.retention import ANSWERED_QUESTION, DRAFT
from storage.core import tables
from storage.core.db import Store
from storage.core.retention import sweep
from storage.people import people, personal_data
from storage.questions import inbox, questions, staff
from tests.clock import START, ZONE
from tests.storage.office import OFFICE

ASKER, OTHER, IN_ZEYA, IN_REGION, ADMIN = 101, 102, 103, 104, 105
REGION_ROLES = frozenset({Role(RoleKind.COORDINATOR)})
ZEYA_ROLES = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
TYNDA_ROLES = frozenset({Role(RoleKind.COORDINATOR, "tynda")})


def join(tx: Connection, chat_id: int, purpose: Purpose = Purpose.QUESTIONS, role: Role | None = None) -> int:
    person = people.agree(tx, Visitor(chat_id, chat_id, f"Сосед {chat_id}"), purpose, "hash", "ru", ZONE, START)
    if role:
        people.grant(tx, person.id, role, START)
    return person.id


def ask(tx: Connection, person_id: int, municipality: str | None = "zeya", text: str = "Где взять справку?") -> int:
    question_id = questions.draft(tx, person_id, municipality, Words(text), None, START)
    assert questions.send(tx, question_id, person_id, OFFICE, START) is AskOutcome.SENT
    return question_id


def told(tx: Connection) -> set[tuple[int, str]]:
    """The planned notices of questions by person."""
    deliveries = tables.deliveries
    coming = (deliveries.c.cause.in_((CAUSE, MESSAGE)), deliveries.c.status == DeliveryStatus.PLANNED)
    return {(row.person_id, row.occasion) for row in tx.execute(select(deliveries).where(*coming))}


def count(tx: Connection, name: str) -> int:
    return tx.scalar(select(func.count()).select_from(tables.metadata.tables[name])) or 0


def staffed(tx: Connection) -> tuple[int, int, int]:
    """An asker, a coordinator of Zeya, one of the region."""
    return (
        join(tx, ASKER),
        join(tx, IN_ZEYA, Purpose.WORK, Role(RoleKind.COORDINATOR, "zeya")),
        join(tx, IN_REGION, Purpose.WORK, Role(RoleKind.COORDINATOR)),
    )


async def test_coordinators_of_the_municipality_hear_and_nobody_else(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    await store.write(ask, asker, "zeya")
    assert await store.read(told) == {(zeya, "asked")}


async def test_where_a_municipality_has_nobody_the_region_hears(store: Store) -> None:
    asker, _, region = await store.write(staffed)
    await store.write(ask, asker, "tynda")
    assert await store.read(told) == {(region, "asked")}
    assert await store.read(staff.desk, ()) == Desk(("zeya",), region=True)


async def test_an_administrator_of_the_settings_hears_once_they_work_here(store: Store) -> None:
    asker = await store.write(join, ASKER)
    assert (await store.read(staff.desk, (ADMIN,))).is_empty
    await store.write(join, ADMIN, Purpose.SIGN_UPS)
    assert (await store.read(staff.desk, (ADMIN,))).is_empty
    admin = await store.write(join, ADMIN, Purpose.WORK)
    assert await store.read(staff.desk, (ADMIN,)) == Desk(region=True)
    question_id = await store.write(questions.draft, asker, None, Words("Вопрос"), None, START)
    assert (
        await store.write(questions.send, question_id, asker, replace(OFFICE, admin_ids=frozenset({ADMIN})), START)
        is AskOutcome.SENT
    )
    assert await store.read(told) == {(admin, "asked")}


async def test_a_coordinator_who_stopped_the_bot_is_nobody(store: Store) -> None:
    asker, *_ = await store.write(staffed)
    await store.write(people.block, IN_ZEYA, START)
    await store.write(people.block, IN_REGION, START)
    assert (await store.read(staff.desk, ())).is_empty
    question_id = await store.write(questions.draft, asker, "zeya", Words("Вопрос"), None, START)
    assert await store.write(questions.send, question_id, asker, OFFICE, START) is AskOutcome.NOBODY
    assert await store.read(told) == set()


async def test_a_question_is_sent_once_and_only_by_its_author(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    question_id = await store.write(questions.draft, asker, "zeya", Words("Вопрос"), None, START)
    assert await store.write(questions.send, question_id, zeya, OFFICE, START) is AskOutcome.GONE
    outcomes = await asyncio.gather(
        *(store.write(questions.send, question_id, asker, OFFICE, START) for _ in range(2)),
    )
    assert sorted(outcomes) == [AskOutcome.ALREADY, AskOutcome.SENT]


async def test_a_new_draft_takes_the_old_ones_place(store: Store) -> None:
    asker, *_ = await store.write(staffed)
    first = await store.write(questions.draft, asker, None, Words("Раз"), None, START)
    second = await store.write(questions.draft, asker, None, Words("Два"), None, START)
    assert await store.read(questions.own, first, asker) is None
    assert await store.write(questions.send, first, asker, OFFICE, START) is AskOutcome.GONE
    assert await store.write(questions.send, second, asker, OFFICE, START) is AskOutcome.SENT


async def test_only_so_many_wait_at_once(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    asked = [await store.write(ask, asker) for _ in range(OPEN_MOST)]
    one_more = await store.write(questions.draft, asker, "zeya", Words("Ещё"), None, START)
    assert await store.write(questions.send, one_more, asker, OFFICE, START) is AskOutcome.TOO_MANY
    await store.write(inbox.write, asked[0], ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    await store.write(inbox.answer, asked[0], ZEYA_ROLES, zeya, OFFICE, START)
    assert await store.write(questions.send, one_more, asker, OFFICE, START) is AskOutcome.SENT


async def test_coordinators_see_only_their_scope(store: Store) -> None:
    asker, *_ = await store.write(staffed)
    here, everywhere = await store.write(ask, asker, "zeya"), await store.write(ask, asker, None)
    expected = {REGION_ROLES: [here, everywhere], ZEYA_ROLES: [here], TYNDA_ROLES: [], frozenset(): []}
    for roles, seen in expected.items():
        found, total = await store.read(inbox.waiting, roles, None, 10)
        assert ([each.id for each in found], total) == (seen, len(seen))
    assert await store.read(inbox.look, here, TYNDA_ROLES, None) is AnswerOutcome.FORBIDDEN
    assert await store.read(inbox.look, everywhere, ZEYA_ROLES, None) is AnswerOutcome.FORBIDDEN
    asked = await store.read(inbox.look, here, ZEYA_ROLES, None)
    assert isinstance(asked, inbox.Asked)
    assert (asked.name, asked.question.scope) == (f"Сосед {ASKER}", "zeya")
    first = (await store.read(inbox.waiting, REGION_ROLES, None, 1))[0][0]
    assert first.waiting_at
    behind, _ = await store.read(inbox.waiting, REGION_ROLES, (first.waiting_at, first.id), 10)
    assert [each.id for each in behind] == [everywhere]


async def test_a_draft_is_nobody_elses(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    question_id = await store.write(questions.draft, asker, "zeya", Words("Черновик"), None, START)
    assert await store.read(inbox.look, question_id, ZEYA_ROLES, zeya) is AnswerOutcome.GONE
    assert await store.read(inbox.waiting, ZEYA_ROLES, None, 10) == ([], 0)
    assert (
        await store.write(inbox.write, question_id, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
        is AnswerOutcome.GONE
    )
    assert await store.read(questions.of_person, asker, 0, 10) == ([], 0)


async def test_the_first_of_two_answers_is_heard(store: Store) -> None:
    asker, zeya, region = await store.write(staffed)
    question_id = await store.write(ask, asker)
    for person_id, text in ((zeya, "Из Зеи"), (region, "Из области")):
        await store.write(inbox.write, question_id, REGION_ROLES, (person_id, Side.STAFF), Words(text), START)
    outcomes = await asyncio.gather(
        store.write(inbox.answer, question_id, REGION_ROLES, zeya, OFFICE, START),
        store.write(inbox.answer, question_id, REGION_ROLES, region, OFFICE, START),
    )
    assert sorted(outcomes) == [AnswerOutcome.ALREADY, AnswerOutcome.DONE]
    found = await store.read(questions.own, question_id, asker)
    assert found
    assert found.answer == ("Из Зеи" if outcomes[0] is AnswerOutcome.DONE else "Из области")
    assert await store.read(told) == {(asker, "said")}
    assert await store.read(inbox.waiting, REGION_ROLES, None, 10) == ([], 0)


async def test_what_a_coordinator_writes_is_kept_until_it_is_sent(store: Store) -> None:
    asker, zeya, region = await store.write(staffed)
    question_id = await store.write(ask, asker)
    assert await store.write(inbox.answer, question_id, ZEYA_ROLES, zeya, OFFICE, START) is AnswerOutcome.GONE
    for text in ("Раз", "Два"):
        await store.write(inbox.write, question_id, ZEYA_ROLES, (zeya, Side.STAFF), Words(text), START)
    mine = await store.read(inbox.look, question_id, ZEYA_ROLES, zeya)
    others = await store.read(inbox.look, question_id, REGION_ROLES, region)
    assert isinstance(mine, inbox.Asked)
    assert isinstance(others, inbox.Asked)
    assert mine.draft
    assert (mine.draft.words.text, others.draft) == ("Два", None)
    assert (
        await store.write(inbox.write, question_id, TYNDA_ROLES, (region, Side.STAFF), Words("Я"), START)
        is AnswerOutcome.FORBIDDEN
    )


async def test_a_question_goes_on_from_ones_own_only(store: Store) -> None:
    asker, *_ = await store.write(staffed)
    other = await store.write(join, OTHER)
    theirs = await store.write(ask, other)
    assert (await draft_after(store, asker, theirs)) is None
    mine = await store.write(ask, asker)
    assert (await draft_after(store, asker, mine)) == mine


async def draft_after(store: Store, person_id: int, previous_id: int) -> int | None:
    question_id = await store.write(questions.draft, person_id, "zeya", Words("И ещё"), previous_id, START)
    found = await store.read(questions.own, question_id, person_id)
    assert found
    return found.previous_id


async def test_a_deleted_question_takes_its_answer_and_its_notices_along(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    question_id = await store.write(ask, asker)
    await store.write(inbox.write, question_id, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    assert not await store.write(questions.discard, question_id, zeya, START)
    assert await store.write(questions.discard, question_id, asker, START)
    assert await store.read(told) == set()
    assert (await store.read(count, "questions"), await store.read(count, "question_messages")) == (0, 0)
    assert await store.write(inbox.answer, question_id, ZEYA_ROLES, zeya, OFFICE, START) is AnswerOutcome.GONE


async def test_a_withdrawn_consent_takes_all_questions_along(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    first = await store.write(ask, asker)
    await store.write(
        questions.send, await store.write(questions.draft, asker, None, Words("И"), first, START), asker, OFFICE, START
    )
    await store.write(inbox.write, first, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    await store.write(inbox.answer, first, ZEYA_ROLES, zeya, OFFICE, START)
    assert await store.write(people.withdraw, asker, Purpose.QUESTIONS, START)
    assert await store.read(count, "questions") == 0
    assert await store.read(told) == set()


async def test_erasing_the_asker_takes_the_chain_and_its_answers(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    first = await store.write(ask, asker)
    await store.write(inbox.write, first, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    second = await store.write(questions.draft, asker, None, Words("И ещё"), first, START)
    await store.write(questions.send, second, asker, OFFICE, START)
    await store.write(personal_data.erase, asker, "key", START)
    assert (await store.read(count, "questions"), await store.read(count, "question_messages")) == (0, 0)


async def test_erasing_a_coordinator_leaves_the_answer_without_a_name(store: Store) -> None:
    asker, zeya, region = await store.write(staffed)
    sent, unsent = await store.write(ask, asker), await store.write(ask, asker)
    for question_id in (sent, unsent):
        await store.write(inbox.write, question_id, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    await store.write(inbox.answer, sent, ZEYA_ROLES, zeya, OFFICE, START)
    await store.write(personal_data.erase, zeya, "key", START)
    found = await store.read(questions.own, sent, asker)
    assert found
    assert found.answer == "Ответ"
    seen = await store.read(inbox.look, unsent, REGION_ROLES, region)
    assert isinstance(seen, inbox.Asked)
    assert seen.draft
    assert seen.draft.words.text == "Ответ"
    assert await store.read(inbox.waiting, REGION_ROLES, None, 10) != ([], 0)


async def test_once_a_coordinator_goes_others_hear_of_the_question(store: Store) -> None:
    asker, zeya, region = await store.write(staffed)
    await store.write(ask, asker)
    assert await store.read(told) == {(zeya, "asked")}
    await store.write(people.withdraw, zeya, Purpose.WORK, START)
    assert await store.read(told) == {(region, "asked")}


async def test_time_takes_drafts_and_answered_questions_and_leaves_open_ones(store: Store) -> None:
    asker, zeya, _ = await store.write(staffed)
    answered, still_open = await store.write(ask, asker), await store.write(ask, asker)
    await store.write(inbox.write, answered, ZEYA_ROLES, (zeya, Side.STAFF), Words("Ответ"), START)
    await store.write(inbox.answer, answered, ZEYA_ROLES, zeya, OFFICE, START)
    draft = await store.write(questions.draft, asker, None, Words("Черновик"), None, START)
    await store.write(sweep, START + DRAFT.term + timedelta(hours=1))
    assert await store.read(questions.get, draft) is None
    assert await store.read(questions.get, answered)
    await store.write(sweep, START + ANSWERED_QUESTION.term + timedelta(hours=1))
    assert await store.read(questions.get, answered) is None
    assert await store.read(questions.get, still_open)
