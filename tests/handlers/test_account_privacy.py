"""/privacy: the data that the bot keeps of a person, and withdrawing a consent."""

import pytest

from bot.config import Settings
from bot.domain.events import SignUpStatus
from bot.domain.people import Purpose, Role, RoleKind
from handlers.account import views
from storage.core.tables import personal_tables
from storage.events import events
from storage.people import people
from tests.chat import Neighbour, Town, placeholders
from tests.storage.apollinaria import CHAT, NAME, menu, move_in

SURE = {"ru": "Да, отозвать", "en": "Yes, withdraw"}


# /privacy


async def test_a_stranger_is_told_that_nothing_is_kept(town: Town) -> None:
    olga = town.somebody(101)
    said = await olga.say("/privacy")
    assert "Я ничего о вас не храню" in said
    assert "кто вы, по этой записи не узнать" in said
    assert "Оператор: это демонстрация" in said
    assert olga.buttons() == [
        "Получать новости",
        "Сколько что хранится",
        "Убрать моё имя из чужих бумаг",
        "Меню",
    ]
    assert await olga.stored() is None


async def test_the_operator_is_named(town: Town, settings: Settings) -> None:
    settings.operator_name, settings.operator_contact = "Совет <ТОС>", "ул. Зейская, 1"
    said = await town.somebody(101).say("/privacy")
    assert "Оператор: Совет <ТОС>" in said
    assert "Адрес и контакт: ул. Зейская, 1" in said


async def test_a_person_reads_everything_that_is_kept(town: Town) -> None:
    who, _ = await move_in(town)
    said = await who.say("/privacy")
    for line in (
        f"Имя: {NAME}",
        f"Аккаунт: Telegram, номер {CHAT}, @apollinaria_pz",
        "Язык: Русский",
        "Время: по Благовещенску",
        "Новости: город Благовещенск",
        "Роль: координатор, вся область",
        "Записи на мероприятия, прошлые и будущие, и пришли ли вы: 1",
        "Подписки на гранты: 1",
        "Мероприятия, которые вы создали: 2",
        "Рассылки, которые вы создали: 1",
        "✅ запись на мероприятия — с 24 ноября 2026",
        "✅ работа координатора — с 24 ноября 2026",
    ):
        assert line in said
    assert not placeholders(said)


async def test_the_same_in_english(town: Town) -> None:
    who, _ = await move_in(town, locale="en")
    said = await who.say("/privacy")
    for line in (
        "Clock: Blagoveshchensk time",
        "Role: coordinator, the whole region",
        "✅ news — since 24 November 2026",
    ):
        assert line in said
    assert not placeholders(said)


