"""The people who are listened to in groups, kept in memory: a message of one of ten thousand members costs no read."""

import time
from collections.abc import Collection

from storage.core.db import Store
from storage.questions import topic_talk
from storage.questions.topic_talk import Listened

# A new colleague is heard in a group after so long at most, and by other replicas a new group.
KEPT_SECONDS = 10.0


class StaffChats:
    """The connected groups and the accounts of the staff, read again after KEPT_SECONDS or once they are forgotten.

    Only for leaving out what is of no interest: the right to answer is checked in the transaction.
    """

    def __init__(self, store: Store, admin_ids: Collection[int]) -> None:
        self._store, self._admin_ids = store, frozenset(admin_ids)
        self._listened, self._read_at = Listened(), -KEPT_SECONDS

    async def has(self, chat_id: int) -> bool:
        """Tell whether a group is connected."""
        return chat_id in (await self._fresh()).chats

    async def knows(self, user_id: int) -> bool:
        """Tell whether somebody may answer questions."""
        return user_id in (await self._fresh()).users

    def forget(self) -> None:
        """Read anew next time: a group was connected, lost or moved."""
        self._read_at = -KEPT_SECONDS

    async def _fresh(self) -> Listened:
        now = time.monotonic()
        if now - self._read_at >= KEPT_SECONDS:
            self._read_at = now
            self._listened = await self._store.read(topic_talk.listened, self._admin_ids)
        return self._listened
