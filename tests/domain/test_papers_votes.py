"""Votes on an agenda: the numbers that were typed, the majority, the decision, and what rests on a rejected item."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.papers.agenda import RESTS_ON, VOTED, Decision, blocking, decision, votes_required
from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer, AnswerProblem, asked, bound_of, came_to_vote, problem
from bot.domain.papers.kit import ASKS, CALLS, SUBMITS, Paper
from bot.domain.papers.outcome import MeetingOutcome, Stop, meeting_outcome, stop, withheld
from bot.domain.papers.plausible import DoubtfulAnswer, doubt
from bot.domain.papers.votes import Votes, VoteWord, parse, read_votes, two_thirds
from bot.domain.time import wall_clock
from bot.i18n import Translator
from handlers.papers.parse import vote_words
from tests.clock import START, ZONE
from tests.files.extremes import ANYWHERE

NOON = wall_clock(START, ZONE)
WORDS = vote_words(Translator("ru"))
HELD: dict[str, Any] = {"gathering": "meeting", "meeting_at": "2026-11-20T18:00", "residents": 240, "present": 84}
ALL, FEW = "84/0/0/0", "42/40/2/0"


def answers(**values: Any) -> dict[str, Answer]:
    return {name: Answer(value) for name, value in values.items()}


@pytest.mark.parametrize(
    ("typed", "came", "found"),
    [
        ("80 за, 3 против, 1 воздержался", 84, Votes(80, 3, 1)),
        ("За — 80, против — 3, воздержались — 1.", 84, Votes(80, 3, 1)),
        ("80 3 1", 84, Votes(80, 3, 1)),
        ("80-3-1", 84, Votes(80, 3, 1)),
        ("за 84, против нет, воздержались нет", 84, Votes(84, 0, 0)),
        ("единогласно", 84, Votes(84, 0, 0)),
        ("Все за!", 84, Votes(84, 0, 0)),
        ("84", 84, Votes(84, 0, 0)),
        ("80 голосов за и 3 против", 84, Votes(80, 3, 0, 1)),
        ("против 84", 84, Votes(0, 84, 0)),
        ("80 за, 3 против, 1 воздержался", None, Votes(80, 3, 1)),
        ("85 за", 84, Votes(85, 0, 0)),
        ("единогласно", None, None),
        ("80", 84, None),
        ("80 3", 84, None),
        ("80 за 3", 84, None),
        ("за 80 за 4", 84, None),
        ("почти все за", 84, None),
        ("80 за, против трое", 84, None),
        ("0 за", 84, None),
        ("", 84, None),
        ("нет", 84, None),
        ("99999999 за", 84, None),
    ],
)
def test_votes_are_read_whole_or_not_at_all(typed: str, came: int | None, found: Votes | None) -> None:
    assert read_votes(typed, WORDS, came) == found


@given(typed=st.lists(st.sampled_from((*WORDS, "80", "3", "0", "¼", "²", "—", "кто-то", "\u0000"))).map(" ".join))
def test_any_text_about_votes_is_read_or_refused(typed: str) -> None:
    found = read_votes(typed, WORDS, 84)
    assert found is None or found.present >= 84 or found == Votes(0, 0, 0, 84)
    assert found is None or parse(str(found)) == found


@pytest.mark.parametrize(
    ("name", "votes", "majority", "found"),
    [
        ("votes_create", ALL, None, Decision.ADOPTED),
        ("votes_create", "43/41/0/0", None, Decision.ADOPTED),
        ("votes_create", "42/42/0/0", None, Decision.REJECTED),
        ("votes_create", "42/10/2/30", None, Decision.REJECTED),
        ("votes_create", None, None, Decision.UNKNOWN),
        ("votes_charter", "56/28/0/0", "two_thirds", Decision.ADOPTED),
        ("votes_charter", "55/29/0/0", "two_thirds", Decision.REJECTED),
        ("votes_charter", "55/29/0/0", "simple", Decision.ADOPTED),
        ("votes_charter", "55/29/0/0", None, Decision.UNKNOWN),
        ("votes_charter", "42/42/0/0", None, Decision.REJECTED),
        ("votes_charter", "56/28/0/0", None, Decision.ADOPTED),
    ],
)
def test_the_decision_follows_from_the_votes(name: str, votes: str | None, majority: str | None, found: Any) -> None:
    assert decision(name, answers(**HELD, majority=majority, **{name: votes})) is found


@given(present=st.integers(1, 3000), yes=st.integers(0, 3000))
def test_what_is_said_to_be_needed_is_what_decides(present: int, yes: int) -> None:
    votes = str(Votes(min(yes, present), present - min(yes, present), 0))
    for name, majority in (
        ("votes_create", "two_thirds"),
        ("votes_charter", "two_thirds"),
        ("votes_charter", "simple"),
    ):
        known = answers(**HELD | {"present": present}, majority=majority, **{name: votes})
        is_enough = parse(votes).yes >= votes_required(name, present, majority)
        assert (decision(name, known) is Decision.ADOPTED) == is_enough
    assert two_thirds(present) * 3 >= present * 2


def test_an_item_that_rests_on_a_rejected_one_is_neither_voted_nor_asked() -> None:
    known = answers(**HELD, majority="simple", votes_create=FEW, votes_charter=ALL, tos_chair="Жук А. А.")
    assert decision("votes_create", known) is Decision.REJECTED
    for name in ("votes_charter", "votes_bodies", "votes_chair", "votes_directions", "votes_entity"):
        assert decision(name, known) is Decision.DROPPED
        assert blocking(name, known) == "votes_create"
    left = asked(Paper.MINUTES, known, 1, withheld(Paper.MINUTES, known, ANYWHERE))
    assert not {"votes_charter", "votes_chair", "tos_chair", "bodies", "directions", "authorised"} & {*left}
    assert "votes_presidium" not in left, "nobody votes for a line to write on"
    assert {*RESTS_ON, *RESTS_ON.values()} <= {*VOTED}


def test_votes_of_a_meeting_that_is_ahead_take_nothing_from_the_agenda() -> None:
    known = answers(**HELD | {"meeting_at": "2026-12-20T18:00"}, majority="simple", votes_charter=FEW, bodies="council")
    assert "bodies" not in withheld(Paper.MINUTES, known, ANYWHERE)


def test_boundaries_that_are_set_are_not_voted_on() -> None:
    for decided, is_asked in ((None, True), ("решение № 5", False)):
        known = answers(**HELD, decision=decided)
        assert ("votes_boundaries" in asked(Paper.MINUTES, known, 1, withheld(Paper.MINUTES, known, ANYWHERE))) is (
            is_asked
        )


@pytest.mark.parametrize(
    ("votes", "found", "stopped"),
    [
        ({"votes_charter": ALL}, MeetingOutcome.HELD, None),
        ({"votes_charter": FEW}, MeetingOutcome.REJECTED, Stop.NOT_ADOPTED),
        ({"votes_create": FEW}, MeetingOutcome.REJECTED, Stop.NOT_ADOPTED),
        ({"votes_charter": ALL, "votes_authorised": FEW}, MeetingOutcome.HELD, Stop.NOT_AUTHORISED),
        ({"present": 79}, MeetingOutcome.FAILED, Stop.NOT_ADOPTED),
        ({"meeting_at": "2026-12-20T18:00", "votes_charter": FEW}, MeetingOutcome.AHEAD, None),
    ],
)
def test_a_charter_that_is_not_adopted_is_not_submitted(
    votes: dict[str, Any], found: MeetingOutcome, stopped: Stop | None
) -> None:
    known = answers(**HELD | votes, authorised="Жук А. А.", majority="simple")
    assert meeting_outcome(known, ANYWHERE) is found
    for paper in Paper:
        is_held_back = paper in SUBMITS and (stopped is not Stop.NOT_AUTHORISED or "authorised" in ASKS[paper])
        assert stop(paper, known, ANYWHERE, NOON) is (stopped if is_held_back else _past(paper, known, ANYWHERE))
    if found is MeetingOutcome.REJECTED:
        assert withheld(Paper.CHARTER, known, ANYWHERE) == {"meeting_at", "minutes_number"}


def _past(paper: Paper, known: dict[str, Answer], basis: Basis) -> Stop | None:
    is_over = str(known["meeting_at"].value) < basis.today.isoformat()
    return Stop.PAST if is_over and paper in CALLS else None


def test_who_votes_are_those_who_came() -> None:
    assert came_to_vote("votes_create", answers(**HELD)) == ("present", 84)
    conference = answers(gathering="conference", elected=24, delegates=20, present=84)
    assert came_to_vote("votes_create", conference) == ("delegates", 20)
    assert came_to_vote("votes_initiative", answers(group_present=5)) == ("group_present", 5)
    assert came_to_vote("votes_create", {}) is None


def test_more_votes_than_people_are_refused_and_fewer_are_asked_about() -> None:
    known, more = answers(**HELD), AnswerProblem.MORE_VOTED_THAN_CAME
    assert problem("votes_create", "85/0/0/0", known, Paper.MINUTES, NOON) is more
    assert bound_of("votes_create", more, known) == ("present", 84)
    assert problem("votes_create", ALL, known, Paper.MINUTES, NOON) is None
    assert problem("votes_create", "85/0/0/0", {}, Paper.MINUTES, NOON) is None
    assert doubt("votes_create", "80/0/0/4", ()) is DoubtfulAnswer.NOT_ALL_VOTED
    assert doubt("votes_create", ALL, ()) is None


def test_every_item_of_minutes_has_its_own_votes() -> None:
    assert {*VOTED} == {name for names in ASKS.values() for name in names if name.startswith("votes_")}
    assert {*WORDS.values()} == {*VoteWord}
