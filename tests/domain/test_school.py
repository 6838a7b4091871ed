"""The school: whatever a lesson says has a source, a day and a confidence, in both languages alike."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.domain.norms import Confidence
from bot.domain.school import CourseName, LessonPage, Quiz, School, after, is_complete, is_name, next_lesson
from bot.i18n import LANGUAGES
from bot.sandbox.formatting import parse_html
from bot.school import read_school

LOCALES = Path(__file__).parents[2] / "locales"
SCHOOLS: dict[str, School] = {locale: read_school(LOCALES / locale) for locale in LANGUAGES}
RUSSIAN = SCHOOLS["ru"]
RELATIVE = re.compile(r"на днях|сейчас|сегодня|скоро|недавно|в этом году|\b(now|soon|recently|this year|today)\b", re.I)
# With the heading, the sources and the tags around it a page stays a screen of a phone.
PAGE_MOST, ANSWER_MOST = 1200, 52


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_page_names_sources_and_every_source_its_day_and_confidence(locale: str) -> None:
    school = SCHOOLS[locale]
    pages = [part for lesson in school.lessons() for part in lesson.parts if isinstance(part, LessonPage)]
    assert all(page.sources or page.is_example for page in pages)
    assert {key for page in pages for key in page.sources} == {*school.sources}, "each is known, none is unused"
    for source in school.sources.values():
        assert source.title
        assert type(source.seen) is date
        assert source.confidence in Confidence


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_lesson_is_short_and_asks_three_questions_with_a_reason(locale: str) -> None:
    for lesson in SCHOOLS[locale].lessons():
        quizzes = [part for part in lesson.parts if isinstance(part, Quiz)]
        pages = [part for part in lesson.parts if isinstance(part, LessonPage)]
        assert len(quizzes) == 3, lesson.id
        assert [page.is_example for page in pages] == [False] * (len(pages) - 1) + [True], lesson.id
        assert 3 <= lesson.minutes <= 5
        assert lesson.form.fields
        for quiz in quizzes:
            assert 2 <= len(quiz.answers) <= 4
            assert 0 <= quiz.right < len(quiz.answers)
            assert all(len(answer) <= ANSWER_MOST for answer in quiz.answers), (lesson.id, quiz.answers)
            assert quiz.why
        for page in pages:
            assert len(parse_html(page.text)[0]) <= PAGE_MOST
            assert not RELATIVE.search(page.text), (lesson.id, page.text)


def test_the_right_answer_is_not_always_at_the_same_place() -> None:
    for course in RUSSIAN.courses.values():
        rights = [part.right for lesson in course.lessons for part in lesson.parts if isinstance(part, Quiz)]
        assert max(rights.count(place) for place in set(rights)) <= len(rights) * 2 / 3


def test_both_languages_teach_the_same() -> None:
    def shape(school: School) -> list[object]:
        return [
            (lesson.id, lesson.course, lesson.minutes, len(lesson.form.fields), *map(_shape, lesson.parts))
            for lesson in school.lessons()
        ]

    assert shape(SCHOOLS["en"]) == shape(RUSSIAN)
    said = {key: (each.seen, each.confidence) for key, each in RUSSIAN.sources.items()}
    assert {key: (each.seen, each.confidence) for key, each in SCHOOLS["en"].sources.items()} == said


def _shape(part: LessonPage | Quiz) -> object:
    return part.sources if isinstance(part, LessonPage) else (part.right, len(part.answers))


def test_examples_add_up() -> None:
    """The sums that an example writes out are right: a wrong one would be taught."""
    number = r"\d[\d ,]*"
    sums = re.compile(rf"({number}(?: \+ {number})+) = (\d[\d ,]*\d)")
    found = 0
    for school in SCHOOLS.values():
        for part in [part for lesson in school.lessons() for part in lesson.parts if isinstance(part, LessonPage)]:
            for left, right in sums.findall(part.text):
                parts = [int(re.sub(r"\D", "", each)) for each in left.split("+")]
                assert sum(parts) == int(re.sub(r"\D", "", right)), part.text
                found += 1
    assert found >= 8


def test_the_next_lesson_is_the_first_that_is_not_done() -> None:
    course = RUSSIAN.courses[CourseName.CHAIR]
    first, second = course.lessons[:2]
    assert next_lesson(course, ()) is first
    assert next_lesson(course, {first.id}) is second
    assert after(course, course.lessons[-1]) is None
    assert not is_complete(course, {each.id for each in course.lessons[1:]})
    assert is_complete(course, {each.id for each in RUSSIAN.lessons()})


@pytest.mark.parametrize("typed", ["Ольга Петрова", "Анна-Мария О'Нил", "Ким Ир Сен"])
def test_a_name(typed: str) -> None:
    assert is_name(typed)


@pytest.mark.parametrize("typed", ["", "Ольга", "8 914 000", "Ольга\nПетрова", "🙂 🙂", "О П", "щ " * 100])
def test_no_name(typed: str) -> None:
    assert not is_name(typed)
