"""The office of the staff: working hours, promised moments, administrators, all from the settings."""

from datetime import datetime

from bot.config import Settings
from bot.daysoff import days_off
from bot.domain.questions import Office
from bot.domain.time import local_date
from bot.domain.working_hours import WorkingHours
from bot.i18n import Translator
from handlers.shared.context import Context
from handlers.shared.screens import clock
from storage.core.db import Store
from storage.questions import handover


def office(settings: Settings, now: datetime) -> Office:
    """The terms on which coordinators answer."""
    today = local_date(now, settings.timezone)
    hours = WorkingHours(*settings.working_hours, settings.timezone, days_off(today))
    return Office(hours, settings.answer_within_hours, settings.remind_after_hours, settings.admin_ids)


def office_of(ctx: Context) -> Office:
    return office(ctx.settings, ctx.now)


def hours_of(settings: Settings) -> dict[str, str]:
    """The first and the last hour of the working day, for texts."""
    first, last = settings.working_hours
    return {"first": f"{first}:00", "last": f"{last}:00"}


def moment(tr: Translator, at: datetime | None, zone: str) -> str:
    return clock(tr, at, zone) if at else "—"


async def remind(store: Store, settings: Settings, now: datetime) -> int:
    """Remind coordinators of the questions that have waited too long. Returns their number."""
    return await store.write(handover.remind, office(settings, now), now)
