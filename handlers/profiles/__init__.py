"""What the bot knows of the law, kept by coordinators: norms to check (`norms`), municipalities (`places`),
a correction from its value to its review (`editing`), who hears of it (`unasked`).

/law → norms past their day → [checked, unchanged] | [correct] → value → how sure → who says so → review → saved
/law → municipalities → profile → field → the same
"""

from aiogram import Router

from handlers.profiles import editing, norms, places
from handlers.profiles.unasked import SPEECHES

router = Router(name="profiles")
router.include_routers(norms.router, places.router, editing.router)

__all__ = ["SPEECHES", "router"]