async def test_the_terms_of_everything_are_two_taps_away(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/privacy")
    assert "Вопросы координатору с ответами" in await who.press("Сколько что хранится")
    await who.press("К моим данным")
    assert len(who.buttons()) <= 8


async def test_somebody_named_in_the_papers_of_others_is_led_to_a_person(town: Town) -> None:
    await town.coordinator()
    olga = town.somebody(101)
    assert "попало в чужие бумаги" in await olga.say("/privacy")
    assert "согласие" in (await olga.press("Убрать моё имя")).casefold()


async def test_a_coordinator_of_one_municipality_reads_its_name(town: Town) -> None:
    anna = await town.person(103, "Анна", Purpose.WORK, roles=(Role(RoleKind.COORDINATOR, "svobodny"),))
    assert "Роль: координатор, город Свободный" in await anna.say("/privacy")


def test_every_table_of_a_person_is_told() -> None:
    assert {*views.COUNTED, "people", "name_words", "accounts", "account_links", "roles", "consents"} == {
        table.name for table in personal_tables()
    }


# Withdrawing


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("purpose", Purpose)
async def test_a_withdrawal_says_what_ends_and_asks_once(town: Town, purpose: Purpose, locale: str) -> None:
    who, street = await move_in(town, locale=locale)
    await who.say("/privacy")
    asked = await who.press_data(f"withdraw:ask:{purpose}")
    assert not placeholders(asked)
    assert who.buttons()[0] == SURE[locale]
    seen = await town.store.read(people.know, street.apollinaria)
    assert seen
    assert seen.gave(purpose)
    await who.press(SURE[locale])
    seen = await town.store.read(people.know, street.apollinaria)
    assert seen
    assert not seen.gave(purpose)
    assert len(seen.given) == len(Purpose) - 1


async def test_withdrawing_sign_ups_gives_the_seat_to_who_waits(town: Town) -> None:
    who, street = await move_in(town)
    await who.say("/privacy")
    await who.press("Отозвать согласие")
    assert "Вы записаны на 1 мероприятие" in await who.press("Отозвать: запись")
    assert "Записи на мероприятия" not in await who.press("Да, отозвать")
    assert who.hears() == "Согласие отозвано."
    assert await town.store.read(events.with_status, street.meeting, SignUpStatus.OFFERED) == [street.boris]
    await town.pass_time(hours=7)
    assert "Для вас освободилось место: Встреча" in Neighbour(town, 102).sees()


async def test_one_may_think_again(town: Town) -> None:
    who, street = await move_in(town)
    await who.say("/privacy")
    await who.press("Отозвать согласие")
    await who.press("Отозвать: напоминания")
    assert "Что я о вас знаю" in await who.press("Нет, назад")
    seen = await town.store.read(people.know, street.apollinaria)
    assert seen
    assert len(seen.given) == len(Purpose)


async def test_a_second_press_finds_nothing_to_withdraw(town: Town) -> None:
    who, _ = await move_in(town)
    await who.say("/privacy")
    for do, heard in (
        ("sure", "Согласие отозвано."),
        ("sure", "Этого согласия уже нет."),
        ("ask", "Этого согласия уже нет."),
    ):
        await who.press_data(f"withdraw:{do}:notifications")
        assert who.hears() == heard


@pytest.mark.parametrize("data", ["withdraw:ask:sign_ups", "withdraw:sure:work"])
async def test_a_stranger_has_nothing_to_withdraw(town: Town, data: str) -> None:
    olga = town.somebody(101)
    await olga.say("/privacy")
    assert "Я ничего о вас не храню" in await olga.press_data(data)
    assert olga.hears() == "Этого согласия уже нет."


async def test_a_forged_purpose_is_answered(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.press_data("withdraw:sure:everything")
    assert "уже не действует" in olga.hears()


async def test_without_work_a_coordinator_is_a_resident(town: Town) -> None:
    anna = await town.coordinator()
    await anna.say("/start")
    assert "Новое мероприятие" in menu(anna)
    await anna.say("/privacy")
    assert "Ваши роли закончатся" in await anna.press("Отозвать: работа")
    assert "Роль:" not in await anna.press("Да, отозвать")
    assert "Новое мероприятие" not in menu(anna)
    assert "Это могут только координаторы" in await anna.say("/new_event")


async def test_with_the_last_consent_gone_what_is_left_is_said(town: Town) -> None:
    olga = await town.person(101, "Ольга", Purpose.SIGN_UPS)
    await olga.say("/privacy")
    await olga.press("Отозвать")
    assert "Согласий нет" in await olga.press("Да, отозвать")
    assert "Стереть всё" in olga.buttons()


async def test_after_new_words_one_is_asked_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    who, street = await move_in(town)
    monkeypatch.setattr(people, "CONSENT_VERSION", "2099-01")
    assert "к прежнему тексту" in await who.say("/privacy")
    assert "Согласие: новости" in await who.press("Получать новости")
    await who.press("Даю согласие")
    person = await town.store.read(people.get, street.apollinaria)
    assert person
    assert person.agreed(Purpose.NOTIFICATIONS)
    assert not person.agreed(Purpose.SIGN_UPS)


# An administrator by the bot's settings


@pytest.fixture
def head(town: Town, settings: Settings) -> Neighbour:
    """Somebody whom the settings make an administrator: the store knows of no role of theirs."""
    settings.admin_ids = frozenset({106})
    town.restart()
    return town.somebody(106, "Игорь")


async def agree_to_work(who: Neighbour) -> None:
    await who.say("/broadcast")
    await who.press("Даю согласие")


@pytest.mark.parametrize("agrees", [False, True])
async def test_an_administrator_by_settings_reads_their_role(head: Neighbour, agrees: bool) -> None:
    if agrees:
        await agree_to_work(head)
    assert "Роль: администратор" in await head.say("/privacy")


async def test_an_administrator_by_settings_is_told_that_the_role_stays(head: Neighbour) -> None:
    await agree_to_work(head)
    await head.say("/start")
    await head.say("/privacy")
    asked = await head.press("Отозвать: работа")
    assert "Ваши роли закончатся" not in asked
    assert "Вернуть роль сможет администратор" not in asked
    assert "снова дадите согласие" in asked
    assert "Роль: администратор" in await head.press("Да, отозвать")
    assert "Новое мероприятие" in menu(head)
    assert "Согласие: работа координатора" in await head.say("/new_event")


async def test_an_administrator_by_settings_is_erased_and_stays_one(head: Neighbour) -> None:
    await agree_to_work(head)
    await head.say("/start")
    asked = await head.say("/erase")
    assert "Роли закончатся" not in asked
    assert "настройки бота" in asked
    await head.press("Да, стереть всё")
    assert await head.stored() is None
    assert "Новое мероприятие" in menu(head)
