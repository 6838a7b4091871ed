"""[certificate] → consent → the name for the paper → the Word file, with a link → /start cert_CODE: whose it is."""

import asyncio
import secrets

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.people import Purpose
from bot.domain.school import Certificate, Course, CourseName, is_complete, is_name
from bot.domain.time import local_date
from bot.files.school import Diploma, certificate_docx
from bot.library import Library
from bot.logs import get_logger
from handlers.school.courses import done_by, school_of
from handlers.school.views import CertificateButton, CourseButton, course_screen, to_school
from handlers.shared.context import Context
from handlers.shared.screens import Pressed, Said, Typed, button, keyboard, to_menu
from storage import school as marks

LINK = "cert_"
CODE_BYTES = 5

log = get_logger(__name__)


class Signing(StatesGroup):
    name = State()


router = Router(name="school.certificates")
router.message.filter(Said(link=LINK, states=Signing))
router.callback_query.filter(Pressed(CertificateButton))


@router.callback_query(CertificateButton.filter(F.do == "begin"))
async def ask_name(query: CallbackQuery, ctx: Context, callback_data: CertificateButton, library: Library) -> None:
    """Ask for the name on the paper; whoever has not finished the course is told what is left."""
    course = (await school_of(ctx, library)).courses[callback_data.course]
    agree = CertificateButton(do="agree", course=course.name)
    if not await ctx.require(query, Purpose.LEARNING, agree, CourseButton(course=course.name, page=0)):
        return
    done = await done_by(ctx)
    if not is_complete(course, done):
        await ctx.show(query, *course_screen(ctx.tr, course, done, 0), alert=ctx.tr.plain("certificate-early"))
        return
    back = button(ctx.tr.plain("school-to-course"), CourseButton(course=course.name, page=0))
    await ctx.ask(query, Signing.name, ctx.tr("certificate-ask"), keyboard([back]), course=course.name)


@router.callback_query(CertificateButton.filter(F.do == "agree"))
async def agree_and_ask(query: CallbackQuery, ctx: Context, callback_data: CertificateButton, library: Library) -> None:
    await ask_name(query, await ctx.agreed(query, Purpose.LEARNING), callback_data, library)


@router.message(StateFilter(Signing), Typed())
async def take_name(message: Message, ctx: Context, typed: str, library: Library) -> None:
    if not is_name(typed):
        await ctx.refuse(message, "certificate-name-wrong")
        return
    name = CourseName((await ctx.state.get_data())["course"])
    course = (await library.shelf("ru")).school.courses[name]
    if not is_complete(course, await done_by(ctx)):
        await ctx.refuse(message, "certificate-early")
        return
    await ctx.state.clear()
    named = (" ".join(typed.split()), secrets.token_hex(CODE_BYTES))
    today = local_date(ctx.now, ctx.zone)
    given = await ctx.store.write(marks.certify, ctx.person_id or 0, name, named, today)
    if given is None:
        await ctx.refuse(message, "certificate-early")
        return
    log.info("certificate issued", person_id=ctx.person_id, course=name)
    await send(message, ctx, course, given)


@router.message(StateFilter(Signing))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("certificate-name-wrong"), keyboard([to_menu(ctx.tr)]))


async def send(message: Message, ctx: Context, course: Course, given: Certificate) -> None:
    """Send the certificate as a Word file. It is a Russian paper; its link shows whose it is."""
    russian, link = ctx.texts.choose("ru"), await ctx.link(f"{LINK}{given.code}")
    words = Diploma(
        heading=russian.plain("diploma-heading", code=given.code),
        name=given.name,
        course=russian.plain("diploma-course", title=course.title, lessons=len(course.lessons)),
        learnt=russian.plain("diploma-learnt"),
        gists=tuple(lesson.gist for lesson in course.lessons),
        foot=russian.plain("diploma-foot", on=russian.day(given.issued_on), link=link),
    )
    content = await asyncio.to_thread(certificate_docx, words)
    file = BufferedInputFile(content, f"{words.heading}.docx")
    buttons = keyboard([to_school(ctx.tr)], [to_menu(ctx.tr)])
    await message.answer_document(file, caption=ctx.tr("certificate-sent", link=link), reply_markup=buttons)


@router.message(Command("start"))
async def check(message: Message, ctx: Context, command: CommandObject, library: Library) -> None:
    """Show whose certificate has this code, to anybody who has the paper."""
    code = (command.args or "").removeprefix(LINK)[:16]
    given = await ctx.store.read(marks.by_code, code)
    if given is None:
        await ctx.refuse(message, "certificate-unknown", to_school(ctx.tr))
        return
    course = (await school_of(ctx, library)).courses[given.course]
    learnt = "\n".join(f"• {lesson.gist}" for lesson in course.lessons)
    named = {"code": given.code, "name": given.name, "course": course.title, "day": ctx.tr.day(given.issued_on)}
    text = ctx.tr("certificate-true", **named, learnt=learnt)
    await ctx.show(message, text, keyboard([to_school(ctx.tr)], [to_menu(ctx.tr)]))
