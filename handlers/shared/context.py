"""The context of one update: what its handler works with, made once by the middleware and handed over as `ctx`."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiogram import Bot
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.people import ANYWHERE, Person, Purpose, Role, Visitor, may_coordinate
from bot.i18n import Texts, Translator
from bot.logs import get_logger
from handlers.shared.buttons import WorkButton
from handlers.shared.consent import agreed_words, consent_screen
from handlers.shared.open_question import OpenQuestion
from handlers.shared.screens import FEW, MOST, Open, few_buttons, keyboard, pairs, put_screen, to_menu
from storage.core.fsm import put
from storage.core.once import UpdateStore
from storage.people import people

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a handler needs besides its event.

    `now` is the moment of the update by the bot's clock, aware. `person` is None until a first consent; `roles` are
    the person's and those that ADMIN_IDS grants. `tr` has the texts in the person's language, `texts` in all
    languages. `state` is the open question.
    """

    store: UpdateStore
    bot: Bot
    settings: Settings
    texts: Texts
    tr: Translator
    now: datetime
    visitor: Visitor
    person: Person | None
    roles: frozenset[Role]
    state: OpenQuestion

    @property
    def zone(self) -> str:
        """The time zone of the person, or the bot's own for a stranger."""
        return self.person.zone if self.person else self.settings.timezone

    @property
    def person_id(self) -> int | None:
        return self.person.id if self.person else None

    @property
    def known_id(self) -> int:
        """The person's id, where `require` has let them pass."""
        if self.person is None:
            raise ValueError("nobody is known here")
        return self.person.id

    async def link(self, payload: str) -> str:
        """A deep link to the bot in the person's messenger: it comes back as `/start payload`."""
        me = await self.bot.me()
        return self.visitor.channel.link(me.username or "", payload)

    async def show(
        self,
        event: Message | CallbackQuery,
        text: Markup,
        markup: InlineKeyboardMarkup | None = None,
        alert: str = "",
        toast: str = "",
    ) -> None:
        """Show a screen, see `put_screen`. A press also closes the open question, since the screen replaces it.

        A press that is answered with an alert only does not come here: its question is still visible and stays open.
        """
        if isinstance(event, CallbackQuery):
            await self.state.leave()
        markup = self.fitting(markup)
        await self.store.write_rest()
        await put_screen(event, text, markup, alert, toast)

    async def ask(
        self,
        event: Message | CallbackQuery,
        question: State,
        text: Markup,
        markup: InlineKeyboardMarkup | None = None,
        **data: Any,
    ) -> None:
        """Ask for typed text. `data` (ids, never words) is kept with the question until the answer comes."""
        markup = self.fitting(markup)
        await self.state.ask(question, **data)
        await put_screen(event, text, markup)

    def fitting(self, markup: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
        """The keyboard with MOST buttons, or with FEW where the person wants it; the others behind one more.

        The others are kept with the conversation, for a day, along with the next thing that is written.
        """
        kept = pairs(markup) if markup else []
        if len(kept) <= self.most_buttons:
            return markup
        mark = sha256(repr(kept).encode()).hexdigest()[:8]
        self.store.write_along(put, self.state.row_key, self.now, buttons={"mark": mark, "kept": kept})
        return few_buttons(self.tr, kept, mark, 0, self.most_buttons)

    @property
    def most_buttons(self) -> int:
        """The number of buttons that a screen of this person has at most."""
        return FEW if self.person and self.person.few_buttons else MOST

    async def refuse(self, event: Message | CallbackQuery, key: str, *back: InlineKeyboardButton) -> None:
        """Give the reason of a refusal: an alert on a press, else a message with `back` and the menu, a row each."""
        if isinstance(event, Message):
            rows = [[each] for each in (*back, to_menu(self.tr))]
            await event.answer(self.tr(key), reply_markup=keyboard(*rows))
        else:
            await event.answer(self.tr.plain(key), show_alert=True)

    async def deny(self, event: Message | CallbackQuery, key: str = "not-allowed", *back: InlineKeyboardButton) -> None:
        """Refuse somebody who lacks the right, with a line in the log."""
        self.note_refusal(event, key)
        await self.refuse(event, key, *back)

    def note_refusal(self, event: Message | CallbackQuery, reason: str) -> None:
        """Log that somebody was refused: which button it was and the reason as a code, never words."""
        pressed = (event.data or "").split(":")[0] if isinstance(event, CallbackQuery) else ""
        log.info("refused", person_id=self.person_id, button=pressed, reason=reason)

    async def answer_once(self, message: Message, text: Markup, markup: InlineKeyboardMarkup | None = None) -> None:
        """Answer a message that cannot be used here. An album is many messages: only the first one is answered."""
        album = message.media_group_id
        if album:
            if (await self.state.get_data()).get("album") == album:
                return
            await self.state.update_data(album=album)
        await message.answer(text, reply_markup=markup)

    async def require(
        self, event: Message | CallbackQuery, purpose: Purpose, agree: CallbackData, refuse: CallbackData
    ) -> Person | None:
        """Return the person if they agreed to `purpose`; else show the consent and return None.

        `agree` is the button that records the consent with `agreed` and then does what was asked for. `refuse` leads
        back.
        """
        if self.person is not None and self.person.agreed(purpose):
            return self.person
        await self.show(event, *consent_screen(self.tr, self.settings, purpose, agree, refuse))
        return None

    async def agreed(self, query: CallbackQuery, purpose: Purpose) -> "Context":
        """Record the consent whose words the pressed message shows. Return the context with the person who agreed.

        When the message shows other words, nothing is recorded and the context is returned as it is: `require` then
        asks again.
        """
        words = agreed_words(query, self.tr, self.settings, purpose)
        if words is None:
            return self
        row = (self.visitor, purpose, words, self.tr.locale, self.settings.timezone, self.now)
        person = await self.store.write(people.agree, *row)
        log.info("consent given", person_id=person.id, purpose=purpose)
        return replace(self, person=person)

    async def require_work(self, event: Message | CallbackQuery) -> Person | None:
        """Return the person if they agreed to the work of a coordinator; else show the consent and return None.

        Whoever reads what is others' is asked by this, so that the journal of looks always has a name.
        """
        return await self.require(event, Purpose.WORK, WorkButton(do="agree"), Open(place="menu"))

    def coordinates(self, scope: str | None = ANYWHERE) -> bool:
        """True for a coordinator of `scope`; without a scope, for a coordinator of anything."""
        return may_coordinate(self.roles, scope)

    async def require_coordinator(self, event: Message | CallbackQuery, scope: str | None = ANYWHERE) -> bool:
        """Return True for a coordinator of `scope`; refuse everybody else and return False."""
        if self.coordinates(scope):
            return True
        await self.deny(event)
        return False
