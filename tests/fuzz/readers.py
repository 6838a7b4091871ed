"""Every reader of typed words, by its name, with a way to call it; and the readers that the code has."""

import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any

import bot
import handlers
from bot.catalogue import Catalogue
from bot.domain import (
    corrections,
    headcounts,
    helpers,
    linking,
    profile,
    questions,
    quorum,
    school,
    search,
    spoken,
    words,
)
from bot.domain.applications import sums
from bot.domain.broadcasts.compose import wording as broadcast_wording
from bot.domain.catalogue import announced, entries, facts, forms, wording
from bot.domain.events import entry
from bot.domain.events import words as event_words
from bot.domain.norms import Shape
from bot.domain.papers import houses, personal, tidy, title, votes
from bot.domain.papers.personal import Stated
from bot.domain.papers.questions import QUESTIONS
from bot.domain.time_reader import Expected, Leaning, reader, tokens, vocabulary
from bot.files.name_rules import name_rules
from bot.files.table_rows import house_words
from bot.i18n import LANGUAGES, Translator
from bot.library import Library
from bot.places import Places
from bot.vocabulary import spoken_words, words_of_time, words_of_wishes
from handlers.applications.budget_views import sum_words
from handlers.events import companions, fields
from handlers.founding import delegates
from handlers.papers import mending, parse
from handlers.practice import browse
from handlers.questions import search as question_search
from handlers.shared import parse_dates, parse_numbers
from handlers.shared.helpers import patronymics
from tests.clock import START
from tests.domain.places import gazetteer

BOTH = [Translator(locale) for locale in LANGUAGES]
ZONE = "Asia/Yakutsk"
NOW = datetime(2026, 11, 24, 14, 0)  # noqa: DTZ001 - a wall clock
TODAY = NOW.date()
MOMENTS = [Expected(NOW, ZONE, leaning) for leaning in Leaning]
DAYS = [Expected(NOW, ZONE, leaning, needs_hour=False) for leaning in Leaning]
KEYBOARDS = [tr.plain("keyboard-row") for tr in BOTH]
SCREEN = [spoken.Label("Пропустить", "skip:1"), spoken.Label("Назад", "back:1")]
KNOWN = [Stated("authorised", "Иванова Мария Петровна", 1), Stated("phone", "8 914 000-00-00", None)]
Call = Callable[[str], Any]


def _of(module: ModuleType, *names: str) -> dict[str, Call]:
    """Readers that take nothing but the typed words."""
    return {f"{module.__name__}.{name}": getattr(module, name) for name in names}


def _dates(name: str, expected: list[Expected]) -> tuple[str, Call]:
    read = getattr(parse_dates, name)
    return f"{parse_dates.__name__}.{name}", lambda typed: [read(typed, *each) for each in product(BOTH, expected)]


