"""A founding case: the list and the card (`my_cases`), its steps (`progress`), its members (`members`), the days before
the meeting (`meeting_plan`), its name and switches (`settings`), people who want to be out of the papers (`named`), the
view of coordinators (`overview`), who may read it
(`access`), its screens (`views`, `step_views`), its outbox messages (`notifications`), typed days (`dates`).

/case → consent → card → step → [done] → when → next step
/case → card → [members] → a link → another neighbour agrees and is in
"""

from aiogram import Router

from handlers.cases import meeting_plan, members, my_cases, named, overview, progress, settings
from handlers.cases.notifications import NOTIFICATIONS

router = Router(name="cases")
router.include_routers(
    my_cases.router,
    progress.router,
    members.router,
    meeting_plan.router,
    settings.router,
    named.router,
    overview.router,
)

__all__ = ["NOTIFICATIONS", "router"]
