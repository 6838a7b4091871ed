"""Answers of the FAQ: each has a source and a date, marks what is unconfirmed, and exists in both languages."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain import norms
from bot.domain.faq import Entry, FaqTopic, GlossaryTerm, of_topic, terms_in
from bot.domain.founding import Step
from bot.domain.norms import Confidence
from bot.library import Shelf, read_shelf

ROOT = Path(__file__).parents[2]
SHELVES: dict[str, Shelf] = {locale: read_shelf(ROOT / "locales" / locale) for locale in ("ru", "en")}
ENTRIES = [
    pytest.param(locale, entry, id=f"{locale} {entry.id}")
    for locale, shelf in SHELVES.items()
    for entry in shelf.entries.values()
]
KEYS = {entry["key"] for entry in yaml.safe_load((ROOT / "storage/seed/norms.yaml").read_text(encoding="utf-8"))}
DOUBT = {
    "ru": r"не подтвержд|не подтверди|не нашли|не видели|не говорят|не названо|наша подсказка|наш обзор",
    "en": r"not confirmed|no source|not find|found no|found only|do not say|own estimate|our hint|our overview",
}
MOST = 1200


class Tags(HTMLParser):
    """Collects tags that Telegram would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)


def rows(locale: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / f"locales/{locale}/faq.yaml").read_text(encoding="utf-8"))
    return found


def test_there_are_enough_answers() -> None:
    assert len(SHELVES["ru"].entries) >= 40


@pytest.mark.parametrize("locale", SHELVES)
def test_an_id_stands_once(locale: str) -> None:
    assert len(rows(locale)) == len(SHELVES[locale].entries)


def test_both_languages_tell_the_same_facts() -> None:
    russian, english = (
        [(each.id, each.topic, each.confidence, each.as_of, each.step) for each in SHELVES[locale].entries.values()]
        for locale in ("ru", "en")
    )
    assert russian == english


@pytest.mark.parametrize("entry_id", SHELVES["ru"].entries)
def test_both_languages_show_the_same_known_norms(entry_id: str) -> None:
    russian, english = (sorted(norms.PLACE.findall(SHELVES[locale].entries[entry_id].answer)) for locale in SHELVES)
    assert russian == english
    assert {key for _, key in russian} <= KEYS


@pytest.mark.parametrize(("locale", "entry"), ENTRIES)
def test_an_answer_has_its_source_its_day_and_its_confidence(locale: str, entry: Entry) -> None:
    assert entry.source.strip()
    assert type(entry.as_of) is date
    assert entry.as_of <= date(2026, 11, 29)
    assert entry.confidence in list(Confidence)


@pytest.mark.parametrize(("locale", "entry"), ENTRIES)
def test_what_no_source_confirms_says_so_in_words(locale: str, entry: Entry) -> None:
    if entry.confidence is Confidence.OWN:
        assert re.search(DOUBT[locale], entry.answer, re.IGNORECASE)


@pytest.mark.parametrize(("locale", "entry"), ENTRIES)
def test_an_answer_is_short_and_telegram_can_read_it(locale: str, entry: Entry) -> None:
    tags = Tags()
    tags.feed(entry.answer)
    assert tags.seen <= {"b", "i", "a"}
    assert len(entry.answer) <= MOST
    assert not re.search("[{}]", norms.fill(entry.answer, lambda what, key: ""))
    assert "!" not in entry.answer + entry.question


@pytest.mark.parametrize(("locale", "entry"), ENTRIES)
def test_a_question_fits_a_button(locale: str, entry: Entry) -> None:
    assert 0 < len(entry.question) <= 44
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)
    assert len(entry.id) <= 24
    assert len(entry.keywords.split()) >= 5


@pytest.mark.parametrize("topic", FaqTopic)
def test_every_topic_has_answers_and_fits_a_screen(topic: FaqTopic) -> None:
    assert 0 < len(of_topic(SHELVES["ru"].entries.values(), topic)) <= 12


def test_every_step_of_the_road_has_a_question() -> None:
    assert {entry.step for entry in SHELVES["ru"].entries.values()} >= set(Step)


@pytest.mark.parametrize("locale", SHELVES)
def test_every_term_is_explained_briefly_and_is_used_somewhere(locale: str) -> None:
    shelf = SHELVES[locale]
    texts = [entry.answer for entry in shelf.entries.values()]
    texts += [path.read_text("utf-8") for path in (ROOT / "locales" / locale / "guide").glob("*.html")]
    for term in shelf.terms:
        assert 0 < len(term.means) <= 110
        assert any(terms_in(text, [term]) for text in texts), term.word


@pytest.mark.parametrize("locale", SHELVES)
@pytest.mark.parametrize("step", Step)
def test_every_step_has_words_to_explain(locale: str, step: Step) -> None:
    guide = (ROOT / "locales" / locale / "guide" / f"{step}.html").read_text("utf-8")
    assert terms_in(guide, SHELVES[locale].terms)


def test_a_term_is_known_by_the_beginning_of_a_word_only() -> None:
    quorum = GlossaryTerm("Кворум", "сколько людей", ("кворум",))
    assert terms_in("<b>Кворумы</b> бывают", [quorum]) == [quorum]
    assert terms_in("бескворумный {norm:federal.quorum.meeting}", [quorum]) == []
