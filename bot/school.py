"""The lessons of a language, read from `locales/*/school/`: a file for each course, one with the sources."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.domain.norms import Confidence
from bot.domain.school import Course, CourseName, Lesson, LessonForm, LessonPage, Quiz, School, SchoolSource
from bot.i18n import read_yaml


def read_school(folder: Path) -> School:
    """Read the courses of a language; `folder` is that of the language."""
    sources = {
        key: SchoolSource(row["title"], row["seen"], Confidence(row["confidence"]))
        for key, row in read_yaml(folder / "school" / "sources.yaml").items()
    }
    courses = {name: _course(name, read_yaml(folder / "school" / f"{name}.yaml")) for name in CourseName}
    return School(courses, sources)


def _course(name: CourseName, content: Mapping[str, Any]) -> Course:
    lessons = tuple(_lesson(name, row) for row in content["lessons"])
    return Course(name, content["title"], content["about"], lessons)


def _lesson(course: CourseName, row: Mapping[str, Any]) -> Lesson:
    pages = [LessonPage(page["text"], tuple(page["from"])) for page in row["pages"]]
    example = LessonPage(row["example"], (), is_example=True)
    quizzes = [Quiz(each["ask"], tuple(each["answers"]), each["right"] - 1, each["why"]) for each in row["questions"]]
    form = LessonForm(row["form"]["title"], tuple(row["form"]["fields"]))
    parts: tuple[LessonPage | Quiz, ...] = (*pages, example, *quizzes)
    named = {name: row[name] for name in ("id", "title", "minutes", "gist", "keywords")}
    return Lesson(**named, course=course, parts=parts, form=form)
