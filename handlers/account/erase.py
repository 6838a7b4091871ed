"""/mydata → a file with everything; /erase → what will be lost → [erase] → a stranger again.

A warning of a long absence → [stay].
"""

import json
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.account.privacy import take_back_commands
from handlers.account.views import DataButton, is_appointed
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, show, to_menu
from storage.cases import membership
from storage.core import fsm
from storage.core.db import Store
from storage.core.fsm import Conversations
from storage.events import sign_ups
from storage.people import people, personal_data
from storage.people.people import Knowledge

router = Router(name="account.erase")
router.message.filter(Said("mydata", "erase"))
router.callback_query.filter(Pressed(DataButton))

FILE_NAME = "my-data.json"


@router.message(Command("mydata"))
@router.callback_query(DataButton.filter(F.do == "download"))
async def send_data(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    state: FSMContext,
    conversations: Conversations,
    person: Person | None,
) -> None:
    if person is None:
        await show(event, tr("mydata-nothing"), keyboard([to_menu(tr)]))
        return
    held = await store.read(personal_data.export, person.id, conversations.key(state.key))
    message = event if isinstance(event, Message) else event.message
    if message:
        file = BufferedInputFile(as_json(held), FILE_NAME)
        caption = tr("mydata-sent", count=sum(map(len, held.values())))
        onward = keyboard([button(tr.plain("privacy-back"), Open(place="privacy"))], [to_menu(tr)])
        await message.answer_document(file, caption=caption, reply_markup=onward)
    if isinstance(event, CallbackQuery):
        await event.answer()


def as_json(held: Any) -> bytes:
    """Rows as a person can read them too: Russian as it is written, dates and moments in UTC as ISO 8601."""
    return json.dumps(held, ensure_ascii=False, indent=2, default=lambda day: day.isoformat()).encode()


@router.message(Command("erase"))
@router.callback_query(DataButton.filter(F.do == "erase"))
async def ask_before_erasing(
    event: Message | CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    state: FSMContext,
    conversations: Conversations,
    person: Person | None,
    now: datetime,
) -> None:
    known = await store.read(people.know, person.id) if person else None
    if known is None:
        await forget_stranger(event, store, tr, settings, conversations.key(state.key))
        return
    ahead = await store.read(sign_ups.mine, known.person.id, now)
    loss = tr("erase-loss", events=len(ahead), grants=known.rows["subscriptions"])
    parts = [tr("erase-ask"), loss, *work_lost(event, tr, settings, known)]
    if known.rows["case_members"]:
        founding = await store.read(membership.loss, known.person.id)
        parts.append(tr("erase-cases", shared=founding.shared, alone=founding.alone))
    if known.rows["questions"]:
        parts.append(tr("erase-questions", count=known.rows["questions"]))
    parts.append(tr("erase-forever"))
    sure = button(tr.plain("erase-sure"), DataButton(do="erase-sure"))
    back = button(tr.plain("button-no"), Open(place="privacy"))
    await show(event, Markup("\n\n").join(parts), keyboard([sure], [back]))


def work_lost(event: Message | CallbackQuery, tr: Translator, settings: Settings, known: Knowledge) -> list[Markup]:
    """What an erasure does to a coordinator's work; nothing is said to who has none."""
    if is_appointed(event, settings):
        return [tr("erase-work-appointed")]
    works = known.person.roles or known.rows["events"] or known.rows["broadcasts"]
    return [tr("erase-work")] if works else []


async def forget_stranger(
    event: Message | CallbackQuery, store: Store, tr: Translator, settings: Settings, key: str
) -> None:
    """A stranger has no more than a language and a question, kept for a day under a hash: these go too."""
    await store.write(fsm.forget, key)
    if not is_appointed(event, settings):
        await take_back_commands(event)
    await show(event, tr("erase-nothing"), keyboard([to_menu(tr)]))


@router.callback_query(DataButton.filter(F.do == "erase-sure"))
async def erase(
    query: CallbackQuery,
    store: Store,
    tr: Translator,
    settings: Settings,
    state: FSMContext,
    conversations: Conversations,
    person: Person | None,
    now: datetime,
) -> None:
    key = conversations.key(state.key)
    if person is None:
        await forget_stranger(query, store, tr, settings, key)
        return
    await store.write(personal_data.erase, person.id, key, now)
    await store.scrub()
    if not is_appointed(query, settings):
        await take_back_commands(query)
    await show(query, tr("erase-done"), keyboard([to_menu(tr)]))


@router.callback_query(DataButton.filter(F.do == "stay"))
async def stay(query: CallbackQuery, tr: Translator, person: Person | None) -> None:
    """The press itself has been noted, as any other would have been; all that is left is to say so."""
    await show(query, tr("absence-stays" if person else "absence-over"), keyboard([to_menu(tr)]))
