"""Log lines of a person's own data: consents, exports and erasures, with ids and without words."""

import pytest

from tests.chat import Town
from tests.handlers.log_lines import id_of, listen, log_lines


async def test_what_becomes_of_a_persons_data_is_logged_without_words(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    listen(caplog, "account")
    olga = town.somebody(101, "Аполлинария")
    await olga.say("/start")
    await olga.press_data("choose:news")
    await olga.press("Даю согласие")
    person_id = await id_of(olga)
    await olga.say("Зея")
    await olga.press_data("news-topic:choose:grants")
    await olga.press_data("news-topic:drop:grants")
    await olga.press_data("data:download")
    await olga.press_data("withdraw:sure:notifications")
    await olga.press_data("withdraw:sure:notifications")
    await olga.press_data("data:erase-sure")
    exported = log_lines(caplog).pop(3)
    assert exported.startswith(f"personal data exported person_id={person_id} rows=")
    assert [each for each in log_lines(caplog) if each != exported] == [
        f"consent given person_id={person_id} purpose=notifications",
        f"news topic on person_id={person_id} topic=grants",
        f"news topic off person_id={person_id} topic=grants",
        f"consent withdrawn person_id={person_id} purpose=notifications",
        f"person erased person_id={person_id}",
    ]
    assert "Зея" not in caplog.text
    assert "Аполлинария" not in caplog.text
