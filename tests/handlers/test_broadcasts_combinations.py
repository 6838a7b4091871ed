"""Features of broadcasts combined: variables and links in corrections, albums recalled, one preview."""

import pytest

from bot.domain.broadcasts.sending import approvals as rules
from tests.chat import Neighbour, Town
from tests.handlers.broadcasts import (
    EVERYBODY,
    NEWS_OFF,
    buttons_under,
    coordinator,
    reader,
    rename,
    send_album,
    settle,
    tick,
    write_to,
)


async def named(town: Town) -> list[Neighbour]:
    readers = [await reader(town, 201, "zeya"), await reader(town, 202, "belogorsk")]
    for user_id, name in ((201, "Ольга"), (202, "Виктор")):
        await rename(town, user_id, name)
    return readers


async def send(town: Town, anna: Neighbour, words: str) -> None:
    await write_to(anna, EVERYBODY, words=words)
    await anna.press("Отправить 2 людям")
    await settle(town)


async def correct(town: Town, anna: Neighbour, words: str) -> None:
    await anna.press("Исправить текст")
    await anna.say(words)
    await anna.press("Исправить у 2 человек")
    for _ in range(4):
        town.clock.move(seconds=3)
        await tick(town)


async def test_a_correction_speaks_to_each_by_their_own_name(town: Town) -> None:
    readers, anna = await named(town), await coordinator(town)
    await send(town, anna, "{имя}, завтра собрание")
    assert [who.sees() for who in readers] == ["Ольга, завтра собрание", "Виктор, завтра собрание"]
    await correct(town, anna, "{имя}, собрание в субботу. {муниципалитет}")
    assert [who.sees() for who in readers] == [
        "Ольга, собрание в субботу. Город Зея",
        "Виктор, собрание в субботу. Город Белогорск",
    ]


async def test_a_correction_with_a_variable_that_there_is_none_of_is_refused(town: Town) -> None:
    await named(town)
    anna = await coordinator(town)
    await send(town, anna, "{имя}, завтра собрание")
    await anna.press("Исправить текст")
    assert "Подстановки {улица} нет" in await anna.say("{улица}, собрание в субботу")
    assert "Проверьте" in await anna.say("{имя}, собрание в субботу")


async def test_a_copied_message_is_corrected_without_variables(town: Town) -> None:
    await named(town)
    anna = await coordinator(town)
    await send(town, anna, "Завтра собрание")
    await anna.press("Исправить текст")
    assert "Подстановок вроде {имя} в этой рассылке нет" in await anna.say("{имя}, собрание в субботу")
    assert "Проверьте" in await anna.say("Собрание в субботу")


async def test_links_stay_under_a_corrected_copy(town: Town) -> None:
    (olga, _), anna = await named(town), await coordinator(town)
    await write_to(anna, EVERYBODY, words="Завтра собрание")
    await anna.press("Изменить сообщение")
    await anna.press("Кнопки-ссылки")
    await anna.press("Добавить ссылку")
    await anna.say("https://example.org/map")
    await anna.say("Как пройти")
    await anna.press("К проверке")
    await anna.press("Отправить 2 людям")
    await settle(town)
    assert [each["text"] for each in buttons_under(olga, "Завтра собрание")] == ["Как пройти", NEWS_OFF]
    await correct(town, anna, "Собрание в субботу")
    assert [each["text"] for each in buttons_under(olga, "Собрание в субботу")] == ["Как пройти", NEWS_OFF]


async def test_an_album_is_recalled_with_its_buttons(town: Town) -> None:
    readers, anna = await named(town), await coordinator(town)
    await anna.say("/broadcast")
    await send_album(anna, ["photo", "photo"])
    await anna.press("Дальше")
    await anna.press(EVERYBODY)
    await anna.press("Отправить 2 людям")
    await settle(town)
    before = [len(who.said()) for who in readers]
    await anna.press("Отозвать")
    await anna.press("Отозвать у 2 человек")
    for _ in range(4):
        town.clock.move(seconds=3)
        await tick(town)
    assert [old - len(who.said()) for old, who in zip(before, readers, strict=True)] == [3, 3]


async def test_a_second_coordinator_reads_a_text_with_their_own_name(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "THRESHOLD", 2)
    readers, anna, boris = await named(town), await coordinator(town), await coordinator(town, user_id=104)
    await rename(town, 104, "Борис")
    await write_to(anna, EVERYBODY, words="{имя}, завтра собрание")
    await anna.press("Отправить 2 людям")
    await town.deliver()
    assert "Борис, завтра собрание" in [message.get("text") for message in boris.said()]
    await boris.press("Одобрить для 2 человек")
    await settle(town)
    assert [who.sees() for who in readers] == ["Ольга, завтра собрание", "Виктор, завтра собрание"]
