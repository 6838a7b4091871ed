"""Following grants: a programme (`programmes`), a filter or everything for oneself (`filters`), the list of all that
one follows (`lists`), and the answers under a message (`answers`).

card → [remind me] → what will come → [yes] → consent → done; /grants → [my subscriptions] → one of them → off, rest
"""

from aiogram import Router

from handlers.grants.following import answers, filters, lists, programmes

router = Router(name="grants.following")
router.include_routers(programmes.router, filters.router, lists.router, answers.router)

__all__ = ["router"]
