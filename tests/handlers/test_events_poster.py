"""The poster of an event: a QR that opens its card, and a page with slips."""

from io import BytesIO

from docx import Document

from bot.files.qr import qr_code
from tests.chat import Town
from tests.handlers.events import OF_ZEYA, coordinator_of, make_event


async def test_a_poster_leads_to_the_card(town: Town) -> None:
    event_id = await make_event(town, "Субботник")
    anna = await town.coordinator()
    await anna.say(f"/start event_{event_id}")
    await anna.press("Помощники, объявление")
    assert "листочки" in await anna.press("Объявление с QR")
    picture, page = (town.world.files.get(each["document"]["file_id"]).content for each in anna.said()[-2:])
    me = await town.app.bot.me()
    assert picture == qr_code(f"https://t.me/{me.username}?start=event_{event_id}", scale=20)
    paper = Document(BytesIO(page))
    assert paper.paragraphs[0].text == "Субботник"
    assert [cell.text.strip().split(".")[0] for cell in paper.sections[0].footer.tables[0].rows[0].cells] == [
        "Субботник"
    ] * 6
    nina = await coordinator_of(town, OF_ZEYA)
    for do in ("tools", "poster"):
        await nina.press_data(f"evm:{do}:{event_id}")
        assert "не ваше мероприятие" in nina.hears()
