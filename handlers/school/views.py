"""The screens of the school: courses, lessons, questions and what is said to an answer."""

from collections.abc import Collection

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.school import Course, CourseName, Lesson, LessonPage, Quiz, School, after, is_complete
from bot.i18n import Translator
from handlers.shared.buttons import LessonButton
from handlers.shared.citations import cite
from handlers.shared.screens import Number, Open, button, keyboard, pager, to_menu

LESSONS_ON_A_PAGE = 4


class CourseButton(CallbackData, prefix="course"):
    """A page of the lessons of a course."""

    course: CourseName
    page: Number


class AnswerButton(CallbackData, prefix="quiz"):
    """An answer to a question of a lesson; the first answer is 0."""

    lesson: str
    screen: Number
    answer: Number


class LessonFormButton(CallbackData, prefix="lessonform"):
    """The form of a lesson as a Word file."""

    lesson: str


class LearnButton(CallbackData, prefix="learn"):
    """To remember what a person finished: `do` is begin or agree."""

    do: str
    lesson: str


class CertificateButton(CallbackData, prefix="cert"):
    """To a certificate: `do` is begin or agree."""

    do: str
    course: CourseName


def school_screen(tr: Translator, school: School, done: Collection[str]) -> tuple[Markup, InlineKeyboardMarkup]:
    rows = []
    for course in school.courses.values():
        count = sum(lesson.id in done for lesson in course.lessons)
        label = tr.plain("school-course", title=course.title, done=count, all=len(course.lessons))
        rows.append([button(label, CourseButton(course=course.name, page=0))])
    return tr("school"), keyboard(*rows, [to_learning(tr), to_menu(tr)])


def course_screen(
    tr: Translator, course: Course, done: Collection[str], page: int
) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page of the lessons of a course; the certificate once all of them are done."""
    pages = -(-len(course.lessons) // LESSONS_ON_A_PAGE)
    page = min(page, pages - 1)
    first = page * LESSONS_ON_A_PAGE
    rows = [
        [button(lesson_label(tr, lesson, place, done), LessonButton(lesson=lesson.id, screen=0))]
        for place, lesson in enumerate(course.lessons[first : first + LESSONS_ON_A_PAGE], start=first + 1)
    ]
    certificate = button(tr.plain("school-certificate"), CertificateButton(do="begin", course=course.name))
    is_all = is_complete(course, done)
    turn = pager(tr, page, pages, lambda page: CourseButton(course=course.name, page=page))
    text = tr("school-about", title=course.title, about=course.about)
    return text, keyboard(*rows, turn, [certificate] if is_all else [], [to_school(tr), to_menu(tr)])


def lesson_label(tr: Translator, lesson: Lesson, place: int, done: Collection[str]) -> str:
    key = "school-lesson-done" if lesson.id in done else "school-lesson"
    return tr.plain(key, number=place, title=lesson.title)


def part_screen(tr: Translator, school: School, lesson: Lesson, screen: int) -> tuple[Markup, InlineKeyboardMarkup]:
    """A page, the example or a question of a lesson."""
    part = lesson.parts[screen]
    head = tr("school-head", title=lesson.title, screen=screen + 1, screens=len(lesson.parts))
    if isinstance(part, Quiz):
        answers = [
            [button(answer, AnswerButton(lesson=lesson.id, screen=screen, answer=place))]
            for place, answer in enumerate(part.answers)
        ]
        text = Markup("\n\n").join([head, tr("school-question", question=part.question)])
        return text, keyboard(*answers, [to_course(tr, lesson), to_menu(tr)])
    before = [button(tr.plain("button-back-page"), LessonButton(lesson=lesson.id, screen=screen - 1))] if screen else []
    turn = [*before, button(tr.plain("button-next-page"), LessonButton(lesson=lesson.id, screen=screen + 1))]
    return Markup("\n\n").join([head, *page_text(tr, school, part)]), keyboard(
        turn, [to_course(tr, lesson), to_menu(tr)]
    )


def page_text(tr: Translator, school: School, page: LessonPage) -> list[Markup]:
    """The text of a page and its sources; an example says that its numbers are invented."""
    text = Markup(page.text)  # noqa: S704  the text is ours
    if page.is_example:
        return [tr("school-example"), text]
    lines = [cite(tr, each.title, each.seen, each.confidence) for each in school.cited(page)]
    return [text, tr("school-sources", sources=Markup("\n").join(lines))]


def answered_screen(
    tr: Translator, lesson: Lesson, quiz: Quiz, pressed: AnswerButton
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The reply to an answer: whether it is right, and why."""
    is_right = pressed.answer == quiz.right
    again = button(tr.plain("school-again"), LessonButton(lesson=lesson.id, screen=pressed.screen))
    on = button(tr.plain("button-next-page"), LessonButton(lesson=lesson.id, screen=pressed.screen + 1))
    text = tr(
        "school-right" if is_right else "school-wrong",
        question=quiz.question,
        answer=quiz.answers[pressed.answer],
        right=quiz.answers[quiz.right],
        why=quiz.why,
    )
    return text, keyboard([on] if is_right else [again, on], [to_course(tr, lesson), to_menu(tr)])


def end_screen(
    tr: Translator, course: Course, lesson: Lesson, *, is_kept: bool, is_all: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The end of a lesson: what was learnt, its form, the next lesson. `is_kept`: the bot remembers it."""
    form = button(tr.plain("school-form", title=lesson.form.title), LessonFormButton(lesson=lesson.id))
    follows = after(course, lesson)
    on = [button(tr.plain("school-next"), LessonButton(lesson=follows.id, screen=0))] if follows else []
    keep = [] if is_kept else [button(tr.plain("school-remember"), LearnButton(do="begin", lesson=lesson.id))]
    certificate = button(tr.plain("school-certificate"), CertificateButton(do="begin", course=course.name))
    text = tr("school-end-kept" if is_kept else "school-end", title=lesson.title, gist=lesson.gist)
    rows = ([form], on, keep, [certificate] if is_all else [])
    return text, keyboard(*rows, [to_course(tr, lesson), to_menu(tr)])


def to_course(tr: Translator, lesson: Lesson) -> InlineKeyboardButton:
    return button(tr.plain("school-to-course"), CourseButton(course=lesson.course, page=0))


def to_school(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("school-to-courses"), Open(place="school"))


def to_learning(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("menu-learning"), Open(place="learning"))
