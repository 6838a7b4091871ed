"""Answers of a case: shared, versioned, doubtful after a change of their basis; papers with the law they used."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.domain.papers.interview import Answer, SaveOutcome
from bot.domain.people import Purpose, Visitor
from storage import papers
from storage.cases import interview_answers
from storage.core.db import Store
from storage.core.tables import case_papers, cases
from storage.people import people
from tests.clock import START, ZONE
from tests.storage.founders import found

LATER = START + timedelta(hours=1)
NO_DAYS: frozenset[date] = frozenset()


async def neighbours(store: Store) -> tuple[int, int, int]:
    """Insert Olga and Pavel with a case. Return their ids and the case's."""
    olga, pavel = [
        await store.write(
            people.agree, Visitor(user_id, user_id, name), Purpose.NOTIFICATIONS, "words", "ru", ZONE, START
        )
        for user_id, name in ((101, "Ольга"), (102, "Павел"))
    ]
    return olga.id, pavel.id, await store.write(found, olga.id, pavel.id, municipality="zeya", title="Двор")


async def test_members_share_answers(store: Store) -> None:
    olga, pavel, case_id = await neighbours(store)
    assert await store.write(papers.save, case_id, olga, "tos_name", "Двор", 0, NO_DAYS, START) is SaveOutcome.SAVED
    dossier = await store.read(papers.load, case_id, pavel)
    assert dossier
    assert dossier.answers == {"tos_name": Answer("Двор", 1)}
    assert (dossier.municipality, dossier.title, dossier.zone, dossier.made) == ("zeya", "Двор", ZONE, frozenset())


async def test_who_is_no_member_reads_and_writes_nothing(store: Store) -> None:
    olga, _, case_id = await neighbours(store)
    stranger = (await store.write(people.agree, Visitor(9, 9, "Чужой"), Purpose.WORK, "w", "ru", ZONE, START)).id
    assert await store.read(papers.load, case_id, stranger) is None
    assert await store.read(papers.load, case_id + 1, olga) is None
    outcome = await store.write(papers.save, case_id, stranger, "tos_name", "Мой", 0, NO_DAYS, START)
    assert outcome is SaveOutcome.FORBIDDEN
    assert await store.read(interview_answers.all_of, case_id) == {}


@pytest.mark.parametrize("value", ["Двор «у реки» <&> 😀", "ё" * 4096, 240, None, "2026-12-20T18:00"])
async def test_values_come_back_as_they_were(store: Store, value: str | int | None) -> None:
    olga, _, case_id = await neighbours(store)
    await store.write(papers.save, case_id, olga, "borders", value, 0, NO_DAYS, START)
    assert (await store.read(interview_answers.all_of, case_id))["borders"] == Answer(value)


async def test_the_later_of_two_editors_is_told_and_nothing_is_overwritten(store: Store) -> None:
    olga, pavel, case_id = await neighbours(store)
    await store.write(papers.save, case_id, olga, "tos_name", "Двор", 0, NO_DAYS, START)
    await store.write(papers.save, case_id, olga, "tos_name", "Роща", 1, NO_DAYS, START)
    outcome = await store.write(papers.save, case_id, pavel, "tos_name", "Река", 1, NO_DAYS, START)
    assert outcome is SaveOutcome.CHANGED_MEANWHILE
    assert (await store.read(interview_answers.all_of, case_id))["tos_name"] == Answer("Роща", 2)
    assert await store.write(papers.save, case_id, pavel, "tos_name", "Река", 2, NO_DAYS, START) is SaveOutcome.SAVED


async def test_two_who_answer_the_same_agree(store: Store) -> None:
    olga, pavel, case_id = await neighbours(store)
    await store.write(papers.save, case_id, olga, "tos_name", "Двор", 0, NO_DAYS, START)
    assert await store.write(papers.save, case_id, pavel, "tos_name", "Двор", 0, NO_DAYS, START) is SaveOutcome.SAVED


async def test_a_new_number_of_residents_makes_who_came_doubtful_until_it_is_said_again(store: Store) -> None:
    olga, _, case_id = await neighbours(store)
    for name, value in (("residents", 240), ("present", 84), ("represented", None), ("elected", 24)):
        await store.write(papers.save, case_id, olga, name, value, 0, NO_DAYS, START)
    await store.write(papers.save, case_id, olga, "residents", 200, 1, NO_DAYS, START)
    known = await store.read(interview_answers.all_of, case_id)
    assert {name for name, answer in known.items() if answer.is_stale} == {"present"}
    assert known["present"].value == 84
    await store.write(papers.save, case_id, olga, "present", 84, 1, NO_DAYS, START)
    assert not (await store.read(interview_answers.all_of, case_id))["present"].is_stale


async def test_the_same_number_again_makes_nothing_doubtful(store: Store) -> None:
    olga, _, case_id = await neighbours(store)
    for name, value, seen in (("residents", 240, 0), ("present", 84, 0), ("residents", 240, 1)):
        await store.write(papers.save, case_id, olga, name, value, seen, NO_DAYS, START)
    assert not (await store.read(interview_answers.all_of, case_id))["present"].is_stale


async def test_forms_that_are_sure_come_with_the_name_and_the_others_are_doubtful(store: Store) -> None:
    olga, _, case_id = await neighbours(store)
    forms = {"authorised_gen": "Ивановой", "authorised_acc": "Иванову"}
    await store.write(papers.save, case_id, olga, "authorised", "Иванова", 0, NO_DAYS, START, forms)
    sure = {"authorised_gen": "Петровой"}
    await store.write(papers.save, case_id, olga, "authorised", "Петрова", 1, NO_DAYS, START, sure)
    known = await store.read(interview_answers.all_of, case_id)
    assert known["authorised_gen"] == Answer("Петровой", 2)
    assert known["authorised_acc"] == Answer("Иванову", 1, is_stale=True)


async def test_made_papers_keep_the_law_and_wake_the_case(store: Store) -> None:
    olga, _, case_id = await neighbours(store)
    law = {"notice": {"meeting.notice_days": "10", "municipality.order": "meeting_first"}}
    await store.write(papers.note_made, case_id, olga, law, NO_DAYS, LATER)
    await store.write(papers.note_made, case_id, olga, {}, NO_DAYS, LATER)
    rows = await store.read(lambda tx: tx.execute(select(case_papers)).all())
    assert [(row.paper, row.law, row.person_id) for row in rows] == [("notice", law["notice"], olga)]
    dossier = await store.read(papers.load, case_id, olga)
    assert dossier
    assert dossier.made == {"notice"}
    assert await store.read(lambda tx: tx.scalar(select(cases.c.touched_at))) == LATER
