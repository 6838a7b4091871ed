"""Grants: the catalogue and subscriptions (`browse`), announcements that people saw (`tips`), reminders and notices
(`notifications`), and the desk of the coordinators who keep the catalogue true (`desk`).

/grants → list → [who applies?] → list for them → card → [remind me] → consent → done
"""

from aiogram import Router

from handlers.grants import browse, desk, tips
from handlers.grants.notifications import NOTIFICATIONS

router = Router(name="grants")
router.include_routers(browse.router, tips.router, desk.router)

__all__ = ["NOTIFICATIONS", "router"]
