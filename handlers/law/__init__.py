"""What the bot knows of the law, kept by coordinators: norms to check (`norms`), municipalities (`places`),
a correction from its value to its review (`editing`), who hears of it (`unasked`).

/law → norms past their day → [checked, unchanged] | [correct] → value → how sure → who says so → review → saved
/law → municipalities → profile → field → the same
"""

from aiogram import Router

from handlers.law import edit, municipalities, norms
from handlers.law.notifications import NOTIFICATIONS

router = Router(name="law")
router.include_routers(norms.router, municipalities.router, edit.router)

__all__ = ["NOTIFICATIONS", "router"]
