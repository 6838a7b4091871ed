"""The names of the steps of founding and of the papers, and the button to a step.

A slug of "" is the common guide, for any municipality.
"""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.founding import Step
from bot.domain.papers.kit import Paper, Section
from bot.i18n import Translator
from handlers.shared.screens import button

STEPS = {
    Step.GROUP: "step-group",
    Step.TERRITORY: "step-territory",
    Step.HEADCOUNT: "step-headcount",
    Step.BOUNDARIES: "step-boundaries",
    Step.CHARTER: "step-charter",
    Step.NOTICE: "step-notice",
    Step.DELEGATES: "step-delegates",
    Step.MEETING: "step-meeting",
    Step.REGISTRATION: "step-registration",
    Step.FIRST_DAYS: "step-first-days",
    Step.LEGAL_ENTITY: "step-legal-entity",
}

PAPERS = {
    Paper.GROUP: "paper-group",
    Paper.TERRITORY: "paper-territory",
    Paper.SCHEME: "paper-scheme",
    Paper.HEADCOUNT: "paper-headcount",
    Paper.BOUNDARIES: "paper-boundaries",
    Paper.SIGNATURES: "paper-signatures",
    Paper.CHARTER: "paper-charter",
    Paper.PREMISES: "paper-premises",
    Paper.NOTICE: "paper-notice",
    Paper.POSTER: "paper-poster",
    Paper.LETTER: "paper-letter",
    Paper.DELEGATES: "paper-delegates",
    Paper.ATTENDANCE: "paper-attendance",
    Paper.MINUTES: "paper-minutes",
    Paper.REGISTRATION: "paper-registration",
    Paper.SUBMISSION: "paper-submission",
    Paper.COVER: "paper-cover",
    Paper.OFFICERS: "paper-officers",
    Paper.CONSENT: "paper-consent",
    Paper.CHANGES: "paper-changes",
}


SECTIONS = {
    Section.BEFORE: "section-before",
    Section.GATHERING: "section-gathering",
    Section.FILING: "section-filing",
    Section.AFTER: "section-after",
}


class StepButton(CallbackData, prefix="step"):
    slug: str
    step: Step


def to_step(tr: Translator, step: Step) -> InlineKeyboardButton:
    """The button to a step of the common guide, labelled with the step's name."""
    return button(tr.plain("step-open", title=tr.plain(STEPS[step])), StepButton(slug="", step=step))
