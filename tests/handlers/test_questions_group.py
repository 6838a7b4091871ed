"""The staff's group: connected on both sides, a topic for each person who asks, answers from there, what is lost."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.domain.people import Purpose, Role, RoleKind
from storage.core.tables import audit, question_holders, questions, roles
from tests import demo_town
from tests.chat import Neighbour, Town
from tests.handlers.people import administrator
from tests.handlers.questions import QUESTION, ask, kinds, lena_too, resident
from tests.selfcheck import RELEASED

GROUP = -100_1234
RIGHTS = ("can_manage_topics", "can_delete_messages")
MARIA, OLGA, ANNA, LENA, NOBODY = 104, 101, 103, 106, 109


def gather(town: Town, *rights: str, is_forum: bool = True) -> None:
    """A group with everybody in it, and the bot."""
    town.somebody(NOBODY, "Никто")
    town.world.join_group(GROUP, "Штаб", [who for who in (MARIA, ANNA, LENA, NOBODY) if who in town.world.people])
    if is_forum:
        town.world.make_forum(GROUP)
    if rights:
        town.world.promote_bot(GROUP, *rights)


def in_group(town: Town) -> list[dict[str, Any]]:
    return [message for message in town.world.messages(GROUP) if message["from"]["is_bot"]]


def texts(town: Town) -> list[str]:
    return [str(message.get("text", "")) for message in in_group(town)]


def labels(message: dict[str, Any]) -> list[str]:
    return [each["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for each in row]


def topic(town: Town) -> int:
    """The only topic."""
    [thread_id] = town.world.chats[GROUP].topics
    return thread_id


async def write(town: Town, who: int, text: str) -> int:
    """Write into the only topic."""
    message_id = town.world.say(who, text, chat_id=GROUP, topic=topic(town))
    await town.settle()
    await town.pass_time(seconds=4)
    return message_id


async def press(town: Town, who: int, label: str) -> str:
    """Press the newest button of the group whose label holds `label`; what is heard, or what the group sees."""
    for message in reversed(in_group(town)):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for each in row:
                if label in each["text"]:
                    before = len(town.world.answers(who))
                    town.world.press(who, message["message_id"], each["callback_data"])
                    await town.settle()
                    await town.pass_time(seconds=4)
                    assert len(town.world.answers(who)) > before
                    return str(town.world.answers(who)[-1].get("text") or "")
    raise AssertionError(f"no button {label!r}")


async def connected(town: Town, scope: str = "Вся область") -> Neighbour:
    """The group, connected by Maria, who is the administrator."""
    maria = await administrator(town)
    gather(town, *RIGHTS)
    town.world.say(MARIA, "/connect", chat_id=GROUP)
    await town.settle()
    link = in_group(town)[-1]["reply_markup"]["inline_keyboard"][0][0]["url"]
    await maria.say(f"/start {link.split('?start=')[1]}")
    await maria.press(scope)
    await maria.press("Подключить")
    return maria


async def asked(town: Town) -> tuple[Neighbour, Neighbour]:
    """Anna with a connected group, and Olga who has asked there."""
    anna = await town.coordinator()
    await connected(town)
    olga = await resident(town)
    await ask(olga)
    await town.pass_time(seconds=4)
    return anna, olga


async def test_the_group_says_what_the_bot_will_do_and_the_administrator_confirms(town: Town) -> None:
    maria = await connected(town)
    assert "Подключить эту группу к вопросам жителей?" in texts(town)[0]
    assert "Группа «Штаб» подключена" in maria.sees()
    assert "Группа подключена" in texts(town)[-1]


@pytest.mark.parametrize(
    ("rights", "is_forum", "said"),
    [((), True, "Мне не хватает прав"), (RIGHTS[:1], True, "Мне не хватает прав"), (RIGHTS, False, "нет тем")],
)
async def test_what_the_bot_lacks_is_said(town: Town, rights: tuple[str, ...], is_forum: bool, said: str) -> None:
    await administrator(town)
    gather(town, *rights, is_forum=is_forum)
    town.world.say(MARIA, "/connect", chat_id=GROUP)
    await town.settle()
    assert said in texts(town)[-1]


async def test_in_a_private_chat_it_says_how_a_group_is_connected(town: Town) -> None:
    maria, olga = await administrator(town), await resident(town)
    assert "напишите в ней /connect" in await maria.say("/connect")
    assert "только администраторы" in await olga.say("/connect")


async def test_only_an_administrator_connects(town: Town) -> None:
    anna = await town.coordinator()
    gather(town, *RIGHTS)
    for who in (ANNA, NOBODY):
        town.world.say(who, "/connect", chat_id=GROUP)
    await town.settle()
    assert texts(town) == []
    assert "только администраторы" in await anna.say("/start connect_1001234")
    await anna.press_data("qsc:sure:1001234:region")
    assert "только администраторы" in anna.hears()


async def test_a_group_where_the_administrator_is_not_or_the_bot_is_not_stays_unconnected(town: Town) -> None:
    maria = await administrator(town)
    town.somebody(NOBODY, "Никто")
    town.world.join_group(GROUP, "Чужая", [NOBODY])
    town.world.make_forum(GROUP)
    town.world.promote_bot(GROUP, *RIGHTS)
    assert "Вас нет в этой группе" in await maria.say("/start connect_1001234")
    town.world.expel_bot(GROUP)
    await town.settle()
    assert "Меня нет в этой группе" in await maria.say("/start connect_1001234")
    await maria.say("/start connect_777")
    assert "Меня нет в этой группе" in maria.sees()
    town.world.refused.clear()


async def test_a_question_is_a_topic_and_any_message_there_is_the_answer(town: Town) -> None:
    anna, olga = await asked(town)
    card = in_group(town)[-1]
    assert card["message_thread_id"] == topic(town)
    assert QUESTION in card["text"]
    assert "Никто ещё не взял" in card["text"]
    assert labels(card) == ["Взять", "Передать", "Закрыть без ответа", "Не принимать вопросы", "Открыть у меня"]
    assert QUESTION not in anna.sees(), "nobody is told privately as well"
    await write(town, ANNA, "Справка — в доме 5.")
    assert "Справка — в доме 5." in olga.sees()
    await write(town, ANNA, "С девяти до шести.")
    assert "С девяти до шести." in olga.sees()
    town.world.send(ANNA, "photo", chat_id=GROUP, topic=topic(town), caption="Вход")
    await town.settle()
    await town.pass_time(seconds=4)
    assert kinds(olga) == ["photo"]
    await olga.press("Не помогло")
    assert "Жаль" in olga.hears()


async def test_a_note_stays_with_the_staff_and_a_question_back_is_answered_in_the_topic(town: Town) -> None:
    _, olga = await asked(town)
    heard = len(olga.said())
    await write(town, ANNA, "! Он звонил вчера")
    assert len(olga.said()) == heard
    await write(town, ANNA, "? В каком вы доме?")
    assert "Координатор уточняет" in olga.sees()
    assert "? В" not in olga.sees()
    await olga.press("Ответить координатору")
    await olga.say("В пятом")
    await town.pass_time(seconds=4)
    assert "В пятом" in texts(town)[-1]
    assert in_group(town)[-1]["message_thread_id"] == topic(town)


async def test_the_photos_of_a_note_stay_with_the_staff_too(town: Town) -> None:
    _, olga = await asked(town)
    for caption in ("! для своих", "", ""):
        town.world.send(ANNA, "photo", chat_id=GROUP, topic=topic(town), caption=caption, media_group_id="9")
    await town.settle()
    await town.pass_time(seconds=5)
    assert kinds(olga) == []


async def test_two_never_answer_unknowingly(town: Town) -> None:
    await lena_too(town)
    _, olga = await asked(town)
    await press(town, ANNA, "Взять")
    assert "Отвечает Анна" in in_group(town)[-1]["text"]
    heard = len(olga.said())
    await write(town, LENA, "Я тоже знаю.")
    assert "ведёт Анна" in texts(town)[-1]
    assert len(olga.said()) == heard
    assert "только тот, кто написал" in await press(town, ANNA, "Всё равно")
    await press(town, LENA, "Всё равно")
    assert "Я тоже знаю." in olga.sees()
    assert texts(town)[-1] == "Отправил."


async def test_a_question_is_taken_passed_on_and_closed_under_its_card(town: Town) -> None:
    lena = await lena_too(town)
    anna, olga = await asked(town)
    await press(town, ANNA, "Взять")
    await press(town, LENA, "Взять")
    await press(town, LENA, "Всё равно")
    assert "Отвечает Лена" in in_group(town)[-1]["text"]
    await press(town, LENA, "Передать")
    await press(town, LENA, "Анна")
    assert "Отвечает Анна" in in_group(town)[-1]["text"]
    assert "Вам передали вопрос" in anna.sees()
    await press(town, LENA, "Открыть у меня")
    assert QUESTION in lena.sees()
    await press(town, ANNA, "Закрыть")
    await press(town, ANNA, "Назад")
    await press(town, ANNA, "Закрыть")
    await press(town, ANNA, "Закрыть")
    assert "Вопрос закрыт" in in_group(town)[-1]["text"]
    assert "закрыл ваш вопрос" in olga.sees()


async def test_nobody_is_heard_and_costs_no_read(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    _, olga = await asked(town)
    heard, said = len(olga.said()), len(texts(town))
    await write(town, ANNA, "! запомнит, кого слушать")
    reads: list[object] = []
    with monkeypatch.context() as listening:
        for way in ("read", "glance", "write"):
            listening.setattr(town.store, way, lambda *args, **_: reads.append(args))
        for number in range(25):
            town.world.say(NOBODY, f"Я тут {number}", chat_id=GROUP, topic=topic(town))
        town.world.edit(NOBODY, town.world.say(NOBODY, "спасибо", chat_id=GROUP, topic=topic(town)), "привет")
        await town.settle()
    assert reads == []
    assert (len(olga.said()), len(texts(town))) == (heard, said)
    assert "группе, кнопки не действуют" in await press(town, NOBODY, "Взять")


async def test_words_of_the_staff_elsewhere_in_the_group_are_theirs(town: Town) -> None:
    _, olga = await asked(town)
    heard, said = len(olga.said()), len(texts(town))
    for text in ("Взять", "спасибо", "Где справка?"):
        town.world.say(ANNA, text, chat_id=GROUP)
    thread_id = (await town.app.bot.create_forum_topic(GROUP, "Чай")).message_thread_id
    town.world.say(ANNA, "Кто придёт?", chat_id=GROUP, topic=thread_id)
    await town.settle()
    await town.pass_time(seconds=4)
    assert (len(olga.said()), len(texts(town))) == (heard, said + 1)


async def test_a_coordinator_of_another_place_is_told_so(town: Town) -> None:
    _, olga = await asked(town)
    await town.person(LENA, "Лена", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    town.restart()
    heard = len(olga.said())
    await write(town, LENA, "Отвечу я")
    assert "другому муниципалитету" in texts(town)[-1]
    assert len(olga.said()) == heard


async def test_edits_are_carried_over_both_ways(town: Town) -> None:
    anna = await town.coordinator()
    await connected(town)
    olga = await resident(town)
    await olga.say("/ask")
    question = town.world.say(OLGA, "Где спрваку?")
    await town.settle()
    await olga.press("Отправить")
    await town.pass_time(seconds=4)
    town.world.edit(OLGA, question, "Где справку?")
    await town.settle()
    await town.pass_time(seconds=4)
    assert "Где справку?" in in_group(town)[-1]["text"]
    answer = await write(town, ANNA, "? В доме 5")
    town.world.edit(ANNA, answer, "? В доме 7")
    await town.settle()
    await town.pass_time(seconds=4)
    assert "В доме 7" in olga.sees()
    assert "? В" not in olga.sees()
    assert anna.sees() == anna.said()[-1]["text"]


async def test_an_edit_by_somebody_who_lost_the_right_a_moment_ago_changes_nothing(town: Town) -> None:
    _, olga = await asked(town)
    answer = await write(town, ANNA, "В доме 5")
    await town.pass_time(seconds=4)
    await town.store.write(lambda tx: tx.execute(roles.delete()) and None)
    town.world.edit(ANNA, answer, "В доме 7")
    await town.settle()
    await town.pass_time(seconds=4)
    assert "В доме 5" in olga.sees()


async def test_a_deleted_topic_is_made_anew(town: Town) -> None:
    _, olga = await asked(town)
    town.world.delete_topic(GROUP, topic(town))
    await olga.press("Мои вопросы")
    await olga.press(QUESTION)
    await olga.press("Добавить к вопросу")
    await olga.say("Нужна к пятнице")
    for _ in range(3):
        await town.pass_time(seconds=4)
    assert "Нужна к пятнице" in texts(town)[-1]
    assert in_group(town)[-1]["message_thread_id"] == topic(town)
    town.world.refused.clear()


@pytest.mark.parametrize("how", ["expelled", "no rights"])
async def test_a_group_that_is_lost_brings_the_questions_back_to_private_chats(town: Town, how: str) -> None:
    anna, olga = await asked(town)
    if how == "expelled":
        town.world.expel_bot(GROUP)
    else:
        town.world.promote_bot(GROUP, "can_delete_messages")
    await town.settle()
    await town.pass_time(seconds=4)
    assert "Вопросы снова приходят сюда" in anna.sees()
    assert QUESTION in await anna.say("/questions") or QUESTION in str(anna.buttons())
    await ask(olga, "А печать?")
    await town.pass_time(seconds=4)
    assert "А печать?" in anna.sees()


async def test_a_group_that_became_a_supergroup_is_followed(town: Town) -> None:
    await asked(town)
    town.world.upgrade_group(GROUP)
    new = town.world.chats[GROUP].moved_to
    await town.settle()
    [group] = [chat_id for chat_id in (GROUP, new) if await town.app.dispatcher["staff_chats"].has(chat_id)]
    assert group == new


async def test_disconnect_brings_the_questions_back(town: Town) -> None:
    anna, olga = await asked(town)
    town.world.say(ANNA, "/disconnect", chat_id=GROUP)
    await town.settle()
    assert "Отключил" not in texts(town)[-1]
    town.world.say(MARIA, "/disconnect", chat_id=GROUP)
    await town.settle()
    assert "Отключил" in texts(town)[-1]
    await ask(olga, "А печать?")
    await town.pass_time(seconds=4)
    assert "А печать?" in anna.sees()


async def test_the_topic_of_somebody_who_erases_everything_is_deleted(town: Town) -> None:
    _, olga = await asked(town)
    assert topic(town)
    await olga.say("/erase")
    await olga.press("Да, стереть всё")
    await town.pass_time(seconds=4)
    assert town.world.chats[GROUP].topics == {}


async def test_setup_ticks_the_group_off(town: Town) -> None:
    maria = await administrator(town)
    assert "⬜ Группа координаторов" in await maria.say("/setup")
    await connected(town)
    assert "✅ Группа координаторов" in await maria.say("/setup")


def noted(tx: Connection) -> list[tuple[str, str]]:
    return [(row.act, row.reason) for row in tx.execute(select(audit.c.act, audit.c.reason).order_by(audit.c.id))]


async def test_a_topic_passes_on_to_another_scope_and_who_looked_is_noted(town: Town) -> None:
    await asked(town)
    await town.person(107, "Раиса", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    await press(town, ANNA, "Передать")
    await press(town, ANNA, "В другое место")
    assert ("data-seen", "") in await town.store.read(noted)
    assert await press(town, ANNA, "город Зея") == "Передал."
    assert await town.store.read(lambda tx: tx.scalar(select(questions.c.municipality))) == "zeya"


async def test_a_ban_in_a_topic_has_a_reason_that_the_person_is_shown(town: Town) -> None:
    _, olga = await asked(town)
    await press(town, ANNA, "Не принимать")
    await press(town, ANNA, "Реклама и рассылки")
    assert ("questions-banned", "Реклама и рассылки") in await town.store.read(noted)
    await olga.say("/ask")
    assert "Реклама и рассылки" in olga.sees()


async def by_hand(town: Town, who: int, data: str) -> dict[str, Any]:
    """Press a forged button under the newest message of the group. Returns what is heard."""
    before = len(town.world.answers(who))
    town.world.press(who, in_group(town)[-1]["message_id"], data)
    await town.settle()
    await town.pass_time(seconds=4)
    [heard] = town.world.answers(who)[before:]
    return heard


FORGED = [f"qsg:{do}:1" for do in ("back", "take", "pass", "scopes", "ban-spam", "sure-close", "card", "sure")]
FORGED += ["qsgs:1:region", "qsgp:1:1"]


async def test_a_question_of_another_group_is_not_brought_here_by_a_forged_press(town: Town) -> None:
    """Anna answers everywhere; the members of a group of one place do not read what another place was asked."""
    anna = await town.coordinator()
    await town.person(LENA, "Лена", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "zeya"),))
    await connected(town, "город Зея")
    olga = await resident(town)
    await olga.say("/ask")
    await olga.press("Другое место")
    await olga.say(QUESTION)
    await olga.press("Отправить")
    before, text = await town.store.read(held), in_group(town)[-1]
    for forged in FORGED:
        assert (await by_hand(town, ANNA, forged)).get("text") == "Этот вопрос задали другому муниципалитету."
    assert in_group(town)[-1] == text
    assert await town.store.read(held) == before
    assert QUESTION in await anna.say("/start desk_1")


def held(tx: Connection) -> list[Any]:
    """Everything that a press may change of a question: its place, its end, its holder."""
    chosen = select(questions.c.municipality, questions.c.closed_at, question_holders.c.person_id)
    return [tuple(row) for row in tx.execute(chosen.outerjoin(question_holders))]


async def test_a_press_in_a_topic_needs_the_consent_to_work_and_leads_to_it(town: Town) -> None:
    """Boris is named in the settings and has agreed to nothing: he hears no name, and his private chat opens."""
    await asked(town)
    boris = town.somebody(NOBODY, "Борис")
    town.settings.admin_ids |= {NOBODY}
    town.restart()
    before = await town.store.read(held)
    for forged in FORGED:
        assert str((await by_hand(town, NOBODY, forged)).get("url")).endswith("?start=desk_1")
    assert await town.store.read(held) == before
    assert "Согласие: работа координатора" in await boris.say("/start desk_1")
    assert QUESTION in await boris.press("Даю согласие")
    assert (await by_hand(town, NOBODY, "qsg:sure-close:1")).get("text") == "Закрыл."
    assert ("data-seen", "") in await town.store.read(noted)


@pytest.mark.parametrize("slug", ["nowhere", "tynda", "'; --"])
async def test_a_question_is_passed_on_to_no_place_without_coordinators(town: Town, slug: str) -> None:
    await asked(town)
    before = await town.store.read(held)
    assert (await by_hand(town, ANNA, f"qsgs:1:{slug}")).get("text") == "Этого вопроса уже нет."
    assert await town.store.read(held) == before


async def test_no_button_of_another_conversation_works_in_a_group(town: Town) -> None:
    """Maria may everything: even so the group hears nothing, and nothing is written."""
    await asked(town)
    ours = ("qsg:", "qsgp:", "qsgs:")
    before, said = demo_town.content_of(str(town.store.url.database)), texts(town)
    for form in RELEASED:
        if not form.startswith(ours):
            town.world.press(MARIA, in_group(town)[-1]["message_id"], form)
    await town.settle()
    assert texts(town) == said
    assert len(town.world.answers(MARIA)) >= len(RELEASED) - 50
    assert demo_town.content_of(str(town.store.url.database)) == before
