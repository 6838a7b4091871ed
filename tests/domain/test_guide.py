"""The guide: every step has a text in every language, and every norm that a text names exists."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from bot.domain import norms
from bot.domain.founding import Step

ROOT = Path(__file__).parents[2]
GUIDES = {locale: ROOT / "locales" / locale / "guide" for locale in ("ru", "en")}
SLUGS = [*Step, "what-is-tos", "what-changed", "refusal"]
KEYS = {entry["key"] for entry in yaml.safe_load((ROOT / "storage/seed/norms.yaml").read_text(encoding="utf-8"))}
TEXTS = [pytest.param(locale, slug, id=f"{locale} {slug}") for locale in GUIDES for slug in SLUGS]
LAST_LINE = {
    "ru": r"<i>Источник: (.*\{source:.+|.*сверено \d\d\.\d\d\.\d{4}; .+)</i>",
    "en": r"<i>Source: (.*\{source:.+|.*checked on \d\d\.\d\d\.\d{4}; .+)</i>",
}


def read(locale: str, slug: str) -> str:
    return (GUIDES[locale] / f"{slug}.html").read_text(encoding="utf-8")


class Balance(HTMLParser):
    """Collects what Telegram would refuse: foreign tags and tags closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        if tag not in ("b", "i", "a", "blockquote"):
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


@pytest.mark.parametrize("locale", GUIDES)
def test_guide_has_a_text_for_every_step_and_no_other(locale: str) -> None:
    assert {file.stem for file in GUIDES[locale].glob("*.html")} == set(SLUGS)


@pytest.mark.parametrize(("locale", "slug"), TEXTS)
def test_text_is_short_and_telegram_can_read_it(locale: str, slug: str) -> None:
    text = read(locale, slug)
    balance = Balance()
    balance.feed(text)
    assert len(text) <= 3000
    assert (balance.open, balance.wrong) == ([], [])


@pytest.mark.parametrize(("locale", "slug"), TEXTS)
def test_text_ends_with_its_source_and_date(locale: str, slug: str) -> None:
    assert re.fullmatch(LAST_LINE[locale], read(locale, slug).splitlines()[-1])


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_show_the_same_known_norms(slug: str) -> None:
    russian, english = (sorted(norms.PLACE.findall(read(locale, slug))) for locale in ("ru", "en"))
    assert russian == english
    assert norms.keys_in(read("ru", slug)) <= KEYS


@pytest.mark.parametrize(("locale", "slug"), TEXTS)
def test_no_brace_is_left_once_the_norms_are_filled_in(locale: str, slug: str) -> None:
    assert not re.search("[{}]", norms.fill(read(locale, slug), lambda what, key: ""))


# Municipalities and laws that a text tells of as an example, by the beginnings of their names: each is cited.
EXAMPLES = {
    "boundaries": ("15 дней", "Удомля"),
    "registration": ("В Кирове", "Киров"),
    "refusal": ("В Самаре", "Самара"),
    "delegates": ("порог 100", "ural-nko.ru"),
    "headcount": ("Справку даёт администрация", "Вологда"),
    "charter": ("Прежний закон запрещал", "131-ФЗ, ст. 27, ч. 10"),
}


@pytest.mark.parametrize("slug", EXAMPLES)
def test_what_others_do_is_told_with_who_says_so(slug: str) -> None:
    text, (example, source) = read("ru", slug), EXAMPLES[slug]
    assert example in text
    assert source in text.splitlines()[-1]


# What a step's text answers, by the beginnings of its paragraphs.
ANSWERS = {
    "ru": (
        ("Зачем.", "Нужно ли вам это."),
        ("Что делать",),
        ("Кто решает.",),
        ("Документы.",),
        ("Срок.",),
        ("Частая ошибка.",),
        ("Если ",),
    ),
    "en": (
        ("Why.", "Do you need it."),
        ("What to do",),
        ("Who decides.",),
        ("Documents.",),
        ("Term.",),
        ("A common mistake.",),
        ("If ",),
    ),
}


@pytest.mark.parametrize("locale", GUIDES)
@pytest.mark.parametrize("step", Step)
def test_a_step_says_why_what_who_which_papers_how_long_what_goes_wrong_and_what_if_it_is_refused(
    locale: str, step: Step
) -> None:
    text = read(locale, step)
    assert [each for each in ANSWERS[locale] if not any(f"<b>{beginning}" in text for beginning in each)] == []
