"""A founding case: opening one (`opening`), what was done (`noting`), with whom (`members`), the days before the
meeting (`planning`), its name and what it tells (`settling`), what coordinators see (`watching`), what is said unasked
(`unasked`).

/case → consent → card → step → [done] → when → next step
/case → card → [members] → a link → another neighbour agrees and is in
"""

from aiogram import Router

from handlers.cases import meeting_plan, members, my_cases, overview, progress, settings
from handlers.cases.notifications import NOTIFICATIONS

router = Router(name="cases")
router.include_routers(
    my_cases.router, progress.router, members.router, meeting_plan.router, settings.router, overview.router
)

__all__ = ["NOTIFICATIONS", "router"]
