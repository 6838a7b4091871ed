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

from handlers.events import attendance, create, create_steps, guests, reschedule, review, signup
from handlers.events.notifications import NOTIFICATIONS

router = Router(name="events")
router.include_routers(signup.router, create.router, create_steps.router, reschedule.router, review.router)
router.include_routers(guests.router, attendance.router)

__all__ = ["NOTIFICATIONS", "router"]
