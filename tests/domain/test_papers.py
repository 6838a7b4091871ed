"""The interview of the papers: order of questions, doubtful answers, contradictions, defaults from the law."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from bot.domain.founding import Order, Step
from bot.domain.municipalities import Municipality
from bot.domain.norms import Confidence, Norm
from bot.domain.papers.agenda import VOTED
from bot.domain.papers.basis import Basis, verdict
from bot.domain.papers.contradictions import Contradiction, contradictions
from bot.domain.papers.interview import (
    Answer,
    AnswerProblem,
    asked,
    bound_of,
    dependents,
    next_question,
    problem,
    question_before,
)
from bot.domain.papers.kit import ASKS, CALLS, Paper, kit, papers_of
from bot.domain.papers.law import FACTS, NORMS, pack_version, used
from bot.domain.papers.outcome import MeetingOutcome, Stop, meeting_outcome, stop, withheld
from bot.domain.papers.plausible import DoubtfulAnswer, doubt
from bot.domain.papers.questions import PEOPLE, QUESTIONS, AnswerKind
from bot.domain.time import wall_clock
from storage.core.seed import FOLDER
from tests.clock import START, ZONE

NOON = wall_clock(START, ZONE)
NORMS_OF_SEED = {
    row["key"]: Norm(**row | {"confidence": Confidence(row["confidence"])})
    for row in yaml.safe_load((FOLDER / "norms.yaml").read_text("utf-8"))
}
ANYWHERE = Basis(NORMS_OF_SEED, None, NOON.date())


def answers(**values: Any) -> dict[str, Answer]:
    return {name: Answer(value) for name, value in values.items()}


def test_every_question_is_asked_by_a_paper_and_every_paper_asks_what_there_is() -> None:
    assert {name for names in ASKS.values() for name in names} == {*QUESTIONS}
    assert {*ASKS} == {*NORMS} == {*Paper}
    assert all(len(names) == len({*names}) for names in ASKS.values())


def test_a_question_comes_after_those_it_hangs_on() -> None:
    for paper, names in ASKS.items():
        for place, name in enumerate(names):
            question = QUESTIONS[name]
            before = {*question.depends_on, *question.needs, *([question.only_if[0]] if question.only_if else [])}
            before |= {other for other, _ in question.unless}
            assert before & {*names} <= {*names[:place]}, f"{paper}: {name}"


def test_norms_and_facts_of_papers_exist() -> None:
    assert {key for keys in NORMS.values() for key in keys} <= {*NORMS_OF_SEED}
    assert {field for fields in FACTS.values() for field in fields} <= {*Municipality.__dataclass_fields__}


@pytest.mark.parametrize("order", [None, *Order])
def test_every_road_leads_past_every_paper_once(order: Order | None) -> None:
    assert sorted(kit(order)) == sorted(Paper)


def test_where_one_application_serves_the_boundaries_go_with_the_charter() -> None:
    assert Paper.BOUNDARIES in papers_of(Step.REGISTRATION, Order.SINGLE_APPLICATION)
    assert Paper.BOUNDARIES not in papers_of(Step.REGISTRATION)
    assert papers_of(Step.LEGAL_ENTITY) == ()


def test_what_is_known_from_another_paper_is_not_asked_again() -> None:
    known = answers(settlement="Зея", tos_name="Двор", territory="Лесная, 1")
    assert next_question(Paper.GROUP, {}, 2) == "settlement"
    assert next_question(Paper.GROUP, known, 2) == "group_on"
    assert next_question(Paper.CONSENT, known, 2) == "administration"


def test_what_was_left_out_is_not_asked_again() -> None:
    assert next_question(Paper.CONSENT, answers(settlement=None, tos_name=None, administration=None), 2) is None


def test_a_form_is_asked_only_of_a_name_that_there_is() -> None:
    assert "authorised_gen" not in asked(Paper.LETTER, answers(authorised=None), 2)
    assert "authorised_gen" in asked(Paper.LETTER, answers(authorised="Иванов И. И."), 2)


def test_a_meeting_and_a_conference_are_asked_different_numbers() -> None:
    meeting = {*asked(Paper.MINUTES, answers(gathering="meeting"), 2)}
    conference = {*asked(Paper.MINUTES, answers(gathering="conference"), 2)}
    assert meeting - conference == {"present"}
    assert conference - meeting == {"elected", "delegates", "represented"}


def test_the_younger_age_is_asked_only_while_it_counts() -> None:
    said = answers(gathering="meeting", residents=240, residents_young=252)
    assert {"residents_young", "present_young"} <= {*asked(Paper.MINUTES, said, 2)}
    assert {"residents_young", "present_young"} & {*asked(Paper.MINUTES, said, 1)} == set()
    left_out = said | answers(residents_young=None)
    assert "present_young" not in asked(Paper.MINUTES, left_out, 2)
    conference = said | answers(gathering="conference", present=84)
    assert "present_young" not in asked(Paper.MINUTES, conference, 2)


def test_back_leads_to_the_question_before_and_nowhere_from_the_first() -> None:
    chain = asked(Paper.GROUP, {}, 2)
    assert question_before("tos_name", chain) == "settlement"
    assert question_before("settlement", chain) is None


def test_a_new_number_of_residents_makes_only_its_dependents_doubtful() -> None:
    came = {"residents_young", "present", "present_young", "represented"}
    assert dependents("residents") - {*VOTED} == came
    assert dependents("present") & {*VOTED} == {*VOTED} & {*ASKS[Paper.MINUTES]}
    assert dependents("authorised") == {"authorised_gen", "authorised_acc", "votes_authorised"}
    assert dependents("settlement") == frozenset()


def test_a_doubtful_answer_is_asked_again() -> None:
    known = answers(settlement="Зея", tos_name="Двор", administration="администрация")
    known["tos_name"] = Answer("Двор", 1, is_stale=True)
    assert next_question(Paper.CONSENT, known, 2) == "tos_name"


def test_a_meeting_has_no_results_before_its_day_and_no_decisions_without_a_quorum() -> None:
    failed = answers(meeting_at="2026-11-20T18:00", gathering="meeting", residents=240, present=79)
    assert meeting_outcome(failed, ANYWHERE) is MeetingOutcome.FAILED
    assert "tos_chair" not in asked(Paper.MINUTES, failed, 2, withheld(Paper.MINUTES, failed, ANYWHERE))
    assert withheld(Paper.REGISTRATION, failed, ANYWHERE) == {"meeting_at", "minutes_number"}
    held = failed | answers(present=80)
    assert meeting_outcome(held, ANYWHERE) is MeetingOutcome.HELD
    assert not any(withheld(paper, held, ANYWHERE) for paper in Paper)
    ahead = failed | answers(meeting_at="2026-12-20T18:00")
    assert meeting_outcome(ahead, ANYWHERE) is MeetingOutcome.AHEAD
    assert "present" not in asked(Paper.MINUTES, ahead, 2, withheld(Paper.MINUTES, ahead, ANYWHERE))
    doubtful = failed | {"present": Answer(79, 1, is_stale=True)}
    assert meeting_outcome(doubtful, ANYWHERE) is MeetingOutcome.UNKNOWN, (
        "who came to an earlier meeting does not count"
    )


def test_the_chair_is_named_by_the_minutes_only_where_the_meeting_elects_one() -> None:
    both = answers(bodies="both", chair_by="council", meeting_at="2026-11-20T18:00")
    assert "tos_chair" not in asked(Paper.MINUTES, both, 2)
    assert "tos_chair" not in asked(Paper.MINUTES, both | answers(bodies="council"), 2)
    assert "tos_chair" in asked(Paper.MINUTES, both | answers(chair_by="meeting"), 2)
    assert "tos_chair" in asked(Paper.MINUTES, both | answers(bodies="chair"), 2), "of an answer that no longer counts"


CLASHING: dict[Contradiction, dict[str, Any]] = {
    Contradiction.PROPERTY_WITHOUT_ENTITY: {"property": "own", "legal_entity": "no"},
    Contradiction.GROUP_CHAIR_IS_SECRETARY: {"group_chair": "Ёлкина М. П.", "group_secretary": "ЕЛКИНА М. П."},
    Contradiction.MEETING_CHAIR_IS_SECRETARY: {"meeting_chair": "Жук А. А.", "meeting_secretary": "жук а. а."},
    Contradiction.GROUP_TOO_SMALL: {"group_present": 1, "group_secretary": "Жук А. А."},
    Contradiction.GROUP_AFTER_MEETING: {"group_on": "2026-12-21", "meeting_at": "2026-12-20T18:00"},
    Contradiction.DELEGATES_OVER_RESIDENTS: {"gathering": "conference", "elected": 241, "residents": 240},
    Contradiction.DELEGATES_OVER_REPRESENTED: {"gathering": "conference", "delegates": 24, "represented": 20},
    Contradiction.VOTES_OF_OTHERS: {"gathering": "meeting", "present": 84, "votes_create": "80/3/0/0"},
    Contradiction.OFFICE_REJECTED: {
        "group_chair": "Жук А. А.",
        "group_secretary": "Яр Б. Б.",
        "votes_group": "1/4/0/0",
    },
    Contradiction.ENTITY_REJECTED: {"legal_entity": "yes", "votes_entity": "42/0/0/42"},
}


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("address", "нет", DoubtfulAnswer.NO_ANSWER),
        ("address", "Адрес: нет.", DoubtfulAnswer.NO_ANSWER),
        ("directions", "остальное не знаю", DoubtfulAnswer.NO_ANSWER),
        ("borders", "---", DoubtfulAnswer.NO_ANSWER),
        ("address", "на доске у подъезда", DoubtfulAnswer.NO_ADDRESS),
        ("address", "675000, Благовещенск, улица Лесная, 5", None),
        ("phone", "есть", DoubtfulAnswer.NO_PHONE),
        ("phone", "8 914 000-00-00", None),
        ("directions", "чтобы у нас во дворе мусора не было и нет", None),
        ("present", 84, None),
        ("authorised", "Нетёсова Анна", None),
    ],
)
def test_an_answer_that_may_be_none_is_doubted(name: str, typed: str | int, found: DoubtfulAnswer | None) -> None:
    assert doubt(name, typed, ("нет", "не знаю")) is found


@pytest.mark.parametrize("found", Contradiction)
def test_answers_that_contradict_each_other(found: Contradiction) -> None:
    known = answers(**CLASHING[found])
    [rule] = contradictions(known, 2)
    assert rule.found is found
    for name in rule.questions:
        assert contradictions(known | {name: Answer(None)}, 2) == ()
    assert contradictions(answers(gathering="meeting", elected=241, residents=240), 2) == ()


@pytest.mark.parametrize(
    ("name", "value", "known", "found"),
    [
        ("residents", 0, {}, AnswerProblem.TOO_SMALL),
        ("residents", 10**9, {}, AnswerProblem.TOO_LARGE),
        ("residents", 240, {}, None),
        ("council_size", 1, {}, AnswerProblem.TOO_SMALL),
        ("present", 241, {"residents": 240}, AnswerProblem.MORE_CAME_THAN_LIVE),
        ("present", 240, {"residents": 240}, None),
        ("present", 241, {"residents": None}, None),
        ("residents_young", 239, {"residents": 240}, AnswerProblem.AGES_CONTRADICT),
        ("present_young", 83, {"present": 84}, AnswerProblem.AGES_CONTRADICT),
        ("present_young", 253, {"present": 84, "residents_young": 252}, AnswerProblem.MORE_CAME_THAN_LIVE),
        ("delegates", 25, {"elected": 24}, AnswerProblem.MORE_CAME_THAN_ELECTED),
        ("represented", 241, {"residents": 240}, AnswerProblem.MORE_REPRESENTED_THAN_LIVE),
    ],
)
def test_numbers_that_cannot_be_true(name: str, value: int, known: dict[str, Any], found: AnswerProblem | None) -> None:
    assert problem(name, value, answers(**known), Paper.MINUTES, NOON) is found


def test_a_problem_names_the_other_answer() -> None:
    known = answers(residents=240)
    assert bound_of("present", AnswerProblem.MORE_CAME_THAN_LIVE, known) == ("residents", 240)
    assert bound_of("residents", AnswerProblem.TOO_SMALL, known) is None


def test_nobody_is_called_to_a_meeting_that_is_over_but_its_minutes_are_written() -> None:
    yesterday = (NOON - timedelta(days=1)).isoformat()
    for paper in (paper for paper in Paper if "meeting_at" in ASKS[paper]):
        over = problem("meeting_at", yesterday, {}, paper, NOON)
        assert over is (AnswerProblem.PAST if paper in CALLS else None)
        assert stop(paper, answers(meeting_at=yesterday), ANYWHERE, NOON) is (Stop.PAST if paper in CALLS else None)
    assert stop(Paper.NOTICE, {}, ANYWHERE, NOON) is None


def test_the_verdict_counts_every_age_that_was_named() -> None:
    said = answers(gathering="meeting", residents=240, residents_young=252, present=80, present_young=83)
    counted = verdict(said, ANYWHERE)
    assert counted
    assert not counted.holds, "84 of 252 are needed"
    named = verdict(answers(gathering="meeting", residents=240, present=80), ANYWHERE)
    assert named
    assert named.holds


@pytest.mark.parametrize("known", [{}, {"residents": 240}, {"gathering": "conference", "residents": 240, "elected": 3}])
def test_without_numbers_there_is_no_verdict(known: dict[str, Any]) -> None:
    assert verdict(answers(**known), ANYWHERE) is None


def test_a_conference_is_judged_by_delegates_and_by_whom_they_represent() -> None:
    said = answers(gathering="conference", residents=240, elected=24, delegates=16, represented=80)
    assert (found := verdict(said, ANYWHERE))
    assert found.holds
    assert (found := verdict(said | answers(represented=79), ANYWHERE))
    assert not found.holds


def test_a_paper_notes_the_values_of_the_law_it_used() -> None:
    assert used(Paper.NOTICE, NORMS_OF_SEED, None) == {
        "federal.tos.article": "33-ФЗ, ст. 50",
        "meeting.notice_days": "10",
        "federal.age_min": "18",
        "federal.quorum.meeting": "1/3",
        "law.131fz": NORMS_OF_SEED["law.131fz"].value,
    }


def test_the_version_of_the_norms_changes_with_any_of_them() -> None:
    before = pack_version(NORMS_OF_SEED)
    assert before.startswith("2026-11-29/")
    one = NORMS_OF_SEED["group.minimum"]
    changed = NORMS_OF_SEED | {one.key: Norm(one.key, "5", one.confidence, one.as_of, None, one.source)}
    assert pack_version(changed) != before


def value(name: str, chance: random.Random) -> Any:
    question = QUESTIONS[name]
    match question.kind:
        case AnswerKind.NUMBER:
            return chance.randint(question.least, min(question.most, 400))
        case AnswerKind.CHOICE:
            return chance.choice(question.options)
        case AnswerKind.VOTES:
            return "/".join(str(chance.randint(0, 200)) for _ in range(4))
        case AnswerKind.DAY:
            return date(2026, 11, chance.randint(1, 30)).isoformat()
        case AnswerKind.MOMENT:
            return (NOON + timedelta(days=chance.randint(-30, 30))).isoformat(timespec="minutes")
    return chance.choice(("Сосновый <бор>", "«Двор» & Ко", "ё" * 300))


@pytest.mark.parametrize("seed", range(50))
def test_every_walk_through_an_interview_comes_to_its_end(seed: int) -> None:
    """Random answers, omissions and changes: no question is asked twice without a reason, and the interview ends."""
    chance = random.Random(seed)
    known: dict[str, Answer] = {}
    for paper in chance.sample([*Paper], len(Paper)):
        for _ in range(3 * len(QUESTIONS)):
            name = next_question(paper, known, 2)
            if name is None:
                break
            wanted = None if chance.random() < 0.2 else value(name, chance)
            if wanted is not None and problem(name, wanted, known, paper, NOON):
                wanted = None
            known[name] = Answer(wanted)
            for each in dependents(name) & known.keys():
                known[each] = Answer(known[each].value, 2, is_stale=known[each].value is not None)
        assert next_question(paper, known, 2) is None, f"{paper} asks for ever"
    assert {*known} <= {*QUESTIONS}
    assert {*PEOPLE} <= {*QUESTIONS}
