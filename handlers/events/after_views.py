"""The screens of the time after an event."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from markupsafe import Markup

from bot.domain.events import Event
from bot.domain.events.results import STARS
from bot.i18n import Translator
from handlers.events.after_buttons import AfterButton, StarsButton
from handlers.shared.screens import button, keyboard, to_menu


def thanks_text(tr: Translator, event: Event) -> Markup:
    return tr("event-thanks-notice", title=event.title)


def stars(tr: Translator, event_id: int) -> InlineKeyboardMarkup:
    """A button for each rating, the certificate, the menu."""
    row = [button(str(each), StarsButton(event_id=event_id, stars=each)) for each in STARS]
    return keyboard(row, [paper(tr, event_id)], [to_menu(tr)])


def paper(tr: Translator, event_id: int) -> InlineKeyboardButton:
    return button(tr.plain("after-paper"), AfterButton(do="paper", event_id=event_id))
