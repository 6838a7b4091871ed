"""The difference between a broadcast and what was refused before."""

import pytest

from bot.domain.broadcasts.broadcast import Broadcast, BroadcastStatus, Form
from bot.domain.broadcasts.compose.wording import Content
from bot.domain.broadcasts.sending.approvals import Difference, EarlierRefusal, difference
from tests.clock import START

ALBUM = Content("", files=(("photo", "id", "Двор"),))


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        (Content("Суббота"), Content("Воскресенье"), Difference.WORDS),
        (ALBUM, Content("", files=(("photo", "id", "Сквер"),)), Difference.WORDS),
        (ALBUM, Content("", files=(("photo", "other", "Двор"),)), Difference.REST),
        (Content("Суббота"), None, Difference.REST),
    ],
)
def test_a_difference_is_in_the_words_or_in_the_rest(was: Content, now: Content | None, found: Difference) -> None:
    draft = Broadcast(1, BroadcastStatus.ASKED, 1, START, Form.TEXT, content=now)
    assert difference(draft, EarlierRefusal("Анна", "", "another", was, None)) is found
    assert difference(draft, EarlierRefusal("Анна", "", draft.seal, was, None)) is Difference.NONE
