"""Events: finding and joining one (`joining`), making one (`beginning`, `making`), reviewing, publishing and calling
off (`reviewing`), giving it another start (`moving`), who comes (`guests`) and who came (`arrivals`), what is said
unasked (`unasked`).

/events → list → card → [join] → consent → done
/new_event → [municipality] → title → when → place → seats → about → review → [publish]
card → [move] → when → sure → done
card → [who signed up] → names
card → [who came] → names to tick
"""

from aiogram import Router

from handlers.events import arrivals, beginning, guests, joining, making, moving, reviewing
from handlers.events.unasked import SPEECHES

router = Router(name="events")
router.include_routers(joining.router, beginning.router, making.router, moving.router, reviewing.router)
router.include_routers(guests.router, arrivals.router)

__all__ = ["SPEECHES", "router"]
