"""The thanks of the morning after → a rating → [a word]; [certificate] → the name on it → the Word file with a link.

`/start cert_m…` shows whose certificate it is, to anybody who has the paper.
"""

import asyncio
import secrets

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.command import CommandObject
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.events.results import WORD_MAX, EventCertificate
from bot.domain.people import Purpose
from bot.domain.school import is_name
from bot.domain.time import local_date
from bot.domain.words import visible
from bot.files.school import Diploma, certificate_docx
from bot.logs import get_logger
from handlers.events.after_buttons import AfterButton, AgreeButton, StarsButton
from handlers.events.after_views import paper, stars, thanks_text
from handlers.events.views import EventButton, when
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard, to_menu
from storage.events import results, sign_ups

# Certificates of the school have codes of hexadecimal digits, so none of them begins with this letter.
LINK, CODE_BYTES = "cert_m", 6


class Rating(StatesGroup):
    word = State()
    name = State()


log = get_logger(__name__)
router = Router(name="events.after")
router.message.filter(Said(link=LINK, states=Rating))
router.callback_query.filter(Pressed(StarsButton, AgreeButton, AfterButton))


@router.callback_query(AfterButton.filter(F.do == "open"))
async def open_after(query: CallbackQuery, ctx: Context, callback_data: AfterButton) -> None:
    seen = await ctx.store.read(sign_ups.look, callback_data.event_id, ctx.person_id)
    if seen is None or not seen.came:
        await ctx.refuse(query, "after-did-not-come")
        return
    await ctx.show(query, thanks_text(ctx.tr, seen.event), stars(ctx.tr, seen.event.id))


@router.callback_query(StarsButton.filter())
async def rate(query: CallbackQuery, ctx: Context, callback_data: StarsButton) -> None:
    """Keep the rating and ask for a word, which may be left out."""
    event_id, given = callback_data.event_id, callback_data.stars
    person = await ctx.require(query, Purpose.SIGN_UPS, AgreeButton(event_id=event_id, stars=given), _card(event_id))
    if person is None:
        return
    event = await ctx.store.write(results.rate, event_id, person.id, given, ctx.now)
    log.info("event rated", event_id=event_id, person_id=person.id, stars=given, counted=event is not None)
    if event is None:
        await ctx.refuse(query, "after-did-not-come")
        return
    text = ctx.tr("after-word-ask", title=event.title, stars=given, most=WORD_MAX)
    await ctx.ask(query, Rating.word, text, keyboard([paper(ctx.tr, event_id)], [to_menu(ctx.tr)]), event_id=event_id)


def _card(event_id: int) -> EventButton:
    return EventButton(do="card", event_id=event_id)


@router.callback_query(AgreeButton.filter())
async def agree(query: CallbackQuery, ctx: Context, callback_data: AgreeButton) -> None:
    """Record the consent and go on, for people who came; nobody else is asked for one."""
    event_id, given = callback_data.event_id, callback_data.stars
    seen = await ctx.store.read(sign_ups.look, event_id, ctx.person_id)
    if seen is None or not seen.came:
        await ctx.refuse(query, "after-did-not-come")
        return
    ctx = await ctx.agreed(query, Purpose.SIGN_UPS)
    if given:
        await rate(query, ctx, StarsButton(event_id=event_id, stars=given))
    else:
        await ask_name(query, ctx, AfterButton(do="paper", event_id=event_id))


@router.message(StateFilter(Rating.word), Typed())
async def take_word(message: Message, ctx: Context, typed: str) -> None:
    word, event_id = visible(typed), (await ctx.state.get_data()).get("event_id", 0)
    if not word or len(word) > WORD_MAX:
        await message.answer(ctx.tr("too-long", most=WORD_MAX, typed=len(word)) if word else ctx.tr("want-words"))
        return
    await ctx.state.clear()
    kept = await ctx.store.write(results.add_word, event_id, ctx.person_id or 0, word)
    log.info("word about an event", event_id=event_id, person_id=ctx.person_id, kept=kept)
    key = "after-word-done" if kept else "after-did-not-come"
    await ctx.show(message, ctx.tr(key), keyboard([paper(ctx.tr, event_id)], [to_menu(ctx.tr)]))


