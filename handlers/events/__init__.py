"""Events: finding and joining one (`joining`), making one (`beginning`, `making`), reviewing, publishing and calling
off (`reviewing`), giving it another start (`moving`), who comes (`guests`), what is said unasked (`unasked`).

/events → list → card → [join] → consent → done
/new_event → [municipality] → title → when → place → seats → about → review → [publish]
card → [move] → when → sure → done
card → [who signed up] → names
"""

from aiogram import Router

from handlers.events import beginning, guests, joining, making, moving, reviewing
from handlers.events.unasked import SPEECHES

router = Router(name="events")
router.include_routers(joining.router, beginning.router, making.router, moving.router, reviewing.router, guests.router)

__all__ = ["SPEECHES", "router"]
