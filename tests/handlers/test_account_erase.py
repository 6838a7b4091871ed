"""/mydata exports everything in a file; /erase leaves nothing behind."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.audit import Act, AuditEntry, AuditSubject
from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose
from bot.files.papers import words
from storage.core.tables import personal_tables
from storage.events import events
from storage.people import audit
from tests.chat import Neighbour, Town, placeholders
from tests.clock import START
from tests.handlers.files import content, document
from tests.storage.apollinaria import CHAT, NAME, ask, menu, move_in

SURE = {"ru": "Да, стереть всё", "en": "Yes, erase everything"}


# /mydata


async def test_my_data_is_a_readable_file_with_everything(town: Town) -> None:
    who, _ = await move_in(town)
    said = await who.say("/mydata")
    assert "Здесь всё, что я о вас храню" in said
    sent = who.said()[-1]["document"]
    assert sent["file_name"] == "my-data.json"
    assert NAME in content(who, sent).decode()
    held = document(who)
    assert {*held} == {*(table.name for table in personal_tables()), "conversations"}
    assert held["accounts"][0]["chat_id"] == CHAT
    assert held["people"][0]["created_at"] == START.isoformat()
    for other in ("Борис", "Вера"):
        assert other not in content(who, sent).decode()


async def test_the_screen_says_what_is_kept_and_who_looked_before_any_file(town: Town) -> None:
    who, street = await move_in(town)
    for number in range(6):
        at = START + timedelta(days=number)
        looked = AuditEntry(
            Act.DATA_SEEN, street.boris, street.apollinaria, AuditSubject.PERSON, None, "region", "", at
        )
        await town.store.write(audit.note, looked)
    await who.say("/mydata")
    said = who.sees(-3)
    assert "Подписки на гранты: " in said
    assert said.count("Борис: открыты чужие данные") == 5
    assert "Остальные просмотры — в файлах." in said
    assert NAME in said


async def test_the_button_sends_the_same_file(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/mydata")
    first = document(who)
    await who.say("/privacy")
    await who.press("Скачать мои данные")
    assert document(who) == first


async def test_the_file_has_a_way_on(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/mydata")
    assert "Что я о вас знаю" in await who.press("К моим данным")
    await who.say("/mydata")
    assert "Что вам нужно?" in await who.press("Меню")


async def test_a_stranger_has_nothing_to_download(town: Town) -> None:
    olga = town.somebody(101)
    assert "скачивать нечего" in await olga.say("/mydata")
    assert "скачивать нечего" in await olga.press_data("data:download")
    assert await olga.stored() is None


async def test_the_paper_tells_everything_in_words(town: Town) -> None:
    who, street = await move_in(town)
    await who.say("/mydata")
    paper = words(content(who, who.said()[-2]["document"]))
    assert who.said()[-2]["document"]["file_name"] == "my-data.docx"
    for said in ("Что бот о вас хранит", f"Имя: {NAME}", "Telegram, номер", "Ваши согласия", "Записи на мероприятия"):
        assert said in paper
    assert "Встреча" in paper.split("Записи на мероприятия")[2]
    for code in ("sign_ups", "going", "person_id", "<b>", "+00:00", str(street.boris)):
        assert code not in paper


async def test_the_paper_says_who_did_what_with_the_data(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    vera = await town.person(102, "Вера", Purpose.SIGN_UPS)
    hers, other = await olga.stored(), await vera.stored()
    assert hers
    assert other
    her, seer = hers.id, other.id
    for actor in (seer, 999_999, her):
        seen = AuditEntry(Act.DATA_SEEN, actor, her, AuditSubject.PERSON, her, "region", "", START)
        await town.store.write(audit.note, seen)
    await olga.say("/mydata")
    told = words(content(olga, olga.said()[-2]["document"])).split("Кто смотрел ваши данные")[-1]
    assert "Вера: открыты чужие данные" in told
    assert "человек, который ушёл (№ 999999)" in told
    assert "Ольга" not in told


async def test_a_coordinator_who_opened_a_question_is_named_to_its_author(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.QUESTIONS)
    coordinator = await town.coordinator(102, "Вера")
    hers = await olga.stored()
    assert hers
    question = await town.store.write(ask, hers.id)
    for _ in range(2):
        assert "Где взять справку" in await coordinator.press_data(f"qs:card:{question}")
    await olga.say("/mydata")
    told = words(content(olga, olga.said()[-2]["document"])).split("Кто смотрел ваши данные")[-1]
    assert told.count("Вера: открыты чужие данные") == 1


async def test_a_day_of_downloads_is_one_entry_of_the_audit(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/mydata")
    await olga.say("/mydata")
    assert [entry["act"] for entry in document(olga)["audit"]] == [Act.DATA_EXPORTED]


# /erase


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_erasing_says_what_is_lost_and_asks_once(town: Town, locale: str) -> None:
    who, _ = await move_in(town, locale=locale)
    said = await who.say("/erase")
    assert not placeholders(said)
    assert who.buttons()[0] == SURE[locale]
    assert await who.stored()
    await who.press(who.buttons()[1])
    assert await who.stored()
    assert "Роли закончатся" in said or "Your roles end" in said


async def test_a_resident_is_not_told_of_roles(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    said = await olga.say("/erase")
    assert "Роли" not in said
    assert "мероприяти" not in said
    assert "грант" not in said


async def test_erased_means_a_stranger(town: Town) -> None:
    who, street = await move_in(town)
    await who.say("/privacy")
    await who.press("Стереть всё")
    assert "Готово, всё стёрто" in await who.press("Да, стереть всё")
    assert await who.stored() is None
    assert "Я ничего о вас не храню" in await who.say("/privacy")
    assert await town.store.read(events.with_status, street.meeting, SignUpStatus.OFFERED) == [street.boris]
    await town.pass_time(hours=7)
    assert "Для вас освободилось место: Встреча" in Neighbour(town, 102).sees()


async def test_the_file_forgets_them_too(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/erase")
    await who.press("Да, стереть всё")
    await town.store.finish_scrubs()
    path = str(town.store.url.database)
    assert not any(NAME.encode() in Path(each).read_bytes() for each in (path, f"{path}-wal"))


async def test_the_old_confirm_button_is_answered(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/erase")
    message_id, data = who.button("Да, стереть всё")
    await who.press("Да, стереть всё")
    assert "стирать нечего" in await who.press_data(data, message_id)
    assert "стирать нечего" in await who.press_data(data, message_id, rare="inaccessible")


async def test_the_open_question_and_the_language_go_too(town: Town) -> None:
    olga = town.somebody(101)
    await olga.say("/language")
    assert "Hello" in await olga.press("English")
    assert "nothing to erase" in await olga.say("/erase")
    assert "Я ничего о вас не храню" in await olga.say("/privacy")


async def test_an_erased_coordinator_loses_the_menu_and_the_rights(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/start")
    assert "Новое мероприятие" in menu(anna)
    await anna.say("/erase")
    await anna.press("Да, стереть всё")
    assert "Новое мероприятие" not in menu(anna)
    assert "Это могут только координаторы" in await anna.say("/new_event")


async def test_an_erasure_is_done_even_when_the_menu_cannot_be_reset(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/erase")
    town.world.faults.add("500", method="deleteMyCommands")
    assert "Готово, всё стёрто" in await anna.press("Да, стереть всё")
    assert [method for method, _ in town.world.refused] == ["deleteMyCommands"]
    town.world.refused.clear()


async def test_who_comes_back_is_asked_as_if_for_the_first_time(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/erase")
    await who.press("Да, стереть всё")
    await who.say("/privacy")
    assert "Согласие: новости" in await who.press("Получать новости")
    await who.press("Даю согласие")
    person = await who.stored()
    assert person
    assert (person.roles, person.municipality) == (frozenset(), None)
