"""The context of one update: what its handler works with, made once by the middleware and handed over as `ctx`."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.people import ANYWHERE, Person, Purpose, Role, Visitor, may_coordinate
from bot.i18n import Texts, Translator
from handlers.shared.consent import agreed_words, consent_screen
from handlers.shared.open_question import OpenQuestion
from handlers.shared.screens import keyboard, put_screen, to_menu
from storage.core.db import Store
from storage.people import people


@dataclass(frozen=True, slots=True)
class Context:
    """Everything an update brings, besides itself.

    `now` is the moment of the update by the bot's clock, aware. `person` is None until a first consent; `roles` are
    theirs and what ADMIN_IDS grants. `tr` speaks their language, `texts` all of them.
    """

    store: Store
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
        """The clocks they go by: their own zone, a stranger's is the bot's."""
        return self.person.zone if self.person else self.settings.timezone

    @property
    def person_id(self) -> int | None:
        return self.person.id if self.person else None

    async def show(
        self,
        event: Message | CallbackQuery,
        text: Markup,
        markup: InlineKeyboardMarkup | None = None,
        alert: str = "",
        toast: str = "",
    ) -> None:
        """Show a screen, see `put_screen`. On a press it takes the place of the open question, which is closed.

        A press that is answered by an alert alone leaves the question open: the person still has it before them.
        """
        if isinstance(event, CallbackQuery):
            await self.state.leave()
        await put_screen(event, text, markup, alert, toast)

    async def ask(
        self,
        event: Message | CallbackQuery,
        question: State,
        text: Markup,
        markup: InlineKeyboardMarkup | None = None,
        **data: Any,
    ) -> None:
        """Ask for typed text and wait: `data` (ids, never words) is there again when the answer comes."""
        await self.state.ask(question, **data)
        await put_screen(event, text, markup)

    async def refuse(self, event: Message | CallbackQuery, key: str, *back: InlineKeyboardButton) -> None:
        """Say why not: an alert on a press; under a message the ways on, a row each, `back` first and the menu last."""
        if isinstance(event, Message):
            ways = [*back, to_menu(self.tr)]
            await event.answer(self.tr(key), reply_markup=keyboard(*[[each] for each in ways]))
        else:
            await event.answer(self.tr.plain(key), show_alert=True)

    async def answer_once(self, message: Message, text: Markup, markup: InlineKeyboardMarkup | None = None) -> None:
        """Answer a message that is of no use here. Of an album, which is many messages, only the first is answered."""
        album = message.media_group_id
        if album:
            if (await self.state.get_data()).get("album") == album:
                return
            await self.state.update_data(album=album)
        await message.answer(text, reply_markup=markup)

    async def require(
        self, event: Message | CallbackQuery, purpose: Purpose, agree: CallbackData, refuse: CallbackData
    ) -> Person | None:
        """The person, if they agreed to `purpose`; else None, and the consent is shown.

        `agree` is the button that goes on with the very thing that was asked for, by way of `agreed`.
        """
        if self.person is not None and self.person.agreed(purpose):
            return self.person
        await self.show(event, *consent_screen(self.tr, self.settings, purpose, agree, refuse))
        return None

    async def agreed(self, query: CallbackQuery, purpose: Purpose) -> "Context":
        """Record the consent under whose words the button was pressed. Returns the context of who agreed.

        The context is returned as it is when the message shows other words: `require` then asks again.
        """
        words = agreed_words(query, self.tr, self.settings, purpose)
        if words is None:
            return self
        agreed = (self.visitor, purpose, words, self.tr.locale, self.settings.timezone, self.now)
        return replace(self, person=await self.store.write(people.agree, *agreed))

    def coordinates(self, scope: str | None = ANYWHERE) -> bool:
        """Whether events, broadcasts and questions of `scope` are theirs to keep; without one, of any scope."""
        return may_coordinate(self.roles, scope)

    async def require_coordinator(self, event: Message | CallbackQuery, scope: str | None = ANYWHERE) -> bool:
        """True for a coordinator of `scope`; everybody else is refused."""
        if self.coordinates(scope):
            return True
        await self.refuse(event, "not-allowed")
        return False
