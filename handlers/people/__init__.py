"""The people's desk: who holds which role, given, taken, or offered by a one-time link.

/people → page by page, or [find] → a person → [give a role] → which → where → why → given
                                             → [a role] → to whom the work passes → why → taken
       → [invite] → which → where → why → a link, its picture; [invitations] → one → [withdraw]
/start role_… → what is offered → consent → accepted
"""

from aiogram import Router

from handlers.people import accepting, giving, inviting, listing, taking
from handlers.people.notifications import NOTIFICATIONS

router = Router(name="people")
router.include_routers(listing.router, giving.router, taking.router, inviting.router, accepting.router)

__all__ = ["NOTIFICATIONS", "router"]
