"""Audiences in the store: set algebra compared with plain sets, consents, people who leave in time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, event, func, select, update

from bot.domain.broadcasts.audience.audience import NEWS, PARTS_MAX, Audience, AudienceKind, Census, Join, LeftOut, Part
from bot.domain.broadcasts.broadcast import CROWDED, KIND, NEWS_MOST, BroadcastOutcome, BroadcastStatus
from bot.domain.deliveries import DeliveryStatus, Plan
from bot.domain.events import Arrivals, SignUpStatus
from bot.domain.founding import Step
from bot.domain.people import Purpose, Role, RoleKind
from bot.domain.topics import NewsTopic
from storage import grants, outbox
from storage.broadcasts.audience import newcomers, parts, reach, selection
from storage.broadcasts.compose import drafts
from storage.broadcasts.sending import launches
from storage.cases import cases, membership
from storage.core import tables as t
from storage.core.db import Store
from storage.events import attendance, events, sign_ups
from storage.people import people, topics
from tests.clock import START, ZONE
from tests.storage.broadcasts import EVERYBODY, REGIONAL, agree, begun, whom

ADMIN = frozenset({Role(RoleKind.ADMIN)})
LOCAL = frozenset({Role(RoleKind.COORDINATOR, "zeya")})
ZEYA = Audience.of(AudienceKind.MUNICIPALITY, "zeya")
LATER = START + timedelta(days=4)

K = AudienceKind


def make_event(tx: Connection, municipality: str | None = None, days: int = 3, seats: int = 1) -> int:
    _, event_id = events.draft(tx, ADMIN, "Сход", municipality, "UTC", None, START)
    starts = (START + timedelta(days=days)).replace(tzinfo=None)
    for name, value in {"starts_local": starts, "place": "Двор", "seats": seats, "minutes": 60}.items():
        events.change(tx, event_id, ADMIN, name, value, START)
    events.publish(tx, event_id, ADMIN, START)
    return event_id


def make_case(tx: Connection, person_id: int, where: str | None = "zeya", *, is_listed: bool = True) -> int:
    case_id = cases.begin(tx, person_id, where, ZONE, (), START)
    assert isinstance(case_id, int)
    tx.execute(update(t.cases).where(t.cases.c.id == case_id).values(listed_at=START if is_listed else None))
    return case_id


@dataclass
class Town:
    """A model of the people beside the store: a set of ids for each part, and the people who can be reached."""

    everybody: set[int] = field(default_factory=set)
    consented: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    paper: set[int] = field(default_factory=set)
    enough: set[int] = field(default_factory=set)
    of: dict[tuple[AudienceKind, str], set[int]] = field(default_factory=dict)

    def has(self, part: Part) -> set[int]:
        return self.everybody if part.kind is K.EVERYBODY else self.of.get((part.kind, part.key), set())

    def members(self, audience: Audience) -> tuple[set[int], set[int]]:
        """The members of an audience, and those among them who do not need the consent to news."""
        chosen: set[int] = set()
        by_right: set[int] = set()
        for part in audience.parts:
            here, is_news = self.has(part), part.kind in NEWS
            if part.join is Join.OR:
                chosen, by_right = chosen | here, by_right if is_news else by_right | here
            elif part.join is Join.AND:
                chosen, by_right = chosen & here, (by_right if is_news else chosen) & here
            else:
                chosen, by_right = chosen - here, by_right - here
        return chosen, by_right

    def reached(self, audience: Audience, *, is_capped: bool) -> set[int]:
        chosen, by_right = self.members(audience)
        readers = chosen & self.consented - (self.enough if is_capped else set())
        return (by_right | readers) - self.blocked - self.paper

    def census(self, audience: Audience, *, is_capped: bool) -> tuple[int, dict[LeftOut, int]]:
        """The number of people who are reached, and of the others by the first reason that applies."""
        chosen, by_right = self.members(audience)
        left = chosen - self.reached(audience, is_capped=is_capped)
        reasons = [(LeftOut.PAPER, self.paper), (LeftOut.NO_CONSENT, self.everybody - self.consented - by_right)]
        reasons += [(LeftOut.STOPPED, self.blocked), (LeftOut.ENOUGH, self.enough)]
        found: dict[LeftOut, int] = {}
        for reason, those in reasons:
            if here := left & those:
                found[reason], left = len(here), left - here
        return len(self.reached(audience, is_capped=is_capped)), found


HEARD = [901, 902, 903, 904]


def build(tx: Connection) -> Town:
    """Sixty people in random combinations of parts; the same at each call."""
    chance, town = Random(7), Town()
    event_id, other = make_event(tx), make_event(tx)
    grant = grants.catalogue(tx)[0].id
    for number in range(60):
        person_id = _settle(tx, town, chance, 1000 + number)
        _sign_up(tx, town, chance, person_id, event_id)
        for topic in chance.sample([*NewsTopic], chance.choice([0, 0, 1, 3])):
            topics.choose(tx, person_id, topic, START)
            town.of.setdefault((K.TOPIC, topic.value), set()).add(person_id)
        if chance.random() < 0.3:
            grants.subscribe(tx, grant, person_id, START)
            town.of.setdefault((K.GRANT, str(grant)), set()).add(person_id)
    town.of[K.EVENT, str(other)] = set()
    _found(tx, town, chance)
    return town


def _settle(tx: Connection, town: Town, chance: Random, user_id: int) -> int:
    person_id = agree(tx, user_id, Purpose.WORK)
    town.everybody.add(person_id)
    place, locale = chance.choice([None, "zeya", "belogorsk"]), chance.choice(["ru", "en"])
    people.change(tx, person_id, municipality=place, locale=locale)
    if place:
        town.of.setdefault((K.MUNICIPALITY, place), set()).add(person_id)
    town.of.setdefault((K.LANGUAGE, locale), set()).add(person_id)
    if (kind := chance.choice([None, None, RoleKind.CHAIR, RoleKind.COORDINATOR])) is not None:
        people.grant(tx, person_id, Role(kind, "zeya"), START)
        people.grant(tx, person_id, Role(kind, "belogorsk"), START)
        town.of.setdefault((K.ROLE, kind.value), set()).add(person_id)
    if chance.random() < 0.6:
        agree(tx, user_id, Purpose.NOTIFICATIONS)
        town.consented.add(person_id)
    if (way := chance.random()) < 0.1:
        people.block(tx, user_id, START)
        town.blocked.add(person_id)
    elif way < 0.2:
        tx.execute(delete(t.accounts).where(t.accounts.c.person_id == person_id))
        town.paper.add(person_id)
    heard = chance.randrange(len(HEARD) + 1)
    for cause_id in HEARD[:heard]:
        outbox.plan(tx, [person_id], [Plan("broadcast", KIND, cause_id, KIND, START)])
    if heard >= NEWS_MOST:
        town.enough.add(person_id)
    return person_id


# Whoever gave a seat up hears nothing of the event, also while it can be had back.
GONE = (SignUpStatus.LEFT, SignUpStatus.LEAVING)


def _sign_up(tx: Connection, town: Town, chance: Random, person_id: int, event_id: int) -> None:
    status = chance.choice([None, None, *SignUpStatus])
    if status is None:
        return
    row = {"event_id": event_id, "person_id": person_id, "status": status, "seats": 1, "created_at": START}
    came = status not in GONE and chance.random() < 0.5
    tx.execute(t.sign_ups.insert().values(**row, came_at=START if came else None))
    if status not in GONE:
        kinds = (K.GOING, K.SEATED) if status is SignUpStatus.GOING else (K.WAITING,)
        for each in (K.EVENT, *kinds, *([K.ATTENDED] if came else [])):
            town.of.setdefault((each, str(event_id)), set()).add(person_id)


def _found(tx: Connection, town: Town, chance: Random) -> None:
    """Cases of three places at two steps; one hidden."""
    for where, is_listed, step in (
        ("zeya", True, Step.GROUP),
        ("zeya", True, Step.TERRITORY),
        ("belogorsk", True, Step.GROUP),
        (None, False, Step.GROUP),
    ):
        members = chance.sample(sorted(town.everybody), 6)
        case_id = make_case(tx, members[0], where, is_listed=is_listed)
        for person_id in members[1:]:
            row = {"case_id": case_id, "person_id": person_id, "joined_at": START}
            tx.execute(t.case_members.insert().values(**row))
        if step is Step.TERRITORY:
            row = {"case_id": case_id, "step": Step.GROUP, "status": "done", "happened_on": START.date()}
            tx.execute(t.case_steps.insert().values(**row, noted_at=START))
        if is_listed:
            for key in ((K.CASE, str(case_id)), (K.STEP, step.value), (K.STEP, f"{step.value}@{where}")):
                town.of.setdefault(key, set()).update(members)


def audiences_of(town: Town) -> st.SearchStrategy[Audience]:
    """Random audiences of the town, also some that no coordinator may choose: only NOT, or one part twice."""
    keys = sorted(town.of) + [(K.EVERYBODY, "")] * 3
    part = st.builds(lambda key, join: Part(key[0], key[1], join), st.sampled_from(keys), st.sampled_from(Join))
    return st.lists(part, min_size=1, max_size=PARTS_MAX).map(lambda chosen: Audience(tuple(chosen)))


async def test_parts_are_joined_as_sets_are(store: Store) -> None:
    """The count, the pages and the membership test agree with plain Python."""
    town = await store.write(build)

    def check(tx: Connection) -> None:
        @settings(max_examples=100, deadline=None, database=None, suppress_health_check=[*HealthCheck])
        @given(audience=audiences_of(town), is_capped=st.booleans())
        def same(audience: Audience, is_capped: bool) -> None:
            heard, expected = HEARD if is_capped else [], town.reached(audience, is_capped=is_capped)
            found = {each.id for each in reach.among(tx, audience, sorted(town.everybody), heard)}
            assert found == expected
            assert sum(reach.reach(tx, audience, heard).values()) == len(expected)
            assert set(reach.lock_next(tx, audience, 0, 100)) == town.reached(audience, is_capped=False)
            assert counted(reach.census(tx, audience, heard)) == town.census(audience, is_capped=is_capped)

        same()

    await store.write(check)


def counted(census: Census) -> tuple[int, dict[LeftOut, int]]:
    return census.recipients, dict(census.left_out)


async def test_every_three_parts_are_joined_as_sets_are(store: Store) -> None:
    """All combinations of parts of both kinds, of people and of sign-ups, in every order."""
    town = await store.write(build)
    event_id = next(key for kind, key in town.of if kind is K.WAITING)
    keys = [(K.EVERYBODY, ""), (K.MUNICIPALITY, "zeya"), (K.EVENT, event_id), (K.CASE, "1")]
    joined = [(kind, key, join) for kind, key in keys for join in Join]
    wrong = []

    def check(tx: Connection) -> None:
        for first, second, third in product(keys, joined, joined):
            audience = of(first, second, third)
            found = {each.id for each in reach.among(tx, audience, sorted(town.everybody), HEARD)}
            if found != town.reached(audience, is_capped=True):
                wrong.append(audience)

    await store.write(check)
    assert wrong == []


def of(*chosen: tuple[AudienceKind, str] | tuple[AudienceKind, str, Join]) -> Audience:
    return Audience(tuple(Part(*each) for each in chosen))


@pytest.mark.parametrize(
    ("audience", "is_news"),
    [
        (EVERYBODY, True),
        (Audience.of(K.ROLE, "chair"), True),
        (Audience.of(K.LANGUAGE, "en"), True),
        (Audience.of(K.TOPIC, "rules"), True),
        (Audience.of(K.EVENT, "1"), False),
        (Audience.of(K.ATTENDED, "1"), False),
        (Audience.of(K.SEATED, "1"), False),
        (Audience.of(K.CASE, "1"), False),
        (Audience.of(K.STEP, "meeting"), False),
        (of((K.EVENT, "1"), (K.ROLE, "chair", Join.AND)), False),
        (of((K.EVENT, "1"), (K.ROLE, "chair", Join.OR)), True),
        (of((K.EVERYBODY, ""), (K.EVENT, "1", Join.AND)), False),
        (of((K.EVERYBODY, ""), (K.EVENT, "1", Join.NOT)), True),
        (of((K.GRANT, "1"), (K.EVERYBODY, "", Join.NOT)), False),
    ],
    ids=str,
)
def test_who_is_only_a_reader_makes_it_news(audience: Audience, is_news: bool) -> None:
    assert audience.is_news is is_news


@pytest.mark.parametrize(
    ("audience", "topic"),
    [
        (Audience.of(K.TOPIC, "rules"), NewsTopic.RULES),
        (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.AND)), NewsTopic.RULES),
        (of((K.TOPIC, "rules"), (K.MUNICIPALITY, "zeya", Join.AND), (K.ROLE, "chair", Join.NOT)), NewsTopic.RULES),
        (of((K.TOPIC, "rules"), (K.TOPIC, "grants", Join.AND)), NewsTopic.GRANTS),
        (of((K.TOPIC, "rules"), (K.TOPIC, "rules", Join.OR)), NewsTopic.RULES),
        (of((K.TOPIC, "rules"), (K.TOPIC, "grants", Join.OR)), None),
        (of((K.TOPIC, "rules"), (K.MUNICIPALITY, "zeya", Join.OR)), None),
        (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.OR)), None),
        (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.NOT)), None),
        (EVERYBODY, None),
    ],
    ids=str,
)
def test_an_audience_has_a_topic_when_everybody_in_it_has(audience: Audience, topic: NewsTopic | None) -> None:
    assert audience.topic is topic


async def test_participants_among_readers_need_no_consent_to_news(store: Store) -> None:
    """In one audience readers need the consent to news, participants do not."""

    def settle(tx: Connection) -> tuple[Audience, list[int]]:
        event_id = make_event(tx, seats=5)
        reader = agree(tx, 101, Purpose.NOTIFICATIONS)
        agree(tx, 102, Purpose.SUBSCRIPTIONS)
        guest = agree(tx, 103, Purpose.SIGN_UPS)
        sign_ups.join(tx, event_id, guest, START)
        return of((K.EVERYBODY, ""), (K.EVENT, str(event_id), Join.OR)), [reader, guest]

    audience, expected = await store.write(settle)
    assert await store.read(reach.lock_next, audience, 0, 10) == expected
    census = await store.read(reach.census, audience)
    assert (census.everybody, census.left_out) == (3, {LeftOut.NO_CONSENT: 1})


Leaving = Callable[[Connection, int, int], object]


def _unsubscribe(tx: Connection, person_id: int, key: int) -> None:
    tx.execute(delete(t.subscriptions).where(t.subscriptions.c.person_id == person_id))


LEAVINGS: dict[str, tuple[AudienceKind, Leaving]] = {
    "the sign-up": (K.EVENT, lambda tx, who, key: sign_ups.leave(tx, key, who, START)),
    "the event, called off": (K.GOING, lambda tx, who, key: events.call_off(tx, key, ADMIN, START)),
    "the grant": (K.GRANT, _unsubscribe),
    "the case": (K.CASE, lambda tx, who, key: membership.leave(tx, key, who, START)),
    "the case, hidden again": (K.CASE, lambda tx, who, key: tx.execute(update(t.cases).values(listed_at=None))),
    "the case, closed": (K.STEP, lambda tx, who, key: tx.execute(update(t.cases).values(closed_at=START))),
    "the municipality": (K.MUNICIPALITY, lambda tx, who, key: people.change(tx, who, municipality="belogorsk")),
    "the language": (K.LANGUAGE, lambda tx, who, key: people.change(tx, who, locale="en")),
    "the topic": (K.TOPIC, lambda tx, who, key: topics.drop(tx, who, NewsTopic.RULES)),
    "the topic, with the news": (K.TOPIC, lambda tx, who, key: people.withdraw(tx, who, Purpose.NOTIFICATIONS, START)),
    "the role": (K.ROLE, lambda tx, who, key: tx.execute(delete(t.roles).where(t.roles.c.person_id == who))),
    "the news": (K.EVERYBODY, lambda tx, who, key: people.withdraw(tx, who, Purpose.NOTIFICATIONS, START)),
}


def settle_in_all(tx: Connection, user_id: int) -> tuple[int, dict[AudienceKind, str]]:
    """Somebody who belongs to a part of every kind. Return their id and the keys of the parts."""
    who = agree(tx, user_id, *Purpose)
    event_id, grant, case_id = make_event(tx), grants.catalogue(tx)[0].id, make_case(tx, who)
    sign_ups.join(tx, event_id, who, START)
    grants.subscribe(tx, grant, who, START)
    people.grant(tx, who, Role(RoleKind.CHAIR, "zeya"), START)
    people.change(tx, who, municipality="zeya")
    topics.choose(tx, who, NewsTopic.RULES, START)
    keys = {K.EVERYBODY: "", K.GRANT: str(grant), K.CASE: str(case_id), K.STEP: "group@zeya", K.ROLE: "chair"}
    keys[K.TOPIC] = "rules"
    return who, keys | {K.LANGUAGE: "ru", K.MUNICIPALITY: "zeya"} | dict.fromkeys((K.EVENT, K.GOING), str(event_id))


async def test_who_has_left_before_their_turn_is_meant_no_more(store: Store) -> None:
    for user_id, (what, (kind, leave)) in enumerate(LEAVINGS.items(), start=101):
        who, keys = await store.write(settle_in_all, user_id)
        broadcast_id = await begun(store, Audience.of(kind, keys[kind]), author=user_id + 900)
        assert await store.read(reach.still_in_audience, broadcast_id, [who]) == {who}, what
        number = int(keys[kind]) if keys[kind].isdigit() else 0
        await store.write(leave, who, number)
        assert await store.read(reach.still_in_audience, broadcast_id, [who]) == set(), what


async def test_a_broadcast_that_is_gone_means_nobody(store: Store) -> None:
    assert await store.read(reach.still_in_audience, 999, [1]) == set()


async def test_the_question_at_the_claim_reads_no_table_whole(store: Store) -> None:
    """The claim finds a batch of a hundred by indexes, so it costs the same with a million people."""
    _, keys = await store.write(settle_in_all, 101)
    joined = of(*((kind, key, Join.OR) for kind, key in list(keys.items())[:PARTS_MAX]))
    rest = of(*((kind, key, Join.OR) for kind, key in list(keys.items())[PARTS_MAX:]), (K.EVENT, "1", Join.NOT))
    plans: list[str] = []

    def explained(audience: Audience) -> Callable[[Connection], None]:
        def explain(tx: Connection) -> None:
            def look(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
                if statement.startswith("SELECT people.id, people.zone"):
                    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                    plans.extend(row[3] for row in rows)

            event.listen(tx, "before_cursor_execute", look)
            reach.among(tx, audience, range(1, 101), HEARD)

        return explain

    if store.is_sqlite:
        for audience in (joined, rest):
            await store.read(explained(audience))
        assert plans
        assert [line for line in plans if line.startswith("SCAN") and "CONSTANT" not in line] == []


REFUSED = BroadcastOutcome


PERMITTED: list[tuple[Audience, BroadcastOutcome | None, BroadcastOutcome | None]] = [
    (of(), REFUSED.BARE, REFUSED.BARE),
    (of((K.EVERYBODY, "", Join.NOT)), REFUSED.BARE, REFUSED.BARE),
    (of((K.MUNICIPALITY, "zeya", Join.AND)), REFUSED.BARE, REFUSED.BARE),
    (of(*[(K.MUNICIPALITY, "zeya", Join.OR)] * 7), REFUSED.MANY, REFUSED.MANY),
    (of(*[(K.MUNICIPALITY, "zeya", Join.OR)] * 6), None, None),
    (of((K.ROLE, "chair")), None, REFUSED.FORBIDDEN),
    (of((K.MUNICIPALITY, "zeya"), (K.ROLE, "chair", Join.AND)), None, None),
    (of((K.MUNICIPALITY, "zeya"), (K.LANGUAGE, "en", Join.NOT)), None, None),
    (of((K.MUNICIPALITY, "zeya"), (K.ROLE, "chair", Join.OR)), None, REFUSED.FORBIDDEN),
    (of((K.MUNICIPALITY, "zeya"), (K.MUNICIPALITY, "belogorsk", Join.NOT)), None, REFUSED.FORBIDDEN),
    (of((K.MUNICIPALITY, "zeya"), (K.EVERYBODY, "", Join.OR)), None, REFUSED.FORBIDDEN),
    (of((K.MUNICIPALITY, "zeya"), (K.ROLE, "admin", Join.AND)), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.LANGUAGE, "tlh")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.TOPIC, "rules")), None, REFUSED.FORBIDDEN),
    (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.AND)), None, None),
    (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.NOT)), None, None),
    (of((K.MUNICIPALITY, "zeya"), (K.TOPIC, "rules", Join.OR)), None, REFUSED.FORBIDDEN),
    (of((K.TOPIC, "gossip")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.STEP, "meeting")), None, REFUSED.FORBIDDEN),
    (of((K.STEP, "meeting@zeya")), None, None),
    (of((K.STEP, "meeting@belogorsk")), None, REFUSED.FORBIDDEN),
    (of((K.STEP, "meeting@atlantis")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.STEP, "party")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.CASE, "999")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.ATTENDED, "999")), REFUSED.NOWHERE, REFUSED.NOWHERE),
    (of((K.SEATED, "999")), REFUSED.NOWHERE, REFUSED.NOWHERE),
]


async def test_what_a_coordinator_may_not_join_is_refused(store: Store) -> None:
    for audience, regional, local in PERMITTED:
        assert await store.read(reach.refusal, REGIONAL, audience, START) is regional, audience
        assert await store.read(reach.refusal, LOCAL, audience, START) is local, audience


async def test_cases_are_offered_and_reached_only_once_they_are_shown(store: Store) -> None:
    who = await store.write(agree, 101, Purpose.CASES)
    shown = await store.write(make_case, who, "zeya")
    foreign = await store.write(make_case, who, "belogorsk")
    hidden = await store.write(lambda tx: make_case(tx, who, "zeya", is_listed=False))
    assert [key for key, _ in await store.read(parts.choices, K.CASE, LOCAL, START)] == [str(shown)]
    assert await store.read(parts.choices, K.STEP, LOCAL, START) == [("group@zeya", "город Зея")]
    assert await store.read(parts.choices, K.STEP, REGIONAL, START) == [("group", "")]
    for case_id, outcome in ((shown, None), (foreign, REFUSED.FORBIDDEN), (hidden, REFUSED.NOWHERE)):
        audience = Audience.of(K.CASE, str(case_id))
        assert await store.read(reach.refusal, LOCAL, audience, START) is outcome
    assert await store.read(reach.samples, Audience.of(K.CASE, str(shown)), (), 10) == []
    except_them = of((K.EVERYBODY, ""), (K.CASE, str(shown), Join.NOT))
    assert await store.read(reach.samples, except_them, (), 10) == []


async def test_an_event_is_ahead_or_over_never_both(store: Store) -> None:
    event_id = str(await store.write(make_event))
    during, after = START + timedelta(days=3, minutes=30), START + timedelta(days=3, minutes=61)
    for at, ahead, over in ((START, None, REFUSED.NOWHERE), (during, REFUSED.NOWHERE, REFUSED.NOWHERE)):
        assert await store.read(reach.refusal, REGIONAL, Audience.of(K.GOING, event_id), at) is ahead
        assert await store.read(reach.refusal, REGIONAL, Audience.of(K.SEATED, event_id), at) is over
    assert await store.read(parts.choices, K.SEATED, REGIONAL, during) == []
    await store.write(events.finish, after)
    assert await store.read(reach.refusal, REGIONAL, Audience.of(K.SEATED, event_id), after) is None
    assert await store.read(parts.choices, K.SEATED, REGIONAL, after) == [(event_id, "Сход")]
    assert await store.read(parts.choices, K.SEATED, LOCAL, after) == []
    except_them = of((K.EVERYBODY, ""), (K.EVENT, event_id, Join.NOT))
    assert await store.read(reach.refusal, REGIONAL, except_them, after) is None


async def test_who_came_is_there_from_the_start_on(store: Store) -> None:
    event_id = str(await store.write(make_event))
    came, start = Audience.of(K.ATTENDED, event_id), START + timedelta(days=3)
    for at, refusal, choices in (
        (start - timedelta(seconds=1), REFUSED.NOWHERE, []),
        (start, None, [(event_id, "Сход")]),
        (start + timedelta(days=89), None, [(event_id, "Сход")]),
        (start + timedelta(days=90), None, []),
    ):
        assert await store.read(reach.refusal, REGIONAL, came, at) is refusal
        assert await store.read(parts.choices, K.ATTENDED, REGIONAL, at) == choices
        assert await store.read(parts.choices, K.ATTENDED, LOCAL, at) == []


async def test_only_who_came_is_meant_until_their_tick_is_taken_back(store: Store) -> None:
    olga, viktor = [await store.write(agree, user_id, Purpose.SIGN_UPS) for user_id in (101, 102)]
    event_id = await store.write(lambda tx: make_event(tx, seats=5))
    for who in (olga, viktor):
        await store.write(sign_ups.join, event_id, who, START)
    anna = await store.write(agree, 900, Purpose.WORK)
    draft, came = await store.write(drafts.begin, anna, 900, 7, LATER), Part(K.ATTENDED, str(event_id))
    for join in Join:
        part = Part(K.ATTENDED, str(event_id), join)
        first = Part(K.MUNICIPALITY, "zeya")
        await store.write(selection.join, draft, anna, REGIONAL, first, LATER)
        assert await store.write(selection.join, draft, anna, REGIONAL, part, LATER) is REFUSED.UNTICKED
        assert await store.read(parts_of, draft) == (first,)
    assert await store.write(selection.join, draft, anna, LOCAL, came, LATER) is REFUSED.FORBIDDEN
    found = await store.read(attendance.look, event_id, REGIONAL, LATER)
    assert isinstance(found, Arrivals)
    sign_up = found.guests[0].id
    await store.write(attendance.tick, event_id, sign_up, True, REGIONAL, LATER)
    assert await store.write(selection.join, draft, anna, REGIONAL, came, LATER) is REFUSED.DONE
    broadcast_id = await begun(store, Audience((came,)), at=LATER)
    assert await store.read(reach.still_in_audience, broadcast_id, [olga, viktor]) == {olga}
    await store.write(attendance.tick, event_id, found.guests[1].id, True, REGIONAL, LATER)
    assert await store.read(parts.lacks_attendance, came) is False
    assert await store.read(reach.still_in_audience, broadcast_id, [olga, viktor]) == {olga, viktor}
    for each in found.guests:
        await store.write(attendance.tick, event_id, each.id, False, REGIONAL, LATER)
    assert await store.read(reach.still_in_audience, broadcast_id, [olga, viktor]) == set()


async def test_who_was_to_be_left_out_stays_so_when_the_event_is_called_off(store: Store) -> None:
    event_id = await store.write(make_event)
    who = await store.write(agree, 101, Purpose.SIGN_UPS, Purpose.NOTIFICATIONS)
    await store.write(sign_ups.join, event_id, who, START)
    await store.write(events.call_off, event_id, ADMIN, START)
    except_them = of((K.EVERYBODY, ""), (K.EVENT, str(event_id), Join.NOT))
    assert await store.read(reach.reach, except_them) == {}


async def test_after_three_pieces_of_news_a_week_is_enough(store: Store) -> None:
    olga = await store.write(agree, 101, Purpose.NOTIFICATIONS)
    for day in range(3):
        await begun(store, EVERYBODY, at=START + timedelta(days=day))
    viktor = await store.write(agree, 102, Purpose.NOTIFICATIONS)
    on_third = START + timedelta(days=3)
    draft = await store.write(drafts.begin, 2, 900, 7, on_third)
    await store.write(drafts.address, draft, 2, REGIONAL, EVERYBODY, on_third)
    review = await store.read(drafts.review, draft, 2, on_third)
    assert review
    assert (review.recipients, review.left_out[LeftOut.ENOUGH]) == (1, 1)
    fourth = await begun(store, EVERYBODY, at=on_third)
    assert await store.read(whom, fourth) == [viktor]
    found = await store.read(drafts.get, fourth)
    assert found
    assert found.recipients == 1
    after_a_week = await begun(store, EVERYBODY, at=START + timedelta(days=7, minutes=1))
    assert await store.read(whom, after_a_week) == [olga, viktor]


async def test_participants_are_told_however_much_news_there_was(store: Store) -> None:
    who, keys = await store.write(settle_in_all, 101)
    for hour in range(3):
        await begun(store, EVERYBODY, at=START + timedelta(hours=hour))
    later = START + timedelta(hours=4)
    for kind in (K.EVENT, K.GRANT, K.CASE, K.STEP):
        assert await store.read(whom, await begun(store, Audience.of(kind, keys[kind]), at=later)) == [who]
    draft = await store.write(drafts.begin, who, 900, 7, later)
    await store.write(drafts.address, draft, who, REGIONAL, EVERYBODY, later)
    review = await store.read(drafts.review, draft, who, later)
    assert review
    assert review.left_out == {LeftOut.ENOUGH: 1, LeftOut.NO_CONSENT: 1}


async def test_newcomers_are_planned_once_until_the_date(store: Store) -> None:
    olga = await store.write(agree, 101, Purpose.NOTIFICATIONS)
    until = START + timedelta(days=30)
    draft = await begun(store, EVERYBODY, until=until)
    assert await store.write(newcomers.plan, draft, START) == 0
    viktor = await store.write(agree, 102, Purpose.NOTIFICATIONS)
    tomorrow = START + timedelta(days=1)
    assert [await store.write(newcomers.plan, draft, tomorrow) for _ in range(2)] == [1, 0]
    assert await store.read(whom, draft) == [olga, viktor]
    found = await store.read(drafts.get, draft)
    assert found
    assert (found.recipients, found.newcomers) == (2, 1)
    rows = await store.write(outbox.claim, tomorrow, 10)
    assert viktor in {row.person_id for row in rows}, "a newcomer's day begins when they come"
    await store.write(lambda tx: tx.execute(update(t.deliveries).values(status=DeliveryStatus.SENT)) and None)
    await store.write(newcomers.rest, draft, tomorrow)
    found = await store.read(drafts.get, draft)
    assert found
    assert await store.read(newcomers.is_resting, found, tomorrow)
    assert not await store.read(newcomers.is_resting, found, until)
    assert not await store.write(launches.finish, draft, until - timedelta(seconds=1))
    await store.write(agree, 103, Purpose.NOTIFICATIONS)
    assert await store.write(newcomers.plan, draft, until) == 0
    assert await store.write(launches.finish, draft, until)


async def test_newcomers_that_would_make_it_many_end_the_waiting_and_the_author_hears_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.broadcasts.sending.approvals.THRESHOLD", 3)
    await store.write(agree, 101, Purpose.NOTIFICATIONS)
    draft = await begun(store, EVERYBODY, until=START + timedelta(days=30))
    for user_id in (102, 103, 104):
        await store.write(agree, user_id, Purpose.NOTIFICATIONS)
    assert sorted(await asyncio.gather(*(store.write(newcomers.plan, draft, START) for _ in range(3)))) == [0, 0, 1]
    found = await store.read(drafts.get, draft)
    assert found
    assert (found.recipients, found.newcomers, found.newcomers_until) == (2, 1, START)
    told = select(func.count()).select_from(t.deliveries).where(t.deliveries.c.cause == CROWDED)
    assert await store.read(lambda tx: tx.scalar(told)) == 1


async def test_the_start_of_an_event_ends_the_waiting_for_newcomers(store: Store) -> None:
    event_id = await store.write(lambda tx: make_event(tx, seats=5))
    olga, viktor = [await store.write(agree, user_id, Purpose.SIGN_UPS) for user_id in (101, 102)]
    await store.write(sign_ups.join, event_id, olga, START)
    draft = await begun(store, Audience.of(K.EVENT, str(event_id)), until=START + timedelta(days=60))
    await store.write(sign_ups.join, event_id, viktor, START)
    starts_at = START + timedelta(days=3)
    assert await store.write(newcomers.plan, draft, starts_at) == 0
    assert await store.write(newcomers.plan, draft, starts_at - timedelta(hours=1)) == 1
    await store.write(outbox.expire, starts_at)
    assert await store.write(launches.finish, draft, starts_at)


async def test_a_stopped_broadcast_takes_nobody_in(store: Store) -> None:
    await store.write(agree, 101, Purpose.NOTIFICATIONS)
    draft = await begun(store, EVERYBODY, until=START + timedelta(days=30))
    await store.write(agree, 102, Purpose.NOTIFICATIONS)
    found = await store.read(drafts.get, draft)
    assert found
    assert found.author_id
    assert await store.read(newcomers.open_to_newcomers) == [draft]
    await store.write(launches.stop, draft, found.author_id)
    assert await store.read(newcomers.open_to_newcomers) == []
    assert await store.write(newcomers.plan, draft, START) == 0


@pytest.mark.parametrize("days", [-1, 0, 91])
async def test_newcomers_cannot_be_awaited_in_the_past_or_for_ever(store: Store, days: int) -> None:
    anna = await store.write(agree, 900, Purpose.WORK)
    draft = await store.write(drafts.begin, anna, 900, 7, START)
    until = START + timedelta(days=days)
    assert await store.write(newcomers.admit_until, draft, anna, until, START) is BroadcastOutcome.UNFIT
    assert await store.write(newcomers.admit_until, draft, 999, None, START) is BroadcastOutcome.GONE


async def test_a_part_is_joined_once_and_taken_back(store: Store) -> None:
    anna = await store.write(agree, 900, Purpose.WORK)
    draft = await store.write(drafts.begin, anna, 900, 7, START)
    zeya, chairs = Part(K.MUNICIPALITY, "zeya"), Part(K.ROLE, "chair", Join.AND)
    assert await store.write(selection.join, draft, anna, REGIONAL, chairs, START) is BroadcastOutcome.BARE
    for part in (zeya, chairs, chairs):
        assert await store.write(selection.join, draft, anna, REGIONAL, part, START) is BroadcastOutcome.DONE
    assert await store.read(parts_of, draft) == (zeya, chairs)
    assert await store.write(selection.drop, draft, 999) is BroadcastOutcome.GONE
    for left in ((zeya,), (), ()):
        assert await store.write(selection.drop, draft, anna) is BroadcastOutcome.DONE
        assert await store.read(parts_of, draft) == left
    await store.write(selection.join, draft, anna, REGIONAL, zeya, START)
    await store.write(lambda tx: drafts.put(tx, draft, status=BroadcastStatus.SENDING))
    assert await store.write(selection.join, draft, anna, REGIONAL, chairs, START) is BroadcastOutcome.ALREADY
    assert await store.write(selection.drop, draft, anna) is BroadcastOutcome.ALREADY


def parts_of(tx: Connection, broadcast_id: int) -> tuple[Part, ...]:
    found = drafts.get(tx, broadcast_id)
    assert found
    return found.audience.parts if found.audience else ()
