"""Rights in the topics of a connected group: every role × messages, edits, commands and presses × whose question it is.

The group is the region's, so the questions of all places stand in it. Somebody whose right was taken is listened to for
ten seconds more (`StaffChats`): each role tries once as it is, and once as if it were still listened to.
"""

import logging

import pytest
from sqlalchemy import Connection

from bot.domain.people import REGION
from bot.sandbox.chats import Topic
from handlers.questions.staff_chats import StaffChats
from storage.core import tables as t
from tests.chat import Town
from tests.clock import START
from tests.rights_guard import COORDINATORS, NEAR, Guard, pointed, spoken
from tests.rights_town import DRAFTS, ERASED, IDS, LIVE, Who, touched, user_id
from tests.selfcheck import RELEASED

GROUP, GROUP_ID, SEEN_ID = -100_4001, 9001, 7000
OWNERS = (DRAFTS, LIVE, ERASED, IDS[Who.ELSEWHERE], IDS[Who.RESIDENT])
# A message to the person, a note, a question back, a label, commands of other conversations.
TYPED = ("Ответ", "! Заметка", "? Уточнение", "Взять", "/people", "/audit", "/erase")
PRESSES = [form for form in RELEASED if form.startswith(("qsg:", "qsgp:", "qsgs:"))]


def thread(owner: int) -> int:
    return 9000 + owner


def connect(tx: Connection) -> None:
    """The region's group with a topic for each owner; nobody is left of the erased one's."""
    account = {"id": GROUP_ID, "platform": "telegram", "kind": "group", "chat_id": GROUP, "created_at": START}
    tx.execute(t.accounts.insert().values(account))
    group = {"id": GROUP_ID, "account_id": GROUP_ID, "scope": REGION, "title": "Штаб", "connected_at": START}
    tx.execute(t.staff_groups.insert().values(group))
    for owner in OWNERS:
        if owner != ERASED:
            row = {"group_id": GROUP_ID, "person_id": owner, "thread_id": thread(owner)}
            tx.execute(t.staff_topics.insert().values(row))


def may(who: Who, owner: int) -> bool:
    """True when `who` answers the question of an owner: one that was sent, of a place that they coordinate."""
    if owner in (DRAFTS, ERASED):
        return False
    return who in COORDINATORS if owner == IDS[Who.ELSEWHERE] and who is not Who.LOCAL else who in NEAR


class GroupGuard(Guard):
    """The same person among the staff, in the topic of one owner after another."""

    is_talk = False
    card_id = 0

    async def begin(self) -> None:
        await super().begin()
        self.caplog.set_level(logging.INFO, logger="bot.telegram.groups")
        town = self.town
        town.world.join_group(GROUP, "Штаб", [user_id(owner) for owner in (DRAFTS, LIVE, *IDS.values())])
        town.world.make_forum(GROUP)
        town.world.promote_bot(GROUP, "can_manage_topics", "can_delete_messages")
        for owner in OWNERS:
            town.world.chats[GROUP].topics[thread(owner)] = Topic(f"Вопрос {owner}", 0)
            made = {"message_id": thread(owner), "from": town.world.bot, "chat": town.world.chats[GROUP].info}
            town.world.chats[GROUP].add(made | {"date": town.world.now, "text": "—"})
        await town.settle()
        await town.store.write(connect)  # A group that the bot joins without rights would be lost again.
        await town.store.write(lambda tx: tx.exec_driver_sql("DELETE FROM touched") and None)
        self.keep()
        town.restart()  # It remembers for ten seconds which groups there are.

    async def act(self, data: str, state: str = "") -> None:
        """Type into the topic whose owner `state` names; without one, press `data` under its newest card."""
        self.is_talk = bool(state)
        world, me = self.town.world, self.person.id
        if state:
            world.say(me, data, chat_id=GROUP, topic=int(state))
        else:
            world.press(me, self.card_id, data)
        await self.town.settle()

    def foreign(self) -> list[tuple[int, str]]:
        """All but what an author agreed to: whoever answers a question reads their name."""
        asker = (IDS[Who.RESIDENT], "name")
        return [each for each in super().foreign() if not (self.who in NEAR and each == asker)]

    def crossed(self, written: set[str]) -> list[str]:
        """The faults of a refusal. Whoever only talks in a group hears nothing."""
        return [each for each in super().crossed(written) if not (self.is_talk and each == "hears nothing")]

    def is_logged(self) -> bool:
        told = [record for record in self.caplog.records if "outcome" in str(record.msg)]
        return super().is_logged() or any("done" not in str(record.msg) for record in told)


@pytest.fixture
async def guard(town: Town, who: Who, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> GroupGuard:
    made = GroupGuard(town, who, spoken(monkeypatch), caplog)
    await made.begin()
    return made


@pytest.mark.parametrize("who", Who)
async def test_topics(guard: GroupGuard, who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    await go_through(guard)
    if who not in COORDINATORS:
        monkeypatch.setattr(StaffChats, "knows", _everybody)
        await go_through(guard)
    assert guard.faults == []
    guard.town.world.refused.clear()


async def _everybody(self: StaffChats, user_id: int) -> bool:
    return True


async def go_through(guard: GroupGuard) -> None:
    """Write into each topic, edit a message of the staff there, press everything under its card."""
    for owner in OWNERS:
        allowed = may(guard.who, owner)
        guard.card_id = thread(owner)
        for typed in TYPED:
            await guard.tries(typed, allowed=allowed, state=f"{thread(owner)}")
        for form in PRESSES:
            await guard.tries(pointed(form, owner), allowed=allowed)
    if guard.who is not Who.ADMIN:
        await guard.tries("/disconnect", allowed=False, state=f"{thread(LIVE)}")
        await guard.tries("/connect", allowed=False, state=f"{thread(LIVE)}")
    assert await guard.town.store.read(touched) == set()
