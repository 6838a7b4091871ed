"""Readers in one situation: whoever is taken for equal would be told the same by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.following import situations as rooms
from bot.domain.following.agenda import agenda
from bot.domain.following.answers import RoundAnswer, RoundReply
from bot.domain.following.items import Known, LastTold, Move
from bot.domain.following.memory import Following, Memory
from bot.domain.following.situations import Situations
from bot.domain.following.timing import Reader
from bot.domain.grants import Applicant, Certainty, Level, Precision, Programme, Round, RoundStatus, Stage, StageKind

AMUR, MOSCOW = "Asia/Yakutsk", "Europe/Moscow"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DATES = ("2026-10", "2026-11-20", "2026-11-24", "2026-12-20", "2027-02-10T17:00", "2027-03", "2027-06-01")
NEAR = [NOW + timedelta(hours=hours) for hours in (-9000, -5000, -800, -100, -30, -2, 0)]


@dataclass(frozen=True)
class Somebody:
    """A reader with what they follow and were told."""

    following: Following
    reader: Reader
    memory: Memory


@st.composite
def stages(draw: st.DrawFn, number: int) -> Stage:
    local = draw(st.sampled_from(DATES))
    precision = {7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}[len(local)]
    kind = draw(st.sampled_from([StageKind.OPEN, StageKind.DEADLINE, StageKind.MEETING, StageKind.RESULTS]))
    return Stage(number, kind, local, draw(st.sampled_from([AMUR, MOSCOW])), precision, draw(st.booleans()), "tass.ru")


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    rounds = tuple(
        Round(number, str(2025 + number), draw(st.sampled_from(RoundStatus)), (draw(stages(number * 2)),))
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    over = draw(st.sampled_from([None, None, NOW - timedelta(hours=90)]))
    takes = frozenset({Applicant.NKO})
    facts = (1, "p", "П", "П", "Ф", Level.REGION, None, takes, None, None, "s", "2026", Certainty.HIGH, rounds)
    return replace(Programme(*facts), archived_at=over)


@st.composite
def somebody(draw: st.DrawFn, programme: Programme, moves: Mapping[int, list[Move]]) -> Somebody:
    told = {}
    for number in (0, 2, 4, 9):
        if draw(st.integers(0, 3)) == 0:
            date = draw(st.sampled_from([None, Known("2027-06-01", AMUR, "day", False)]))
            told[number] = LastTold(date, draw(st.sampled_from([None, 0, 14])), draw(st.sampled_from(NEAR)))
    applied = [RoundReply(each) for each in (RoundAnswer.APPLIED, RoundAnswer.PREPARING, RoundAnswer.WON)]
    kinds = [*applied, RoundReply(RoundAnswer.LATER, NEAR[-3])]
    answers = {"2027": draw(st.sampled_from(kinds))} if draw(st.integers(0, 4)) == 0 else {}
    told_at = draw(st.sampled_from([None, *NEAR]))
    since = draw(st.sampled_from(NEAR)) + timedelta(minutes=draw(st.integers(0, 3)))
    unseen = draw(st.integers(0, 3)) == 0
    following = Following(programme, since, draw(st.booleans()), draw(st.integers(0, 5)), unseen)
    return Somebody(following, Reader(AMUR, told_at=told_at), Memory(told, answers, moves))


@given(st.data())
def test_people_in_one_situation_would_each_be_told_the_same(data: st.DataObject) -> None:
    programme = data.draw(programmes())
    moves = {2: [Move(2, None), Move(4, Known("2027-06-01", AMUR, "day", True))]}
    situations = Situations(NOW, moves)
    seen: dict[object, Somebody] = {}
    for one in data.draw(st.lists(somebody(programme, moves), min_size=12, max_size=12)):
        key = situations.key([one.following], one.reader, {programme.id: one.memory})
        other = seen.setdefault(key, one)
        assert _told(one) == _told(other)


def _told(one: Somebody) -> object:
    return agenda(one.following, one.reader, one.memory, NOW)


def test_neighbours_who_subscribed_on_different_days_are_worked_out_once_and_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "MOST", 5)
    deadline = Stage(2, StageKind.DEADLINE, "2027-02-10", AMUR, Precision.DAY, False, "tass.ru")
    season = Round(1, "2027", RoundStatus.ANNOUNCED, (deadline,))
    takes = frozenset({Applicant.NKO})
    facts = (1, "p", "П", "П", "Ф", Level.REGION, None, takes, None, None, "s", "2026", Certainty.HIGH, (season,))
    programme, situations = Programme(*facts), Situations(NOW, {})
    days = [
        situations.message([Following(programme, NOW - timedelta(days=days))], Reader(AMUR), {1: Memory()})
        for days in (1, 20, 300)
    ]
    assert days[0] is days[1] is days[2]
    elsewhere = situations.message([Following(programme, NOW)], Reader(MOSCOW), {1: Memory()})
    assert elsewhere.next_at != days[0].next_at
    for number in range(10):
        answers = {str(number): RoundReply(RoundAnswer.LATER, NOW)}
        situations.message([Following(programme, NOW)], Reader(AMUR), {1: Memory(answers=answers)})
    again = situations.message([Following(programme, NOW)], Reader(AMUR), {1: Memory()})
    assert again == days[0]
    assert again is not days[0], "forgotten meanwhile"
