"""Access to an application: members read it, helpers change it, its owner decides on members; others are refused.

A person without a consent has the id 0 here: nobody's, so storage treats them as no member.
"""

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.applications.applications import Access, Application, ApplicationOutcome
from bot.i18n import Translator
from handlers.applications.buttons import ApplicationButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, button
from storage.applications import applications

REFUSALS = {
    ApplicationOutcome.NOT_YOURS: "apply-not-yours",
    ApplicationOutcome.NOT_OWNER: "apply-not-allowed",
    ApplicationOutcome.GONE: "apply-entry-gone",
    ApplicationOutcome.TOO_MANY: "apply-too-many",
    ApplicationOutcome.ALREADY: "apply-item-already",
    ApplicationOutcome.USED: "apply-invitation-used",
    ApplicationOutcome.EXPIRED: "apply-invitation-expired",
    ApplicationOutcome.UNKNOWN: "apply-invitation-unknown",
    ApplicationOutcome.TOO_OFTEN: "invitation-too-often",
}
DENIALS = frozenset({ApplicationOutcome.NOT_YOURS, ApplicationOutcome.NOT_OWNER})


def to_applications(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("apply-to-list"), Open(place="applications"))


def to_application(tr: Translator, application_id: int) -> InlineKeyboardButton:
    return button(tr.plain("apply-to-card"), ApplicationButton(do="card", application_id=application_id))


async def refuse(event: Message | CallbackQuery, ctx: Context, outcome: ApplicationOutcome) -> None:
    """Give the reason of a refusal; for want of a right also in the log."""
    if outcome in DENIALS:
        await ctx.deny(event, REFUSALS[outcome], to_applications(ctx.tr))
    else:
        await ctx.refuse(event, REFUSALS[outcome], to_applications(ctx.tr))


async def require(
    event: Message | CallbackQuery, ctx: Context, application_id: int, access: Access = Access.VIEWER
) -> Application | None:
    """Return the application to a member with this right; refuse everybody else with None, also when there is none."""
    found = await ctx.store.read(applications.of_member, application_id, ctx.person_id or 0)
    if found is not None and found.may(ctx.person_id or 0, access):
        return found
    await refuse(event, ctx, ApplicationOutcome.NOT_OWNER if found else ApplicationOutcome.NOT_YOURS)
    return None