@router.callback_query(AfterButton.filter(F.do == "paper"))
async def ask_name(query: CallbackQuery, ctx: Context, callback_data: AfterButton) -> None:
    event_id = callback_data.event_id
    seen = await ctx.store.read(sign_ups.look, event_id, ctx.person_id)
    if seen is None or not seen.came:
        await ctx.refuse(query, "after-did-not-come")
        return
    person = await ctx.require(query, Purpose.SIGN_UPS, AgreeButton(event_id=event_id, stars=0), _card(event_id))
    if person is None:
        return
    name = person.name
    own = [button(name[:40], AfterButton(do="own", event_id=event_id))] if is_name(name) else []
    back = button(ctx.tr.plain("event-open"), _card(event_id))
    await ctx.ask(query, Rating.name, ctx.tr("after-name-ask"), keyboard(own, [back]), event_id=event_id)


@router.callback_query(AfterButton.filter(F.do == "own"))
async def take_own_name(query: CallbackQuery, ctx: Context, callback_data: AfterButton) -> None:
    if ctx.person is None or not ctx.person.agreed(Purpose.SIGN_UPS) or not is_name(ctx.person.name):
        await ctx.refuse(query, "after-did-not-come")
        return
    await certify(query, ctx, callback_data.event_id, ctx.person.name)


@router.message(StateFilter(Rating.name), Typed())
async def take_name(message: Message, ctx: Context, typed: str) -> None:
    if not is_name(typed):
        await ctx.refuse(message, "certificate-name-wrong")
        return
    await certify(message, ctx, (await ctx.state.get_data()).get("event_id", 0), typed)


@router.message(StateFilter(Rating))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"), keyboard([to_menu(ctx.tr)]))


async def certify(event: Message | CallbackQuery, ctx: Context, event_id: int, name: str) -> None:
    """Issue the certificate and send it as a Word file. It is a Russian paper; its link shows whose it is."""
    named = (" ".join(name.split()), LINK[-1] + secrets.token_hex(CODE_BYTES))
    today = local_date(ctx.now, ctx.zone)
    given = await ctx.store.write(results.certify, event_id, ctx.person_id or 0, named, today, ctx.now)
    log.info("event certificate", event_id=event_id, person_id=ctx.person_id, issued=given is not None)
    if given is None:
        await ctx.refuse(event, "after-did-not-come")
        return
    await ctx.state.clear()
    link = await ctx.link(f"{LINK.removesuffix(LINK[-1])}{given.code}")
    words = diploma(ctx, given, link)
    content = await asyncio.to_thread(certificate_docx, words)
    file = BufferedInputFile(content, f"{words.heading}.docx")
    to = event.message if isinstance(event, CallbackQuery) else event
    buttons = keyboard([button(ctx.tr.plain("event-to-list"), Open(place="events")), to_menu(ctx.tr)])
    if to:
        await to.answer_document(file, caption=ctx.tr("certificate-sent", link=link), reply_markup=buttons)
    if isinstance(event, CallbackQuery):
        await event.answer()


def diploma(ctx: Context, given: EventCertificate, link: str) -> Diploma:
    """The words of the certificate."""
    russian, event = ctx.texts.choose("ru"), given.event
    took_part = russian.plain("after-diploma-part", title=event.title)
    about = [russian.plain("after-diploma-when", when=when(russian, event), place=event.place)]
    about += [russian.plain("after-diploma-organiser", organiser=event.organiser)] if event.organiser else []
    return Diploma(
        heading=russian.plain("after-diploma-heading", code=given.code),
        name=given.name,
        course=took_part,
        learnt="",
        gists=tuple(about),
        foot=russian.plain("diploma-foot", on=russian.day(given.issued_on), link=link),
    )


@router.message(Command("start"))
async def check(message: Message, ctx: Context, command: CommandObject) -> None:
    """Show whose certificate has this code."""
    code = (command.args or "").removeprefix(LINK.removesuffix(LINK[-1]))[:16]
    given = await ctx.store.read(results.by_code, code)
    to_list = button(ctx.tr.plain("event-to-list"), Open(place="events"))
    if given is None:
        await ctx.refuse(message, "after-paper-unknown", to_list)
        return
    said = {"code": given.code, "name": given.name, "day": ctx.tr.day(given.issued_on)}
    text = ctx.tr("after-paper-true", **said, title=given.event.title, when=when(ctx.tr, given.event))
    await ctx.show(message, text, keyboard([to_list, to_menu(ctx.tr)]))