READERS: Mapping[str, Call] = {
    **_of(sums, "is_name", "read_quantity"),
    "bot.domain.applications.sums.read_lines": lambda typed: [sums.read_lines(typed, sum_words(tr)) for tr in BOTH],
    "bot.domain.applications.sums.read_roubles": lambda typed: [sums.read_roubles(typed, sum_words(tr)) for tr in BOTH],
    **_of(broadcast_wording, "web_address", "label"),
    "bot.domain.catalogue.announced.read_announced": lambda typed: announced.read_announced(
        typed, words_of_time(), NOW, ZONE
    ),
    "bot.domain.catalogue.announced.read_zone": lambda typed: announced.read_zone(typed, words_of_time(), NOW),
    **_of(entries, "is_url"),
    "bot.domain.catalogue.facts.read_fact": lambda typed: [facts.read_fact(field, typed) for field in facts.FACTS],
    **_of(forms, "read_date"),
    "bot.domain.catalogue.wording.is_wish": lambda typed: wording.is_wish(typed, words_of_wishes()),
    "bot.domain.catalogue.wording.hear": lambda typed: wording.hear(typed, words_of_wishes(), TODAY),
    "bot.domain.corrections.read_value": lambda typed: [
        corrections.read_value(kind, typed) for kind in (*corrections.Takes, *Shape)
    ],
    "bot.domain.events.entry.read": lambda typed: entry.read("secret", typed),
    "bot.domain.headcounts.list_of_houses": lambda typed: headcounts.list_of_houses(typed, house_words(BOTH[0])),
    "bot.domain.papers.houses.rows_of": lambda typed: houses.rows_of(typed, house_words(BOTH[0])),
    "bot.domain.helpers.is_private": lambda typed: helpers.is_private(typed, patronymics(BOTH[0])),
    **_of(linking, "read_code"),
    **_of(personal, "is_named"),
    "bot.domain.papers.personal.naming": lambda typed: personal.naming(KNOWN, typed),
    "bot.domain.papers.tidy.tidy_person": lambda typed: tidy.tidy_person(
        typed, name_rules().patronymic_words.keys(), name_rules().particles
    ),
    "bot.domain.papers.tidy.tidy_body": lambda typed: tidy.tidy_body(typed, {"Зея"}),
    "bot.domain.papers.title.bare_title": lambda typed: [title.bare_title(typed, parse.title_words(tr)) for tr in BOTH],
    "bot.domain.papers.votes.read_votes": lambda typed: [
        votes.read_votes(typed, parse.vote_words(tr), came) for tr in BOTH for came in (None, 84)
    ],
    "bot.domain.places.gazetteer.Gazetteer.find": lambda typed: gazetteer().find(typed),
    **_of(profile, "read_name"),
    **_of(questions, "is_private"),
    **_of(quorum, "read_count"),
    **_of(school, "is_name"),
    "bot.domain.search.readings": lambda typed: search.readings(typed, KEYBOARDS),
    "bot.domain.spoken.understand": lambda typed: [
        spoken.understand(typed, SCREEN, openness, spoken_words(locale))
        for openness in spoken.Openness
        for locale in LANGUAGES
    ],
    "bot.domain.time_reader.reader.read": lambda typed: [
        reader.read(typed, words_of_time(), each) for each in (*MOMENTS, *DAYS)
    ],
    **_of(tokens, "clean"),
    "bot.domain.time_reader.vocabulary.is_one_edit": lambda typed: vocabulary.is_one_edit(typed, "завтра"),
    **_of(words, "visible", "one_line"),
    **_of(companions, "read_names"),
    "bot.domain.events.words.is_match": lambda typed: event_words.is_match(typed, "Субботник в сквере"),
    "handlers.events.fields.hours": lambda typed: [fields.hours(typed, tr, MOMENTS[0]) for tr in BOTH],
    "handlers.events.fields.no_words": lambda typed: fields.no_words(typed, BOTH[0], MOMENTS[0]),
    "handlers.events.fields.place": lambda typed: [fields.place(typed, tr, MOMENTS[0]) for tr in BOTH],
    "handlers.events.fields.seats": lambda typed: [fields.seats(typed, tr, MOMENTS[0]) for tr in BOTH],
    **_of(delegates, "read_houses"),
    **_of(mending, "tidy_title"),
    **dict([_dates("read_moment", MOMENTS), _dates("read_start", MOMENTS), _dates("read_limit", MOMENTS)]),
    **dict([_dates("read_day", DAYS)]),
    "handlers.shared.parse_numbers.read_number": lambda typed: [
        parse_numbers.read_number(typed, tr, counted) for tr in BOTH for counted in (None, *parse_numbers.Counted)
    ],
}


class Shelves:
    """The library, the catalogue and the gazetteer in which words are looked up."""

    def __init__(self, library: Library, catalogue: Catalogue, places: Places) -> None:
        self.library, self.catalogue, self.places = library, catalogue, places


async def _answers(shelves: Shelves, typed: str) -> None:
    for name in QUESTIONS:
        await parse.read(typed, parse.Reading(name, BOTH[0], START, ZONE, 84))


async def _own(shelves: Shelves, typed: str) -> bool:
    return question_search.is_own(typed, shelves.library)


async def _named(shelves: Shelves, typed: str) -> bool:
    return shelves.library.names_somebody(typed)


AWAITED: Mapping[str, Callable[[Shelves, str], Awaitable[Any]]] = {
    "bot.catalogue.Catalogue.understand": lambda shelves, typed: shelves.catalogue.understand(
        typed, KEYBOARDS, TODAY, START
    ),
    "bot.library.Library.find": lambda shelves, typed: shelves.library.find(typed),
    "bot.library.Library.find_more": lambda shelves, typed: shelves.library.find_more(typed),
    "bot.library.Library.names_somebody": _named,
    "bot.places.Places.find": lambda shelves, typed: shelves.places.find(typed),
    "handlers.papers.parse.read": _answers,
    "handlers.practice.browse.stories_for": lambda shelves, typed: browse.stories_for(shelves.library, typed),
    "handlers.questions.search.is_own": _own,
}

# Whoever takes one of these, or begins with a translator, talks to somebody: `test_open_questions` tries it.
TALKS = {"message", "ctx", "workspace"}


def known_readers() -> set[str]:
    """The names of all public functions and methods that take `typed` words and nobody who typed them."""
    return {name for package in (bot, handlers) for module in _modules(package) for name in _readers(module)}


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.startswith("bot.sandbox") and not found.name.endswith("__main__"):
            yield import_module(found.name)


def _readers(module: ModuleType) -> Iterator[str]:
    owners = [each for each in vars(module).values() if inspect.isclass(each)]
    for owner in (module, *(each for each in owners if each.__module__ == module.__name__)):
        for name, found in vars(owner).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                parameters = inspect.signature(found).parameters
                is_reader = "typed" in parameters and parameters["typed"].annotation is str
                if is_reader and not TALKS & {*parameters} and next(iter(parameters)) != "tr":
                    yield f"{module.__name__}.{found.__qualname__}"
