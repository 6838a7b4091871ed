"""Typed words as presses: who types the label of a button, "skip" or "my papers" gets what the button does."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, Message, TelegramObject, Update, User
from markupsafe import Markup

from bot.domain.papers.kit import Paper
from bot.domain.people import Purpose
from bot.domain.spoken import (
    ButtonMeant,
    CommandMeant,
    Courtesy,
    Label,
    Meant,
    NoButton,
    Openness,
    PlaceMeant,
    understand,
)
from bot.logs import get_logger
from bot.vocabulary import spoken_words
from handlers.account.views import WithdrawButton
from handlers.papers.blanks import BlankButton
from handlers.shared.context import Context
from handlers.shared.screens import BlanksButton, Open, keyboard, to_menu
from handlers.shared.typed_press import TypedPress

log = get_logger(__name__)

Request = Callable[[Bot, TelegramMethod[Any]], Awaitable[Any]]
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

SCREENS_KEPT = 5_000
# The words for a meaning that leads to no button.
REPLIES = {
    Courtesy.HELLO: "word-hello",
    Courtesy.THANKS: "word-thanks",
    NoButton.SKIP: "word-no-skip",
    NoButton.UNKNOWN: "word-unknown",
    NoButton.YES_NO: "word-no-button",
}
# Places whose first screen is not `Open(place=…)` of the same name.
PLACES = {"papers": Open(place="case").pack(), "blanks": BlanksButton(slug="", step="").pack()}
# "Stop" asks whether the news shall end; who gets none is shown what else the bot knows and sends.
NO_NEWS = WithdrawButton(do="ask", purpose=Purpose.NOTIFICATIONS).pack()


@dataclass(frozen=True, slots=True)
class Screen:
    """The newest message with buttons in a chat."""

    message_id: int
    text: str
    labels: tuple[Label, ...]


class LastScreens(BaseRequestMiddleware):
    """Remembers the newest screen of each chat. After a restart nothing is known until the next one."""

    def __init__(self) -> None:
        self._screens: OrderedDict[int, Screen] = OrderedDict()

    def of(self, chat_id: int) -> Screen | None:
        return self._screens.get(chat_id)

    def buttons_of(self, chat_id: int) -> list[str]:
        """The data of the buttons of a chat's newest screen."""
        screen = self.of(chat_id)
        return [label.data for label in screen.labels] if screen else []

    async def __call__(self, make_request: Request, bot: Bot, method: TelegramMethod[Any]) -> Any:
        done = await make_request(bot, method)
        if isinstance(method, SendMessage | EditMessageText) and isinstance(method.chat_id, int):
            shown = method if isinstance(method, EditMessageText) else done
            self._remember(method.chat_id, shown.message_id or 0, method)
        return done

    def _remember(self, chat_id: int, message_id: int, method: SendMessage | EditMessageText) -> None:
        known, markup = self._screens.get(chat_id), method.reply_markup
        is_older = known is not None and message_id < known.message_id
        if is_older or not isinstance(markup, InlineKeyboardMarkup):
            return
        labels = tuple(
            Label(each.text, each.callback_data) for row in markup.inline_keyboard for each in row if each.callback_data
        )
        self._screens[chat_id] = Screen(message_id, Markup(method.text or "").striptags(), labels)  # noqa: S704
        self._screens.move_to_end(chat_id)
        if len(self._screens) > SCREENS_KEPT:
            self._screens.popitem(last=False)


class TypedWords(BaseMiddleware):
    """Turns messages that mean a button into presses, and those that mean a command into that command.

    `any_words` are the states of questions that take any words as their answer: there only the labels on the screen and
    the words for one of its buttons count.
    """

    def __init__(self, screens: LastScreens, any_words: Collection[str]) -> None:
        self._screens, self._any_words = screens, frozenset(any_words)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        message = event.message if isinstance(event, Update) else None
        if not isinstance(event, Update) or message is None or not message.text or message.text.startswith("/"):
            return await handler(event, data)
        ctx: Context = data["ctx"]
        screen = self._screens.of(message.chat.id)
        labels = screen.labels if screen else ()
        meant = understand(message.text, labels, self._openness(ctx), spoken_words(ctx.tr.locale))
        if meant is None:
            return await handler(event, data)
        log.info("typed word understood", meant=type(meant).__name__, person_id=ctx.person_id)
        if isinstance(meant, Courtesy | NoButton):
            return await _reply(message, ctx, meant)
        return await handler(_instead(event, message, screen, meant, ctx), data)

    def _openness(self, ctx: Context) -> Openness:
        if ctx.state.opened is None:
            return Openness.NONE
        return Openness.ANY if ctx.state.opened in self._any_words else Openness.ANSWER


async def _reply(message: Message, ctx: Context, meant: Courtesy | NoButton) -> None:
    """Answer in words. An open question stays open, with its buttons above; otherwise the menu is offered."""
    menu = None if isinstance(meant, NoButton) else keyboard([to_menu(ctx.tr)])
    await message.answer(ctx.tr(REPLIES[meant]), reply_markup=menu)


def _instead(event: Update, message: Message, screen: Screen | None, meant: Meant, ctx: Context) -> Update:
    """The update that the words stand for."""
    if isinstance(meant, CommandMeant):
        return event.model_copy(update={"message": message.model_copy(update={"text": meant.command})})
    pressed = meant.data if isinstance(meant, ButtonMeant) else _place(meant, ctx)
    return Update(update_id=event.update_id, callback_query=_press(message, screen, pressed))


def _place(meant: Meant, ctx: Context) -> str:
    place = meant.place if isinstance(meant, PlaceMeant) else "menu"
    if place == "news":
        is_told = ctx.person is not None and ctx.person.agreed(Purpose.NOTIFICATIONS)
        return NO_NEWS if is_told else Open(place="privacy").pack()
    if isinstance(meant, PlaceMeant) and meant.about and place == "blanks":
        return BlankButton(slug="", paper=Paper(meant.about), page=0).pack()
    return PLACES.get(place) or Open(place=place).pack()


def _press(message: Message, screen: Screen | None, pressed: str) -> TypedPress:
    """A press of the screen's message: a consent is checked against the words that the person saw."""
    shown = Message(
        message_id=screen.message_id if screen else message.message_id,
        date=message.date,
        chat=message.chat,
        text=screen.text if screen else message.text,
    )
    user = message.from_user or User(id=message.chat.id, is_bot=False, first_name="")
    press = TypedPress(id="", from_user=user, chat_instance="", message=shown.as_(message.bot), data=pressed)
    return press.as_(message.bot)
