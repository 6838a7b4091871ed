"""Events: the list, the card and sign-ups (`signup`), creating one (`create`, `create_steps`, `fields`), publishing
and cancelling (`review`), another start (`reschedule`), the names of those who signed up (`guests`) and of those who
came (`attendance`), reminders and notices (`notifications`).

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
