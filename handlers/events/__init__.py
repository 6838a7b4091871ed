"""Events: finding and joining one (`joining`), making one (`making`),
reviewing, publishing and calling off (`reviewing`), what is said unasked (`unasked`).

/events → list → card → [join] → consent → done
/new_event → title → when → place → seats → about → review → [publish]
"""

from aiogram import Router

from handlers.events import joining, making, reviewing
from handlers.events.unasked import SPEECHES

router = Router(name="events")
router.include_routers(joining.router, making.router, reviewing.router)

__all__ = ["SPEECHES", "router"]
