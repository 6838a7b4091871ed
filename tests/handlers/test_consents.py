"""The texts of the consents: locked by a hash, complete, short enough for a screen."""

import hashlib
from pathlib import Path

import pytest

from bot.config import Settings
from bot.domain.people import CONSENT_VERSION, Purpose
from bot.i18n import LANGUAGES, Translator
from handlers.shared.consent import CONSENTS, KEPT, consent_hash, consent_text
from tests.chat import Neighbour, Town
from tests.handlers.events import make_event

LOCK = Path(__file__).parent.parent / "consents.txt"
TEXTS = [Translator(locale) for locale in LANGUAGES]
NAMED = {"operator": "OPERATOR", "contact": "CONTACT", "location": "LOCATION", **KEPT}


def line(version: str, tr: Translator, key: str) -> str:
    return f"{version} {tr.locale} {key} {hashlib.sha256(tr(key, **NAMED).encode()).hexdigest()}"


def complaint(version: str, locked: list[str]) -> str:
    """The difference between the texts and their lock; empty when there is none."""
    now = [line(version, tr, key) for tr in TEXTS for key in CONSENTS.values()]
    of_this_version = [each for each in locked if each.startswith(f"{version} ")]
    if of_this_version == now:
        return ""
    if not of_this_version:
        return "CONSENT_VERSION was raised: add these lines to tests/consents.txt\n" + "\n".join(now)
    changed = sorted({each.rsplit(" ", 1)[0] for each in {*of_this_version} ^ {*now}})
    return f"people agreed to other words: raise CONSENT_VERSION in bot/domain/people.py, it is still {changed}"


def locked() -> list[str]:
    return [each for each in LOCK.read_text("utf-8").splitlines() if each and not each.startswith("#")]


def test_the_words_people_agreed_to_change_only_with_the_version() -> None:
    problem = complaint(CONSENT_VERSION, locked())
    assert not problem, problem


def test_the_lock_notices_changed_words_and_a_raised_version() -> None:
    others = [f"{each.rsplit(' ', 1)[0]} {'0' * 64}" if "ru consent-work" in each else each for each in locked()]
    assert f"it is still ['{CONSENT_VERSION} ru consent-work']" in complaint(CONSENT_VERSION, others)
    assert complaint("2099-01", locked()).count("2099-01 ") == len(Purpose) * len(LANGUAGES)


@pytest.mark.parametrize("tr", TEXTS, ids=LANGUAGES)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_consent_says_all_that_the_law_wants(tr: Translator, purpose: Purpose, settings: Settings) -> None:
    named = settings.model_copy(
        update={"operator_name": "Совет ТОС", "operator_contact": "ул. Зейская, 1", "data_location": "Чита"}
    )
    said = consent_text(tr, named, purpose)
    labels = {
        "ru": ("Оператор", "Зачем:", "Какие данные:", "Что с ними делаем:", "Где:", "Сколько:", "Как отозвать:"),
        "en": ("operator", "Why:", "What data:", "What we do:", "Where:", "How long:", "To withdraw:"),
    }
    for part in (*labels[tr.locale], "Совет ТОС", "ул. Зейская, 1", "Чита", "/privacy", "/erase"):
        assert part in said
    assert len(said) < 2000


@pytest.mark.parametrize("tr", TEXTS, ids=LANGUAGES)
def test_each_purpose_has_words_of_its_own(tr: Translator, settings: Settings) -> None:
    assert set(CONSENTS) == set(Purpose)
    assert len({consent_hash(tr, settings, each) for each in Purpose}) == len(Purpose)


def test_the_hash_names_the_operator_that_was_shown(settings: Settings) -> None:
    other = settings.model_copy(update={"operator_name": "Другой оператор"})
    hashes = {consent_hash(TEXTS[0], each, Purpose.SIGN_UPS) for each in (settings, other)}
    assert len(hashes) == 2


async def test_a_yes_under_words_of_another_language_is_asked_again(town: Town) -> None:
    """The journal must not keep the hash of words that nobody was shown."""
    await make_event(town)
    john = town.somebody(104, "John", language="en")
    await john.say("/start event_1")
    await john.press("Sign up")
    message_id, yes = john.button("I agree")
    await john.say("/language")
    await john.press("Русский")
    assert "Согласие: запись" in await john.press_data(yes, message_id) or "Согласие" in shown(john, message_id)
    assert await john.stored() is None
    await john.press("Даю согласие")
    assert await john.stored()


def shown(who: Neighbour, message_id: int) -> str:
    return next(str(each["text"]) for each in who.said() if each["message_id"] == message_id)


@pytest.mark.parametrize("data", ["ev:agree:9999", "gr:agree:99999::0"])
async def test_to_nothing_nobody_agrees(town: Town, data: str) -> None:
    olga = town.somebody(101)
    await olga.say("/start")
    await olga.press_data(data)
    assert await olga.stored() is None
