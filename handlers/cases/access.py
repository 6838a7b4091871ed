"""Access to a case: members read and change it, everybody else is refused.

A person without a consent has the id 0 here: nobody's, so storage treats them as no member.
"""

from dataclasses import dataclass
from datetime import date, datetime

from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.daysoff import days_off
from bot.domain.cases import Case, Schedule, Term, schedule, terms, today
from bot.i18n import Translator
from handlers.shared.citations import Law, read_law
from handlers.shared.context import Context
from handlers.shared.screens import Open, button
from storage.cases import cases


@dataclass(frozen=True, slots=True)
class View:
    """A case on one day, with the norms and the public holidays for counting its terms."""

    case: Case
    law: Law
    days_off: frozenset[date]
    now: datetime

    @property
    def today(self) -> date:
        return today(self.case, self.now)

    @property
    def terms(self) -> list[Term]:
        return terms(self.case, self.law.norms, self.days_off)

    @property
    def schedule(self) -> Schedule | None:
        return schedule(self.case, self.law.norms, self.days_off)


def to_list(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("case-to-list"), Open(place="case"))


async def refuse(event: Message | CallbackQuery, ctx: Context) -> None:
    """Tell a person who is no member of the case that it is not theirs."""
    await ctx.deny(event, "case-not-yours", to_list(ctx.tr))


async def require_case(event: Message | CallbackQuery, ctx: Context, case_id: int) -> Case | None:
    """Return the case to its member; refuse everybody else with None, also when there is no such case."""
    case = await ctx.store.read(cases.of_member, case_id, ctx.person_id or 0)
    if case is None:
        await refuse(event, ctx)
    return case


async def require_view(event: Message | CallbackQuery, ctx: Context, case_id: int) -> View | None:
    """Return the case with what its terms are counted by; refuse like `require_case`."""
    case = await require_case(event, ctx, case_id)
    return await view_of(ctx, case) if case else None


async def view_of(ctx: Context, case: Case) -> View:
    """Return a case that was read already with what its terms are counted by."""
    law = await read_law(ctx)
    return View(case, law, days_off(law.today), ctx.now)
