"""/school → course → lesson: a page or a question at a time → the end, with the form in Word and the next lesson.

Whatever can be read needs no consent; without one nothing is kept.
"""

import asyncio

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.school import Lesson, Quiz, School, is_complete
from bot.files.school import form_docx
from bot.library import Library
from bot.logs import get_logger
from handlers.school.views import (
    AnswerButton,
    CourseButton,
    LearnButton,
    LessonFormButton,
    answered_screen,
    course_screen,
    end_screen,
    part_screen,
    school_screen,
)
from handlers.shared.buttons import LessonButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage import school as marks

log = get_logger(__name__)
router = Router(name="school.courses")
router.message.filter(Said("school", "learn"))
router.callback_query.filter(
    Pressed(CourseButton, LessonButton, AnswerButton, LessonFormButton, LearnButton, places=("school", "learning"))
)


@router.message(Command("learn"))
@router.callback_query(Open.filter(F.place == "learning"))
async def show_learning(event: Message | CallbackQuery, ctx: Context) -> None:
    """Show what there is to learn from: the school, what others did, and who helps."""
    school = button(ctx.tr.plain("learning-school"), Open(place="school"))
    practice = button(ctx.tr.plain("learning-practice"), Open(place="practice"))
    helpers = button(ctx.tr.plain("learning-helpers"), Open(place="helpers"))
    await ctx.show(event, ctx.tr("learning"), keyboard([school], [practice], [helpers], [to_menu(ctx.tr)]))


@router.message(Command("school"))
@router.callback_query(Open.filter(F.place == "school"))
async def show_courses(event: Message | CallbackQuery, ctx: Context, library: Library) -> None:
    await ctx.show(event, *school_screen(ctx.tr, await school_of(ctx, library), await done_by(ctx)))


@router.callback_query(CourseButton.filter())
async def show_course(query: CallbackQuery, ctx: Context, callback_data: CourseButton, library: Library) -> None:
    course = (await school_of(ctx, library)).courses[callback_data.course]
    await ctx.show(query, *course_screen(ctx.tr, course, await done_by(ctx), callback_data.page))


@router.callback_query(LessonButton.filter())
async def show_part(query: CallbackQuery, ctx: Context, callback_data: LessonButton, library: Library) -> None:
    """Show a screen of a lesson, or its end; the courses when the lesson is gone."""
    school = await school_of(ctx, library)
    lesson = school.lesson(callback_data.lesson)
    if lesson is None:
        await show_gone(query, ctx, school)
    elif callback_data.screen < len(lesson.parts):
        await ctx.show(query, *part_screen(ctx.tr, school, lesson, callback_data.screen))
    else:
        await finish(query, ctx, school, lesson)


async def finish(query: CallbackQuery, ctx: Context, school: School, lesson: Lesson) -> None:
    """Show the end of a lesson; whoever agreed to it has it remembered."""
    is_kept = ctx.person is not None and ctx.person.agreed(Purpose.LEARNING)
    if ctx.person and is_kept:
        is_kept = await ctx.store.write(marks.finish, ctx.person.id, lesson.id, ctx.now)
        log.info("lesson finished", person_id=ctx.person.id, lesson=lesson.id)
    course = school.courses[lesson.course]
    is_all = is_complete(course, await done_by(ctx))
    await ctx.show(query, *end_screen(ctx.tr, course, lesson, is_kept=is_kept, is_all=is_all))


@router.callback_query(AnswerButton.filter())
async def judge(query: CallbackQuery, ctx: Context, callback_data: AnswerButton, library: Library) -> None:
    """Say whether an answer is right, and why; a question that was changed meanwhile is shown anew."""
    school = await school_of(ctx, library)
    lesson, screen = school.lesson(callback_data.lesson), callback_data.screen
    quiz = lesson.parts[screen] if lesson and screen < len(lesson.parts) else None
    if lesson is None or not isinstance(quiz, Quiz) or callback_data.answer >= len(quiz.answers):
        await show_gone(query, ctx, school)
        return
    await ctx.show(query, *answered_screen(ctx.tr, lesson, quiz, callback_data))


@router.callback_query(LessonFormButton.filter())
async def send_form(query: CallbackQuery, ctx: Context, callback_data: LessonFormButton, library: Library) -> None:
    """Send the form of a lesson; it is a Russian paper, whoever asks for it."""
    school = (await library.shelf("ru")).school
    lesson = school.lesson(callback_data.lesson)
    if lesson is None or not query.message:
        await show_gone(query, ctx, await school_of(ctx, library))
        return
    await query.answer(ctx.tr.plain("papers-making"))
    note = ctx.texts.choose("ru").plain("school-form-note", title=lesson.title)
    content = await asyncio.to_thread(form_docx, lesson.form, note)
    shown = (await school_of(ctx, library)).lesson(lesson.id) or lesson
    back = button(ctx.tr.plain("school-to-lesson"), LessonButton(lesson=lesson.id, screen=len(lesson.parts)))
    file = BufferedInputFile(content, f"{lesson.form.title}.docx")
    caption = ctx.tr("school-form-sent", title=shown.form.title)
    await query.message.answer_document(file, caption=caption, reply_markup=keyboard([back], [to_menu(ctx.tr)]))
    log.info("lesson form made", person_id=ctx.person_id, lesson=lesson.id)


@router.callback_query(LearnButton.filter(F.do == "begin"))
async def remember(query: CallbackQuery, ctx: Context, callback_data: LearnButton, library: Library) -> None:
    """Ask for the consent to remember finished lessons; then the lesson of the button is one of them."""
    school = await school_of(ctx, library)
    lesson = school.lesson(callback_data.lesson)
    if lesson is None:
        await show_gone(query, ctx, school)
        return
    agree, refuse = LearnButton(do="agree", lesson=lesson.id), LessonButton(lesson=lesson.id, screen=len(lesson.parts))
    if await ctx.require(query, Purpose.LEARNING, agree, refuse):
        await finish(query, ctx, school, lesson)


@router.callback_query(LearnButton.filter(F.do == "agree"))
async def agree_and_remember(query: CallbackQuery, ctx: Context, callback_data: LearnButton, library: Library) -> None:
    await remember(query, await ctx.agreed(query, Purpose.LEARNING), callback_data, library)


async def show_gone(query: CallbackQuery, ctx: Context, school: School) -> None:
    """Say that a lesson is gone or changed, and show the courses."""
    await ctx.show(query, *school_screen(ctx.tr, school, await done_by(ctx)), alert=ctx.tr.plain("school-gone"))


async def school_of(ctx: Context, library: Library) -> School:
    return (await library.shelf(ctx.tr.locale)).school


async def done_by(ctx: Context) -> frozenset[str]:
    """The lessons that the person has finished; none for whoever did not agree to have them remembered."""
    if ctx.person is None or not ctx.person.agreed(Purpose.LEARNING):
        return frozenset()
    return await ctx.store.read(marks.finished, ctx.person.id)
