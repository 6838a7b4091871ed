"""Every open question in a chat under random texts: the bot answers, and nobody gets the apology for an error."""

import pytest
from hypothesis import Phase, given, settings

from tests.chat import Town
from tests.fuzz.texts import HOSTILE, texts
from tests.selfcheck import KEPT, context, failed, people_of, states

# The first text that is drawn is the simplest there is.
DRAWN = max(2, settings().max_examples // 100)


def drawn(count: int) -> list[str]:
    """Random texts. A question keeps what was said, so they are not made smaller one by one."""
    found: list[str] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None)
    @given(texts().filter(str.strip))
    def draw(typed: str) -> None:
        found.append(typed)

    draw()
    return found


@pytest.mark.usefixtures("patient")
async def test_no_text_breaks_an_open_question(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    anna = (await people_of(town))["coordinator"]
    question = context(anna)
    for place, state in enumerate(states()):
        for typed in [*drawn(DRAWN)[1:], HOSTILE[2 + place % (len(HOSTILE) - 2)]]:
            await question.set_state(state)
            await question.set_data(KEPT)
            before = len(anna.said())
            await anna.say(typed.encode("utf-8", "replace").decode())
            assert len(anna.said()) > before or anna.hears(), (state.state, typed)
            assert failed(caplog) == [], (state.state, typed)
