"""Grants: the catalogue (`reading`), what people follow (`following`), announcements that they saw (`tips`), what they
are told (`notifications`, `told`), and the desk of the coordinators who keep the catalogue true (`desk`).

/grants → list → card → [remind me] → what will come → consent → done
"""

from aiogram import Router

from handlers.grants import desk, following, reading, tips
from handlers.grants.notifications import NOTIFICATIONS

router = Router(name="grants")
router.include_routers(following.router, reading.router, tips.router, desk.router)

__all__ = ["NOTIFICATIONS", "router"]
