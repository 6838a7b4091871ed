"""Events: the list, the card and sign-ups (`signup`, `companions`), creating one (`create`, `create_steps`, `fields`),
publishing and cancelling (`review`), mending every part (`mend`), another start (`reschedule`), the names of those who
signed up (`guests`, `desk`) and of those who came (`attendance`), reminders and notices (`notifications`).

/events → list → card → [join] → consent → done
/new_event → [municipality] → title → when → place → seats → about → review → [publish]
card → [with others] → names → done
card → [change] → a part → answer → told
card → [change] → [move] → when → sure → told
card → [who signed up] → names → [change the list] → a name → the reason → done
card → [who came] → names to tick
"""

from aiogram import Router

from handlers.events import attendance, companions, create, create_steps, desk, guests, mend, reschedule, review, signup
from handlers.events.notifications import NOTIFICATIONS

router = Router(name="events")
router.include_routers(signup.router, create.router, create_steps.router, mend.router)
router.include_routers(
    reschedule.router, review.router, guests.router, companions.router, desk.router, attendance.router
)

__all__ = ["NOTIFICATIONS", "router"]
