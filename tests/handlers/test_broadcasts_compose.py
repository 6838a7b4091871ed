"""Writing a broadcast: variables, links under any message, templates, and bad input."""

from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from bot.domain.broadcasts.compose.wording import Content
from bot.domain.people import Purpose, Visitor
from storage.broadcasts.compose import templates
from storage.core.tables import broadcast_templates, broadcasts
from storage.people import people
from tests.chat import Neighbour, Town, placeholders
from tests.clock import ZONE
from tests.handlers.broadcasts import (
    NEWS_OFF,
    WORDS,
    buttons_under,
    coordinator,
    got,
    reader,
    rename,
    send_album,
    settle,
    shown_message,
    write_to,
)

GREETING = "Здравствуйте, {имя}. {муниципалитет} ждёт вас на субботник"


async def ready(town: Town, words: str = WORDS) -> Neighbour:
    """A coordinator before the review of a message to everybody, and somebody who would get it."""
    await reader(town, 201, "zeya")
    anna = await coordinator(town)
    await write_to(anna, "Всем, кто подписан", words=words)
    return anna


def drafts(tx: Connection) -> list[Any]:
    return list(tx.execute(select(broadcasts).order_by(broadcasts.c.id)))


async def test_everybody_reads_their_own_name_and_municipality(town: Town) -> None:
    olga, viktor, dot = [await reader(town, 201 + n, slug) for n, slug in enumerate(("zeya", None, "belogorsk"))]
    for user_id, name in ((201, "Ольга <b>&"), (202, "Виктор"), (203, "...")):
        await rename(town, user_id, name)
    anna = await coordinator(town)
    review = await write_to(anna, "Всем, кто подписан", words=GREETING)
    assert "Здравствуйте, Анна. Амурская область ждёт вас" in anna.said()[-2]["text"]
    assert "Вместо {имя} каждый прочтёт своё имя. У кого имени нет, прочтёт «друзья»" in review
    assert "Кто его не указал, прочтёт «Амурская область»" in review
    assert "копируется" not in review
    await anna.press("Отправить 3 людям")
    await settle(town)
    assert [who.sees() for who in (olga, viktor, dot)] == [
        "Здравствуйте, Ольга <b>&. Город Зея ждёт вас на субботник",
        "Здравствуйте, Виктор. Амурская область ждёт вас на субботник",
        "Здравствуйте, друзья. Город Белогорск ждёт вас на субботник",
    ]
    assert olga.buttons() == [NEWS_OFF]
    assert "Отправлено 3 из 3" in anna.sees()


