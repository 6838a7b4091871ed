"""A founding case: opening one (`opening`), what was done (`noting`), with whom (`members`), the days before the
meeting (`planning`), its name and what it tells (`settling`), what coordinators see (`watching`), what is said unasked
(`unasked`).

/case → consent → card → step → [done] → when → next step
/case → card → [members] → a link → another neighbour agrees and is in
"""

from aiogram import Router

from handlers.cases import members, noting, opening, planning, settling, watching
from handlers.cases.unasked import SPEECHES

router = Router(name="cases")
router.include_routers(opening.router, noting.router, members.router, planning.router, settling.router, watching.router)

__all__ = ["SPEECHES", "router"]
