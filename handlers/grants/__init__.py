"""Grants: the catalogue and subscriptions (`browse`), reminders and notices (`notifications`).

/grants → list → [who applies?] → list for them → card → [remind me] → consent → done
"""

from handlers.grants.browse import router
from handlers.grants.notifications import NOTIFICATIONS

__all__ = ["NOTIFICATIONS", "router"]
