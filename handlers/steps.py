"""The way to a step of the road, from wherever it is spoken of. A slug of "" is anywhere: the common road."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.founding import Step

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


class StepButton(CallbackData, prefix="step"):
    slug: str
    step: Step