async def test_formatting_stays_around_a_name(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await anna.say("/broadcast")
    message_id = town.world.say(anna.id, "Привет, {имя}")
    town.world.chats[anna.id].messages[message_id]["entities"] = [{"type": "bold", "offset": 9, "length": 3}]
    await town.settle()
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    [message] = [each for each in olga.said() if each["text"].startswith("Привет")]
    assert message["text"] == "Привет, Житель 201"
    assert not message["link_preview_options"].get("is_disabled"), "a link shows its page, as in the author's message"
    assert message["entities"] == [{"type": "bold", "offset": 8, "length": 10}]


async def test_variables_are_known_in_both_languages(town: Town) -> None:
    anna = await ready(town, "{Name}, { ИМЯ } и {municipality}")
    assert anna.said()[-2]["text"] == "Анна, Анна и Амурская область"


async def test_a_municipality_stands_in_the_case_of_its_sentence(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    person = await olga.stored()
    assert person
    await town.store.write(people.change, person.id, municipality="zeya")
    await anna.say("/broadcast")
    await anna.say("Соседи из {муниципалитета}, в {муниципалитете} и с {муниципалитетом}, через {Муниципалитет-вин}")
    assert "Название встанет в нужном падеже" in await anna.press("Всем, кто подписан")
    assert "из Амурской области, в Амурской области и с Амурской областью" in anna.said()[-2]["text"]
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert any(
        each["text"] == "Соседи из города Зеи, в городе Зее и с городом Зеей, через город Зею" for each in olga.said()
    )


async def test_an_unknown_variable_is_named_with_those_there_are(town: Town) -> None:
    anna = await coordinator(town)
    await anna.say("/broadcast")
    said = await anna.say("Здравствуйте, {имя} {отчество}")
    assert "Подстановки {отчество} нет. Есть такие: {имя}, {муниципалитет}" in said
    assert "Кому отправим?" in await anna.say("Здравствуйте, {имя}")


async def test_brackets_that_are_no_variable_are_copied(town: Town) -> None:
    anna = await ready(town, "Смотри {см. ниже} и {}")
    assert anna.said()[-2]["text"] == "Смотри {см. ниже} и {}"
    assert [row.form for row in await town.store.read(drafts)] == ["copy"]


async def test_a_variable_cut_in_two_or_in_an_address_is_told(town: Town) -> None:
    anna = await coordinator(town)
    await anna.say("/broadcast")
    cut = {"type": "bold", "offset": 0, "length": 3}
    in_address = {"type": "text_link", "offset": 6, "length": 4, "url": "https://example.org/{имя}"}
    for text, entity in (("{имя}", cut), ("{имя} сюда", in_address)):
        message_id = town.world.say(anna.id, text)
        town.world.chats[anna.id].messages[message_id]["entities"] = [entity]
        await town.settle()
        assert "Подстановка {имя} не сработает" in anna.sees(), text
    assert await town.store.read(drafts) == []


async def test_the_longest_name_has_to_fit(town: Town) -> None:
    anna = await coordinator(town)
    await anna.say("/broadcast")
    assert "будет 4\xa0099 знаков, а в сообщении помещается 4\xa0096. Сократите его на 3" in await anna.say(
        "{имя}" + "й" * (4096 - 64 + 3)
    )
    await rename(town, anna.id, "Ы" * 200)
    await reader(town, 201)
    await anna.say("{имя}" + "й" * (4096 - 64))
    assert "Получит 1 человек" in await anna.press("Всем, кто подписан")
    assert len(anna.said()[-2]["text"]) == 4096


async def test_the_test_shows_the_message_again_and_how_the_nameless_read_it(town: Town) -> None:
    anna = await ready(town, GREETING)
    before = len(anna.said())
    assert "Получит 1 человек" in await anna.press("Прислать мне")
    said = [message["text"] for message in anna.said()[before - 1 :]]
    assert said[0] == "Так прочтёт тот, у кого нет имени и муниципалитета:"
    assert said[1] == "Здравствуйте, друзья. Амурская область ждёт вас на субботник"
    assert said[-2] == "Здравствуйте, Анна. Амурская область ждёт вас на субботник"
    await anna.press(NEWS_OFF)
    assert "она ничего не меняет" in anna.hears()


async def test_the_test_of_a_copied_message_is_that_message(town: Town) -> None:
    anna = await ready(town)
    assert "Получит 1 человек" in await anna.press("Прислать мне")
    assert got(anna) == 2
    assert [each["text"] for each in buttons_under(anna)] == [NEWS_OFF]


async def add_link(anna: Neighbour, url: str, label: str = "") -> str:
    if "Добавить ссылку" not in anna.buttons():
        await anna.press("Изменить сообщение")
        await anna.press("Кнопки-ссылки")
    await anna.press("Добавить ссылку")
    await anna.say(url)
    return await anna.say(label) if label else await anna.press("Оставить так")


async def test_links_stand_under_the_message_and_the_way_out_last(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    assert "Каждая откроет страницу" in await anna.press("Кнопки-ссылки")
    assert "Подробно — https://example.org/tos?a=1&b=2" in await add_link(anna, "example.org/tos?a=1&b=2", "Подробно")
    assert "example.net — https://example.net" in await add_link(anna, "https://example.net")
    assert "Получит 1 человек" in await anna.press("К проверке")
    under = buttons_under(anna)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    olga = Neighbour(town, 201)
    assert (
        buttons_under(olga)[:2]
        == under[:2]
        == [
            {"text": "Подробно", "url": "https://example.org/tos?a=1&b=2"},
            {"text": "example.net", "url": "https://example.net"},
        ]
    )
    assert [each["text"] for each in buttons_under(olga)] == ["Подробно", "example.net", NEWS_OFF]
    assert got(olga) == 1


async def test_links_stand_under_words_with_names_and_behind_an_album(town: Town) -> None:
    anna = await ready(town, GREETING)
    await add_link(anna, "https://example.org", "Сайт")
    await anna.press("К проверке")
    olga = Neighbour(town, 201)
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert olga.buttons() == ["Сайт", NEWS_OFF]
    await anna.say("/broadcast")
    await send_album(anna, ["photo", "photo"])
    await anna.press("Дальше")
    await anna.press("Всем, кто подписан")
    await add_link(anna, "https://example.org", "Сайт")
    await anna.press("К проверке")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    assert olga.sees() == "Подробности — по кнопкам ниже."
    assert olga.buttons() == ["Сайт", NEWS_OFF]


async def test_a_link_is_removed_and_another_message_keeps_the_rest(town: Town) -> None:
    anna = await ready(town)
    await add_link(anna, "https://example.org", "Первая")
    await add_link(anna, "https://example.net", "Вторая")
    remove = anna.button("Убрать «Первая»")
    said = await anna.press("Убрать «Первая»")
    assert "Первая" not in said
    assert "Вторая" in said
    await anna.press_data(remove[1], remove[0])
    assert "Вторая" in anna.sees(), "pressed twice, it takes away one"
    await anna.press("К проверке")
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.say("Другие слова")
    assert [each["text"] for each in buttons_under(anna, "Другие слова")] == ["Вторая", NEWS_OFF]
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.say("{имя}, привет")
    assert [each["text"] for each in buttons_under(anna, "Анна, привет")] == ["Вторая", NEWS_OFF]


@pytest.mark.parametrize("typed", ["http://example.org", "завтра", "15.10.2026", "https://localhost", "tg://x"])
async def test_what_is_no_address_is_told_and_asked_again(town: Town, typed: str) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Кнопки-ссылки")
    await anna.press("Добавить ссылку")
    assert "не похоже на адрес" in await anna.say(typed)
    assert "не похоже на адрес" in await anna.send("sticker")
    assert "Что написать на кнопке? Пока на ней «example.org»" in await anna.say("https://example.org")


async def test_a_label_that_does_not_fit_is_asked_again(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Кнопки-ссылки")
    await anna.press("Добавить ссылку")
    await anna.say("https://example.org")
    for wrong in ("ы" * 41, "{имя}"):
        assert "одна строка до 40 знаков" in await anna.say(wrong)
    assert "одна строка до 40 знаков" in await anna.send("sticker")
    assert "Сюда — https://example.org" in await anna.say("Сюда")


async def test_a_fourth_link_is_refused(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Кнопки-ссылки")
    old = anna.button("Добавить ссылку")
    await anna.press("Добавить ссылку")
    for number in range(3):
        await anna.say(f"https://example.org/{number}")
        await anna.press("Оставить так")
        if number < 2:
            await anna.press("Добавить ссылку")
    assert "Добавить ссылку" not in anna.buttons()
    await anna.press_data(old[1], old[0])
    assert "помещаются три ссылки" in anna.hears()


async def test_two_who_add_the_last_link_at_once_get_three(town: Town) -> None:
    """The question is still open when the third link is added elsewhere."""
    anna = await ready(town)
    await add_link(anna, "https://example.org/1")
    await add_link(anna, "https://example.org/2")
    await anna.press("Добавить ссылку")
    [row] = await town.store.read(drafts)
    three = [*row.content["links"], ["x", "https://example.org/3"]]
    await town.store.write(
        lambda tx: tx.execute(update(broadcasts).values(content=row.content | {"links": three})) and None
    )
    assert "помещаются три ссылки" in await anna.say("https://example.org/4")


async def test_changed_links_are_reviewed_again(town: Town) -> None:
    anna = await ready(town)
    send = anna.button("Отправить 1 человеку")
    await add_link(anna, "https://example.org")
    await anna.press_data(send[1], send[0])
    assert "Черновик с тех пор изменился" in anna.hears()
    assert got(Neighbour(town, 201)) == 0


async def test_links_of_somebody_elses_draft_are_nobodys(town: Town) -> None:
    anna = await ready(town)
    await add_link(anna, "https://example.org")
    data = anna.button("Убрать")[1]
    boris = await coordinator(town, user_id=104)
    for forged in (data, "bc:message:1", "bc:links:1", "bc:link-add:1", "bc:try:1", "bc:keep:1"):
        await boris.press_data(forged)
        assert "Такой рассылки у вас нет" in boris.hears(), forged
    assert "example.org" in (await town.store.read(drafts))[0].content["links"][0]


async def test_a_forwarded_text_goes_without_its_author(town: Town) -> None:
    olga, anna = await reader(town, 201), await coordinator(town)
    await anna.say("/broadcast")
    await anna.send("forward", text=WORDS)
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    [message] = [each for each in olga.said() if each.get("text") == WORDS]
    assert "forward_origin" not in message


async def test_words_are_kept_as_a_template_and_begin_a_broadcast(town: Town) -> None:
    anna = await ready(town)
    await add_link(anna, "https://example.org", "Сайт")
    await anna.press("К проверке")
    await anna.press("Изменить сообщение")
    assert "Как его назвать?" in await anna.press("В шаблоны")
    assert anna.said()[-1]["reply_to_message"]["text"] == WORDS
    assert "Шаблон «Субботник» сохранён" in await anna.say("  Субботник ")
    assert "Получит 1 человек" in await anna.press("К проверке")
    town.restart()
    await anna.say("/broadcast")
    await anna.press("Шаблоны")
    assert anna.buttons() == ["Субботник", "К рассылкам"]
    assert f"Субботник\n\n{WORDS}" in await anna.press("Субботник")
    assert "Кому отправим?" in await anna.press("Начать рассылку")
    await anna.press("Всем, кто подписан")
    await anna.press("Отправить 1 человеку")
    await settle(town)
    olga = Neighbour(town, 201)
    assert got(olga) == 1
    assert [each["text"] for each in buttons_under(olga)] == ["Сайт", NEWS_OFF]


async def test_a_template_keeps_its_variables_and_its_formatting(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    message_id = town.world.say(anna.id, "Привет, {имя}")
    town.world.chats[anna.id].messages[message_id]["entities"] = [{"type": "bold", "offset": 0, "length": 6}]
    await town.settle()
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.say("Приветствие")
    await anna.press("Шаблоны")
    assert "Привет, {имя}" in await anna.press("Приветствие")
    await anna.press("Начать рассылку")
    await anna.press("Всем, кто подписан")
    preview = anna.said()[-2]
    assert (preview["text"], preview["entities"][0]["length"]) == ("Привет, Анна", 6)


async def test_a_template_without_a_name_is_called_by_its_first_words(town: Town) -> None:
    anna = await ready(town, "Здравствуйте, {имя}. " + "Очень длинные слова. " * 5)
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.press("К проверке")
    await anna.say("/broadcast")
    await anna.press("Шаблоны")
    assert anna.buttons()[0] == "Здравствуйте, {имя}. Очень длинные слов…"


@pytest.mark.parametrize("typed", ["{имя}", "{Name}", "{муниципалитет}"])
async def test_a_variable_in_a_caption_is_told_to_stay(town: Town, typed: str) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.send("photo", caption=f"Здравствуйте, {typed}")
    shown = "{муниципалитет}" if "муниципалитет" in typed else "{имя}"
    told = [message["text"] for message in anna.said() if "не заменится" in message.get("text", "")]
    assert told == [f"В подписи {shown} не заменится. Подстановки работают только в тексте без фото и файлов."]
    assert "Получит 1 человек" in anna.sees()


async def test_a_template_is_renamed_and_deleted(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.say("Старое")
    await anna.press("Шаблоны")
    await anna.press("Старое")
    await anna.press("Переименовать")
    assert "это одно или несколько слов" in await anna.send("sticker")
    assert "Новое" in await anna.say("Новое")
    assert "Удалить шаблон «Новое»?" in await anna.press("Удалить шаблон")
    assert "Новое" in await anna.press("Нет, назад")
    await anna.press("Удалить шаблон")
    assert "Шаблон удалён" in await anna.press("Удалить шаблон")
    assert "Шаблонов пока нет" in await anna.press("Шаблоны")
    for forged in ("bctpl:show:1", "bctpl:use:1", "bctpl:name:1", "bctpl:drop:1", "bctpl:drop-sure:1"):
        await anna.press_data(forged)
        assert "Такого шаблона больше нет" in anna.hears()


async def test_templates_are_shared_within_a_scope_and_closed_beyond_it(town: Town) -> None:
    await reader(town, 201, "zeya")
    zeya = await coordinator(town, "zeya")
    await write_to(zeya, "Мой муниципалитет")
    await zeya.press("Изменить сообщение")
    await zeya.press("В шаблоны")
    await zeya.say("Наш")
    neighbour, stranger = await coordinator(town, "zeya", 104), await coordinator(town, "belogorsk", 105)
    region, resident = await coordinator(town, user_id=106), await reader(town, 201)
    for who in (neighbour, region):
        await who.say("/broadcast")
        await who.press("Шаблоны")
        assert "Наш" in who.buttons()
    await stranger.say("/broadcast")
    assert "Шаблонов пока нет" in await stranger.press("Шаблоны")
    for forged in ("bctpl:show:1", "bctpl:use:1", "bctpl:name:1", "bctpl:drop-sure:1"):
        await stranger.press_data(forged)
        assert "Такого шаблона больше нет" in stranger.hears()
    await resident.press_data("bctpls:0")
    assert "только координаторы" in resident.hears()
    await resident.press_data("bctpl:use:1")
    assert "только координаторы" in resident.hears()


async def test_only_words_become_a_template(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("Другое сообщение")
    await anna.send("photo", caption=WORDS)
    await anna.press("Изменить сообщение")
    assert "хранятся только тексты" in await anna.press("В шаблоны")
    assert "Получит 1 человек" in await anna.press("К проверке")
    assert await town.store.read(templates.known, frozenset()) == []


async def test_a_deleted_message_cannot_be_kept(town: Town) -> None:
    anna = await ready(town)
    del town.world.chats[anna.id].messages[shown_message(anna)]
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    assert "сохранять нечего" in anna.hears()
    town.world.refused.clear()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("<b>Привет", "Оформление этого текста повреждено"),
        ("Привет, {surname}", "Подстановки {surname} нет"),
        ("й" * 4097, "помещается 4\xa0096"),
    ],
)
async def test_a_template_from_before_that_is_no_good_is_refused(town: Town, words: str, answer: str) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.say("Старый")
    content = Content(text=words).as_data()
    await town.store.write(lambda tx: tx.execute(update(broadcast_templates).values(content=content)) and None)
    await anna.press("Шаблоны")
    await anna.press("Старый")
    assert answer in await anna.press("Начать рассылку")
    assert len(await town.store.read(drafts)) == 1


async def test_who_is_forgotten_leaves_templates_without_a_name(town: Town) -> None:
    anna = await ready(town)
    await anna.press("Изменить сообщение")
    await anna.press("В шаблоны")
    await anna.say("Общий")
    person = await anna.stored()
    assert person
    await town.store.write(people.withdraw, person.id, Purpose.WORK, town.clock())
    row = await town.store.read(lambda tx: tx.execute(select(broadcast_templates)).one())
    assert (row.author_id, row.name) == (None, "Общий")


async def test_english_coordinators_write_too(town: Town) -> None:
    anna = await coordinator(town)
    person = await anna.stored()
    assert person
    await town.store.write(people.change, person.id, locale="en")
    await town.store.write(
        people.agree, Visitor(201, 201, "Olga"), Purpose.NOTIFICATIONS, "test", "en", ZONE, town.clock()
    )
    olga = town.somebody(201, "Olga", language="en")
    await olga.say("/start")
    assert "If you write {name} or {municipality}" in await anna.say("/broadcast")
    assert "There is no variable {surname}. These there are: {name}" in await anna.say("{name} {surname}")
    await anna.say("Hello, {name} of {municipality}")
    review = await anna.press("Everybody who gets the news")
    assert "Who has none reads “friends”" in review
    await anna.press("Send to 1 person")
    await settle(town)
    assert olga.sees() == "Hello, Olga of Amur Oblast"
    assert not placeholders(olga.sees())
