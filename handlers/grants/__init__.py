"""Grants: the catalogue (`reading`), subscriptions (`browse`), announcements that people saw (`tips`), reminders and
notices (`notifications`), and the desk of the coordinators who keep the catalogue true (`desk`).

/grants → list → [who applies?] → list for them → card → [remind me] → consent → done
"""

from aiogram import Router

from handlers.grants import browse, desk, reading, tips
from handlers.grants.notifications import NOTIFICATIONS

router = Router(name="grants")
router.include_routers(browse.router, reading.router, tips.router, desk.router)

__all__ = ["NOTIFICATIONS", "router"]
