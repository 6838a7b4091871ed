"""The school: courses of short lessons. Each page names its sources, each answer to a question says why.

A lesson is a row of screens: its pages, an example with numbers, its questions, its end. A person who gives no consent
reads all of it; only the marks of finished lessons and the certificate need one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.norms import Confidence

NAME_MIN, NAME_MAX = 3, 120


class CourseName(StrEnum):
    """A course, in the order of the list."""

    CHAIR = "chair"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class SchoolSource:
    """The origin of a page's facts, and the day when it was read."""

    title: str
    seen: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A screen of text, Telegram HTML. An example has invented numbers, unless it names a source."""

    text: str
    sources: tuple[str, ...]
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with its answers; `right` is the position of the right one. `why` is said after any of them."""

    question: str
    answers: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class LessonForm:
    """The form of a lesson: a Word file with a line to write on for each field."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson. `parts` are its screens in their order; `gist` says in one line what was learnt."""

    id: str
    course: CourseName
    title: str
    minutes: int
    gist: str
    parts: tuple[LessonPage | Quiz, ...]
    form: LessonForm
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    name: CourseName
    title: str
    about: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class School:
    """All courses in one language, with the sources that their pages name."""

    courses: Mapping[CourseName, Course]
    sources: Mapping[str, SchoolSource]

    def lesson(self, lesson_id: str) -> Lesson | None:
        return next((each for each in self.lessons() if each.id == lesson_id), None)

    def lessons(self) -> Sequence[Lesson]:
        return [lesson for course in self.courses.values() for lesson in course.lessons]

    def cited(self, page: LessonPage) -> list[SchoolSource]:
        return [self.sources[key] for key in page.sources]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of a course. Whoever has its `code` may check the name on the paper."""

    code: str
    course: CourseName
    name: str
    issued_on: date


def next_lesson(course: Course, done: Collection[str]) -> Lesson | None:
    """The first lesson of a course that is not done; None when all are."""
    return next((each for each in course.lessons if each.id not in done), None)


def is_complete(course: Course, done: Collection[str]) -> bool:
    return next_lesson(course, done) is None


def after(course: Course, lesson: Lesson) -> Lesson | None:
    """The lesson behind this one in its course."""
    place = course.lessons.index(lesson) + 1
    return course.lessons[place] if place < len(course.lessons) else None


def is_name(typed: str) -> bool:
    """Tell whether typed words can stand as a name on a certificate: letters in at least two words, one line."""
    letters = sum(each.isalpha() for each in typed)
    fits = NAME_MIN <= len(typed) <= NAME_MAX and "\n" not in typed
    return fits and len(typed.split()) >= 2 and letters >= 4 and not any(each.isdigit() for each in typed)
