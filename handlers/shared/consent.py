"""The consent to one purpose: its words, their hash, its screen. `Context.require` asks for it."""

import hashlib

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain import retention
from bot.domain.people import Purpose
from bot.i18n import Translator
from handlers.shared.screens import button, keyboard

CONSENTS = {
    Purpose.SIGN_UPS: "consent-sign-ups",
    Purpose.SUBSCRIPTIONS: "consent-subscriptions",
    Purpose.NOTIFICATIONS: "consent-notifications",
    Purpose.WORK: "consent-work",
    Purpose.CASES: "consent-cases",
    Purpose.QUESTIONS: "consent-questions",
    Purpose.PROFILE: "consent-profile",
    Purpose.LEARNING: "consent-learning",
    Purpose.APPLICATIONS: "consent-applications",
    Purpose.FIGURES: "consent-figures",
}
# Days that texts name: how long drafts, backups and the names of companions are kept.
KEPT = {"drafts": retention.DRAFT.days, "backups": retention.BACKUP.days, "companions": retention.COMPANION.days}


def consent_text(tr: Translator, settings: Settings, purpose: Purpose) -> Markup:
    return tr(CONSENTS[purpose], **operator(tr, settings), **KEPT)


def consent_hash(tr: Translator, settings: Settings, purpose: Purpose) -> str:
    """SHA-256 of the words of a consent, which the journal keeps as proof."""
    return hashlib.sha256(consent_text(tr, settings, purpose).encode()).hexdigest()


def agreed_words(query: CallbackQuery, tr: Translator, settings: Settings, purpose: Purpose) -> str | None:
    """The hash of the consent that the pressed message shows.

    None when the message shows other words: another language, an older consent, or nothing that the bot can see. Then
    the consent has to be shown again.
    """
    seen = query.message.text if isinstance(query.message, Message) else None
    if " ".join((seen or "").split()) != consent_text(tr, settings, purpose).striptags():
        return None
    return consent_hash(tr, settings, purpose)


def consent_screen(
    tr: Translator, settings: Settings, purpose: Purpose, agree: CallbackData, refuse: CallbackData
) -> tuple[Markup, InlineKeyboardMarkup]:
    """The screen of a consent. `agree` records it and then does what was asked for."""
    buttons = keyboard(
        [button(tr.plain("button-agree"), agree)],
        [button(tr.plain("button-refuse"), refuse)],
    )
    return consent_text(tr, settings, purpose), buttons


def operator(tr: Translator, settings: Settings) -> dict[str, str]:
    """The operator of personal data and the place of their store, as values of the texts that name them."""
    return {
        "operator": settings.operator_name or tr.plain("demo-operator"),
        "contact": settings.operator_contact or tr.plain("demo-contact"),
        "location": settings.data_location or tr.plain("demo-location"),
    }
