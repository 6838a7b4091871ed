"""Applications for grants: a person's own (`begin`), the project (`project`), what to do (`checklist`), the money
(`budget`), the people (`members`), how far it is (`progress`), its files (`files`), its letters (`letters`), what is
heard unasked (`notifications`). For coordinators: whom a programme concerns (`reach`), all numbers (`statistics`).

a grant → [our application] → a round → consent → card → checklist | budget | project | people | files | how far
"""

from aiogram import Router

from handlers.applications import (
    begin,
    budget,
    checklist,
    files,
    letters,
    members,
    progress,
    project,
    reach,
    statistics,
)
from handlers.applications.notifications import NOTIFICATIONS

router = Router(name="applications")
for part in (begin, project, checklist, budget, members, progress, files, letters, reach, statistics):
    router.include_router(part.router)

__all__ = ["NOTIFICATIONS", "router"]
