"""Terms of retention in the texts: numbers come from the table, words such as "a year" agree with it."""

from datetime import timedelta

import pytest

from bot.config import Settings
from bot.domain import retention
from bot.domain.people import Purpose
from bot.i18n import Translator
from handlers.account.terms import TERMS, length, terms_text
from handlers.account.views import stranger_text
from handlers.shared.consent import KEPT, consent_text
from storage.core.holdings import FOR_GOOD, Holds, holding
from storage.core.tables import metadata

# A day, a year, two weeks: change the words of both languages together with these terms.
IN_WORDS = {
    "conversation": (retention.CONVERSATION.term, timedelta(hours=24)),
    "absence": (retention.ABSENCE.term, timedelta(days=365)),
    "warning": (retention.ABSENCE_WARNING.term, timedelta(days=14)),
    "sent": (retention.OUTBOX_ROW.term, timedelta(days=365)),
    "broadcast": (retention.BROADCAST.term, timedelta(days=365)),
    "answer": (retention.ANSWERED_QUESTION.term, timedelta(days=365)),
}
STRANGER = {"ru": ("Сутки помню", "хранятся 90 дней без"), "en": ("For a day I remember", "kept for 90 days without")}
RIGHTS = {
    "ru": ("за 30 дней.", "Если вас нет год", "за две недели", "храню 90 дней."),
    "en": ("within 30 days.", "away for a year", "two weeks before", "kept for 90 days."),
}
CONSENT = {
    "ru": ("Если вас нет год", "за две недели", "не дольше года", "ещё до 30 дней."),
    "en": ("away for a year", "two weeks before", "for a year at most", "up to 30 days more."),
}
DRAFTS = {"ru": "Черновики — 90 дней.", "en": "Drafts for 90 days."}
ANSWERS = {"ru": "после ответа — не дольше года", "en": "after the answer a year at most"}


def missing(phrases: tuple[str, ...], text: str) -> list[str]:
    return [each for each in phrases if each not in text]


def test_terms_that_texts_name_in_words_are_still_these() -> None:
    assert {what for what, (term, said) in IN_WORDS.items() if term != said} == set()


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_privacy_says_the_terms(locale: str, settings: Settings) -> None:
    tr = Translator(locale)
    assert missing(STRANGER[locale], stranger_text(tr, settings, ())) == []
    assert missing(RIGHTS[locale], tr("privacy-rights", **KEPT)) == []


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("purpose", Purpose)
def test_consents_say_the_terms(locale: str, purpose: Purpose, settings: Settings) -> None:
    said = consent_text(Translator(locale), settings, purpose)
    assert missing(CONSENT[locale], said) == []
    assert (DRAFTS[locale] in said) == (purpose is Purpose.WORK)
    assert (ANSWERS[locale] in said) == (purpose is Purpose.QUESTIONS)


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_kind_and_every_table_of_a_person_has_its_term_on_privacy(locale: str) -> None:
    tr = Translator(locale)
    shown = terms_text(tr).splitlines()
    for each in retention.TABLE:
        key = next(key for key, term in TERMS.items() if term is each)
        assert any(
            tr(key) in line and line.removesuffix("</blockquote>").endswith(length(tr, each.term)) for line in shown
        )
    kept = {table.info["kept"] for table in metadata.sorted_tables if holding(table, *Holds) and "kept" in table.info}
    assert kept - {FOR_GOOD} <= {*TERMS.values()}


def test_terms_are_said_in_their_own_units() -> None:
    said = [length(Translator("ru"), timedelta(**each)) for each in ({"days": 365}, {"days": 1095}, {"days": 90})]
    assert said == ["год", "3 года", "90 дней"]
    assert [length(Translator("ru"), timedelta(hours=hours)) for hours in (24, 48, 0.25)] == [
        "24 часа",
        "48 часов",
        "15 минут",
    ]
