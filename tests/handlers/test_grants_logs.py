"""Log lines of grants: subscriptions, with ids and without words."""

import pytest

from tests.chat import Town
from tests.handlers.log_lines import id_of, listen, log_lines
from tests.handlers.programmes import programme


async def test_subscriptions_are_logged(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    listen(caplog, "grants")
    olga, programme_id = town.somebody(101), (await programme(town, "presidential-grants")).id
    await olga.say("/start")
    await olga.press_data(f"gr:off:{programme_id}::0")
    await olga.press_data(f"gr:on:{programme_id}::0")
    await olga.press("Да, пишите мне")
    await olga.press("Даю согласие")
    await olga.press_data(f"gr:off:{programme_id}::0")
    person_id = await id_of(olga)
    assert log_lines(caplog) == [
        f"consent given person_id={person_id} purpose=subscriptions",
        f"grant subscription on programme_id={programme_id} person_id={person_id}",
        f"grant subscription off programme_id={programme_id} person_id={person_id}",
    ]
    assert "Ольга" not in caplog.text
