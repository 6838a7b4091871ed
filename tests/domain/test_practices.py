"""The stories of neighbours: each has a source, a date and a confidence; nothing is shown that is not there."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.domain.catalogue.wording import take_sum
from bot.domain.norms import Confidence
from bot.domain.practices import CHEAP, GROUPS, Practice, PracticeGroup, PracticeTopic, chosen, won_with
from bot.practices import read_practices
from bot.vocabulary import words_of_wishes

SEED = Path(__file__).parents[2] / "storage" / "seed"
STORIES = read_practices()
PLACES = {each["slug"] for each in yaml.safe_load((SEED / "municipalities.yaml").read_text("utf-8"))["municipalities"]}
RELATIVE = re.compile(r"на днях|сейчас|сегодня|скоро|недавно|в этом году|на этой неделе")
WORDS_MOST = 420


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.slug)
def test_a_story_is_short_and_says_how_it_is_known(story: Practice) -> None:
    assert re.fullmatch(r"[a-z0-9-]{3,24}", story.slug)
    assert all((story.title, story.place, story.year, story.what, story.lesson, story.topics))
    assert re.search(r"[\w-]\.[a-z]{2,}/", story.source)
    assert re.fullmatch(r"\d{4}(-\d{2}){0,2}|дата не указана", story.told)
    assert type(story.seen_on) is date
    assert story.confidence in Confidence
    assert story.confidence is Confidence.C or story.municipality in PLACES, "another region's is C"
    assert story.municipality in PLACES | {None}
    assert len(story.what) + len(story.money) + len(story.lesson) <= WORDS_MOST
    assert not RELATIVE.search(f"{story.title} {story.what} {story.money} {story.lesson}".lower())
    assert story.spent is None or story.money, "a sum is shown in words"


def test_a_story_names_a_grant_of_the_catalogue_or_none() -> None:
    known = {each["slug"] for each in yaml.safe_load((SEED / "grants.yaml").read_text("utf-8"))}
    paid = {each.programme for each in STORIES.values()} - {""}
    assert paid
    assert paid <= known
    for slug in paid:
        assert all(each.municipality for each in won_with(STORIES.values(), slug))


def test_there_are_stories_of_the_oblast_and_of_others() -> None:
    assert len([each for each in STORIES.values() if each.municipality]) >= 35
    assert len(STORIES) >= 60
    content = yaml.safe_load((SEED / "practices.yaml").read_text("utf-8"))
    assert len(content["practices"]) == len(STORIES), "a slug stands once"


def test_every_topic_stands_in_a_group_and_every_group_has_stories() -> None:
    assert frozenset().union(*GROUPS.values()) == {*PracticeTopic}
    for group in PracticeGroup:
        found = chosen(STORIES.values(), group)
        assert found, group
        places = [each.municipality is None for each in found]
        assert places == sorted(places), "those of the oblast come first"
    assert all((each.spent or 0) <= CHEAP for each in chosen(STORIES.values(), PracticeGroup.CHEAP))


@pytest.mark.parametrize(
    ("typed", "roubles"),
    [
        ("до 100 тысяч", 100_000),
        ("300 тыс", 300_000),
        ("недорого, до 2 млн рублей", 2_000_000),
        ("up to 50 thousand", 50_000),
        ("до 90000 руб", 90_000),
        ("Ленина 80", None),
        ("площадка 2019", None),
        ("колодец", None),
        ("9" * 40, None),
    ],
)
def test_a_sum_is_read(typed: str, roubles: int | None) -> None:
    assert take_sum(typed.casefold(), words_of_wishes())[0] == roubles
