"""Typed words that mean a button: reserved words with typos, labels only as they stand, places, courtesies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.municipalities import fold
from bot.domain.papers.kit import Paper
from bot.domain.spoken import (
    ButtonMeant,
    CommandMeant,
    Courtesy,
    Label,
    Meant,
    NoButton,
    Openness,
    PlaceMeant,
    ReservedWord,
    understand,
)
from bot.i18n import LANGUAGES, Translator
from bot.vocabulary import spoken_words
from handlers.shared.step_names import PAPERS

RU, EN = spoken_words("ru"), spoken_words("en")
SCREEN = [Label("Пропустить", "skip"), Label("← Назад", "back"), Label("Тында", "tynda"), Label("📋 Меню", "menu")]


@pytest.mark.parametrize(
    ("typed", "data"),
    [
        ("пропустить", "skip"),
        ("Пропустить.", "skip"),
        ("ПРОПУСТИТЬ", "skip"),
        ("пропустит", "skip"),
        ("Прапустить", "skip"),
        ("не знаю", "skip"),
        ("нет", "skip"),
        ("назад", "back"),
        ("меню", "menu"),
        ("главное меню", "menu"),
        ("Тында", "tynda"),
        ("тында!", "tynda"),
    ],
)
@pytest.mark.parametrize("openness", Openness)
def test_a_label_and_a_reserved_word_press_their_button(typed: str, data: str, openness: Openness) -> None:
    assert understand(typed, SCREEN, openness, RU) == ButtonMeant(data)


@pytest.mark.parametrize("typed", ["Тыгда", "Тында город", "Тынд", "Иванова", "двадцать", "", "!!!", "я" * 65])
def test_another_word_than_the_label_presses_nothing(typed: str) -> None:
    assert understand(typed, [*SCREEN, Label("Иванов", "name")], Openness.ANSWER, RU) is None


def test_two_buttons_with_one_label_are_not_guessed_between() -> None:
    twins = [Label("Субботник", "a"), Label("Субботник", "b"), Label("Да, отменить", "c"), Label("Да, удалить", "d")]
    assert understand("субботник", twins, Openness.NONE, RU) is None
    assert understand("да", twins, Openness.ANSWER, RU) is NoButton.YES_NO


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("пропустить", NoButton.SKIP),
        ("не знаю", NoButton.UNKNOWN),
        ("да", NoButton.YES_NO),
        ("нет", NoButton.YES_NO),
        ("отмена", CommandMeant("/cancel")),
        ("стоп", CommandMeant("/cancel")),
        ("назад", CommandMeant("/cancel")),
        ("меню", CommandMeant("/menu")),
    ],
)
def test_a_reserved_word_is_never_an_answer(typed: str, meant: Meant) -> None:
    assert understand(typed, [], Openness.ANSWER, RU) == meant
    assert understand(typed, [], Openness.ANY, RU) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("помощь", PlaceMeant("help")),
        ("мое дело", PlaceMeant("case")),
        ("Моё дело", PlaceMeant("case")),
        ("гранты", PlaceMeant("grants")),
        ("какие есть гранты", PlaceMeant("grants")),
        ("где мои бумаги", PlaceMeant("papers")),
        ("бланк протокола", PlaceMeant("blanks")),
        ("когда будет субботник", PlaceMeant("events")),
        ("язык", PlaceMeant("language")),
        ("отписаться", PlaceMeant("news")),
        ("не пишите мне", PlaceMeant("news")),
        ("Стоп", PlaceMeant("news")),
        ("меню", CommandMeant("/menu")),
        ("назад", CommandMeant("/menu")),
        ("Здравствуйте!", Courtesy.HELLO),
        ("добрый день", Courtesy.HELLO),
        ("Спасибо большое", Courtesy.THANKS),
        ("как получить грант на детскую площадку", None),
        ("что такое грант", None),
        ("как создать тос", None),
        ("протокол", None),
        ("да", None),
        ("двор", None),
    ],
)
def test_words_without_a_question_lead_to_their_place(typed: str, meant: Meant | None) -> None:
    assert understand(typed, [], Openness.NONE, RU) == meant
    assert understand(typed, [], Openness.ANY, RU) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("help", PlaceMeant("help")),
        ("my case", PlaceMeant("case")),
        ("show me the grants", PlaceMeant("grants")),
        ("unsubscribe", PlaceMeant("news")),
        ("Hello", Courtesy.HELLO),
        ("Thank you", Courtesy.THANKS),
        ("what is a grant", None),
    ],
)
def test_english_words_lead_to_their_place(typed: str, meant: Meant | None) -> None:
    assert understand(typed, [], Openness.NONE, EN) == meant


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("locale", "blank"), [("ru", "бланк"), ("en", "blank")])
def test_a_blank_is_opened_by_the_name_of_its_paper(paper: Paper, locale: str, blank: str) -> None:
    typed = f"{blank} {Translator(locale).plain(PAPERS[paper])}"
    assert understand(typed, [], Openness.NONE, spoken_words(locale)) == PlaceMeant("blanks", paper)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_vocabulary_is_folded_and_says_no_word_twice(locale: str) -> None:
    known = spoken_words(locale)
    said = [each for phrases in known.meanings.values() for each in phrases.said]
    labels = [each for phrases in known.meanings.values() for each in phrases.labels]
    words = [*said, *labels, *known.hello, *known.thanks, *known.noise]
    assert [each for each in words if fold(each) != each] == []
    assert len(said) == len({*said})
    assert set(known.meanings) == set(ReservedWord)


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=5), st.sampled_from(Openness))
def test_any_words_are_read_without_an_error(typed: str, labels: list[str], openness: Openness) -> None:
    screen = [Label(text, str(number)) for number, text in enumerate(labels)]
    for known in (RU, EN):
        understand(typed, screen, openness, known)
